"""PDFs: opened and mended in memory, counted, searched for forms and scripts, and their text taken out."""

from __future__ import annotations

import io
import logging
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from carerdesk.domain.problem import Problem
from carerdesk.intake.checked import PDF, Checked, Kind

if TYPE_CHECKING:
    import pikepdf

MOST_PAGES = 2000
_MOST_OBJECTS = 100_000
_DEEPEST = 6
_MOST_PAGE_STEPS = 20_000
_SECONDS = 10.0
_TEXT_PAGES = 60
_LONGEST_TEXT = 1_000_000
_GLANCE = 600
_MOST_UNPACKED = 300 * 1024 * 1024


_FAULTS = (ValueError, TypeError, KeyError, AttributeError, IndexError, RuntimeError, OSError, MemoryError)


@dataclass(frozen=True, slots=True)
class Glance:
    """What can be shown of a PDF without drawing it: how many pages, and the first words on page 1 ("" for a scan)."""

    pages: int
    first_words: str


def check_pdf(data: bytes) -> Checked | Problem:
    """Open a PDF, mending it in memory where that helps; a problem where it wants a password or is past mending."""
    import pikepdf

    try:
        with open_pdf(data) as pdf:
            return _about(pdf)
    except pikepdf.PasswordError:
        return Problem("file", "pdf_needs_password", {})
    except _TooManyPages:
        return Problem("file", "pdf_too_many_pages", {"limit": f"{MOST_PAGES:,}"})
    except (pikepdf.PdfError, *_FAULTS):
        return Problem("file", "pdf_damaged", {})


class _TooManyPages(Exception):  # noqa: N818 - a fault in the data, not in the program
    """More pages than any statement has."""


def open_pdf(data: bytes) -> pikepdf.Pdf:
    """A PDF opened from memory, mended where that helps; pikepdf's own errors where it is past mending."""
    import pikepdf

    _limit_unpacking()
    return pikepdf.open(io.BytesIO(data), suppress_warnings=True, attempt_recovery=True)


@cache
def _limit_unpacking() -> None:
    """Stop qpdf before a small file unpacks into more memory than a computer has; once for the whole program."""
    import pikepdf

    limit = getattr(pikepdf.settings, "set_qpdf_limits", None)
    if limit:
        limit(flate_max_memory=_MOST_UNPACKED, run_length_max_memory=_MOST_UNPACKED, dct_max_memory=_MOST_UNPACKED)


def _about(pdf: pikepdf.Pdf) -> Checked | Problem:
    pages = _count_pages(pdf)
    if not pages:
        return Problem("file", "pdf_without_pages", {})
    width, height = _first_page_size(pdf)
    return Checked(
        PDF,
        pages,
        width,
        height,
        has_form=_has_form(pdf),
        has_javascript=_has_javascript(pdf),
        is_encrypted=pdf.is_encrypted,
        repaired=bool(pdf.get_warnings()),
    )


def _count_pages(pdf: pikepdf.Pdf) -> int:
    """Count leaves by walking and stop early: the file's own count may lie."""
    waiting: list[Any] = [pdf.Root.Pages]
    leaves = steps = 0
    while waiting:
        node = waiting.pop()
        steps += 1
        if "/Kids" in node:
            waiting.extend(islice(node.Kids, MOST_PAGES + 1))
        else:
            leaves += 1
        if steps > _MOST_PAGE_STEPS or leaves > MOST_PAGES:
            raise _TooManyPages
    return leaves


def _first_page_size(pdf: pikepdf.Pdf) -> tuple[int, int]:
    left, bottom, right, top = (float(edge) for edge in pdf.pages[0].mediabox)
    size = abs(round(right - left)), abs(round(top - bottom))
    turned = int(pdf.pages[0].obj.get("/Rotate", 0)) % 180 != 0
    return size[::-1] if turned else size


def _has_form(pdf: pikepdf.Pdf) -> bool:
    form = pdf.Root.get("/AcroForm")
    return form is not None and (len(form.get("/Fields", [])) > 0 or "/XFA" in form)


def _has_javascript(pdf: pikepdf.Pdf) -> bool:
    return any(_runs_script(each, 0) for each in islice(iter(pdf.objects), _MOST_OBJECTS))


def _runs_script(thing: Any, depth: int) -> bool:  # noqa: ANN401 - any PDF object
    import pikepdf

    if depth > _DEEPEST or not isinstance(thing, (pikepdf.Dictionary, pikepdf.Array, pikepdf.Stream)):
        return False
    if isinstance(thing, pikepdf.Array):
        return any(_runs_script(each, depth + 1) for each in _direct(iter(thing)))
    if "/JS" in thing or thing.get("/S") == pikepdf.Name.JavaScript:
        return True
    return any(_runs_script(each, depth + 1) for each in _direct(thing.get(key) for key in thing.keys()))  # noqa: SIM118


def _direct(things: Iterator[Any]) -> Iterator[Any]:
    """Only what is written in place: what is named elsewhere comes round by itself."""
    return (each for each in things if not getattr(each, "is_indirect", False))


def repaired_pdf(data: bytes) -> bytes:
    """The PDF written anew, so that other programs open it too.

    Raises:
        ValueError: when it cannot be opened.
    """
    import pikepdf

    out = io.BytesIO()
    try:
        with open_pdf(data) as pdf:
            pdf.save(out)
    except (pikepdf.PdfError, *_FAULTS) as fault:
        raise ValueError("the PDF cannot be opened") from fault
    return out.getvalue()


def glance_at_pdf(data: bytes) -> Glance:
    """What to show of a PDF in place of a picture of it. A damaged one has no pages."""
    checked = check_pdf(data)
    if isinstance(checked, Problem):
        return Glance(0, "")
    words = " ".join(text_of_pdf(data, most_pages=1, seconds=2).split())
    return Glance(checked.pages, words[:_GLANCE])


def first_page_picture(data: bytes) -> tuple[bytes, Kind] | None:
    """The photo that fills a scanned first page, as JPEG or PNG; None where the page is anything else."""
    try:
        with open_pdf(data) as pdf:
            _count_pages(pdf)
            return _scan(pdf.pages[0])
    except Exception:  # noqa: BLE001 - showing a scan is a kindness; whatever is wrong with it, there is none to show
        return None


def _scan(page: pikepdf.Page) -> tuple[bytes, Kind] | None:
    import pikepdf

    from carerdesk.intake.pictures import MOST_PIXELS

    things = page.resources.get("/XObject", pikepdf.Dictionary())
    pictures = [each for each in map(things.get, things.keys()) if isinstance(each, pikepdf.Stream)]
    if len(pictures) != 1 or "/Font" in page.resources or pictures[0].get("/Subtype") != pikepdf.Name.Image:
        return None
    picture = pikepdf.PdfImage(pictures[0])
    if picture.width * picture.height > MOST_PIXELS["image/png"]:
        return None
    out = io.BytesIO()
    picture.as_pil_image().convert("RGB").save(out, "PNG")
    return out.getvalue(), "image/png"


class _TimeUp(Exception):  # noqa: N818 - a limit reached, not an error
    """The text took longer than anyone should wait."""


def text_of_pdf(data: bytes, *, most_pages: int = _TEXT_PAGES, seconds: float = _SECONDS) -> str:
    """The words of a PDF for searching, as far as the pages and seconds allow; "" for a scan or a damaged file."""
    import pypdf

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    ends = time.monotonic() + seconds
    found: list[str] = []
    try:
        for page in islice(pypdf.PdfReader(io.BytesIO(data)).pages, most_pages):
            found.append(page.extract_text(visitor_operand_before=_stop_at(ends)))
            if sum(map(len, found)) > _LONGEST_TEXT:
                break
    except Exception:  # noqa: BLE001 - searching is a kindness; a damaged file throws anything, and keeps what was found
        return "\n".join(found)[:_LONGEST_TEXT]
    return "\n".join(found)[:_LONGEST_TEXT]


def _stop_at(ends: float) -> Any:  # noqa: ANN401 - pypdf takes any callable
    def visit(*_: object) -> None:
        if time.monotonic() > ends:
            raise _TimeUp

    return visit

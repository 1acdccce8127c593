"""The pages of a PDF one by one: their text, the pictures on them, and some of them as a PDF of their own."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING, Any

from carerdesk.intake.papers import open_pdf
from carerdesk.intake.pictures import MOST_PIXELS

if TYPE_CHECKING:
    import pikepdf
    from PIL import Image

_MOST_PICTURES = 12
_LONGEST_TEXT = 20_000
_DEEPEST = 4


def pictures_of_pages(data: bytes) -> Iterator[list[Image.Image]]:
    """The pictures on each page of a checked PDF, as the page is turned; what cannot be taken out is left."""
    with open_pdf(data) as pdf:
        for page in pdf.pages:
            yield list(_pictures_on(page))


def pictures_of_page(data: bytes, number: int) -> list[Image.Image]:
    """The pictures on one page, counted from nought."""
    with open_pdf(data) as pdf:
        return list(_pictures_on(pdf.pages[number]))


def text_of_pages(data: bytes) -> Iterator[str]:
    """The words of each page of a checked PDF; "" for a scan, and for what cannot be read."""
    import pypdf

    for page in pypdf.PdfReader(io.BytesIO(data)).pages:
        try:
            yield page.extract_text()[:_LONGEST_TEXT]
        except Exception:  # noqa: BLE001 - a damaged page throws anything, and is no more than a page without words
            yield ""


def some_pages(data: bytes, numbers: Sequence[int]) -> bytes:
    """A PDF of these pages of a checked PDF, counted from nought, as they are."""
    import pikepdf

    out = io.BytesIO()
    with open_pdf(data) as pdf, pikepdf.Pdf.new() as part:
        for number in numbers:
            part.pages.append(pdf.pages[number])
        part.save(out, deterministic_id=True)
    return out.getvalue()


def _pictures_on(page: pikepdf.Page) -> Iterator[Image.Image]:
    import pikepdf

    faults = (pikepdf.PdfError, NotImplementedError, ValueError, TypeError, KeyError, OSError, RuntimeError)
    turned = int(page.obj.get("/Rotate", 0)) % 360
    for stream in islice(_images(page.resources), _MOST_PICTURES):
        with suppress(*faults, MemoryError):
            picture = pikepdf.PdfImage(stream)
            if picture.width * picture.height <= MOST_PIXELS["image/png"]:
                yield picture.as_pil_image().rotate(-turned, expand=True)


def _images(resources: Any, depth: int = 0) -> Iterator[pikepdf.Stream]:  # noqa: ANN401 - a PDF's dictionary
    """The images among a page's resources, and those in forms within them."""
    import pikepdf

    if not isinstance(resources, pikepdf.Dictionary):
        return
    things = resources.get("/XObject", pikepdf.Dictionary())
    for each in map(things.get, things.keys()):
        if not isinstance(each, pikepdf.Stream):
            continue
        if each.get("/Subtype") == pikepdf.Name.Image:
            yield each
        elif depth < _DEEPEST:
            yield from _images(each.get("/Resources"), depth + 1)

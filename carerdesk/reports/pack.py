"""An evidence pack: one PDF with the summary, the lists, and every document as a numbered exhibit.

The exhibits are written first and the pages in front of them last, when every page number is known; in the file's
list of pages they stand in reading order. Only one document is ever in memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO

from carerdesk.domain.dates import long_date, span
from carerdesk.reports import pack_lists, pack_summary
from carerdesk.reports.lettering import SEMIBOLD, ink
from carerdesk.reports.pack_view import (
    GROUPS,
    Exhibit,
    Listed,
    NamedSum,
    PackHours,
    PackLine,
    PackView,
    PackWritten,
    PayrollRow,
    Placed,
    Reconciliation,
    SharedCost,
    Stopped,
    WeekHours,
    WeeksHeld,
)  # fmt: skip
from carerdesk.reports.pdf import HEIGHT, WIDTH, Link, Paper, Said
from carerdesk.reports.pdf_writer import OutlineEntry, PdfWriter, number

if TYPE_CHECKING:
    from carerdesk.reports.exhibits import Binder

__all__ = [
    "Exhibit", "Listed", "NamedSum", "PackHours", "PackLine", "PackView", "PackWritten", "PayrollRow",
    "Reconciliation", "SharedCost", "Stopped", "WeekHours", "WeeksHeld", "write",
]  # fmt: skip


def _no_progress(step: str, count: int, of: int) -> None:
    """Nobody is watching."""


def _never() -> bool:
    return False


@dataclass(slots=True)
class _Bound:
    """The exhibits as they were placed: object numbers of all their pages, and where each one begins."""

    pages: list[int] = field(default_factory=list)
    starts: dict[str, int] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)

    def add(self, name: str, placed: Placed) -> None:
        self.starts[name] = len(self.pages)
        self.pages += placed.pages
        if placed.fault:
            self.faults[name] = placed.fault


def write(
    view: PackView, exhibits: Iterable[Exhibit], stream: BinaryIO, *,
    progress: Callable[[str, int, int], None] = _no_progress, stopped: Callable[[], bool] = _never,
) -> PackWritten:  # fmt: skip
    """Write a pack to a binary stream, forwards only; the same view and documents give the same bytes.

    `exhibits` come in the order of `view.exhibits`. `progress` hears the step, how many are done and of how many.

    Raises:
        Stopped: where `stopped` answered True; what was written is to be thrown away.
        ValueError: where the exhibits are not those of the view.
    """
    from carerdesk.reports.exhibits import Binder

    out = PdfWriter(stream)
    bound = _bind(view, exhibits, Binder(out, stopped), progress)
    progress("Writing the summary", len(view.exhibits), len(view.exhibits))
    paper = _front(view, bound)
    front = _import(paper, out, bound)
    outline = [OutlineEntry(mark.title, front[mark.page], mark.y, mark.level) for mark in paper.bookmarks]
    outline += _exhibit_marks(view, bound)
    out.finish((*front, *bound.pages), outline, paper.title, paper.subject, view.made)
    return PackWritten(len(front) + len(bound.pages), tuple(bound.faults.items()))


def _bind(
    view: PackView, exhibits: Iterable[Exhibit], binder: Binder, progress: Callable[[str, int, int], None]
) -> _Bound:
    bound, of = _Bound(), len(view.exhibits)
    count = 0
    for exhibit in exhibits:
        if count >= of or view.exhibits[count].number != exhibit.number:
            raise ValueError(f"exhibit {exhibit.number} is not where the pack's list has it")
        progress("Adding documents", count, of)
        bound.add(exhibit.number, binder.add(exhibit))
        count += 1
    if count != of:
        raise ValueError(f"exhibit {view.exhibits[count].number} is missing")
    return bound


def _front(view: PackView, bound: _Bound) -> Paper:
    subject = f"{view.funder}, {span(view.first, view.last)}, for {view.person}"
    foot = f"{view.person} · {view.funder} · made {long_date(view.made)}"
    paper = Paper(f"{view.title}, {view.funder}", subject, foot)
    pack_summary.draw(paper, view)

    def page_of(name: str) -> str:
        return str(len(paper.pages) + bound.starts[name] + 1)

    pack_lists.draw(paper, view, page_of, bound.faults)
    return paper


def _import(paper: Paper, out: PdfWriter, bound: _Bound) -> list[int]:
    """The pages in front: shapes painted and taken over, words laid on them, and links to the exhibits."""
    from carerdesk.reports.pdf_import import opened

    held = BytesIO()
    paper.write(held, more_pages=len(bound.pages), worded=False)
    links: dict[int, list[Link]] = {}
    for link in paper.links:
        links.setdefault(link.page, []).append(link)
    front = []
    with opened(held.getvalue(), out) as source:
        for index in range(len(source)):
            form = source.form(index)
            notes = b"".join(_link(link, bound) for link in links.get(index, ()))
            content = b"/X Do\n" + b"".join(_said(out, said) for said in paper.pages[index].words)
            front.append(out.page((WIDTH, HEIGHT), content, b"/XObject<</X %d 0 R>>" % form.at, notes))
    return front


def _said(out: PdfWriter, said: Said) -> bytes:
    """Words in the pack's own copy of the font: quicker than reportlab's, and no second copy is needed."""
    name, size, tone = said.look
    bold = name == SEMIBOLD
    font = out.semibold if bold else out.regular
    x, line = said.placed()
    return b"%.3f %.3f %.3f rg BT %s %.1f Tf %.2f %.2f Td %s Tj ET\n" % (
        *ink(tone).rgb(), b"/B" if bold else b"/R", size, x, said.y, font.shown(line),
    )  # fmt: skip


def _link(link: Link, bound: _Bound) -> bytes:
    if link.target not in bound.starts:
        return b""
    page = bound.pages[bound.starts[link.target]]
    box = b" ".join(number(side) for side in link.box)
    return b"<</Type/Annot/Subtype/Link/Rect[%s]/Border[0 0 0]/F 4/Dest[%d 0 R/Fit]>>" % (box, page)


def _exhibit_marks(view: PackView, bound: _Bound) -> list[OutlineEntry]:
    marks: list[OutlineEntry] = []
    group = ""
    for exhibit in view.exhibits:
        page = bound.pages[bound.starts[exhibit.number]]
        if exhibit.number[0] != group:
            group = exhibit.number[0]
            marks.append(OutlineEntry(f"{group} {GROUPS[group]}", page, WIDTH + HEIGHT, 0))
        marks.append(OutlineEntry(f"{exhibit.number} {exhibit.title}", page, WIDTH + HEIGHT, 1))
    return marks

"""The record of offers and changes: who was asked or told of which shift, when, and how long before it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

from carerdesk.domain.dates import long_date, span
from carerdesk.reports.pdf import SMALL, Paper
from carerdesk.reports.pdf_parts import Column, facts, section, table, title_block


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """One line: the shift, what was said about it, to whom, when and how, how long before, and the answer."""

    shift: str
    what: str
    who: str
    at: str
    ahead: str
    answer: str


@dataclass(frozen=True, slots=True)
class NoticesView:
    """The record of a period. `untold` are the shifts in it that nobody was told of yet."""

    employer: str
    acting_for: str
    first: date
    last: date
    made_on: date
    rows: tuple[NoticeRow, ...]
    untold: tuple[str, ...]
    notes: tuple[str, ...]


def write(view: NoticesView, stream: BinaryIO) -> None:
    """Write the record as PDF to a binary stream."""
    days = span(view.first, view.last)
    title = "Shifts offered, changed and cancelled"
    paper = Paper(f"{title}, {days}", title, f"{view.employer} · shifts {days}")
    whose = f"{view.employer}, employer for {view.acting_for}" if view.acting_for else f"{view.employer}, employer"
    title_block(paper, title, days, whose, f"As it stood on {long_date(view.made_on)}")
    facts(paper, [("Shifts from", long_date(view.first)), ("to", long_date(view.last)), ("Lines", str(len(view.rows)))])
    paper.y -= 4
    section(paper, "Who was told of what, and when", keep=80)
    _rows(paper, view.rows)
    if view.untold:
        section(paper, "Nobody told yet", keep=60)
        for line in view.untold:
            paper.prose(line, size=9.5, leading=13)
        paper.y -= 8
    for note in view.notes:
        paper.prose(note, size=SMALL, leading=11.5, tone="ink2")
    paper.write(stream)


def _rows(paper: Paper, rows: tuple[NoticeRow, ...]) -> None:
    if not rows:
        paper.prose("Nothing was asked or told in these days.")
        paper.y -= 8
        return
    columns = (
        Column("Shift", 108), Column("What", 86), Column("Who", 78), Column("When and how", 98),
        Column("Notice", 62), Column("Answer", 55),
    )  # fmt: skip
    cells = [(row.shift, row.what, row.who, row.at, row.ahead, row.answer) for row in rows]
    table(paper, columns, cells, ruled=True)
    paper.y -= 8

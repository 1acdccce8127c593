"""The record of a leave year on paper: what was earned, taken and paid, and how that was worked out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

from carerdesk.domain.dates import long_date, span
from carerdesk.domain.hours.shift import hours_text
from carerdesk.domain.money import Money
from carerdesk.domain.working import Line, Working
from carerdesk.reports.pdf import SMALL, Paper
from carerdesk.reports.pdf_marks import banner
from carerdesk.reports.pdf_parts import Column, Item, facts, figure, money_list, section, table, title_block


@dataclass(frozen=True, slots=True)
class TakenRow:
    """A holiday taken or booked: its days, its minutes, what it paid (None: nothing yet), and how in a few words."""

    first: date
    last: date
    minutes: int
    paid: Money | None
    how: str


@dataclass(frozen=True, slots=True)
class RecordView:
    """One worker's leave year. `asked` is what was asked for, refused or given back.

    `workings` are the sums behind the pay, each printed whole at the end.
    """

    employer: str
    acting_for: str
    name: str
    works_number: str
    first: date
    last: date
    method: str
    made_on: date
    earned: tuple[Line, ...]
    taken: tuple[TakenRow, ...]
    left: str
    left_words: str
    asked: tuple[Line, ...]
    at_end: tuple[Line, ...]
    workings: tuple[Working, ...]
    notes: tuple[str, ...]


def write(view: RecordView, stream: BinaryIO) -> None:
    """Write the record of a leave year as PDF to a binary stream."""
    year = span(view.first, view.last)
    foot = f"{view.name} · {view.employer} · holiday {year}"
    paper = Paper(f"Holiday record, {view.name}, {year}", "Holiday record", foot)
    whose = f"{view.employer}, employer for {view.acting_for}" if view.acting_for else f"{view.employer}, employer"
    title_block(paper, "Holiday record", view.name, whose, f"As it stood on {long_date(view.made_on)}")
    pairs = [("Leave year", year), ("How holiday is earned", view.method), ("Works number", view.works_number)]
    facts(paper, [pair for pair in pairs if pair[1]])
    paper.y -= 4
    banner(paper, "Left", view.left_words, view.left)
    _items(paper, "Entitlement", view.earned)
    _taken(paper, view)
    _items(paper, "Asked for, and what was said", view.asked)
    _items(paper, "Carried over, lapsed, and the end of the year", view.at_end)
    for working in view.workings:
        _working(paper, working)
    paper.y -= 6
    for note in view.notes:
        paper.prose(note, size=SMALL, leading=11.5, tone="ink2")
    paper.write(stream)


def _items(paper: Paper, title: str, lines: tuple[Line, ...]) -> None:
    if not lines:
        return
    section(paper, title)
    money_list(paper, [Item(line.text, line.figure, strong=line.strong) for line in lines])
    paper.y -= 8


def _taken(paper: Paper, view: RecordView) -> None:
    section(paper, "Taken and booked", keep=80)
    if not view.taken:
        paper.prose("No holiday was taken or booked.")
        paper.y -= 8
        return
    columns = (
        Column("Days", 170), Column("Holiday", 80, "right"), Column("Paid £", 75, "right"),
        Column("", 16), Column("How it was worked out", 146),
    )  # fmt: skip
    rows = [
        (span(row.first, row.last), hours_text(row.minutes), figure(row.paid) if row.paid is not None else "–", "",
         row.how)
        for row in view.taken
    ]  # fmt: skip
    paid = [row.paid for row in view.taken if row.paid is not None]
    sums = ("All", hours_text(sum(row.minutes for row in view.taken)), figure(sum(paid, Money(0))), "", "")
    table(paper, columns, rows, totals=(sums,), ruled=True)
    paper.y -= 8


def _working(paper: Paper, working: Working) -> None:
    section(paper, working.title, keep=80, level=2)
    money_list(paper, [Item(line.text, line.figure, strong=line.strong) for line in working.lines], size=9)
    for note in working.notes:
        paper.prose(note, size=SMALL, leading=11.5, tone="ink2")
    names = "; ".join(source.title + ("" if source.confirmed else " (not confirmed)") for source in working.sources)
    if names:
        paper.prose(f"Source: {names}", size=SMALL, leading=11.5, tone="ink2")
    paper.y -= 8

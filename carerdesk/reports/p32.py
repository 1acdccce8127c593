"""The employer payment record on paper: lines 1 to 23 for each tax month or quarter of a year, and what was paid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

from carerdesk.domain.dates import short_date
from carerdesk.domain.money import Money
from carerdesk.domain.rti.p32 import P32
from carerdesk.reports.pdf import Paper
from carerdesk.reports.pdf_parts import Cell, Column, facts, figure, section, table, title_block

_BESIDE = 4
_NAME, _AMOUNT = 207.28, 70.0


@dataclass(frozen=True, slots=True)
class RecordColumn:
    """One tax month or quarter: its sums, what was owed from before, when it is due, what was paid and when."""

    title: str
    sums: P32
    owed_before: Money
    due: date
    paid: Money
    paid_on: tuple[date, ...]
    state: str

    @property
    def left(self) -> Money:
        """What is still to be paid."""
        return self.sums.due + self.owed_before - self.paid


@dataclass(frozen=True, slots=True)
class RecordView:
    """One tax year."""

    employer: str
    year: str
    heads: tuple[tuple[str, str], ...]
    columns: tuple[RecordColumn, ...]
    notes: tuple[str, ...] = ()


def write(view: RecordView, stream: BinaryIO) -> None:
    """Write the record as PDF to a binary stream."""
    foot = f"{view.employer} · employer payment record · {view.year}"
    paper = Paper(f"Employer payment record, {view.year}", view.employer, foot)
    title_block(paper, "Employer payment record", view.year, f"{view.employer}, employer", "Lines as on form P32")
    facts(paper, view.heads)
    for note in view.notes:
        paper.prose(note, size=9, leading=12, tone="ink2")
    for at in range(0, len(view.columns), _BESIDE):
        if at:
            paper.turn()
        _block(paper, view.columns[at : at + _BESIDE])
    paper.write(stream)


def _block(paper: Paper, columns: Sequence[RecordColumn]) -> None:
    paper.y -= 6
    section(paper, f"{columns[0].title} to {columns[-1].title}" if len(columns) > 1 else columns[0].title, keep=420)
    heads = (Column("Line", _NAME), *(Column(each.title, _AMOUNT, "right") for each in columns))
    rows = [*_sums(columns), *_payments(columns)]
    table(paper, heads, rows, ruled=True)


def _sums(columns: Sequence[RecordColumn]) -> list[list[Cell | str]]:
    every = [each.sums.lines for each in columns]
    rows: list[list[Cell | str]] = []
    for at, line in enumerate(every[0]):
        amounts = [lines[at].amount for lines in every]
        shown = ["n/a" if amount is None else figure(amount) for amount in amounts]
        rows.append([Cell(text, bold=line.strong) for text in (f"{line.number}  {line.text}", *shown)])
    return rows


def _payments(columns: Sequence[RecordColumn]) -> list[list[Cell | str]]:
    return [
        ["Owed from before", *(figure(each.owed_before) for each in columns)],
        ["Pay by", *(short_date(each.due) for each in columns)],
        ["Paid", *(figure(each.paid) for each in columns)],
        ["Paid on", *(", ".join(short_date(day) for day in each.paid_on) or "–" for each in columns)],
        [Cell("Left to pay", bold=True), *(Cell(figure(each.left), each.state, bold=True) for each in columns)],
    ]

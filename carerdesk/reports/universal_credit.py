"""For a PA whose employer files on paper: the note on telling Universal Credit, and each month's earnings slip."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

from carerdesk.domain.dates import long_date
from carerdesk.domain.money import Money, total
from carerdesk.reports.pdf import Paper
from carerdesk.reports.pdf_marks import signatures
from carerdesk.reports.pdf_parts import Column, facts, figure, section, table, title_block


@dataclass(frozen=True, slots=True)
class NoteView:
    """The note: to whom, from whom, on which day, and its paragraphs."""

    employer: str
    name: str
    day: date
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Earned:
    """One payday of the month."""

    payday: date
    gross: Money
    tax: Money
    employee_ni: Money
    pension: Money
    net: Money

    @property
    def other(self) -> Money:
        """Loans and all else that was taken off or paid beside: what the other amounts leave open up to the net."""
        return self.gross - self.tax - self.employee_ni - self.pension - self.net


@dataclass(frozen=True, slots=True)
class SlipView:
    """What somebody was paid in one calendar month ("November 2026")."""

    employer: str
    employer_reference: str
    name: str
    ni_number: str
    month: str
    rows: tuple[Earned, ...]
    note: str


def write_note(view: NoteView, stream: BinaryIO) -> None:
    """Write the note as PDF to a binary stream."""
    paper = Paper(f"Universal Credit and your pay, {view.name}", view.employer, f"{view.employer} to {view.name}")
    title_block(
        paper, "Universal Credit and your pay", long_date(view.day), f"For {view.name}", f"From {view.employer}"
    )
    for paragraph in view.paragraphs:
        paper.prose(paragraph, size=11, leading=16)
        paper.y -= 6
    paper.y -= 24
    signatures(paper, (f"{view.employer}, employer", f"{view.name}: I have had this note"))
    paper.write(stream)


def write_slips(views: tuple[SlipView, ...], stream: BinaryIO) -> None:
    """Write the slips as PDF to a binary stream, a page a month."""
    first = views[0]
    paper = Paper(f"Earnings, {first.name}", first.employer, _foot(first))
    for at, view in enumerate(views):
        if at:
            paper.part(_foot(view))
        _slip(paper, view)
    paper.write(stream)


def _foot(view: SlipView) -> str:
    return f"{view.employer} · {view.name} · earnings in {view.month}"


def _slip(paper: Paper, view: SlipView) -> None:
    title_block(paper, "Monthly earnings", view.month, f"For {view.name}", f"From {view.employer}, employer")
    facts(paper, (("National Insurance number", view.ni_number), ("Employer reference", view.employer_reference)))
    section(paper, "What you were paid (£)", keep=90)
    heads = ("Gross pay", "Tax", "National Insurance", "Pension", "Loans and other", "Paid to you")
    columns = (Column("Payday", 109.28), *(Column(head, 63, "right") for head in heads))
    rows = [[long_date(row.payday), *map(figure, _amounts(row))] for row in view.rows]
    sums = ["Together", *(figure(total(each)) for each in zip(*map(_amounts, view.rows), strict=True))]
    table(paper, columns, rows, totals=(sums,), ruled=True)
    paper.y -= 10
    paper.prose(view.note, size=10, leading=14)


def _amounts(row: Earned) -> tuple[Money, ...]:
    return (row.gross, row.tax, row.employee_ni, row.pension, row.other, row.net)

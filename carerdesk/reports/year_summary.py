"""A tax year on paper: each PA from gross to net, what it cost, and payslips against HMRC against the bank."""

from __future__ import annotations

from dataclasses import dataclass
from typing import BinaryIO

from carerdesk.domain.money import Money, total
from carerdesk.reports.pdf import Paper
from carerdesk.reports.pdf_marks import banner
from carerdesk.reports.pdf_parts import Cell, Column, Item, figure, money_list, section, table, title_block

_FIGURE = 66  # how wide a column of money is, in points


@dataclass(frozen=True, slots=True)
class PersonSummary:
    """One PA: lines of money in order, what it all cost, and a small note (hours, payslips)."""

    name: str
    note: str
    lines: tuple[tuple[str, Money], ...]
    net: Money
    employer: tuple[tuple[str, Money], ...]
    cost: Money


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the reconciliation; `hmrc` is None where HMRC is told nothing of it."""

    title: str
    payslips: Money
    hmrc: Money | None
    bank: Money
    said: str


@dataclass(frozen=True, slots=True)
class SummaryView:
    """The whole year; `notes` close it."""

    employer: str
    year: str
    people: tuple[PersonSummary, ...]
    wages: tuple[Check, ...]
    hmrc: tuple[Check, ...]
    notes: tuple[str, ...]


def write(view: SummaryView, stream: BinaryIO) -> None:
    """Write the summary as PDF to a binary stream."""
    paper = Paper(f"Payroll summary, {view.year}", view.employer, f"{view.employer} · Tax year {view.year}")
    title_block(paper, "Payroll summary", f"Tax year {view.year}", f"{view.employer}, employer")
    cost = total(person.cost for person in view.people)
    banner(paper, "What employing cost", "Gross pay, expenses, and what you paid as employer", str(cost))
    for person in view.people:
        _person(paper, person)
    if view.wages:
        _checks(paper, "Wages: payslips and bank", view.wages)
    if view.hmrc:
        _checks(paper, "HMRC: payslips, figures told and bank", view.hmrc)
    paper.y -= 6
    for note in view.notes:
        paper.prose(note, size=9, leading=12, tone="ink2")
    paper.write(stream)


def _person(paper: Paper, person: PersonSummary) -> None:
    section(paper, person.name, right=person.note, keep=170)
    items = [Item(name, figure(amount)) for name, amount in person.lines]
    money_list(paper, [*items, Item("Take-home pay", figure(person.net), strong=True)])
    paper.y -= 2
    employer = [Item(name, figure(amount)) for name, amount in person.employer]
    money_list(paper, [*employer, Item("Cost to the employer", figure(person.cost), strong=True)])
    paper.y -= 10


def _checks(paper: Paper, title: str, rows: tuple[Check, ...]) -> None:
    section(paper, title, keep=90)
    told = [Column("Told HMRC", _FIGURE, "right")] if any(row.hmrc is not None for row in rows) else []
    columns = (
        Column("What", 216 - _FIGURE * len(told)), Column("Payslips", _FIGURE, "right"), *told,
        Column("Bank", _FIGURE, "right"), Column("", 12), Column("How it stands", 127.28),
    )  # fmt: skip
    cells: list[list[Cell | str]] = [
        [row.title, figure(row.payslips), *_told(row, told), figure(row.bank), "", row.said] for row in rows
    ]
    sums = ("All", figure(total(row.payslips for row in rows)), *("" for _ in told),
            figure(total(row.bank for row in rows)), "", "")  # fmt: skip
    table(paper, columns, cells, totals=(sums,), ruled=True)
    paper.y -= 8


def _told(row: Check, columns: list[Column]) -> list[str]:
    return [figure(row.hmrc) if row.hmrc is not None else "–" for _ in columns]

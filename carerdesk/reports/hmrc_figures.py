"""The figures for HMRC of a payday, a tax month or a quarter: per PA and in all, and what is due by when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

from carerdesk.domain.dates import long_date, span
from carerdesk.domain.money import ZERO, Money, total
from carerdesk.reports.pdf import Paper
from carerdesk.reports.pdf_marks import banner
from carerdesk.reports.pdf_parts import Cell, Column, Item, facts, figure, money_list, section, table, title_block


@dataclass(frozen=True, slots=True)
class PersonFigures:
    """One PA's figures in the period; `allowance` is the Employment Allowance used on their employer NI."""

    name: str
    works_number: str
    gross: Money
    taxable: Money
    tax: Money
    employee_ni: Money
    employer_ni: Money
    allowance: Money
    loans: Money = ZERO
    recovered: Money = ZERO
    note: str = ""

    @property
    def due(self) -> Money:
        """Tax, both kinds of NI and loans, less Employment Allowance and statutory pay got back."""
        owed = self.tax + self.employee_ni + self.employer_ni + self.loans
        return owed - self.allowance - self.recovered


@dataclass(frozen=True, slots=True)
class HmrcView:
    """Figures for one period ("Tax month 8"); `owed_before` is what was left over (minus: paid too much)."""

    employer: str
    acting_for: str
    employer_reference: str
    accounts_office: str
    title: str
    first: date
    last: date
    people: tuple[PersonFigures, ...]
    due_by: date
    owed_before: Money = ZERO
    notes: tuple[str, ...] = ()

    @property
    def due(self) -> Money:
        """What HMRC is to get for this period and what was left over."""
        return total(person.due for person in self.people) + self.owed_before


def write(view: HmrcView, stream: BinaryIO) -> None:
    """Write the figures as PDF to a binary stream."""
    foot = f"{view.employer} · employer reference {view.employer_reference} · {view.title}"
    paper = Paper(f"Figures for HMRC, {view.title}", span(view.first, view.last), foot)
    whose = f"{view.employer}, employer for {view.acting_for}" if view.acting_for else f"{view.employer}, employer"
    title_block(paper, "Figures for HMRC", view.title, whose, span(view.first, view.last))
    facts(paper, (("Employer reference", view.employer_reference), ("Accounts Office reference", view.accounts_office),
                  ("Pay by", long_date(view.due_by))))  # fmt: skip
    said = "to HMRC" if view.due.pence >= 0 else "paid too much: HMRC owes this to you"
    banner(paper, "Due to HMRC", f"{said}, {view.title}", str(view.due))
    _people(paper, view)
    paper.y -= 16
    _sum(paper, view)
    for note in view.notes:
        paper.y -= 4
        paper.prose(note, size=9, leading=12, tone="ink2")
    paper.write(stream)


def _figures(person: PersonFigures) -> tuple[Money, ...]:
    return (
        person.gross, person.taxable, person.tax, person.employee_ni, person.employer_ni, person.allowance, person.due,
    )  # fmt: skip


def _people(paper: Paper, view: HmrcView) -> None:
    section(paper, "Each PA", keep=90)
    if not view.people:
        paper.prose("Nobody was paid in this period.")
        return
    heads = ("Gross pay", "Taxable pay", "Tax", "Employee’s NI", "Employer’s NI", "Employment Allowance", "Due")
    wides = (54, 54, 50, 52, 52, 58, 54)
    columns = (
        Column("PA", 113.28), *(Column(head, wide, "right") for head, wide in zip(heads, wides, strict=True)),
    )  # fmt: skip
    rows: list[list[Cell | str]] = [
        [Cell(person.name, _about(person)), *map(figure, _figures(person))] for person in view.people
    ]
    sums = [figure(total(amounts)) for amounts in zip(*map(_figures, view.people), strict=True)]
    table(paper, columns, rows, totals=(("All", *sums),), ruled=True)


def _about(person: PersonFigures) -> str:
    number = f"Works number {person.works_number}" if person.works_number else ""
    return "\n".join(part for part in (number, person.note) if part)


def _sum(paper: Paper, view: HmrcView) -> None:
    section(paper, "What is due", keep=130)
    people = view.people
    items = [
        Item("Income tax", figure(total(person.tax for person in people))),
        Item("Employees’ National Insurance", figure(total(person.employee_ni for person in people))),
        Item("Employer’s National Insurance", figure(total(person.employer_ni for person in people))),
        Item("Less Employment Allowance", figure(-total(person.allowance for person in people))),
    ]
    loans, recovered = total(person.loans for person in people), total(person.recovered for person in people)
    items += [Item("Student and postgraduate loans", figure(loans))] if loans else []
    items += [Item("Less statutory pay got back", figure(-recovered))] if recovered else []
    items += [Item("Left over from before", figure(view.owed_before))] if view.owed_before else []
    end = Item(f"Due by {long_date(view.due_by)}", figure(view.due), strong=True)
    money_list(paper, [*items, end])

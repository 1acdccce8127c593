"""The record of one PA's deductions in a tax year, payday by payday, as HMRC's RT11 and P11 ask for. It is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

from carerdesk.domain.dates import short_date
from carerdesk.domain.money import ZERO, Money, total
from carerdesk.reports.pdf import Paper
from carerdesk.reports.pdf_parts import Cell, Column, facts, figure, section, table, title_block


@dataclass(frozen=True, slots=True)
class RecordRow:
    """One payday. `number` is its tax week or month; `by_law` is statutory pay in it, sick pay too."""

    payday: date
    number: str
    letter: str
    at_lel: Money
    lel_to_pt: Money
    pt_to_uel: Money
    employee_ni: Money
    employer_ni: Money
    pay: Money
    pay_to_date: Money
    tax: Money
    tax_to_date: Money
    student_loan: Money
    postgraduate_loan: Money
    by_law: Money


@dataclass(frozen=True, slots=True)
class RecordView:
    """One PA and tax year. `brought` says in words what was taken over from another payroll or a P45."""

    employer: str
    name: str
    year: str
    heads: tuple[tuple[str, str], ...]
    rows: tuple[RecordRow, ...]
    brought: str = ""
    notes: tuple[str, ...] = ()


def write(view: RecordView, stream: BinaryIO) -> None:
    """Write the record as PDF to a binary stream."""
    paper = Paper(f"Deductions record, {view.name}, {view.year}", view.employer, f"{view.employer} · {view.name}")
    title_block(paper, "Deductions record", view.name, f"{view.employer}, employer", f"Tax year {view.year}")
    facts(paper, view.heads)
    for note in view.notes:
        paper.prose(note, size=9, leading=12, tone="ink2")
    if view.brought:
        paper.prose(view.brought, size=9, leading=12)
    paper.y -= 8
    _national_insurance(paper, view)
    paper.y -= 10
    _tax(paper, view)
    paper.write(stream)


def _national_insurance(paper: Paper, view: RecordView) -> None:
    section(paper, "National Insurance and pay by law (£)", keep=100)
    columns = (
        Column("Payday", 66), Column("Week or month", 46), Column("Letter", 34), Column("1a At LEL", 54, "right"),
        Column("1b LEL to PT", 58, "right"), Column("1c PT to UEL", 62, "right"),
        Column("1d Both pay", 56, "right"), Column("1e PA pays", 52, "right"), Column("Pay by law", 59, "right"),
    )  # fmt: skip
    rows: list[list[Cell | str]] = [
        [
            short_date(row.payday), row.number, row.letter, figure(row.at_lel), figure(row.lel_to_pt),
            figure(row.pt_to_uel), figure(row.employee_ni + row.employer_ni), figure(row.employee_ni),
            figure(row.by_law),
        ]
        for row in view.rows
    ]  # fmt: skip
    sums = ["All", "", "", *(figure(amount) for amount in _ni_sums(view))]
    table(paper, columns, rows, totals=(sums,), ruled=True)


def _ni_sums(view: RecordView) -> tuple[Money, ...]:
    rows = view.rows
    both = total(row.employee_ni + row.employer_ni for row in rows)
    return (
        total(row.at_lel for row in rows), total(row.lel_to_pt for row in rows), total(row.pt_to_uel for row in rows),
        both, total(row.employee_ni for row in rows), total(row.by_law for row in rows),
    )  # fmt: skip


def _tax(paper: Paper, view: RecordView) -> None:
    section(paper, "Pay, tax and loans (£)", keep=100)
    columns = (
        Column("Payday", 70), Column("Week or month", 52), Column("2 Pay", 66, "right"),
        Column("3 Pay to date", 72, "right"), Column("6 Tax to date", 72, "right"),
        Column("7 Tax taken", 62, "right"), Column("Student loan", 46, "right"),
        Column("Postgrad loan", 47.28, "right"),
    )  # fmt: skip
    rows: list[list[Cell | str]] = [
        [
            short_date(row.payday), row.number, figure(row.pay), figure(row.pay_to_date), figure(row.tax_to_date),
            figure(row.tax), figure(row.student_loan), figure(row.postgraduate_loan),
        ]
        for row in view.rows
    ]  # fmt: skip
    table(paper, columns, rows, totals=(_tax_sums(view),), ruled=True)


def _tax_sums(view: RecordView) -> list[str]:
    rows = view.rows
    last = rows[-1] if rows else None
    return [
        "All", "", figure(total(row.pay for row in rows)), figure(last.pay_to_date if last else ZERO),
        figure(last.tax_to_date if last else ZERO), figure(total(row.tax for row in rows)),
        figure(total(row.student_loan for row in rows)), figure(total(row.postgraduate_loan for row in rows)),
    ]  # fmt: skip

"""Papers of the workplace pension: the month's contributions for the provider, and the declaration."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

from carerdesk.domain.dates import long_date, short_date, span
from carerdesk.domain.money import Money, total
from carerdesk.reports.pdf import LEFT, SMALL, Paper
from carerdesk.reports.pdf_marks import banner
from carerdesk.reports.pdf_parts import Cell, Column, facts, figure, section, table, title_block
from carerdesk.reports.table_csv import csv_bytes


@dataclass(frozen=True, slots=True)
class ContributionRow:
    """One worker on one payday. `worker` is what was taken off the pay, a minus what was paid back after opting out."""

    name: str
    ni_number: str
    payday: date
    first: date
    last: date
    pay: Money
    qualifying: Money
    worker: Money
    employer: Money
    relief: Money

    @property
    def paid_over(self) -> Money:
        """What goes to the provider."""
        return self.worker + self.employer


@dataclass(frozen=True, slots=True)
class ScheduleView:
    """A month's contributions; `terms` in words ("5% and 3% of qualifying earnings, relief at source")."""

    employer: str
    acting_for: str
    provider: str
    reference: str
    terms: str
    first: date
    last: date
    due: date
    rows: tuple[ContributionRow, ...]
    notes: tuple[str, ...] = ()

    @property
    def amount(self) -> Money:
        """What the month comes to."""
        return total(row.paid_over for row in self.rows)


def write_schedule(view: ScheduleView, stream: BinaryIO) -> None:
    """Write a month's contributions as PDF to a binary stream."""
    title = f"Pension contributions, {span(view.first, view.last)}"
    paper = Paper(title, f"To {view.provider}", f"{view.employer} · {view.provider} · {span(view.first, view.last)}")
    whose = f"{view.employer}, employer for {view.acting_for}" if view.acting_for else f"{view.employer}, employer"
    title_block(paper, "Pension contributions", span(view.first, view.last), whose)
    facts(paper, (("Provider", view.provider), ("Employer’s reference", view.reference or "–"), ("Terms", view.terms)))
    banner(paper, "To pay in", f"By {long_date(view.due)}", str(view.amount))
    _schedule(paper, view.rows)
    paper.y -= 12
    for note in view.notes:
        paper.prose(note, size=SMALL, leading=11.5, tone="ink2")
    paper.write(stream)


def _schedule(paper: Paper, rows: Sequence[ContributionRow]) -> None:
    section(paper, "Each payday", keep=90)
    columns = (
        Column("PA", 131.28), Column("Payday", 74), Column("Pay £", 56, "right"), Column("Counts £", 56, "right"),
        Column("From pay £", 58, "right"), Column("From you £", 58, "right"), Column("In all £", 54, "right"),
    )  # fmt: skip
    cells = [
        (Cell(row.name, f"{row.ni_number or 'No NI number'}\n{_relief(row)}".strip()), short_date(row.payday),
         figure(row.pay), figure(row.qualifying), figure(row.worker), figure(row.employer), figure(row.paid_over))
        for row in rows
    ]  # fmt: skip
    sums = [figure(total(getattr(row, name) for row in rows)) for name in ("worker", "employer", "paid_over")]
    table(paper, columns, cells, totals=(("All", "", "", "", *sums),), ruled=True)


def _relief(row: ContributionRow) -> str:
    return f"Tax relief to be claimed {row.relief}" if row.relief else ""


_HEADS = (
    "Name", "National Insurance number", "Payday", "Period from", "Period to", "Pay", "Pensionable pay",
    "Employee contribution", "Employer contribution", "Tax relief", "To pay in",
)  # fmt: skip


def schedule_csv(view: ScheduleView) -> bytes:
    """The same as a table for the provider's upload: days as 2026-11-27, plain amounts."""
    rows = (
        (row.name, row.ni_number, row.payday.isoformat(), row.first.isoformat(), row.last.isoformat(), row.pay.text,
         row.qualifying.text, row.worker.text, row.employer.text, row.relief.text, row.paid_over.text)
        for row in view.rows
    )  # fmt: skip
    return csv_bytes(_HEADS, rows)


@dataclass(frozen=True, slots=True)
class DeclarationView:
    """What the declaration of compliance asks for, as far as the books know it, in sections of names and answers."""

    employer: str
    acting_for: str
    declare_by: date | None
    sections: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    notes: tuple[str, ...] = ()


def write_declaration(view: DeclarationView, stream: BinaryIO) -> None:
    """Write the facts for the declaration as PDF to a binary stream."""
    title = "Facts for the declaration of compliance"
    paper = Paper(title, view.employer, f"{view.employer} · {title}")
    whose = f"{view.employer}, employer for {view.acting_for}" if view.acting_for else f"{view.employer}, employer"
    by = f"Declare by {long_date(view.declare_by)}" if view.declare_by else ""
    title_block(paper, "Declaration of compliance", by, whose, "What The Pensions Regulator’s form asks")
    for heading, pairs in view.sections:
        section(paper, heading, keep=60)
        columns = (Column("", 240), Column("", 247.28))
        table(paper, columns, [(name, answer or "Not entered yet") for name, answer in pairs], ruled=True)
        paper.y -= 12
    for note in view.notes:
        paper.prose(note, x0=LEFT, size=SMALL, leading=11.5, tone="ink2")
        paper.y -= 3
    paper.write(stream)

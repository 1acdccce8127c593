"""The figures for form SSP1, to be copied onto the form that GOV.UK gives out. It does not look like the form."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

from carerdesk.domain.dates import long_date, span
from carerdesk.domain.money import Money
from carerdesk.reports.pdf import Paper
from carerdesk.reports.pdf_marks import banner
from carerdesk.reports.pdf_parts import Column, facts, figure, section, table, title_block


@dataclass(frozen=True, slots=True)
class Ssp1Week:
    """A week from Sunday to Saturday: days paid and what they came to."""

    last: date
    days: int
    amount: Money


@dataclass(frozen=True, slots=True)
class Ssp1View:
    """What an employer copies onto form SSP1. `reason` and `give_by` are "" where no form is due now.

    `how_to` says what the sheet is for.
    """

    employer: str
    employer_address: str
    acting_for: str
    name: str
    address: str
    ni_number: str
    works_number: str
    first: date
    last: date | None
    qualifying_days: str
    average: str
    reason: str
    give_by: str
    first_paid: date | None
    last_paid: date | None
    unpaid_from: date | None
    weeks: tuple[Ssp1Week, ...]
    total: Money
    weeks_used: str
    how_to: str
    earlier: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def write(view: Ssp1View, stream: BinaryIO) -> None:
    """Write the sheet as PDF to a binary stream."""
    foot = f"{view.name} · {view.employer} · to copy onto form SSP1"
    paper = Paper(f"Figures for form SSP1, {view.name}", "Statutory Sick Pay", foot)
    whose = f"{view.employer}, employer for {view.acting_for}" if view.acting_for else f"{view.employer}, employer"
    title_block(paper, "Figures for form SSP1", view.name, whose, "A sheet to copy from, not the form")
    paper.prose(view.how_to, size=9, leading=12, tone="ink2")
    paper.y -= 6
    facts(paper, _who(view))
    paper.y -= 8
    under = f"{view.reason or 'For your own records'} · sick pay of this absence"
    banner(paper, view.give_by or "No form is due now", under, str(view.total))
    section(paper, "The sickness")
    facts(paper, _sickness(view))
    _weeks(paper, view)
    for note in view.notes:
        paper.y -= 4
        paper.prose(note, size=9, leading=12, tone="ink2")
    paper.write(stream)


def _who(view: Ssp1View) -> list[tuple[str, str]]:
    pairs = [
        ("Name", view.name), ("National Insurance number", view.ni_number), ("Works number", view.works_number),
        ("Address", view.address.replace("\n", ", ")),
        ("Employer’s address", view.employer_address.replace("\n", ", ")),
    ]  # fmt: skip
    return [(label, words) for label, words in pairs if words]


def _sickness(view: Ssp1View) -> list[tuple[str, str]]:
    pairs = [
        ("First day off sick", long_date(view.first)),
        ("Last day off sick", long_date(view.last) if view.last else "Still off sick"),
        ("Qualifying days", view.qualifying_days),
        ("Average weekly earnings", view.average),
        ("First day paid", long_date(view.first_paid) if view.first_paid else "None"),
        ("Last day paid", long_date(view.last_paid) if view.last_paid else "None"),
        ("First day without sick pay", long_date(view.unpaid_from) if view.unpaid_from else ""),
        ("Weeks of the 28 used", view.weeks_used),
        ("Earlier linked sickness", "; ".join(view.earlier)),
    ]
    return [(label, words) for label, words in pairs if words]


def _weeks(paper: Paper, view: Ssp1View) -> None:
    paper.y -= 12
    section(paper, "Sick pay week by week", keep=80)
    if not view.weeks:
        paper.prose("No sick pay was due.")
        return
    columns = (Column("Week", 240), Column("Days paid", 90, "right"), Column("Sick pay", 120, "right"))
    rows = [[_week(each), str(each.days), figure(each.amount)] for each in view.weeks]
    days = str(sum(each.days for each in view.weeks))
    table(paper, columns, rows, totals=(("Together", days, figure(view.total)),))


def _week(each: Ssp1Week) -> str:
    first = date.fromordinal(each.last.toordinal() - 6)
    return span(first, each.last)

"""A claim by the hour: each shift at the agreed rate, and what the hours cost."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

from carerdesk.domain.dates import DAYS, long_date, short_date, span
from carerdesk.domain.money import Money, total
from carerdesk.reports.pdf import Paper
from carerdesk.reports.pdf_marks import banner, signatures
from carerdesk.reports.pdf_parts import Cell, Column, Item, facts, figure, money_list, section, table, title_block


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One shift: its day, who worked, times and hours in words, and what is claimed for it."""

    day: date
    who: str
    times: str
    worked: str
    claimed: str
    amount: Money


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim over some days. `rate` and `hours` are in words ("£18.00 an hour", "86 h 40 min").

    `cost` is what the hours cost so far; what is left of the claim goes towards the employer's other costs.
    """

    funder: str
    reference: str
    person: str
    employer: str
    first: date
    last: date
    made: date
    rate: str
    hours: str
    rows: tuple[ClaimRow, ...]
    cost: Money

    @property
    def amount(self) -> Money:
        """The claim."""
        return total(row.amount for row in self.rows)


def write(view: ClaimView, stream: BinaryIO) -> None:
    """Write the claim as PDF to a binary stream."""
    days = span(view.first, view.last)
    foot = f"{view.person} · {view.funder} · made {long_date(view.made)}"
    paper = Paper(f"Claim to {view.funder}, {days}", f"Support of {view.person}", foot)
    title_block(paper, "Claim", days, view.funder, f"Reference {view.reference}" if view.reference else "")
    facts(paper, (("For", view.person), ("Employer", view.employer), ("Agreed rate", view.rate), ("Hours", view.hours)))
    banner(paper, "To be paid", f"{view.hours} at {view.rate}", str(view.amount))
    section(paper, "Hours claimed", keep=80)
    columns = (
        Column("Day", 96), Column("Support worker", 131.28), Column("Times", 90), Column("Worked", 60, "right"),
        Column("Claimed", 60, "right"), Column("£", 50, "right"),
    )  # fmt: skip
    table(paper, columns, [_row(row) for row in view.rows], totals=(("All", "", "", "", "", figure(view.amount)),))
    paper.y -= 14
    _cost(paper, view)
    _signed(paper, view)
    paper.write(stream)


def _row(row: ClaimRow) -> list[Cell | str]:
    day = f"{DAYS[row.day.weekday()][:3]} {short_date(row.day)}"
    return [day, Cell(row.who), row.times, row.worked, row.claimed, figure(row.amount)]


def _cost(paper: Paper, view: ClaimView) -> None:
    section(paper, "What the hours cost", keep=60)
    money_list(paper, [
        Item("Claimed", figure(view.amount)),
        Item("Cost of these hours so far", figure(-view.cost), "Pay, employer’s National Insurance and pension"),
        Item("Left towards the employer’s other costs", figure(view.amount - view.cost), strong=True),
    ])  # fmt: skip
    paper.y -= 8


def _signed(paper: Paper, view: ClaimView) -> None:
    def sign() -> None:
        paper.prose("These hours were worked, and nobody else has been asked to pay for them.")
        signatures(paper, (f"Signed, {view.employer}", "Signed at the workplace"))

    paper.need(paper.measure(sign))
    sign()

"""The payment list of a payday: whom to pay, how much, into which account, and what HMRC is to get by when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

from carerdesk.domain.dates import full_date, long_date, short_date
from carerdesk.domain.money import Money, total
from carerdesk.reports.pdf import SMALL, Paper
from carerdesk.reports.pdf_marks import banner
from carerdesk.reports.pdf_parts import Cell, Column, facts, figure, section, table, title_block


@dataclass(frozen=True, slots=True)
class PaymentLine:
    """One payment to make; a PA paid in cash or by cheque has no account, and `how` says so."""

    who: str
    sort_code: str
    account: str
    amount: Money
    reference: str
    pay_on: date
    how: str = ""


@dataclass(frozen=True, slots=True)
class HmrcPayment:
    """An amount to pay on: what for ("Tax month 8", a month's pension contributions), by when, what to quote."""

    what: str
    amount: Money
    due: date
    reference: str


@dataclass(frozen=True, slots=True)
class PaymentListView:
    """The payments of one payday; `account` names the one they come from ("Own account ending 4471").

    `passed_on` goes to a pension provider or the holder of an order, by a day of its own.
    """

    employer: str
    acting_for: str
    account: str
    payday: date
    lines: tuple[PaymentLine, ...]
    hmrc: tuple[HmrcPayment, ...] = ()
    notes: tuple[str, ...] = ()
    passed_on: tuple[HmrcPayment, ...] = ()

    @property
    def total(self) -> Money:
        """All payments to people, without HMRC and what is passed on."""
        return total(line.amount for line in self.lines)


def write(view: PaymentListView, stream: BinaryIO) -> None:
    """Write the list as PDF to a binary stream."""
    foot = f"{view.employer} · payments for {long_date(view.payday)}"
    paper = Paper(f"Payment list, {long_date(view.payday)}", f"Payments by {view.employer}", foot)
    whose = f"{view.employer}, employer for {view.acting_for}" if view.acting_for else f"{view.employer}, employer"
    title_block(paper, "Payment list", full_date(view.payday), whose)
    facts(paper, (("Paid from", view.account), ("Payments", str(len(view.lines)))))
    banner(paper, "To pay in all", _hmrc_words(view), str(view.total))
    _people(paper, view)
    for title, parts in (("Due to HMRC", view.hmrc), ("To be passed on", view.passed_on)):
        if parts:
            paper.y -= 16
            _due(paper, title, parts)
    paper.y -= 12
    for note in view.notes:
        paper.prose(note, size=9, leading=12, tone="ink2")
    paper.prose("This list holds bank details. Keep it safe, or shred it when the payments are made.",
                size=SMALL, leading=12, tone="ink2")  # fmt: skip
    paper.write(stream)


def _hmrc_words(view: PaymentListView) -> str:
    if not view.hmrc:
        return "Nothing is due to HMRC from this payday."
    due = min(view.hmrc, key=lambda part: part.due)
    return f"HMRC comes on top: {due.amount} by {long_date(due.due)}."


def _people(paper: Paper, view: PaymentListView) -> None:
    section(paper, "Payments", keep=80)
    columns = (
        Column("Who", 146), Column("Sort code", 62), Column("Account", 70), Column("Reference", 82.28),
        Column("Pay on", 62), Column("Amount £", 65, "right"),
    )  # fmt: skip
    rows = [
        (Cell(line.who, line.how), line.sort_code or "–", line.account or "–", line.reference or "–",
         short_date(line.pay_on), figure(line.amount))
        for line in view.lines
    ]  # fmt: skip
    table(paper, columns, rows, totals=(("All", "", "", "", "", figure(view.total)),), ruled=True)


def _due(paper: Paper, title: str, parts: tuple[HmrcPayment, ...]) -> None:
    section(paper, title, keep=80)
    columns = (
        Column("What for", 205.28), Column("Reference to quote", 125), Column("Pay by", 92),
        Column("Amount £", 65, "right"),
    )  # fmt: skip
    rows = [(part.what, part.reference, long_date(part.due), figure(part.amount)) for part in parts]
    sums = ("All", "", "", figure(total(part.amount for part in parts)))
    table(paper, columns, rows, totals=(sums,), ruled=True)

"""Payslips: everything the Employment Rights Act 1996 s.8 asks for, and what a reader looks for first at the top."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import BinaryIO

from carerdesk.domain.dates import MONTHS, full_date, long_date, short_date, span
from carerdesk.domain.money import Money, total
from carerdesk.reports.pdf import LEFT, RIGHT, SMALL, Paper
from carerdesk.reports.pdf_marks import banner
from carerdesk.reports.pdf_parts import Column, Item, facts, money_list, quantity, section, table, title_block

_MIDDLE = (LEFT + RIGHT) / 2
_GUTTER = 14


@dataclass(frozen=True, slots=True)
class PayLine:
    """A line of money and how it came about: "Ordinary hours", £1,033.60, "76 hours at £13.60"."""

    label: str
    amount: Money
    note: str = ""


@dataclass(frozen=True, slots=True)
class PaidPart:
    """How take-home pay, or one part of it, is paid: "to your bank account ending 4410"."""

    how: str
    on: date
    amount: Money


@dataclass(frozen=True, slots=True)
class HoursWeek:
    """Hours paid for in one week, one figure for each kind (nights for sleep-ins), and the hours in all."""

    first: date
    last: date
    amounts: tuple[Decimal, ...]
    hours: Decimal


@dataclass(frozen=True, slots=True)
class HoursPaid:
    """Hours by kind and week; `kinds` are the heads, `hours` the hours of the whole period."""

    kinds: tuple[str, ...]
    weeks: tuple[HoursWeek, ...]
    totals: tuple[Decimal, ...]
    hours: Decimal


@dataclass(frozen=True, slots=True)
class PayslipView:
    """One payslip.

    `period` words the length and the tax week or month ("Four weeks", "tax week 34"); deductions are given as plus
    amounts; `extras` are paid with the wage but are not pay (mileage refunded). `notices` are sentences such as
    "No pension contribution was taken".

    Raises:
        ValueError: where the lines do not add up to gross, deductions and take-home pay.
    """

    employer: str
    acting_for: str
    employer_reference: str
    name: str
    works_number: str
    ni_number: str
    tax_code: str
    ni_letter: str
    payday: date
    first: date
    last: date
    length: str
    tax_period: str
    pay: tuple[PayLine, ...]
    gross: Money
    deductions: tuple[PayLine, ...]
    deducted: Money
    net: Money
    paid: tuple[PaidPart, ...]
    year: tuple[PayLine, ...]
    employer_paid: tuple[PayLine, ...]
    extras: tuple[PayLine, ...] = ()
    hours: HoursPaid | None = None
    holiday_left: str = ""
    notices: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    correction: str = ""

    def __post_init__(self) -> None:
        """Refuse a payslip whose lines do not add up."""
        sums = (
            (total(line.amount for line in self.pay), self.gross),
            (total(line.amount for line in self.deductions), self.deducted),
            (self.gross - self.deducted + total(line.amount for line in self.extras), self.net),
            (total(part.amount for part in self.paid), self.net),
        )
        for made, said in sums:
            if made != said:
                raise ValueError(f"a payslip's lines make {made.plain}, not {said.plain}")


def write(payslips: Sequence[PayslipView], stream: BinaryIO) -> None:
    """One payslip or several, each with its own count of pages, to a binary stream."""
    if not payslips:
        raise ValueError("there is no payslip to print")
    first = payslips[0]
    names = first.name if len(payslips) == 1 else f"{len(payslips)} payslips"
    subject = f"Pay for {span(first.first, first.last)}"
    paper = Paper(f"Payslip, {names}, {long_date(first.payday)}", subject, _foot(first))
    for at, view in enumerate(payslips):
        if at:
            paper.part(_foot(view))
        _payslip(paper, view)
    paper.write(stream)


def _foot(view: PayslipView) -> str:
    reference = f" · employer reference {view.employer_reference}" if view.employer_reference else ""
    return f"{view.employer}{reference} · {view.name}"


def _payslip(paper: Paper, view: PayslipView) -> None:
    _top(paper, view)
    _take_home(paper, view)
    paper.beside(lambda: _pay(paper, view), lambda: _taken_off(paper, view))
    if view.extras:
        paper.y -= 14
        section(paper, "Paid with your wage, not pay")
        _lines(paper, view.extras, LEFT, RIGHT)
    if view.hours:
        paper.y -= 20
        _hours(paper, view.hours)
    paper.y -= 20
    paper.beside(lambda: _year(paper, view), lambda: _employer(paper, view))
    _last_words(paper, view)


def _top(paper: Paper, view: PayslipView) -> None:
    whose = f"{view.employer}, employer for {view.acting_for}" if view.acting_for else f"{view.employer}, employer"
    period = f"{view.length}, {_days(view.first, view.last)}, {view.tax_period}"
    title_block(paper, "Payslip", full_date(view.payday), whose, period)
    paper.y -= 4
    pairs = (
        ("Name", view.name), ("Works number", view.works_number), ("National Insurance number", view.ni_number),
        ("Tax code", view.tax_code), ("NI letter", view.ni_letter),
    )  # fmt: skip
    facts(paper, pairs, size=11)
    for line in filter(None, (view.correction,)):
        paper.prose(line, size=10, bold=True)
    paper.y -= 8


def _days(first: date, last: date) -> str:
    """Weeks and spans on a payslip leave out the year, as the date above has it; two years stand beside short months.

    The whole names of the months would not leave room for the employer on the line.
    """
    if first.year != last.year:
        return f"{short_date(first)} to {short_date(last)}"
    if first.month != last.month:
        return f"{first.day} {MONTHS[first.month - 1]} to {last.day} {MONTHS[last.month - 1]}"
    return f"{first.day} to {last.day} {MONTHS[last.month - 1]}"


def _take_home(paper: Paper, view: PayslipView) -> None:
    if len(view.paid) == 1:
        part = view.paid[0]
        words = f"{part.how} on {part.on.day} {MONTHS[part.on.month - 1]}"
    else:
        words = "\n".join(
            f"{part.amount} {part.how} on {part.on.day} {MONTHS[part.on.month - 1]}" for part in view.paid
        )
    banner(paper, "Take-home pay", words, str(view.net))


def _pay(paper: Paper, view: PayslipView) -> None:
    _column(paper, ("Pay", view.pay, Item("Gross pay", str(view.gross), strong=True)), LEFT, _MIDDLE - _GUTTER)


def _taken_off(paper: Paper, view: PayslipView) -> None:
    end = Item("Total taken off", str(view.deducted), strong=True)
    _column(paper, ("Taken off", view.deductions, end), _MIDDLE + _GUTTER, RIGHT)


def _column(paper: Paper, what: tuple[str, Sequence[PayLine], Item], x0: float, x1: float) -> None:
    title, lines, end = what
    section(paper, title, x0, x1)
    _lines(paper, lines, x0, x1)
    if not lines:
        paper.text(x0, "Nothing", tone="ink2")
        paper.y -= 18
    paper.y -= 6
    money_list(paper, (end,), x0, x1, size=11)


def _lines(paper: Paper, lines: Sequence[PayLine], x0: float, x1: float) -> None:
    for line in lines:
        money_list(paper, (Item(line.label, str(line.amount), line.note),), x0, x1, size=10)
        paper.y -= 2


def _hours(paper: Paper, hours: HoursPaid) -> None:
    section(paper, "Hours you were paid for", keep=80)
    wide = min(82.0, 300 / max(len(hours.kinds), 1))
    kinds = [Column(kind, wide, "right") for kind in hours.kinds]
    first = 487.28 - wide * len(kinds) - 72
    columns = [Column("Week", first), *kinds, Column("Total hours", 72, "right")]
    rows = [(_days(week.first, week.last), *map(quantity, week.amounts), quantity(week.hours)) for week in hours.weeks]
    totals = ("All", *map(quantity, hours.totals), quantity(hours.hours))
    table(paper, columns, rows, totals=(totals,))


def _year(paper: Paper, view: PayslipView) -> None:
    x1 = _MIDDLE - _GUTTER
    section(paper, "This tax year so far", LEFT, x1)
    _lines(paper, view.year, LEFT, x1)


def _employer(paper: Paper, view: PayslipView) -> None:
    x0 = _MIDDLE + _GUTTER
    section(paper, "Your employer also paid", x0, RIGHT)
    _lines(paper, view.employer_paid, x0, RIGHT)
    if view.holiday_left:
        paper.y -= 8
        money_list(paper, (Item("Holiday left", view.holiday_left),), x0, RIGHT, size=10)


def _last_words(paper: Paper, view: PayslipView) -> None:
    paper.y -= 12
    for notice in view.notices:
        paper.prose(notice, leading=13)
        paper.y -= 2
    keep = f"Keep this payslip. If a figure looks wrong, ask {view.employer}: every figure can be shown worked out."
    sources = f"Rates: {'; '.join(view.sources)}." if view.sources else ""

    def draw() -> None:
        paper.prose(keep, size=SMALL, leading=12, tone="ink2")
        if sources:
            paper.prose(sources, size=SMALL, leading=12, tone="ink2")

    high = paper.measure(draw)
    paper.need(high)
    paper.y = min(paper.y, 74 + high - 12)
    draw()

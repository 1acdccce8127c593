"""The employer payment record of a tax year: each period's P32 lines, what was paid from the bank, what is late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from carerdesk.domain.dates import tax_month, tax_month_bounds, tax_year_name
from carerdesk.domain.money import ZERO, Money
from carerdesk.domain.rates import NoRateFor
from carerdesk.domain.rti.dates import Deadlines
from carerdesk.domain.rti.p32 import P32, average_month, may_pay_quarterly
from carerdesk.services.books import Books, owner
from carerdesk.services.filing.employer import allowance_of_year, payment_record
from carerdesk.services.filing.returns import known_deadlines
from carerdesk.services.pay.hmrc import HmrcDue, hmrc_periods
from carerdesk.store import tables

_A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class RecordedPeriod:
    """One tax month or quarter: its sums, its days, the days money left the bank for it, and how it stands.

    `state` is paid, nothing, late, part, open or over (paid too much).
    """

    due: HmrcDue
    sums: P32
    dates: Deadlines
    paid_on: tuple[date, ...]
    state: str


@dataclass(frozen=True, slots=True)
class YearRecord:
    """A tax year. `allowance_left` is None where the year's allowance is not known; `average` is a tax month's."""

    year: str
    periods: tuple[RecordedPeriod, ...]
    allowance_used: Money
    allowance_left: Money | None
    average: Money
    months: int
    may_pay_quarterly: bool
    claims: bool
    pays: str


def record_years(books: Books) -> tuple[str, ...]:
    """The tax years with payments due, the newest first."""
    with books.reading() as session:
        return tuple(dict.fromkeys(tax_year_name(each.last) for each in reversed(hmrc_periods(session))))


def year_record(books: Books, year: str) -> YearRecord:
    """The record of one tax year ("2026-27")."""
    with books.reading() as session:
        return _year_record(session, year, books.today())


def _year_record(session: Session, year: str, today: date) -> YearRecord:
    employer = session.get_one(tables.Employer, owner(session).employer_id)
    due = [each for each in hmrc_periods(session) if tax_year_name(each.last) == year]
    start = date(int(year[:4]), 4, 6)
    used, left = _allowance(session, start)
    months = _months(session, due)
    return YearRecord(
        year, tuple(_recorded(session, each, today) for each in due), used, left, average_month(months), len(months),
        may_pay_quarterly(months), employer.claims_employment_allowance, employer.pays_hmrc,
    )  # fmt: skip


def _allowance(session: Session, day: date) -> tuple[Money, Money | None]:
    try:
        return allowance_of_year(session, day)
    except NoRateFor:
        return ZERO, None


def _months(session: Session, due: list[HmrcDue]) -> list[Money]:
    """What each tax month of the periods came to, whether paid monthly or quarterly."""
    found, day = [], due[0].first if due else date.max
    while due and day <= due[-1].last:
        first, last = tax_month_bounds(day)
        found.append(payment_record(session, first, last).due)
        day = last + _A_DAY
    return found


def _recorded(session: Session, due: HmrcDue, today: date) -> RecordedPeriod:
    sums = payment_record(session, due.first, due.last)
    return RecordedPeriod(due, sums, known_deadlines(session, due.last), _paid_on(session, due.id), _state(due, today))


def _state(due: HmrcDue, today: date) -> str:
    if due.amount <= ZERO and not due.paid:
        return "nothing"
    if due.left <= ZERO:
        return "over" if due.left < ZERO else "paid"
    if due.due < today:
        return "late"
    return "part" if due.paid else "open"


def _paid_on(session: Session, period_id: int) -> tuple[date, ...]:
    line, allocation = tables.BankLine, tables.Allocation
    wanted = select(line.day).join(allocation, allocation.bank_line_id == line.id)
    return tuple(
        dict.fromkeys(session.scalars(wanted.where(allocation.hmrc_period_id == period_id).order_by(line.day)))
    )


def period_name(first: date, last: date) -> str:
    """Month 8, or Quarter 3, within its tax year."""
    if tax_month_bounds(first)[1] == last:
        return f"Month {tax_month(last)}"
    return f"Quarter {(tax_month(last) - 1) // 3 + 1}"

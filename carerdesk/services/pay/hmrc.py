"""What is owed to HMRC for each tax month or quarter, by when, and what has been paid."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from carerdesk.domain.dates import tax_month_bounds
from carerdesk.domain.money import ZERO, Money
from carerdesk.domain.payroll.hmrc import PayBy, amount_due, due_date, tax_quarter_bounds
from carerdesk.services.books import Books, Owner, owner
from carerdesk.services.pay.situation import as_money
from carerdesk.services.pay.working_days import last_working_day
from carerdesk.store import tables

COMPONENTS = ("tax", "employee_ni", "employer_ni", "allowance", "student_loan", "postgraduate_loan", "recovered")


@dataclass(frozen=True, slots=True)
class HmrcDue:
    """One tax month or quarter. `clear_by` is the last working day before `due`, where bank holidays are known.

    `loans` are student and postgraduate loans together, `recovered` what is got back of family leave pay.
    """

    id: int
    first: date
    last: date
    due: date
    clear_by: date | None
    tax: Money
    employee_ni: Money
    employer_ni: Money
    allowance: Money
    loans: Money
    recovered: Money
    brought_in: Money
    paid: Money

    @property
    def amount(self) -> Money:
        """What the period comes to; a minus is HMRC's to give back."""
        other = (self.loans, -self.recovered, self.brought_in)
        return amount_due(self.tax, self.employee_ni, self.employer_ni, self.allowance, other=other)

    @property
    def left(self) -> Money:
        """What has not been paid."""
        return self.amount - self.paid


def bounds(payday: date, pays_hmrc: str) -> tuple[date, date]:
    """The tax month or quarter a payday falls in."""
    return tax_quarter_bounds(payday) if pays_hmrc == "quarterly" else tax_month_bounds(payday)


def ensure_period(session: Session, keys: Owner, payday: date) -> tables.HmrcPeriod:
    """The period of a payday, made where it is not there yet. One that stands keeps its length."""
    period = tables.HmrcPeriod
    standing = session.scalars(
        select(period).where(
            period.employer_id == keys.employer_id, period.first_day <= payday, period.last_day >= payday
        )
    ).first()
    if standing is not None:
        return standing
    employer = session.get_one(tables.Employer, keys.employer_id)
    first, last = _free_bounds(session, keys, payday, employer.pays_hmrc)
    made = period(**keys.keys(), first_day=first, last_day=last, due=due_date(last, PayBy.ELECTRONIC))
    session.add(made)
    session.flush()
    return made


def _free_bounds(session: Session, keys: Owner, payday: date, pays_hmrc: str) -> tuple[date, date]:
    """The tax month or quarter; the month where part of the quarter stands already, so that nothing counts twice."""
    first, last = bounds(payday, pays_hmrc)
    period = tables.HmrcPeriod
    wanted = select(period.id).where(
        period.employer_id == keys.employer_id, period.first_day <= last, period.last_day >= first
    )
    return (first, last) if session.scalar(wanted.limit(1)) is None else tax_month_bounds(payday)


def hmrc_due(books: Books) -> tuple[HmrcDue, ...]:
    """Every period with payslips, the newest first."""
    with books.reading() as session:
        return tuple(reversed(hmrc_periods(session)))


def hmrc_periods(session: Session) -> list[HmrcDue]:
    """Every period with payslips, oldest first."""
    here = owner(session)
    nation = session.get_one(tables.Person, here.person_id).nation
    period = tables.HmrcPeriod
    rows = session.scalars(select(period).where(period.employer_id == here.employer_id).order_by(period.first_day))
    paid = _paid(session)
    return [_view(session, row, nation, paid.get(row.id, ZERO)) for row in rows]


def _paid(session: Session) -> Mapping[int, Money]:
    allocation = tables.Allocation
    wanted = select(allocation.hmrc_period_id, func.sum(allocation.amount)).where(
        allocation.hmrc_period_id.is_not(None)
    )
    found = session.execute(wanted.group_by(allocation.hmrc_period_id))
    return {period: -as_money(amount) for period, amount in found if period is not None}


def _view(session: Session, row: tables.HmrcPeriod, nation: str, paid: Money) -> HmrcDue:
    slip = tables.Payslip
    columns = (getattr(slip, name) for name in COMPONENTS)
    wanted = select(*(func.coalesce(func.sum(column), 0) for column in columns)).where(
        slip.employer_id == row.employer_id, slip.payday >= row.first_day, slip.payday <= row.last_day
    )
    sums = [as_money(value) for value in session.execute(wanted).one()]
    tax, employee_ni, employer_ni, allowance, student, postgraduate, recovered = sums
    return HmrcDue(
        row.id, row.first_day, row.last_day, row.due, last_working_day(row.due, nation),
        tax, employee_ni, employer_ni, allowance, student + postgraduate, recovered, row.brought_in, paid,
    )  # fmt: skip

"""Payslips against HMRC's figures against the bank, for a tax year, with every difference named."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from carerdesk.domain.dates import day_and_month, tax_year_name
from carerdesk.domain.money import ZERO, Money, total
from carerdesk.services.books import Books, owner
from carerdesk.services.filing.employer import payment_record
from carerdesk.services.money.owed import had_before
from carerdesk.services.pay.hmrc import HmrcDue, hmrc_periods
from carerdesk.services.pay.papers import period_title
from carerdesk.services.pay.situation import as_money
from carerdesk.services.year_end.years import first_of, last_of
from carerdesk.store import tables

NOT_PAID = "not_paid"


@dataclass(frozen=True, slots=True)
class Compared:
    """One thing that was to be paid: what the payslips make it, what HMRC is told, what the bank paid.

    `hmrc` is None for wages. `why` is "" where all agree: else not_paid, part_paid, overpaid, brought_in or
    hmrc_differs, with the amount it is about.
    """

    title: str
    day: date
    payslips: Money
    hmrc: Money | None
    bank: Money
    why: str = ""
    amount: Money = ZERO

    @property
    def agrees(self) -> bool:
        """Whether nothing is left to explain."""
        return not self.why


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """A tax year: wages payday by payday, HMRC period by period."""

    year: str
    wages: tuple[Compared, ...]
    hmrc: tuple[Compared, ...]

    @property
    def differences(self) -> tuple[Compared, ...]:
        """What does not agree."""
        return tuple(one for one in (*self.wages, *self.hmrc) if not one.agrees)


def reconciliation(books: Books, year: str) -> Reconciliation:
    """The whole year."""
    with books.reading() as session:
        return reconciled(session, year)


def reconciled(session: Session, year: str) -> Reconciliation:
    """As `reconciliation`, within a session."""
    periods = [one for one in hmrc_periods(session) if tax_year_name(one.last) == year]
    return Reconciliation(year, _wages(session, year), tuple(_hmrc(session, one) for one in periods))


def _wages(session: Session, year: str) -> tuple[Compared, ...]:
    slip, allocation, worker = tables.Payslip, tables.Allocation, tables.Worker
    paid = (
        select(allocation.payslip_id, func.sum(allocation.amount).label("paid"))
        .where(allocation.payslip_id.is_not(None))
        .group_by(allocation.payslip_id)
        .subquery()
    )
    wanted = (
        select(worker.name, slip.payday, slip.net + had_before(), func.coalesce(paid.c.paid, 0))
        .join(worker, worker.id == slip.worker_id)
        .outerjoin(paid, paid.c.payslip_id == slip.id)
        .where(slip.employer_id == owner(session).employer_id)
        .where(slip.payday.between(first_of(year), last_of(year)))
        .order_by(slip.payday, worker.name, slip.id)
    )
    return tuple(_wage(name, payday, net, -as_money(bank)) for name, payday, net, bank in session.execute(wanted))


def _wage(name: str, payday: date, net: Money, bank: Money) -> Compared:
    why, amount = _paid(net, bank)
    return Compared(f"{name}, {day_and_month(payday)}", payday, net, None, bank, why, amount)


def _paid(due: Money, bank: Money) -> tuple[str, Money]:
    left = due - bank
    if not left:
        return "", ZERO
    if left < ZERO:
        return "overpaid", -left
    return (NOT_PAID if not bank else "part_paid"), left


def _hmrc(session: Session, due: HmrcDue) -> Compared:
    """HMRC is told the sums of the paydays; what is due has what was left over from before on top."""
    told = payment_record(session, due.first, due.last).due
    made = due.amount - due.brought_in
    title = period_title(due)
    if told != made:
        return Compared(title, due.last, made, told, due.paid, "hmrc_differs", told - made)
    why, amount = _paid(due.amount, due.paid)
    if why and due.brought_in:
        return Compared(title, due.last, made, told, due.paid, f"{why}_with_brought_in", amount)
    if due.brought_in:
        return Compared(title, due.last, made, told, due.paid, "brought_in", due.brought_in)
    return Compared(title, due.last, made, told, due.paid, why, amount)


def sums_of(rows: tuple[Compared, ...]) -> tuple[Money, Money]:
    """What the payslips made, and what the bank paid."""
    return total(one.payslips for one in rows), total(one.bank for one in rows)

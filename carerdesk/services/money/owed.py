"""What bank lines pay: payslips, HMRC periods, pensions and orders paid over, bills; how much of each is open."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import reduce
from operator import add, sub
from typing import TYPE_CHECKING, cast

from carerdesk.domain.dates import long_date, span
from carerdesk.domain.funding.payments import Share
from carerdesk.domain.funding.signs import DEDUCTION, TO_HMRC, net_sign
from carerdesk.domain.money import ZERO, Money, total
from carerdesk.services.books import owner

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, ScalarSelect
    from sqlalchemy.orm import Session

    from carerdesk.store.tables import Bill, HmrcPeriod, Payslip, PayslipShare


class Kind(StrEnum):
    """The kinds of thing a line can pay; the value is the table."""

    PAYSLIP = "payslip"
    HMRC = "hmrc_period"
    PAY_OVER = "pay_over"
    BILL = "bill"


@dataclass(frozen=True, slots=True)
class Key:
    """Which payslip, HMRC period, month paid over or bill."""

    kind: Kind
    id: int


@dataclass(frozen=True, slots=True)
class Owed:
    """One thing to pay. `shares` are each funder's part of `amount`, in the funders' order; `paid` is what lines pay.

    `day` is the payday or the day it is due; `first` and `last` are the days between which its payment is looked for.
    """

    key: Key
    title: str
    who: str
    day: date
    first: date
    last: date
    amount: Money
    paid: Money
    category: str
    shares: tuple[Share, ...]

    @property
    def left(self) -> Money:
        """What is still to be paid."""
        return self.amount - self.paid


def owed(session: Session, keys: Iterable[Key]) -> dict[Key, Owed]:
    """These things, each with what has been paid of it. One that is not there is left out."""
    from sqlalchemy import select

    from carerdesk.services.money.paid_over import pay_overs
    from carerdesk.store.tables import Bill, HmrcPeriod, PayOver, Payslip

    wanted = list(dict.fromkeys(keys))
    ids = {kind: [key.id for key in wanted if key.kind is kind] for kind in Kind}
    payslips = session.scalars(select(Payslip).where(Payslip.id.in_(ids[Kind.PAYSLIP]))).all()
    periods = session.scalars(select(HmrcPeriod).where(HmrcPeriod.id.in_(ids[Kind.HMRC]))).all()
    bills = session.scalars(select(Bill).where(Bill.id.in_(ids[Kind.BILL]))).all()
    over = session.scalars(select(PayOver).where(PayOver.id.in_(ids[Kind.PAY_OVER]))).all()
    every = [
        *_payslips(session, payslips), *_periods(session, periods), *pay_overs(session, over), *_bills(session, bills),
    ]  # fmt: skip
    return {each.key: each for each in every}


def open_items(session: Session) -> list[Owed]:
    """Everything of the person in view that is not paid in full, the oldest first."""
    from sqlalchemy import func, select

    from carerdesk.services.money.paid_over import open_pay_overs, pay_overs
    from carerdesk.store.tables import Allocation, Bill, HmrcPeriod, Payslip

    who, paid = owner(session), func.sum(Allocation.amount)
    settled = select(Payslip.id).join(Allocation, Allocation.payslip_id == Payslip.id).group_by(Payslip.id)
    payslips = select(Payslip).where(
        Payslip.person_id == who.person_id,
        Payslip.id.not_in(settled.having(paid + Payslip.net + had_before() == Money(0))),
    )
    settled = select(Bill.id).join(Allocation, Allocation.bill_id == Bill.id).group_by(Bill.id)
    bills = select(Bill).where(
        Bill.person_id == who.person_id, Bill.id.not_in(settled.having(paid + Bill.amount == Money(0)))
    )
    periods = select(HmrcPeriod).where(HmrcPeriod.id.in_(_open_periods(session, who.employer_id)))
    every = [
        *_payslips(session, session.scalars(payslips).all()),
        *_periods(session, session.scalars(periods).all()),
        *pay_overs(session, open_pay_overs(session, who.employer_id)),
        *_bills(session, session.scalars(bills).all()),
    ]
    return sorted((each for each in every if each.left), key=lambda each: (each.day, each.key.kind, each.key.id))


def _open_periods(session: Session, employer_id: int) -> list[int]:
    """The HMRC periods that are not paid in full, told by sums alone."""
    from sqlalchemy import func, select

    from carerdesk.store.tables import HmrcPeriod, Payslip

    liability = func.sum(hmrc_owing())
    query = (
        select(HmrcPeriod.id, HmrcPeriod.brought_in, liability)
        .outerjoin(
            Payslip,
            (Payslip.employer_id == HmrcPeriod.employer_id)
            & Payslip.payday.between(HmrcPeriod.first_day, HmrcPeriod.last_day),
        )
        .where(HmrcPeriod.employer_id == employer_id)
        .group_by(HmrcPeriod.id, HmrcPeriod.brought_in)
    )
    due = {row_id: brought_in + (owing or ZERO) for row_id, brought_in, owing in session.execute(query)}
    paid = paid_of(session, Kind.HMRC, list(due))
    return [row_id for row_id, amount in due.items() if amount != paid.get(row_id, ZERO)]


def hmrc_owing() -> ColumnElement[Money]:
    """In a query of payslips: what each owes HMRC."""
    from carerdesk.store.tables import Payslip

    plus, *more = (getattr(Payslip, name) for name, sign in TO_HMRC.items() if sign > 0)
    less = (getattr(Payslip, name) for name, sign in TO_HMRC.items() if sign < 0)
    return cast("ColumnElement[Money]", reduce(sub, less, reduce(add, more, plus)))


def paid_of(session: Session, kind: Kind, ids: Sequence[int]) -> dict[int, Money]:
    """What bank lines pay of each, as plus for money that went out."""
    from sqlalchemy import func, select

    from carerdesk.store.tables import Allocation

    columns = {
        Kind.PAYSLIP: Allocation.payslip_id, Kind.HMRC: Allocation.hmrc_period_id,
        Kind.PAY_OVER: Allocation.pay_over_id, Kind.BILL: Allocation.bill_id,
    }  # fmt: skip
    column = columns[kind]
    query = select(column, func.sum(Allocation.amount)).where(column.in_(ids)).group_by(column)
    found = session.execute(query) if ids else ()
    return {row_id: -paid for row_id, paid in found if row_id is not None}


def _payslips(session: Session, rows: Sequence[Payslip]) -> list[Owed]:
    from sqlalchemy import select

    from carerdesk.store.tables import Worker

    ids = [row.id for row in rows]
    paid, shares = paid_of(session, Kind.PAYSLIP, ids), _component_shares(session, ids)
    names = dict(session.execute(select(Worker.id, Worker.name)).all()) if ids else {}
    order = funder_order(session) if ids else {}
    had = _had_before(session, ids)
    return [
        _payslip(row, names[row.worker_id], paid.get(row.id, ZERO), _wage_shares(order, shares[row.id], had[row.id]))
        for row in rows
    ]


def _wage_shares(
    order: dict[int, int], shares: Iterable[PayslipShare], had_before: Collection[str]
) -> tuple[Share, ...]:
    """Each funder's part of what the worker is paid, on the payday and before it."""
    return _in_order(order, shares, lambda component: net_sign(component, had_before))


def had_before() -> ScalarSelect[Money]:
    """In a query of payslips: what the worker had in hand before, which is paid to them like the take-home pay."""
    from sqlalchemy import func, select

    from carerdesk.store.tables import Payslip, PayslipDeduction

    row = PayslipDeduction
    wanted = select(func.coalesce(func.sum(row.amount), 0)).where(row.payslip_id == Payslip.id, row.goes == "worker")
    return wanted.correlate(Payslip).scalar_subquery()


def _had_before(session: Session, ids: Sequence[int]) -> dict[int, set[str]]:
    """The deductions of each payslip whose money the worker had in hand before."""
    from sqlalchemy import select

    from carerdesk.store.tables import PayslipDeduction

    row = PayslipDeduction
    found: dict[int, set[str]] = {row_id: set() for row_id in ids}
    wanted = select(row.payslip_id, row.position).where(row.payslip_id.in_(ids), row.goes == "worker")
    for payslip_id, position in session.execute(wanted) if ids else ():
        found[payslip_id].add(f"{DEDUCTION}{position}")
    return found


def _payslip(row: Payslip, name: str, paid: Money, shares: tuple[Share, ...]) -> Owed:
    from carerdesk.services.money.windows import payslip_window

    first, last = payslip_window(row.payday)
    return Owed(
        Key(Kind.PAYSLIP, row.id), f"{name}’s pay of {long_date(row.payday)}", name, row.payday, first, last,
        total(part for _, part in shares), paid, "wages", shares,
    )  # fmt: skip


def _periods(session: Session, rows: Sequence[HmrcPeriod]) -> list[Owed]:
    paid = paid_of(session, Kind.HMRC, [row.id for row in rows])
    return [_period(session, row, paid.get(row.id, ZERO)) for row in rows]


def _period(session: Session, row: HmrcPeriod, paid: Money) -> Owed:
    from carerdesk.services.money.windows import hmrc_window

    shares = hmrc_shares(session, row.employer_id, row.first_day, row.last_day)
    due = total(amount for _, amount in shares)
    if row.brought_in:
        shares = (*shares, (None, row.brought_in))
    first, last = hmrc_window(row.last_day, row.due)
    return Owed(
        Key(Kind.HMRC, row.id), f"Tax and National Insurance, {span(row.first_day, row.last_day)}", "HMRC", row.due,
        first, last, due + row.brought_in, paid, "hmrc", shares,
    )  # fmt: skip


def hmrc_shares(session: Session, employer_id: int, first: date, last: date) -> tuple[Share, ...]:
    """Each funder's part of what the paydays of a period owe HMRC."""
    from sqlalchemy import select

    from carerdesk.store.tables import Payslip, PayslipShare

    query = (
        select(PayslipShare)
        .join(Payslip, Payslip.id == PayslipShare.payslip_id)
        .where(Payslip.employer_id == employer_id, Payslip.payday.between(first, last))
    )
    return _in_order(funder_order(session), session.scalars(query).all(), lambda code: TO_HMRC.get(code, 0))


def _bills(session: Session, rows: Sequence[Bill]) -> list[Owed]:
    from carerdesk.services.money.windows import bill_window

    paid = paid_of(session, Kind.BILL, [row.id for row in rows])
    return [
        Owed(
            Key(Kind.BILL, row.id),
            f"{row.payee}, bill of {long_date(row.received)}",
            row.payee,
            row.due or row.received,
            *bill_window(row.received, row.due),
            row.amount,
            paid.get(row.id, ZERO),
            row.category,
            ((row.funder_id, row.amount),),
        )
        for row in rows
    ]


def _component_shares(session: Session, ids: Sequence[int]) -> dict[int, list[PayslipShare]]:
    from sqlalchemy import select

    from carerdesk.store.tables import PayslipShare

    found: dict[int, list[PayslipShare]] = {row_id: [] for row_id in ids}
    for share in session.scalars(select(PayslipShare).where(PayslipShare.payslip_id.in_(ids))) if ids else ():
        found[share.payslip_id].append(share)
    return found


def funder_order(session: Session) -> dict[int, int]:
    """Each funder's place in the order that settles ties of pennies."""
    from sqlalchemy import select

    from carerdesk.store.tables import Funder

    ids = session.scalars(select(Funder.id).order_by(Funder.position, Funder.id))
    return {funder_id: place for place, funder_id in enumerate(ids)}


def _in_order(
    order: dict[int, int], shares: Iterable[PayslipShare], sign_of: Callable[[str], int]
) -> tuple[Share, ...]:
    summed: dict[int, int] = {}
    for share in shares:
        sign = sign_of(share.component)
        summed[share.funder_id] = summed.get(share.funder_id, 0) + sign * share.amount.pence
    return tuple((funder_id, Money(summed[funder_id])) for funder_id in sorted(summed, key=order.__getitem__))

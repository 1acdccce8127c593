"""The months in which pension contributions and what orders take are passed on: made when a payday is agreed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from carerdesk.domain.money import ZERO
from carerdesk.domain.payroll.orders import KEPT_BACK, STANDING
from carerdesk.domain.pension.dates import month_of, order_due, pension_due
from carerdesk.services.money.owed import Key, Kind, owed
from carerdesk.services.money.paid_over import open_pay_overs
from carerdesk.services.money.shares import reshare
from carerdesk.services.pension.membership import scheme_on

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy.orm import Session

    from carerdesk.services.books import Owner
    from carerdesk.store.tables import PayOver, Payslip, PayslipDeduction


def pass_on(session: Session, keys: Owner, run_id: int) -> None:
    """Points what the payslips of a run took to the month it is passed on in, made where it is not there yet.

    Lines that pay such a month already get its new shares.
    """
    from sqlalchemy import select

    from carerdesk.store.tables import Payslip

    touched: set[int] = set()
    for slip in session.scalars(select(Payslip).where(Payslip.pay_run_id == run_id)):
        if slip.pension or slip.employer_pension:
            slip.pay_over_id = _pension_month(session, keys, slip).id
            touched.add(slip.pay_over_id)
        for row in _taken(session, slip.id):
            row.pay_over_id = _order_month(session, keys, row, slip.payday).id
            touched.add(row.pay_over_id)
    session.flush()
    reshare(session, [Key(Kind.PAY_OVER, row_id) for row_id in sorted(touched)])


def _taken(session: Session, payslip_id: int) -> list[PayslipDeduction]:
    from sqlalchemy import select

    from carerdesk.store.tables import PayslipDeduction

    wanted = select(PayslipDeduction).where(
        PayslipDeduction.payslip_id == payslip_id,
        PayslipDeduction.source == STANDING,
        PayslipDeduction.goes == KEPT_BACK,
    )
    return [row for row in session.scalars(wanted) if row.amount]


def _pension_month(session: Session, keys: Owner, slip: Payslip) -> PayOver:
    """The month of the payday. What is paid back comes off a month that is still open, where there is one."""
    if (waiting := _still_open(session, keys, slip)) is not None:
        return waiting
    scheme = scheme_on(session, keys.employer_id, slip.last_day)
    first, last = month_of(slip.payday)
    payee = scheme.provider if scheme else ""
    return _month(session, keys, "pension", payee, None, (first, last, pension_due(last)))


def _still_open(session: Session, keys: Owner, slip: Payslip) -> PayOver | None:
    """The newest month with at least as much left to pay as a payslip pays back: the provider never gets it."""
    back = slip.pension + slip.employer_pension
    if back >= ZERO:
        return None
    rows = {row.id: row for row in open_pay_overs(session, keys.employer_id) if row.kind == "pension"}
    items = owed(session, [Key(Kind.PAY_OVER, row_id) for row_id in rows])
    enough = [rows[key.id] for key, item in items.items() if item.left + back >= ZERO]
    return max(enough, key=lambda row: (row.first_day, row.id), default=None)


def _order_month(session: Session, keys: Owner, row: PayslipDeduction, payday: date) -> PayOver:
    from carerdesk.store.tables import StandingDeduction

    order = session.get_one(StandingDeduction, row.source_id)
    first, last = month_of(payday)
    return _month(session, keys, "order", order.payee or order.title, order.id, (first, last, order_due(last)))


def _month(
    session: Session, keys: Owner, kind: str, payee: str, order_id: int | None, days: tuple[date, date, date]
) -> PayOver:
    """The month that stands for this payee's money, or a new one."""
    from sqlalchemy import select

    from carerdesk.store.tables import PayOver

    first, last, due = days
    wanted = select(PayOver).where(
        PayOver.employer_id == keys.employer_id,
        PayOver.kind == kind,
        PayOver.first_day == first,
        PayOver.standing_deduction_id == order_id,
    )
    found = next((row for row in session.scalars(wanted) if kind == "order" or row.payee == payee), None)
    if found is not None:
        return found
    made = PayOver(
        **keys.keys(), kind=kind, payee=payee, standing_deduction_id=order_id, first_day=first, last_day=last, due=due
    )
    session.add(made)
    session.flush()
    return made

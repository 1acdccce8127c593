"""When a payslip has left the house: printed, filed with HMRC, paid or packed. From then on it is only put right.

"Paid" is never written down: a bank line joined to a payslip says so for as long as it is joined, and keeps the payday
from being taken back by itself. The other three stay for good.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from carerdesk.domain.dates import day_and_month
from carerdesk.domain.problem import Problem
from carerdesk.services.books import Books, done, owner
from carerdesk.services.outcome import Outcome, Rejected
from carerdesk.store import tables

PRINTED, FILED, PAID, PACKED = "printed", "filed", "paid", "packed"


def leave_the_house(session: Session, payslip_ids: Iterable[int], at: datetime, how: str) -> None:
    """Within somebody's operation that cannot be undone: these payslips never change again. The first reason stays."""
    wanted = select(tables.Payslip).where(tables.Payslip.id.in_(list(payslip_ids)), tables.Payslip.left_at.is_(None))
    for slip in session.scalars(wanted):
        slip.left_at, slip.left_how = at, how


def ways_out(session: Session, payslip_ids: Iterable[int]) -> Mapping[int, str]:
    """How each of these payslips left the house; those still in it are not there."""
    ids = list(payslip_ids)
    slip, allocation = tables.Payslip, tables.Allocation
    paid = session.scalars(select(allocation.payslip_id).where(allocation.payslip_id.in_(ids)))
    found = {payslip_id: PAID for payslip_id in paid if payslip_id is not None}
    left = session.execute(select(slip.id, slip.left_how).where(slip.id.in_(ids), slip.left_at.is_not(None)))
    return {**found, **{payslip_id: how for payslip_id, how in left}}  # noqa: C416 - typed rows


def print_payslips(books: Books, payday: date, worker_id: int | None = None) -> Outcome:
    """Say that the payslips of a payday are printed, everyone’s or one worker’s: they never change any more."""
    with books.operation(f"Payslips printed for {day_and_month(payday)}", kind="print", undoable=False) as op:
        slips = [slip for slip in slips_of(op.session, payday) if worker_id in (None, slip.worker_id)]
        if not slips:
            return Rejected((_not_agreed(payday),))
        leave_the_house(op.session, [slip.id for slip in slips], books.now(), PRINTED)
    return done(op)


def say_filed(books: Books, payday: date) -> Outcome:
    """Say that a payday’s figures were sent to HMRC: its payslips never change any more."""
    with books.operation(f"Figures sent to HMRC for {day_and_month(payday)}", kind="filed", undoable=False) as op:
        slips = slips_of(op.session, payday)
        if not slips:
            return Rejected((_not_agreed(payday),))
        leave_the_house(op.session, [slip.id for slip in slips], books.now(), FILED)
        for run in runs_of(op.session, payday):
            run.filed_on = run.filed_on or books.today()
    return done(op)


def slips_of(session: Session, payday: date) -> list[tables.Payslip]:
    """The payslips of a payday for the person in view, in the order they were made."""
    slip = tables.Payslip
    wanted = select(slip).where(slip.payday == payday, slip.person_id == owner(session).person_id)
    return list(session.scalars(wanted.order_by(slip.id)))


def runs_of(session: Session, payday: date) -> list[tables.PayRun]:
    """The times a payday was agreed for the person in view: more than once where somebody was added later."""
    run = tables.PayRun
    wanted = select(run).where(run.payday == payday, run.person_id == owner(session).person_id)
    return list(session.scalars(wanted.order_by(run.id)))


def _not_agreed(payday: date) -> Problem:
    return Problem("", "payday_not_agreed", {"payday": day_and_month(payday)})

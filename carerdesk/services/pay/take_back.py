"""Taking an agreed payday back, while none of its payslips has left the house."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from carerdesk.domain.dates import day_and_month
from carerdesk.domain.problem import Problem
from carerdesk.services.books import Books
from carerdesk.services.books.undoing import undo
from carerdesk.services.outcome import Outcome, Rejected
from carerdesk.services.pay.leaving import runs_of, slips_of, ways_out
from carerdesk.store import tables


def take_back(books: Books, payday: date) -> Outcome:
    """Undo the agreeing of a payday. A payslip that has left the house, or a later payday, stands in the way.

    A payday agreed in two goes is taken back one go at a time, the latest first.
    """
    with books.reading() as session:
        slips = slips_of(session, payday)
        if not slips:
            return Rejected((Problem("", "payday_not_agreed", {"payday": day_and_month(payday)}),))
        if ways := ways_out(session, [slip.id for slip in slips]):
            return Rejected((Problem("", f"cannot_take_back_{min(ways.values())}"),))
        if later := _later(session, slips):
            return Rejected((Problem("", "cannot_take_back_later", {"later": day_and_month(later)}),))
        number = agreed_by(session, runs_of(session, payday)[-1].id)
    return undo(books, number)


def _later(session: Session, slips: list[tables.Payslip]) -> date | None:
    slip = tables.Payslip
    wanted = select(slip.payday).where(slip.follows_id.in_([one.id for one in slips]), slip.payday > slips[0].payday)
    return session.scalars(wanted.order_by(slip.payday).limit(1)).first()


def agreed_by(session: Session, run_id: int) -> int | None:
    """The operation that agreed a payday, by the number of the pay run it made."""
    change = tables.Change
    made = (change.table_name == "pay_run") & (change.row_id == run_id) & change.before.is_(None)
    return session.scalar(select(change.operation_id).where(made).order_by(change.id.desc()).limit(1))

"""Taking a worker's pay over from somebody else's payroll in the middle of a tax year."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from carerdesk.domain.dates import long_date
from carerdesk.domain.problem import Problem
from carerdesk.services.books import Books, done, owner
from carerdesk.services.outcome import Outcome, Rejected
from carerdesk.services.people.add_worker import add_taken_over
from carerdesk.services.people.check_terms import check_taken_over
from carerdesk.services.people.details import TakenOver

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def take_over(books: Books, worker_id: int, taken: TakenOver) -> Outcome:
    """Keep the figures another payroll had reached; figures kept before are replaced.

    Raises LookupError where there is no such worker.
    """
    from carerdesk.store.tables import Worker

    problems = (*check_taken_over(taken, books.today()), *_paid_here(books, worker_id, taken.as_at))
    if problems:
        return Rejected(problems)
    with books.operation("", kind="people") as op:
        name = op.session.get_one(Worker, worker_id).name
        op.said = f"{name}’s pay taken over as at {long_date(taken.as_at)}"
        _clear(op.session, worker_id)
        add_taken_over(op.session, taken, {**owner(op.session).keys(), "worker_id": worker_id})
    return done(op, id=worker_id)


def drop_taken_over(books: Books, worker_id: int) -> Outcome:
    """Take the figures out again: the worker's pay began in these books after all."""
    from carerdesk.store.tables import Worker

    with books.operation("", kind="people") as op:
        op.said = f"{op.session.get_one(Worker, worker_id).name}’s taken-over figures taken out"
        _clear(op.session, worker_id)
    return done(op, id=worker_id)


def _paid_here(books: Books, worker_id: int, as_at: date) -> tuple[Problem, ...]:
    """A problem where these books already paid the worker by then: that pay would count twice."""
    from sqlalchemy import func, select

    from carerdesk.store.tables import Payslip

    with books.reading() as session:
        first = session.scalar(select(func.min(Payslip.payday)).where(Payslip.worker_id == worker_id))
    if first is None or first > as_at:
        return ()
    return (Problem("as_at", "taken_over_after_payslip", {"payday": long_date(first)}),)


def _clear(session: Session, worker_id: int) -> None:
    from sqlalchemy import select

    from carerdesk.store.tables import OpeningEarnings, OpeningFigures

    for table in (OpeningFigures, OpeningEarnings):
        for row in session.scalars(select(table).where(table.worker_id == worker_id)):
            session.delete(row)
    session.flush()

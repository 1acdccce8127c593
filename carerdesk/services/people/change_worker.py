"""Putting a worker's own facts right, recording that they left, and removing one added by mistake."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from carerdesk.domain.dates import long_date
from carerdesk.domain.problem import Problem
from carerdesk.services.books import Books, done
from carerdesk.services.outcome import Outcome, Rejected
from carerdesk.services.people.check_who import check_worker, tidied
from carerdesk.services.people.details import WorkerDetails
from carerdesk.services.people.read import has_history, taken_names
from carerdesk.services.people.read import worker as read_worker
from carerdesk.services.people.rows import write

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def change_worker(books: Books, worker_id: int, details: WorkerDetails) -> Outcome:
    """Keep a worker's facts as they are now. Raises LookupError where there is no such worker."""
    from carerdesk.store.tables import Worker

    details = tidied(details)
    if problems := _problems(books, worker_id, details):
        return Rejected(problems)
    with books.operation(f"{details.name}’s details changed", kind="people") as op:
        write(op.session.get_one(Worker, worker_id), details)
    return done(op, id=worker_id)


def record_leaving(books: Books, worker_id: int, left: date, *, clear_rota: bool = True) -> Outcome:
    """Record a worker's last day of the job. Everything they did stays.

    `clear_rota` ends their repeating shifts and takes out what was planned after the day; what fell open is said.
    """
    from carerdesk.services.rota.leaver import end_with_job
    from carerdesk.store.tables import Worker

    details = replace(read_worker(books, worker_id).details, left=left)
    if problems := _problems(books, worker_id, details):
        return Rejected(problems)
    with books.operation("", kind="people") as op:
        write(op.session.get_one(Worker, worker_id), details)
        fell_open = end_with_job(op, books.today(), worker_id, left) if clear_rota else ""
        op.said = f"{details.name} left on {long_date(left)}{'. ' if fell_open else ''}{fell_open}"
    return done(op, id=worker_id)


def _problems(books: Books, worker_id: int, details: WorkerDetails) -> tuple[Problem, ...]:
    return (
        *check_worker(details, books.today(), taken_names(books, but=worker_id)),
        *_shifts_outside(books, worker_id, details),
    )


def _shifts_outside(books: Books, worker_id: int, details: WorkerDetails) -> tuple[Problem, ...]:
    """Problems where hours worked would fall before the first or after the last day of the job."""
    from sqlalchemy import func, select

    from carerdesk.store.tables import Shift

    worked = select(func.min(Shift.day), func.max(Shift.day)).where(
        Shift.worker_id == worker_id, Shift.state != "planned"
    )
    with books.reading() as session:
        first, last = session.execute(worked).one()
    early = details.started is not None and first is not None and first < details.started
    late = details.left is not None and last is not None and last > details.left
    return (
        *((Problem("started", "started_after_first_shift", {"day": long_date(first)}),) if early else ()),
        *((Problem("left", "left_before_last_shift", {"day": long_date(last)}),) if late else ()),
    )


def remove_worker(books: Books, worker_id: int) -> Outcome:
    """Remove a worker without any history, and their terms with them. Undo brings all of it back.

    Somebody with shifts, payslips, leave or papers is never removed: record their last day instead.
    """
    from carerdesk.store.tables import Worker

    with books.operation("", kind="people") as op:
        row = op.session.get_one(Worker, worker_id)
        if has_history(op.session, worker_id):
            return Rejected((Problem("", "worker_has_history", {"name": row.name}),))
        op.said = f"{row.name} removed"
        _remove_parts(op.session, worker_id)
        op.session.delete(row)
    return done(op)


def _remove_parts(session: Session, worker_id: int) -> None:
    from sqlalchemy import select

    from carerdesk.store.tables import (
        Certificate,
        Contract,
        OpeningEarnings,
        OpeningFigures,
        PayRate,
        TaxDetails,
        WageTerms,
    )

    for table in (Contract, PayRate, TaxDetails, Certificate, OpeningFigures, OpeningEarnings, WageTerms):
        for part in session.scalars(select(table).where(table.worker_id == worker_id)):
            session.delete(part)
    session.flush()

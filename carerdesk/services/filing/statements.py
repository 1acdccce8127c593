"""The starter checklist's statement (A, B or C) of somebody who came with a P45, which the tax code does not tell."""

from __future__ import annotations

from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from carerdesk.domain.problem import Problem
from carerdesk.services.books import Books, done, owner
from carerdesk.services.outcome import Outcome, Rejected
from carerdesk.store.tables import Filing, Worker

STATEMENTS: Final = ("A", "B", "C")
_KIND: Final = "starter"


def statement_of(session: Session, worker_id: int, started: date) -> str:
    """The statement that was kept for a start, or ""."""
    row = _row(session, worker_id, started)
    return row.reference if row is not None else ""


def kept_statement(books: Books, worker_id: int) -> str:
    """The statement that was kept for a worker's start, or ""."""
    with books.reading() as session:
        started = session.get_one(Worker, worker_id).started
        return statement_of(session, worker_id, started) if started is not None else ""


def keep_statement(books: Books, worker_id: int, statement: str) -> Outcome:
    """Keep what the starter checklist says about a worker's start."""
    if statement not in STATEMENTS:
        return Rejected((Problem("statement", "statement_missing"),))
    with books.operation(f"Starter statement {statement} kept", kind="filing") as op:
        worker = op.session.get_one(Worker, worker_id)
        if worker.started is None:
            return Rejected((Problem("statement", "statement_without_start", {"worker": worker.name}),))
        put_statement(op.session, worker_id, worker.started, statement)
    return done(op)


def put_statement(session: Session, worker_id: int, started: date, statement: str) -> None:
    """Keep the statement of a start within an operation; "" takes out what was kept."""
    row = _row(session, worker_id, started)
    if row is None and statement:
        row = Filing(
            **owner(session).keys(), kind=_KIND, first_day=started, last_day=started, worker_id=worker_id
        )  # fmt: skip
        session.add(row)
    if row is not None and statement:
        row.reference = statement
    elif row is not None:
        session.delete(row)


def _row(session: Session, worker_id: int, started: date) -> Filing | None:
    wanted = select(Filing).where(Filing.kind == _KIND, Filing.worker_id == worker_id, Filing.first_day == started)
    return session.scalars(wanted.order_by(Filing.id)).first()

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


def keep_statement(books: Books, worker_id: int, statement: str) -> Outcome:
    """Keep what the starter checklist says about a worker's start."""
    if statement not in STATEMENTS:
        return Rejected((Problem("statement", "statement_missing"),))
    with books.operation(f"Starter statement {statement} kept", kind="filing") as op:
        worker = op.session.get_one(Worker, worker_id)
        if worker.started is None:
            return Rejected((Problem("statement", "statement_without_start", {"worker": worker.name}),))
        row = _row(op.session, worker_id, worker.started)
        if row is None:
            keys = owner(op.session).keys()
            row = Filing(
                **keys, kind=_KIND, first_day=worker.started, last_day=worker.started, worker_id=worker_id
            )  # fmt: skip
            op.session.add(row)
        row.reference = statement
    return done(op)


def _row(session: Session, worker_id: int, started: date) -> Filing | None:
    wanted = select(Filing).where(Filing.kind == _KIND, Filing.worker_id == worker_id, Filing.first_day == started)
    return session.scalars(wanted.order_by(Filing.id)).first()

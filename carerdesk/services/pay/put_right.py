"""Putting agreed pay right in one step: now, where nothing has left the house, or else on the next payday.

What can be taken back is taken back, mended and finished again. Payslips that were given out stay as they are, and the
next payday pays or takes the difference.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from carerdesk.catalogue.words import problem_words
from carerdesk.domain.dates import day_and_month, long_date
from carerdesk.domain.problem import Problem
from carerdesk.services.books import Books, done, owner
from carerdesk.services.books.undoing import undo
from carerdesk.services.outcome import Done, Outcome, Rejected
from carerdesk.services.pay.agree import agree_payday
from carerdesk.services.pay.leaving import runs_of
from carerdesk.services.pay.mend import mend
from carerdesk.services.pay.take_back import agreed_by
from carerdesk.services.pay.wrong import RATE, Concern, Wrong, WrongHours, WrongRate, WrongTax, WrongWorker, concern
from carerdesk.store import tables
from carerdesk.store.history import CannotUndo, take_back_in
from carerdesk.store.operations import Operation

__all__ = ["Waiting", "WrongHours", "WrongRate", "WrongTax", "WrongWorker", "put_right", "take_out", "waiting"]

_WHAT = {WrongHours: "hours", WrongWorker: "hours", WrongRate: "pay rate", WrongTax: "tax details"}


def put_right(books: Books, wrong: Wrong) -> Outcome:
    """Put it right. Nothing is taken back unless the mend itself is in order.

    Where a payday that was taken back cannot be finished again, the mend stays and the words say how it stands.
    """
    with books.reading() as session:
        of = concern(session, wrong)
        numbers = operations_of(session, of)
    if of.again and (problems := _tried(books, wrong, of, numbers)):
        return Rejected(problems)
    for number in numbers:
        undone = undo(books, number)
        if isinstance(undone, Rejected):
            return undone
    with books.operation("Pay put right", kind="pay") as op:
        if problems := mend(op.session, wrong, of, books.today()):
            return Rejected(problems)
        op.said = f"{of.first_name}’s {_WHAT[type(wrong)]}{_from(wrong)} put right; {_when(of)}"
    return _finished_again(books, of, done(op))


def _from(wrong: Wrong) -> str:
    if isinstance(wrong, WrongHours) and wrong.new is not None:
        return f" for {day_and_month(wrong.new.day)}"
    return f" from {day_and_month(wrong.day)}" if isinstance(wrong, WrongRate | WrongTax) else ""


def _when(of: Concern) -> str:
    if of.again:
        return f"pay for {' and '.join(day_and_month(payday) for payday in of.again)} is worked out again"
    return "the next payday pays the difference"


def _finished_again(books: Books, of: Concern, mended: Done) -> Done:
    for payday in of.again:
        found = agree_payday(books, payday)
        if isinstance(found, Rejected):
            why = problem_words(found.problems[0])
            said = f"It is put right, and pay for {long_date(payday)} is not finished again yet: {why}"
            return Done(said, mended.changes | {"payslip"}, operation=mended.operation)
        mended = Done(mended.said, mended.changes | found.changes, operation=found.operation)
    return mended


def operations_of(session: Session, of: Concern) -> tuple[int, ...]:
    """The operations that agreed the paydays to finish again, the latest first."""
    runs = [run for payday in reversed(of.again) for run in reversed(runs_of(session, payday))]
    found = (agreed_by(session, run.id) for run in runs)
    return tuple(number for number in found if number is not None)


def _tried(books: Books, wrong: Wrong, of: Concern, numbers: tuple[int, ...]) -> tuple[Problem, ...]:
    with books.trying_out() as op:
        return take_out(op, numbers) or mend(op.session, wrong, of, books.today())
    raise AssertionError("trying always answers")


def take_out(op: Operation, numbers: tuple[int, ...]) -> tuple[Problem, ...]:
    """Take agreed paydays back within an operation that only tries something out."""
    try:
        for number in numbers:
            take_back_in(op, number)
    except CannotUndo as refusal:
        return (Problem("", refusal.code, refusal.values),)
    return ()


@dataclass(frozen=True, slots=True)
class Waiting:
    """What was put right and is not paid yet: whose, from which day, why."""

    worker: str
    day: date
    why: str


def waiting(books: Books) -> tuple[Waiting, ...]:
    """What has been put right and is not settled yet, the oldest day first; a rate wrong for months is told once."""
    row = tables.PutRight
    with books.reading() as session:
        rows = session.execute(
            select(tables.Worker.name, row.day, row.why, row.kind, row.id)
            .join(tables.Worker, tables.Worker.id == row.worker_id)
            .where(row.settled_by_id.is_(None), row.person_id == owner(session).person_id)
            .order_by(row.day, row.id)
        )
        found: dict[object, Waiting] = {}
        for name, day, why, kind, number in rows:
            found.setdefault((name, why) if kind == RATE else number, Waiting(name, day, why))
        return tuple(found.values())

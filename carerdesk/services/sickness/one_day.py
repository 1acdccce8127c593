"""A day off sick said on the shift it fell on: its record, and that day's shifts taken out, in one."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from carerdesk.domain.dates import day_and_month
from carerdesk.domain.problem import Problem
from carerdesk.services.books import Books, done
from carerdesk.services.hours.record_shift import take_out
from carerdesk.services.hours.states import CONFIRMED
from carerdesk.services.outcome import Outcome, Rejected
from carerdesk.services.sickness.record import NewSpell, record_within
from carerdesk.services.sickness.usual import usual_weekdays
from carerdesk.store import tables
from carerdesk.store.operations import Operation

EMPLOYEE = "employee"


class _Refused(Exception):  # noqa: N818 - it carries the answer out of the operation, which rolls back
    def __init__(self, answer: Rejected) -> None:
        super().__init__(answer)
        self.answer = answer


def may_have_been_sick(books: Books, shift_id: int) -> bool:
    """Whether this can be said of a shift: an employee's, of today or earlier, and not confirmed."""
    with books.reading() as session:
        row = session.get(tables.Shift, shift_id)
        if row is None or row.state == CONFIRMED or row.day > books.today():
            return False
        return session.get_one(tables.Worker, row.worker_id).kind == EMPLOYEE


def off_sick_that_day(books: Books, shift_id: int) -> Outcome:
    """Record a PA's sickness for the day of a shift, and take out what was planned for them on it.

    The qualifying days are the usual ones. Where the day is none of them nothing is kept, for who knows the days
    agreed must say them: the problem `sick_on_unusual_day`. Days that follow on each other are one absence by law,
    however many records they stand in.
    """
    with books.reading() as session:
        row = session.get_one(tables.Shift, shift_id)
        worker_id, day = row.worker_id, row.day
    weekdays = usual_weekdays(books, worker_id, day)
    if day.weekday() not in weekdays:
        return Rejected((Problem("", "sick_on_unusual_day", {"day": day_and_month(day)}),))
    try:
        with books.operation("Off sick", kind="sickness") as op:
            kept = _keep(op, books.today(), NewSpell(worker_id, day, day, weekdays))
    except _Refused as refused:
        return refused.answer
    return done(op, id=kept)


def _keep(op: Operation, today: date, new: NewSpell) -> int:
    count = _take_shifts_out(op.session, new.worker_id, new.first)
    kept = record_within(op, today, new)
    if isinstance(kept, Rejected):
        raise _Refused(kept)
    name = op.session.get_one(tables.Worker, new.worker_id).name.split(" ", maxsplit=1)[0]
    op.said = f"{name} was off sick on {day_and_month(new.first)}, {count} taken out"
    return kept


def _take_shifts_out(session: Session, worker_id: int, day: date) -> str:
    """Those that are confirmed stay: the record is refused where there are any."""
    shift = tables.Shift
    wanted = select(shift).where(shift.worker_id == worker_id, shift.day == day, shift.state != CONFIRMED)
    rows = session.scalars(wanted).all()
    for row in rows:
        take_out(session, row)
    session.flush()
    return "1 shift" if len(rows) == 1 else f"{len(rows)} shifts"

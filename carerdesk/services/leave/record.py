"""Recording leave of other kinds, changing it and taking it out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import day_and_month, span
from carerdesk.domain.leave.kinds import Leave, LeaveKind, check_leave, odd_leave
from carerdesk.domain.problem import Problem
from carerdesk.services.books import Books, done, owner
from carerdesk.services.hours.away import FAMILY, HOLIDAY, SICK, away_between
from carerdesk.services.hours.states import PLANNED
from carerdesk.services.leave.week import usual_week
from carerdesk.services.outcome import Outcome, Rejected
from carerdesk.store import tables

_BESIDE = {HOLIDAY: "leave_on_holiday", SICK: "leave_on_sickness", FAMILY: "leave_on_family_leave"}


@dataclass(frozen=True, slots=True)
class NewLeave:
    """Leave to record: its days, both counted, and the minutes of work they take the place of."""

    worker_id: int
    kind: LeaveKind
    first: date
    last: date
    minutes: int
    paid: bool = False
    told_on: date | None = None
    note: str = ""

    @property
    def days(self) -> Leave:
        """Its days and hours alone."""
        return Leave(self.first, self.last, self.minutes)


def record_leave(books: Books, new: NewLeave) -> Outcome:
    """Keep leave of another kind."""
    with books.operation("Leave recorded", kind="leave") as op:
        if problems := _check(op.session, books.today(), new, None):
            return Rejected(problems)
        row = tables.OtherLeave(**owner(op.session).keys(), worker_id=new.worker_id, **_columns(new))
        op.session.add(row)
        op.session.flush()
        op.said = f"{_what(new)} of {_name(op.session, new.worker_id)} recorded, {span(new.first, new.last)}"
    return done(op, id=row.id)


def change_leave(books: Books, leave_id: int, new: NewLeave) -> Outcome:
    """Put leave right. One that was paid stays."""
    with books.operation("Leave changed", kind="leave") as op:
        row = op.session.get_one(tables.OtherLeave, leave_id)
        if problems := _stays(row) or _check(op.session, books.today(), new, leave_id):
            return Rejected(problems)
        for column, value in _columns(new).items():
            setattr(row, column, value)
        op.said = f"{_what(new)} of {_name(op.session, new.worker_id)} changed, {span(new.first, new.last)}"
    return done(op, id=leave_id)


def remove_leave(books: Books, leave_id: int) -> Outcome:
    """Take leave out. One that was paid stays."""
    with books.operation("Leave taken out", kind="leave") as op:
        row = op.session.get_one(tables.OtherLeave, leave_id)
        if problems := _stays(row):
            return Rejected(problems)
        what = guidance("leave", f"kind_{row.kind}")
        op.said = f"{what} of {_name(op.session, row.worker_id)}, {span(row.first_day, row.last_day)}, taken out"
        op.session.delete(row)
    return done(op)


def as_kept(books: Books, leave_id: int) -> NewLeave:
    """Leave as it is kept, to be changed."""
    with books.reading() as session:
        row = session.get_one(tables.OtherLeave, leave_id)
        return NewLeave(
            row.worker_id, LeaveKind(row.kind), row.first_day, row.last_day, row.minutes, row.paid, row.told_on,
            row.note,
        )  # fmt: skip


def odd(books: Books, new: NewLeave, leave_id: int | None = None) -> tuple[Problem, ...]:
    """What to ask about leave before it is kept."""
    with books.reading() as session:
        if _check(session, books.today(), new, leave_id):
            return ()
        taken = [each for each in _others(session, new.worker_id, LeaveKind.CARERS) if each.id != leave_id]
        week = usual_week(session, new.worker_id, new.first)
        return odd_leave(new.kind, new.days, taken, week=week, told_on=new.told_on, paid=new.paid)


def _check(session: Session, today: date, new: NewLeave, leave_id: int | None) -> tuple[Problem, ...]:
    worker = session.get_one(tables.Worker, new.worker_id)
    days = Leave(new.first, new.last, new.minutes, leave_id)
    others = _others(session, new.worker_id)
    found = check_leave(days, others, today=today, started=worker.started, left=worker.left)
    if any(problem.code == "leave_ends_before_start" for problem in found):
        return found
    told = (Problem("told_on", "leave_told_ahead"),) if new.told_on is not None and new.told_on > today else ()
    return (*found, *_beside(session, new), *_hours(session, new), *told)


def _others(session: Session, worker_id: int, kind: LeaveKind | None = None) -> list[Leave]:
    row = tables.OtherLeave
    wanted = select(row).where(row.worker_id == worker_id)
    if kind is not None:
        wanted = wanted.where(row.kind == kind.value)
    return [Leave(each.first_day, each.last_day, each.minutes, each.id) for each in session.scalars(wanted)]


def _beside(session: Session, new: NewLeave) -> list[Problem]:
    """Holiday, sickness and family leave on the same days: one day is not two things."""
    who = _name(session, new.worker_id)
    return [
        Problem("first", _BESIDE[each.kind], {"worker": who, "days": span(each.first, each.until(new.last))})
        for each in away_between(session, new.first, new.last)
        if each.worker_id == new.worker_id and each.kind in _BESIDE
    ]


def _hours(session: Session, new: NewLeave) -> list[Problem]:
    """A whole day off has no hours worked; a part of one has, and then fewer hours of leave."""
    shift = tables.Shift
    wanted = select(shift.day).where(
        shift.worker_id == new.worker_id, shift.day >= new.first, shift.day <= new.last, shift.state != PLANNED
    )
    days = set(session.scalars(wanted))
    if not days or new.first == new.last:
        return []
    return [
        Problem("first", "leave_with_hours", {"worker": _name(session, new.worker_id), "day": day_and_month(min(days))})
    ]


def _stays(row: tables.OtherLeave) -> tuple[Problem, ...]:
    return (Problem("", "leave_paid_already"),) if row.payslip_id is not None else ()


def _columns(new: NewLeave) -> dict[str, object]:
    return {
        "kind": new.kind.value, "first_day": new.first, "last_day": new.last, "minutes": new.minutes,
        "paid": new.paid, "told_on": new.told_on, "note": new.note.strip(),
    }  # fmt: skip


def _what(new: NewLeave) -> str:
    return guidance("leave", f"kind_{new.kind.value}")


def _name(session: Session, worker_id: int) -> str:
    return session.get_one(tables.Worker, worker_id).name.split(" ", maxsplit=1)[0]

"""Putting shifts into the register, changing them, taking them out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from carerdesk.domain.dates import day_and_month
from carerdesk.domain.hours.check import check_shift, warnings
from carerdesk.domain.hours.shift import Shift, with_second_person
from carerdesk.domain.problem import Problem
from carerdesk.services.books import Books, Owner, done, owner
from carerdesk.services.hours.new_shift import NewShift, understood
from carerdesk.services.hours.rows import load, remove_parts, rows_between, write
from carerdesk.services.outcome import Outcome, Rejected
from carerdesk.store import tables

PLANNED, WORKED, CONFIRMED = "planned", "worked", "confirmed"
A_DAY = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Meant:
    """What a typed shift means: the shift (with its twin for a second person), what is wrong, what is odd."""

    shifts: tuple[Shift, ...]
    problems: tuple[Problem, ...] = ()
    oddities: tuple[Problem, ...] = ()


def read_back(books: Books, new: NewShift, shift_id: int | None = None) -> Meant:
    """What a typed shift means, before it is kept, to read back to the person typing."""
    with books.reading() as session:
        return _meant(session, new, books.today(), shift_id)


def record_shift(books: Books, new: NewShift) -> Outcome:
    """Keep a new shift, and its twin where two PAs go out together."""
    with books.operation("Shift added", kind="shift") as op:
        meant = _meant(op.session, new, books.today(), None)
        if meant.problems:
            return Rejected(meant.problems)
        keys = owner(op.session)
        ids = [_insert(op.session, keys, shift, books.today()) for shift in meant.shifts]
        op.said = f"Shift for {_who(op.session, meant.shifts)}, {day_and_month(new.day)}, added"
    return done(op, id=ids[0])


def change_shift(books: Books, shift_id: int, new: NewShift) -> Outcome:
    """Put another shift in the place of one. Its outing stays; a paid shift is put right in Pay instead."""
    with books.operation("Shift changed", kind="shift") as op:
        row = op.session.get_one(tables.Shift, shift_id)
        if problem := _paid(op.session, row):
            return Rejected((problem,))
        meant = _meant(op.session, replace(new, second_worker_id=None), books.today(), shift_id)
        if meant.problems:
            return Rejected(meant.problems)
        write(op.session, row, replace(meant.shifts[0], outing=row.outing))
        if row.state == CONFIRMED:
            row.state = WORKED
        op.said = f"Shift for {_who(op.session, meant.shifts)}, {day_and_month(new.day)}, changed"
    return done(op, id=shift_id)


def remove_shift(books: Books, shift_id: int) -> Outcome:
    """Take a shift out. A paid one stays: it is put right in Pay."""
    with books.operation("Shift taken out", kind="shift") as op:
        row = op.session.get_one(tables.Shift, shift_id)
        if problem := _paid(op.session, row):
            return Rejected((problem,))
        name = op.session.get_one(tables.Worker, row.worker_id).name
        op.said = f"Shift for {name.split()[0]}, {day_and_month(row.day)}, taken out"
        remove_parts(op.session, row)
        op.session.delete(row)
    return done(op)


def keep_checked(
    session: Session, new: NewShift, today: date, shift_id: int | None, *, paid_period: bool, state: str
) -> int | tuple[Problem, ...]:
    """Keep one typed shift within somebody else's operation, new or in the place of one; its id, or what is wrong.

    `paid_period` allows hours that were paid already, for whoever puts them right.
    """
    meant = _meant(session, new, today, shift_id, paid_period=paid_period)
    if meant.problems:
        return meant.problems
    if shift_id is None:
        row = tables.Shift(**owner(session).keys(), state=state)
    else:
        row = session.get_one(tables.Shift, shift_id)
        row.state = state
    write(session, row, replace(meant.shifts[0], outing=row.outing))
    return row.id


def _meant(session: Session, new: NewShift, today: date, shift_id: int | None, *, paid_period: bool = False) -> Meant:
    keys = owner(session)
    nation = session.get_one(tables.Person, keys.person_id).nation
    shift, problems = understood(new, nation)
    if shift is None or problems:
        return Meant((), problems)
    shift = replace(shift, id=shift_id)
    pair: tuple[Shift, ...] = (shift,)
    if new.second_worker_id is not None:
        if new.second_worker_id == new.worker_id:
            return Meant((), (Problem("second_worker_id", "second_person_is_first"),))
        pair = with_second_person(shift, new.second_worker_id, next_outing(session))
    found = [_checked(session, one, today, paid_period=paid_period) for one in pair]
    return Meant(pair, sum((one[0] for one in found), ()), sum((one[1] for one in found), ()))


def _checked(
    session: Session, shift: Shift, today: date, *, paid_period: bool
) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    worker = session.get_one(tables.Worker, shift.worker_id)
    near = rows_between(session, shift.day - timedelta(days=7), shift.day + timedelta(days=7), shift.worker_id)
    others = load(session, near)
    problems = (
        *check_shift(shift, others, today, started=worker.started, left=worker.left),
        *(() if paid_period else _paid_period(session, shift)),
    )
    return problems, warnings(shift, others, today)


def _paid_period(session: Session, shift: Shift) -> tuple[Problem, ...]:
    slip = session.scalars(
        select(tables.Payslip).where(
            tables.Payslip.worker_id == shift.worker_id,
            tables.Payslip.first_day <= shift.day,
            tables.Payslip.last_day >= shift.day,
        )
    ).first()
    if slip is None:
        return ()
    return (Problem("day", "hours_already_paid", {"payday": day_and_month(slip.payday)}),)


def _paid(session: Session, row: tables.Shift) -> Problem | None:
    found = _paid_period(session, load(session, [row])[0])
    return found[0] if found else None


def _insert(session: Session, keys: Owner, shift: Shift, today: date) -> int:
    row = tables.Shift(**keys.keys(), state=WORKED if shift.day <= today else PLANNED)
    write(session, row, shift)
    return row.id


def next_outing(session: Session) -> int:
    """A number no outing has yet."""
    return (session.scalar(select(func.max(tables.Shift.outing))) or 0) + 1


def _who(session: Session, shifts: tuple[Shift, ...]) -> str:
    names = [session.get_one(tables.Worker, shift.worker_id).name.split()[0] for shift in shifts]
    return " and ".join(names)

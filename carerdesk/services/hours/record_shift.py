"""Putting shifts into the register, changing them, taking them out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from carerdesk.domain.dates import day_and_month
from carerdesk.domain.hours.shares import reshare
from carerdesk.domain.hours.shift import Shift, shared_minutes, with_second_person
from carerdesk.domain.problem import Problem
from carerdesk.services.books import Books, Owner, done, owner
from carerdesk.services.hours.around import Around, around
from carerdesk.services.hours.new_shift import NewShift, understood
from carerdesk.services.hours.rows import load, remove_parts, write
from carerdesk.services.hours.states import CONFIRMED, PLANNED, WORKED, state_of
from carerdesk.services.outcome import Outcome, Rejected
from carerdesk.services.rota.exceptions import shift_changed, shift_removed
from carerdesk.store import tables

__all__ = ["CONFIRMED", "PLANNED", "WORKED", "change_shift", "keep_checked", "record_shift", "remove_shift"]


@dataclass(frozen=True, slots=True)
class Meant:
    """What a typed shift means: the shift (with its twin for a second person), what is wrong, what is odd."""

    shifts: tuple[Shift, ...]
    problems: tuple[Problem, ...] = ()
    oddities: tuple[Problem, ...] = ()


def record_shift(books: Books, new: NewShift) -> Outcome:
    """Keep a new shift, and its twin where two PAs go out together."""
    with books.operation("Shift added", kind="shift") as op:
        near = surroundings(op.session, books.today(), new)
        meant = meant_by(near, new)
        if meant.problems:
            return Rejected(meant.problems)
        ids = [_insert(op.session, near.keys, shift, books.now()) for shift in meant.shifts]
        op.said = f"Shift for {_who(near, meant.shifts)}, {day_and_month(new.day)}, added"
    return done(op, id=ids[0])


def change_shift(books: Books, shift_id: int, new: NewShift) -> Outcome:
    """Put other hours in the place of a shift's. A paid shift is put right in Pay instead.

    Without shares the old ones stay, in proportion. A second person goes along: one already on the outing gets the
    same times, another joins it; without one the rest of the outing stays as it is. What was confirmed wants
    confirming again.
    """
    with books.operation("Shift changed", kind="shift") as op:
        row = op.session.get_one(tables.Shift, shift_id)
        near = surroundings(op.session, books.today(), new, row)
        mates = [mate for mate in _outing(op.session, row) if mate.worker_id == new.second_worker_id]
        if problems := _paid(near, row, *mates):
            return Rejected(problems)
        meant = meant_by(near, new, shift_id, old=load(op.session, [row, *mates]))
        if meant.problems:
            return Rejected(meant.problems)
        _rewrite(op.session, near, (row, *mates), meant.shifts, books.now())
        op.said = f"Shift for {_who(near, meant.shifts)}, {day_and_month(new.day)}, changed"
    return done(op, id=shift_id)


def remove_shift(books: Books, shift_id: int) -> Outcome:
    """Take a shift out. A paid one stays: it is put right in Pay. Somebody left alone on an outing is on none."""
    with books.operation("Shift taken out", kind="shift") as op:
        row = op.session.get_one(tables.Shift, shift_id)
        near = around(op.session, books.today(), {row.worker_id}, row.day, row.day)
        if problems := _paid(near, row):
            return Rejected(problems)
        op.said = f"Shift for {near.name(row.worker_id)}, {day_and_month(row.day)}, taken out"
        _leave_outing(op.session, row)
        shift_removed(op.session, row)
        remove_parts(op.session, row)
        op.session.delete(row)
    return done(op)


def remove_outing(books: Books, shift_id: int) -> Outcome:
    """Take out a shift with everybody who goes along."""
    with books.operation("Outing taken out", kind="shift") as op:
        first = op.session.get_one(tables.Shift, shift_id)
        rows = [first, *_outing(op.session, first)]
        near = around(op.session, books.today(), {row.worker_id for row in rows}, first.day, first.day)
        if problems := _paid(near, *rows):
            return Rejected(problems)
        names = " and ".join(near.name(row.worker_id) for row in rows)
        op.said = f"Shift for {names}, {day_and_month(first.day)}, taken out"
        for row in rows:
            shift_removed(op.session, row)
            remove_parts(op.session, row)
            op.session.delete(row)
    return done(op)


def worked_as_planned(books: Books, shift_id: int) -> Outcome:
    """Say that a planned shift was worked at the planned times, with everybody on its outing."""
    with books.operation("Hours put in", kind="shift") as op:
        first = op.session.get_one(tables.Shift, shift_id)
        rows = [row for row in (first, *_outing(op.session, first)) if row.state == PLANNED]
        if first.ends > books.now():
            return Rejected((Problem("", "shift_not_over", {"day": day_and_month(first.day)}),))
        near = around(op.session, books.today(), {row.worker_id for row in (first, *rows)}, first.day, first.day)
        for row in rows:
            row.state = WORKED
        names = " and ".join(near.name(row.worker_id) for row in rows or [first])
        op.said = f"{names} worked as planned, {day_and_month(first.day)}"
    return done(op, id=shift_id)


def keep_checked(
    session: Session, new: NewShift, today: date, shift_id: int | None, *, paid_period: bool, state: str
) -> int | tuple[Problem, ...]:
    """Keep one typed shift within somebody else's operation, new or in the place of one; its id, or what is wrong.

    `paid_period` allows hours that were paid already, for whoever puts them right.
    """
    row = None if shift_id is None else session.get_one(tables.Shift, shift_id)
    near = surroundings(session, today, new, row)
    old = () if row is None else load(session, [row])
    meant = meant_by(near, new, shift_id, old=old, paid_period=paid_period)
    if meant.problems:
        return meant.problems
    if row is None:
        row = tables.Shift(**owner(session).keys())
    row.state = state
    write(session, row, replace(meant.shifts[0], outing=row.outing))
    return row.id


def surroundings(session: Session, today: date, new: NewShift, row: tables.Shift | None = None) -> Around:
    """What stands around a typed shift, and around the one it takes the place of."""
    workers = {new.worker_id} | ({new.second_worker_id} if new.second_worker_id else set())
    days = [new.day] if row is None else [new.day, row.day]
    if row is not None:
        workers.add(row.worker_id)
    return around(session, today, workers, min(days), max(days))


def meant_by(
    near: Around, new: NewShift, shift_id: int | None = None, *, old: tuple[Shift, ...] = (), paid_period: bool = False
) -> Meant:
    """What a typed shift means among the others. `old` is the shift it replaces, with the mate who goes along."""
    shift, problems = understood(new, near.usual)
    if shift is None or problems:
        return Meant((), problems)
    if new.second_worker_id == new.worker_id:
        return Meant((), (Problem("second_worker_id", "second_person_is_first"),))
    shift = _as_before(replace(shift, id=shift_id), old[0]) if old else shift
    pair = _with_second(near, shift, new.second_worker_id, old)
    problems = tuple(fault for one in pair for fault in near.problems(one, paid_period=paid_period))
    return Meant(pair, problems, tuple(odd for one in pair for odd in near.oddities(one)))


def _as_before(shift: Shift, old: Shift) -> Shift:
    """Keeps the old outing, and the old shares where none were typed."""
    if not shift.shares and old.shares and shared_minutes(shift) > 0:
        shift = replace(shift, shares=reshare(replace(old, shares=old.shares), shared_minutes(shift)))
    return replace(shift, outing=old.outing, people_needed=old.people_needed)


def _with_second(near: Around, shift: Shift, second: int | None, old: tuple[Shift, ...]) -> tuple[Shift, ...]:
    if second is None:
        return (shift,)
    outing = shift.outing if shift.outing is not None else near.next_outing
    first, twin = with_second_person(shift, second, outing)
    if len(old) > 1:  # goes along already: times awake, notes and miles are the mate's own and stay
        mate = old[1]
        twin = replace(twin, call_outs=mate.call_outs, miles=mate.miles, how_it_went=mate.how_it_went, id=mate.id)
    return first, twin


def _rewrite(
    session: Session, near: Around, rows: tuple[tables.Shift, ...], shifts: tuple[Shift, ...], now: datetime
) -> None:
    for at, shift in enumerate(shifts):
        if at < len(rows):
            shift_changed(session, rows[at])
            _keep_plan(rows[at], shift, now)
            rows[at].state = state_of(shift, now)
            write(session, rows[at], shift)
        else:
            _insert(session, near.keys, shift, now)


def _keep_plan(row: tables.Shift, shift: Shift, now: datetime) -> None:
    """Remembers what was planned where the hours that were worked turned out otherwise."""
    if row.day != shift.day:
        row.planned_starts = row.planned_ends = None
    elif row.state == PLANNED and state_of(shift, now) == WORKED and row.planned_starts is None:
        row.planned_starts, row.planned_ends = row.starts, row.ends


def _insert(session: Session, keys: Owner, shift: Shift, now: datetime) -> int:
    row = tables.Shift(**keys.keys(), state=state_of(shift, now))
    write(session, row, shift)
    return row.id


def _outing(session: Session, row: tables.Shift) -> list[tables.Shift]:
    """The others on a shift's outing."""
    if row.outing is None:
        return []
    shift = tables.Shift
    return list(session.scalars(select(shift).where(shift.outing == row.outing, shift.id != row.id).order_by(shift.id)))


def _leave_outing(session: Session, row: tables.Shift) -> None:
    others = _outing(session, row)
    if len(others) == 1:
        others[0].outing = None


def _paid(near: Around, *rows: tables.Shift) -> tuple[Problem, ...]:
    return tuple(problem for row in rows for problem in near.paid_days(row.worker_id, row.day))[:1]


def _who(near: Around, shifts: tuple[Shift, ...]) -> str:
    return " and ".join(near.name(shift.worker_id) for shift in shifts)

"""Putting shifts into the register, changing them, taking them out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from carerdesk.domain.dates import day_and_month
from carerdesk.domain.hours.shares import reshare
from carerdesk.domain.hours.shift import Shift, shared_minutes, together
from carerdesk.domain.listed import listed
from carerdesk.domain.problem import Problem
from carerdesk.services.books import Books, Owner, done, owner
from carerdesk.services.hours.around import Around, around
from carerdesk.services.hours.expenses import expenses_paid, remove_expenses, write_expenses
from carerdesk.services.hours.new_shift import NewShift, understood
from carerdesk.services.hours.rows import load, remove_parts, write
from carerdesk.services.hours.states import CONFIRMED, PLANNED, WORKED, state_of
from carerdesk.services.outcome import Outcome, Rejected
from carerdesk.services.rota.exceptions import shift_changed, shift_removed
from carerdesk.store import tables

__all__ = ["CONFIRMED", "PLANNED", "WORKED", "change_shift", "keep_checked", "record_shift", "remove_shift"]


@dataclass(frozen=True, slots=True)
class Meant:
    """What a typed shift means: the shift (with a twin for each PA who goes along), what is wrong, what is odd."""

    shifts: tuple[Shift, ...]
    problems: tuple[Problem, ...] = ()
    oddities: tuple[Problem, ...] = ()


def record_shift(books: Books, new: NewShift) -> Outcome:
    """Keep a new shift, and a twin for each PA who goes along."""
    with books.operation("Shift added", kind="shift") as op:
        near = surroundings(op.session, books.today(), new)
        meant = meant_by(near, new)
        if meant.problems:
            return Rejected(meant.problems)
        ids = [_insert(op.session, near.keys, shift, books.now()) for shift in meant.shifts]
        write_expenses(op.session, op.session.get_one(tables.Shift, ids[0]), new.expenses)
        op.said = f"Shift for {_who(near, meant.shifts)}, {day_and_month(new.day)}, added"
    return done(op, id=ids[0])


def change_shift(books: Books, shift_id: int, new: NewShift) -> Outcome:
    """Put other hours in the place of a shift's. A paid shift is put right in Pay instead.

    Without shares the old ones stay, in proportion. Those who go along get the same times, and who is not on the
    outing yet joins it; the rest of it stays as it is, but for how many are needed. What was confirmed wants
    confirming again.
    """
    with books.operation("Shift changed", kind="shift") as op:
        row = op.session.get_one(tables.Shift, shift_id)
        near = surroundings(op.session, books.today(), new, row)
        mates = going_along(op.session, row, new)
        if problems := _paid(op.session, near, row, *mates):
            return Rejected(problems)
        meant = meant_by(near, new, shift_id, old=load(op.session, [row, *mates]))
        if meant.problems:
            return Rejected(meant.problems)
        _rewrite(op.session, near, (row, *mates), meant.shifts, books.now())
        write_expenses(op.session, row, new.expenses)
        for mate in _outing(op.session, row):
            mate.people_needed = row.people_needed
        op.said = f"Shift for {_who(near, meant.shifts)}, {day_and_month(new.day)}, changed"
    return done(op, id=shift_id)


def remove_shift(books: Books, shift_id: int) -> Outcome:
    """Take a shift out. A paid one stays: it is put right in Pay. Somebody left alone on an outing is on none."""
    with books.operation("Shift taken out", kind="shift") as op:
        row = op.session.get_one(tables.Shift, shift_id)
        near = around(op.session, books.today(), {row.worker_id}, row.day, row.day)
        if problems := _paid(op.session, near, row):
            return Rejected(problems)
        op.said = f"Shift for {near.name(row.worker_id)}, {day_and_month(row.day)}, taken out"
        take_out(op.session, row)
    return done(op)


def take_out(session: Session, row: tables.Shift) -> None:
    """Take a shift out within somebody else's operation. Somebody left alone on an outing is on none."""
    _leave_outing(session, row)
    _remove(session, row)


def remove_outing(books: Books, shift_id: int) -> Outcome:
    """Take out a shift with everybody who goes along."""
    with books.operation("Outing taken out", kind="shift") as op:
        first = op.session.get_one(tables.Shift, shift_id)
        rows = [first, *_outing(op.session, first)]
        near = around(op.session, books.today(), {row.worker_id for row in rows}, first.day, first.day)
        if problems := _paid(op.session, near, *rows):
            return Rejected(problems)
        names = listed(near.name(row.worker_id) for row in rows)
        op.said = f"Shift for {names}, {day_and_month(first.day)}, taken out"
        for row in rows:
            _remove(op.session, row)
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
        names = listed(near.name(row.worker_id) for row in rows or [first])
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
    write_expenses(session, row, new.expenses)
    return row.id


def surroundings(session: Session, today: date, new: NewShift, row: tables.Shift | None = None) -> Around:
    """What stands around a typed shift, and around the one it takes the place of."""
    workers = {new.worker_id, *new.with_worker_ids}
    days = [new.day] if row is None else [new.day, row.day]
    if row is not None:
        workers.add(row.worker_id)
    return around(session, today, workers, min(days), max(days))


def meant_by(
    near: Around, new: NewShift, shift_id: int | None = None, *, old: tuple[Shift, ...] = (), paid_period: bool = False
) -> Meant:
    """What a typed shift means among the others. `old` is the shift it replaces, with its mates who go along."""
    shift, problems = understood(new, near.usual)
    if shift is None or problems:
        return Meant((), problems)
    shift = _as_before(replace(shift, id=shift_id), old[0], new.people_needed) if old else shift
    going = _going(near, shift, new.with_worker_ids, old)
    problems = tuple(fault for one in going for fault in near.problems(one, paid_period=paid_period))
    return Meant(going, problems, tuple(odd for one in going for odd in near.oddities(one, together=len(going))))


def _as_before(shift: Shift, old: Shift, people_needed: int | None) -> Shift:
    """Keeps the old outing, and what was not typed: the shares, and how many are needed."""
    if not shift.shares and old.shares and shared_minutes(shift) > 0:
        shift = replace(shift, shares=reshare(replace(old, shares=old.shares), shared_minutes(shift)))
    return replace(shift, outing=old.outing, people_needed=people_needed or old.people_needed)


def _going(near: Around, shift: Shift, others: tuple[int, ...], old: tuple[Shift, ...]) -> tuple[Shift, ...]:
    """The shift and those of its mates, who are there already before those who join."""
    mates = {mate.worker_id: mate for mate in old[1:]}
    outing = shift.outing if shift.outing is not None else near.next_outing
    in_order = (*mates, *(worker for worker in others if worker not in mates))
    first, *twins = together(shift, in_order, outing)
    return first, *(_own_kept(twin, mates.get(twin.worker_id)) for twin in twins)


def _own_kept(twin: Shift, mate: Shift | None) -> Shift:
    """Times awake, notes and miles of who goes along already are the mate's own and stay."""
    if mate is None:
        return twin
    return replace(twin, call_outs=mate.call_outs, miles=mate.miles, how_it_went=mate.how_it_went, id=mate.id)


def _rewrite(
    session: Session, near: Around, rows: tuple[tables.Shift, ...], shifts: tuple[Shift, ...], now: datetime
) -> None:
    for at, shift in enumerate(shifts):
        if at < len(rows):
            _keep_plan(rows[at], shift, now)
            rows[at].state = state_of(shift, now)
            shift_changed(session, rows[at])
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


def going_along(session: Session, row: tables.Shift, new: NewShift) -> list[tables.Shift]:
    """The others on a shift's outing who take what is typed for it as well."""
    return [mate for mate in _outing(session, row) if mate.worker_id in new.with_worker_ids]


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


def _remove(session: Session, row: tables.Shift) -> None:
    shift_removed(session, row)
    remove_parts(session, row)
    remove_expenses(session, row)
    session.delete(row)


def _paid(session: Session, near: Around, *rows: tables.Shift) -> tuple[Problem, ...]:
    hours = tuple(problem for row in rows for problem in near.paid_days(row.worker_id, row.day))
    return (*hours, *expenses_paid(session, rows))[:1]


def _who(near: Around, shifts: tuple[Shift, ...]) -> str:
    return listed(near.name(shift.worker_id) for shift in shifts)

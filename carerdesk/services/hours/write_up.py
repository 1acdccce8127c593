"""A week written up at once: planned shifts as they were worked, others taken out, others added. All or none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from carerdesk.domain.hours.shares import check_shares
from carerdesk.domain.hours.shift import Shift, shared_minutes
from carerdesk.domain.problem import Problem
from carerdesk.services.books import Books, done, owner
from carerdesk.services.hours.around import Around, around
from carerdesk.services.hours.new_shift import NewShift, understood
from carerdesk.services.hours.record_shifts import insert_shifts
from carerdesk.services.hours.rows import load
from carerdesk.services.hours.states import CONFIRMED, PLANNED, state_of
from carerdesk.services.outcome import Outcome, Rejected
from carerdesk.services.rota.exceptions import shift_changed, shift_removed
from carerdesk.store import tables
from carerdesk.store.operations import Operation


@dataclass(frozen=True, slots=True)
class WrittenUp:
    """What became of a stretch of days: `worked` are planned shifts by id with what was worked instead of them.

    `alone` are ids of those whose mates stayed away; `taken_out` never happened; `added` were not planned, one each.
    """

    worked: Sequence[tuple[int, NewShift]] = ()
    alone: frozenset[int] = frozenset()
    taken_out: Sequence[int] = ()
    added: Sequence[NewShift] = ()


@dataclass(frozen=True, slots=True)
class _Worked:
    row: tables.Shift
    before: Shift
    now: Shift


def write_up(books: Books, week: WrittenUp, *, confirmed_until: date | None = None) -> Outcome:
    """Keep what became of planned shifts in one operation; where one cannot be kept, none is.

    `confirmed_until` confirms those of days up to it whose minutes all have a funder. Those who went together stay so.
    """
    with books.operation("Hours written up", kind="week") as op:
        rows = _rows(op, [*(row_id for row_id, _ in week.worked), *week.taken_out])
        near = _around(op, books.today(), rows.values(), [new for _, new in week.worked] + list(week.added))
        worked, problems = _meant(op, near, rows, week)
        added, more = _added(near, week.added)
        if problems or more:
            return Rejected((*problems, *more))
        _take_out(op, [rows[each] for each in week.taken_out])
        _write(op, books.now(), worked, confirmed_until)
        if added:
            insert_shifts(op, books.now(), added, confirmed_until=confirmed_until)
        op.said = f"{len(worked) + len(added)} shifts written up"
    return done(op)


def _rows(op: Operation, ids: Sequence[int]) -> dict[int, tables.Shift]:
    found = op.session.scalars(select(tables.Shift).where(tables.Shift.id.in_(ids)))
    return {row.id: row for row in found}


def _around(op: Operation, today: date, rows: Iterable[tables.Shift], new: Sequence[NewShift]) -> Around:
    there = list(rows)
    workers = {row.worker_id for row in there} | {one.worker_id for one in new}
    days = [row.day for row in there] + [one.day for one in new]
    near = around(op.session, today, workers, min(days, default=today), max(days, default=today))
    gone = {row.id for row in there}
    for shifts in near.shifts.values():
        shifts[:] = [shift for shift in shifts if shift.id not in gone]
    return near


def _meant(
    op: Operation, near: Around, rows: dict[int, tables.Shift], week: WrittenUp
) -> tuple[list[_Worked], tuple[Problem, ...]]:
    before = {shift.id: shift for shift in load(op.session, [rows[row_id] for row_id, _ in week.worked])}
    worked: list[_Worked] = []
    problems: list[Problem] = []
    for row_id, new in week.worked:
        shift, faults = understood(new, near.usual)
        if shift is not None:
            old = before[row_id]
            outing = None if row_id in week.alone else old.outing
            shift = replace(shift, id=row_id, outing=outing, people_needed=old.people_needed)
            faults = (*faults, *near.problems(shift))
            near.add(shift)
            worked.append(_Worked(rows[row_id], old, shift))
        problems += faults
    return worked, tuple(problems)


def _added(near: Around, new: Sequence[NewShift]) -> tuple[list[Shift], tuple[Problem, ...]]:
    added: list[Shift] = []
    problems: list[Problem] = []
    for one in new:
        shift, faults = understood(one, near.usual)
        if shift is not None:
            faults = (*faults, *near.problems(shift))
            near.add(shift)
            added.append(shift)
        problems += faults
    return added, tuple(problems)


def _take_out(op: Operation, rows: Sequence[tables.Shift]) -> None:
    for row in rows:
        shift_removed(op.session, row)
    ids = [row.id for row in rows]
    _remove_parts(op, tables.ShiftShare, ids)
    _remove_parts(op, tables.CallOut, ids)
    op.delete_many(tables.Shift, ids)


def _remove_parts(op: Operation, table: type[tables.ShiftShare | tables.CallOut], ids: Sequence[int]) -> None:
    op.delete_many(table, list(op.session.scalars(select(table.id).where(table.shift_id.in_(ids)))))


def _write(op: Operation, now: datetime, worked: Sequence[_Worked], confirmed_until: date | None) -> None:
    states = [_state(each.now, now, confirmed_until) for each in worked]
    values = [_columns(each, state) for each, state in zip(worked, states, strict=True)]
    others = [
        each for each in worked if (each.now.shares, each.now.call_outs) != (each.before.shares, each.before.call_outs)
    ]
    ids = [each.row.id for each in others]
    keys = owner(op.session).keys()
    for each, state in zip(worked, states, strict=True):
        each.row.state = state
        shift_changed(op.session, each.row)
    op.session.flush()
    op.update_many(tables.Shift, values)
    _remove_parts(op, tables.ShiftShare, ids)
    _remove_parts(op, tables.CallOut, ids)
    op.insert_many(
        tables.ShiftShare,
        [
            {**keys, "shift_id": each.now.id, "funder_id": share.funder_id, "minutes": share.minutes}
            for each in others
            for share in each.now.shares
            if share.minutes
        ],
    )
    op.insert_many(
        tables.CallOut,
        [
            {**keys, "shift_id": each.now.id, "starts": call.starts, "ends": call.ends}
            for each in others
            for call in each.now.call_outs
        ],
    )


def _parts(shift: Shift) -> tuple[object, ...]:
    return shift.shares, shift.call_outs


def _state(shift: Shift, now: datetime, confirmed_until: date | None) -> str:
    sure = confirmed_until is not None and shift.day <= confirmed_until and not check_shares(shift)
    return CONFIRMED if sure else state_of(shift, now)


def _columns(each: _Worked, state: str) -> dict[str, Any]:
    shift, before = each.now, each.before
    moved = state != PLANNED and (shift.starts, shift.ends) != (before.starts, before.ends)
    return {
        "id": each.row.id, "worker_id": shift.worker_id, "day": shift.day, "starts": shift.starts, "ends": shift.ends,
        "zone": shift.zone, "kind": shift.kind.value, "break_minutes": shift.break_minutes,
        "shared_minutes": shared_minutes(shift), "miles": shift.miles, "outing": shift.outing, "what": shift.what,
        "how_it_went": shift.how_it_went, "state": state,
        "planned_starts": before.starts if moved else None, "planned_ends": before.ends if moved else None,
    }  # fmt: skip

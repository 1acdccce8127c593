"""Many shifts at once, all or none: for imports and made-up families."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from carerdesk.domain.hours.shares import check_shares
from carerdesk.domain.hours.shift import Shift, shared_minutes, together
from carerdesk.domain.problem import Problem
from carerdesk.services.books import Books, done, owner
from carerdesk.services.hours.around import Around, around
from carerdesk.services.hours.expenses import write_expenses
from carerdesk.services.hours.new_shift import NewShift, understood
from carerdesk.services.hours.states import CONFIRMED, state_of
from carerdesk.services.outcome import Outcome, Rejected
from carerdesk.store import tables
from carerdesk.store.operations import Operation


def record_shifts(books: Books, new: Sequence[NewShift], *, confirmed_until: date | None = None) -> Outcome:
    """Keep many shifts in one operation; where one cannot be kept, none is, and each problem names its shift.

    `confirmed_until` confirms those of days up to it whose minutes all have a funder. A problem's values hold `at`,
    the place in the list counted from 1, beside those of its words.
    """
    if not new:
        return Rejected((Problem("", "no_shifts_given"),))
    with books.operation(f"{_count(len(new))} added", kind="shift") as op:
        shifts, problems = _meant(_around(op, new, books.today()), new)
        if problems:
            return Rejected(problems)
        ids = insert_shifts(op, books.now(), shifts, confirmed_until=confirmed_until)
        _write_expenses(op, ids, new)
    return done(op)


def _count(shifts: int) -> str:
    return "1 shift" if shifts == 1 else f"{shifts} shifts"


def _around(op: Operation, new: Sequence[NewShift], today: date) -> Around:
    workers = {worker for one in new for worker in (one.worker_id, *one.with_worker_ids)}
    return around(op.session, today, workers, min(one.day for one in new), max(one.day for one in new))


def _meant(near: Around, new: Sequence[NewShift]) -> tuple[list[Shift], tuple[Problem, ...]]:
    shifts: list[Shift] = []
    problems: list[Problem] = []
    for at, one in enumerate(new, 1):
        found, faults = _one(near, one)
        problems += [replace(fault, values={**fault.values, "at": str(at)}) for fault in faults]
        shifts += found
    return shifts, tuple(problems)


def _one(near: Around, new: NewShift) -> tuple[tuple[Shift, ...], tuple[Problem, ...]]:
    shift, faults = understood(new, near.usual)
    if shift is None or faults:
        return (), faults
    going = together(shift, new.with_worker_ids, near.next_outing)
    near.next_outing += len(going) > 1
    for each in going:
        if found := near.problems(each):
            return (), found
        near.add(each)
    return going, ()


def _write_expenses(op: Operation, ids: Sequence[int], new: Sequence[NewShift]) -> None:
    """What each first PA spent; those who go along follow theirs in the list of rows."""
    at = 0
    for one in new:
        if one.expenses:
            write_expenses(op.session, op.session.get_one(tables.Shift, ids[at]), one.expenses)
        at += 1 + len(one.with_worker_ids)


def insert_shifts(
    op: Operation,
    now: datetime,
    shifts: Sequence[Shift],
    *,
    confirmed_until: date | None = None,
    came_from: Sequence[str] = (),
) -> list[int]:
    """Put checked shifts in within an operation; their ids, in order.

    `came_from` marks each with the line of a file it came from.
    """
    keys = owner(op.session).keys()

    def state(shift: Shift) -> str:
        sure = confirmed_until is not None and shift.day <= confirmed_until and not check_shares(shift)
        return CONFIRMED if sure else state_of(shift, now)

    marks = came_from or [""] * len(shifts)
    rows = [
        {**keys, **_columns(shift), "state": state(shift), "came_from": mark}
        for shift, mark in zip(shifts, marks, strict=True)
    ]
    ids = op.insert_many(tables.Shift, rows)
    together = list(zip(ids, shifts, strict=True))
    calls = [(row, call) for row, shift in together for call in shift.call_outs]
    op.insert_many(
        tables.CallOut, [{**keys, "shift_id": row, "starts": call.starts, "ends": call.ends} for row, call in calls]
    )
    shares = [(row, share) for row, shift in together for share in shift.shares if share.minutes]
    op.insert_many(
        tables.ShiftShare,
        [{**keys, "shift_id": row, "funder_id": each.funder_id, "minutes": each.minutes} for row, each in shares],
    )
    return list(ids)


def _columns(shift: Shift) -> dict[str, Any]:
    return {
        "worker_id": shift.worker_id, "day": shift.day, "starts": shift.starts, "ends": shift.ends,
        "zone": shift.zone, "kind": shift.kind.value, "break_minutes": shift.break_minutes,
        "shared_minutes": shared_minutes(shift), "miles": shift.miles, "outing": shift.outing,
        "what": shift.what, "how_it_went": shift.how_it_went, "people_needed": shift.people_needed,
    }  # fmt: skip

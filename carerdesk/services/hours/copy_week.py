"""Last week again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy.orm import Session

from carerdesk.domain.dates import long_date
from carerdesk.domain.hours.shift import Shift
from carerdesk.domain.hours.week import copy_week
from carerdesk.domain.problem import Problem
from carerdesk.services.books import Books, done
from carerdesk.services.hours.around import Around, around
from carerdesk.services.hours.rows import load, rows_of_person, write
from carerdesk.services.hours.states import PLANNED
from carerdesk.services.outcome import Outcome, Rejected
from carerdesk.store import tables

SIX_DAYS = timedelta(days=6)
A_WEEK = timedelta(days=7)


def copy_last_week(books: Books, monday: date) -> Outcome:
    """Set last week's shifts down in this week as a plan, but for those this week has already.

    Left out, and said: who has left or is somewhere else then, days that were paid, times that the clocks leave out
    or show twice. A funder that has ended is left open.
    """
    with books.operation(f"Last week copied to the week of {long_date(monday)}", kind="week") as op:
        before = load(op.session, rows_of_person(op.session, monday - A_WEEK, monday - A_WEEK + SIX_DAYS))
        if not before:
            return Rejected((Problem("", "last_week_empty"),))
        here = {(row.worker_id, row.starts) for row in rows_of_person(op.session, monday, monday + SIX_DAYS)}
        copied = copy_week(before, monday)
        fresh = [shift for shift in copied.shifts if (shift.worker_id, shift.starts) not in here]
        near = around(op.session, books.today(), {shift.worker_id for shift in before}, monday, monday + SIX_DAYS)
        sound, problems = _sound(near, fresh)
        if not sound:
            return Rejected(problems or copied.problems or (Problem("", "last_week_copied_already"),))
        _insert(op.session, near, sound)
        op.said = _said(len(sound), len(problems) + len(copied.problems))
    return done(op)


def _sound(near: Around, shifts: Iterable[Shift]) -> tuple[list[Shift], tuple[Problem, ...]]:
    sound: list[Shift] = []
    problems: list[Problem] = []
    for copied in shifts:
        shift = near.without_ended_funders(copied)
        faults = near.problems(shift)
        problems += faults
        if not faults:
            near.add(shift)
            sound.append(shift)
    return sound, tuple(problems)


def _insert(session: Session, near: Around, shifts: list[Shift]) -> None:
    numbers: dict[int, int] = {}
    for shift in shifts:
        if shift.outing is not None and shift.outing not in numbers:
            numbers[shift.outing] = near.next_outing + len(numbers)
        outing = numbers[shift.outing] if shift.outing is not None else None
        write(session, tables.Shift(**near.keys.keys(), state=PLANNED), replace(shift, outing=outing))


def _said(copied: int, left_out: int) -> str:
    left = f". {_shifts(left_out)} could not be copied: add {'it' if left_out == 1 else 'them'} yourself" * bool(
        left_out
    )
    return f"{_shifts(copied)} copied from last week{left}"


def _shifts(count: int) -> str:
    return "1 shift" if count == 1 else f"{count} shifts"

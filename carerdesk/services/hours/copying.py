"""Shifts on their way to other days: those that can stand there, and what keeps the rest from it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from carerdesk.domain.hours.shift import Shift
from carerdesk.domain.hours.week import Copied
from carerdesk.domain.problem import Problem
from carerdesk.services.hours.around import Around
from carerdesk.services.hours.rows import write
from carerdesk.services.hours.states import PLANNED
from carerdesk.store import tables


class Copies:
    """Copies that are taken, day by day or a week at once, and then written as a plan."""

    def __init__(self, near: Around, there: Iterable[tables.Shift]) -> None:
        self._near = near
        self._there = {(row.worker_id, row.starts) for row in there}
        self._outings: dict[tuple[int, date], int] = {}
        self.shifts: list[Shift] = []
        self.problems: tuple[Problem, ...] = ()

    def take(self, before: Sequence[Shift], copied: Copied) -> None:
        """Take the copies that can stand where they are to go; those that are there already are passed over."""
        self.problems += copied.problems
        for copy in copied.shifts:
            if (copy.worker_id, copy.starts) in self._there:
                continue
            shift = self._as_usual_there(self._near.without_ended_funders(copy), before)
            faults = self._near.problems(shift)
            self.problems += faults
            if not faults:
                self._near.add(shift)
                self.shifts.append(shift)

    def write(self, session: Session) -> None:
        """Put them into the register, those who go together on an outing of their own."""
        for shift in self.shifts:
            row = tables.Shift(**self._near.keys.keys(), state=PLANNED)
            write(session, row, replace(shift, outing=self._outing(shift)))

    @property
    def left_out(self) -> str:
        """How many could not be copied, as the end of a sentence."""
        count = len(self.problems)
        return f". {how_many(count)} could not be copied: add {'it' if count == 1 else 'them'} yourself" * bool(count)

    def _as_usual_there(self, copy: Shift, before: Sequence[Shift]) -> Shift:
        """What was usual for its own day becomes what is usual for the new one: a bank holiday, a weekend."""
        usual = self._near.usual
        was = [each for each in before if each.worker_id == copy.worker_id and each.kind is copy.kind]
        now = usual.of(copy.worker_id, copy.day)
        if now is not None and any(each.kind is usual.of(each.worker_id, each.day) for each in was):
            return replace(copy, kind=now)
        return copy

    def _outing(self, shift: Shift) -> int | None:
        if shift.outing is None:
            return None
        key = (shift.outing, shift.day)
        if key not in self._outings:
            self._outings[key] = self._near.next_outing + len(self._outings)
        return self._outings[key]


def how_many(shifts: int) -> str:
    """1 shift; 9 shifts."""
    return "1 shift" if shifts == 1 else f"{shifts} shifts"

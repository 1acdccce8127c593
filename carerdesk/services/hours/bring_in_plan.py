"""What bringing in shifts would do: which are new, there already, not sure, or refused. Nothing is changed."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from carerdesk.domain.dates import day_and_month
from carerdesk.domain.hours.clock import clock_time
from carerdesk.domain.hours.shift import Shift
from carerdesk.domain.problem import Problem
from carerdesk.importers.shifts_values import FoundShift, Unread
from carerdesk.services.hours.around import TWO_DAYS, Around, around
from carerdesk.services.hours.new_shift import NewShift, understood
from carerdesk.services.hours.short_forms import Payers
from carerdesk.store import tables

LEAVE: Final = "leave"
TAKE: Final = "take"
INSTEAD: Final = "instead"
FIRST: Final = "first"
SECOND: Final = "second"
_MARK: Final = "list"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the file whose words are understood: whose shift, of what kind (None: the usual), who pays."""

    found: FoundShift
    worker_id: int
    kind: str | None
    payers: Payers
    note: str

    @property
    def key(self) -> str:
        """What a person's choice for this line is kept under."""
        return f"{self.found.place}|{self.found.day}|{self.found.starts:%H:%M}|{self.worker_id}"


@dataclass(frozen=True, slots=True)
class Coming:
    """A line that comes in: the shift it means, the mark that tells it again, and the shift whose place it takes."""

    line: Line
    new: NewShift
    shift: Shift
    mark: str
    instead_of: int | None = None


@dataclass(frozen=True, slots=True)
class NotSure:
    """A line a person decides on, why, and what they may choose; `chosen` is what holds so far."""

    line: Line
    reasons: tuple[Problem, ...]
    options: tuple[str, ...]
    chosen: str = LEAVE


@dataclass(slots=True)
class Plan:
    """Every line once, in file order within its kind."""

    new: list[Coming] = field(default_factory=list)
    chosen: list[Coming] = field(default_factory=list)
    already_there: list[Line] = field(default_factory=list)
    not_sure: list[NotSure] = field(default_factory=list)
    refused: list[Unread] = field(default_factory=list)
    left_out: list[Unread] = field(default_factory=list)

    @property
    def coming(self) -> list[Coming]:
        """All that would come in."""
        return [*self.new, *self.chosen]


@dataclass(frozen=True, slots=True)
class _Kept:
    """A shift the books have."""

    id: int
    shift: Shift


def plan(
    session: Session,
    today: date,
    lines: Sequence[Line],
    chosen: Mapping[str, str],
    to_add: Mapping[int, str] | None = None,
) -> Plan:
    """Sort lines by what the books have. `chosen` are a person's choices; `to_add` names workers yet to be added."""
    if not lines:
        return Plan()
    sorter = _Sorter(session, today, lines, to_add or {})
    for line in lines:
        sorter.take(line, chosen.get(line.key, LEAVE))
    return sorter.plan


class _Sorter:
    """Takes line after line; those that come in stand among the books' shifts for the next ones."""

    def __init__(self, session: Session, today: date, lines: Sequence[Line], to_add: Mapping[int, str]) -> None:
        days = [line.found.day for line in lines]
        self._near: Around = around(session, today, {line.worker_id for line in lines}, min(days), max(days))
        for number, name in to_add.items():
            self._near.workers[number] = tables.Worker(kind="employee", name=name)
        shift = tables.Shift
        marks = select(shift.came_from).where(shift.came_from != "")
        self._marks = set(session.scalars(marks))
        self._gone = _taken_out(session)
        self._kept = _kept(self._near)
        self._coming: dict[tuple[int, date], list[Coming]] = defaultdict(list)
        self._seen: dict[tuple[int, datetime, datetime], FoundShift] = {}
        self.plan = Plan()

    def take(self, line: Line, choice: str) -> None:
        """Put a line where it belongs."""
        new = typed(line, choice)
        shift, faults = understood(new, self._near.usual)
        if any(fault.code == "time_comes_twice" for fault in faults):
            self._ask_which(line, faults)
        elif shift is None:
            self._refuse(line, faults[0])
        else:
            self._place(line, new, shift, choice)

    def _ask_which(self, line: Line, faults: Sequence[Problem]) -> None:
        reasons = [Problem("", "list_time_twice", fault.values) for fault in faults[:1]]
        self.plan.not_sure.append(NotSure(line, (*line.found.doubts, *reasons), (LEAVE, FIRST, SECOND)))

    def _refuse(self, line: Line, problem: Problem) -> None:
        self.plan.refused.append(Unread(line.found.place, line.found.text, problem))

    def _place(self, line: Line, new: NewShift, shift: Shift, choice: str) -> None:
        same = (shift.worker_id, shift.starts, shift.ends)
        if same in self._seen:
            where = str(self._seen[same].place).lower()
            problem = Problem("", "list_repeated", {"where": where})
            self.plan.left_out.append(Unread(line.found.place, line.found.text, problem))
            return
        self._seen[same] = line.found
        mark = mark_of(shift)
        clashes = [kept for kept in self._around(shift) if _overlap(kept.shift, shift)]
        if mark in self._marks or any(_same(kept.shift, shift) for kept in clashes):
            self.plan.already_there.append(line)
            return
        self._judge(line, Coming(line, new, shift, mark), clashes, choice)

    def _judge(self, line: Line, coming: Coming, clashes: Sequence[_Kept], choice: str) -> None:
        inside = next((each for each in self._coming_near(coming.shift) if _overlap(each.shift, coming.shift)), None)
        if inside is not None:
            where = str(inside.line.found.place).lower()
            self._refuse(line, Problem("starts", "list_overlaps_line", {"where": where}))
        elif len(clashes) > 1:
            when = "; ".join(_when(kept.shift) for kept in clashes)
            self._refuse(line, Problem("starts", "list_overlaps_several", {"when": when}))
        elif clashes and self._near.paid_days(clashes[0].shift.worker_id, clashes[0].shift.day):
            self._refuse(line, Problem("starts", "list_too_late", {"when": _when(clashes[0].shift)}))
        else:
            self._weigh(line, coming, clashes[0] if clashes else None, choice)

    def _weigh(self, line: Line, coming: Coming, clash: _Kept | None, choice: str) -> None:
        if clash is not None:
            coming = replace(coming, shift=replace(coming.shift, id=clash.id), instead_of=clash.id)
        if problems := self._near.problems(coming.shift):
            self._refuse(line, problems[0])
            return
        gone = (Problem("", "list_taken_out"),) if coming.mark in self._gone else ()
        reasons = (*line.found.doubts, *gone, *((_clash(clash.shift, coming.shift),) if clash else ()))
        twice = choice in {FIRST, SECOND}
        if not reasons and not twice:
            self._let_in(self.plan.new, coming)
            return
        options = (LEAVE, INSTEAD) if clash else (LEAVE, FIRST, SECOND) if twice else (LEAVE, TAKE)
        taken = choice if choice in options else LEAVE
        self.plan.not_sure.append(NotSure(line, reasons, options, taken))
        if taken != LEAVE:
            self._let_in(self.plan.chosen, coming)

    def _let_in(self, among: list[Coming], coming: Coming) -> None:
        among.append(coming)
        self._coming[coming.shift.worker_id, coming.shift.day].append(coming)

    def _around(self, shift: Shift) -> Iterator[_Kept]:
        for by in range(-TWO_DAYS.days, TWO_DAYS.days + 1):
            yield from self._kept.get((shift.worker_id, shift.day + timedelta(days=by)), ())

    def _coming_near(self, shift: Shift) -> Iterator[Coming]:
        for by in range(-TWO_DAYS.days, TWO_DAYS.days + 1):
            yield from self._coming.get((shift.worker_id, shift.day + timedelta(days=by)), ())


def _taken_out(session: Session) -> frozenset[str]:
    """The marks of shifts that came in and were taken out by hand since. An undo is no taking out."""
    change, operation = tables.Change, tables.Operation
    wanted = (
        select(change.before)
        .join(operation, operation.id == change.operation_id)
        .where(
            change.table_name == "shift",
            change.after.is_(None),
            change.before.like(f'%"{_MARK} %'),
            operation.undoes_id.is_(None),
            operation.undone_by_id.is_(None),
        )
    )
    return frozenset(str(json.loads(before)["came_from"]) for before in session.scalars(wanted) if before)


def _kept(near: Around) -> dict[tuple[int, date], list[_Kept]]:
    return {
        at: [_Kept(shift.id, shift) for shift in shifts if shift.id is not None] for at, shifts in near.shifts.items()
    }


def typed(line: Line, choice: str = LEAVE) -> NewShift:
    """The line as a person would have typed it."""
    found = line.found
    second: bool | None = {FIRST: False, SECOND: True}.get(choice)
    starts, ends = second, second
    if found.exact is not None:
        starts, ends = (bool(clock_time(moment).fold) for moment in found.exact)
    return NewShift(
        line.worker_id, found.day, found.starts, found.ends, shares=line.payers, kind=line.kind,
        break_minutes=found.break_minutes, what=line.note, second_start=starts, second_end=ends, days=found.days,
    )  # fmt: skip


def mark_of(shift: Shift) -> str:
    """What tells a line again when its file, or one that overlaps it, comes a second time: whose shift, and when."""
    return f"{_MARK} {shift.worker_id} {_stamp(shift.starts)} {_stamp(shift.ends)}"


def _stamp(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%MZ}"


def _same(one: Shift, other: Shift) -> bool:
    return one.starts == other.starts and one.ends == other.ends


def _overlap(one: Shift, other: Shift) -> bool:
    return one.starts < other.ends and other.starts < one.ends


def _clash(kept: Shift, coming: Shift) -> Problem:
    if kept.starts == coming.starts:
        return Problem("ends", "list_other_end", {"ends": f"{clock_time(kept.ends, kept.zone):%H:%M}"})
    return Problem("starts", "list_overlaps", {"when": _when(kept)})


def _when(shift: Shift) -> str:
    starts, ends = clock_time(shift.starts, shift.zone), clock_time(shift.ends, shift.zone)
    return f"{day_and_month(shift.day)}, {starts:%H:%M} to {ends:%H:%M}"

"""A shift as typed, and the shift it means."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from carerdesk.domain.hours.clock import moment
from carerdesk.domain.hours.shares import by_percent
from carerdesk.domain.hours.shift import CallOut, Shift, ShiftKind, shared_minutes
from carerdesk.domain.problem import Problem
from carerdesk.services.hours.expenses import Expenses, expense_problems
from carerdesk.services.hours.usual import UsualKinds

MOST_PEOPLE = 5


@dataclass(frozen=True, slots=True)
class NewShift:
    """What a person typed. An end at or before the start is on the next day; `kind` None asks for the usual one.

    `shares` are funders with percentages that make 100; `second_start` and `second_end` answer which of two is meant
    on the night the clocks go back. `days` counts the midnights between start and end where the times alone do not say
    it: 1 for 08:00 to 14:00 the next day. `with_worker_ids` are the PAs who go along; `people_needed` None stands for
    as many as go. `expenses` are what this PA spent, each with what it was for; None leaves those of a shift as they
    are.
    """

    worker_id: int
    day: date
    starts: time
    ends: time
    shares: tuple[tuple[int, Decimal], ...] = ()
    kind: str | None = None
    break_minutes: int = 0
    call_outs: tuple[tuple[time, time], ...] = ()
    miles: Decimal = Decimal(0)
    with_worker_ids: tuple[int, ...] = ()
    people_needed: int | None = None
    expenses: Expenses | None = None
    what: str = ""
    how_it_went: str = ""
    second_start: bool | None = None
    second_end: bool | None = None
    days: int | None = None


def kind_named(what: str) -> str | None:
    """The kind of work that words begin with: "Sleep-in", "sleep in, calm night", "Training: moving and handling"."""
    words = what.strip().casefold().replace("-", " ")
    named = {ShiftKind.SLEEP_IN, ShiftKind.WAKING_NIGHT, ShiftKind.TRAINING, ShiftKind.ON_CALL}
    for kind in named:
        if words.startswith(kind.label.casefold().replace("-", " ")):
            return kind.value
    return None


def understood(new: NewShift, usual: UsualKinds) -> tuple[Shift | None, tuple[Problem, ...]]:
    """The shift that was meant, or the problems with its times, shares, people and expenses."""
    starts, start_fault = moment("starts", datetime.combine(new.day, new.starts), second_time=new.second_start)
    ends, end_fault = moment("ends", _ending(new), second_time=new.second_end)
    calls, call_faults = _call_outs(new)
    typed = (start_fault, end_fault, *call_faults, *_people(new), *expense_problems(new.expenses))
    faults = tuple(fault for fault in typed if fault)
    if starts is None or ends is None or faults:
        return None, faults
    kind = ShiftKind(new.kind) if new.kind else usual.of(new.worker_id, new.day)
    if kind is None:
        return None, (Problem("kind", "kind_to_choose", {"year": str(new.day.year)}),)
    shift = Shift(
        worker_id=new.worker_id,
        starts=starts,
        ends=ends,
        kind=kind,
        break_minutes=new.break_minutes,
        call_outs=calls,
        miles=new.miles,
        what=new.what.strip(),
        how_it_went=new.how_it_went.strip(),
        people_needed=new.people_needed or 1,
    )
    return _shared(shift, new.shares)


def _people(new: NewShift) -> tuple[Problem, ...]:
    going = (new.worker_id, *new.with_worker_ids)
    if len(set(going)) < len(going):
        return (Problem("with_worker_ids", "same_person_twice"),)
    if max(len(going), new.people_needed or 1) > MOST_PEOPLE or (
        new.people_needed is not None and new.people_needed < 1
    ):
        return (Problem("people_needed", "people_needed_out_of_range", {"most": str(MOST_PEOPLE)}),)
    return ()


def _ending(new: NewShift) -> datetime:
    days = int(new.ends <= new.starts) if new.days is None else new.days
    return datetime.combine(new.day + timedelta(days=days), new.ends)


def _call_outs(new: NewShift) -> tuple[tuple[CallOut, ...], list[Problem]]:
    found, faults = [], []
    for first, last in new.call_outs:
        starts, start_fault = moment("call_outs", _within(new, first), second_time=False)
        ends, end_fault = moment("call_outs", _within(new, last), second_time=False)
        faults += [fault for fault in (start_fault, end_fault) if fault]
        if starts and ends:
            found.append(CallOut(starts, ends))
    return tuple(found), faults


def _within(new: NewShift, at: time) -> datetime:
    """A clock time in the night: before the shift's own start it is on the next day."""
    return datetime.combine(new.day + timedelta(days=int(at < new.starts)), at)


def _shared(shift: Shift, percentages: tuple[tuple[int, Decimal], ...]) -> tuple[Shift | None, tuple[Problem, ...]]:
    if not percentages or shared_minutes(shift) <= 0:
        return shift, ()
    shares = by_percent(shared_minutes(shift), percentages)
    if isinstance(shares, Problem):
        return None, (shares,)
    return replace(shift, shares=shares), ()

"""The week register: last week or a day again, and who is out together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from carerdesk.domain.dates import monday_of
from carerdesk.domain.hours.clock import clock_time, moment
from carerdesk.domain.hours.shares import reshare
from carerdesk.domain.hours.shift import Shift, shared_minutes
from carerdesk.domain.problem import Problem


@dataclass(frozen=True, slots=True)
class Copied:
    """The shifts of a week set down in another, and a problem for each that needs its time typed."""

    shifts: tuple[Shift, ...]
    problems: tuple[Problem, ...]


def copy_week(shifts: Iterable[Shift], to_monday: date) -> Copied:
    """Each shift at the same clock times on the same weekday of the week from `to_monday`.

    What happened (call-outs, mileage, how it went) is not copied. A shift whose clock time is left out or comes twice
    in the new week is not copied either: its problem says so. Raises ValueError where `to_monday` is no Monday.
    """
    if to_monday != monday_of(to_monday):
        raise ValueError(f"{to_monday} is not a Monday")
    return _copied(shifts, lambda shift: to_monday - monday_of(shift.day))


def copy_day(shifts: Iterable[Shift], to_day: date) -> Copied:
    """Each shift at the same clock times on another day, as `copy_week` does it."""
    return _copied(shifts, lambda shift: to_day - shift.day)


def _copied(shifts: Iterable[Shift], by: Callable[[Shift], timedelta]) -> Copied:
    copies: list[Shift] = []
    problems: list[Problem] = []
    for shift in sorted(shifts, key=lambda shift: (shift.starts, shift.worker_id)):
        copy, fault = _moved(shift, by(shift))
        copies.extend([copy] if copy else [])
        problems.extend([fault] if fault else [])
    return Copied(tuple(copies), tuple(problems))


def _moved(shift: Shift, by: timedelta) -> tuple[Shift | None, Problem | None]:
    starts, fault = _same_clock_time("starts", shift.starts, shift.zone, by)
    ends, later_fault = _same_clock_time("ends", shift.ends, shift.zone, by)
    if starts is None or ends is None:
        return None, fault or later_fault
    moved = replace(
        shift, id=None, starts=starts, ends=ends, call_outs=(), miles=Decimal(0), how_it_went="", outing=shift.outing
    )
    if shift.shares and shared_minutes(moved) != shared_minutes(shift):
        moved = replace(moved, shares=reshare(shift, shared_minutes(moved)))
    return moved, None


def _same_clock_time(field: str, at: datetime, zone: str, by: timedelta) -> tuple[datetime | None, Problem | None]:
    return moment(field, clock_time(at, zone).replace(fold=0) + by, zone=zone)


def outings(shifts: Iterable[Shift]) -> dict[int, tuple[Shift, ...]]:
    """The shifts of each outing with two or more people, by outing number."""
    together: dict[int, list[Shift]] = defaultdict(list)
    for shift in shifts:
        if shift.outing is not None:
            together[shift.outing].append(shift)
    return {outing: tuple(found) for outing, found in together.items() if len(found) > 1}

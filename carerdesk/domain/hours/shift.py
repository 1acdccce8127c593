"""A shift: who, when, what kind of work, and whose money pays for which of its minutes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum

from carerdesk.domain.hours.clock import LONDON, clock_day, midnight, minutes_between


class ShiftKind(StrEnum):
    """What kind of work a shift is; its pay rate hangs on it."""

    NORMAL = "normal"
    WEEKEND = "weekend"
    BANK_HOLIDAY = "bank_holiday"
    WAKING_NIGHT = "waking_night"
    SLEEP_IN = "sleep_in"
    TRAINING = "training"
    TRAVEL = "travel"
    ON_CALL = "on_call"

    @property
    def label(self) -> str:
        """How a payslip names it."""
        return _TITLES[self]


_TITLES = {
    ShiftKind.NORMAL: "Normal hours",
    ShiftKind.WEEKEND: "Weekend hours",
    ShiftKind.BANK_HOLIDAY: "Bank holiday hours",
    ShiftKind.WAKING_NIGHT: "Waking night",
    ShiftKind.SLEEP_IN: "Sleep-in",
    ShiftKind.TRAINING: "Training",
    ShiftKind.TRAVEL: "Travel between visits",
    ShiftKind.ON_CALL: "On call",
}

WITH_CALL_OUTS = frozenset({ShiftKind.SLEEP_IN, ShiftKind.ON_CALL})


@dataclass(frozen=True, slots=True)
class CallOut:
    """Time awake and working within a sleep-in or while on call."""

    starts: datetime
    ends: datetime

    @property
    def minutes(self) -> int:
        """Whole minutes awake."""
        return minutes_between(self.starts, self.ends)


@dataclass(frozen=True, slots=True)
class FunderMinutes:
    """The whole minutes of a shift that one funder pays for."""

    funder_id: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Shift:
    """One PA's shift. Times are moments with a zone; two PAs out together have a shift each, with one outing number.

    A shift belongs to the local day it starts on: its minutes count in that day's week, pay period and return.
    `people_needed` is how many PAs should be there together.
    Raises ValueError for times without a zone.
    """

    worker_id: int
    starts: datetime
    ends: datetime
    kind: ShiftKind = ShiftKind.NORMAL
    break_minutes: int = 0
    call_outs: tuple[CallOut, ...] = ()
    shares: tuple[FunderMinutes, ...] = ()
    miles: Decimal = Decimal(0)
    outing: int | None = None
    what: str = ""
    how_it_went: str = ""
    zone: str = LONDON
    id: int | None = None
    people_needed: int = 1

    def __post_init__(self) -> None:
        if self.starts.tzinfo is None or self.ends.tzinfo is None:
            raise ValueError("a shift's times need a zone")

    @property
    def day(self) -> date:
        """The local day the shift starts on, to which all of it belongs."""
        return clock_day(self.starts, self.zone)

    @property
    def elapsed_minutes(self) -> int:
        """Minutes from start to end."""
        return minutes_between(self.starts, self.ends)

    @property
    def called_out_minutes(self) -> int:
        """Minutes awake and working in its call-outs."""
        return sum(call_out.minutes for call_out in self.call_outs)


def shared_minutes(shift: Shift) -> int:
    """The minutes that funders share: start to end without the break, asleep or awake."""
    return shift.elapsed_minutes - shift.break_minutes


def paid_minutes(shift: Shift) -> int:
    """Minutes paid by the hour: a sleep-in's are those awake (the rest is a flat sum), any other's all but the break.

    For a sleep-in these are also the minutes that count for the minimum wage: Royal Mencap Society v Tomlinson-Blake
    [2021] UKSC 8.
    """
    return shift.called_out_minutes if shift.kind is ShiftKind.SLEEP_IN else shared_minutes(shift)


@dataclass(frozen=True, slots=True)
class DayPart:
    """The stretch of a shift that lies in one local day, to draw it."""

    day: date
    starts: datetime
    ends: datetime


def day_parts(shift: Shift) -> tuple[DayPart, ...]:
    """The shift cut at each local midnight, for drawing only: pay and returns keep it whole, on the day it starts."""
    parts = []
    day, start = shift.day, shift.starts
    while start < shift.ends:
        end = min(midnight(day + timedelta(days=1), shift.zone), shift.ends)
        parts.append(DayPart(day, start, end))
        day, start = day + timedelta(days=1), end
    return tuple(parts)


def within(shifts: tuple[Shift, ...], first: date, last: date) -> tuple[Shift, ...]:
    """The shifts that start on a day from first to last, in order of time."""
    return tuple(sorted((s for s in shifts if first <= s.day <= last), key=lambda s: (s.starts, s.worker_id)))


def paid_between(shifts: tuple[Shift, ...], first: date, last: date) -> int:
    """Paid minutes of the shifts that start on a day from first to last."""
    return sum(paid_minutes(shift) for shift in within(shifts, first, last))


def together(shift: Shift, worker_ids: Sequence[int], outing: int) -> tuple[Shift, ...]:
    """The shift and a twin for each other PA on the same outing; the shift alone where nobody comes along.

    At least as many are needed as go. Times awake, notes and mileage are each PA's own.
    """
    if not worker_ids:
        return (shift,)
    first = replace(shift, outing=outing, people_needed=max(shift.people_needed, 1 + len(worker_ids)))
    twin = replace(first, id=None, call_outs=(), how_it_went="", miles=Decimal(0))
    return (first, *(replace(twin, worker_id=worker_id) for worker_id in worker_ids))


def hours_text(minutes: int) -> str:
    """Minutes for reading: 7 h 30 min, 45 min, 8 h, and 0 h for none."""
    hours, rest = divmod(minutes, 60)
    return " ".join(part for part in (f"{hours} h" if hours or not rest else "", f"{rest} min" if rest else "") if part)

"""What a PA can work by their own word, and agreeing to work more than 48 hours a week."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time

from carerdesk.domain.dates import DAYS
from carerdesk.domain.hours.clock import clock_time
from carerdesk.domain.hours.shift import Shift, hours_text
from carerdesk.domain.problem import Problem
from carerdesk.domain.rota.rest import is_young

A_DAYS_MINUTES = 24 * 60
_WEEK = 7


@dataclass(frozen=True, slots=True)
class Limits:
    """Somebody's own limits from a day on; None or empty where they set none.

    `weekdays`: Monday is 0. Minutes are the clock's, from midnight of the day a shift starts; a latest end above 1440
    is on the next day. `opted_out_on` is the day they agreed in writing to work more than 48 hours a week on average
    (Working Time Regulations 1998 reg 5), `opt_out_ends` the last day of that.
    """

    first_day: date
    weekly_minutes: int | None = None
    weekdays: frozenset[int] = frozenset()
    earliest_minute: int | None = None
    latest_minute: int | None = None
    opted_out_on: date | None = None
    opt_out_ends: date | None = None

    def opted_out(self, day: date) -> bool:
        """Whether the agreement to work more than 48 hours stands on a day."""
        if self.opted_out_on is None or day < self.opted_out_on:
            return False
        return self.opt_out_ends is None or day <= self.opt_out_ends


def limits_on(known: tuple[Limits, ...], day: date) -> Limits | None:
    """The limits that hold on a day; None before the first."""
    return max((each for each in known if each.first_day <= day), key=lambda each: each.first_day, default=None)


def beyond(limits: Limits | None, shift: Shift, week_minutes: int, worker: str) -> tuple[Problem, ...]:
    """Where a shift goes beyond them. `week_minutes` are those of its week with it."""
    if limits is None:
        return ()
    return (*_week(limits, week_minutes, worker), *_day(limits, shift, worker), *_times(limits, shift, worker))


def check_limits(limits: Limits, *, born: date | None = None) -> tuple[Problem, ...]:
    """What is wrong with limits as typed."""
    found: list[Problem] = []
    if limits.weekly_minutes is not None and not 0 < limits.weekly_minutes <= _WEEK * A_DAYS_MINUTES:
        found.append(Problem("weekly_minutes", "limit_week_out_of_range"))
    if limits.opt_out_ends is not None and limits.opted_out_on is None:
        found.append(Problem("opted_out_on", "opt_out_end_without_start"))
    if limits.opt_out_ends and limits.opted_out_on and limits.opt_out_ends < limits.opted_out_on:
        found.append(Problem("opt_out_ends", "opt_out_ends_before_start"))
    if limits.opted_out_on is not None and is_young(born, limits.opted_out_on):
        found.append(Problem("opted_out_on", "opt_out_too_young"))
    return tuple(found)


def _week(limits: Limits, minutes: int, worker: str) -> tuple[Problem, ...]:
    if limits.weekly_minutes is None or minutes <= limits.weekly_minutes:
        return ()
    values = {"worker": worker, "length": hours_text(minutes), "most": hours_text(limits.weekly_minutes)}
    return (Problem("ends", "limit_week", values),)


def _day(limits: Limits, shift: Shift, worker: str) -> tuple[Problem, ...]:
    if not limits.weekdays or shift.day.weekday() in limits.weekdays:
        return ()
    return (Problem("day", "limit_day", {"worker": worker, "day": DAYS[shift.day.weekday()]}),)


def _times(limits: Limits, shift: Shift, worker: str) -> tuple[Problem, ...]:
    found = []
    if limits.earliest_minute is not None and _minute(shift, shift.starts) < limits.earliest_minute:
        values = {"worker": worker, "time": clock_words(limits.earliest_minute)}
        found.append(Problem("starts", "limit_early", values))
    if limits.latest_minute is not None and _minute(shift, shift.ends) > limits.latest_minute:
        values = {"worker": worker, "time": clock_words(limits.latest_minute)}
        found.append(Problem("ends", "limit_late", values))
    return tuple(found)


def _minute(shift: Shift, at: datetime) -> int:
    """The clock's minute, from midnight of the day the shift starts."""
    shown = clock_time(at, shift.zone)
    return (shown.date() - shift.day).days * A_DAYS_MINUTES + shown.hour * 60 + shown.minute


_CLOCK = re.compile(r"(?P<h>\d{1,2})(?:[:.]?(?P<m>\d{2}))?\s*(?P<half>am|pm)?(?P<next>,?\s*(?:the )?next day)?")
_NOON = 12


def read_clock(text: str) -> int | None:
    """A clock time in minutes from midnight: "8", "0730", "7.30pm", "2:00 the next day"; None where it is none."""
    found = _CLOCK.fullmatch(text.strip().casefold())
    if found is None:
        return None
    hours, minutes = int(found["h"]), int(found["m"] or 0)
    if found["half"]:
        if not 1 <= hours <= _NOON:
            return None
        hours = hours % _NOON + (_NOON if found["half"] == "pm" else 0)
    if hours > 24 or minutes > 59 or (hours == 24 and minutes):  # noqa: PLR2004 - the clock
        return None
    return hours * 60 + minutes + (A_DAYS_MINUTES if found["next"] else 0)


def clock_words(minute: int) -> str:
    """19:00; 02:00 the next day."""
    days, rest = divmod(minute, A_DAYS_MINUTES)
    return f"{time(rest // 60, rest % 60):%H:%M}" + (" the next day" if days else "")

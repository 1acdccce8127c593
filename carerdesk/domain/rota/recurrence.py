"""How often something comes round, as a choice of a few plain shapes, as an iCalendar rule, and in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from dateutil.rrule import rrulestr

from carerdesk.domain.dates import DAYS, MONTHS

CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
WEEKDAYS = (0, 1, 2, 3, 4)
WEEKEND = (5, 6)
LAST = -1
MOST_WEEKS = 52
_SECOND = 2
_PLURAL = {"day": "each day", "weekday": "weekdays"}
_ORDINALS = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", LAST: "last"}


class Unit(StrEnum):
    """What is counted between one time and the next."""

    DAY = "DAILY"
    WEEK = "WEEKLY"
    MONTH = "MONTHLY"
    YEAR = "YEARLY"


@dataclass(frozen=True, slots=True)
class Every:
    """How often: each `interval` days, weeks, months or years.

    Weeks have `weekdays` (0 is Monday). A month has either the `nth` of one weekday (-1: the last) or a `month_day`
    (-1: the last day); a year has a `month` and its `month_day`.
    Raises ValueError for a shape that makes no sense.
    """

    unit: Unit
    interval: int = 1
    weekdays: tuple[int, ...] = ()
    nth: int | None = None
    month_day: int | None = None
    month: int | None = None

    def __post_init__(self) -> None:
        if not 1 <= self.interval <= MOST_WEEKS or not _makes_sense(self):
            raise ValueError(f"{self!r} is no way of coming again")


def _makes_sense(every: Every) -> bool:
    by_day = every.nth in _ORDINALS and len(every.weekdays) == 1
    by_date = every.month_day is not None and (every.month_day == LAST or 1 <= every.month_day <= 31)  # noqa: PLR2004 - days of a month
    if every.unit is Unit.WEEK:
        return bool(every.weekdays) and all(0 <= day < len(CODES) for day in every.weekdays)
    if every.unit is Unit.MONTH:
        return by_day != by_date
    if every.unit is Unit.YEAR:
        return by_date and every.month_day != LAST and every.month in range(1, 13) and every.interval == 1
    return True


def weekly(*weekdays: int, every: int = 1) -> Every:
    """Some days of each week, or of every so many weeks."""
    return Every(Unit.WEEK, every, tuple(sorted(set(weekdays))))


def rule_text(every: Every) -> str:
    """FREQ=WEEKLY;INTERVAL=2;BYDAY=TU (RFC 5545, 3.3.10)."""
    parts = [f"FREQ={every.unit.value}"]
    if every.interval > 1:
        parts.append(f"INTERVAL={every.interval}")
    if every.month is not None:
        parts.append(f"BYMONTH={every.month}")
    if every.month_day is not None:
        parts.append(f"BYMONTHDAY={every.month_day}")
    if every.weekdays:
        nth = "" if every.nth is None else str(every.nth)
        parts.append("BYDAY=" + ",".join(f"{nth}{CODES[day]}" for day in every.weekdays))
    return ";".join(parts)


def read_rule(text: str) -> Every:
    """The shape of a rule written by `rule_text`. Raises ValueError for one of another shape."""
    parts = dict(part.partition("=")[::2] for part in text.split(";") if part)
    if set(parts) - {"FREQ", "INTERVAL", "BYMONTH", "BYMONTHDAY", "BYDAY"}:
        raise ValueError(f"{text!r} is a rule of another shape")
    days = [each for each in parts.get("BYDAY", "").split(",") if each]
    nths = {each[:-2] for each in days}
    if len(nths) > 1:
        raise ValueError(f"{text!r} is a rule of another shape")
    nth = nths.pop() if nths else ""
    return Every(
        Unit(parts["FREQ"]),
        int(parts.get("INTERVAL", "1")),
        tuple(sorted(CODES.index(each[-2:]) for each in days)),
        int(nth) if nth else None,
        int(parts["BYMONTHDAY"]) if "BYMONTHDAY" in parts else None,
        int(parts["BYMONTH"]) if "BYMONTH" in parts else None,
    )


def rule_days(rule: str, counted_from: date, first: date, last: date) -> tuple[date, ...]:
    """The days of a rule from first to last, both counted; none before the day it is counted from."""
    begins = datetime.combine(_nearer(rule, counted_from, first), time())
    found = rrulestr(rule, dtstart=begins).between(
        datetime.combine(max(first, counted_from), time()), datetime.combine(last, time()), inc=True
    )
    return tuple(each.date() for each in found)


def _nearer(rule: str, counted_from: date, first: date) -> date:
    """A later day that a rule of days or weeks may as well be counted from, so that years are not walked through."""
    every = read_rule(rule)
    step = {Unit.DAY: 1, Unit.WEEK: 7}.get(every.unit, 0) * every.interval
    steps = (first - counted_from).days // step - 1 if step else 0
    return counted_from + timedelta(days=steps * step) if steps > 0 else counted_from


def every_words(every: Every) -> str:
    """Every other Tuesday; the first Monday of each month; every 4 weeks on Tuesday and Friday."""
    if every.unit is Unit.WEEK:
        return _week_words(every)
    if every.unit is Unit.MONTH:
        return _month_words(every)
    if every.unit is Unit.YEAR:
        assert every.month is not None
        return f"every year on {every.month_day} {MONTHS[every.month - 1]}"
    return {1: "every day", _SECOND: "every other day"}.get(every.interval, f"every {every.interval} days")


def _week_words(every: Every) -> str:
    days = day_names(every.weekdays)
    if every.interval == 1:
        return f"every {days}"
    if every.interval == _SECOND and len(every.weekdays) == 1:
        return f"every other {days}"
    often = "every other week" if every.interval == _SECOND else f"every {every.interval} weeks"
    return f"{often} on {_PLURAL.get(days, days)}"


def day_names(weekdays: Sequence[int]) -> str:
    """Tuesday; Monday and Friday; weekday; day."""
    days = tuple(sorted(weekdays))
    if days == WEEKDAYS:
        return "weekday"
    if days == tuple(range(len(CODES))):
        return "day"
    names = [DAYS[day] for day in days]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _month_words(every: Every) -> str:
    months = {1: "each month", _SECOND: "every other month"}.get(every.interval, f"every {every.interval} months")
    if every.nth is not None:
        day = f"the {_ORDINALS[every.nth]} {DAYS[every.weekdays[0]]}"
    elif every.month_day == LAST:
        day = "the last day"
    else:
        assert every.month_day is not None
        day = f"the {_counted(every.month_day)}"
    return f"{day} of {months}" if every.interval == 1 else f"{day}, {months}"


def _counted(number: int) -> str:
    """1st, 2nd, 23rd, 31st."""
    teens = 11 <= number <= 13  # noqa: PLR2004 - eleventh to thirteenth
    return f"{number}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"

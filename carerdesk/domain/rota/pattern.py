"""On which days a repeating shift falls, at which moments, and how to say it.

Times are the clock's. On the night the clocks go forward a time they leave out is taken as the next they show; on the
night they go back the first of two is meant. What was taken is said, and a shift of which nothing is left stays out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from carerdesk.domain.dates import day_and_month, long_date
from carerdesk.domain.hours.clock import LONDON, ambiguous, clock_time, exists, midnight, moment
from carerdesk.domain.problem import Problem
from carerdesk.domain.rota.recurrence import Every, Unit, every_words, read_rule, rule_days, rule_text
from carerdesk.domain.rota.terms import KnownDays

ALWAYS, TERM, HOLIDAYS = "always", "term", "holidays"
WORK, OFF = "work", "off"
DAY_MINUTES = 24 * 60
LONGEST_MINUTES = 30 * 60
_LONGEST_WAIT = timedelta(days=8 * 366 + 2)  # 29 February stays away for eight years around 2100
_SEASONS = {ALWAYS: "", TERM: "in term time", HOLIDAYS: "in the school holidays"}


@dataclass(frozen=True, slots=True)
class Pattern:
    """When a shift comes again: by `rule`, counted from its first day; minutes from midnight of the day it starts.

    `seasons` is always, term or holidays; `bank_holidays` is work or off.
    """

    rule: str
    first_day: date
    start_minute: int
    end_minute: int
    last_day: date | None = None
    seasons: str = ALWAYS
    bank_holidays: str = WORK
    zone: str = LONDON

    @property
    def every(self) -> Every:
        """The shape of its rule. Raises ValueError for a rule of another shape."""
        return read_rule(self.rule)


@dataclass(frozen=True, slots=True)
class Falls:
    """The days a pattern falls on, and those of its rule about which it cannot be known, with why."""

    days: tuple[date, ...]
    unknown: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class OnTheDay:
    """The moments of a pattern's shift on one day. `chosen` tells what was taken where the clocks change."""

    starts: datetime
    ends: datetime
    chosen: Problem | None = None


def falls_on(pattern: Pattern, first: date, last: date, known: KnownDays) -> Falls:
    """The days a pattern falls on from first to last, both counted."""
    days: list[date] = []
    unknown: dict[str, Problem] = {}
    for day in pattern_days(pattern, first, last):
        faults = list(_unknown(pattern, day, known))
        if faults:
            for fault in faults:
                unknown.setdefault(fault.code, fault)
        elif _in_season(pattern, day, known) and _open(pattern, day, known):
            days.append(day)
    return Falls(tuple(days), tuple(unknown.values()))


def pattern_days(pattern: Pattern, first: date, last: date) -> tuple[date, ...]:
    """The days of a pattern's rule between two days, whatever the season."""
    until = last if pattern.last_day is None else min(last, pattern.last_day)
    return rule_days(pattern.rule, pattern.first_day, first, until) if until >= first else ()


def next_days(pattern: Pattern, first: date, known: KnownDays, count: int = 3) -> tuple[date, ...]:
    """The first few days a pattern falls on, from a day on; fewer where it ends or what is known ends."""
    found: list[date] = []
    begins, year = max(first, pattern.first_day), timedelta(days=366)
    ends = begins + _LONGEST_WAIT
    while len(found) < count and begins <= ends:
        found += falls_on(pattern, begins, begins + year, known).days
        begins += year + timedelta(days=1)
    return tuple(found[:count])


def _unknown(pattern: Pattern, day: date, known: KnownDays) -> Iterator[Problem]:
    if pattern.seasons != ALWAYS and known.is_term(day) is None:
        if not known.terms:
            yield Problem("seasons", "no_terms_yet")
        elif day < known.terms[0].first:
            yield Problem("seasons", "no_term_before", {"day": long_date(known.terms[0].first)})
        else:
            yield Problem("seasons", "no_term_after", {"day": long_date(known.last_term_day)})
    if pattern.bank_holidays == OFF and known.is_bank_holiday(day) is None:
        values = {"first": long_date(known.known_from), "last": long_date(known.known_to)}
        yield Problem("bank_holidays", "bank_holidays_not_known", values)


def _in_season(pattern: Pattern, day: date, known: KnownDays) -> bool:
    return pattern.seasons == ALWAYS or known.is_term(day) is (pattern.seasons == TERM)


def _open(pattern: Pattern, day: date, known: KnownDays) -> bool:
    return pattern.bank_holidays == WORK or known.is_bank_holiday(day) is False


def on_the_day(pattern: Pattern, day: date) -> OnTheDay | Problem:
    """The moments of a pattern's shift on a day; the problem where the change of the clocks leaves nothing of it."""
    starts, about_start = _moment(day, pattern.start_minute, pattern.zone)
    ends, about_end = _moment(day, pattern.end_minute, pattern.zone)
    if ends <= starts:
        return Problem("", "nothing_left_that_night", {"day": day_and_month(day)})
    return OnTheDay(starts, ends, about_start or about_end)


def _moment(day: date, minute: int, zone: str) -> tuple[datetime, Problem | None]:
    days, rest = divmod(minute, DAY_MINUTES)
    local = datetime.combine(day + timedelta(days=days), time(rest // 60, rest % 60))
    typed, night = f"{local:%H:%M}", day_and_month(local.date())
    if not exists(local, zone):
        after = _after_the_gap(local, zone)
        taken = f"{clock_time(after, zone):%H:%M}"
        return after, Problem("", "time_left_out_that_night", {"time": typed, "day": night, "taken": taken})
    at, _ = moment("", local, second_time=False, zone=zone)
    assert at is not None
    twice = Problem("", "time_twice_that_night", {"time": typed, "day": night})
    return at, twice if ambiguous(local, zone) else None


def _after_the_gap(local: datetime, zone: str) -> datetime:
    """The moment the clocks go on from: the first they show after a time that they leave out."""
    minutes = local.hour * 60 + local.minute
    while not exists(datetime.combine(local.date(), time(minutes // 60, minutes % 60)), zone):
        minutes += 1
    shown = datetime.combine(local.date(), time(minutes // 60, minutes % 60))
    at, _ = moment("", shown, second_time=False, zone=zone)
    return at if at is not None else midnight(local.date() + timedelta(days=1), zone)


def anchored(every: Every, first_day: date) -> date | None:
    """The day a rule is best counted from: its first day on or after one, so that "every other" begins with it.

    None where no such day ever comes.
    """
    each_time = rule_text(_each_time(every))
    begins, year = first_day, timedelta(days=366)
    while begins <= first_day + _LONGEST_WAIT:
        found = rule_days(each_time, first_day, begins, begins + year)
        if found:
            return found[0]
        begins += year
    return None


def _each_time(every: Every) -> Every:
    return Every(every.unit, 1, every.weekdays, every.nth, every.month_day, every.month)


def check_pattern(pattern: Pattern) -> tuple[Problem, ...]:
    """What is wrong with a pattern: it never happens, ends before it begins, or its shift has no sensible length."""
    length = pattern.end_minute - pattern.start_minute
    if length <= 0 or length > LONGEST_MINUTES or not 0 <= pattern.start_minute < DAY_MINUTES:
        return (Problem("times", "pattern_times_wrong"),)
    if pattern.last_day is not None and pattern.last_day < pattern.first_day:
        values = {"first": long_date(pattern.first_day), "last": long_date(pattern.last_day)}
        return (Problem("last_day", "pattern_ends_before_it_begins", values),)
    if not _ever(pattern):
        return (Problem("days", "pattern_never_happens"),)
    return ()


def _ever(pattern: Pattern) -> bool:
    first = anchored(pattern.every, pattern.first_day)
    return first is not None and (pattern.last_day is None or first <= pattern.last_day)


def skips(pattern: Pattern) -> Problem | None:
    """What a person may not expect of the rule: months too short for its day, years without a 29 February."""
    every = pattern.every
    day = every.month_day
    if every.unit is Unit.YEAR and every.month == 2 and day == 29:  # noqa: PLR2004 - the leap day
        return Problem("days", "leap_day_only")
    if every.unit is Unit.MONTH and day is not None and day > 28:  # noqa: PLR2004 - every month has a 28th
        return Problem("days", "not_in_every_month", {"date": str(day)})
    if every.unit is Unit.MONTH and every.nth == 5:  # noqa: PLR2004 - the fifth of a weekday
        return Problem("days", "no_fifth_in_every_month")
    return None


def clock_words(pattern: Pattern) -> str:
    """09:00 to 15:00; 22:00 to 07:00 the next day."""
    starts, ends = pattern.start_minute, pattern.end_minute
    after = " the next day" if ends > DAY_MINUTES else ""
    return f"{_clock(starts)} to {_clock(ends % DAY_MINUTES)}{after}"


def _clock(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"


def pattern_words(pattern: Pattern) -> str:
    """Every other Tuesday, 09:00 to 15:00, in term time, from 3 November 2026."""
    often = every_words(pattern.every)
    parts = [
        f"{often[0].upper()}{often[1:]}",
        clock_words(pattern),
        _SEASONS[pattern.seasons],
        "not on bank holidays" if pattern.bank_holidays == OFF else "",
        f"from {long_date(pattern.first_day)}",
        f"to {long_date(pattern.last_day)}" if pattern.last_day is not None else "",
    ]
    if parts[-1]:
        parts[-2:] = [" ".join(parts[-2:])]
    return ", ".join(part for part in parts if part)

"""Rest, breaks, the long week and nights: the Working Time Regulations 1998 (SI 1998/1833) as plain rules.

What counts as working time (reg 2): work, training, travel between visits, and the whole of a sleep-in, asleep or
awake, because the PA has to be there (SIMAP C-303/98, Jaeger C-151/02); the minimum wage counts a sleep-in otherwise.
Time on call counts whole where the PA waits at work; at home only the time called out counts. Whether time on call at
home that leaves little freedom counts too is open, and so is whether somebody who works for a family at home is a
"domestic servant in a private household", to whom the 48 hours and the limits on night work do not apply (reg 19).
Everything here is therefore for warnings, which a person answers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from itertools import pairwise

from carerdesk.domain.dates import monday_of
from carerdesk.domain.hours.clock import midnight, minutes_between, moment
from carerdesk.domain.hours.shift import Shift, ShiftKind, shared_minutes

A_DAY, A_WEEK, A_FORTNIGHT = timedelta(days=1), timedelta(days=7), timedelta(days=14)
GROWN_UP = 18
REFERENCE_DAYS = 17 * 7
WEEK_MINUTES = 48 * 60
NIGHT_BEGINS, NIGHT_ENDS = time(23), time(6)
NIGHT_WORK_MINUTES = 3 * 60
_USUAL = 3  # a weekday is usual where it was worked in one of three weeks with any work


@dataclass(frozen=True, slots=True)
class RestRules:
    """What somebody of an age must have, and the most they may work.

    `daily` rest in each 24 hours (reg 10), `weekly` rest in each 7 days (reg 11), `break_minutes` where the day's work
    is over `break_over` minutes (reg 12). `week` and `day` are a young worker's most minutes (reg 5A), None for adults.
    """

    daily: timedelta
    weekly: timedelta
    break_over: int
    break_minutes: int
    week: int | None = None
    day: int | None = None


ADULT = RestRules(timedelta(hours=11), timedelta(hours=24), 6 * 60, 20)
YOUNG = RestRules(timedelta(hours=12), timedelta(hours=48), 4 * 60 + 30, 30, week=40 * 60, day=8 * 60)


@dataclass(frozen=True, slots=True)
class Work:
    """A stretch of working time that belongs to a local day; `minutes` leave the break out."""

    day: date
    starts: datetime
    ends: datetime
    minutes: int


@dataclass(frozen=True, slots=True)
class Average:
    """Working time of a reference period: minutes in it, minutes added for days off, and its weeks.

    `days_off` are those it leaves out; `added_days` as many worked days after it as were known.
    """

    first: date
    last: date
    minutes: int
    added: int
    days_off: int
    added_days: int

    @property
    def weeks(self) -> Fraction:
        """Weeks of the period: 17, or as long as the job has lasted."""
        return Fraction((self.last - self.first).days + 1, 7)

    @property
    def weekly(self) -> Fraction:
        """Minutes a week, as reg 4(6) reckons: (A + B) / C."""
        return Fraction(self.minutes + self.added) / self.weeks

    @property
    def is_over(self) -> bool:
        """Whether it is more than 48 hours."""
        return self.weekly > WEEK_MINUTES


def is_young(born: date | None, day: date) -> bool:
    """Whether somebody is under 18 on a day; who did not say is taken for an adult."""
    if born is None:
        return False
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day)) < GROWN_UP


def rules_on(born: date | None, day: date) -> RestRules:
    """The rules for somebody on a day, by their age."""
    return YOUNG if is_young(born, day) else ADULT


def work_of(shift: Shift, *, waits_at_home: bool = False) -> tuple[Work, ...]:
    """The working time in a shift: all but its break; of time on call at home, only what was called out."""
    if shift.kind is ShiftKind.ON_CALL and waits_at_home:
        return tuple(Work(shift.day, call.starts, call.ends, call.minutes) for call in shift.call_outs)
    return (Work(shift.day, shift.starts, shift.ends, shared_minutes(shift)),)


def minutes_of(work: Iterable[Work]) -> int:
    """Working minutes together."""
    return sum(each.minutes for each in work)


def minutes_by_day(work: Iterable[Work]) -> dict[date, int]:
    """Working minutes by the day they belong to."""
    found: Counter[date] = Counter()
    for each in work:
        found[each.day] += each.minutes
    return dict(found)


# --- daily rest -------------------------------------------------------------------------------------------------------


def working_day(work: Iterable[Work], at: datetime, daily: timedelta) -> tuple[datetime, datetime] | None:
    """The stretch from the first work after a full rest to the last before the next, around a moment of work.

    Work closer together than the daily rest belongs to one stretch.
    """
    for first, last in _stretches(work, daily):
        if first <= at < last:
            return first, last
    return None


def leaves_daily_rest(work: Iterable[Work], at: datetime, rules: RestRules) -> bool:
    """Whether a full rest fits into the 24 hours from the start of the stretch a moment lies in (reg 10)."""
    found = working_day(work, at, rules.daily)
    return found is None or found[1] - found[0] <= A_DAY - rules.daily


def _stretches(work: Iterable[Work], daily: timedelta) -> list[tuple[datetime, datetime]]:
    found: list[tuple[datetime, datetime]] = []
    for each in sorted(work, key=lambda each: each.starts):
        if found and each.starts - found[-1][1] < daily:
            found[-1] = (found[-1][0], max(found[-1][1], each.ends))
        else:
            found.append((each.starts, each.ends))
    return found


# --- weekly rest ------------------------------------------------------------------------------------------------------


def has_weekly_rest(work: Sequence[Work], day: date, rules: RestRules, started: date | None = None) -> bool:
    """Whether the week of a day leaves its rest (reg 11): 24 hours together, or twice 24 or 48 in the fortnight.

    Weeks begin at midnight between Sunday and Monday (reg 11(6)); fortnights are counted from the week the job started
    in (reg 11(5)), and where that is not known either of two may be meant. A young worker's 48 hours are of the week.
    The law adds this rest to the daily one unless the way work is arranged gives a reason (reg 11(7)): 35 hours
    together are beyond doubt, and fewer than 24 never enough.
    """
    monday = monday_of(day)
    if max(_free(work, monday, monday + A_WEEK), default=timedelta(0)) >= rules.weekly:
        return True
    if rules.week is not None:
        return False
    return any(_days_free(work, first) >= 2 for first in _fortnights(monday, started))  # noqa: PLR2004 - twice 24 hours


def _fortnights(monday: date, started: date | None) -> tuple[date, ...]:
    if started is None:
        return monday - A_WEEK, monday
    return (monday - A_WEEK if (monday - monday_of(started)).days // 7 % 2 else monday,)


def _days_free(work: Sequence[Work], first: date) -> int:
    """Rests of 24 hours in a fortnight; one of 48 hours counts twice."""
    return sum(gap // A_DAY for gap in _free(work, first, first + A_FORTNIGHT))


def _free(work: Iterable[Work], first: date, until: date) -> list[timedelta]:
    """The stretches without work from the start of one day to the start of another."""
    opens, closes = midnight(first), midnight(until)
    inside = [
        (max(one.starts, opens), min(one.ends, closes)) for one in work if one.starts < closes and one.ends > opens
    ]
    edges = [(opens, opens), *sorted(inside), (closes, closes)]
    reached, found = opens, []
    for (_, ended), (begins, _) in pairwise(edges):
        reached = max(reached, ended)
        if begins > reached:
            found.append(begins - reached)
    return found


# --- the long week ----------------------------------------------------------------------------------------------------


def average_week(
    minutes: Mapping[date, int], off: Collection[date], last: date, started: date | None = None
) -> Average:
    """Average weekly working time over the 17 weeks that end on a day (reg 4(3)), or since the job started (reg 4(4)).

    Days of holiday, sickness and family leave are left out, and the work of as many worked days after the period takes
    their place (reg 4(6) and (7)). A day off counts where its weekday is a usual one and no work was done on it. The
    law leaves out the four weeks' holiday of reg 13 alone; here all holiday is. Of days to come only what is planned
    is known, so an average up to now can turn out higher.
    """
    first = last - timedelta(days=REFERENCE_DAYS - 1)
    if started is not None and started > first:
        first = min(started, last)
    inside = {day: done for day, done in minutes.items() if first <= day <= last}
    usual = _usual(inside)
    days_off = sum(first <= day <= last and day.weekday() in usual and not inside.get(day) for day in off)
    after = sorted(day for day, done in minutes.items() if day > last and done)[:days_off]
    return Average(first, last, sum(inside.values()), sum(minutes[day] for day in after), days_off, len(after))


def _usual(minutes: Mapping[date, int]) -> frozenset[int]:
    worked = [day for day, done in minutes.items() if done]
    weeks = len({monday_of(day) for day in worked})
    often = Counter(day.weekday() for day in worked)
    return frozenset(weekday for weekday, times in often.items() if times * _USUAL >= weeks)


# --- nights -----------------------------------------------------------------------------------------------------------


def night_minutes(work: Work) -> int:
    """Minutes from start to end between 23:00 and 06:00, which are night time unless agreed otherwise (reg 2)."""
    nights = [_night(work.day + timedelta(days=at)) for at in (-1, 0, 1)]
    return sum(max(0, minutes_between(max(work.starts, first), min(work.ends, last))) for first, last in nights)


def works_at_night(work: Work) -> bool:
    """Whether at least three hours of it are night time: done regularly, that makes a night worker (reg 2)."""
    return night_minutes(work) >= NIGHT_WORK_MINUTES


def _night(day: date) -> tuple[datetime, datetime]:
    first, _ = moment("", datetime.combine(day, NIGHT_BEGINS))
    last, _ = moment("", datetime.combine(day + A_DAY, NIGHT_ENDS))
    assert first is not None
    assert last is not None
    return first, last

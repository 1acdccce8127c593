"""What a week of Jamie's looks like: who is with him when, whose money pays, what was chosen and how it went."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from decimal import Decimal

from carerdesk.services.hours.new_shift import NewShift
from carerdesk.services.sample.calendar import is_away
from carerdesk.services.sample.words import notes

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = range(7)
COUNCIL_MINUTES = 27 * 60
NHS_MINUTES = 15 * 60 + 30
SWIM_MILES = Decimal(9)
OUTING_MILES = Decimal(6)
_ALL = Decimal(100)
CHRISTMAS = ((12, 25), (12, 26))


@dataclass(frozen=True, slots=True)
class Payers:
    """The funders' ids."""

    council: int
    nhs: int
    own: int


@dataclass(frozen=True, slots=True)
class Week:
    """What a week is made of: its Monday, the first day anybody has holiday, who is who, who pays, and chance.

    `sick` are days somebody was off sick.
    """

    monday: date
    first: date
    workers: Mapping[str, int]
    payers: Payers
    chance: random.Random
    sick: frozenset[tuple[str, date]] = frozenset()

    def day(self, weekday: int) -> date:
        """A day of it."""
        return self.monday + timedelta(days=weekday)

    @property
    def number(self) -> int:
        """Weeks since the start of time, for what happens every other week."""
        return self.monday.toordinal() // 7

    def who(self, usual: str, *others: str, weekday: int) -> str | None:
        """The first of these who is neither on holiday nor sick that day; nobody where all are."""
        wanted, day = (usual, *others), self.day(weekday)
        here = (each for each in wanted if not is_away(each, day, self.first) and (each, day) not in self.sick)
        return next(here, None)


def shifts_of(week: Week) -> tuple[NewShift, ...]:
    """All shifts of a week, in order. Nobody comes at Christmas."""
    found = (*_mornings(week), *_thursday(week), *_evenings(week), *_saturday(week), *_sunday(week), *_own(week))
    kept = (each for each in found if (each.day.month, each.day.day) not in CHRISTMAS)
    return tuple(sorted(kept, key=lambda each: (each.day, each.starts)))


def _shift(week: Week, who: str, weekday: int, hours: tuple[time, time], *shares: tuple[int, int], on: str) -> NewShift:
    pays = tuple((funder, Decimal(percent)) for funder, percent in shares)
    good = week.chance.random() < 0.9  # noqa: PLR2004 - nine days in ten are good ones
    return NewShift(
        week.workers[who],
        week.day(weekday),
        *hours,
        shares=pays,
        what=week.chance.choice(notes(on)),
        how_it_went=week.chance.choice(notes("good" if good else "mixed")),
    )


def _late(week: Week, ends: time) -> time:
    """Sometimes it gets later, by quarters of an hour."""
    late = week.chance.choices((0, 15, 30), (8, 1, 1))[0]
    return time(ends.hour + (ends.minute + late) // 60, (ends.minute + late) % 60)


def _mornings(week: Week) -> Iterator[NewShift]:
    """Monday to Wednesday, five hours; the NHS pays two of the five on Wednesday."""
    council, nhs = week.payers.council, week.payers.nhs
    for weekday in (MONDAY, TUESDAY, WEDNESDAY):
        who = week.who("asha", "kasia", weekday=weekday)
        shares = ((council, 60), (nhs, 40)) if weekday == WEDNESDAY else ((council, 100),)
        if who is not None:
            yield _shift(week, who, weekday, (time(9, 30), time(14, 30)), *shares, on="morning")


def _thursday(week: Week) -> Iterator[NewShift]:
    """Two hours at home, then out with two assistants."""
    council = week.payers.council
    who = week.who("asha", "kasia", weekday=THURSDAY)
    if who is None:
        return
    yield _shift(week, who, THURSDAY, (time(9, 30), time(11, 30)), (council, 100), on="morning")
    out = _shift(week, who, THURSDAY, (time(11, 30), time(14, 30)), (council, 100), on="outing")
    second = week.who("kasia", weekday=THURSDAY) if who == "asha" else None
    yield replace(out, with_worker_ids=(week.workers[second],)) if second else out


def _evenings(week: Week) -> Iterator[NewShift]:
    """Tom on Wednesday, Kasia every other Friday."""
    who = week.who("tom", "kasia", weekday=WEDNESDAY)
    if who is not None:
        yield _shift(week, who, WEDNESDAY, (time(16), time(20)), (week.payers.nhs, 100), on="evening")
    if week.number % 2 == 0 and (friday := week.who("kasia", weekday=FRIDAY)):
        hours = (time(16), _late(week, time(19, 30)))
        yield _shift(week, friday, FRIDAY, hours, (week.payers.council, 100), on="evening")


def _saturday(week: Week) -> Iterator[NewShift]:
    """Swimming with two assistants, and every fourth week a night."""
    nhs = week.payers.nhs
    who, second = week.who("kasia", weekday=SATURDAY), week.who("tom", weekday=SATURDAY)
    if first := who or second:
        swim = _shift(week, first, SATURDAY, (time(10), time(13)), (nhs, 100), on="swim")
        swim = replace(swim, miles=SWIM_MILES) if first == "kasia" else swim
        yield replace(swim, with_worker_ids=(week.workers[second],)) if who and second else swim
    if week.number % 4 == 0 and who:
        calls = ((time(2, 15), time(2, 45)),) if week.chance.random() < 0.4 else ()  # noqa: PLR2004 - two nights in five
        night = _shift(week, who, SATURDAY, (time(22), time(7)), (nhs, 100), on="night")
        yield replace(night, kind="sleep_in", call_outs=calls)


def _sunday(week: Week) -> Iterator[NewShift]:
    if week.number % 2 and (who := week.who("kasia", weekday=SUNDAY)):
        hours = (time(11), _late(week, time(14, 30)))
        trip = _shift(week, who, SUNDAY, hours, (week.payers.council, 100), on="outing")
        yield replace(trip, miles=OUTING_MILES)


def _own(week: Week) -> Iterator[NewShift]:
    """One evening in four weeks that the family pays itself."""
    if week.number % 4 == 2 and (who := week.who("kasia", weekday=TUESDAY)):  # noqa: PLR2004 - between two nights
        yield _shift(week, who, TUESDAY, (time(17, 30), time(20, 30)), (week.payers.own, 100), on="own")


def usual_minutes(who: str, first: date, last: date) -> int:
    """Minutes of work that a fixed week would have had on these days: what a holiday takes."""
    usual = {
        "asha": {MONDAY: 300, TUESDAY: 300, WEDNESDAY: 300, THURSDAY: 300},
        "tom": {WEDNESDAY: 240, SATURDAY: 180},
        "kasia": {THURSDAY: 180, FRIDAY: 120, SATURDAY: 180, SUNDAY: 120},
    }[who]
    days = (last - first).days + 1
    return sum(usual.get((first + timedelta(days=at)).weekday(), 0) for at in range(days))

"""The family's weeks as they repeat: who comes when, and the shifts that are in the rota when a week is written up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from carerdesk.domain.dates import monday_of
from carerdesk.domain.rota.pattern import TERM
from carerdesk.domain.rota.recurrence import weekly
from carerdesk.services.hours.new_shift import NewShift
from carerdesk.services.hours.write_up import WrittenUp, write_up
from carerdesk.services.rota.fill import fill_rota
from carerdesk.services.rota.new_pattern import NewPattern
from carerdesk.services.rota.patterns import add_pattern
from carerdesk.services.rota.terms import keep_term
from carerdesk.services.sample.calendar import A_DAY, A_WEEK
from carerdesk.services.sample.rota import (
    CHRISTMAS,
    FRIDAY,
    MONDAY,
    OUTING_MILES,
    SATURDAY,
    SUNDAY,
    SWIM_MILES,
    THURSDAY,
    TUESDAY,
    WEDNESDAY,
)
from carerdesk.services.sample.world import World, must

FILLED_EVERY = 4  # weeks
_LONDON = ZoneInfo("Europe/London")
_DAY_MINUTES = 24 * 60


class Repeating:
    """Repeating shifts, entered when the family begins to employ, and the rota filled from them every few weeks."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._filled: date | None = None

    def begin(self, monday: date) -> None:
        """Enter the terms and everything that repeats, from a Monday on."""
        world = self._world
        world.at(monday, 8)
        for name, first, last in _terms(monday, world.span.today):
            must(keep_term(world.books, name, first, last))
        for new in _patterns(world, monday):
            must(add_pattern(world.books, new))
        self._filled = monday
        self._nobody_at_christmas(monday)

    def fill_on(self, sunday: date) -> None:
        """Every fourth Sunday the rota is filled eight weeks on."""
        if self._filled is None or (sunday - self._filled).days // 7 % FILLED_EVERY != FILLED_EVERY - 1:
            return
        world = self._world
        world.at(sunday, 18, 45)
        must(fill_rota(world.books))
        self._nobody_at_christmas(sunday)

    def _nobody_at_christmas(self, day: date) -> None:
        """Nobody comes at Christmas: those days are taken out as soon as they are in the rota."""
        rows = self._world.books.quick(
            "SELECT id, substr(day, 6) FROM shift WHERE state = 'planned' AND day >= ?", (day.isoformat(),)
        )
        days = {f"{month:02d}-{number:02d}" for month, number in CHRISTMAS}
        gone = [row_id for row_id, on in rows if on in days]
        if gone:
            must(write_up(self._world.books, WrittenUp(taken_out=gone)))


def write_down(world: World, shifts: Sequence[NewShift], first: date, until: date) -> None:
    """What was worked from a day to another, in the place of what was planned, confirmed."""
    worked = [one for shift in shifts if first <= shift.day <= until for one in _each(shift)]
    planned = _planned(world, first, until)
    week = _matched(worked, planned)
    if week.worked or week.added or week.taken_out:
        must(write_up(world.books, week, confirmed_until=until))


_Key = tuple[date, time]


def _planned(world: World, first: date, until: date) -> dict[_Key, list[tuple[int, int]]]:
    """The planned shifts by day and start: their ids with whose they are."""
    rows = world.books.quick(
        "SELECT id, worker_id, starts FROM shift WHERE state = 'planned' AND day BETWEEN ? AND ? ORDER BY id",
        (first.isoformat(), until.isoformat()),
    )
    found: dict[_Key, list[tuple[int, int]]] = defaultdict(list)
    for row_id, worker_id, starts in rows:
        at = datetime.fromisoformat(starts).astimezone(_LONDON)
        found[at.date(), at.time()].append((row_id, worker_id))
    return found


def _each(shift: NewShift) -> Iterator[NewShift]:
    """One for everybody who went: miles, times awake and how it went are the first one's."""
    yield replace(shift, with_worker_ids=())
    for mate in shift.with_worker_ids:
        yield replace(shift, worker_id=mate, with_worker_ids=(), miles=Decimal(0), call_outs=(), how_it_went="")


def _matched(worked: Sequence[NewShift], planned: dict[_Key, list[tuple[int, int]]]) -> WrittenUp:
    """Whose planned shift was worked by whom: their own first, then whoever took it over."""
    there = {key: list(rows) for key, rows in planned.items()}
    by_key: dict[_Key, list[NewShift]] = defaultdict(list)
    for one in worked:
        by_key[one.day, one.starts].append(one)
    kept: list[tuple[int, NewShift]] = []
    added: list[NewShift] = []
    alone: set[int] = set()
    for key, going in by_key.items():
        rows = there.get(key, [])
        own = [(row, one) for one in going for row in rows if row[1] == one.worker_id]
        left = [one for one in going if one not in [each for _, each in own]]
        free = [row for row in rows if row not in [each for each, _ in own]]
        taken = list(zip(free, left, strict=False))
        kept += [(row[0], one) for row, one in (*own, *taken)]
        added += left[len(taken) :]
        there[key] = free[len(taken) :]
        alone |= {row[0] for row, _ in (*own, *taken)} if len(going) == 1 else set()
    gone = [row_id for rows in there.values() for row_id, _ in rows]
    return WrittenUp(kept, frozenset(alone), gone, added)


def _patterns(world: World, monday: date) -> Iterator[NewPattern]:
    """Who comes when, as it was agreed when everybody began."""
    pays, who = world.payers, world.workers
    council, nhs, own = ((payer, Decimal(100)) for payer in (pays.council, pays.nhs, pays.own))
    shared = ((pays.council, Decimal(60)), (pays.nhs, Decimal(40)))
    asha, kasia, tom = (who[name] for name in ("asha", "kasia", "tom"))

    def new(workers: tuple[int, ...], days: tuple[int, ...], hours: str, what: str, **others: object) -> NewPattern:
        start, end = (int(part[:2]) * 60 + int(part[2:]) for part in hours.split("-"))
        end += _DAY_MINUTES if end <= start else 0
        base = NewPattern(workers, weekly(*days), start, end, monday, what=what)
        return replace(base, **others)  # type: ignore[arg-type]

    def every(weeks: int, weekday: int, at: int = 0) -> dict[str, object]:
        first = next(day for day in _mondays(monday) if day.toordinal() // 7 % weeks == at)
        return {"every": weekly(weekday, every=weeks), "first_day": first + timedelta(days=weekday)}

    yield new((asha,), (MONDAY, TUESDAY), "0930-1430", "Morning at home", shares=(council,))
    yield new((asha,), (WEDNESDAY,), "0930-1430", "Morning at home", shares=shared)
    yield new((asha,), (THURSDAY,), "0930-1130", "Morning at home", shares=(council,))
    yield new((asha, kasia), (THURSDAY,), "1130-1430", "Out with two", shares=(council,))
    yield new((tom,), (WEDNESDAY,), "1600-2000", "Evening at home", shares=(nhs,))
    yield new((kasia,), (FRIDAY,), "1600-1930", "Evening at home", shares=(council,), **every(2, FRIDAY))
    yield new((kasia, tom), (SATURDAY,), "1000-1300", "Swimming", shares=(nhs,), miles=SWIM_MILES)
    yield new((kasia,), (SATURDAY,), "2200-0700", "Sleep-in", shares=(nhs,), kind="sleep_in", **every(4, SATURDAY))
    yield new(
        (kasia,), (SUNDAY,), "1100-1430", "Out and about", shares=(council,), miles=OUTING_MILES, **every(2, SUNDAY, 1)
    )
    yield new((kasia,), (TUESDAY,), "1730-2030", "Evening out", shares=(own,), seasons=TERM, **every(4, TUESDAY, 2))


def _mondays(first: date) -> Iterator[date]:
    day = first
    while True:
        yield day
        day += A_WEEK


def _terms(first: date, today: date) -> Iterator[tuple[str, date, date]]:
    """The college's terms from before a day until half a year after the last."""
    for year in range(first.year, today.year + 2):
        for name, begins, ends in (
            (f"Spring term {year}", date(year, 1, 4), date(year, 3, 28)),
            (f"Summer term {year}", date(year, 4, 14), date(year, 7, 20)),
            (f"Autumn term {year}", date(year, 9, 3), date(year, 12, 17)),
        ):
            term = monday_of(begins) + A_WEEK, monday_of(ends) + 4 * A_DAY
            if term[1] >= first and term[0] <= today + timedelta(days=240):
                yield name, *term

"""Repeating shifts as the screens show them, in plain words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby

from carerdesk.catalogue.words import problem_words
from carerdesk.domain.dates import day_and_month
from carerdesk.domain.hours.shift import ShiftKind, hours_text
from carerdesk.domain.listed import listed
from carerdesk.domain.problem import Problem
from carerdesk.domain.rota.pattern import falls_on, next_days, on_the_day, pattern_words, skips
from carerdesk.domain.rota.terms import KnownDays
from carerdesk.services.books import Books
from carerdesk.services.hours.choices import funders, short_names, tone_of
from carerdesk.services.people.read import workers
from carerdesk.services.rota.exceptions import OFF, exceptions_of
from carerdesk.services.rota.fill import horizon
from carerdesk.services.rota.new_pattern import NewPattern
from carerdesk.services.rota.pattern_rows import group_of
from carerdesk.services.rota.standing import Shares, Standing, known_days, standing
from carerdesk.store import tables

NEXT_DAYS = 3
HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Payer:
    """One funder of a repeating shift: "Council" or "Council 60%", and its colour."""

    words: str
    tone: str


@dataclass(frozen=True, slots=True)
class PatternView:
    """One repeating shift with all who go along.

    `said` is the sentence, `details` what else is agreed, `next_words` the next days it falls on, `notes` what a person
    may not expect. `begins_later` is true before its first day.
    """

    id: int
    worker_ids: tuple[int, ...]
    each_name: tuple[str, ...]
    names: str
    said: str
    details: str
    payers: tuple[Payer, ...]
    next_days: tuple[date, ...]
    notes: tuple[str, ...]
    begins_later: bool

    @property
    def next_words(self) -> str:
        """Next: Tuesday 24 November, Tuesday 8 December, Tuesday 22 December."""
        return ", ".join(day_and_month(day) for day in self.next_days)


def list_patterns(books: Books) -> tuple[PatternView, ...]:
    """Every repeating shift that has not ended, in order of weekday and time."""
    today = books.today()
    with books.reading() as session:
        known = known_days(session)
        going = [one for one in standing(session) if one.goes_on(today)]
        groups = [list(each) for _, each in groupby(sorted(going, key=_key), key=lambda one: one.together)]
        seen = _Seen(
            known,
            today,
            {row.id: (row.short_name, tone_of(row.kind)) for row in funders(session)},
            short_names(workers(session)),
        )
        views = [_view(group, seen, exceptions_of(session, group[0].series)) for group in groups]
    return tuple(sorted(views, key=lambda view: (not view.next_days, view.next_days)))


def pattern_of_shift(books: Books, shift_id: int) -> tuple[int, str] | None:
    """The repeating shift that a shift comes from, in words; None where it comes from none."""
    with books.reading() as session:
        row = session.get(tables.Shift, shift_id)
        if row is None or row.pattern_id is None:
            return None
        return row.pattern_id, pattern_words(group_of(session, row.pattern_id)[0].when)


def pattern_as_new(books: Books, pattern_id: int) -> NewPattern | None:
    """A repeating shift as it would be entered again; None where it is gone."""
    with books.reading() as session:
        group = group_of(session, pattern_id)
    if not group:
        return None
    group = [one for one in group if one.goes_on(books.today())] or group
    first = group[0]
    when = first.when
    return NewPattern(
        tuple(one.worker_id for one in group), when.every, when.start_minute, when.end_minute, when.first_day,
        when.last_day, first.shares, first.kind, first.break_minutes, first.miles, first.what, first.people_needed,
        when.seasons, when.bank_holidays,
    )  # fmt: skip


def _key(one: Standing) -> tuple[tuple[str, int, date], int]:
    return one.together, one.id


@dataclass(frozen=True, slots=True)
class _Seen:
    """What every view needs beside its pattern."""

    known: KnownDays
    today: date
    payers: Mapping[int, tuple[str, str]]
    names: Mapping[int, str]


def _view(group: Sequence[Standing], seen: _Seen, held: Mapping[date, tables.PatternException]) -> PatternView:
    first = group[0]
    names = tuple(seen.names[one.worker_id] for one in group)
    return PatternView(
        first.id,
        tuple(one.worker_id for one in group),
        names,
        listed(names),
        pattern_words(first.when),
        details_of(first, len(group)),
        payers_of(first.shares, seen.payers),
        _next(first, seen.today, seen.known, held),
        tuple(problem_words(each) for each in notes_of(first, seen.known, seen.today)),
        first.when.first_day > seen.today,
    )


def _next(
    one: Standing, today: date, known: KnownDays, held: Mapping[date, tables.PatternException]
) -> tuple[date, ...]:
    """The next days it falls on, but for those that were taken out."""
    off = {day for day, row in held.items() if row.kind == OFF and day >= today}
    days = next_days(one.when, today, known, NEXT_DAYS + len(off))
    return tuple(day for day in days if day not in off)[:NEXT_DAYS]


def details_of(one: Standing, going: int) -> str:
    """Swimming, Sleep-in, 30 min break, 6 miles, 3 people needed."""
    parts = (
        one.what,
        ShiftKind(one.kind).label if one.kind else "",
        f"{hours_text(one.break_minutes)} of break" if one.break_minutes else "",
        f"{one.miles.normalize():f} miles" if one.miles else "",
        f"{one.people_needed} people needed" if one.people_needed > going else "",
    )
    return ", ".join(part for part in parts if part)


def payers_of(shares: Shares, known: Mapping[int, tuple[str, str]]) -> tuple[Payer, ...]:
    """Council; or Council 60%, NHS 40%."""
    parts = [(*known[funder], percent) for funder, percent in shares]
    return tuple(
        Payer(name if percent == HUNDRED else f"{name} {percent.normalize():f}%", tone) for name, tone, percent in parts
    )


def notes_of(one: Standing, known: KnownDays, today: date) -> tuple[Problem, ...]:
    """What a person may not expect of it in the weeks that are filled."""
    until = horizon(today)
    falls = falls_on(one.when, max(today, one.when.first_day), until, known)
    nights = [on_the_day(one.when, day) for day in falls.days]
    odd = [at if isinstance(at, Problem) else at.chosen for at in nights]
    rare = skips(one.when)
    return (*((rare,) if rare else ()), *falls.unknown, *(each for each in odd if each is not None))

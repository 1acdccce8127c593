"""Spells of sickness: how records join into one absence, and absences into one linked run.

Absences link where no more than 56 days lie between them, neither end counted (Social Security Contributions and
Benefits Act 1992 s.152(3): eight weeks). Only an absence that is long enough to count links: four days in a row before
6 April 2026, one day from then on.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from carerdesk.domain.dates import DAYS, add_months, day_and_month, long_date
from carerdesk.domain.problem import Problem
from carerdesk.domain.rates import Rates

A_DAY = timedelta(days=1)
RULES = "ssp.rules"
REFORM = date(2026, 4, 6)
FAR_AHEAD = timedelta(days=92)
LONGEST_RUN = 36  # months that a run of linked spells can be paid for (Statutory Sick Pay Regulations 1982 reg.3)


@dataclass(frozen=True, slots=True)
class Spell:
    """One record of sickness; `last` is None while it is open. `weekdays` are the qualifying days, Monday is 0.

    `refused` says why a person decided that it is not paid.
    """

    id: int
    first: date
    last: date | None
    weekdays: frozenset[int]
    refused: str = ""

    def ends(self, until: date) -> date:
        """Its last day as far as a day is looked at."""
        return until if self.last is None else min(self.last, until)


@dataclass(frozen=True, slots=True)
class Absence:
    """Days off sick without a day between them: one record, or several that follow on each other."""

    spells: tuple[Spell, ...]

    @property
    def first(self) -> date:
        """The first day off sick."""
        return self.spells[0].first

    @property
    def last(self) -> date | None:
        """The last day off sick; None while it is open."""
        return self.spells[-1].last

    def counts_on(self, day: date, until: date, rates: Rates) -> bool:
        """Whether it is long enough, under the rules of a day in it, to count for sick pay.

        Where it goes on past 6 April 2026 all its days count together for the days before.
        """
        last = self.last or max(until, self.first)
        return (last - self.first).days + 1 >= rates.table(RULES, day)["shortest_spell"]


@dataclass(frozen=True, slots=True)
class Run:
    """Absences that link: waiting days are served once, the 28 weeks are used up together, the average is kept."""

    absences: tuple[Absence, ...]

    @property
    def first(self) -> date:
        """The first day of the first absence."""
        return self.absences[0].first

    @property
    def spells(self) -> tuple[Spell, ...]:
        """Every record in it, in order."""
        return tuple(spell for absence in self.absences for spell in absence.spells)

    @property
    def longest_to(self) -> date:
        """The last day that three years of linked spells reach."""
        return add_months(self.first, LONGEST_RUN) - A_DAY


def days_between(earlier_last: date, later_first: date) -> int:
    """How many days lie between two spells, neither end counted."""
    return (later_first - earlier_last).days - 1


def links(gap: int, longest: int) -> bool:
    """Whether spells with so many days between them link: 56 do, 57 do not."""
    return gap <= longest


def absences(spells: Iterable[Spell]) -> tuple[Absence, ...]:
    """Records joined where one follows on the day after another."""
    found: list[list[Spell]] = []
    for spell in sorted(spells, key=lambda each: (each.first, each.id)):
        before = found[-1][-1].last if found else None
        if before is not None and spell.first <= before + A_DAY:
            found[-1].append(spell)
        else:
            found.append([spell])
    return tuple(Absence(tuple(parts)) for parts in found)


def runs(spells: Iterable[Spell], until: date, rates: Rates) -> tuple[Run, ...]:
    """Absences begun by a day, in linked runs. One too short to count stands alone and links nothing.

    What comes after `until` is not looked at but for how long an absence is: its rules need not be known yet.
    Raises NoRateFor where the rules of one of its days up to then are not known.
    """
    linked: list[list[Absence]] = []
    alone: list[Run] = []
    for absence in absences(spell for spell in spells if spell.first <= until):
        if not absence.counts_on(min(absence.last or until, until), until, rates):
            alone.append(Run((absence,)))
        elif linked and _linked(linked[-1][-1], absence, rates):
            linked[-1].append(absence)
        else:
            linked.append([absence])
    return tuple(sorted([*alone, *(Run(tuple(parts)) for parts in linked)], key=lambda run: run.first))


def _linked(earlier: Absence, later: Absence, rates: Rates) -> bool:
    if earlier.last is None:
        return False
    longest = int(rates.table(RULES, later.first)["linking_days"])
    return links(days_between(earlier.last, later.first), longest)


def run_of(found: Sequence[Run], spell_id: int) -> Run | None:
    """The run that a record is in."""
    return next((run for run in found if any(spell.id == spell_id for spell in run.spells)), None)


def check_spell(
    spell: Spell, others: Iterable[Spell], *, today: date, started: date | None, left: date | None
) -> tuple[Problem, ...]:
    """What keeps a record from being right: its days, its week, other records, the job."""
    problems = _days(spell, today)
    if not spell.weekdays:
        problems.append(Problem("weekdays", "sick_without_weekdays"))
    overlapping = next((other for other in others if other.id != spell.id and _overlap(spell, other)), None)
    if overlapping is not None:
        values = {"first": day_and_month(overlapping.first)}
        code = "sick_overlaps" if overlapping.last is not None else "sick_still_open"
        problems.append(Problem("first", code, values))
    if started is not None and spell.first < started:
        problems.append(Problem("first", "sick_before_job", {"started": long_date(started)}))
    if left is not None and (spell.first > left or (spell.last is not None and spell.last > left)):
        problems.append(Problem("last", "sick_after_job", {"left": long_date(left)}))
    return tuple(problems)


def _days(spell: Spell, today: date) -> list[Problem]:
    if spell.last is not None and spell.last < spell.first:
        return [Problem("last", "sick_ends_before_start")]
    if spell.first > today + FAR_AHEAD:
        return [Problem("first", "sick_far_ahead", {"first": long_date(spell.first)})]
    return []


def _overlap(one: Spell, other: Spell) -> bool:
    return one.first <= (other.last or date.max) and other.first <= (one.last or date.max)


def week_words(weekdays: Iterable[int]) -> str:
    """Monday to Friday; Monday, Tuesday and Thursday."""
    days = sorted(weekdays)
    if len(days) > 2 and days == list(range(days[0], days[-1] + 1)):  # noqa: PLR2004 - two days are named
        return f"{DAYS[days[0]]} to {DAYS[days[-1]]}"
    names = [DAYS[day] for day in days]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"

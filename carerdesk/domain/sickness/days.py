"""What each qualifying day of a linked run is paid, and why where it is not.

The rules are those of the day: before 6 April 2026 three waiting days, an earnings floor and the flat rate; from then
on no waiting days, no floor, and the lower of the flat rate and 80% of average weekly earnings. The 80% is not rounded
before it is divided, as GOV.UK's calculator does it; no source says how it should be.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN, Decimal
from enum import StrEnum
from fractions import Fraction

from carerdesk.domain.rates import Rates
from carerdesk.domain.sickness.spells import A_DAY, REFORM, RULES, Absence, Run, Spell

WEEKLY, FLOOR, PERCENT, PROTECTED = "ssp.weekly", "ssp.earnings_floor", "ssp.percent_of_average", "ssp.protected"
NO_WORK_SINCE = date(2025, 9, 22)
_DAILY = Decimal("0.0001")
_NOTHING = Decimal(0)


class Why(StrEnum):
    """Why a qualifying day is paid or not."""

    PAID = "paid"
    PROTECTED = "protected"
    WAITING = "waiting"
    TOO_SHORT = "too_short"
    EARNS_TOO_LITTLE = "earns_too_little"
    NIL_RATE = "nil_rate"
    USED_UP = "used_up"
    TOO_LONG = "too_long"
    REFUSED = "refused"


PAID = frozenset({Why.PAID, Why.PROTECTED})


@dataclass(frozen=True, slots=True)
class SickDay:
    """One qualifying day: `weekly` is the weekly amount in pounds that its `daily` rate is a `per_week`th of."""

    day: date
    spell_id: int
    why: Why
    per_week: int
    weekly: Decimal = _NOTHING
    daily: Decimal = _NOTHING

    @property
    def is_paid(self) -> bool:
        """Whether sick pay is due for it."""
        return self.why in PAID


def daily_rate(weekly: Decimal, qualifying_days: int) -> Decimal:
    """A day's rate in pounds: the week's, by the qualifying days in it, cut off at 4 decimals.

    As HMRC's published daily rates are (Social Security Contributions and Benefits Act 1992 s.157(3)).
    """
    return (weekly / qualifying_days).quantize(_DAILY, ROUND_DOWN)


def sick_days(run: Run, average: Decimal, rates: Rates, until: date, *, waiting_served: int = 0) -> tuple[SickDay, ...]:
    """Every qualifying day of a run up to a day. `average` is weekly earnings in pounds, of the run's first day.

    `waiting_served` are waiting days served in linked spells that are not in the run.
    Raises NoRateFor for a day whose rates are not known.
    """
    ledger = _Ledger(run, average, rates, until, waiting_served)
    return tuple(day for absence in run.absences for day in ledger.absence(absence))


class _Ledger:
    """What a run has used up so far, day by day."""

    def __init__(self, run: Run, average: Decimal, rates: Rates, until: date, served: int) -> None:
        self._run, self._average, self._rates, self._until = run, average, rates, until
        self._served = served
        self._weeks = Fraction(0)

    def absence(self, absence: Absence) -> list[SickDay]:
        paid_before = False
        found = []
        for day, spell in _qualifying(absence, self._until):
            judged = self._judged(absence, day, spell, paid_before=paid_before)
            paid_before = paid_before or (judged.is_paid and day < REFORM)
            found.append(judged)
        return found

    def _judged(self, absence: Absence, day: date, spell: Spell, *, paid_before: bool) -> SickDay:
        per_week = len(spell.weekdays)
        why = self._unpaid(absence, day, spell)
        if why is not None:
            return SickDay(day, spell.id, why, per_week)
        weekly, why = self._weekly(absence, day, paid_before=paid_before)
        if why in PAID:
            if self._weeks + Fraction(1, per_week) > int(self._rules(day)["longest_weeks"]):
                return SickDay(day, spell.id, Why.USED_UP, per_week)
            self._weeks += Fraction(1, per_week)
        return SickDay(day, spell.id, why, per_week, weekly, daily_rate(weekly, per_week))

    def _unpaid(self, absence: Absence, day: date, spell: Spell) -> Why | None:
        if not absence.counts_on(day, self._until, self._rates):
            return Why.TOO_SHORT
        if day < REFORM and self._average < self._rates.figure(FLOOR, self._run.first):
            return Why.EARNS_TOO_LITTLE
        if self._served < self._rules(day)["waiting_days"]:
            self._served += 1
            return Why.WAITING
        if spell.refused:
            return Why.REFUSED
        return Why.TOO_LONG if day > self._run.longest_to else None

    def _weekly(self, absence: Absence, day: date, *, paid_before: bool) -> tuple[Decimal, Why]:
        flat = self._rates.figure(WEEKLY, day)
        if day < REFORM:
            return flat, Why.PAID
        if paid_before:
            return self._rates.figure(PROTECTED, day), Why.PROTECTED
        if absence.first < NO_WORK_SINCE:
            return _NOTHING, Why.NIL_RATE
        return min(flat, share_of_average(self._average, self._rates, day)), Why.PAID

    def _rules(self, day: date) -> Mapping[str, Decimal]:
        return self._rates.table(RULES, day)


def share_of_average(average: Decimal, rates: Rates, day: date) -> Decimal:
    """80% of average weekly earnings, in pounds, not rounded (as GOV.UK's calculator)."""
    return average * rates.figure(PERCENT, day) / 100


def _qualifying(absence: Absence, until: date) -> Iterator[tuple[date, Spell]]:
    for spell in absence.spells:
        day = spell.first
        while day <= spell.ends(until):
            if day.weekday() in spell.weekdays:
                yield day, spell
            day += A_DAY

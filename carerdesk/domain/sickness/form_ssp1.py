"""When form SSP1 is to be given to somebody whose sick pay is refused, has ended or is about to end.

Within seven days of going off sick where no sick pay is due; within seven days of its end; by the beginning of the 23rd
week where it is going to run out (GOV.UK, Statutory Sick Pay: employer guide).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from carerdesk.domain.sickness.days import SickDay, Why
from carerdesk.domain.sickness.spells import A_DAY, Absence
from carerdesk.domain.working import Source

SEVEN_DAYS = timedelta(days=7)
LONGEST = 28
WARN_AFTER = 22  # weeks paid: the 23rd is about to begin
SOURCE = Source(
    "GOV.UK, Statutory Sick Pay: eligibility and form SSP1",
    "https://www.gov.uk/employers-sick-pay/eligibility-and-form-ssp1",
)
_ENDED = frozenset({Why.USED_UP, Why.TOO_LONG})
_REFUSED = frozenset({Why.EARNS_TOO_LITTLE, Why.NIL_RATE, Why.REFUSED})


@dataclass(frozen=True, slots=True)
class Ssp1:
    """Why the form is due ("ending" before it runs out), by when, and the first day without sick pay."""

    why: str
    give_by: date
    unpaid_from: date


def weeks_used(days: Sequence[SickDay]) -> Fraction:
    """Weeks of sick pay that the paid days of a run come to."""
    return sum((Fraction(1, day.per_week) for day in days if day.is_paid), Fraction(0))


def runs_out_after(absence: Absence, days: Sequence[SickDay], until: date) -> date:
    """The last day that is paid, where an absence that is open goes on: by its qualifying days, whatever the rate."""
    spell = absence.spells[-1]
    left = int((LONGEST - weeks_used(days)) * len(spell.weekdays))
    day = until
    while left > 0:
        day += A_DAY
        left -= day.weekday() in spell.weekdays
    return day


def ssp1(absence: Absence, days: Sequence[SickDay], until: date) -> Ssp1 | None:
    """The form due in an absence, as it stands on a day; None where there is none. `days` are its whole run's."""
    mine = [day for day in days if day.day >= absence.first and (absence.last is None or day.day <= absence.last)]
    ended = next((day for day in mine if day.why in _ENDED), None)
    if ended is not None:
        paid = [day.day for day in mine if day.is_paid]
        end = paid[-1] if paid else absence.first - A_DAY
        return Ssp1(ended.why.value, max(end, absence.first) + SEVEN_DAYS, ended.day)
    refused = next((day for day in mine if day.why in _REFUSED), None)
    if refused is not None and not any(day.is_paid for day in mine):
        return Ssp1(refused.why.value, absence.first + SEVEN_DAYS, refused.day)
    if absence.last is None and mine and weeks_used(days) >= WARN_AFTER:
        reached = next(day.day for at, day in enumerate(days) if weeks_used(days[: at + 1]) >= WARN_AFTER)
        return Ssp1("ending", max(reached + A_DAY, absence.first), runs_out_after(absence, days, until) + A_DAY)
    return None

"""Sick pay by weeks from Sunday to Saturday: a week's daily rates added, then rounded up to the penny.

Where two records share a week, each has what the week comes to with it less what it came to before: however an absence
is cut into records, its week pays the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_UP, Decimal
from itertools import groupby

from carerdesk.domain.money import Money, total
from carerdesk.domain.sickness.days import SickDay

_SATURDAY = 5
_A_WEEK = 7
_SIX_DAYS = timedelta(days=6)


@dataclass(frozen=True, slots=True)
class SickWeek:
    """One record's part of a week: its qualifying days, and what those paid come to."""

    last: date
    days: tuple[SickDay, ...]
    amount: Money

    @property
    def first(self) -> date:
        """The Sunday it begins on."""
        return self.last - _SIX_DAYS

    @property
    def spell_id(self) -> int:
        """The record that it is of."""
        return self.days[0].spell_id

    @property
    def paid(self) -> tuple[SickDay, ...]:
        """The days that are paid."""
        return tuple(day for day in self.days if day.is_paid)


def saturday_of(day: date) -> date:
    """The Saturday that ends the sick-pay week a day is in."""
    return day + timedelta(days=(_SATURDAY - day.weekday()) % _A_WEEK)


def rounded_up(pounds: Decimal) -> Money:
    """A week's sick pay to the penny, up (Social Security Contributions and Benefits Act 1992 s.157(3) rates added)."""
    return Money.of(pounds.quantize(Decimal("0.01"), ROUND_UP))


def week_pay(days: Iterable[SickDay]) -> Money:
    """What the paid days of one week come to."""
    return rounded_up(sum((day.daily for day in days if day.is_paid), Decimal(0)))


def sick_weeks(days: Sequence[SickDay]) -> tuple[SickWeek, ...]:
    """The weeks of a run, each record's part by itself, in order of time."""
    in_order = sorted(days, key=lambda day: day.day)
    return tuple(
        part
        for saturday, within in groupby(in_order, key=lambda day: saturday_of(day.day))
        for part in _parts(saturday, tuple(within))
    )


def _parts(saturday: date, days: tuple[SickDay, ...]) -> list[SickWeek]:
    found: list[SickWeek] = []
    so_far: tuple[SickDay, ...] = ()
    for _, own in groupby(days, key=lambda day: day.spell_id):
        mine = tuple(own)
        amount = week_pay((*so_far, *mine)) - week_pay(so_far)
        found.append(SickWeek(saturday, mine, amount))
        so_far = (*so_far, *mine)
    return found


def due_for(days: Sequence[SickDay], spell_id: int, first: date | None = None) -> Money:
    """What one record comes to in all; with a day, only from that day on."""
    known = sick_weeks(days)
    whole = total(week.amount for week in known if week.spell_id == spell_id)
    if first is None:
        return whole
    before = [day for day in days if day.day < first]
    return whole - total(week.amount for week in sick_weeks(before) if week.spell_id == spell_id)

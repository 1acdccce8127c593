"""What a funder gives: a week's worth of it on any day, when it should arrive, and whether it did."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from carerdesk.domain.dates import add_months
from carerdesk.domain.money import ZERO, Money, total


class Every(StrEnum):
    """How often an amount is paid."""

    WEEK = "week"
    FORTNIGHT = "fortnight"
    FOUR_WEEKS = "four_weeks"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    ONE_OFF = "one_off"


_WEEKS = {Every.WEEK: 1, Every.FORTNIGHT: 2, Every.FOUR_WEEKS: 4}
_MONTHS = {Every.MONTH: 1, Every.QUARTER: 3, Every.YEAR: 12}


@dataclass(frozen=True, slots=True)
class Award:
    """What a funder gives from a day on, and the contribution it expects from the person."""

    first_day: date
    last_day: date | None
    amount: Money
    every: Every
    weekly_minutes: int | None = None
    contribution: Money | None = None
    contribution_every: Every = Every.WEEK

    def stands_on(self, day: date) -> bool:
        """Whether the award runs on a day."""
        return self.first_day <= day and (self.last_day is None or day <= self.last_day)


@dataclass(frozen=True, slots=True)
class Expected:
    """A payment that should arrive on about a day."""

    day: date
    amount: Money


def weekly_amount(amount: Money, every: Every) -> Money | None:
    """A week's worth: a month is twelfths of 52 weeks, a quarter and a year likewise. None for a one-off sum.

    Half a penny goes up.
    """
    if every is Every.ONE_OFF:
        return None
    if every in _WEEKS:
        return _over(amount.pence, _WEEKS[every])
    return _over(amount.pence * 12, _MONTHS[every] * 52)


def _over(pence: int, by: int) -> Money:
    return Money(int((Decimal(pence) / by).quantize(Decimal(1), ROUND_HALF_UP)))


def weekly_on(awards: Iterable[Award], day: date) -> Money | None:
    """A week's worth of all awards that run on a day. None where none of them is paid regularly."""
    weekly = [weekly_amount(award.amount, award.every) for award in awards if award.stands_on(day)]
    known = [amount for amount in weekly if amount is not None]
    return total(known) if known else None


def minutes_on(awards: Iterable[Award], day: date) -> int | None:
    """The plan's minutes a week on a day. None where no award says."""
    known = [a.weekly_minutes for a in awards if a.stands_on(day) and a.weekly_minutes is not None]
    return sum(known) if known else None


def expected(award: Award, until: date) -> tuple[Expected, ...]:
    """The payments an award should bring from its first day to `until`, on the days it falls due."""
    return _run(award.first_day, award.last_day, award.amount, award.every, until)


def contributions_due(award: Award, until: date) -> tuple[Expected, ...]:
    """The contributions due under an award from its first day to `until`; none where it asks for none."""
    if not award.contribution:
        return ()
    return _run(award.first_day, award.last_day, award.contribution, award.contribution_every, until)


def _run(first: date, last: date | None, amount: Money, every: Every, until: date) -> tuple[Expected, ...]:
    end = until if last is None else min(last, until)
    days: list[Expected] = []
    at = 0
    while (day := step(first, every, at)) <= end:
        days.append(Expected(day, amount))
        at += 1
        if every is Every.ONE_OFF:
            break
    return tuple(days)


def step(first: date, every: Every, times: int) -> date:
    """The day an amount falls due for the nth time after the first. A 31st becomes the last day of a shorter month."""
    if every in _WEEKS:
        return first + timedelta(weeks=_WEEKS[every] * times)
    return add_months(first, _MONTHS.get(every, 0) * times)


@dataclass(frozen=True, slots=True)
class Arrived:
    """What was expected up to a day against what came."""

    due: Money
    received: Money

    @property
    def missing(self) -> Money:
        """What has not come; minus where too much came."""
        return self.due - self.received


def arrived(due: Sequence[Expected], received: Iterable[tuple[date, Money]], first: date, last: date) -> Arrived:
    """Due and received between two days, both counted, by the day due and the bank's date."""
    return Arrived(
        total(payment.amount for payment in due if first <= payment.day <= last),
        total(amount for day, amount in received if first <= day <= last),
    )


def week_by_week(awards: Sequence[Award], first: date, weeks: int) -> tuple[tuple[date, Money | None], ...]:
    """A week's worth of the awards for each of some weeks from a day, for a picture of the money over time."""
    days = (first + timedelta(weeks=at) for at in range(weeks))
    return tuple((day, weekly_on(awards, day)) for day in days)


def one_off_between(awards: Iterable[Award], first: date, last: date) -> Money:
    """One-off sums whose day lies between two days."""
    found = [a.amount for a in awards if a.every is Every.ONE_OFF and first <= a.first_day <= last]
    return total(found) if found else ZERO

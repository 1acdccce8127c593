"""Average weekly earnings for family leave pay, and 90 % of them: each cut at the seventh decimal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_DOWN, Decimal
from typing import Final

from carerdesk.domain.dates import add_months, long_date, span
from carerdesk.domain.family_leave.kinds import manual
from carerdesk.domain.money import Money, total
from carerdesk.domain.payroll.frequency import Frequency
from carerdesk.domain.problem import Problem
from carerdesk.domain.working import Line, Source, Working

_SEVEN_PLACES: Final = Decimal("0.0000001")
_WEEKS: Final = timedelta(weeks=8)
_MONTHS_A_YEAR, _WEEKS_A_YEAR, _DAYS_A_WEEK = 12, 52, 7
_FEBRUARY: Final = 2
AVERAGE_SOURCES: Final = (
    manual("SPM171000", "earnings used for average weekly earnings"),
    manual("SPM171100", "relevant period"),
    Source(
        "GOV.UK, maternity and paternity calculator for employers", "https://www.gov.uk/maternity-paternity-pay-leave"
    ),
)


@dataclass(frozen=True, slots=True)
class Payday:
    """A normal payday with what was paid on it that National Insurance counts; nothing paid counts as nothing."""

    day: date
    paid: Money


@dataclass(frozen=True, slots=True)
class Period:
    """The relevant period: the day after one payday to another payday, both counted."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True)
class Average:
    """Average weekly earnings in pounds, and how they came about."""

    amount: Decimal
    working: Working


def cut_to_seven_places(pounds: Decimal) -> Decimal:
    """Dropped after the seventh decimal, as HMRC agreed for GOV.UK's own calculator."""
    return pounds.quantize(_SEVEN_PLACES, ROUND_DOWN)


def ninety_percent(average: Decimal, percent: Decimal) -> Decimal:
    """The share of average earnings that is paid, cut like the average itself."""
    return cut_to_seven_places(average * percent / 100)


def relevant_period(paydays: Sequence[date], until: date, frequency: Frequency) -> Period | None:
    """The period whose pay is averaged; None where no payday is known by its end.

    It ends with the last payday on or before a Saturday (`until`) and begins the day after the last payday at least
    eight weeks before that one (SPM171100).
    Where the paydays known do not reach back eight weeks, the one before is where it would have fallen.
    """
    known = sorted(day for day in paydays if day <= until)
    if not known:
        return None
    last = known[-1]
    earlier = [day for day in known if day <= last - _WEEKS]
    usual = add_months(last, -2) if frequency is Frequency.MONTHLY else last - _WEEKS
    before = earlier[-1] if earlier else usual
    return Period(before + timedelta(days=1), last)


def average_of(paid: Sequence[Payday], period: Period, frequency: Frequency) -> Average:
    """The average of a relevant period.

    Monthly pay: total over months, times 12, by 52. Pay by the week: total over the weeks, where they are whole;
    else total over the days, times 7. Cut once, at the end.
    """
    counted = [one for one in paid if period.first <= one.day <= period.last]
    summed = total(one.paid for one in counted)
    amount, text = _averaged(summed.pounds, period, frequency)
    lines = (
        Line(f"Pay on paydays from {span(period.first, period.last)}", str(summed)),
        *(Line(long_date(one.day), str(one.paid)) for one in counted),
        Line(text.format(total=summed), f"£{amount.normalize():,f}"),
        Line("Average weekly earnings", f"£{amount:,.7f}", strong=True),
    )
    notes = ("Dropped after the seventh decimal, as GOV.UK’s own calculator does.",)
    return Average(amount, Working("Average weekly earnings", lines, AVERAGE_SOURCES, notes))


def _averaged(pounds: Decimal, period: Period, frequency: Frequency) -> tuple[Decimal, str]:
    if frequency is Frequency.MONTHLY:
        months = whole_months(period)
        amount = cut_to_seven_places(pounds * _MONTHS_A_YEAR / (months * _WEEKS_A_YEAR))
        return amount, f"{{total}} ÷ {months} months × 12 ÷ 52"
    weeks, odd = divmod(period.days, _DAYS_A_WEEK)
    if not odd:
        return cut_to_seven_places(pounds / weeks), f"{{total}} ÷ {weeks} weeks"
    return cut_to_seven_places(pounds * _DAYS_A_WEEK / period.days), f"{{total}} ÷ {period.days} days × 7"


def whole_months(period: Period) -> int:
    """Months of a period: 16 odd days or more make one, 15 or fewer none; February 15 and 14 (SPM170400).

    Never fewer than one.
    """
    months, after = 0, period.last + timedelta(days=1)
    while add_months(period.first, months + 1) <= after:
        months += 1
    begun = add_months(period.first, months)
    odd = (after - begun).days
    enough = 15 if begun.month == _FEBRUARY else 16
    return max(1, months + (odd >= enough))


def check_typed(average: Decimal | None, reason: str) -> tuple[Problem, ...]:
    """What is wrong with an average that somebody typed."""
    if average is None:
        return (Problem("average_reason", "family_average_missing"),) if reason.strip() else ()
    found = [] if average >= 0 else [Problem("average", "family_average_below_nothing")]
    return (*found, *([] if reason.strip() else [Problem("average_reason", "family_average_needs_reason")]))

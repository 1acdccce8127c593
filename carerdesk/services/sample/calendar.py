"""The family's calendar: the days its books span, working days, paydays, returns, and when each assistant is away."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from carerdesk.catalogue.bank_holidays import bank_holidays
from carerdesk.domain.dates import monday_of
from carerdesk.domain.funding.returns import Cycle, Period, periods
from carerdesk.services.sample.words import EMPLOYED_SINCE

A_DAY = timedelta(days=1)
A_WEEK = timedelta(days=7)
FOUR_WEEKS = timedelta(days=28)
NATION = "england"
KASIA_PAID_ON = 10
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Span:
    """From when to when the books go.

    They begin with a quarter; the first week whose shifts they hold begins on the Monday `work_from`, the first week
    whose pay they work out on the Monday `payroll_from`.
    """

    first: date
    work_from: date
    payroll_from: date
    today: date

    @property
    def from_agency(self) -> bool:
        """Whether the books begin before the family employed anybody itself."""
        return self.work_from < self.payroll_from

    @property
    def holidays_from(self) -> date:
        """The first day of anybody's holiday: who pays for it follows from weeks worked before, in these books."""
        return self.payroll_from + 6 * A_WEEK


def span_of(today: date, days: int) -> Span:
    """Books of so many days or up to a quarter more, that end today."""
    first = quarter_of(today - timedelta(days=days))
    work_from = first + timedelta(days=-first.weekday() % 7)
    return Span(first, work_from, max(work_from, EMPLOYED_SINCE), today)


def is_working_day(day: date) -> bool:
    """Whether banks move money on a day."""
    return day.weekday() < _SATURDAY and bank_holidays(NATION).title_on(day) is None


def working_day_from(day: date) -> date:
    """The first working day from a day on: when money that is due arrives."""
    while not is_working_day(day):
        day += A_DAY
    return day


def working_day_to(day: date) -> date:
    """The last working day up to a day: when money that must not be late is sent."""
    while not is_working_day(day):
        day -= A_DAY
    return day


def days_between(first: date, last: date) -> Iterator[date]:
    """Every day from first to last, both counted."""
    day = first
    while day <= last:
        yield day
        day += A_DAY


def quarter_of(day: date) -> date:
    """The first day of the calendar quarter a day falls in."""
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)


CYCLES = {"council": Cycle.QUARTERLY, "nhs": Cycle.HALF_YEARLY}


def returns_of(whose: str, span: Span) -> tuple[Period, ...]:
    """A funder's returns over the books: the council's for each quarter, the NHS's for each half year."""
    return periods(CYCLES[whose], span.first, span.today)


def finished(whose: str, span: Span) -> tuple[Period, ...]:
    """Those of them that are over; the one under way where none is."""
    every = returns_of(whose, span)
    return tuple(one for one in every if one.last < span.today) or every


def year_of(day: date) -> int:
    """The year whose April a day follows: pay and awards change then."""
    return day.year if day >= date(day.year, 4, 1) else day.year - 1


@dataclass(frozen=True, slots=True)
class Away:
    """Days of holiday, Monday to Sunday or a day or two of a week."""

    first: date
    last: date


def _nth_monday(year: int, month: int, day: int) -> date:
    return monday_of(date(year, month, day))


def _weeks(monday: date, count: int = 1) -> Away:
    return Away(monday, monday + A_WEEK * count - A_DAY)


def asha_away(year: int) -> tuple[Away, ...]:
    """Asha's holiday in the leave year from April: five weeks and two days."""
    return (
        _weeks(_nth_monday(year, 6, 3)),
        _weeks(_nth_monday(year, 8, 10), 2),
        _weeks(_nth_monday(year, 10, 28)),
        _weeks(_nth_monday(year, 12, 25)),
        Away(_nth_monday(year + 1, 2, 18), _nth_monday(year + 1, 2, 18) + A_DAY),
    )


def kasia_away(year: int) -> tuple[Away, ...]:
    """Kasia's holiday in the leave year from April: three weeks of the hours she has earned."""
    return (_weeks(_nth_monday(year, 7, 15)), _weeks(_nth_monday(year, 9, 16)), _weeks(_nth_monday(year + 1, 3, 4)))


def tom_away(year: int) -> tuple[Away, ...]:
    """Tom's holiday in the leave year from April: five weeks."""
    return (
        _weeks(_nth_monday(year, 5, 6)),
        _weeks(_nth_monday(year, 7, 29)),
        _weeks(_nth_monday(year, 11, 11)),
        _weeks(_nth_monday(year + 1, 1, 7)),
        _weeks(_nth_monday(year + 1, 2, 4)),
    )


AWAY = {"asha": asha_away, "kasia": kasia_away, "tom": tom_away}


def away_between(who: str, first: date, last: date) -> tuple[Away, ...]:
    """An assistant's holidays that lie wholly between two days."""
    found = (away for year in range(year_of(first), year_of(last) + 1) for away in AWAY[who](year))
    return tuple(away for away in found if first <= away.first and away.last <= last)


def is_away(who: str, day: date, first: date) -> bool:
    """Whether an assistant has holiday on a day; holiday that began before the books is none of theirs."""
    return any(away.first <= day <= away.last and away.first >= first for away in AWAY[who](year_of(day)))

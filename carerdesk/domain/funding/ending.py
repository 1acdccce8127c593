"""What would fall due if the package ended: statutory notice and redundancy pay."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from carerdesk.domain.dates import add_months
from carerdesk.domain.hours.pay_lines import to_the_penny
from carerdesk.domain.money import ZERO, Money

MOST_NOTICE_WEEKS = 12
MOST_REDUNDANCY_YEARS = 20
YEARS_FOR_REDUNDANCY = 2
YOUNG, OLDER = 22, 41


def complete_years(since: date, until: date) -> int:
    """Whole years from one day to another."""
    years = until.year - since.year
    return years if add_months(since, 12 * years) <= until else years - 1


def notice_weeks(started: date, day: date) -> int:
    """Weeks of statutory notice from the employer: none in the first month, then one, then one a year up to twelve.

    Employment Rights Act 1996 s.86(1). A contract may give more.
    """
    if day < add_months(started, 1):
        return 0
    return min(max(complete_years(started, day), 1), MOST_NOTICE_WEEKS)


def redundancy_weeks(started: date, born: date, day: date) -> Decimal:
    """Weeks of statutory redundancy pay for a job that ends on a day; none before two complete years.

    Counted back year by year, at most twenty: half a week for a year in which the worker was not yet 22, one and a
    half for a year all of which was at 41 or older, else one. Employment Rights Act 1996 s.162(1) to (3).
    """
    years = complete_years(started, day)
    if years < YEARS_FOR_REDUNDANCY:
        return Decimal(0)
    return sum((_year_weight(born, day, back) for back in range(min(years, MOST_REDUNDANCY_YEARS))), Decimal(0))


def _year_weight(born: date, day: date, back: int) -> Decimal:
    age_at_start = complete_years(born, add_months(day, -12 * (back + 1)))
    if age_at_start >= OLDER:
        return Decimal("1.5")
    return Decimal(1) if age_at_start >= YOUNG else Decimal("0.5")


def redundancy_pay(weeks: Decimal, weeks_pay: Money, weekly_cap: Money) -> Money:
    """Weeks times a week's pay, which the cap of the day of dismissal limits (s.227). Half a penny goes up."""
    return to_the_penny(min(weeks_pay, weekly_cap).pounds * weeks)


def notice_pay(weeks: int, weeks_pay: Money) -> Money:
    """A week's pay for each week of notice, with no cap."""
    return Money(weeks_pay.pence * weeks) if weeks else ZERO

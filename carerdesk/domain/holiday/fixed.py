"""Holiday of someone with fixed hours, in Great Britain: 5.6 weeks a year, and what a part of a year earns.

Rules and roundings as GOV.UK's holiday entitlement calculator applies them (github.com/alphagov/smart-answers,
holiday_entitlement): a starter's days go up to the next half day, a leaver's up to a tenth. A figure may be rounded up
and never down.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, Decimal
from fractions import Fraction

from carerdesk.domain.dates import add_months
from carerdesk.domain.holiday.leave_year import LeaveYear, leave_year_of_job

WEEKS = Decimal("5.6")  # Working Time Regulations 1998 regs 13 and 13A
MOST_DAYS = 28
HALF, TENTH = Decimal("0.5"), Decimal("0.1")


@dataclass(frozen=True, slots=True)
class FixedHours:
    """A week's pattern. `weeks` is the contract's holiday; more than 5.6 is never cut back to 28 days."""

    days_per_week: Decimal
    hours_per_week: Decimal = Decimal(0)
    weeks: Decimal = WEEKS

    @property
    def hours_per_day(self) -> Fraction:
        """An average working day."""
        return Fraction(self.hours_per_week) / Fraction(self.days_per_week)

    @property
    def days_a_year(self) -> Decimal:
        """Days for a whole year: 5.6 weeks but at most 28 days, unless the contract gives more."""
        statutory = min(WEEKS * self.days_per_week, Decimal(MOST_DAYS))
        return max(statutory, self.weeks * self.days_per_week) if self.weeks > WEEKS else statutory


def entitled_days(
    pattern: FixedHours, year: LeaveYear | None = None, started: date | None = None, left: date | None = None
) -> Decimal:
    """Days for a leave year: all of it, from a start within it, up to a leaving within it, or between the two.

    Without a leave year, one that starts with the job is meant.
    """
    days, step = _days(pattern, year, started, left)
    return _up(days, step)


def entitled_hours(
    pattern: FixedHours, year: LeaveYear | None = None, started: date | None = None, left: date | None = None
) -> Decimal:
    """Hours for a leave year, up to a tenth. A starter's are hours for days already rounded; a leaver's are not."""
    days, step = _days(pattern, year, started, left)
    exact = Fraction(_up(days, step)) if step == HALF else days
    return _up(exact * pattern.hours_per_day, TENTH)


def _days(
    pattern: FixedHours, year: LeaveYear | None, started: date | None, left: date | None
) -> tuple[Fraction, Decimal]:
    """Exact days, and the step they are rounded up to for showing."""
    whole = Fraction(pattern.days_a_year)
    year = year or (leave_year_of_job(started, started) if started else None)
    if year is None:
        return whole, TENTH
    begins = started if started and started > year.first else None
    ends = left if left and left < year.last else None
    if ends:
        return whole * max((ends - (begins or year.first)).days + 1, 0) / year.days, TENTH
    if begins:
        return whole * max(_months_left(year, begins), 0) / 12, HALF
    return whole, TENTH


def _months_left(year: LeaveYear, started: date) -> int:
    last = year.last
    months = 12 * (last.year - started.year) + last.month - started.month
    return months + (1 if last.day >= started.day else 0)


def _up(exact: Fraction, step: Decimal) -> Decimal:
    steps = exact / Fraction(step)
    return step * -(-steps.numerator // steps.denominator)


def first_year_accrued(entitlement: Decimal, started: date, day: date) -> Decimal:
    """Days of a first year run by monthly accrual: a twelfth on the first day of each month of the job, to a half up.

    Working Time Regulations 1998 reg 15A. `entitlement` is a whole year's days; it is never passed.
    """
    months = 12 * (day.year - started.year) + day.month - started.month - (1 if day.day < started.day else 0)
    if day < started:
        return Decimal(0)
    return min(_up(Fraction(entitlement) * min(months + 1, 12) / 12, HALF), entitlement)


def first_year_hours(
    pattern: FixedHours, year: LeaveYear, started: date, left: date | None = None
) -> tuple[tuple[date, Decimal], ...]:
    """Hours as a first year run by monthly accrual adds them, by the day each month of the job begins.

    Within the leave year the job began in they come to what the whole of it gives, never to more; where the job ends in
    it, the last day puts right what months gave beyond the days of the job, or short of them.
    """
    whole = entitled_hours(pattern, year, started, left)
    found: list[tuple[date, Decimal]] = []
    so_far = Decimal(0)
    ends = min(year.last, left) if left else year.last
    for month in range(12):
        day = add_months(started, month)
        if day > ends:
            break
        days = first_year_accrued(pattern.days_a_year, started, day)
        hours = min(_up(Fraction(days) * pattern.hours_per_day, TENTH), whole)
        if hours != so_far:
            found.append((day, hours - so_far))
        so_far = hours
    if so_far != whole:
        found.append((ends if left else found[-1][0] if found else started, whole - so_far))
    return tuple(found)


def bank_holidays_on_top(year: LeaveYear, weekdays: Iterable[int], bank_holidays: Iterable[date]) -> int:
    """Extra days where the contract gives bank holidays on top: those of the year that fall on a working day.

    `weekdays` are 0 for Monday to 6 for Sunday.
    """
    working = set(weekdays)
    return sum(day in year and day.weekday() in working for day in bank_holidays)


def left_of_bank_holidays(
    days: Decimal, year: LeaveYear, weekdays: Iterable[int], bank_holidays: Iterable[date]
) -> Decimal:
    """Days left to choose where bank holidays are counted inside the holiday; never below nothing."""
    return max(days - bank_holidays_on_top(year, weekdays, bank_holidays), Decimal(0))


def earned_by(entitlement: Decimal, year: LeaveYear, day: date, started: date | None = None) -> Decimal:
    """How much of a whole year's holiday (days or hours) is earned by a day, exactly by days, for money set aside."""
    begins = max(year.first, started) if started else year.first
    days = min(max((min(day, year.last) - begins).days + 1, 0), year.days)
    return (entitlement * days / year.days).quantize(Decimal("0.01"), ROUND_CEILING)

"""The dates of pension duties: postponing, letters, opting out, declaring, enrolling again, paying over."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from carerdesk.domain.dates import add_months
from carerdesk.domain.working import Source

POSTPONED_MONTHS: Final = 3
OPT_OUT_MONTHS: Final = 1
DECLARATION_MONTHS: Final = 5
CYCLE_YEARS: Final = 3
LETTER: Final = timedelta(weeks=6)
_SIX_MONTHS_ROUND: Final = 3
_A_DAY: Final = timedelta(days=1)

POSTPONING: Final = Source(
    "The Pensions Regulator, Employing a personal care assistant: postponement",
    "https://www.thepensionsregulator.gov.uk/en/employers/new-employers/im-an-employer-who-has-to-provide-a-pension",
)
OPTING_OUT: Final = Source(
    "The Pensions Regulator, Detailed guidance 7: opting out",
    "https://www.thepensionsregulator.gov.uk/en/document-library/automatic-enrolment-detailed-guidance",
)
DECLARING: Final = Source(
    "The Pensions Regulator, Declaration of compliance",
    "https://www.thepensionsregulator.gov.uk/en/employers/declare-your-compliance",
)
AGAIN: Final = Source(
    "The Pensions Regulator, Re-enrolment and re-declaration",
    "https://www.thepensionsregulator.gov.uk/en/employers/re-enrolment",
    confirmed=False,
)
PAYING_OVER: Final = Source(
    "Pensions Act 1995, section 49: paying contributions over",
    "https://www.legislation.gov.uk/ukpga/1995/26/section/49",
    confirmed=False,
)
PAYING_ORDERS: Final = Source(
    "GOV.UK, Make debt deductions from an employee’s pay: paying over",
    "https://www.gov.uk/debt-deductions-from-employee-pay",
    confirmed=False,
)


def longest_postponement(first: date) -> date:
    """The last day a postponement from this day may run to: three months on."""
    return add_months(first, POSTPONED_MONTHS)


def letter_by(first: date) -> date:
    """The day by which the worker must have been written to: six weeks on."""
    return first + LETTER


def opt_out_until(information_on: date) -> date:
    """The last day to opt out: of one month that begins with the day on which letter and membership were both there.

    Occupational and Personal Pension Schemes (Automatic Enrolment) Regulations 2010 reg 9.
    """
    return _last_of(information_on, OPT_OUT_MONTHS)


def declare_by(duties_start: date) -> date:
    """The last day for a declaration of compliance: of five months that begin with the day duties start.

    Employers’ Duties (Registration and Compliance) Regulations 2010 reg 3; reg 4 says the same of later ones.
    """
    return _last_of(duties_start, DECLARATION_MONTHS)


def _last_of(first: date, months: int) -> date:
    """The last day of so many months that begin with a day; a month too short for its number ends with the month."""
    after = add_months(first, months)
    return after - _A_DAY if after.day == first.day else after


@dataclass(frozen=True, slots=True)
class Again:
    """Enrolling again about every three years: the anniversary, the days to choose from, and when to have declared."""

    anniversary: date
    first: date
    last: date
    declare_by: date


def enrol_again(duties_start: date, chosen: Iterable[date]) -> Again:
    """The next time, three years after the day duties began or after the day chosen last.

    The days either side, three months each, and the five months to declare in are not confirmed: see AGAIN.
    """
    begins = max((day for day in chosen if day > duties_start), default=duties_start)
    anniversary = add_months(begins, 12 * CYCLE_YEARS)
    first, last = add_months(anniversary, -_SIX_MONTHS_ROUND), add_months(anniversary, _SIX_MONTHS_ROUND) - _A_DAY
    return Again(anniversary, first, last, declare_by(anniversary))


def month_of(day: date) -> tuple[date, date]:
    """The first and last day of a calendar month."""
    first = day.replace(day=1)
    return first, add_months(first, 1) - _A_DAY


_PENSION_DAY: Final = 22
_PENSION_DAY_BY_POST: Final = 19
_ORDER_DAY: Final = 19


def pension_due(month_end: date, *, by_post: bool = False) -> date:
    """When contributions taken in a month must be with the provider: the 22nd of the next, the 19th not electronically.

    Not confirmed: see PAYING_OVER.
    """
    return add_months(month_end.replace(day=1), 1).replace(day=_PENSION_DAY_BY_POST if by_post else _PENSION_DAY)


def order_due(month_end: date) -> date:
    """When what an order takes in a month must be paid over: the 19th of the next. Not confirmed: see PAYING_ORDERS."""
    return add_months(month_end.replace(day=1), 1).replace(day=_ORDER_DAY)

"""What is owed to HMRC, when, and the Employment Allowance."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from carerdesk.domain.dates import add_months, tax_month, tax_month_bounds
from carerdesk.domain.money import ZERO, Money, total
from carerdesk.domain.working import Source

_PERIOD_ENDS: Final = 5
_SATURDAY: Final = 5
PAYING_SOURCE: Final = Source(
    "HMRC, Debt Management and Banking Manual DMBM520055: when PAYE is due",
    "https://www.gov.uk/hmrc-internal-manuals/debt-management-and-banking/dmbm520055",
)


class PayBy(StrEnum):
    """How HMRC is paid."""

    ELECTRONIC = "electronic"
    POST = "post"


_DUE_DAY: Final = {PayBy.ELECTRONIC: 22, PayBy.POST: 19}


def allowance_used(employer_ni_before: Money, employer_ni_now: Money, allowance: Money) -> Money:
    """How much of the year's Employment Allowance this employer National Insurance uses.

    `employer_ni_before` is the employer's, for all workers, earlier in the same tax year. The allowance covers the
    first of it, in payday order (National Insurance Contributions Act 2014 s.1). A minus `employer_ni_now`, from
    putting a payslip right, gives allowance back as a minus.
    """
    return _covered(employer_ni_before + employer_ni_now, allowance) - _covered(employer_ni_before, allowance)


def allowance_over_year(employer_ni: Iterable[Money], allowance: Money) -> tuple[Money, ...]:
    """The allowance each amount of employer National Insurance uses, for a whole tax year in payday order."""
    used, before = [], ZERO
    for now in employer_ni:
        used.append(allowance_used(before, now, allowance))
        before += now
    return tuple(used)


def amount_due(
    tax: Money, employee_ni: Money, employer_ni: Money, allowance: Money = ZERO, *, other: Iterable[Money] = ()
) -> Money:
    """What a tax month or quarter comes to; a minus is HMRC's to give back. `other` is what else is collected."""
    return tax + employee_ni + employer_ni - allowance + total(other)


def due_date(period_end: date, by: PayBy) -> date:
    """The day HMRC must have the money of a tax month or quarter: the 22nd electronically, the 19th by post.

    Raises:
        ValueError: when the period does not end on the 5th.
    """
    if period_end.day != _PERIOD_ENDS:
        raise ValueError("a tax month or quarter ends on the 5th")
    return period_end.replace(day=_DUE_DAY[by])


def clear_by(due: date, bank_holidays: Collection[date]) -> date:
    """The last working day up to the due date: money must have arrived by then unless sent as a Faster Payment."""
    day = due
    while day.weekday() >= _SATURDAY or day in bank_holidays:
        day -= timedelta(days=1)
    return day


def tax_quarter(day: date) -> int:
    """1 for 6 April to 5 July, and so on to 4."""
    return (tax_month(day) - 1) // 3 + 1


def tax_quarter_bounds(day: date) -> tuple[date, date]:
    """The first and last day of the tax quarter a day falls in: 6 April to 5 July, and so on."""
    first, _ = tax_month_bounds(day)
    start = add_months(first, -((tax_month(day) - 1) % 3))
    return start, add_months(start, 3) - timedelta(days=1)


def _covered(employer_ni: Money, allowance: Money) -> Money:
    return min(max(employer_ni, ZERO), allowance)

"""Average weekly earnings for sick pay, and the relevant period they are taken from.

The period runs from the last payday before the first day off sick back to, but not including, the last payday at least
eight weeks before it; all pay liable to National Insurance that was paid in it counts (Statutory Sick Pay (General)
Regulations 1982 reg.19). Averages are not rounded, but those of less than eight weeks are, to the nearest penny.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from carerdesk.domain.dates import add_months, long_date, span
from carerdesk.domain.money import Money, total
from carerdesk.domain.problem import Problem
from carerdesk.domain.working import Line, Source, Working

EIGHT_WEEKS = timedelta(weeks=8)
A_WEEK = 7
A_DAY = timedelta(days=1)
FEBRUARY = 2
MONTHLY = "monthly"
_PENNY = Decimal("0.01")
SOURCE = Source(
    "GOV.UK, Statutory Sick Pay: average weekly earnings", "https://www.gov.uk/employers-sick-pay/entitlement"
)


class Pattern(StrEnum):
    """How earnings are averaged."""

    WEEKS = "weeks"
    MONTHS = "months"
    DAYS = "days"
    NEW = "new"
    CONTRACT = "contract"
    TYPED = "typed"


@dataclass(frozen=True, slots=True)
class PastPayday:
    """One payday: the days it paid for, the payday before it, and pay liable to National Insurance (None: unknown)."""

    payday: date
    first: date
    last: date
    before: date
    frequency: str
    paid: Money | None


@dataclass(frozen=True, slots=True)
class ContractPay:
    """What the contract pays for some days, for somebody who falls ill before the first payday."""

    pay: Money
    days: int


@dataclass(frozen=True, slots=True)
class Average:
    """Average weekly earnings in pounds, how they were averaged, and the working."""

    amount: Decimal
    pattern: Pattern
    working: Working

    @property
    def shown(self) -> str:
        """£123.46, to the nearest penny; sums are done with the whole of it."""
        return str(pounds(self.amount))


def pounds(amount: Decimal) -> Money:
    """An average to the nearest penny, to be read."""
    return Money.of(amount.quantize(_PENNY, ROUND_HALF_UP))


def average_of_weeks(paid: Decimal, weeks: int) -> Decimal:
    """Weekly, fortnightly and four-weekly pay: the total by the whole weeks of the period, usually 8."""
    return paid / weeks


def average_of_months(paid: Decimal, months: int) -> Decimal:
    """Monthly pay: the total by the months, times 12, by 52."""
    return paid * 12 / (months * 52)


def average_of_days(paid: Decimal, days: int) -> Decimal:
    """Paydays at no regular distance: the total by the days of the period, times 7."""
    return paid * A_WEEK / days


def average_to_the_penny(paid: Decimal, days: int) -> Decimal:
    """Pay of less than eight weeks, or the contract's: by its days, times 7, to the nearest penny."""
    return (paid * A_WEEK / days).quantize(_PENNY, ROUND_HALF_UP)


def months_between(first: date, last: date) -> int:
    """Whole months from one day to another, both in; of odd days 16 count as a month (15 in February), fewer do not."""
    months = 0
    while add_months(first, months + 1) - A_DAY <= last:
        months += 1
    begins = add_months(first, months)
    odd = (last - begins).days + 1
    least = 15 if begins.month == FEBRUARY else 16
    return months + (odd >= least)


def average_earnings(
    sick_from: date, paydays: Sequence[PastPayday], began: date | None, contract: ContractPay | None
) -> Average | Problem:
    """The average on the first day of a run of sickness; a Problem where what is known does not reach.

    `paydays` are all that are known, in order, those after the first day off too; `began` is when the job did.
    """
    before = [one for one in paydays if one.payday < sick_from]
    if not before:
        return _before_first_payday(began, paydays, sick_from, contract)
    target = before[-1].payday - EIGHT_WEEKS
    earlier = _payday_by(target, before)
    if earlier is not None and (began is None or _worked_by(earlier, before, began)):
        return _regular(earlier, [one for one in before if one.payday > earlier])
    if began is not None and began >= before[0].first:
        return _new(began, before)
    return Problem("average", "sick_average_not_known", {"day": long_date(target)})


def _payday_by(target: date, before: Sequence[PastPayday]) -> date | None:
    """The last payday at least eight weeks earlier; the one before the first known counts where it reaches."""
    reached = [one.payday for one in before if one.payday <= target]
    if reached:
        return max(reached)
    return before[0].before if before[0].before <= target else None


def _worked_by(earlier: date, before: Sequence[PastPayday], began: date) -> bool:
    """Whether the earlier payday paid them something: the job had begun before the first day it did not pay for."""
    known = next((one for one in before if one.payday > earlier), before[0])
    return began < known.first


def _regular(earlier: date, within: Sequence[PastPayday]) -> Average | Problem:
    unknown = next((one for one in within if one.paid is None), None)
    if unknown is not None:
        return Problem("average", "sick_average_needs_payday", {"payday": long_date(unknown.payday)})
    last = within[-1].payday
    paid = total(one.paid for one in within if one.paid is not None)
    if not paid:
        return _nothing(earlier + A_DAY, last)
    frequencies = {one.frequency for one in within}
    days = (last - earlier).days
    heading = Line(f"Paid {span(earlier + A_DAY, last)}", str(paid))
    if frequencies == {MONTHLY}:
        months = months_between(earlier + A_DAY, last)
        amount, pattern = average_of_months(paid.pounds, months), Pattern.MONTHS
        step = Line(f"{paid} ÷ {_count(months, 'month')} × 12 ÷ 52", str(pounds(amount)))
    elif MONTHLY not in frequencies and len(frequencies) == 1 and days % A_WEEK == 0:
        amount, pattern = average_of_weeks(paid.pounds, days // A_WEEK), Pattern.WEEKS
        step = Line(f"{paid} ÷ {_count(days // A_WEEK, 'week')}", str(pounds(amount)))
    else:
        amount, pattern = average_of_days(paid.pounds, days), Pattern.DAYS
        step = Line(f"{paid} ÷ {_count(days, 'day')} × 7", str(pounds(amount)))
    each = [Line(long_date(one.payday), str(one.paid)) for one in within]
    return _average(amount, pattern, [*each, heading, step])


def _new(began: date, before: Sequence[PastPayday]) -> Average | Problem:
    unknown = next((one for one in before if one.paid is None), None)
    if unknown is not None:
        return Problem("average", "sick_average_needs_payday", {"payday": long_date(unknown.payday)})
    paid = total(one.paid for one in before if one.paid is not None)
    first, last = max(began, before[0].first), before[-1].last
    if not paid:
        return _nothing(first, last)
    days = (last - first).days + 1
    amount = average_to_the_penny(paid.pounds, days)
    lines = [
        Line(f"Paid so far, for {span(first, last)}", str(paid)),
        Line(f"{paid} ÷ {_count(days, 'day')} × 7, to the nearest penny", str(pounds(amount))),
    ]
    return _average(amount, Pattern.NEW, lines)


def _nothing(first: date, last: date) -> Problem:
    """No pay in the whole of the period: the books may lack it, so a person says what is right."""
    return Problem("average", "sick_average_nothing", {"days": span(first, last)})


def _before_first_payday(
    began: date | None, paydays: Sequence[PastPayday], sick_from: date, contract: ContractPay | None
) -> Average | Problem:
    if began is None or not paydays or began < paydays[0].first:
        return Problem("average", "sick_average_not_known", {"day": long_date(sick_from - EIGHT_WEEKS)})
    if contract is None:
        return Problem("average", "sick_average_of_contract")
    amount = average_to_the_penny(contract.pay.pounds, contract.days)
    words = f"The contract pays {contract.pay} for {_count(contract.days, 'day')}; × 7, to the nearest penny"
    return _average(amount, Pattern.CONTRACT, [Line(words, str(pounds(amount)))])


def typed_average(amount: Money, reason: str) -> Average:
    """An average that a person typed, with their reason."""
    return _average(amount.pounds, Pattern.TYPED, [Line(f"As it was typed: {reason}", str(amount))])


def _average(amount: Decimal, pattern: Pattern, lines: Sequence[Line]) -> Average:
    last = Line("Average weekly earnings", str(pounds(amount)), strong=True)
    return Average(amount, pattern, Working("Average weekly earnings", (*lines, last), (SOURCE,)))


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'s' * (number != 1)}"

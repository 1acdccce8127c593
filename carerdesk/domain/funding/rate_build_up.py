"""What an hour of support costs an employer in a year, beside what a funder pays for it.

Pay for every week of the year holds the PA's own holiday; somebody else works in the weeks they are away, and earns
holiday with it. National Insurance and pension are reckoned on a year's pay.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from carerdesk.domain.holiday.irregular import RATE as HOLIDAY_PERCENT
from carerdesk.domain.money import ZERO, Money, total
from carerdesk.domain.working import Line, Working

WEEKS = 52
_HUNDRED = Decimal(100)
_PENNY, _TENTH = Decimal("0.01"), Decimal("0.1")


class Basis(StrEnum):
    """What the amount of a cost is counted by. A sum paid once is not of every year."""

    PERCENT_OF_PAY = "percent_of_pay"
    HOUR = "hour"
    WEEK = "week"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Part:
    """A cost beside pay: pounds an hour, week or year, or per cent of pay; `inside` the rate, or paid beside it."""

    title: str
    basis: Basis
    amount: Decimal
    inside: bool = True


@dataclass(frozen=True, slots=True)
class Employed:
    """One PA's work for the funder in an average week: hours and what they are paid, flat sums with them.

    `elsewhere` is their pay of a week for other funders, which National Insurance and pension count too.
    """

    hours: Decimal
    pay: Decimal
    elsewhere: Decimal = Decimal(0)
    in_pension: bool = False

    @property
    def year(self) -> Decimal:
        """Pay of a year for this funder."""
        return self.pay * WEEKS

    @property
    def whole_year(self) -> Decimal:
        """Pay of a year from this employer."""
        return (self.pay + self.elsewhere) * WEEKS


@dataclass(frozen=True, slots=True)
class OnCosts:
    """What the law adds to a year's pay: employer's National Insurance and pension, holiday, all for a full year."""

    ni_threshold: Decimal
    ni_rate: Decimal
    pension_lower: Decimal
    pension_upper: Decimal
    pension_rate: Decimal
    holiday_weeks: Decimal
    allowance_covers_ni: bool = False


@dataclass(frozen=True, slots=True)
class YearlyCost:
    """What a year costs, line by line, and what it comes to for an hour of support."""

    lines: tuple[tuple[str, Money], ...]
    hours: Decimal
    pay_rate: Decimal

    @property
    def total(self) -> Money:
        """All of it."""
        return total(amount for _, amount in self.lines)

    @property
    def an_hour(self) -> Money:
        """For an hour of support, half a penny up."""
        return _money(self.total.pounds / self.hours)

    @property
    def over_pay(self) -> Decimal:
        """Per cent above the hourly pay, to a tenth."""
        return ((self.total.pounds / self.hours / self.pay_rate - 1) * _HUNDRED).quantize(_TENTH, ROUND_HALF_UP)


def yearly_cost(employed: Sequence[Employed], costs: OnCosts, parts: Iterable[Part]) -> YearlyCost:
    """What some PAs' hours for a funder cost in a year. Raises ValueError where there are no hours."""
    hours = sum((one.hours for one in employed), Decimal(0)) * WEEKS
    if not hours:
        raise ValueError("no hours, no cost of an hour")
    pay = _pay(employed)
    lines = [*_by_law(employed, costs, pay), *_parts(parts, hours, pay)]
    shown = tuple((title, amount) for title, amount in lines if amount)
    return YearlyCost(shown, hours, pay.pounds / hours)


def _pay(employed: Iterable[Employed]) -> Money:
    return total(_money(one.year) for one in employed)


def _by_law(employed: Sequence[Employed], costs: OnCosts, pay: Money) -> Iterator[tuple[str, Money]]:
    away = total(_money(one.pay * costs.holiday_weeks) for one in employed)
    yield "Pay, with holiday", pay
    yield "Cover while they are on holiday", away
    yield "Holiday that cover earns", _money(away.pounds * HOLIDAY_PERCENT / _HUNDRED)
    if not costs.allowance_covers_ni:
        yield "Employer’s National Insurance", total(_insurance(one, costs) for one in employed)
    yield "Employer’s pension contributions", total(_pension(one, costs) for one in employed if one.in_pension)


def _insurance(one: Employed, costs: OnCosts) -> Money:
    """This funder's part of the National Insurance on all of a PA's pay."""
    return _share(one, max(Decimal(0), one.whole_year - costs.ni_threshold) * costs.ni_rate)


def _pension(one: Employed, costs: OnCosts) -> Money:
    qualifying = min(one.whole_year, costs.pension_upper) - costs.pension_lower
    return _share(one, max(Decimal(0), qualifying) * costs.pension_rate)


def _share(one: Employed, amount: Decimal) -> Money:
    return _money(amount * one.year / one.whole_year) if one.pay else ZERO


def _parts(parts: Iterable[Part], hours: Decimal, pay: Money) -> Iterator[tuple[str, Money]]:
    for part in parts:
        if part.inside:
            yield part.title, _money(part.amount * _times(part.basis, hours, pay))


def _times(basis: Basis, hours: Decimal, pay: Money) -> Decimal:
    by = {
        Basis.PERCENT_OF_PAY: pay.pounds / _HUNDRED, Basis.HOUR: hours, Basis.WEEK: Decimal(WEEKS),
        Basis.YEAR: Decimal(1),
    }  # fmt: skip
    return by[basis]


def _money(pounds: Decimal) -> Money:
    return Money.of(pounds.quantize(_PENNY, ROUND_HALF_UP))


@dataclass(frozen=True, slots=True)
class Enough:
    """A funder's payment for a week, and the hours it is for, beside what those hours cost."""

    cost: YearlyCost
    paid_a_week: Money
    hours_a_week: Decimal

    @property
    def paid_an_hour(self) -> Money:
        """What the funder pays for an hour."""
        return _money(self.paid_a_week.pounds / self.hours_a_week)

    @property
    def over_a_week(self) -> Money:
        """What is left of a week's payment, to the penny; minus what is missing."""
        return self.paid_a_week - _money(self.cost.total.pounds / self.cost.hours * self.hours_a_week)

    def working(self) -> Working:
        """The sum, line by line."""
        cost = self.cost
        lines = [Line(title, str(amount)) for title, amount in cost.lines]
        lines += [
            Line("A year costs", str(cost.total), strong=True),
            Line(f"÷ {cost.hours.quantize(_TENTH, ROUND_HALF_UP)} hours of support", f"{cost.an_hour} an hour"),
            Line("Above the hourly pay", f"{cost.over_pay}%"),
            Line(f"Paid for {self.hours_a_week.normalize():f} hours a week", str(self.paid_a_week)),
            Line("Paid for an hour", str(self.paid_an_hour)),
            Line("Left of a week’s payment" if self.over_a_week >= ZERO else "Missing each week",
                 str(abs(self.over_a_week)), strong=True),
        ]  # fmt: skip
        return Working("Is the rate enough?", tuple(lines))

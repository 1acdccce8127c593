"""What HMRC gives back of family leave pay, and who is small enough for the higher rate."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from carerdesk.domain.money import Money
from carerdesk.domain.payroll.rounding import pay_penny
from carerdesk.domain.rates import Rates
from carerdesk.domain.working import Line, Source, Working

SMALL: Final = "small_employer"
STANDARD: Final = "standard"
_KIND: Final = "statutory_pay.recovery"
_ALL: Final = 100
PENNY_NOTE: Final = (
    "No page we could read says how HMRC rounds this share of one payday. It is taken to the nearest penny here."
)
SMALL_SOURCE: Final = Source(
    "GOV.UK, Get financial help with statutory pay", "https://www.gov.uk/recover-statutory-payments", confirmed=False
)


@dataclass(frozen=True, slots=True)
class GivenBack:
    """What HMRC gives back: `pay` of the pay itself (P32: "recovered"), `compensation` on top ("comp")."""

    pay: Money
    compensation: Money

    @property
    def total(self) -> Money:
        """Both together."""
        return self.pay + self.compensation


def recovered(paid: Money, payday: date, rates: Rates, *, small: bool = True) -> Money:
    """What HMRC gives back for family leave pay paid on a day, by the rate of that day.

    A small employer gets all of it and compensation on top, any other 92 %. A minus, from putting a payslip right,
    goes back to HMRC alike.

    Raises:
        NoRateFor: outside the known years.
    """
    return given_back(paid, payday, rates, small=small).total


def given_back(paid: Money, payday: date, rates: Rates, *, small: bool = True) -> GivenBack:
    """The same in the two parts that an employer payment record (P32) and an EPS ask for.

    Raises:
        NoRateFor: outside the known years.
    """
    percent = rates.table(_KIND, payday)[SMALL if small else STANDARD]
    whole = _share(paid, percent)
    pay = paid if percent >= _ALL else whole
    return GivenBack(pay, whole - pay)


def recovery_working(paid: Money, payday: date, rates: Rates, *, small: bool = True) -> Working:
    """How it came about. Raises NoRateFor outside the known years."""
    rate = rates.at(_KIND, payday)
    percent = rate.table[SMALL if small else STANDARD]
    back = given_back(paid, payday, rates, small=small)
    lines = (
        Line("Family leave pay", str(paid)),
        Line(f"{paid} × {percent.normalize():f}%", str(back.total)),
        Line("HMRC gives back", str(back.total), strong=True),
    )
    return Working("What HMRC gives back", lines, (rate.source,), (PENNY_NOTE, *((rate.note,) if rate.note else ())))


def is_small(class_one_ni: Money, day: date, rates: Rates) -> bool:
    """Whether an employer is small: Class 1 National Insurance of the last whole tax year up to the limit.

    `class_one_ni` is the workers' and the employer's, before the Employment Allowance is taken off; `day` is in the
    qualifying week (or its like) of the leave.

    Raises:
        NoRateFor: outside the known years.
    """
    return class_one_ni.pounds <= rates.figure("statutory_pay.small_employer", day)


def _share(paid: Money, percent: Decimal) -> Money:
    amount = Money.of(pay_penny(abs(paid).pounds * percent / 100))
    return amount if paid.pence >= 0 else -amount

"""Short ways to make the values these tests need."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from carerdesk.catalogue.rates import load_pension_ages, load_rates
from carerdesk.domain.money import Money
from carerdesk.domain.payroll.frequency import Frequency, TaxPeriod
from carerdesk.domain.payroll.income_tax import IncomeTax, TaxablePay, income_tax
from carerdesk.domain.payroll.pay import Item, PayInputs, YearToDate
from carerdesk.domain.payroll.tax_code import TaxCode

RATES = load_rates()
AGES = load_pension_ages()
IN_2026 = date(2026, 4, 6)


def code(text: str) -> TaxCode:
    read = TaxCode.read(text)
    assert isinstance(read, TaxCode), read
    return read


def tax(text: str, period: TaxPeriod, now: str, before: str = "0", taken: str = "0") -> IncomeTax:
    pay = TaxablePay(Decimal(now), Decimal(before), Decimal(taken))
    return income_tax(code(text), period, pay, IN_2026, RATES)


def month(number: int) -> TaxPeriod:
    return TaxPeriod(Frequency.MONTHLY, number)


def week(number: int) -> TaxPeriod:
    return TaxPeriod(Frequency.WEEKLY, number)


def inputs(
    gross: str,
    *,
    payday: date = date(2026, 5, 29),
    frequency: Frequency = Frequency.MONTHLY,
    tax_code: str = "1257L",
    letter: str = "A",
    before: YearToDate | None = None,
) -> PayInputs:
    lines = (Item("hours", "Hours", Money.of(gross)),)
    return PayInputs(payday, frequency, code(tax_code), letter, lines, before or YearToDate())

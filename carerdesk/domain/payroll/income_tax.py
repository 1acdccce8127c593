"""Income tax under PAYE for one payday (HMRC, Specification for PAYE tax table routines).

All amounts are pounds. Earlier paydays count on a cumulative code; on week 1/month 1, and on week 53, 54 or 56
whatever the code, they do not.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from carerdesk.domain.dates import tax_year_start
from carerdesk.domain.payroll.bands import Band, bands_to, tax_year_of
from carerdesk.domain.payroll.free_pay import to_date
from carerdesk.domain.payroll.frequency import TaxPeriod
from carerdesk.domain.payroll.rounding import cut_to_penny, down_to_pound
from carerdesk.domain.payroll.tax_code import CodeKind, TaxCode
from carerdesk.domain.rates import NoRateFor, Rates

_ZERO: Final = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class IncomeTax:
    """The tax of one payday and each figure that led to it, in pounds. A minus tax is a refund.

    `pay` is the pay counted (to date, or this payday's alone), `free_pay` what the code frees (minus: adds),
    `taxable` the whole pounds taxed, `band` the band reached, `due` the tax on all of it, `limit` half of this
    payday's pay, `held_back` what the limit kept from being taken.
    """

    tax: Decimal
    cumulative: bool
    periods: int
    pay: Decimal
    free_pay: Decimal
    taxable: Decimal
    band: Band | None
    rate: Decimal
    due: Decimal
    taken_before: Decimal
    limit: Decimal
    held_back: Decimal


def income_tax(
    code: TaxCode,
    period: TaxPeriod,
    day: date,
    pay_now: Decimal,
    pay_before: Decimal,
    tax_before: Decimal,
    rates: Rates,
    *,
    week_one: bool = False,
) -> IncomeTax:
    """The tax to take (or give back) on one payday.

    Args:
        code: the tax code.
        period: the tax week or month of the payday.
        day: any day of the tax year, for its rates.
        pay_now: taxable pay of this payday, nothing or more.
        pay_before: taxable pay of earlier paydays this tax year, a P45's included.
        tax_before: tax taken from them.
        rates: the known rates.
        week_one: true where HMRC says week 1/month 1 though the code does not end in it.

    Raises:
        NoRateFor: outside the known years, or for a flat code that year does not have.
    """
    cumulative = not (week_one or code.week_one or period.is_extra)
    if not cumulative:
        pay_before = tax_before = _ZERO
    periods = period.number if cumulative else period.frequency.periods
    pay = pay_before + pay_now
    limit = cut_to_penny(pay_now * tax_year_of(rates, code.nation, day).limit)
    if code.kind is CodeKind.NO_TAX:
        free_pay, taxable, band, rate, due = _ZERO, _ZERO, None, _ZERO, _ZERO
    elif code.kind is CodeKind.FLAT:
        free_pay, taxable, band, rate, due = _flat(code, day, pay, rates)
    else:
        free_pay, taxable, band, rate, due = _banded(code, period, day, periods, pay, rates)
    wanted = due - tax_before
    tax = min(wanted, limit)
    return IncomeTax(tax, cumulative, periods, pay, free_pay, taxable, band, rate, due, tax_before, limit, wanted - tax)


def _flat(
    code: TaxCode, day: date, pay: Decimal, rates: Rates
) -> tuple[Decimal, Decimal, Band | None, Decimal, Decimal]:
    rate = tax_year_of(rates, code.nation, day).flat.get(code.flat)
    if rate is None:
        raise NoRateFor(f"income_tax.{code.nation}.flat.{code.flat}", day)
    taxable = down_to_pound(pay)
    return _ZERO, taxable, None, rate, cut_to_penny(taxable * rate)


def _banded(
    code: TaxCode, period: TaxPeriod, day: date, periods: int, pay: Decimal, rates: Rates
) -> tuple[Decimal, Decimal, Band | None, Decimal, Decimal]:
    base = period.frequency.base
    free_pay = to_date(code.number, base, periods)
    if code.kind is CodeKind.ADDED_PAY:
        free_pay = -free_pay
    above = pay - free_pay
    bands = bands_to(rates, code.nation, tax_year_start(day), base, periods)
    if above <= 0:
        return free_pay, _ZERO, None, bands[0].rate, _ZERO
    band = _band_reached(bands, above)
    taxable = down_to_pound(above)
    due = cut_to_penny(band.tax_below + (taxable - band.start) * band.rate)
    return free_pay, taxable, band, band.rate, due


def _band_reached(bands: tuple[Band, ...], above: Decimal) -> Band:
    """The first band whose top in whole pounds is not passed by pay above the free pay, before it is cut to pounds."""
    for band in bands:
        if band.chosen_to is None or above <= band.chosen_to:
            return band
    raise AssertionError("the top band has no top")

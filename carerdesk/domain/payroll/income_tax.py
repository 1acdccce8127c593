"""Income tax under PAYE for one payday (HMRC, Specification for PAYE tax table routines).

All amounts are pounds. Earlier paydays count on a cumulative code; on week 1/month 1, and on week 53, 54 or 56
whatever the code, they do not.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple

from carerdesk.domain.dates import tax_year_start
from carerdesk.domain.payroll.bands import Band, bands_to, tax_year_of
from carerdesk.domain.payroll.free_pay import to_date
from carerdesk.domain.payroll.frequency import TaxPeriod
from carerdesk.domain.payroll.rounding import cut_to_penny, down_to_pound
from carerdesk.domain.payroll.tax_code import CodeKind, TaxCode
from carerdesk.domain.rates import NoRateFor, Rates
from carerdesk.domain.working import Source

_ZERO: Final = Decimal("0.00")


class TaxablePay(NamedTuple):
    """Taxable pay of this payday, and pay and tax of earlier ones this tax year (a P45's included), in pounds."""

    now: Decimal
    before: Decimal = _ZERO
    tax_before: Decimal = _ZERO


class TaxDue(NamedTuple):
    """The tax on some pay: what the code frees (minus: adds), the whole pounds taxed, the band they reach, the tax.

    `band` is None on flat codes, on NT, and where nothing is left to tax.
    """

    free_pay: Decimal
    taxable: Decimal
    rate: Decimal
    due: Decimal
    band: Band | None = None


@dataclass(frozen=True, slots=True)
class IncomeTax:
    """The tax of one payday and each figure that led to it, in pounds. A minus tax is a refund.

    `pay` is the pay counted (to date, or this payday's alone, as `cumulative` says), `limit` half of this payday's
    pay, `held_back` what the limit kept from being taken.
    """

    tax: Decimal
    cumulative: bool
    pay: Decimal
    on_pay: TaxDue
    taken_before: Decimal
    limit: Decimal
    held_back: Decimal
    sources: tuple[Source, ...]


def income_tax(
    code: TaxCode, period: TaxPeriod, pay: TaxablePay, day: date, rates: Rates, *, week_one: bool = False
) -> IncomeTax:
    """The tax to take (or give back) on one payday.

    Tax is never more than half of this payday's pay, on any code (Income Tax (PAYE) Regulations 2003 reg 2, since
    6 April 2015). On a cumulative code what is held back is picked up on later paydays.

    Args:
        code: the tax code.
        period: the tax week or month of the payday.
        pay: what is paid now, and before. Nothing or more.
        day: any day of the tax year, for its rates.
        rates: the known rates.
        week_one: true where HMRC says week 1/month 1 though the code does not end in it.

    Raises:
        NoRateFor: outside the known years, or for a flat code that year does not have.
    """
    cumulative = not (week_one or code.week_one or period.is_extra)
    if not cumulative:
        pay = TaxablePay(pay.now)
    counted = pay.before + pay.now
    periods = period.number if cumulative else period.frequency.periods
    on_pay = tax_due(code, period, counted, day, rates, periods=periods)
    wanted = on_pay.due - pay.tax_before
    year = tax_year_of(rates, code.nation, day)
    limit = cut_to_penny(pay.now * year.limit)
    tax = min(wanted, limit)
    return IncomeTax(tax, cumulative, counted, on_pay, pay.tax_before, limit, wanted - tax, year.sources)


def tax_due(code: TaxCode, period: TaxPeriod, pay: Decimal, day: date, rates: Rates, *, periods: int) -> TaxDue:
    """The tax on all pay of so many tax periods. Raises NoRateFor like `income_tax`."""
    if code.kind is CodeKind.NO_TAX:
        return TaxDue(_ZERO, _ZERO, _ZERO, _ZERO)
    if code.kind is CodeKind.FLAT:
        return _flat(code, pay, day, rates)
    base = period.frequency.base
    free_pay = to_date(code.number, base, periods)
    if code.kind is CodeKind.ADDED_PAY:
        free_pay = -free_pay
    return _banded(bands_to(rates, code.nation, tax_year_start(day), base, periods), pay, free_pay)


def _flat(code: TaxCode, pay: Decimal, day: date, rates: Rates) -> TaxDue:
    """BR and D codes: one rate on the whole pounds of pay, cut down to the penny."""
    rate = tax_year_of(rates, code.nation, day).flat.get(code.flat)
    if rate is None:
        raise NoRateFor(f"income_tax.{code.nation}.flat.{code.flat}", day)
    taxable = down_to_pound(pay)
    return TaxDue(_ZERO, taxable, rate, cut_to_penny(taxable * rate))


def _banded(bands: tuple[Band, ...], pay: Decimal, free_pay: Decimal) -> TaxDue:
    above = pay - free_pay
    if above <= 0:
        return TaxDue(free_pay, _ZERO, bands[0].rate, _ZERO)
    band = _band_reached(bands, above)
    taxable = down_to_pound(above)
    due = cut_to_penny(band.tax_below + (taxable - band.start) * band.rate)
    return TaxDue(free_pay, taxable, band.rate, due, band)


def _band_reached(bands: tuple[Band, ...], above: Decimal) -> Band:
    """The first band whose top in whole pounds is not passed by pay above the free pay, before it is cut to pounds."""
    for band in bands:
        if band.chosen_to is None or above <= band.chosen_to:
            return band
    raise AssertionError("the top band has no top")

"""Income tax bands of a nation for a tax year, and the same bands cut down to a number of tax periods."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from carerdesk.domain.dates import tax_year_start
from carerdesk.domain.payroll.rounding import cut_to_four_places, up_to_pound
from carerdesk.domain.payroll.tax_code import Nation
from carerdesk.domain.rates import Rates
from carerdesk.domain.working import Source

_NONE = Decimal(0)


@dataclass(frozen=True, slots=True)
class Band:
    """One band to a tax period: pay above `start` is taxed at `rate` (a share), on top of `tax_below`.

    `chosen_to` is the whole pound up to which this band is the one; None for the top band.
    """

    name: str
    rate: Decimal
    start: Decimal
    tax_below: Decimal
    chosen_to: Decimal | None


@dataclass(frozen=True, slots=True)
class TaxYear:
    """What one nation's taxpayers pay in one tax year: bands of the whole year, flat codes, the limit."""

    bands: tuple[tuple[str, Decimal, Decimal, Decimal], ...]
    flat: dict[str, Decimal]
    limit: Decimal
    sources: tuple[Source, ...]


def tax_year_of(rates: Rates, nation: Nation, day: date) -> TaxYear:
    """The nation's bands for the tax year of a day. Raises NoRateFor outside the known years."""
    return _tax_year(rates, nation, tax_year_start(day))


@lru_cache(maxsize=64)
def _tax_year(rates: Rates, nation: Nation, first: date) -> TaxYear:
    tax = rates.at(f"income_tax.{nation}.rates", first)
    tops = rates.table(f"income_tax.{nation}.tops", first)
    flat = rates.table(f"income_tax.{nation}.flat", first)
    limit = rates.at("income_tax.limit", first)
    bands = []
    start = tax_below = _NONE
    for name, percent in tax.table.items():
        top = tops.get(name)
        bands.append((name, percent / 100, start, tax_below))
        if top is not None:
            tax_below += (top - start) * percent / 100
            start = top
    shares = {code: percent / 100 for code, percent in flat.items()}
    free_pay = rates.at("income_tax.free_pay", first)
    return TaxYear(tuple(bands), shares, limit.figure / 100, (tax.source, free_pay.source, limit.source))


@lru_cache(maxsize=1024)
def bands_to(rates: Rates, nation: Nation, first: date, base: int, periods: int) -> tuple[Band, ...]:
    """The year's bands for so many of its periods (PAYE tax table routines).

    Tops and the tax on full bands are each the year's figure times periods over base, cut at the fourth decimal; the
    tax is taken from the year's figure every time, never built up from cut tops. A top rounded up to the pound only
    chooses the band.
    """
    year = _tax_year(rates, nation, first).bands
    starts = [cut_to_four_places(start * periods / base) for _, _, start, _ in year]
    return tuple(
        Band(
            name,
            rate,
            starts[at],
            cut_to_four_places(tax_below * periods / base),
            up_to_pound(starts[at + 1]) if at + 1 < len(year) else None,
        )
        for at, (name, rate, _, tax_below) in enumerate(year)
    )

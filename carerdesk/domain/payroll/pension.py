"""Contributions to a workplace pension on one payday's pay, the worker's and the employer's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Final

from carerdesk.domain.money import ZERO, Money
from carerdesk.domain.payroll.frequency import Frequency
from carerdesk.domain.payroll.rounding import pay_penny
from carerdesk.domain.rates import Rates
from carerdesk.domain.working import Source

RELIEF_AT_SOURCE: Final = "relief_at_source"
NET_PAY: Final = "net_pay"
QUALIFYING_EARNINGS: Final = "qualifying_earnings"
ALL_PAY: Final = "all_pay"


@dataclass(frozen=True, slots=True)
class PensionTerms:
    """What a scheme asks for. Percents are of the basis: qualifying_earnings or all_pay.

    `method` is relief_at_source (the worker pays 80 % out of taxed pay and the provider claims the rest) or net_pay
    (the whole share is taken before tax, though not before National Insurance).
    """

    provider: str
    method: str
    basis: str
    worker_percent: Decimal
    employer_percent: Decimal


@dataclass(frozen=True, slots=True)
class PensionTable:
    """The band of qualifying earnings for one pay period, and the part of a gross share a worker pays, in pounds."""

    lower: Decimal
    upper: Decimal
    net_share: Decimal
    source: Source


@dataclass(frozen=True, slots=True)
class Contributions:
    """One payday's contributions.

    `qualifying` is the pay they are worked out on, `worker_gross` the worker's share with tax relief, `worker` what is
    taken off the pay, `relief` what the provider claims from HMRC, `employer` the employer's share on top.
    """

    terms: PensionTerms
    pay: Money
    qualifying: Money
    worker_gross: Money
    worker: Money
    employer: Money
    relief: Money
    table: PensionTable


def contributions(terms: PensionTerms, pay: Money, frequency: Frequency, payday: date, rates: Rates) -> Contributions:
    """Both shares, each to the nearest penny by itself.

    Qualifying earnings are the pay between the lower and the upper limit for the pay period (Pensions Act 2008 s.13).
    Under relief at source 80 % of the worker's share is taken, and the provider adds a quarter of that.

    Raises:
        NoRateFor: outside the known years.
        ValueError: for a method or a basis there is not.
    """
    table = pension_table(rates, frequency, payday)
    qualifying = _qualifying(terms, pay, table)
    pounds = qualifying.pounds
    employer = _penny(pounds * terms.employer_percent / 100)
    gross = pounds * terms.worker_percent / 100
    if terms.method == NET_PAY:
        whole = _penny(gross)
        return Contributions(terms, pay, qualifying, whole, whole, employer, ZERO, table)
    if terms.method != RELIEF_AT_SOURCE:
        raise ValueError(f"there is no pension method {terms.method}")
    worker = _penny(gross * table.net_share)
    relief = _penny(worker.pounds * (1 - table.net_share) / table.net_share)
    return Contributions(terms, pay, qualifying, worker + relief, worker, employer, relief, table)


def pension_table(rates: Rates, frequency: Frequency, payday: date) -> PensionTable:
    """The band of a pay period on a payday. Raises NoRateFor where it is not known."""
    return _table(rates, frequency, rates.at("pension.lower", payday).first)


@lru_cache(maxsize=64)
def _table(rates: Rates, frequency: Frequency, first: date) -> PensionTable:
    lower, upper = rates.at("pension.lower", first), rates.at("pension.upper", first)
    relief = rates.table("pension.relief_at_source", first)
    share = relief["worker_net"] / (relief["worker_net"] + relief["tax_relief"])
    return PensionTable(lower.table[frequency.value], upper.table[frequency.value], share, lower.source)


def _qualifying(terms: PensionTerms, pay: Money, table: PensionTable) -> Money:
    if terms.basis == ALL_PAY:
        return max(pay, ZERO)
    if terms.basis != QUALIFYING_EARNINGS:
        raise ValueError(f"there is no pension basis {terms.basis}")
    return Money.of(max(min(pay.pounds, table.upper) - table.lower, Decimal(0)))


def _penny(pounds: Decimal) -> Money:
    return Money.of(pay_penny(pounds))

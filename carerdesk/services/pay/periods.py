"""Which days a payday pays for, from the contract's first payday on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from carerdesk.domain.dates import add_months
from carerdesk.domain.payroll.frequency import Frequency
from carerdesk.services.people.details import ContractTerms

_DAYS = {Frequency.WEEKLY: 7, Frequency.FORTNIGHTLY: 14, Frequency.FOUR_WEEKLY: 28}
A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class PayPeriod:
    """A stretch of days and the payday that pays for it."""

    first: date
    last: date
    payday: date
    frequency: Frequency


def period_at(terms: ContractTerms, number: int) -> PayPeriod:
    """The nth period under a contract, counted from 0; its first starts no earlier than the contract."""
    frequency = Frequency(terms.frequency)
    last = _moved(terms.period_end, frequency, number)
    first = _moved(terms.period_end, frequency, number - 1) + A_DAY
    return PayPeriod(max(first, terms.first_day), last, _moved(terms.first_payday, frequency, number), frequency)


def _moved(day: date, frequency: Frequency, number: int) -> date:
    if frequency is not Frequency.MONTHLY:
        return day + timedelta(days=_DAYS[frequency] * number)
    moved = add_months(day, number)
    ends_month = (day + A_DAY).day == 1
    return add_months(moved.replace(day=1), 1) - A_DAY if ends_month else moved


def periods(contracts: list[ContractTerms], until: date) -> list[PayPeriod]:
    """Every period with a payday up to a day, oldest first. A later contract takes over from its first day on.

    Where two contracts share a payday, its days are paid together at the later contract's frequency: tax and National
    Insurance are worked out once for all that is paid on one day.
    """
    in_order = sorted(contracts, key=lambda terms: terms.first_day)
    found: list[PayPeriod] = []
    for at, terms in enumerate(in_order):
        ends = in_order[at + 1].first_day if at + 1 < len(in_order) else date.max
        number = 0
        while (period := period_at(terms, number)).payday <= until and period.first < ends:
            found.append(PayPeriod(period.first, min(period.last, ends - A_DAY), period.payday, period.frequency))
            number += 1
    return _one_a_payday(found)


def _one_a_payday(found: list[PayPeriod]) -> list[PayPeriod]:
    merged: dict[date, PayPeriod] = {}
    for period in sorted(found, key=lambda period: (period.payday, period.first)):
        before = merged.get(period.payday)
        first = before.first if before else period.first
        merged[period.payday] = PayPeriod(first, period.last, period.payday, period.frequency)
    return list(merged.values())

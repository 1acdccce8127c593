"""What a shift costs if one person or another works it, and what its week costs each funder."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from carerdesk.domain.funding.awards import minutes_on, weekly_on
from carerdesk.domain.holiday.irregular import RATE
from carerdesk.domain.hours.pay_lines import CallOutPay, PayRate, pay_lines, rate_on, rate_text, to_the_penny
from carerdesk.domain.hours.shift import FunderMinutes, Shift, ShiftKind, shared_minutes
from carerdesk.domain.money import ZERO, Money, total
from carerdesk.services.funding.held import awards_of, funder_money
from carerdesk.services.hours.choices import funders
from carerdesk.services.hours.rows import load, rows_of_person
from carerdesk.services.people.details import ContractTerms
from carerdesk.services.people.read import contract_at
from carerdesk.store import tables

SIX_DAYS = timedelta(days=6)
ACCRUES = frozenset({"accrued", "rolled_up"})
_NOBODY = 0


@dataclass(frozen=True, slots=True)
class Cost:
    """What a shift costs: pay, the holiday it earns where that grows with hours, and how it came about.

    `amount` is None where no rate is known. Mileage is not in it, nor are employer's National Insurance and pension:
    they hang on the car, and on the whole pay period.
    """

    amount: Money | None
    holiday: Money = ZERO
    words: str = ""

    @property
    def together(self) -> Money | None:
        """With the holiday it earns."""
        return None if self.amount is None else self.amount + self.holiday


UNKNOWN = Cost(None)


@dataclass(frozen=True, slots=True)
class FunderWeek:
    """A funder's week as it is planned: minutes and money (None: a rate is missing) against what its award gives.

    `free` is its money that is not set aside for anything.
    """

    name: str
    minutes: int
    awarded_minutes: int | None
    cost: Money | None
    awarded: Money | None
    free: Money


@dataclass(frozen=True, slots=True)
class Prices:
    """Rates and terms of some workers, to price shifts with."""

    rates: Mapping[int, tuple[PayRate, ...]]
    terms: Mapping[int, ContractTerms | None]

    def of_worker(self, shift: Shift) -> Cost:
        """What a shift costs with the worker it names."""
        terms, rates = self.terms.get(shift.worker_id), self.rates.get(shift.worker_id, ())
        whole = replace(shift, shares=(FunderMinutes(_NOBODY, shared_minutes(shift)),), miles=Decimal(0))
        found = pay_lines([whole], rates, [_NOBODY], worker="", call_outs=CallOutPay(terms.call_outs_paid if terms else
                                                                                      CallOutPay.ON_TOP))  # fmt: skip
        if found.problems:
            return Cost(None)
        accrues = terms is None or terms.holiday_method in ACCRUES
        holiday = to_the_penny(Decimal(found.pay.pence) * RATE / 10_000) if accrues else ZERO
        return Cost(total(line.amount for line in found.lines), holiday, self._words(shift, rates))

    @staticmethod
    def _words(shift: Shift, rates: Sequence[PayRate]) -> str:
        rate = rate_on(rates, shift.kind.value, shift.day)
        per = "a night" if shift.kind is ShiftKind.SLEEP_IN else "an hour"
        return f"{rate_text(rate)} {per}" if rate is not None else ""


def by_the_hour(shift: Shift, rate: Decimal | None) -> Cost:
    """What a shift costs at a rate an hour that no payslip pays, such as an agency's."""
    if rate is None:
        return Cost(None)
    return Cost(to_the_penny(rate * shared_minutes(shift) / 60), words=f"{rate_text(rate)} an hour")


def prices(session: Session, worker_ids: Collection[int], day: date) -> Prices:
    """Rates and the terms of a day."""
    rate = tables.PayRate
    found: dict[int, list[PayRate]] = defaultdict(list)
    for row in session.scalars(select(rate).where(rate.worker_id.in_(worker_ids))):
        found[row.worker_id].append(PayRate(row.kind, row.first_day, row.amount))
    return Prices(
        {worker_id: tuple(rates) for worker_id, rates in found.items()},
        {worker_id: contract_at(session, worker_id, day) for worker_id in worker_ids},
    )


def funder_weeks(session: Session, monday: date, today: date) -> dict[int, FunderWeek]:
    """Every funder's week from a Monday, as it is planned and worked."""
    shifts = load(session, rows_of_person(session, monday, monday + SIX_DAYS))
    minutes: dict[int, int] = defaultdict(int)
    for shift in shifts:
        for share in shift.shares if shift.kind is not ShiftKind.SLEEP_IN else ():
            minutes[share.funder_id] += share.minutes
    cost = _costs(session, shifts, monday)
    free = {one.funder_id: one.balance - one.aside.total for one in funder_money(session, today)}
    return {
        row.id: FunderWeek(
            row.short_name, minutes[row.id], minutes_on(awards, monday + SIX_DAYS),
            None if cost is None else cost.get(row.id, ZERO), weekly_on(awards, monday + SIX_DAYS),
            free.get(row.id, ZERO),
        )
        for row in funders(session)
        for awards in (awards_of(session, row.id),)
    }  # fmt: skip


def _costs(session: Session, shifts: Sequence[Shift], monday: date) -> dict[int, Money] | None:
    """Each funder's part of the pay of a week; None where a rate or a funder is missing."""
    by_worker: dict[int, list[Shift]] = defaultdict(list)
    for shift in shifts:
        by_worker[shift.worker_id].append(shift)
    known = prices(session, set(by_worker), monday)
    order = [row.id for row in funders(session)]
    found: dict[int, Money] = defaultdict(lambda: ZERO)
    for worker_id, mine in by_worker.items():
        lines = pay_lines(mine, known.rates.get(worker_id, ()), order, worker="")
        if lines.problems:
            return None
        for share in (share for line in lines.lines for share in line.shares):
            found[share.funder_id] += share.amount
    return dict(found)

"""What the minimum wage check of one payday needs beside hours, rates and pay."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from sqlalchemy import select

from carerdesk.domain.dates import tax_year_name
from carerdesk.domain.money import Money
from carerdesk.services.people.wage_terms import WageTerms, terms_on, wage_terms
from carerdesk.store import tables

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from carerdesk.services.pay.periods import PayPeriod

OWN_COST = "own_cost"
OF_ITEMS = {"mileage": "car", "mileage_motorcycle": "motorcycle", "mileage_bicycle": "bicycle"}


@dataclass(frozen=True, slots=True)
class WageFacts:
    """A worker's terms, what they paid for the job and never got back, and the tax year's miles before, by vehicle."""

    terms: tuple[WageTerms, ...] = ()
    own_costs: tuple[tuple[str, Money], ...] = ()
    miles_before: Mapping[str, Decimal] = field(default_factory=dict)

    def on(self, day: date) -> WageTerms:
        """The terms that hold on a day."""
        return terms_on(self.terms, day)


def wage_facts(session: Session, worker_id: int, period: PayPeriod) -> WageFacts:
    """The facts of one worker and one pay period."""
    terms = tuple(kept.what for kept in wage_terms(session, worker_id))
    return WageFacts(terms, _own_costs(session, worker_id, period), _miles(session, worker_id, period.payday, terms))


def _own_costs(session: Session, worker_id: int, period: PayPeriod) -> tuple[tuple[str, Money], ...]:
    item = tables.PayItem
    wanted = select(item).where(
        item.worker_id == worker_id, item.part == OWN_COST, item.paid_on >= period.first, item.paid_on <= period.last
    )
    rows = session.scalars(wanted.order_by(item.paid_on, item.id))
    return tuple((row.title, row.amount) for row in rows)


def _miles(session: Session, worker_id: int, payday: date, terms: tuple[WageTerms, ...]) -> Mapping[str, Decimal]:
    """Miles that payslips of the tax year have paid up to a payday, by vehicle: those of shifts as the terms stood."""
    line, slip = tables.PayslipLine, tables.Payslip
    wanted = (
        select(line.kind, line.source, line.quantity, slip.last_day)
        .join(slip, slip.id == line.payslip_id)
        .where(slip.worker_id == worker_id, slip.tax_year == tax_year_name(payday), slip.payday <= payday)
        .where(line.kind.in_(OF_ITEMS), line.quantity.is_not(None))
    )
    found: dict[str, Decimal] = defaultdict(Decimal)
    for kind, source, quantity, last in session.execute(wanted):
        found[OF_ITEMS[kind] if source else terms_on(terms, last).vehicle] += quantity or Decimal(0)
    return dict(found)

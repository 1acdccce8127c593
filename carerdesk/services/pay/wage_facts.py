"""What the minimum wage check of one payday needs beside hours, rates and pay."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select

from carerdesk.domain.money import Money
from carerdesk.services.people.wage_terms import WageTerms, terms_on, wage_terms
from carerdesk.store import tables

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from carerdesk.services.pay.periods import PayPeriod

OWN_COST = "own_cost"


@dataclass(frozen=True, slots=True)
class WageFacts:
    """A worker's terms, and what they paid for the job out of their own pocket in the period and never got back."""

    terms: tuple[WageTerms, ...] = ()
    own_costs: tuple[tuple[str, Money], ...] = ()

    def on(self, day: date) -> WageTerms:
        """The terms that hold on a day."""
        return terms_on(self.terms, day)


def wage_facts(session: Session, worker_id: int, period: PayPeriod) -> WageFacts:
    """The facts of one worker and one pay period."""
    terms = tuple(kept.what for kept in wage_terms(session, worker_id))
    item = tables.PayItem
    wanted = select(item).where(
        item.worker_id == worker_id, item.part == OWN_COST, item.paid_on >= period.first, item.paid_on <= period.last
    )
    rows = session.scalars(wanted.order_by(item.paid_on, item.id))
    return WageFacts(terms, tuple((row.title, row.amount) for row in rows))

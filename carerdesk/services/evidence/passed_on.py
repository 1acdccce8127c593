"""Pension contributions, and what orders took from pay: due, paid over, and proved, for one funder's period."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from carerdesk.domain.evidence.records import Liability
from carerdesk.domain.money import Money, total
from carerdesk.services.evidence.gathered import Gathered
from carerdesk.services.money.paid_over import shares_of, title_of
from carerdesk.store import tables

PAY_OVER = "pay_over"


def passed_on(gathered: Gathered) -> tuple[Liability, ...]:
    """The months due in the period that some of this funder's money goes into."""
    session, of, over = gathered.session, gathered.of, tables.PayOver
    wanted = select(over).where(
        over.employer_id == gathered.funder.employer_id, over.due >= of.first, over.due <= of.last
    )
    rows = session.scalars(wanted.order_by(over.due, over.id)).all()
    shares = shares_of(session, [row.id for row in rows])
    paid = _payments(session, [row.id for row in rows])
    return tuple(
        Liability(row.id, title_of(session, row), row.due, amount, tuple(paid[row.id]), PAY_OVER)
        for row in rows
        if of.funder_id in dict(shares.get(row.id, ()))
        and (amount := total(part for _, part in shares[row.id])) > Money(0)
    )


def _payments(session: Session, ids: Sequence[int]) -> Mapping[int, Sequence[tuple[date, Money]]]:
    """What was paid towards each month, and when."""
    allocation, line = tables.Allocation, tables.BankLine
    wanted = (
        select(allocation.pay_over_id, line.day, allocation.amount)
        .join(line, line.id == allocation.bank_line_id)
        .where(allocation.pay_over_id.in_(ids))
    )
    found: dict[int, list[tuple[date, Money]]] = defaultdict(list)
    for row_id, day, amount in session.execute(wanted):
        if row_id is not None:
            found[row_id].append((day, -amount))
    return found


def months_paid(gathered: Gathered) -> list[tables.PayOver]:
    """The months that lines of the period pay, the oldest first."""
    ids = {row.pay_over_id for rows in gathered.allocations.values() for row in rows if row.pay_over_id is not None}
    rows = [gathered.session.get_one(tables.PayOver, row_id) for row_id in ids]
    return sorted(rows, key=lambda row: (row.first_day, row.id))

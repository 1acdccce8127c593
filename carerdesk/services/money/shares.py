"""A payment's shares are those of what it pays.

A wage line takes the net shares of its payslips, an HMRC payment the liabilities of its period, a pension or an
order the shares of what was taken for it, a bill its funder.
A payment in parts takes its parts in proportion to what is still open, so that the last one closes it to the penny.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from carerdesk.domain.funding.payments import Share, share_out
from carerdesk.domain.money import ZERO, Money, total
from carerdesk.services.money.finding import line_of
from carerdesk.services.money.owed import Key, Kind, Owed, owed
from carerdesk.services.money.parts import Part, parts_of, put_parts

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from carerdesk.store.tables import Allocation, BankLine


def shares_by_allocation(session: Session, item: Owed) -> dict[int, tuple[Share, ...]]:
    """What each allocation of a thing pays of each funder's share, the oldest line first."""
    still_open, found = list(item.shares), {}
    for allocation in _allocations_to(session, item.key):
        paid = share_out(-allocation.amount, still_open)
        found[allocation.id] = paid
        by_funder = dict(paid)
        still_open = [(funder, part - by_funder.get(funder, ZERO)) for funder, part in still_open]
    return found


def reshare(session: Session, keys: Iterable[Key]) -> None:
    """Works out afresh the parts of every line that pays some of these."""
    lines = {allocation.bank_line_id for key in keys for allocation in _allocations_to(session, key)}
    for line_id in sorted(lines):
        share_line(session, line_of(session, line_id))


def share_line(session: Session, line: BankLine) -> None:
    """Gives a matched line the shares of what it pays. The rest of it, and each outcome and reason, stay."""
    allocations = allocations_of(session, line.id)
    items = owed(session, [key_of(allocation) for allocation in allocations])
    paid: dict[tuple[str, int | None], Money] = {}
    for allocation in allocations:
        item = items[key_of(allocation)]
        for funder, part in shares_by_allocation(session, item)[allocation.id]:
            paid[item.category, funder] = paid.get((item.category, funder), ZERO) - part
    was = parts_of(session, line.id)
    parts = [_kept(session, was, category, funder, amount) for (category, funder), amount in paid.items() if amount]
    put_parts(session, line, [*parts, *_rest(line.amount - total(paid.values()), was, {key[0] for key in paid})])


def _kept(session: Session, was: Sequence[Part], category: str, funder: int | None, amount: Money) -> Part:
    there = next((part for part in was if (part.category, part.funder_id) == (category, funder)), None)
    if there is not None:
        return Part(category, funder, amount, there.outcome_id, there.reason)
    return Part(category, funder, amount, _usual_outcome(session, category, funder))


def _usual_outcome(session: Session, category: str, funder: int | None) -> int | None:
    from sqlalchemy import select

    from carerdesk.catalogue.categories import categories
    from carerdesk.store.tables import PlanOutcome, Split

    if funder is None or category not in categories() or not categories()[category].points_to_plan:
        return None
    last = select(Split.outcome_id).where(
        Split.category == category, Split.funder_id == funder, Split.outcome_id.is_not(None)
    )
    found = session.scalar(last.order_by(Split.id.desc()).limit(1))
    only = session.scalars(select(PlanOutcome.id).where(PlanOutcome.funder_id == funder).limit(2)).all()
    return found if found is not None else only[0] if len(only) == 1 else None


def _rest(rest: Money, was: Sequence[Part], joined: set[str]) -> list[Part]:
    if not rest:
        return []
    others = [part for part in was if part.category not in joined]
    return others if total(part.amount for part in others) == rest else [Part("", None, rest)]


def allocations_of(session: Session, line_id: int) -> list[Allocation]:
    """What a line pays, in the order it was said."""
    from sqlalchemy import select

    from carerdesk.store.tables import Allocation

    return list(session.scalars(select(Allocation).where(Allocation.bank_line_id == line_id).order_by(Allocation.id)))


def joined_categories(session: Session, line_id: int) -> frozenset[str]:
    """The categories a line has because of what it pays."""
    items = owed(session, [key_of(allocation) for allocation in allocations_of(session, line_id)])
    return frozenset(item.category for item in items.values())


def key_of(allocation: Allocation) -> Key:
    """Which thing an allocation pays."""
    if allocation.payslip_id is not None:
        return Key(Kind.PAYSLIP, allocation.payslip_id)
    if allocation.hmrc_period_id is not None:
        return Key(Kind.HMRC, allocation.hmrc_period_id)
    if allocation.pay_over_id is not None:
        return Key(Kind.PAY_OVER, allocation.pay_over_id)
    assert allocation.bill_id is not None
    return Key(Kind.BILL, allocation.bill_id)


def _allocations_to(session: Session, key: Key) -> list[Allocation]:
    from sqlalchemy import select

    from carerdesk.store.tables import Allocation, BankLine

    columns = {
        Kind.PAYSLIP: Allocation.payslip_id, Kind.HMRC: Allocation.hmrc_period_id,
        Kind.PAY_OVER: Allocation.pay_over_id, Kind.BILL: Allocation.bill_id,
    }  # fmt: skip
    query = select(Allocation).join(BankLine, BankLine.id == Allocation.bank_line_id)
    query = query.where(columns[key.kind] == key.id).order_by(BankLine.day, Allocation.id)
    return list(session.scalars(query))

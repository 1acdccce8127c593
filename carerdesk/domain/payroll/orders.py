"""Attachment orders: what a court, a council or the Child Maintenance Service has taken from pay, and in what order.

Every figure comes from the order itself: the amount or the percent, the protected earnings, the total, whether what
could not be taken is carried on. How orders stand to each other, and to student loans, was not read at its source
beyond CSLM18025, so `ORDER_RULES` is marked as not confirmed and the words on screen say so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from carerdesk.domain.money import ZERO, Money
from carerdesk.domain.payroll.rounding import cut_to_penny
from carerdesk.domain.working import Source

NON_PRIORITY: Final = "order_non_priority"
KEPT_BACK, BY_EMPLOYER, BY_WORKER = "kept_back", "employer", "worker"
STANDING: Final = "standing_deduction"
ORDER_RULES: Final = Source(
    "Attachment of Earnings Act 1971, and the order itself",
    "https://www.legislation.gov.uk/ukpga/1971/32",
    confirmed=False,
)


@dataclass(frozen=True, slots=True)
class Order:
    """One order as it was typed.

    `amount` is taken each payday, else `percent` of the earnings it can reach; never what would leave less than
    `protected`, never beyond `left_of_total`. Where it `carries`, what could not be taken is added the next time:
    `brought_shortfall` is what earlier paydays left.
    """

    id: int
    kind: str
    title: str
    amount: Money | None = None
    percent: Decimal | None = None
    protected: Money = ZERO
    left_of_total: Money | None = None
    carries: bool = False
    brought_shortfall: Money = ZERO
    administration: Money = ZERO

    @property
    def comes_first(self) -> bool:
        """Orders that come before student loans and before orders that do not."""
        return self.kind != NON_PRIORITY


@dataclass(frozen=True, slots=True)
class Taken:
    """What one order takes. `wanted` is its own figure with what was brought on, `reached` the earnings it saw."""

    order: Order
    reached: Money
    wanted: Money
    amount: Money
    shortfall: Money
    administration: Money


@dataclass(frozen=True, slots=True)
class Deduction:
    """One line taken off the pay beside tax, National Insurance, loans and pension.

    `goes` is "kept_back" (paid over to somebody else), "employer" (kept by the employer) or "worker" (they had it
    before). `shortfall` is what an order could not take and carries on.
    """

    kind: str
    title: str
    amount: Money
    goes: str
    source: str = ""
    source_id: int | None = None
    for_employer: bool = False
    shortfall: Money = ZERO


def in_turn(orders: Iterable[Order]) -> tuple[Order, ...]:
    """Orders in the turn they are taken: those with priority first, else as they are given (the oldest first)."""
    return tuple(sorted(orders, key=lambda order: not order.comes_first))


def take_orders(orders: Sequence[Order], attachable: Money) -> tuple[Taken, ...]:
    """What each order takes of the earnings that orders can reach: pay less tax, National Insurance and pension.

    Each sees what those before it left. A percent is cut to the penny, so that never more is taken than ordered. What
    an employer may keep for administration is only taken out of what is above the protected earnings.
    """
    left, found = attachable, []
    for order in in_turn(orders):
        taken = _take(order, left)
        found.append(taken)
        left = left - taken.amount - taken.administration
    return tuple(found)


def _take(order: Order, reached: Money) -> Taken:
    wanted = _wanted(order, reached)
    free = max(reached - order.protected, ZERO)
    amount = min(wanted, free)
    shortfall = wanted - amount if order.carries else ZERO
    administration = min(order.administration, free - amount) if amount else ZERO
    return Taken(order, reached, wanted, amount, shortfall, administration)


def _wanted(order: Order, reached: Money) -> Money:
    if order.amount is not None:
        normal = order.amount
    else:
        normal = Money.of(cut_to_penny(max(reached, ZERO).pounds * (order.percent or Decimal(0)) / 100))
    wanted = normal + order.brought_shortfall if order.carries else normal
    return wanted if order.left_of_total is None else min(wanted, max(order.left_of_total, ZERO))


def left_for_loans(taken: Iterable[Taken], attachable: Money) -> Money:
    """What orders with priority leave for student loans, above the highest protected earnings of any of them."""
    first = [one for one in taken if one.order.comes_first]
    gone = sum(one.amount.pence + one.administration.pence for one in first)
    protected = max((one.order.protected for one in first), default=ZERO)
    return max(Money(attachable.pence - gone) - protected, ZERO)


def lines_of(taken: Iterable[Taken]) -> tuple[Deduction, ...]:
    """The lines of a payslip: what each order takes, and what the employer keeps for its administration."""
    found = []
    for one in taken:
        order = one.order
        if one.amount or one.shortfall:
            found.append(
                Deduction(order.kind, order.title, one.amount, KEPT_BACK, STANDING, order.id, shortfall=one.shortfall)
            )
        if one.administration:
            title = f"{order.title}: administration"
            found.append(Deduction("administration", title, one.administration, BY_EMPLOYER, STANDING, order.id))
    return tuple(found)

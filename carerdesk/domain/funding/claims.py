"""Nothing is claimed beyond its cost, and nothing twice.

A cost-based funder pays what a thing cost. A rate-based one (Access to Work at an agreed rate) pays hours at that rate:
then no one else may be asked for those hours, and what is left over their cost is shown.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from carerdesk.domain.hours.pay_lines import to_the_penny
from carerdesk.domain.hours.shift import hours_text
from carerdesk.domain.money import Money, total
from carerdesk.domain.problem import Problem


@dataclass(frozen=True, slots=True)
class CostClaim:
    """Money asked of one funder for one item ("payslip 12") in one return ("Q1")."""

    item: str
    funder: str
    pack: str
    amount: Money


@dataclass(frozen=True, slots=True)
class ItemCost:
    """What an item cost, and its name for people ("Asha's payslip of 27 November")."""

    item: str
    title: str
    cost: Money


@dataclass(frozen=True, slots=True)
class HoursClaim:
    """Minutes of one shift asked of one funder in one return."""

    shift: str
    title: str
    funder: str
    pack: str
    minutes: int


@dataclass(frozen=True, slots=True)
class RateClaim:
    """A claim at an agreed rate, what the same hours cost, and the margin towards the employer's other costs."""

    amount: Money
    cost: Money

    @property
    def margin(self) -> Money:
        """What is left over the cost; minus where the rate does not cover it."""
        return self.amount - self.cost


def rate_claim(minutes: int, agreed_rate: Decimal, cost: Money) -> RateClaim:
    """Hours at the agreed pounds an hour, half a penny up."""
    return RateClaim(to_the_penny(agreed_rate * minutes / 60), cost)


def over_claims(claims: Iterable[CostClaim], costs: Iterable[ItemCost]) -> tuple[Problem, ...]:
    """Every item on which all claims together pass its cost, or with no known cost at all."""
    by_item: dict[str, list[CostClaim]] = defaultdict(list)
    for claim in claims:
        by_item[claim.item].append(claim)
    known = {cost.item: cost for cost in costs}
    return tuple(fault for item, found in by_item.items() for fault in _over(known.get(item), item, found))


def _over(cost: ItemCost | None, item: str, claims: list[CostClaim]) -> tuple[Problem, ...]:
    if cost is None:
        return (Problem("claim", "claim_without_cost", {"item": item}),)
    asked = total(claim.amount for claim in claims)
    if asked <= cost.cost:
        return ()
    values = {
        "item": cost.title,
        "cost": str(cost.cost),
        "claimed": str(asked),
        "who": ", ".join(f"{claim.funder} {claim.amount}" for claim in claims),
    }
    return (Problem("claim", "claimed_over_cost", values),)


def double_claims(claims: Iterable[HoursClaim], worked: dict[str, int]) -> tuple[Problem, ...]:
    """Every shift of which more minutes are asked for, over all funders and returns, than were worked."""
    by_shift: dict[str, list[HoursClaim]] = defaultdict(list)
    for claim in claims:
        by_shift[claim.shift].append(claim)
    return tuple(
        Problem("claim", "hours_claimed_twice", _naming(found, worked.get(shift, 0)))
        for shift, found in by_shift.items()
        if sum(claim.minutes for claim in found) > worked.get(shift, 0)
    )


def _naming(claims: list[HoursClaim], worked: int) -> dict[str, str]:
    return {
        "shift": claims[0].title,
        "worked": hours_text(worked),
        "who": ", ".join(f"{claim.funder} {hours_text(claim.minutes)} ({claim.pack})" for claim in claims),
    }

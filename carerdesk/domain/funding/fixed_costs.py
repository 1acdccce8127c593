"""Insurance, a payroll fee, training: split by a rule kept with the cost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from carerdesk.domain.money import Money, split
from carerdesk.domain.problem import Problem

HUNDRED = Decimal(100)


class CostRule(StrEnum):
    """How a cost with no hours of its own is shared."""

    ONE_FUNDER = "one_funder"
    HOURS_OF_YEAR = "hours_of_year"
    PERCENT = "percent"


@dataclass(frozen=True, slots=True)
class FixedCost:
    """A cost and its rule. `percent` is by funder; `one_funder` is the funder that pays all."""

    amount: Money
    rule: CostRule
    one_funder: int | None = None
    percent: Mapping[int, Decimal] = field(default_factory=dict)


def fixed_cost_shares(
    cost: FixedCost, funders: Sequence[int], minutes_of_year: Mapping[int, int]
) -> tuple[Money, ...] | Problem:
    """Each funder's part in the funders' order: largest remainder, ties to the one listed first.

    `minutes_of_year` are the paid minutes of the tax year per funder, wanted by the hours rule alone.
    """
    weights = _weights(cost, funders, minutes_of_year)
    return weights if isinstance(weights, Problem) else split(cost.amount, weights)


def _weights(
    cost: FixedCost, funders: Sequence[int], minutes_of_year: Mapping[int, int]
) -> list[Decimal] | list[int] | Problem:
    if cost.rule is CostRule.PERCENT:
        whole = sum(cost.percent.values(), Decimal(0))
        if whole != HUNDRED or not set(cost.percent) <= set(funders):
            return Problem("percent", "percentages_not_whole", {"sum": f"{whole.normalize():f}"})
        return [cost.percent.get(funder, Decimal(0)) for funder in funders]
    if cost.rule is CostRule.ONE_FUNDER:
        if cost.one_funder not in funders:
            return Problem("funder", "cost_without_funder")
        return [int(funder == cost.one_funder) for funder in funders]
    minutes = [minutes_of_year.get(funder, 0) for funder in funders]
    return minutes if any(minutes) else Problem("rule", "no_hours_to_share_by")

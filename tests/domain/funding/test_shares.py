"""Lines without a shift, payments in parts, and costs without hours."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from carerdesk.domain.funding.earned import Behind, Earned, OwnRule, PaidMinutes, line_weights, twelve_weeks
from carerdesk.domain.funding.fixed_costs import CostRule, FixedCost, fixed_cost_shares
from carerdesk.domain.funding.payments import share_out
from carerdesk.domain.money import Money
from carerdesk.domain.problem import Problem

FUNDERS = (1, 2, 3)


def test_holiday_follows_the_hours_that_earned_it_and_what_was_taken_over() -> None:
    behind = Behind(accrued={1: 300, 2: 100}, taken_over={2: 60}, last_twelve_weeks={3: 999})
    assert line_weights(Earned.HOLIDAY, behind, FUNDERS) == (300, 160, 0)


def test_sickness_follows_twelve_weeks_or_else_the_plan() -> None:
    assert line_weights(Earned.ABSENCE, Behind(last_twelve_weeks={2: 10}, planned={1: 5}), FUNDERS) == (0, 10, 0)
    assert line_weights(Earned.ABSENCE, Behind(planned={1: 5}), FUNDERS) == (5, 0, 0)


def test_nothing_behind_a_line_is_said_and_not_guessed() -> None:
    assert line_weights(Earned.ABSENCE, Behind(), FUNDERS) == Problem("shares", "nobody_pays_for_line")
    assert line_weights(Earned.HOLIDAY, Behind(planned={1: 5}), FUNDERS) == Problem("shares", "nobody_pays_for_line")


def test_a_rule_of_ones_own_needs_a_reason() -> None:
    assert line_weights(Earned.HOLIDAY, Behind(), FUNDERS, OwnRule({2: 1}, " ")) == Problem(
        "reason", "own_share_needs_reason"
    )
    assert line_weights(Earned.HOLIDAY, Behind(), FUNDERS, OwnRule({2: 1}, "NHS agreed on 3 March")) == (0, 1, 0)


def test_twelve_weeks_are_counted_back_from_the_day() -> None:
    paid = [PaidMinutes(date(2026, 8, 27), 1, 1), PaidMinutes(date(2026, 8, 28), 1, 10),
            PaidMinutes(date(2026, 11, 19), 2, 100), PaidMinutes(date(2026, 11, 20), 2, 1000)]  # fmt: skip
    assert twelve_weeks(paid, date(2026, 11, 20)) == {1: 10, 2: 100}


def test_a_payslip_paid_from_two_accounts_is_complete_with_the_last_payment() -> None:
    shares = ((1, Money(73946)), (2, Money(24649)), (3, Money(24649)))
    first = dict(share_out(Money(100000), shares))
    assert first == {1: Money(60000), 2: Money(20000), 3: Money(20000)}
    left = [(funder, part - first[funder]) for funder, part in shares]
    assert share_out(Money(23244), left) == tuple(left)


def test_a_payment_in_part_takes_nothing_of_a_share_that_is_due_back() -> None:
    still = ((1, Money(1000)), (2, Money(-300)))
    assert share_out(Money(350), still) == ((1, Money(350)), (2, Money(0)))
    assert share_out(Money(-100), still) == ((1, Money(0)), (2, Money(-100)))


def cost(rule: CostRule, pounds: str = "100.00", **others: object) -> tuple[Money, ...] | Problem:
    return fixed_cost_shares(FixedCost(Money.of(pounds), rule, **others), FUNDERS, {1: 1, 2: 1, 3: 1})  # type: ignore[arg-type]


def test_a_cost_is_shared_by_its_rule() -> None:
    assert cost(CostRule.ONE_FUNDER, one_funder=2) == (Money(0), Money(10000), Money(0))
    assert cost(CostRule.HOURS_OF_YEAR) == (Money(3334), Money(3333), Money(3333))
    assert cost(CostRule.PERCENT, percent={1: Decimal("12.5"), 3: Decimal("87.5")}) == (
        Money(1250), Money(0), Money(8750),
    )  # fmt: skip


def test_a_rule_that_does_not_fit_is_said() -> None:
    assert cost(CostRule.PERCENT, percent={1: Decimal(90)}) == Problem(
        "percent", "percentages_not_whole", {"sum": "90"}
    )
    assert cost(CostRule.ONE_FUNDER) == Problem("funder", "cost_without_funder")
    nothing = fixed_cost_shares(FixedCost(Money(1), CostRule.HOURS_OF_YEAR), FUNDERS, {})
    assert nothing == Problem("rule", "no_hours_to_share_by")

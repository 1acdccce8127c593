"""Whose money paid for a payslip, to the penny in every cell."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from carerdesk.domain.funding.claims import rate_claim
from carerdesk.domain.funding.components import (
    Component,
    Goes,
    PayslipShares,
    allowance_by_payslip,
    pay_shares,
    split_payslip,
)
from carerdesk.domain.money import Money, split, total

COUNCIL, NHS, WORK = 1, 2, 3
FUNDERS = (COUNCIL, NHS, WORK)


def money(*pounds: str) -> tuple[Money, ...]:
    return tuple(Money.of(amount) for amount in pounds)


def month() -> PayslipShares:
    """A month of 100 hours at £13.50: 60 for the council, 20 for the NHS, 20 for Access to Work."""
    employer_ni = split(Money.of("139.95"), [60, 20, 20])
    components = [
        Component("gross", Goes.GROSS, Money.of("1350.00")),
        Component("tax", Goes.TO_HMRC, Money.of("60.20")),
        Component("employee_ni", Goes.TO_HMRC, Money.of("24.16")),
        Component("employee_pension", Goes.TO_PENSION, Money.of("33.20")),
        Component("employer_ni", Goes.EMPLOYER_HMRC, Money.of("139.95")),
        Component("allowance", Goes.EMPLOYER_HMRC, Money.of("-139.95"), tuple(part.pence for part in employer_ni)),
        Component("employer_pension", Goes.EMPLOYER_PENSION, Money.of("24.90")),
    ]
    return split_payslip(components, money("810", "270", "270"), FUNDERS)


def test_every_component_of_the_worked_month() -> None:
    shared = month()
    assert {c.code: c.parts for c in shared.components} == {
        "gross": money("810.00", "270.00", "270.00"),
        "tax": money("36.12", "12.04", "12.04"),
        "employee_ni": money("14.50", "4.83", "4.83"),
        "employee_pension": money("19.92", "6.64", "6.64"),
        "employer_ni": money("83.97", "27.99", "27.99"),
        "allowance": money("-83.97", "-27.99", "-27.99"),
        "employer_pension": money("14.94", "4.98", "4.98"),
    }


def test_the_payments_of_the_worked_month_add_up() -> None:
    shared = month()
    assert shared.net == money("739.46", "246.49", "246.49")
    assert shared.to_hmrc == money("50.62", "16.87", "16.87")
    assert shared.to_pension == money("34.86", "11.62", "11.62")
    assert shared.cost == money("824.94", "274.98", "274.98")
    assert total(shared.net) == Money.of("1232.44")
    assert total(shared.cost) == Money.of("1374.90")


def test_access_to_work_pays_its_hours_at_its_own_rate() -> None:
    claim = rate_claim(20 * 60, Money.of("18").pounds, month().cost[2])
    assert (claim.amount, claim.margin) == money("360.00", "85.02")


def test_mileage_follows_its_own_shifts() -> None:
    components = [
        Component("gross", Goes.GROSS, Money(1000)),
        Component("expenses", Goes.EXPENSES, Money(300), (0, 300, 0)),
    ]
    shared = split_payslip(components, (Money(1000), Money(0), Money(0)), FUNDERS)
    assert shared.net == (Money(1000), Money(300), Money(0))


def test_money_kept_back_for_others_is_a_cost_but_not_hmrcs() -> None:
    components = [Component("gross", Goes.GROSS, Money(1000)), Component("order", Goes.KEPT_BACK, Money(100))]
    shared = split_payslip(components, (Money(600), Money(400), Money(0)), FUNDERS)
    assert shared.kept_back == (Money(60), Money(40), Money(0))
    assert shared.to_hmrc == (Money(0), Money(0), Money(0))
    assert shared.cost == (Money(600), Money(400), Money(0))


def test_an_allowance_that_runs_out_lowers_every_payslip_in_proportion() -> None:
    assert allowance_by_payslip(Money(-10000), money("139.95", "60.05")) == money("-69.98", "-30.02")
    assert allowance_by_payslip(Money(0), money("139.95", "60.05")) == money("0", "0")


def test_pay_shares_add_the_lines_up() -> None:
    lines = [{COUNCIL: Money(500), NHS: Money(100)}, {COUNCIL: Money(200)}]
    assert pay_shares(lines, FUNDERS) == (Money(700), Money(100), Money(0))


amounts = st.integers(0, 500_000).map(Money)


@given(
    st.tuples(amounts, amounts, amounts, amounts, amounts),
    st.lists(st.integers(0, 99_999), min_size=1, max_size=5).filter(any),
)
def test_each_component_and_each_payment_adds_up_by_itself(
    figures: tuple[Money, Money, Money, Money, Money], lines: list[int]
) -> None:
    tax, employee_ni, pension, employer_ni, allowance = figures
    gross = Money(sum(lines))
    funders = tuple(range(len(lines)))
    components = [
        Component("gross", Goes.GROSS, gross),
        Component("tax", Goes.TO_HMRC, tax),
        Component("employee_ni", Goes.TO_HMRC, employee_ni),
        Component("employee_pension", Goes.TO_PENSION, pension),
        Component("employer_ni", Goes.EMPLOYER_HMRC, employer_ni),
        Component("allowance", Goes.EMPLOYER_HMRC, -allowance),
        Component("employer_pension", Goes.EMPLOYER_PENSION, pension),
    ]
    shared = split_payslip(components, [Money(line) for line in lines], funders)
    for component in shared.components:
        assert total(component.parts) == component.amount
    assert shared.part("gross") == tuple(Money(line) for line in lines)
    assert total(shared.net) == gross - tax - employee_ni - pension
    assert total(shared.to_hmrc) == tax + employee_ni + employer_ni - allowance
    assert total(shared.to_pension) == pension + pension
    assert total(shared.cost) == gross + employer_ni - allowance + pension

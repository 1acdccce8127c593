"""What an hour of support costs, beside what is paid for it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carerdesk.domain.funding.rate_build_up import Basis, Employed, Enough, OnCosts, Part, yearly_cost
from carerdesk.domain.money import Money

LAW = OnCosts(Decimal(5000), Decimal("0.15"), Decimal(6240), Decimal(50270), Decimal("0.03"), Decimal("5.6"))
PA = Employed(Decimal(16), Decimal("12.60") * 16, in_pension=True)
PARTS = (Part("Payroll", Basis.WEEK, Decimal("5.94")), Part("Insurance", Basis.YEAR, Decimal("113.30")))


def test_sixteen_hours_a_week_line_by_line() -> None:
    cost = yearly_cost([PA], LAW, PARTS)
    assert [amount for _, amount in cost.lines] == [
        Money(1048320), Money(112896), Money(13627), Money(82248), Money(12730), Money(30888), Money(11330),
    ]  # fmt: skip
    assert (cost.total, cost.an_hour, cost.over_pay) == (Money(1312039), Money(1577), Decimal("25.2"))


def test_where_the_allowance_covers_national_insurance() -> None:
    cost = yearly_cost([PA], replace(LAW, allowance_covers_ni=True), PARTS)
    assert (cost.an_hour, cost.over_pay) == (Money(1478), Decimal("17.3"))


def test_what_is_paid_beside_the_rate_is_not_in_it() -> None:
    inside = yearly_cost([PA], LAW, PARTS)
    beside = yearly_cost([PA], LAW, [replace(PARTS[0], inside=False), PARTS[1]])
    assert inside.total - beside.total == Money(30888)


def test_each_basis_counts_by_its_own() -> None:
    bare = yearly_cost([PA], LAW, ())
    for part, more in (
        (Part("Bank holidays", Basis.PERCENT_OF_PAY, Decimal(2)), Money(20966)),
        (Part("Expenses", Basis.HOUR, Decimal("0.25")), Money(20800)),
        (Part("Payroll", Basis.WEEK, Decimal(6)), Money(31200)),
        (Part("Insurance", Basis.YEAR, Decimal(90)), Money(9000)),
    ):
        assert yearly_cost([PA], LAW, [part]).total - bare.total == more


def test_no_hours_have_no_cost_of_an_hour() -> None:
    with pytest.raises(ValueError, match="no hours"):
        yearly_cost([], LAW, PARTS)


def test_enough_or_how_much_is_missing_each_week() -> None:
    cost = yearly_cost([PA], LAW, PARTS)
    short = Enough(cost, Money.of("240.00"), Decimal(16))
    assert (short.paid_an_hour, short.over_a_week) == (Money(1500), Money(24000 - 25232))
    assert "Missing each week" in [line.text for line in short.working().lines]
    assert Enough(cost, Money.of("240.00"), Decimal(15)).over_a_week == Money(24000 - 23655)
    assert Enough(cost, Money.of("252.32"), Decimal(16)).over_a_week == Money(0)


weekly = st.decimals(Decimal(1), Decimal(900), places=2)


@given(weekly, weekly)
def test_two_funders_of_one_pa_bear_her_insurance_between_them(here: Decimal, there: Decimal) -> None:
    def insurance(pay: Decimal, elsewhere: Decimal) -> Money:
        lines = dict(yearly_cost([Employed(Decimal(10), pay, elsewhere)], LAW, ()).lines)
        return lines.get("Employer’s National Insurance", Money(0))

    apart = insurance(here, there) + insurance(there, here)
    assert abs(apart - insurance(here + there, Decimal(0))) <= Money(1)

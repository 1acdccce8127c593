"""What to pay, so that a wanted sum is taken home."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carerdesk.catalogue.rates import load_rates
from carerdesk.domain.money import Money
from carerdesk.domain.payroll.frequency import Frequency
from carerdesk.domain.payroll.gross_from_net import gross_for
from carerdesk.domain.payroll.pay import Item, PayInputs, work_out_pay
from carerdesk.domain.payroll.tax_code import TaxCode

RATES = load_rates()


def usual(code: str = "1257L", **changes: object) -> PayInputs:
    read = TaxCode.read(code)
    assert isinstance(read, TaxCode)
    inputs = PayInputs(date(2026, 11, 27), Frequency.WEEKLY, read, "A", (), week_one=True)
    return replace(inputs, **changes)  # type: ignore[arg-type]


def net_of(gross: Money, inputs: PayInputs) -> Money:
    return work_out_pay(replace(inputs, lines=(Item("normal", "Pay", gross),)), RATES).net


def test_three_hundred_pounds_a_week() -> None:
    """By hand, 2026-27: 322.46 less 242 threshold NI 8 % of 80.46 = 6.44; free pay 241.92, 80 at 20 % = 16.00."""
    pay = gross_for(Money.of("300.00"), usual(), RATES)
    assert pay is not None
    assert (pay.gross, pay.tax, pay.employee_ni) == (Money.of("322.43"), Money.of("16.00"), Money.of("6.43"))
    assert pay.net == Money.of("300.00")


def test_nothing_is_taken_off_below_every_threshold() -> None:
    pay = gross_for(Money.of("200.00"), usual(), RATES)
    assert pay is not None
    assert pay.gross == Money.of("200.00")


@settings(max_examples=30, deadline=None)
@given(
    pence=st.integers(0, 2_000_00), code=st.sampled_from(["1257L", "BR", "0T", "K100", "S1257L"]), loan=st.booleans()
)
def test_what_is_found_reaches_the_wish_and_nothing_less_does(pence: int, code: str, loan: bool) -> None:
    inputs = usual(code, loan_plan="plan_1" if loan else "")
    pay = gross_for(Money(pence), inputs, RATES)
    assert pay is not None
    assert pay.net == net_of(pay.gross, inputs)
    if pay.net != Money(pence):
        assert pay.net > Money(pence)
        around = range(max(pay.gross.pence - 150, 0), pay.gross.pence)
        assert all(net_of(Money(less), inputs) != Money(pence) for less in around)


def test_a_step_of_the_loan_does_not_hide_the_exact_sum() -> None:
    inputs = usual(loan_plan="plan_1")
    for pence in range(500_00, 501_00, 9):
        pay = gross_for(Money(pence), inputs, RATES)
        assert pay is not None
        assert pay.net >= Money(pence)
        assert pay.net - Money(pence) < Money.of("0.21")


def test_a_sum_beyond_all_reach_is_not_promised() -> None:
    assert gross_for(Money.of("90000.00"), usual(), RATES) is None


@pytest.mark.parametrize("net", ["0.00", "0.01"])
def test_the_least_there_is(net: str) -> None:
    pay = gross_for(Money.of(net), usual(), RATES)
    assert pay is not None
    assert pay.gross == Money.of(net)

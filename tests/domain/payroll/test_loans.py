from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carerdesk.domain.money import ZERO, Money
from carerdesk.domain.payroll.frequency import Frequency
from carerdesk.domain.payroll.loans import STUDENT_PLANS, default_plan, loan_deduction, plan_that_counts, whole_pounds
from carerdesk.domain.rates import NoRateFor
from tests.domain.payroll.made import RATES

DAY = date(2026, 11, 27)


def test_the_repayment_is_cut_down_to_whole_pounds() -> None:
    # £2,800.00 less £2,448.75 is £351.25; 9 % of it is £31.6125
    loan = loan_deduction("plan_2", Frequency.MONTHLY, DAY, Money(2800_00), RATES)
    assert (loan.amount, loan.threshold) == (Money(31_00), Money(2448_75))


def test_nothing_is_repaid_up_to_the_threshold_and_the_first_pound_not_before_it_is_whole() -> None:
    def amount(pence: int) -> Money:
        return loan_deduction("plan_1", Frequency.WEEKLY, DAY, Money(pence), RATES).amount

    assert amount(517_30) == amount(528_41) == ZERO
    assert amount(528_42) == Money(1_00)


def test_two_and_four_weeks_have_a_threshold_of_their_own() -> None:
    # HMRC's manual tables would average to a week and say £44 here
    assert loan_deduction("plan_2", Frequency.FOUR_WEEKLY, DAY, Money(2769_24), RATES).amount == Money(45_00)


def test_a_postgraduate_loan_repays_six_percent() -> None:
    assert loan_deduction("postgraduate", Frequency.MONTHLY, DAY, Money(2800_00), RATES).amount == Money(63_00)


def test_plan_5_begins_on_6_april_2026() -> None:
    much = Money(5000_00)
    before = loan_deduction("plan_5", Frequency.MONTHLY, date(2026, 4, 5), much, RATES)
    assert before.amount == before.threshold == ZERO
    assert loan_deduction("plan_5", Frequency.MONTHLY, date(2026, 4, 6), much, RATES).amount == Money(262_00)
    assert (default_plan(date(2026, 4, 5)), default_plan(date(2026, 4, 6))) == ("plan_1", "plan_5")


def test_of_several_plans_the_lowest_threshold_counts() -> None:
    assert plan_that_counts(["plan_2", "plan_1", "plan_4"], DAY, RATES) == "plan_1"
    assert plan_that_counts(["plan_1", "plan_5"], DAY, RATES) == "plan_5"
    assert plan_that_counts(["plan_1", "plan_5"], date(2026, 4, 5), RATES) == "plan_1"
    assert not plan_that_counts([], DAY, RATES)


def test_an_unknown_plan_or_year_is_refused() -> None:
    for plan, day in (("plan_3", DAY), ("plan_1", date(2030, 1, 1))):
        with pytest.raises(NoRateFor):
            loan_deduction(plan, Frequency.WEEKLY, day, Money(1), RATES)


def test_what_orders_leave_is_in_whole_pounds_again() -> None:
    assert whole_pounds(Money(12_99)) == Money(12_00)
    assert whole_pounds(Money(-5)) == ZERO


@given(
    st.sampled_from([*STUDENT_PLANS, "postgraduate"]),
    st.sampled_from(Frequency),
    st.integers(0, 900_000),
    st.integers(0, 5000),
)
def test_more_pay_never_repays_less_and_never_more_than_its_rate(
    plan: str, frequency: Frequency, pence: int, more: int
) -> None:
    low = loan_deduction(plan, frequency, DAY, Money(pence), RATES)
    high = loan_deduction(plan, frequency, DAY, Money(pence + more), RATES)
    assert ZERO <= low.amount <= high.amount
    assert low.amount.pence % 100 == 0
    assert low.table is not None
    assert low.amount.pounds <= max(Money(pence).pounds - low.table.threshold, Decimal(0)) * low.table.rate

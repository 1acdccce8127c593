from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from carerdesk.domain.money import ZERO, Money, total
from carerdesk.domain.payroll.orders import Deduction, Order, left_for_loans, lines_of, take_orders
from carerdesk.domain.payroll.pay import Item, Pay, check_pay, work_out_pay
from tests.domain.payroll.made import RATES, inputs

FINE = Order(1, "order_priority", "Fine", amount=Money(100_00), protected=Money(500_00))
DEBT = Order(2, "order_non_priority", "County court", amount=Money(80_00), protected=Money(400_00))


def amounts(orders: tuple[Order, ...], attachable: int) -> list[int]:
    return [one.amount.pence for one in take_orders(orders, Money(attachable))]


def test_an_order_takes_its_amount_and_keeps_what_it_protects() -> None:
    assert amounts((FINE,), 700_00) == [100_00]
    assert amounts((FINE,), 560_00) == [60_00]
    assert amounts((FINE,), 499_99) == [0]


def test_priority_comes_first_whatever_the_order_of_entry() -> None:
    taken = take_orders((DEBT, FINE), Money(540_00))
    assert [(one.order.title, one.amount) for one in taken] == [("Fine", Money(40_00)), ("County court", Money(80_00))]
    assert amounts((FINE, DEBT), 420_00) == [0, 20_00]


def test_a_percent_is_of_what_earlier_orders_left_and_is_cut_to_the_penny() -> None:
    council = Order(3, "order_table", "Council tax", percent=Decimal(12))
    assert amounts((council,), 333_33) == [39_99]
    assert amounts((FINE, council), 700_00) == [100_00, 72_00]


def test_an_order_ends_with_its_total() -> None:
    assert amounts((replace(FINE, left_of_total=Money(30_00)),), 900_00) == [30_00]


def test_what_could_not_be_taken_is_carried_where_the_order_says_so() -> None:
    (taken,) = take_orders((replace(FINE, carries=True),), Money(560_00))
    assert (taken.amount, taken.shortfall) == (Money(60_00), Money(40_00))
    (later,) = take_orders((replace(FINE, carries=True, brought_shortfall=Money(40_00)),), Money(900_00))
    assert (later.amount, later.shortfall) == (Money(140_00), ZERO)
    (other,) = take_orders((replace(FINE, brought_shortfall=Money(40_00)),), Money(560_00))
    assert (other.amount, other.shortfall) == (Money(60_00), ZERO)


def test_administration_is_a_line_of_its_own_and_only_above_what_is_protected() -> None:
    order = replace(FINE, administration=Money(1_00))
    order_line, kept = lines_of(take_orders((order,), Money(900_00)))
    assert (order_line.amount, order_line.goes) == (Money(100_00), "kept_back")
    assert (kept.amount, kept.goes) == (Money(1_00), "employer")
    (taken,) = take_orders((order,), Money(600_40))
    assert (taken.amount, taken.administration) == (Money(100_00), Money(40))
    assert not lines_of(take_orders((order,), Money(400_00)))


def paid(gross: str, **more: object) -> Pay:
    return work_out_pay(replace(inputs(gross), **more), RATES)  # type: ignore[arg-type]


def test_student_loans_come_after_orders_with_priority_and_are_cut_to_pounds_again() -> None:
    # of £2,800 the orders can reach £2,519.24; plan 2 wants £31, and £19.24 is left above what the fine protects
    plain = paid("2800", loan_plan="plan_2")
    assert plain.student_loan == Money(31_00)
    order = Order(1, "order_priority", "Fine", amount=Money(100_00), protected=Money(2400_00))
    reduced = paid("2800", loan_plan="plan_2", orders=(order,))
    reach = Money(2800_00) - reduced.tax - reduced.employee_ni
    assert reach == Money(2519_24)
    assert (reduced.deductions, reduced.student_loan) == (Money(100_00), Money(19_00))
    assert reduced.net == reach - Money(119_00)


def test_orders_without_priority_come_after_student_loans() -> None:
    order = Order(2, "order_non_priority", "County court", amount=Money(500_00), protected=Money(2409_60))
    found = paid("2800", loan_plan="plan_2", postgraduate_loan=True, orders=(order,))
    assert (found.student_loan, found.postgraduate_loan) == (Money(31_00), Money(63_00))
    assert found.deductions == Money(15_64)
    assert found.net == Money(2409_60)


def test_the_postgraduate_loan_has_what_the_student_loan_leaves() -> None:
    order = Order(1, "order_priority", "Fine", amount=Money(100_00), protected=Money(2370_00))
    found = paid("2800", loan_plan="plan_2", postgraduate_loan=True, orders=(order,))
    assert (found.student_loan, found.postgraduate_loan) == (Money(31_00), Money(18_00))


def test_agreed_deductions_that_leave_less_than_nothing_are_refused_and_orders_never_do() -> None:
    order = Order(1, "order_priority", "Fine", amount=Money(9000_00), protected=Money(300_00))
    kept = paid("2000", orders=(order,))
    assert kept.net == Money(300_00)
    assert not check_pay(kept)
    (found,) = check_pay(paid("2000", orders=(order,), deductions=(_advance(300_01),)))
    assert (found.code, found.values["short"]) == ("deductions_above_pay", "£0.01")


def _advance(pence: int) -> Deduction:
    return Deduction("advance", "Advance", Money(pence), "worker", "pay_item", 1)


def test_expenses_are_out_of_reach_of_orders() -> None:
    order = Order(1, "order_priority", "Fine", amount=Money(9000_00))
    miles = Item("mileage", "Miles", Money(45_00))
    assert paid("1000", orders=(order,), expenses=(miles,)).net == Money(45_00)


def test_a_pay_day_of_nothing_takes_nothing() -> None:
    found = paid("0", orders=(replace(FINE, carries=True),), loan_plan="plan_1")
    assert (found.net, found.deductions) == (ZERO, ZERO)
    assert [line.shortfall for line in found.taken] == [Money(100_00)]


ORDERS = st.builds(
    Order,
    id=st.integers(1, 9),
    kind=st.sampled_from(["order_priority", "order_non_priority", "order_table"]),
    title=st.just("Order"),
    amount=st.one_of(st.none(), st.integers(0, 200_000).map(Money)),
    percent=st.integers(0, 100).map(Decimal),
    protected=st.integers(0, 200_000).map(Money),
    left_of_total=st.one_of(st.none(), st.integers(0, 50_000).map(Money)),
    carries=st.booleans(),
    brought_shortfall=st.integers(0, 50_000).map(Money),
    administration=st.sampled_from([ZERO, Money(1_00)]),
)


@given(st.lists(ORDERS, max_size=5), st.integers(0, 400_000))
def test_no_order_takes_what_it_protects_nor_more_than_there_is(orders: list[Order], pence: int) -> None:
    taken = take_orders(orders, Money(pence))
    left = Money(pence)
    for one in taken:
        assert one.reached == left
        left = left - one.amount - one.administration
        assert left >= min(one.reached, one.order.protected)
        if one.order.left_of_total is not None:
            assert one.amount <= one.order.left_of_total
    assert total(line.amount for line in lines_of(taken)) == Money(pence) - left
    assert left_for_loans(taken, Money(pence)) >= ZERO


def test_a_day_of_another_year_is_still_the_same_order() -> None:
    """Orders hang on no rate: they are worked out from what the paper says, on any known payday."""
    assert work_out_pay(replace(inputs("900"), payday=date(2024, 5, 31), orders=(FINE,)), RATES).deductions

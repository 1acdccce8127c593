from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carerdesk.catalogue.words import problem_words
from carerdesk.domain.money import Money, total
from carerdesk.domain.payroll.frequency import Frequency
from carerdesk.domain.payroll.orders import Deduction
from carerdesk.domain.payroll.pay import (
    Item,
    YearToDate,
    check_pay,
    check_pay_inputs,
    hours_item,
    work_out_pay,
)
from tests.domain.payroll.made import RATES, inputs


def test_a_month_of_a_pa() -> None:
    pay = work_out_pay(inputs("2000"), RATES)
    # month 2, nothing earned in month 1: 2 × 1,048.26 free; 8 % of 952; 15 % of 1,583
    assert (pay.tax, pay.employee_ni, pay.employer_ni) == (Money(0), Money(76_16), Money(237_45))
    assert pay.net == Money(1923_84)
    assert pay.cost == Money(2237_45)


def test_hours_are_paid_to_the_nearest_penny_half_to_the_worker() -> None:
    assert hours_item("hours", "Hours", 2250, Decimal("12.71")).amount == Money(476_63)


def test_expenses_are_never_taxed_and_deductions_come_off_at_the_end() -> None:
    plain = work_out_pay(inputs("2000"), RATES)
    mileage = Item("mileage", "Mileage", Money(45_00), quantity=Decimal(100), rate=Decimal("0.45"))
    loan = Deduction("advance", "Advance paid back", Money(100_00), "employer")
    pay = work_out_pay(replace(inputs("2000"), expenses=(mileage,), deductions=(loan,)), RATES)
    assert (pay.gross, pay.tax, pay.employee_ni) == (plain.gross, plain.tax, plain.employee_ni)
    assert pay.net == plain.net + Money(45_00) - Money(100_00)


def test_the_year_so_far_grows_by_this_payday() -> None:
    before = YearToDate(Money(3000_00), Money(150_00), Money(2500_00), Money(80_00), Money(200_00))
    pay = work_out_pay(inputs("2000", before=before), RATES)
    assert pay.year_to_date == YearToDate(
        Money(5000_00),
        Money(150_00) + pay.tax,
        Money(4500_00),
        Money(80_00) + pay.employee_ni,
        Money(200_00) + pay.employer_ni,
        at_lel=Money(559_00),
        lel_to_pt=Money(489_00),
        pt_to_uel=Money(952_00),
    )


def test_week_one_can_be_told_beside_the_code() -> None:
    told = work_out_pay(replace(inputs("2000", before=YearToDate(Money(0), Money(50_00))), week_one=True), RATES)
    written = work_out_pay(inputs("2000", tax_code="1257L M1"), RATES)
    assert told.tax == written.tax > Money(0)


def test_a_weekly_payday_on_5_april_is_week_53() -> None:
    before = YearToDate(Money(26000_00), Money(2700_00))
    last = work_out_pay(inputs("500", payday=date(2027, 4, 5), frequency=Frequency.WEEKLY, before=before), RATES)
    assert last.period.number == 53
    assert last.tax == Money(51_60)  # (500 − 241.92 → 258) × 20 %


@pytest.mark.parametrize(
    ("payday", "letter", "gross", "tax_code", "problem"),
    [
        (date(2023, 4, 5), "A", "100", "1257L", "payday_outside_known_rates"),
        (date(2027, 4, 6), "A", "100", "1257L", "payday_outside_known_rates"),
        (date(2026, 5, 1), "Q", "100", "1257L", "ni_letter_unknown"),
        (date(2026, 5, 1), "A", "-0.01", "1257L", "gross_below_nothing"),
        (date(2024, 4, 5), "A", "100", "SD3", "tax_code_not_in_year"),
    ],
)
def test_what_cannot_be_worked_out_is_said_in_words(
    payday: date, letter: str, gross: str, tax_code: str, problem: str
) -> None:
    wrong = inputs(gross, payday=payday, letter=letter, tax_code=tax_code)
    (found,) = check_pay_inputs(wrong, RATES)
    assert found.code == problem
    assert problem_words(found)
    with pytest.raises((LookupError, ValueError)):
        work_out_pay(wrong, RATES)


def test_good_pay_has_no_problems() -> None:
    good = inputs("2000")
    assert check_pay_inputs(good, RATES) == ()
    assert check_pay(work_out_pay(good, RATES)) == ()


def test_deductions_above_the_pay_are_a_problem() -> None:
    loan = Deduction("advance", "Advance paid back", Money(2000_00), "employer")
    (found,) = check_pay(work_out_pay(replace(inputs("2000"), deductions=(loan,)), RATES))
    assert found.code == "deductions_above_pay"
    assert "£76.16" in problem_words(found)


@given(st.integers(0, 1_000_000), st.sampled_from(["1257L", "K475", "BR", "S1257L", "NT"]), st.sampled_from("ACMJX"))
def test_every_pound_goes_somewhere(pence: int, tax_code: str, letter: str) -> None:
    pay = work_out_pay(inputs(str(Decimal(pence) / 100), tax_code=tax_code, letter=letter), RATES)
    assert pay.gross == pay.net + pay.tax + pay.employee_ni
    assert pay.cost == total((pay.net, pay.tax, pay.employee_ni, pay.employer_ni))


@given(st.lists(st.integers(0, 50_000), min_size=1, max_size=5))
def test_lines_in_any_order_give_the_same_pay(amounts: list[int]) -> None:
    lines = tuple(Item("hours", "Hours", Money(pence)) for pence in amounts)
    one = work_out_pay(replace(inputs("0"), lines=lines), RATES)
    other = work_out_pay(replace(inputs("0"), lines=lines[::-1]), RATES)
    assert (one.gross, one.tax, one.net) == (other.gross, other.tax, other.net)

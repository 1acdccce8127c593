"""The exact place where a rounding or a threshold turns, each worked out by hand from the rule it names."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from carerdesk.domain.money import ZERO, Money
from carerdesk.domain.payroll.corrections import Correction, within
from carerdesk.domain.payroll.frequency import Frequency
from carerdesk.domain.payroll.loans import plan_that_counts, whole_pounds
from carerdesk.domain.payroll.mileage import CAR, check_mileage, dated_back
from carerdesk.domain.payroll.minimum_wage import (
    WageCheck,
    WagePay,
    WageTime,
    apprentice_rate_applies,
    average_hourly,
    days_lived_in,
)
from carerdesk.domain.payroll.national_insurance import national_insurance
from carerdesk.domain.payroll.orders import Deduction, Order, left_for_loans, take_orders
from carerdesk.domain.payroll.pay import PensionRefund, SameDay, check_pay, check_pay_inputs, hours_item, work_out_pay
from carerdesk.domain.payroll.pension import PensionTerms
from tests.domain.payroll.made import RATES, inputs, month, tax

MAY = date(2026, 5, 29)


def ni(pay: str) -> tuple[Decimal, Decimal]:
    found = national_insurance("A", Frequency.MONTHLY, MAY, Decimal(pay), RATES)
    return found.employee, found.employer


@pytest.mark.parametrize(
    ("pay", "employee"),
    [
        ("4189.28", "251.28"),  # 0.28 × 2 % = 0.0056: the third decimal is a 5, so down
        ("4189.30", "251.29"),  # 0.30 × 2 % = 0.0060: a 6, so up
    ],
)
def test_the_workers_part_above_the_upper_limit_goes_by_the_third_decimal(pay: str, employee: str) -> None:
    # HMRC, National Insurance guidance for software developers; (4,189 − 1,048) × 8 % = 251.28
    assert ni(pay)[0] == Decimal(employee)


@pytest.mark.parametrize(
    ("pay", "employer"),
    [
        ("4189.04", "565.81"),  # 0.04 × 15 % = 0.0060
        ("4189.17", "565.82"),  # 0.17 × 15 % = 0.0255: down to 0.02
    ],
)
def test_the_employers_part_above_the_upper_limit_goes_by_it_too(pay: str, employer: str) -> None:
    # (4,189 − 417) × 15 % = 565.80
    assert ni(pay)[1] == Decimal(employer)


def test_pay_of_just_the_lower_earnings_limit_reaches_it() -> None:
    def at_lel(pay: str) -> Decimal:
        return national_insurance("A", Frequency.WEEKLY, MAY, Decimal(pay), RATES).at_lel

    assert [at_lel(pay) for pay in ("128.99", "129")] == [0, 129]


def test_pay_of_just_a_band_top_in_whole_pounds_is_still_in_the_band() -> None:
    # 37,700 ÷ 12 is 3,141.6666, up to 3,142: 3,142 × 20 % = 628.40.
    # A penny more is taxed on the same pounds in the next band: 628.3333 + (3,142 − 3,141.6666) × 40 % = 628.46.
    assert tax("0T M1", month(1), "3142.00").tax == Decimal("628.40")
    assert tax("0T M1", month(1), "3142.01").tax == Decimal("628.46")


def test_whole_pounds_that_orders_leave_stay_as_they_are() -> None:
    assert [whole_pounds(Money(pence)).pence for pence in (11_99, 12_00, 199_00)] == [11_00, 12_00, 199_00]


def test_plan_5_counts_from_its_first_day() -> None:
    assert plan_that_counts(["plan_1", "plan_5"], date(2026, 4, 6), RATES) == "plan_5"


def test_hours_at_a_rate_come_to_the_nearest_penny() -> None:
    # 20 minutes at £12.10 are £4.0333, at £12.11 £4.0367; 15 minutes at £12.10 are £3.025, half a penny to the worker
    pay = [hours_item("normal", "Hours", minutes, Decimal(rate)).amount for minutes, rate in HOURS]
    assert pay == [Money(4_03), Money(4_04), Money(3_03)]


HOURS = ((20, "12.10"), (20, "12.11"), (15, "12.10"))


def test_the_first_and_the_last_known_payday_can_be_worked_out() -> None:
    for payday in (date(2023, 4, 6), date(2027, 4, 5)):
        assert check_pay_inputs(inputs("500", payday=payday), RATES) == ()


def test_no_pay_is_no_fault_and_a_penny_below_nothing_is() -> None:
    assert check_pay_inputs(inputs("0"), RATES) == ()
    assert [problem.code for problem in check_pay_inputs(inputs("-0.01"), RATES)] == ["gross_below_nothing"]


def test_deductions_may_take_the_last_penny_and_not_one_more() -> None:
    def left(pence: int) -> list[str]:
        taken = Deduction("advance", "Advance", Money(pence), "worker")
        return [problem.code for problem in check_pay(work_out_pay(replace(inputs("500"), deductions=(taken,)), RATES))]

    assert (left(500_00), left(500_01)) == ([], ["deductions_above_pay"])


def test_loans_keep_clear_of_the_highest_protected_earnings() -> None:
    orders = [
        Order(1, "order_priority", "First", amount=Money(50_00), protected=Money(100_00)),
        Order(2, "order_priority", "Second", amount=Money(30_00), protected=Money(200_00)),
    ]
    # 300 − 50 − 30 leaves 220; above the higher of the two protected earnings, 200, there are 20
    assert left_for_loans(take_orders(orders, Money(300_00)), Money(300_00)) == Money(20_00)


def test_half_a_penny_a_line_is_the_rounding_of_the_line_and_no_more() -> None:
    def short(counts: str) -> Money:
        line = WagePay("Hours", Money(6_35), Fraction(counts), rounded=True)
        time = WageTime("Hours", 30, 30)
        return WageCheck(MAY, MAY, 30, Decimal("12.71"), apprentice=False, times=(time,), pays=(line,)).short

    # half an hour at £12.71 is £6.355
    assert (short("6.35"), short("6.3499")) == (ZERO, Money(1))


def test_nights_are_scaled_by_weeks_to_the_nearest_thousandth() -> None:
    # GOV.UK's calculator: 11 ÷ 7 is 1.57142…, so 1.571 weeks; 31 ÷ 7 is 4.42857…, so 4.429
    assert [days_lived_in(Decimal(7), days) for days in (11, 31)] == [Decimal("10.997"), Decimal("31.003")]


def test_an_apprenticeship_counts_from_its_first_day_for_a_year() -> None:
    began = date(2026, 5, 1)
    days = (date(2026, 4, 30), began, date(2027, 4, 30), date(2027, 5, 1))
    assert [apprentice_rate_applies(began, 25, day) for day in days] == [False, True, True, False]


def test_an_average_for_reading_takes_half_a_penny_up() -> None:
    assert average_hourly(Fraction("25.41"), Fraction(2)) == Decimal("12.71")  # 12.705


def test_a_loan_is_worked_out_on_all_pay_of_the_day_and_the_first_jobs_part_is_not_taken_again() -> None:
    first = SameDay(Money(2600_00), ZERO, ZERO, student_loan=Money(13_00))
    second = replace(inputs("200"), loan_plan="plan_2", same_day=first)
    # 2,800.00 less 2,448.75 is 351.25, 9 % of it 31.61: £31, of which £13 are taken
    assert work_out_pay(second, RATES).student_loan == Money(18_00)


def test_a_loan_that_just_fits_is_not_called_reduced() -> None:
    def loan(protected: str) -> tuple[str, str]:
        order = Order(1, "order_priority", "Order", amount=Money(10_00), protected=Money.of(protected))
        pay = work_out_pay(replace(inputs("2800"), loan_plan="plan_2", orders=(order,)), RATES)
        (detail,) = pay.loan_details
        return str(pay.student_loan), str(detail.reduced_from)

    attachable = work_out_pay(inputs("2800"), RATES).net
    fits = attachable - Money(10_00) - Money(31_00)
    assert loan(fits.text) == ("£31.00", "None")
    assert loan((fits + Money(1)).text) == ("£30.00", "£31.00")  # £30.99, cut to whole pounds (CSLM18025)


def test_the_new_mileage_rate_is_dated_back_from_6_april_to_the_day_before_it_was_announced() -> None:
    def said(day: date) -> bool:
        return dated_back((check_mileage(CAR, Decimal(10), Money(5_50), Decimal(0), day, RATES),), day)

    days = (date(2026, 4, 5), date(2026, 4, 6), date(2026, 5, 20), date(2026, 5, 21))
    assert [said(day) for day in days] == [False, True, True, False]


def test_corrections_take_no_more_than_the_limit_and_give_back_whole() -> None:
    def taken(most: int, *taxes: int) -> list[int]:
        wanted = [Correction(at, MAY, "A", "A", Money(tax)) for at, tax in enumerate(taxes)]
        return [one.tax.pence for one in within(wanted, most)]

    assert taken(40, 30, 20, 5) == [30, 10, 0]
    assert taken(10, -15, 20, 10) == [-15, 20, 5]  # 10 and the 15 given back leave room for 25
    assert taken(-10, -15, 20) == [-15, 5]
    assert taken(0, 1, -3) == [1, -3]


@pytest.mark.parametrize(
    ("vehicle", "miles", "pence"),
    [
        (CAR, "0.1", 6),  # 55p: 5.5
        (CAR, "0.13", 7),  # 7.15
        ("motorcycle", "0.4", 10),  # 24p: 9.6
        ("motorcycle", "0.3", 7),  # 7.2
    ],
)
def test_mileage_comes_to_the_nearest_penny_for_tax_and_for_national_insurance(
    vehicle: str, miles: str, pence: int
) -> None:
    found = check_mileage(vehicle, Decimal(miles), ZERO, Decimal(0), MAY, RATES)
    assert (found.for_tax, found.for_ni, found.below) == (Money(pence), Money(pence), Money(pence))


def test_half_a_mile_is_paid_like_any_other() -> None:
    found = check_mileage(CAR, Decimal("0.5"), Money(50), Decimal(0), MAY, RATES)
    assert (found.for_tax, found.above_ni, found.below) == (Money(28), Money(22), ZERO)  # 27.5


@pytest.mark.parametrize("method", ["relief_at_source", "net_pay"])
def test_only_net_pay_contributions_change_what_is_taxed_coming_and_going(method: str) -> None:
    terms = PensionTerms("Nest", method, "qualifying_earnings", Decimal(5), Decimal(3))
    back = PensionRefund(Money(10_00), Money(6_00), method)
    taken = work_out_pay(replace(inputs("1500"), pension=terms), RATES)
    given = work_out_pay(replace(inputs("1500"), pension_refund=back), RATES)
    # (1,500 − 520) × 5 % is £49.00, of which relief at source takes 80 %, £39.20; 3 % is £29.40
    before_tax = method == "net_pay"
    assert (taken.pension, taken.employer_pension) == (Money(49_00 if before_tax else 39_20), Money(29_40))
    assert taken.taxable == Money(1451_00 if before_tax else 1500_00)
    assert (given.pension, given.employer_pension) == (Money(-10_00), Money(-6_00))
    assert given.taxable == Money(1510_00 if before_tax else 1500_00)


def test_pay_of_two_jobs_on_one_day_is_said_to_be_added_together_without_a_confirmed_source() -> None:
    first = SameDay(Money(600_00), ZERO, Money(27_45))
    both = work_out_pay(replace(inputs("600"), same_day=first), RATES)
    # (1,200 − 1,048) × 8 % is £12.16; (1,200 − 417) × 15 % is £117.45, of which £27.45 are borne
    assert (both.employee_ni, both.employer_ni) == (Money(12_16), Money(90_00))
    for figure in ("employee_ni", "employer_ni"):
        assert any("could not confirm" in note for note in both.working(figure).notes)
        assert not any("could not confirm" in note for note in work_out_pay(inputs("600"), RATES).working(figure).notes)

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from carerdesk.catalogue.words import problem_words
from carerdesk.domain.money import ZERO, Money
from carerdesk.domain.payroll.frequency import Frequency
from carerdesk.domain.payroll.notices import Circumstances, below_minimum_wage, minimum_hourly_rate, not_worked_out
from carerdesk.domain.rates import NoRateFor
from tests.domain.payroll.made import AGES, RATES

PAYDAY = date(2026, 5, 29)
ADULT = date(1990, 1, 1)


def codes(who: Circumstances, earnings: Money = ZERO, payday: date = PAYDAY) -> tuple[str, ...]:
    notices = not_worked_out(who, earnings, Frequency.MONTHLY, payday, RATES, ages=AGES)
    assert all(problem_words(notice) for notice in notices)
    return tuple(notice.code for notice in notices)


@pytest.mark.parametrize(
    ("birth", "pence", "notice"),
    [
        (ADULT, 833_00, "pension_may_opt_in"),
        (ADULT, 833_01, "pension_must_enrol"),
        (ADULT, 520_01, "pension_may_opt_in"),
        (ADULT, 520_00, "pension_may_join"),
        (date(2004, 5, 29), 900_00, "pension_must_enrol"),
        (date(2004, 5, 30), 900_00, "pension_may_opt_in"),
        (date(1955, 1, 1), 900_00, "pension_may_opt_in"),
        (None, 900_00, "pension_age_unknown"),
    ],
)
def test_pension_duties_follow_age_and_earnings(birth: date | None, pence: int, notice: str) -> None:
    assert codes(Circumstances(birth), Money(pence)) == (notice,)


@pytest.mark.parametrize("birth", [date(2010, 5, 30), date(1951, 5, 29), None])
def test_no_pension_duty(birth: date | None) -> None:
    assert codes(Circumstances(birth), Money(520_00)) == ()


def test_nothing_that_applies_is_left_out() -> None:
    who = Circumstances(
        ADULT,
        student_loan="plan_2",
        postgraduate_loan=True,
        pension_member=True,
        sick=True,
        parental_leave=True,
        attachment_order=True,
    )
    assert codes(who, Money(2000_00)) == (
        "student_loan_not_worked_out",
        "postgraduate_loan_not_worked_out",
        "pension_not_worked_out",
        "sick_pay_not_worked_out",
        "parental_pay_not_worked_out",
        "attachment_order_not_worked_out",
    )


def test_years_not_known_are_refused() -> None:
    with pytest.raises(NoRateFor):
        codes(Circumstances(ADULT), payday=date(2027, 4, 6))


@pytest.mark.parametrize(
    ("day", "age", "apprentice", "least"),
    [
        (date(2026, 4, 1), 21, False, "12.71"),
        (date(2026, 3, 31), 21, False, "12.21"),
        (date(2026, 4, 1), 20, False, "10.85"),
        (date(2026, 4, 1), 17, False, "8.00"),
        (date(2026, 4, 1), 25, True, "8.00"),
        (date(2023, 5, 1), 22, False, "10.18"),
        (date(2023, 5, 1), 23, False, "10.42"),
        (date(2024, 4, 1), 22, False, "11.44"),
    ],
)
def test_minimum_wage(day: date, age: int, apprentice: bool, least: str) -> None:
    assert minimum_hourly_rate(age, day, RATES, apprentice=apprentice) == Decimal(least)
    assert below_minimum_wage(Decimal(least), age, day, RATES, apprentice=apprentice) is None
    notice = below_minimum_wage(Decimal(least) - Decimal("0.01"), age, day, RATES, apprentice=apprentice)
    assert notice is not None
    assert f"£{least}" in problem_words(notice)

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carerdesk.domain.payroll.frequency import Frequency
from carerdesk.domain.payroll.national_insurance import LETTERS, NationalInsurance, national_insurance
from carerdesk.domain.rates import NoRateFor
from tests.domain.payroll.made import RATES

PENCE = st.integers(0, 1_000_000)
PAYDAYS = st.dates(date(2023, 4, 6), date(2027, 4, 5))


def ni(
    letter: str, pay: str, payday: date = date(2026, 5, 1), frequency: Frequency = Frequency.WEEKLY
) -> NationalInsurance:
    return national_insurance(letter, frequency, payday, Decimal(pay), RATES)


def test_seven_pence_over_the_threshold_is_nothing_and_eight_is_a_penny() -> None:
    # 0.07 × 8 % = 0.0056: only the third decimal counts
    assert ni("A", "242.07").employee == 0
    assert ni("A", "242.08").employee == Decimal("0.01")


def test_the_two_parts_are_rounded_apart() -> None:
    # (967 − 242) × 8 % = 58.00 and 0.25 × 2 % = 0.005, each rounded: together they would be the same;
    # employer: 871 × 15 % = 130.65 and 0.03 × 15 % = 0.0045 → 0.00
    above = ni("A", "967.30")
    assert above.employee == Decimal("58.01")
    split = ni("A", "967.03")
    assert split.employer == Decimal("130.65")


@pytest.mark.parametrize(
    ("payday", "employee"),
    [(date(2024, 1, 5), "30.96"), (date(2024, 1, 6), "25.80"), (date(2024, 4, 6), "20.64")],
)
def test_the_rate_of_the_payday_counts(payday: date, employee: str) -> None:
    assert ni("A", "500", payday).employee == Decimal(employee)


def test_the_employer_pays_below_the_lower_earnings_limit() -> None:
    low = ni("A", "110")
    assert (low.employee, low.employer) == (0, Decimal("2.10"))
    assert (low.at_lel, low.lel_to_primary, low.primary_to_uel) == (0, 0, 0)


@pytest.mark.parametrize("letter", ["H", "M", "V", "Z"])
def test_young_apprentice_and_veteran_letters_cost_the_employer_only_above_the_upper_threshold(letter: str) -> None:
    assert ni(letter, "967").employer == 0
    assert ni(letter, "1067").employer == 15


def test_letter_c_costs_the_worker_nothing_and_x_nobody() -> None:
    assert (ni("C", "1500").employee, ni("C", "1500").employer) == (0, Decimal("210.60"))
    assert (ni("X", "1500").employee, ni("X", "1500").employer) == (0, 0)


@pytest.mark.parametrize("letter", ["D", "a", ""])
def test_other_letters_are_refused(letter: str) -> None:
    with pytest.raises(NoRateFor):
        ni(letter, "500")


@pytest.mark.parametrize("payday", [date(2023, 4, 5), date(2027, 4, 6)])
def test_paydays_not_known_are_refused(payday: date) -> None:
    with pytest.raises(NoRateFor):
        ni("A", "500", payday)


@given(st.sampled_from(LETTERS), st.sampled_from(Frequency), PAYDAYS, PENCE, PENCE)
def test_never_below_nothing_and_never_less_for_more(
    letter: str, frequency: Frequency, payday: date, less: int, more: int
) -> None:
    low, high = (
        national_insurance(letter, frequency, payday, Decimal(pence) / 100, RATES) for pence in sorted((less, more))
    )
    assert 0 <= low.employee <= high.employee
    assert 0 <= low.employer <= high.employer


@given(st.sampled_from(LETTERS), st.sampled_from(Frequency), PAYDAYS, PENCE)
def test_the_bands_add_up_to_the_pay_below_the_upper_limit(
    letter: str, frequency: Frequency, payday: date, pence: int
) -> None:
    pay = Decimal(pence) / 100
    result = national_insurance(letter, frequency, payday, pay, RATES)
    bands = result.at_lel + result.lel_to_primary + result.primary_to_uel
    assert bands == (min(pay, result.table.uel) if pay >= result.table.lel else 0)

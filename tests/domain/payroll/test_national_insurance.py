from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carerdesk.domain.payroll.frequency import Frequency
from carerdesk.domain.payroll.national_insurance import LETTERS, NationalInsurance, national_insurance
from carerdesk.domain.rates import NoRateFor, Rates
from tests.domain.payroll.made import RATES

PENCE = st.integers(0, 1_000_000)
PAYDAYS = st.dates(date(2023, 4, 6), date(2027, 4, 5))


def ni(
    letter: str, pay: str, payday: date = date(2026, 5, 1), frequency: Frequency = Frequency.WEEKLY
) -> NationalInsurance:
    return national_insurance(letter, frequency, payday, Decimal(pay), RATES)


def both(result: NationalInsurance) -> tuple[str, str]:
    return f"{result.employee:.2f}", f"{result.employer:.2f}"


def test_seven_pence_over_the_threshold_is_nothing_and_eight_is_a_penny() -> None:
    # 0.07 × 8 % = 0.0056: only the third decimal counts
    assert ni("A", "242.07").employee == 0
    assert ni("A", "242.08").employee == Decimal("0.01")


def test_the_two_parts_are_rounded_apart() -> None:
    # 725 × 1.85 % = 13.4125 → 13.41 and 0.18 × 2 % = 0.0036 → 0.00; added first they would be 13.42
    assert ni("B", "967.18").employee == Decimal("13.41")
    # 792 × 13.8 % = 109.296 → 109.30 and 0.28 × 13.8 % = 0.03864 → 0.04; added first they would be 109.33
    assert ni("A", "967.28", date(2023, 6, 1)).employer == Decimal("109.34")


@pytest.mark.parametrize(
    ("payday", "employee"),
    [(date(2024, 1, 5), "30.96"), (date(2024, 1, 6), "25.80"), (date(2024, 4, 6), "20.64")],
)
def test_the_rate_of_the_payday_counts(payday: date, employee: str) -> None:
    assert ni("A", "500", payday).employee == Decimal(employee)


def test_the_employer_pays_below_the_lower_earnings_limit() -> None:
    low = ni("A", "110")
    assert both(low) == ("0.00", "2.10")
    assert not any((low.at_lel, low.lel_to_primary, low.primary_to_uel))


@pytest.mark.parametrize("letter", ["H", "M", "V", "Z"])
def test_young_apprentice_and_veteran_letters_cost_the_employer_only_above_the_upper_threshold(letter: str) -> None:
    assert ni(letter, "967").employer == 0
    assert ni(letter, "1067").employer == 15


def test_letter_c_costs_the_worker_nothing_and_x_nobody() -> None:
    assert both(ni("C", "1500")) == ("0.00", "210.60")
    assert both(ni("X", "1500")) == ("0.00", "0.00")


@pytest.mark.parametrize(("letter", "threshold"), [("H", "AUST"), ("M", "UST"), ("V", "VUST"), ("Z", "UST")])
def test_each_such_letter_has_its_own_threshold(letter: str, threshold: str) -> None:
    lower = Rates(
        (kind, replace(rate, value={"weekly": Decimal(900)}) if kind == f"ni.threshold.{threshold}" else rate)
        for kind in RATES.kinds
        for rate in RATES.all_of(kind)
    )
    result = national_insurance(letter, Frequency.WEEKLY, date(2026, 5, 1), Decimal(1000), lower)
    assert result.employer == 15


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

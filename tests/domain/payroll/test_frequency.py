from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carerdesk.domain.payroll.frequency import Frequency, TaxPeriod, tax_period

WEEKLY, FORTNIGHTLY, FOUR_WEEKLY, MONTHLY = Frequency


@pytest.mark.parametrize(
    ("payday", "frequency", "number"),
    [
        (date(2026, 4, 6), WEEKLY, 1),
        (date(2026, 4, 12), WEEKLY, 1),
        (date(2026, 4, 13), WEEKLY, 2),
        (date(2027, 4, 4), WEEKLY, 52),
        (date(2027, 4, 5), WEEKLY, 53),
        (date(2027, 4, 5), FORTNIGHTLY, 54),
        (date(2027, 4, 5), FOUR_WEEKLY, 56),
        (date(2024, 4, 3), WEEKLY, 52),
        (date(2024, 4, 4), WEEKLY, 53),
        (date(2024, 4, 5), FOUR_WEEKLY, 56),
        (date(2026, 4, 24), FORTNIGHTLY, 3),
        (date(2026, 4, 6), MONTHLY, 1),
        (date(2026, 5, 5), MONTHLY, 1),
        (date(2026, 5, 6), MONTHLY, 2),
        (date(2027, 1, 5), MONTHLY, 9),
        (date(2027, 4, 5), MONTHLY, 12),
    ],
)
def test_the_payday_decides_the_tax_period(payday: date, frequency: Frequency, number: int) -> None:
    assert tax_period(payday, frequency) == TaxPeriod(frequency, number)


@given(st.dates(date(2023, 4, 6), date(2027, 4, 5)), st.sampled_from(Frequency))
def test_an_extra_period_comes_only_after_a_whole_year_of_weeks(payday: date, frequency: Frequency) -> None:
    year_before = payday - timedelta(days=364)
    whole_year = (year_before.month, year_before.day) >= (4, 6) and year_before.year < payday.year
    extra = tax_period(payday, frequency).is_extra
    assert extra == (frequency is not MONTHLY and payday.month == 4 and payday.day <= 5 and whole_year)


@pytest.mark.parametrize(
    ("frequency", "number"), [(MONTHLY, 13), (WEEKLY, 54), (FORTNIGHTLY, 55), (FOUR_WEEKLY, 57), (WEEKLY, 0)]
)
def test_periods_that_do_not_exist_are_refused(frequency: Frequency, number: int) -> None:
    with pytest.raises(ValueError, match=str(number)):
        TaxPeriod(frequency, number)

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from carerdesk.catalogue.words import problem_words
from carerdesk.domain.payroll.notices import below_minimum_wage, minimum_hourly_rate
from tests.domain.payroll.made import RATES


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

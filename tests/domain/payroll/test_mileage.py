from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from carerdesk.catalogue.words import problem_words
from carerdesk.domain.money import Money
from carerdesk.domain.payroll.mileage import approved_for_ni, approved_for_tax, mileage_above_approved
from carerdesk.domain.rates import NoRateFor
from tests.domain.payroll.made import RATES

DAY = date(2026, 5, 29)


@pytest.mark.parametrize(
    ("vehicle", "miles", "before", "pence"),
    [
        ("car", "100", "0", 55_00),
        ("car", "100", "9950", 40_00),
        ("car", "100", "12000", 25_00),
        ("car", "10.5", "0", 5_78),
        ("motorcycle", "100", "12000", 24_00),
        ("bicycle", "100", "0", 20_00),
    ],
)
def test_free_of_tax(vehicle: str, miles: str, before: str, pence: int) -> None:
    assert approved_for_tax(vehicle, Decimal(miles), Decimal(before), DAY, RATES) == Money(pence)


def test_national_insurance_takes_the_first_rate_for_every_mile() -> None:
    assert approved_for_ni("car", Decimal(12000), DAY, RATES) == Money(6600_00)
    assert approved_for_ni("bicycle", Decimal(100), DAY, RATES) == Money(20_00)


def test_the_rate_of_the_year_counts() -> None:
    assert approved_for_tax("car", Decimal(100), Decimal(0), date(2026, 4, 5), RATES) == Money(45_00)


def test_a_vehicle_not_known_is_refused() -> None:
    with pytest.raises(NoRateFor):
        approved_for_tax("horse", Decimal(1), Decimal(0), DAY, RATES)


def test_paying_more_than_is_free_is_said() -> None:
    assert mileage_above_approved(Money(55_00), Money(55_00)) is None
    notice = mileage_above_approved(Money(60_00), Money(55_00))
    assert notice is not None
    assert "£5.00" in problem_words(notice)

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carerdesk.domain.money import ZERO, Money
from carerdesk.domain.payroll.mileage import (
    approved_for_ni,
    approved_for_tax,
    check_mileage,
    dated_back,
    mileage_working,
)
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


def test_paid_above_the_approved_rate_is_pay_for_tax_and_national_insurance() -> None:
    check = check_mileage("car", Decimal(100), Money(60_00), Decimal(0), DAY, RATES)
    assert (check.above_ni, check.only_taxed, check.below) == (Money(5_00), ZERO, ZERO)


def test_after_10000_miles_the_rest_is_taxed_without_national_insurance() -> None:
    check = check_mileage("car", Decimal(100), Money(55_00), Decimal(9950), DAY, RATES)
    assert (check.above_ni, check.only_taxed) == (ZERO, Money(15_00))


def test_both_at_once() -> None:
    check = check_mileage("car", Decimal(100), Money(60_00), Decimal(10_000), DAY, RATES)
    assert (check.above_ni, check.only_taxed) == (Money(5_00), Money(30_00))


def test_paid_below_is_a_gap_to_claim_tax_relief_on() -> None:
    check = check_mileage("car", Decimal(100), Money(45_00), Decimal(0), DAY, RATES)
    assert (check.above_ni, check.only_taxed, check.below) == (ZERO, ZERO, Money(10_00))


@given(miles=st.integers(1, 3000), pence=st.integers(0, 99), before=st.integers(0, 12_000))
def test_taking_miles_back_takes_back_what_was_pay(miles: int, pence: int, before: int) -> None:
    paid, there = Money(miles * pence), Decimal(miles)
    forth = check_mileage("car", there, paid, Decimal(before), DAY, RATES)
    back = check_mileage("car", -there, -paid, Decimal(before) + there, DAY, RATES)
    assert (back.above_ni, back.only_taxed) == (-forth.above_ni, -forth.only_taxed)
    assert forth.only_taxed >= ZERO


def test_the_working_says_what_is_not_confirmed_and_when_the_rate_was_announced() -> None:
    check = check_mileage("car", Decimal(100), Money(45_00), Decimal(0), date(2026, 5, 1), RATES)
    working = mileage_working((check,), date(2026, 5, 1), RATES)
    assert any(not source.confirmed for source in working.sources)
    assert any("21 May 2026" in note and "not confirmed" in note for note in working.notes)
    assert ("Below it", "£10.00") in [(line.text, line.figure) for line in working.lines]
    assert not dated_back((check,), date(2026, 5, 21))

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carerdesk.catalogue.words import problem_words
from carerdesk.domain.money import ZERO, Money
from carerdesk.domain.payroll.minimum_wage import (
    Home,
    TakenOff,
    WageCheck,
    WagePay,
    WageTime,
    accommodation,
    apprentice_rate_applies,
    average_hourly,
    below_minimum_wage,
    days_lived_in,
    hourly_rate,
    premium,
    time_counts,
)
from carerdesk.domain.rates import NoRateFor
from tests.domain.payroll.made import RATES

DAY = date(2026, 10, 26)
RATE = Decimal("12.71")


def check(minutes: int, *pays: WagePay, taken: tuple[TakenOff, ...] = (), homes: tuple[Home, ...] = ()) -> WageCheck:
    time = WageTime("Normal hours", minutes, minutes)
    return WageCheck(DAY, DAY, 36, RATE, False, (time,), pays, taken, homes)


def paid(amount: str) -> WagePay:
    money = Money.of(amount)
    return WagePay("Normal hours", money, Fraction(money.pounds), rounded=True)


@pytest.mark.parametrize(
    ("age", "day", "least"),
    [
        (17, date(2026, 4, 1), "8"),
        (18, date(2026, 4, 1), "10.85"),
        (20, date(2026, 4, 1), "10.85"),
        (21, date(2026, 4, 1), "12.71"),
        (21, date(2026, 3, 31), "12.21"),
        (22, date(2024, 3, 31), "10.18"),
        (23, date(2024, 3, 31), "10.42"),
    ],
)
def test_the_rate_follows_age_and_the_first_day_of_the_period(age: int, day: date, least: str) -> None:
    assert hourly_rate(age, day, RATES) == Decimal(least)


def test_a_typed_rate_a_penny_below_is_said() -> None:
    assert below_minimum_wage(RATE, 36, DAY, RATES) is None
    notice = below_minimum_wage(RATE - Decimal("0.01"), 36, DAY, RATES)
    assert notice is not None
    assert "£12.70" in problem_words(notice)
    assert below_minimum_wage(Decimal(8), 36, DAY, RATES, apprentice=True) is None


def test_a_day_without_a_known_rate_is_refused() -> None:
    with pytest.raises(NoRateFor):
        hourly_rate(30, date(2027, 4, 1), RATES)


@pytest.mark.parametrize(
    ("since", "age", "applies"),
    [
        (None, 18, False),
        (date(2024, 1, 1), 18, True),
        (date(2024, 1, 1), 19, False),
        (date(2025, 10, 27), 30, True),
        (date(2025, 10, 26), 30, False),
        (date(2026, 10, 27), 18, False),
    ],
)
def test_the_apprentice_rate_is_for_under_19_or_the_first_year(since: date | None, age: int, applies: bool) -> None:
    assert apprentice_rate_applies(since, age, DAY) is applies


def test_paid_just_the_minimum_is_lawful_though_a_line_is_brought_to_the_penny() -> None:
    """1 h 40 min × £12.71 is £21.1833…, paid as £21.18."""
    assert check(100, paid("21.18")).short == ZERO
    assert check(100, paid("21.17")).short == Money(2)


def test_what_is_short_is_the_whole_gap_to_the_next_penny() -> None:
    assert check(39 * 60, paid("100")).short == Money.of("395.69")
    assert check(100, paid("21.10")).short == Money(9)


@given(minutes=st.integers(1, 20_000), pence=st.integers(0, 400_000))
def test_topping_up_what_is_short_always_makes_it_lawful(minutes: int, pence: int) -> None:
    before = check(minutes, paid(str(Decimal(pence) / 100)))
    top_up = WagePay("Topped up", before.short, Fraction(before.short.pounds))
    assert check(minutes, *before.pays, top_up).short == ZERO


def test_only_the_part_of_a_rate_above_the_basic_one_is_a_premium() -> None:
    assert premium(Decimal("14.60"), Decimal("13.60"), 90) == Fraction(3, 2)
    assert premium(Decimal("12.00"), Decimal("13.60"), 90) == 0


def test_a_premium_cannot_carry_hours_paid_too_little() -> None:
    """10 h at £12 and 10 h of weekend at £16: £14 on average, but £4 an hour of it is for the weekend."""
    weekend = WagePay("Weekend hours", Money.of("160"), Fraction(160) - premium(Decimal(16), Decimal(12), 600))
    assert check(1200, paid("120"), weekend).short == Money.of("14.20")


def test_what_the_employer_keeps_lowers_the_pay_that_counts() -> None:
    enough = paid("127.10")
    assert check(600, enough).short == ZERO
    assert check(600, enough, taken=(TakenOff("Uniform", Money.of("5")),)).short == Money.of("5")


@pytest.mark.parametrize(("charge", "adds"), [("0", "77.70"), ("11.10", "0"), ("11.09", "0"), ("12.10", "-7.00")])
def test_a_home_adds_its_offset_when_free_and_takes_off_what_is_charged_above_it(charge: str, adds: str) -> None:
    assert accommodation(Decimal(charge), Decimal(7), Decimal("11.10")) == Decimal(adds)


def test_days_of_a_home_come_from_the_nights_of_a_usual_week_and_weeks_to_three_decimals() -> None:
    assert days_lived_in(Decimal(5), 28) == Decimal(20)
    assert days_lived_in(Decimal(5), 30) == Decimal("21.430")
    assert days_lived_in(Decimal(7), 31) == Decimal("31.003")


def test_a_free_home_counts_in_the_check() -> None:
    home = Home(Decimal(7), Decimal(0), Decimal("11.10"))
    assert check(60 * 30, paid("303.60"), homes=(home,)).short == ZERO
    assert check(60 * 30, paid("303.59"), homes=(home,)).short == Money(1)


def test_hours_that_nobody_has_decided_on_are_refused() -> None:
    assert time_counts("sleep_in_asleep") is False
    with pytest.raises(KeyError):
        time_counts("daydreaming")


def test_an_average_is_rounded_for_reading_only() -> None:
    assert average_hourly(Fraction("302.65"), Fraction(45)) == Decimal("6.73")
    assert check(0).average is None

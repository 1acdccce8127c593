"""Holiday on fixed hours, against GOV.UK's own calculator.

Each case is one of the tests of github.com/alphagov/smart-answers,
test/unit/calculators/holiday_entitlement_test.rb, at the line named beside it.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carerdesk.domain.holiday.fixed import (
    FixedHours,
    bank_holidays_on_top,
    earned_by,
    entitled_days,
    entitled_hours,
    first_year_accrued,
    left_of_bank_holidays,
)
from carerdesk.domain.holiday.leave_year import LeaveYear, check_nation, leave_year, leave_year_of_job


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def year(text: str | None) -> LeaveYear | None:
    return LeaveYear(date.fromisoformat(text)) if text else None


@pytest.mark.parametrize(
    ("days", "begins", "started", "left", "entitled"),
    [
        ("5", None, None, None, "28"),  # line 12
        ("3.5", None, None, None, "19.6"),  # line 24
        ("2", None, None, None, "11.2"),  # line 43
        ("0.5", None, None, None, "2.8"),  # line 55
        ("3", "2019-04-01", "2019-11-23", None, "7"),  # line 79
        ("5", "2020-01-01", "2020-06-01", None, "16.5"),  # line 103
        ("6", "2020-01-01", "2020-11-14", None, "5"),  # line 125
        ("5", "2019-05-01", "2019-09-23", None, "19"),  # line 147
        ("1", "2018-04-01", "2018-10-28", None, "3"),  # line 165
        ("4", "2020-03-01", "2020-03-03", None, "22.5"),  # line 183
        ("3", "2018-04-01", None, "2018-11-23", "11"),  # line 207
        ("3", "2019-04-01", None, "2019-11-23", "10.9"),  # line 231
        ("5", "2020-05-01", None, "2020-10-20", "13.3"),  # line 255
        ("7", "2019-06-01", None, "2020-03-17", "22.3"),  # line 277
        ("3", "2018-02-01", None, "2018-05-05", "4.4"),  # line 299
        ("5", None, "2019-01-20", "2019-07-18", "13.9"),  # line 325
        ("6", None, "2018-08-22", "2019-07-31", "26.4"),  # line 347
    ],
)
def test_days_are_those_of_the_official_calculator(
    days: str, begins: str | None, started: str | None, left: str | None, entitled: str
) -> None:
    found = entitled_days(FixedHours(Decimal(days)), year(begins), day(started), day(left))
    assert found == Decimal(entitled)


@pytest.mark.parametrize(
    ("week", "begins", "started", "left", "entitled"),
    [
        (("68", "7"), None, None, None, "272"),  # line 444
        (("57", "5"), None, None, None, "319.2"),  # line 462
        (("38", "5"), None, None, None, "212.8"),  # line 480
        (("26", "2"), "2019-11-01", "2020-07-14", None, "52"),  # line 500
        (("35", "3"), "2019-04-01", "2019-11-08", None, "81.7"),  # line 522
        (("73", "7"), "2019-10-01", None, "2020-03-18", "135.7"),  # line 550
        (("29", "2"), None, "2018-04-02", "2019-03-08", "151.8"),  # line 575
        (("25", "6"), None, "2019-10-30", "2020-10-12", "111.3"),  # line 597
        (("40", "5"), None, None, None, "224"),  # line 623
        (("36", "6"), None, None, None, "168"),  # line 639
        (("49", "4"), None, None, None, "274.4"),  # line 657
        (("55", "3"), None, None, None, "308"),  # line 673
        (("45", "5"), None, None, None, "252"),  # line 689
        (("25", "3"), "2020-04-01", "2020-11-23", None, "58.4"),  # line 712
        (("40", "5"), "2020-01-01", "2020-06-01", None, "132"),  # line 738
    ],
)
def test_hours_are_those_of_the_official_calculator(
    week: tuple[str, str], begins: str | None, started: str | None, left: str | None, entitled: str
) -> None:
    hours, days = week
    pattern = FixedHours(Decimal(days), Decimal(hours))
    assert entitled_hours(pattern, year(begins), day(started), day(left)) == Decimal(entitled)


def test_a_more_generous_contract_is_not_cut_back_to_28_days() -> None:
    assert FixedHours(Decimal(5), weeks=Decimal(6)).days_a_year == 30
    assert FixedHours(Decimal(6)).days_a_year == 28


JANUARY = LeaveYear(date(2020, 1, 1))


@given(st.integers(1, 14).map(lambda n: Decimal(n) / 2), st.integers(0, 365))
def test_a_part_of_a_year_is_never_rounded_down_nor_more_than_the_whole(days: Decimal, at: int) -> None:
    pattern = FixedHours(days)
    left = date.fromordinal(JANUARY.first.toordinal() + at)
    found = entitled_days(pattern, JANUARY, None, left)
    assert found >= pattern.days_a_year * (at + 1) / 366 - Decimal("0.0001")
    assert found <= pattern.days_a_year + Decimal("0.1")


def test_a_month_counts_when_the_start_is_no_later_in_it_than_the_years_end() -> None:
    """The year ends on a 31st: from 31 October there are three months to go, and 28 × 3 ÷ 12 is 7."""
    assert entitled_days(FixedHours(Decimal(5)), JANUARY, date(2020, 10, 31)) == 7


def test_someone_who_starts_after_leaving_day_earns_nothing() -> None:
    assert entitled_days(FixedHours(Decimal(5)), JANUARY, date(2020, 6, 2), date(2020, 6, 1)) == 0


def test_the_leave_year_is_the_contracts_or_the_jobs() -> None:
    assert leave_year(date(2026, 3, 31), 4, 1).first == date(2025, 4, 1)
    assert leave_year(date(2026, 4, 1), 4, 1).last == date(2027, 3, 31)
    assert leave_year_of_job(date(2026, 9, 13), date(2024, 9, 14)).first == date(2025, 9, 14)
    assert leave_year_of_job(date(2024, 10, 1), date(2024, 9, 14)).first == date(2024, 9, 14)
    assert leave_year(date(2027, 2, 28), 2, 29).first == date(2027, 2, 28)
    with pytest.raises(ValueError, match="before the job"):
        leave_year_of_job(date(2024, 9, 13), date(2024, 9, 14))


def test_a_first_year_may_be_earned_by_the_month() -> None:
    started = date(2026, 1, 15)
    accrued = [first_year_accrued(Decimal(28), started, day) for day in (
        date(2026, 1, 14), started, date(2026, 2, 14), date(2026, 2, 15), date(2026, 12, 15), date(2028, 1, 1),
    )]  # fmt: skip
    assert accrued == [0, Decimal("2.5"), Decimal("2.5"), Decimal(5), 28, 28]


def test_bank_holidays_count_only_on_working_days() -> None:
    good_friday, easter_monday = date(2020, 4, 10), date(2020, 4, 13)
    days_off = [good_friday, easter_monday, date(2021, 1, 1)]
    assert bank_holidays_on_top(JANUARY, [0, 1, 2], days_off) == 1
    assert left_of_bank_holidays(Decimal("16.8"), JANUARY, [0, 1, 2], days_off) == Decimal("15.8")
    assert left_of_bank_holidays(Decimal("0.5"), JANUARY, [0], days_off) == 0


def test_holiday_earned_so_far_grows_by_the_day() -> None:
    assert earned_by(Decimal(366), JANUARY, date(2020, 1, 1)) == 1
    assert earned_by(Decimal(366), JANUARY, date(2020, 12, 31), date(2020, 12, 1)) == 31
    assert earned_by(Decimal(366), JANUARY, date(2021, 6, 1)) == 366
    assert earned_by(Decimal(366), JANUARY, date(2019, 6, 1)) == 0


def test_northern_ireland_is_refused() -> None:
    refused = check_nation("northern_ireland")
    assert refused is not None
    assert refused.code == "holiday_not_known_ni"
    assert check_nation("wales") is None

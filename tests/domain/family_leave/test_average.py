"""Average weekly earnings: which pay counts, and where the figures are cut."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from carerdesk.domain.family_leave.average import (
    Payday,
    Period,
    average_of,
    check_typed,
    ninety_percent,
    relevant_period,
    whole_months,
)
from carerdesk.domain.money import Money
from carerdesk.domain.payroll.frequency import Frequency

SATURDAY = date(2026, 10, 3)


def paid(day: date, pounds: str) -> Payday:
    return Payday(day, Money.of(pounds))


def test_the_period_runs_from_the_day_after_a_payday_eight_weeks_earlier() -> None:
    weekly = [SATURDAY - timedelta(days=1 + 7 * at) for at in range(20)]
    found = relevant_period([*weekly, SATURDAY + timedelta(days=6)], SATURDAY, Frequency.WEEKLY)
    assert found == Period(date(2026, 8, 8), date(2026, 10, 2))
    assert found.days == 56


def test_monthly_paydays_go_back_to_the_last_one_at_least_eight_weeks_earlier() -> None:
    ends = [date(2026, month, day) for month, day in ((6, 30), (7, 31), (8, 31), (9, 30))]
    assert relevant_period(ends, SATURDAY, Frequency.MONTHLY) == Period(date(2026, 8, 1), date(2026, 9, 30))


@pytest.mark.parametrize(
    ("frequency", "first"),
    [(Frequency.WEEKLY, date(2026, 8, 8)), (Frequency.MONTHLY, date(2026, 8, 3))],
)
def test_a_payday_before_those_known_is_where_it_would_have_fallen(frequency: Frequency, first: date) -> None:
    found = relevant_period([date(2026, 10, 2)], SATURDAY, frequency)
    assert found is not None
    assert found.first == first


def test_there_is_no_period_without_a_payday_by_then() -> None:
    assert relevant_period([SATURDAY + timedelta(days=1)], SATURDAY, Frequency.WEEKLY) is None


def test_eight_weeks_are_divided_by_eight_and_cut_at_the_seventh_decimal() -> None:
    period = Period(date(2026, 8, 8), date(2026, 10, 2))
    average = average_of([paid(date(2026, 9, 4), "1000"), paid(date(2026, 10, 2), "1000.01")], period, Frequency.WEEKLY)
    assert average.amount == Decimal("250.0012500")
    shared = average_of(
        [paid(date(2026, 10, 2), "1000")], Period(date(2026, 8, 1), date(2026, 10, 2)), Frequency.WEEKLY
    )
    assert shared.amount == Decimal("111.1111111")  # 63 days: £1,000 ÷ 9, not rounded up to …112


def test_monthly_pay_goes_by_twelve_and_fifty_two() -> None:
    period = Period(date(2026, 8, 1), date(2026, 9, 30))
    assert average_of([paid(date(2026, 9, 30), "1600")], period, Frequency.MONTHLY).amount == Decimal("184.6153846")


def test_days_that_are_no_whole_weeks_are_divided_as_days() -> None:
    period = Period(date(2026, 8, 8), date(2026, 10, 3))
    assert average_of([paid(date(2026, 10, 2), "570")], period, Frequency.WEEKLY).amount == Decimal(70)


def test_pay_outside_the_period_does_not_count() -> None:
    period = Period(date(2026, 8, 8), date(2026, 10, 2))
    around = [paid(date(2026, 8, 7), "999"), paid(date(2026, 10, 3), "999"), paid(date(2026, 8, 8), "80")]
    assert average_of(around, period, Frequency.WEEKLY).amount == Decimal(10)


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        (date(2026, 8, 1), date(2026, 9, 30), 2),
        (date(2026, 8, 1), date(2026, 10, 15), 2),
        (date(2026, 8, 1), date(2026, 10, 16), 3),
        (date(2026, 12, 1), date(2027, 2, 14), 2),
        (date(2026, 12, 1), date(2027, 2, 15), 3),
        (date(2026, 8, 1), date(2026, 8, 3), 1),
    ],
)
def test_odd_days_make_a_month_from_sixteen_on_and_in_february_from_fifteen(
    first: date, last: date, months: int
) -> None:
    assert whole_months(Period(first, last)) == months


def test_ninety_percent_is_cut_like_the_average() -> None:
    assert ninety_percent(Decimal("184.6153846"), Decimal(90)) == Decimal("166.1538461")  # …46.14, cut


@given(some.decimals(min_value=0, max_value=5000, places=7))
def test_ninety_percent_is_never_more_than_the_whole_nor_a_ten_millionth_too_little(average: Decimal) -> None:
    part = ninety_percent(average, Decimal(90))
    assert part <= average * 9 / 10 < part + Decimal("0.0000001")


def test_a_typed_average_needs_its_reason() -> None:
    assert [each.code for each in check_typed(Decimal(1), " ")] == ["family_average_needs_reason"]
    assert [each.code for each in check_typed(Decimal(-1), "x")] == ["family_average_below_nothing"]
    assert [each.code for each in check_typed(None, "x")] == ["family_average_missing"]
    assert check_typed(None, "") == ()

"""Dates the British way; tax weeks and months by their published bounds."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carerdesk.domain import dates

days = st.dates(date(2000, 1, 1), date(2090, 12, 31))


@pytest.mark.parametrize(
    ("day", "month", "week", "year"),
    [
        (date(2026, 4, 6), 1, 1, "2026-27"),
        (date(2026, 4, 5), 12, 53, "2025-26"),
        (date(2026, 5, 5), 1, 5, "2026-27"),
        (date(2026, 5, 6), 2, 5, "2026-27"),
        (date(2026, 11, 27), 8, 34, "2026-27"),
        (date(2027, 1, 5), 9, 40, "2026-27"),
        (date(2024, 4, 5), 12, 53, "2023-24"),
    ],
)
def test_tax_weeks_and_months(day: date, month: int, week: int, year: str) -> None:
    assert (dates.tax_month(day), dates.tax_week(day), dates.tax_year_name(day)) == (month, week, year)


@given(days)
def test_a_day_lies_in_its_own_tax_month(day: date) -> None:
    first, last = dates.tax_month_bounds(day)
    assert first <= day <= last
    assert (first.day, last.day) == (6, 5)
    assert dates.tax_month(first) == dates.tax_month(last) == dates.tax_month(day)
    assert dates.tax_month_bounds(last + timedelta(days=1))[0] == last + timedelta(days=1)


@given(days, st.integers(-48, 48))
def test_months_are_added_without_leaving_the_month(day: date, months: int) -> None:
    moved = dates.add_months(day, months)
    assert (moved.year * 12 + moved.month) - (day.year * 12 + day.month) == months
    assert moved.day == day.day or (moved + timedelta(days=1)).day == 1


def test_dates_are_said_as_people_say_them() -> None:
    day = date(2026, 11, 20)
    assert dates.full_date(day) == "Friday 20 November 2026"
    assert dates.span(date(2026, 11, 16), date(2026, 11, 22)) == "16 to 22 November 2026"
    assert dates.span(date(2026, 10, 26), date(2026, 11, 22)) == "26 October to 22 November 2026"
    assert dates.span(date(2026, 12, 28), date(2027, 1, 3)) == "28 December 2026 to 3 January 2027"
    assert dates.span(day, day) == "20 November 2026"

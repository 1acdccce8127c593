"""The dates of pension duties."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carerdesk.domain.pension.dates import (
    AGAIN,
    PAYING_OVER,
    declare_by,
    enrol_again,
    letter_by,
    longest_postponement,
    month_of,
    opt_out_until,
    order_due,
    pension_due,
)


def test_the_dates_of_one_enrolment() -> None:
    assert longest_postponement(date(2026, 11, 30)) == date(2027, 2, 28)
    assert letter_by(date(2026, 6, 1)) == date(2026, 7, 13)
    assert opt_out_until(date(2027, 1, 31)) == date(2027, 2, 28)
    assert declare_by(date(2026, 9, 30)) == date(2027, 2, 28)


def test_contributions_of_a_month_are_due_on_the_22nd_of_the_next() -> None:
    assert pension_due(date(2026, 12, 31)) == date(2027, 1, 22)
    assert pension_due(date(2026, 12, 31), by_post=True) == date(2027, 1, 19)
    assert order_due(date(2026, 11, 30)) == date(2026, 12, 19)
    assert not PAYING_OVER.confirmed


def test_people_are_enrolled_again_three_years_on() -> None:
    found = enrol_again(date(2026, 9, 7), ())
    assert (found.first, found.anniversary, found.last) == (date(2029, 6, 7), date(2029, 9, 7), date(2029, 12, 6))
    assert found.declare_by == date(2030, 2, 6)
    assert not AGAIN.confirmed


def test_the_next_time_counts_from_the_day_chosen_last() -> None:
    found = enrol_again(date(2023, 9, 7), (date(2026, 8, 1),))
    assert found.anniversary == date(2029, 8, 1)


@pytest.mark.parametrize("day", [date(2028, 2, 1), date(2028, 2, 29)])
def test_a_month_has_its_first_and_last_day(day: date) -> None:
    assert month_of(day) == (date(2028, 2, 1), date(2028, 2, 29))


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)))
def test_every_date_comes_after_what_it_counts_from(day: date) -> None:
    first, last = month_of(day)
    assert first <= day <= last < order_due(last) < pension_due(last)
    assert day < letter_by(day) < longest_postponement(day) < declare_by(day)
    assert (opt_out_until(day) - day).days in range(27, 31)

"""Laws of holiday over several leave years: every method, starters, leavers, and the leap day."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carerdesk.domain.holiday.balance import Booking, Entry, balance_on, beyond
from carerdesk.domain.holiday.carry_over import Carried, CarryReason, lapsed, use_by
from carerdesk.domain.holiday.fixed import (
    FixedHours,
    entitled_days,
    entitled_hours,
    first_year_accrued,
    first_year_hours,
)
from carerdesk.domain.holiday.irregular import Answers, WorkedPeriod, accrue
from carerdesk.domain.holiday.leave_year import LeaveYear, by_leave_year, leave_year

A_DAY = timedelta(days=1)
DAYS = st.dates(date(2024, 4, 1), date(2031, 3, 31))
YEARS = st.sampled_from([(4, 1), (1, 1), (2, 29), (3, 1), (9, 15), (12, 31)])
WEEKS = st.builds(
    FixedHours, st.sampled_from([Decimal(1), Decimal(2), Decimal("2.5"), Decimal(4), Decimal(5), Decimal(6)]),
    st.sampled_from([Decimal(3), Decimal(16), Decimal(20), Decimal("37.5"), Decimal(48)]),
)  # fmt: skip


@given(DAYS, st.integers(0, 1500), YEARS)
def test_days_cut_by_leave_years_are_the_same_days_each_in_its_own_year(
    first: date, more: int, begins: tuple[int, int]
) -> None:
    last = first + A_DAY * more
    parts = by_leave_year(first, last, *begins)
    assert parts[0][0] == first
    assert parts[-1][1] == last
    for (_, ends), (next_begins, _) in pairwise(parts):
        assert next_begins == ends + A_DAY
        assert leave_year(ends, *begins) != leave_year(next_begins, *begins)
    for begin, end in parts:
        assert leave_year(begin, *begins) == leave_year(end, *begins)


@given(DAYS, YEARS)
def test_every_day_is_in_one_leave_year_of_365_or_366_days(day: date, begins: tuple[int, int]) -> None:
    year = leave_year(day, *begins)
    assert day in year
    assert year.days in {365, 366}
    assert leave_year(year.last + A_DAY, *begins).first == year.last + A_DAY


def test_a_leave_year_that_begins_on_29_february() -> None:
    assert leave_year(date(2026, 3, 1), 2, 29) == LeaveYear(date(2026, 2, 28))
    assert leave_year(date(2028, 2, 28), 2, 29).last == date(2028, 2, 28)
    assert leave_year(date(2028, 2, 29), 2, 29) == LeaveYear(date(2028, 2, 29))
    assert leave_year(date(2028, 2, 28), 2, 29).first == date(2027, 2, 28)
    assert LeaveYear(date(2028, 2, 29)).last == date(2029, 2, 27)
    assert leave_year(date(2029, 2, 28), 2, 29) == LeaveYear(date(2029, 2, 28))


@given(WEEKS, DAYS, YEARS)
def test_a_starter_never_has_more_than_a_whole_year_nor_less_than_the_days_earn(
    week: FixedHours, started: date, begins: tuple[int, int]
) -> None:
    year = leave_year(started, *begins)
    days = entitled_days(week, year, started)
    assert days <= entitled_days(week, year) + Decimal("0.5")
    assert entitled_days(week, leave_year(year.last + A_DAY, *begins), started) == entitled_days(week)


@given(WEEKS, DAYS, st.integers(0, 364), YEARS)
def test_a_leaver_earns_by_days_and_more_the_later_they_leave(
    week: FixedHours, day: date, more: int, begins: tuple[int, int]
) -> None:
    year = leave_year(day, *begins)
    left = min(year.first + A_DAY * more, year.last)
    hours = entitled_hours(week, year, None, left)
    exact = Fraction(week.days_a_year) * ((left - year.first).days + 1) / year.days * week.hours_per_day
    assert Fraction(0) <= Fraction(hours) - exact < Fraction(1, 10)
    assert hours <= entitled_hours(week, year, None, min(left + A_DAY, year.last)) or left == year.last


@given(WEEKS, DAYS, YEARS, st.none() | st.integers(0, 400))
def test_a_first_year_by_the_month_comes_to_what_the_year_gives(
    week: FixedHours, started: date, begins: tuple[int, int], stays: int | None
) -> None:
    year = leave_year(started, *begins)
    left = started + A_DAY * stays if stays is not None else None
    parts = first_year_hours(week, year, started, left)
    assert sum((hours for _, hours in parts), Decimal(0)) == entitled_hours(week, year, started, left)
    assert all(started <= day <= (min(year.last, left) if left else year.last) for day, _ in parts)
    assert all(hours > 0 for _, hours in (parts if left is None else parts[:-1]))


@given(st.decimals(1, 28, places=1), DAYS, st.integers(0, 500))
def test_a_first_year_by_the_month_never_passes_the_whole(entitlement: Decimal, started: date, more: int) -> None:
    day = started + A_DAY * more
    found = first_year_accrued(entitlement, started, day)
    assert found <= entitlement
    assert found <= first_year_accrued(entitlement, started, day + A_DAY)


@given(st.lists(st.integers(0, 60 * 60), min_size=12, max_size=40), YEARS)
def test_hours_that_vary_earn_in_the_year_their_period_ends_in_and_in_no_other(
    worked: list[int], begins: tuple[int, int]
) -> None:
    periods = [
        WorkedPeriod(date(2026, 1, 4) + A_DAY * 28 * at, date(2026, 1, 31) + A_DAY * 28 * at, minutes)
        for at, minutes in enumerate(worked)
    ]
    years = {leave_year(period.last, *begins) for period in periods}
    answers = Answers(sleep_ins_count=False, most_minutes=999 * 60)
    found = [entry for year in years for entry in accrue(year, periods, answers, "england").entries]
    assert sorted(entry.period.last for entry in found) == sorted(period.last for period in periods)
    assert all(entry.minutes % 60 == 0 for entry in found)
    exact = Fraction(sum(worked)) * Fraction("0.1207")
    assert abs(sum(entry.minutes for entry in found) - exact) <= 30 * len(worked)


@pytest.mark.parametrize(("periods", "minutes", "earned"), [(52, 4 * 60, 0), (12, 52 * 4 * 5, 12 * 60 * 2)])
def test_weekly_periods_of_few_hours_earn_nothing_where_months_do(periods: int, minutes: int, earned: int) -> None:
    """Four hours a week: nothing by the week, and by the month 17 h 20 min earn 2 h, 24 h in the year."""
    year = LeaveYear(date(2026, 4, 1))
    step = 7 if periods > 12 else 30
    worked = [
        WorkedPeriod(year.first + A_DAY * step * at, year.first + A_DAY * (step * at + step - 1), minutes)
        for at in range(periods)
    ]
    found = accrue(year, worked, Answers(False, 999 * 60), "england")
    assert found.minutes == earned
    assert len(found.warnings) == (periods if not earned else 0)


@given(
    st.lists(st.tuples(st.integers(0, 1400), st.integers(0, 600)), max_size=12),
    st.lists(st.tuples(st.integers(0, 1400), st.integers(0, 10), st.integers(1, 600)), max_size=12),
    st.integers(0, 1400), YEARS,
)  # fmt: skip
def test_a_balance_on_any_day_is_what_was_earned_less_what_is_taken_and_booked(
    earned: list[tuple[int, int]], booked: list[tuple[int, int, int]], at: int, begins: tuple[int, int]
) -> None:
    day = date(2024, 4, 1) + A_DAY * at
    year = leave_year(day, *begins)
    entries = [Entry(date(2024, 4, 1) + A_DAY * when, minutes) for when, minutes in earned]
    bookings = [
        Booking(date(2024, 4, 1) + A_DAY * when, date(2024, 4, 1) + A_DAY * (when + long), minutes)
        for when, long, minutes in booked
    ]
    found = balance_on(day, year, entries, bookings)
    mine = [booking for booking in bookings if booking.first in year]
    assert found.taken + found.booked == sum(booking.minutes for booking in mine)
    assert found.earned == sum(entry.minutes for entry in entries if year.first <= entry.day <= day)
    assert found.left == found.earned - found.taken - found.booked
    assert min(found.taken, found.booked) >= 0


@given(st.integers(0, 5000), st.integers(-2000, 5000))
def test_what_is_beyond_the_balance_and_what_is_not_make_the_holiday(minutes: int, left: int) -> None:
    over = beyond(minutes, left)
    assert 0 <= over <= minutes
    assert minutes - over <= max(left, 0)


@given(st.integers(0, 6), st.sampled_from(list(CarryReason)), st.integers(1, 900), st.integers(0, 900))
def test_what_is_carried_lapses_once_and_never_more_than_was_left(
    years: int, reason: CarryReason, minutes: int, taken: int
) -> None:
    from_year = LeaveYear(date(2024 + years, 4, 1))
    into = from_year.last + A_DAY
    until = use_by(reason, from_year)
    lot = Carried(minutes, reason, into, until)
    used = [(into + A_DAY * 10, taken)]
    rest = max(minutes - taken, 0)
    assert lapsed([lot], used, into + A_DAY * 20) == 0
    if until is None:
        assert lapsed([lot], used, date(2040, 1, 1)) == 0
    else:
        assert lapsed([lot], used, until) == 0
        assert lapsed([lot], used, until + A_DAY) == rest
        assert lapsed([lot], used, until + A_DAY * 1000) == rest

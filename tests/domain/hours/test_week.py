"""Copying a week, outings, and where a shift's minutes count."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carerdesk.domain.hours.clock import clock_time, minutes_between
from carerdesk.domain.hours.shares import check_shares
from carerdesk.domain.hours.shift import (
    FunderMinutes,
    Shift,
    ShiftKind,
    day_parts,
    hours_text,
    paid_between,
    paid_minutes,
    together,
    within,
)
from carerdesk.domain.hours.week import copy_week, outings
from tests.domain.hours.made import COUNCIL, NHS, awake, shift


def test_a_copied_week_keeps_clock_times_across_a_clock_change() -> None:
    monday_night = shift("2026-10-19 22:00", "2026-10-20 07:00", miles=Decimal(4), how_it_went="Well", what="Swim")
    copied = copy_week([monday_night], date(2026, 10, 26))
    (copy,) = copied.shifts
    assert [f"{clock_time(moment):%d %H:%M}" for moment in (copy.starts, copy.ends)] == ["26 22:00", "27 07:00"]
    assert (copy.miles, copy.how_it_went, copy.what) == (Decimal(0), "", "Swim")


def test_a_night_copied_on_to_the_long_night_has_its_shares_made_to_fit() -> None:
    night = shift(
        "2026-10-17 22:00",
        "2026-10-18 07:00",
        kind=ShiftKind.WAKING_NIGHT,
        shares=(FunderMinutes(COUNCIL, 360), FunderMinutes(NHS, 180)),
    )
    (copy,) = copy_week([night], date(2026, 10, 19)).shifts
    assert copy.shares == (FunderMinutes(COUNCIL, 400), FunderMinutes(NHS, 200))


def test_a_time_that_comes_twice_is_not_guessed() -> None:
    late = shift("2026-10-17 20:00", "2026-10-18 01:30")
    copied = copy_week([late], date(2026, 10, 19))
    assert copied.shifts == ()
    assert [problem.code for problem in copied.problems] == ["time_comes_twice"]


def test_a_week_is_copied_to_a_monday() -> None:
    with pytest.raises(ValueError, match="Monday"):
        copy_week([], date(2026, 10, 20))


def test_two_pas_on_one_outing_have_a_shift_each() -> None:
    one, two = together(shift("2026-11-16 10:00", "2026-11-16 14:00", miles=Decimal(9)), (8,), outing=3)
    alone = shift("2026-11-17 10:00", "2026-11-17 14:00")
    assert outings([one, two, alone]) == {3: (one, two)}
    assert (one.worker_id, two.worker_id) == (7, 8)
    assert (one.miles, two.miles) == (Decimal(9), Decimal(0))


def test_a_shift_counts_on_the_day_it_starts() -> None:
    night = shift("2026-11-30 22:00", "2026-12-01 07:00")
    assert paid_between((night,), date(2026, 11, 1), date(2026, 11, 30)) == 540
    assert within((night,), date(2026, 12, 1), date(2026, 12, 31)) == ()
    assert within((night,), date(2026, 11, 1), date(2026, 11, 29)) == ()


def test_a_sleep_in_pays_by_the_hour_only_for_time_awake() -> None:
    night = shift(
        "2026-11-16 22:00",
        "2026-11-17 07:00",
        kind=ShiftKind.SLEEP_IN,
        call_outs=(awake("2026-11-17 02:00", "2026-11-17 02:40"),),
    )
    assert paid_minutes(night) == 40


def test_hours_are_read_plainly() -> None:
    assert [hours_text(minutes) for minutes in (450, 45, 480, 0)] == ["7 h 30 min", "45 min", "8 h", "0 h"]


moments = st.integers(0, 6 * 525_600).map(lambda minutes: datetime(2024, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes))


@given(moments, st.integers(1, 30 * 60))
def test_cutting_a_shift_at_midnight_loses_no_minute(starts: datetime, minutes: int) -> None:
    whole = Shift(1, starts, starts + timedelta(minutes=minutes))
    parts = day_parts(whole)
    assert sum(minutes_between(part.starts, part.ends) for part in parts) == minutes
    assert [part.day for part in parts] == [clock_time(part.starts).date() for part in parts]


@given(moments, st.integers(1, 20 * 60), st.integers(1, 52))
def test_a_copied_shift_is_fully_shared(starts: datetime, minutes: int, weeks: int) -> None:
    day = Shift(1, starts, starts + timedelta(minutes=minutes), shares=(FunderMinutes(COUNCIL, minutes),))
    monday = day.day - timedelta(days=day.day.weekday()) + timedelta(weeks=weeks)
    for copy in copy_week([day], monday).shifts:
        if copy.elapsed_minutes > 0:
            assert check_shares(copy) == ()

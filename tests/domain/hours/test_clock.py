"""Clock time on ordinary nights and on the two when the clocks change."""

# ruff: noqa: DTZ001 - a clock time has no zone, which is the point

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from carerdesk.domain.hours.clock import ambiguous, clock_time, exists, midnight, minutes_between, moment


def test_a_winter_evening_is_the_same_in_utc() -> None:
    assert moment("starts", datetime(2026, 11, 20, 18)) == (datetime(2026, 11, 20, 18, tzinfo=UTC), None)


def test_a_summer_evening_is_an_hour_earlier_in_utc() -> None:
    assert moment("starts", datetime(2026, 7, 20, 18)) == (datetime(2026, 7, 20, 17, tzinfo=UTC), None)


def test_half_past_one_comes_twice_when_the_clocks_go_back() -> None:
    half_past_one = datetime(2026, 10, 25, 1, 30)
    found, problem = moment("ends", half_past_one)
    assert found is None
    assert problem is not None
    assert (problem.field, problem.code, problem.values["time"]) == ("ends", "time_comes_twice", "01:30")
    first, _ = moment("ends", half_past_one, second_time=False)
    second, _ = moment("ends", half_past_one, second_time=True)
    assert first == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert second == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


def test_the_hour_round_the_doubled_one_comes_once() -> None:
    assert not ambiguous(datetime(2026, 10, 25, 0, 59))
    assert ambiguous(datetime(2026, 10, 25, 1, 0))
    assert not ambiguous(datetime(2026, 10, 25, 2, 0))


def test_half_past_one_is_left_out_when_the_clocks_go_forward() -> None:
    found, problem = moment("starts", datetime(2026, 3, 29, 1, 30))
    assert found is None
    assert problem is not None
    assert problem.code == "time_left_out"
    assert exists(datetime(2026, 3, 29, 2, 0))
    assert not ambiguous(datetime(2026, 3, 29, 1, 30))


def test_a_night_is_an_hour_longer_or_shorter_when_the_clocks_change() -> None:
    def night(day: date) -> int:
        ten, _ = moment("starts", datetime.combine(day, datetime.min.time()) + timedelta(hours=22))
        seven, _ = moment("ends", datetime.combine(day, datetime.min.time()) + timedelta(hours=31))
        assert ten is not None
        assert seven is not None
        return minutes_between(ten, seven)

    assert night(date(2026, 11, 2)) == 540
    assert night(date(2026, 10, 24)) == 600
    assert night(date(2026, 3, 28)) == 480


def test_midnight_in_summer_is_eleven_the_evening_before_in_utc() -> None:
    assert midnight(date(2026, 7, 1)) == datetime(2026, 6, 30, 23, tzinfo=UTC)


@given(st.datetimes(min_value=datetime(2020, 1, 1), max_value=datetime(2035, 1, 1)), st.booleans())
def test_every_clock_time_that_exists_is_read_back_as_typed(local: datetime, second: bool) -> None:
    local = local.replace(second=0, microsecond=0)
    found, problem = moment("starts", local, second_time=second)
    if problem:
        assert problem.code == "time_left_out"
    else:
        assert found is not None
        assert clock_time(found).replace(fold=0) == local

"""What a PA can work by their own word."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carerdesk.domain.hours.shift import ShiftKind
from carerdesk.domain.rota.limits import Limits, beyond, check_limits, clock_words, limits_on, read_clock
from tests.domain.hours.made import shift

DAY = date(2026, 11, 1)


def codes(limits: Limits | None, starts: str, ends: str, week: int = 0) -> list[str]:
    return [each.code for each in beyond(limits, shift(starts, ends), week, "Asha")]


def test_without_limits_nothing_is_beyond_them() -> None:
    assert codes(None, "2026-11-16 03:00", "2026-11-16 23:00", 9999) == []
    assert codes(Limits(DAY), "2026-11-16 03:00", "2026-11-16 23:00", 9999) == []


def test_the_week_the_days_and_the_times() -> None:
    limits = Limits(DAY, 20 * 60, frozenset({0, 1}), 8 * 60, 19 * 60)
    assert codes(limits, "2026-11-16 08:00", "2026-11-16 19:00", 20 * 60) == []
    assert codes(limits, "2026-11-16 08:00", "2026-11-16 19:00", 20 * 60 + 1) == ["limit_week"]
    assert codes(limits, "2026-11-18 08:00", "2026-11-18 19:00") == ["limit_day"]
    assert codes(limits, "2026-11-16 07:59", "2026-11-16 19:00") == ["limit_early"]
    assert codes(limits, "2026-11-16 08:00", "2026-11-16 19:01") == ["limit_late"]


def test_a_night_ends_on_the_next_day() -> None:
    night = shift("2026-11-16 22:00", "2026-11-17 07:00", kind=ShiftKind.SLEEP_IN)
    assert [each.code for each in beyond(Limits(DAY, latest_minute=23 * 60), night, 0, "Asha")] == ["limit_late"]
    assert beyond(Limits(DAY, latest_minute=31 * 60), night, 0, "Asha") == ()


def test_those_of_the_day_hold() -> None:
    old, new = Limits(DAY, 60), Limits(date(2026, 11, 16), 120)
    assert limits_on((new, old), date(2026, 11, 15)) is old
    assert limits_on((old, new), date(2026, 11, 16)) is new
    assert limits_on((old, new), date(2026, 10, 31)) is None


def test_the_agreement_to_work_longer_holds_from_its_day_to_its_last() -> None:
    limits = Limits(DAY, opted_out_on=date(2026, 11, 10), opt_out_ends=date(2026, 11, 20))
    assert [limits.opted_out(date(2026, 11, day)) for day in (9, 10, 20, 21)] == [False, True, True, False]
    assert Limits(DAY, opted_out_on=DAY).opted_out(date(2040, 1, 1))


def test_nobody_under_eighteen_can_agree_to_it() -> None:
    limits = Limits(DAY, opted_out_on=DAY)
    assert [each.code for each in check_limits(limits, born=date(2009, 5, 1))] == ["opt_out_too_young"]
    assert check_limits(limits, born=date(2000, 5, 1)) == ()


@pytest.mark.parametrize(
    ("limits", "code"),
    [
        (Limits(DAY, 0), "limit_week_out_of_range"),
        (Limits(DAY, 168 * 60 + 1), "limit_week_out_of_range"),
        (Limits(DAY, opt_out_ends=DAY), "opt_out_end_without_start"),
        (Limits(DAY, opted_out_on=date(2026, 11, 2), opt_out_ends=DAY), "opt_out_ends_before_start"),
    ],
)
def test_what_makes_no_sense(limits: Limits, code: str) -> None:
    assert [each.code for each in check_limits(limits)] == [code]


@pytest.mark.parametrize(
    ("text", "minute"),
    [
        ("8", 480), ("8:05", 485), ("0730", 450), ("7.30pm", 1170), ("12am", 0), ("12 pm", 720), ("24:00", 1440),
        ("7am the next day", 1440 + 420), ("2:00 next day", 1560),
        ("25", None), ("13pm", None), ("0am", None), ("24:01", None), ("8:60", None), ("evening", None), ("", None),
    ],
)  # fmt: skip
def test_clock_times_are_read(text: str, minute: int | None) -> None:
    assert read_clock(text) == minute


@given(st.integers(0, 2 * 1440 - 1))
def test_what_is_written_is_read_again(minute: int) -> None:
    assert read_clock(clock_words(minute)) == minute

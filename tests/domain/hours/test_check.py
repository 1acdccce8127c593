"""What cannot be kept as a shift, and what is only odd."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from carerdesk.domain.hours.check import check_shift, suggest_kind, warnings
from carerdesk.domain.hours.shift import Shift, ShiftKind
from tests.domain.hours.made import at, awake, shift

TODAY = date(2026, 11, 20)


def codes(*args: object, **options: object) -> list[str]:
    return [problem.code for problem in check_shift(*args, **options)]  # type: ignore[arg-type]


def asked(new: Shift, others: tuple[Shift, ...] = ()) -> list[str]:
    return [problem.code for problem in warnings(new, others, TODAY)]


def test_an_ordinary_shift_has_no_fault() -> None:
    new = shift("2026-11-16 09:00", "2026-11-16 14:30")
    assert codes(new, (), TODAY, started=date(2026, 11, 16), left=date(2026, 11, 16)) == []
    assert asked(new) == []


@pytest.mark.parametrize(
    ("new", "code"),
    [
        (shift("2026-11-16 09:00", "2026-11-16 09:00"), "ends_before_start"),
        (shift("2026-11-16 09:00", "2026-11-17 15:01"), "shift_too_long"),
        (shift("2026-11-16 09:00", "2026-11-16 09:30", break_minutes=30), "break_too_long"),
        (shift("2026-11-16 09:00", "2026-11-16 10:00", break_minutes=-1), "break_below_nothing"),
        (shift("2027-11-22 09:00", "2027-11-22 10:00"), "shift_far_ahead"),
        (shift("2026-11-16 09:00", "2026-11-16 10:00", miles=Decimal(-1)), "miles_out_of_range"),
        (
            shift("2026-11-16 09:00", "2026-11-16 12:00", call_outs=(awake("2026-11-16 09:30", "2026-11-16 10:00"),)),
            "call_out_needs_sleep_in",
        ),
    ],
)
def test_what_cannot_be_kept(new: Shift, code: str) -> None:
    assert codes(new, (), TODAY) == [code]


def test_thirty_hours_are_still_one_shift_but_over_a_day_is_asked_about() -> None:
    new = shift("2026-11-16 09:00", "2026-11-17 15:00", break_minutes=60)
    assert codes(new, (), TODAY) == []
    assert asked(new) == ["shift_over_a_day"]


def test_a_pa_cannot_be_in_two_places() -> None:
    new = shift("2026-11-16 09:00", "2026-11-16 12:00")
    clash = shift("2026-11-16 11:59", "2026-11-16 13:00", id=4)
    other_pa = shift("2026-11-16 11:59", "2026-11-16 13:00", worker_id=8)
    next_up = shift("2026-11-16 12:00", "2026-11-16 13:00")
    found = check_shift(new, (clash, other_pa, next_up), TODAY)
    assert [problem.values["when"] for problem in found] == ["Monday 16 November, 11:59 to 13:00"]


def test_a_shift_does_not_clash_with_itself_when_changed() -> None:
    kept = shift("2026-11-16 09:00", "2026-11-16 12:00", id=4)
    changed = shift("2026-11-16 09:00", "2026-11-16 13:00", id=4)
    assert codes(changed, (kept,), TODAY) == []


def test_call_outs_lie_within_the_night_and_apart() -> None:
    night = shift(
        "2026-11-16 22:00",
        "2026-11-17 07:00",
        kind=ShiftKind.SLEEP_IN,
        call_outs=(
            awake("2026-11-17 02:00", "2026-11-17 02:40"),
            awake("2026-11-17 02:30", "2026-11-17 03:00"),
            awake("2026-11-17 06:50", "2026-11-17 07:10"),
        ),
    )
    assert codes(night, (), TODAY) == ["call_out_outside", "call_outs_overlap"]


def test_shifts_lie_within_the_job() -> None:
    new = shift("2026-11-16 09:00", "2026-11-16 12:00")
    assert codes(new, (), TODAY, started=date(2026, 11, 17)) == ["shift_before_job"]
    assert codes(new, (), TODAY, left=date(2026, 11, 15)) == ["shift_after_job"]


def test_rest_between_days_is_eleven_hours() -> None:
    evening = shift("2026-11-16 16:00", "2026-11-16 22:00")
    assert asked(shift("2026-11-17 08:59", "2026-11-17 12:00"), (evening,)) == ["short_rest"]
    assert asked(shift("2026-11-17 09:00", "2026-11-17 12:00"), (evening,)) == []
    assert asked(shift("2026-11-16 13:00", "2026-11-16 15:00"), (evening,)) == []


def test_a_long_shift_without_a_break_and_a_long_week_are_asked_about() -> None:
    assert asked(shift("2026-11-16 09:00", "2026-11-16 15:01")) == ["no_break"]
    assert asked(shift("2026-11-16 09:00", "2026-11-16 15:01", break_minutes=20)) == []
    week = tuple(shift(f"2026-11-{day} 09:00", f"2026-11-{day} 17:20", break_minutes=20) for day in range(16, 22))
    assert asked(shift("2026-11-22 09:00", "2026-11-22 09:01"), week) == ["week_over_48_hours"]


def test_a_shift_of_last_summer_is_asked_about() -> None:
    assert asked(shift("2026-08-19 09:00", "2026-08-19 10:00")) == ["shift_long_ago"]


def test_the_kind_is_guessed_from_the_day() -> None:
    christmas = date(2026, 12, 25)
    assert suggest_kind(christmas, [christmas]) is ShiftKind.BANK_HOLIDAY
    assert suggest_kind(date(2026, 12, 26), [christmas]) is ShiftKind.WEEKEND
    assert suggest_kind(date(2026, 12, 24), [christmas]) is ShiftKind.NORMAL


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        Shift(1, at("2026-11-16 09:00").replace(tzinfo=None), at("2026-11-16 09:00"))

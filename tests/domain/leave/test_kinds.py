"""Leave of other kinds: what cannot be, what is odd, and the week of carer's leave."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from carerdesk.domain.leave.kinds import Leave, LeaveKind, carers_left, carers_notice_by, check_leave, odd_leave

TODAY = date(2026, 11, 20)
MONDAY = date(2026, 12, 7)
A_DAY = timedelta(days=1)


def leave(first: date, days: int = 1, minutes: int = 300) -> Leave:
    return Leave(first, first + A_DAY * (days - 1), minutes)


def test_days_are_checked_against_the_job_and_other_leave() -> None:
    new = leave(MONDAY, 5)
    assert check_leave(new, [], today=TODAY, started=TODAY, left=MONDAY + A_DAY * 4) == ()
    found = check_leave(new, [leave(MONDAY + A_DAY * 4)], today=TODAY, started=MONDAY + A_DAY, left=MONDAY + A_DAY * 3)
    assert [each.code for each in found] == ["leave_overlaps", "leave_before_job", "leave_after_job"]
    back = Leave(MONDAY, MONDAY - A_DAY, 60)
    assert [each.code for each in check_leave(back, [], today=TODAY)] == ["leave_ends_before_start"]
    assert [each.code for each in check_leave(leave(MONDAY, 1, -1), [], today=TODAY)] == ["leave_below_nothing"]
    assert [each.code for each in check_leave(leave(date(2029, 1, 1)), [], today=TODAY)] == ["leave_far_ahead"]


def test_a_week_of_carers_leave_comes_back_after_twelve_months() -> None:
    taken = [leave(date(2025, 12, 7), 1, 300), leave(date(2025, 12, 8), 1, 600)]
    new = leave(MONDAY, 1, 600)
    assert carers_left(new, taken, 1200) == 0  # only 8 December 2025 lies within the twelve months to 7 December 2026
    (odd,) = odd_leave(LeaveKind.CARERS, leave(MONDAY, 1, 660), taken, week=1200, told_on=None, paid=False)
    assert (odd.code, odd.values["over"]) == ("carers_leave_over_a_week", "1 h")
    assert odd_leave(LeaveKind.JURY, leave(MONDAY, 9, 9999), taken, week=1200, told_on=MONDAY, paid=False) == ()


def test_notice_of_carers_leave_is_twice_its_length_and_at_least_three_days() -> None:
    assert carers_notice_by(leave(MONDAY)) == MONDAY - A_DAY * 3
    assert carers_notice_by(leave(MONDAY, 4)) == MONDAY - A_DAY * 8
    late = odd_leave(LeaveKind.CARERS, leave(MONDAY), [], week=None, told_on=MONDAY - A_DAY * 2, paid=False)
    assert [each.code for each in late] == ["carers_leave_short_notice"]


@given(st.lists(st.tuples(st.integers(0, 800), st.integers(0, 600)), max_size=8), st.integers(0, 2400))
def test_leave_that_has_been_taken_never_adds_to_what_is_left(past: list[tuple[int, int]], week: int) -> None:
    new = leave(MONDAY)
    taken = [leave(MONDAY - A_DAY * back, 1, minutes) for back, minutes in past]
    assert carers_left(new, taken, week) <= week - new.minutes
    assert carers_left(new, [*taken, leave(MONDAY - A_DAY, 1, 60)], week) == carers_left(new, taken, week) - 60

"""Holiday on hours that vary, balances and bookings."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carerdesk.domain.holiday.balance import (
    Balance,
    Booking,
    Entry,
    balance_on,
    beyond,
    booking_minutes,
    check_booking,
    in_minutes,
    untaken,
)
from carerdesk.domain.holiday.irregular import Answers, WorkedPeriod, accrue, accrued_hours
from carerdesk.domain.holiday.leave_year import LeaveYear

YEAR = LeaveYear(date(2026, 4, 1))


@pytest.mark.parametrize(("worked", "earned"), [("30", 4), ("60", 7), ("12", 1), ("4", 0), ("4.15", 1)])
def test_hours_earn_12_07_percent_to_the_nearest_hour(worked: str, earned: int) -> None:
    """30 and 60 hours: github.com/alphagov/smart-answers, holiday_entitlement_test.rb, irregular hours."""
    assert accrued_hours(Decimal(worked)) == earned


def months(*hours: int, sleep_ins: int = 0) -> list[WorkedPeriod]:
    days = [(date(2026, 3 + n, 6), date(2026, 4 + n, 5)) for n in range(1, len(hours) + 1)]
    return [WorkedPeriod(*span, 60 * worked, 60 * sleep_ins) for span, worked in zip(days, hours, strict=True)]


def test_each_pay_period_earns_by_itself() -> None:
    found = accrue(YEAR, months(30, 60, 12), Answers(), "england")
    assert [entry.minutes for entry in found.entries] == [240, 420, 60]
    assert (found.minutes, found.questions, found.warnings) == (720, (), ())


def test_only_periods_that_end_in_the_year_count() -> None:
    old = WorkedPeriod(date(2026, 2, 6), date(2026, 3, 5), 6000)
    assert accrue(YEAR, [old], Answers(), "england").entries == ()


def test_short_pay_periods_that_earn_nothing_are_warned_of() -> None:
    found = accrue(YEAR, months(4, 0, 30), Answers(), "england")
    assert [(w.code, w.values["day"]) for w in found.warnings] == [("period_earns_no_holiday", "5 May 2026")]


def test_whether_sleep_ins_count_is_asked() -> None:
    asked = accrue(YEAR, months(30, sleep_ins=36), Answers(), "england")
    assert (asked.entries, [q.code for q in asked.questions]) == ((), ["ask_sleep_ins_count"])
    assert accrue(YEAR, months(30, sleep_ins=36), Answers(sleep_ins_count=True), "england").minutes == 480
    assert accrue(YEAR, months(30, sleep_ins=36), Answers(sleep_ins_count=False), "england").minutes == 240


def test_the_limit_is_asked_for_only_when_it_can_bite() -> None:
    weeks = [
        WorkedPeriod(YEAR.first + timedelta(weeks=n), YEAR.first + timedelta(weeks=n, days=6), 2400) for n in range(47)
    ]
    assert accrue(YEAR, weeks[:46], Answers(), "england").questions == ()
    assert [q.code for q in accrue(YEAR, weeks, Answers(), "england").questions] == ["ask_holiday_limit"]
    capped = accrue(YEAR, weeks, Answers(most_minutes=224 * 60), "england")
    assert (capped.minutes, capped.questions) == (224 * 60, ())


def test_a_better_percentage_is_kept_and_a_worse_one_refused() -> None:
    assert accrue(YEAR, months(30), Answers(percent=Decimal(15)), "england").minutes == 300
    with pytest.raises(ValueError, match=r"12\.07"):
        accrue(YEAR, months(30), Answers(percent=Decimal(12)), "england")


@pytest.mark.parametrize(
    ("year", "nation", "code"),
    [
        (LeaveYear(date(2024, 3, 31)), "england", "holiday_before_2024"),
        (YEAR, "northern_ireland", "holiday_not_known_ni"),
    ],
)
def test_rules_that_are_not_known_are_refused(year: LeaveYear, nation: str, code: str) -> None:
    found = accrue(year, months(30), Answers(), nation)
    assert (found.entries, [q.code for q in found.questions]) == ((), [code])


EARNED = [Entry(date(2026, 4, 1), 600), Entry(date(2026, 5, 5), 240), Entry(date(2026, 3, 31), 9999)]
SUMMER = Booking(date(2026, 5, 4), date(2026, 5, 7), 480)


def test_a_balance_in_the_middle_of_a_holiday() -> None:
    assert balance_on(date(2026, 5, 3), YEAR, EARNED, [SUMMER]) == Balance(600, 0, 480)
    assert balance_on(date(2026, 5, 5), YEAR, EARNED, [SUMMER]) == Balance(840, 240, 240)
    after = balance_on(date(2026, 5, 7), YEAR, EARNED, [SUMMER])
    assert (after.left, after.not_taken, after.booked) == (360, 360, 0)


def test_holiday_of_another_leave_year_is_left_out() -> None:
    assert balance_on(date(2026, 5, 3), YEAR, EARNED, [Booking(date(2026, 3, 1), date(2026, 3, 2), 960)]).taken == 0


def test_holiday_taken_ahead_is_not_owed() -> None:
    assert untaken(EARNED, [Booking(date(2026, 4, 2), date(2026, 4, 2), 900)], YEAR, date(2026, 4, 3)) == 0
    assert untaken(EARNED, [SUMMER], YEAR, date(2026, 5, 5)) == 600


@given(
    st.integers(0, 5000), st.lists(st.tuples(st.integers(0, 300), st.integers(0, 20), st.integers(1, 900)), max_size=5),
    st.integers(0, 364),
)  # fmt: skip
def test_taken_and_booked_are_always_the_whole(earned: int, drawn: list[tuple[int, int, int]], at: int) -> None:
    bookings = [
        Booking(YEAR.first + timedelta(days=first), YEAR.first + timedelta(days=first + days), minutes)
        for first, days, minutes in drawn
    ]
    found = balance_on(YEAR.first + timedelta(days=at), YEAR, [Entry(YEAR.first, earned)], bookings)
    assert found.left == earned - sum(booking.minutes for booking in bookings)
    assert found.taken >= 0
    assert found.booked >= 0


def test_a_booking_takes_the_usual_minutes_of_its_working_days() -> None:
    tuesday_and_friday = {1: 300, 4: 240}
    week = date(2026, 11, 16), date(2026, 11, 22)
    assert booking_minutes(*week, tuesday_and_friday) == 540
    assert booking_minutes(*week, tuesday_and_friday, {date(2026, 11, 20)}) == 300


def test_hours_in_minutes_are_never_rounded_down() -> None:
    assert in_minutes(Decimal("81.7")) == 4902
    assert in_minutes(Decimal("0.01")) == 1


def test_what_cannot_be_booked() -> None:
    def codes(new: Booking, **job: date) -> list[str]:
        return [problem.code for problem in check_booking(new, [SUMMER], **job)]

    assert codes(Booking(date(2026, 5, 8), date(2026, 5, 7), 60)) == ["holiday_ends_before_start"]
    assert codes(Booking(date(2026, 5, 7), date(2026, 5, 8), 60)) == ["holiday_overlaps"]
    assert codes(Booking(date(2026, 5, 8), date(2026, 5, 9), 0)) == ["holiday_without_hours"]
    assert codes(Booking(date(2026, 5, 8), date(2026, 5, 9), 60), started=date(2026, 5, 9)) == ["holiday_before_job"]
    assert codes(Booking(date(2026, 5, 8), date(2026, 5, 9), 60), left=date(2026, 5, 8)) == ["holiday_after_job"]
    assert codes(Booking(date(2026, 5, 8), date(2026, 5, 9), 60)) == []


def test_more_than_is_left_is_asked_about() -> None:
    new = Booking(date(2026, 6, 1), date(2026, 6, 2), 450)
    assert beyond(new.minutes, Balance(840, 240, 240).left) == 90
    assert beyond(new.minutes, Balance(930, 240, 240).left) == 0
    assert beyond(new.minutes, -60) == new.minutes

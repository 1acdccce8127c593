"""Rolled-up pay, carrying over, leaving, and what leave itself earns."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carerdesk.domain.holiday.carry_over import (
    Carried,
    CarryReason,
    check_carrying,
    lapsed,
    odd_carrying,
    use_by,
)
from carerdesk.domain.holiday.irregular import Answers, WorkedPeriod, accrue
from carerdesk.domain.holiday.leave_year import LeaveYear
from carerdesk.domain.holiday.leaver import HolidayAtEnd, holiday_at_end
from carerdesk.domain.holiday.on_leave import Leave, average_week, leave_minutes
from carerdesk.domain.holiday.rolled_up import check_rolled_up, rolled_up_pay
from carerdesk.domain.money import Money

YEAR = LeaveYear(date(2026, 4, 1))
OLD = LeaveYear(date(2024, 3, 31))


@pytest.mark.parametrize(
    ("work", "pay"),
    [("544.00", "65.66"), ("100.00", "12.07"), ("0.04", "0.00"), ("0.05", "0.01"), ("50.00", "6.04"), ("-50", "-6.04")],
)
def test_rolled_up_pay_is_12_07_per_cent_half_a_penny_up(work: str, pay: str) -> None:
    """544.00 × 12.07 % = 65.6608; 50.00 is 6.035, which bankers' rounding would also make 6.04, but 150.00 tells."""
    assert rolled_up_pay(Money.of(work)) == Money.of(pay)


def test_rolled_up_half_pennies_do_not_go_to_even() -> None:
    assert rolled_up_pay(Money.of("150.00")) == Money.of("18.11")  # 18.105, to even 18.10
    with pytest.raises(ValueError, match="less than"):
        rolled_up_pay(Money.of("100"), Decimal(12))


@pytest.mark.parametrize(
    ("hours", "nation", "year", "code"),
    [
        ("irregular", "england", YEAR, None),
        ("part_year", "scotland", LeaveYear(date(2024, 4, 1)), None),
        ("fixed", "england", YEAR, "rolled_up_not_for_fixed_hours"),
        ("irregular", "northern_ireland", YEAR, "rolled_up_not_in_northern_ireland"),
        ("irregular", "wales", OLD, "rolled_up_before_2024"),
    ],
)
def test_rolled_up_is_refused_where_it_is_not_lawful(
    hours: str, nation: str, year: LeaveYear, code: str | None
) -> None:
    found = check_rolled_up(hours, nation, year)
    assert (found.code if found else None) == code


def test_how_long_carried_holiday_lasts() -> None:
    assert use_by(CarryReason.SICKNESS, YEAR) == date(2028, 9, 30)
    assert use_by(CarryReason.SICKNESS, LeaveYear(date(2026, 10, 1))) == date(2029, 3, 31)
    assert use_by(CarryReason.FAMILY_LEAVE, YEAR) == date(2028, 3, 31)
    assert use_by(CarryReason.AGREED, LeaveYear(date(2026, 3, 1))) == date(2028, 2, 29)
    assert use_by(CarryReason.NO_CHANCE, YEAR) is None


def test_no_more_is_carried_than_is_left() -> None:
    assert [p.code for p in check_carrying(0, 60)] == ["nothing_to_carry"]
    assert [p.values for p in check_carrying(61, 60)] == [{"left": "1 h"}]
    assert check_carrying(60, 60) == ()


def test_more_than_a_reason_carries_is_asked_about() -> None:
    whole = 112 * 60  # 5.6 weeks of 20 hours
    assert odd_carrying(80 * 60, CarryReason.SICKNESS, whole, fixed=True) == ()
    assert [p.values["most"] for p in odd_carrying(80 * 60 + 1, CarryReason.SICKNESS, whole, fixed=True)] == ["80 h"]
    assert odd_carrying(whole, CarryReason.SICKNESS, whole, fixed=False) == ()
    assert odd_carrying(32 * 60, CarryReason.AGREED, whole, fixed=True) == ()
    assert [p.code for p in odd_carrying(32 * 60 + 1, CarryReason.AGREED, whole, fixed=True)] == [
        "more_than_agreement_carries"
    ]
    assert odd_carrying(whole, CarryReason.FAMILY_LEAVE, whole, fixed=True) == ()


def test_what_is_carried_lapses_after_its_day_and_what_ends_first_is_used_first() -> None:
    into = date(2027, 4, 1)
    long = Carried(600, CarryReason.SICKNESS, into, date(2028, 9, 30))
    short = Carried(300, CarryReason.AGREED, into, date(2027, 6, 30))
    taken = [(date(2027, 5, 3), 240), (date(2027, 3, 1), 999)]
    assert lapsed([long, short], taken, date(2027, 6, 30)) == 0
    assert lapsed([long, short], taken, date(2027, 7, 1)) == 60
    assert lapsed([long, short], taken, date(2028, 10, 1)) == 660
    late = [*taken, (date(2027, 7, 5), 120)]
    assert lapsed([long, short], late, date(2028, 10, 1)) == 540
    assert lapsed([Carried(60, CarryReason.NO_CHANCE, into, None)], [], date(2040, 1, 1)) == 0


@given(
    st.lists(
        st.builds(
            Carried,
            st.integers(0, 900),
            st.just(CarryReason.AGREED),
            st.just(date(2027, 4, 1)),
            st.none() | st.dates(date(2027, 4, 2), date(2029, 1, 1)),
        )
    ),
    st.lists(st.tuples(st.dates(date(2027, 4, 1), date(2029, 1, 1)), st.integers(0, 900))),
    st.dates(date(2027, 4, 1), date(2029, 6, 1)),
)
def test_no_more_lapses_than_was_carried_and_never_less_later(
    lots: list[Carried], taken: list[tuple[date, int]], day: date
) -> None:
    now = lapsed(lots, taken, day)
    assert 0 <= now <= sum(lot.minutes for lot in lots)
    assert lapsed(lots, taken, day + timedelta(days=30)) >= now
    assert lapsed(lots, [*taken, (date(2027, 4, 1), 60)], day) <= now


def test_a_leaver_is_paid_for_what_is_left_and_owes_only_by_written_agreement() -> None:
    assert holiday_at_end(600, 240, None) == HolidayAtEnd(pay_for=360)
    assert holiday_at_end(240, 240, None) == HolidayAtEnd()
    assert holiday_at_end(240, 600, None) == HolidayAtEnd(left_be=360)
    assert holiday_at_end(240, 600, date(2025, 1, 1)) == HolidayAtEnd(take_back=360)


MONDAY = date(2026, 11, 2)


def test_leave_earns_on_the_average_of_the_weeks_before_it() -> None:
    """Ten hours in each of 26 weeks of 52 is five hours a week: weeks without work count, weeks of leave do not."""
    worked = {MONDAY - timedelta(weeks=2 * at + 1): Fraction(600) for at in range(26)}
    leave = Leave(MONDAY, MONDAY + timedelta(days=9))
    assert average_week(worked, [leave], MONDAY, date(2020, 1, 1)) == 300
    earlier = Leave(MONDAY - timedelta(weeks=2), MONDAY - timedelta(weeks=2) + timedelta(days=2))
    assert average_week(worked, [leave, earlier], MONDAY, date(2020, 1, 1)) == Fraction(26 * 600, 52)
    assert average_week(worked, [leave], MONDAY, MONDAY - timedelta(weeks=4)) == Fraction(1200, 4)
    assert average_week(worked, [leave], MONDAY, MONDAY - timedelta(days=6)) is None


def test_no_week_more_than_104_back_counts() -> None:
    always_away = [Leave(MONDAY - timedelta(weeks=103), MONDAY - timedelta(days=1))]
    worked = {MONDAY - timedelta(weeks=104): Fraction(840), MONDAY - timedelta(weeks=105): Fraction(9999)}
    assert average_week(worked, always_away, MONDAY, date(2020, 1, 1)) == 840


def test_a_part_of_a_week_of_leave_counts_by_its_days() -> None:
    leave = Leave(MONDAY, MONDAY + timedelta(days=9))
    week = (MONDAY, MONDAY + timedelta(days=6))
    assert leave_minutes(leave, *week, Fraction(300)) == 300
    assert (
        leave_minutes(leave, week[1] + timedelta(days=1), week[1] + timedelta(days=7), Fraction(300)) == 129
    )  # 128.57
    assert leave_minutes(leave, date(2026, 1, 1), date(2026, 1, 31), Fraction(300)) == 0


def test_hours_for_leave_earn_holiday_together_with_the_hours_worked() -> None:
    """3 h and 2 h for leave earn 0.60 h, an hour; apart they would earn nothing."""
    period = WorkedPeriod(date(2026, 5, 1), date(2026, 5, 31), 180, leave_minutes=120)
    assert accrue(YEAR, [period], Answers(), "england").minutes == 60

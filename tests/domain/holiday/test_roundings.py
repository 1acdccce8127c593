"""The exact day or minute where a rule of holiday turns, worked out by hand from the rule it names."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from carerdesk.domain.holiday.balance import (
    Balance,
    Booking,
    balance_on,
    beyond,
    booking_minutes,
    check_booking,
    in_minutes,
)
from carerdesk.domain.holiday.carry_over import Carried, CarryReason, check_carrying, lapsed
from carerdesk.domain.holiday.fixed import FixedHours, earned_by, entitled_days, first_year_accrued
from carerdesk.domain.holiday.irregular import Answers, WorkedPeriod, accrue
from carerdesk.domain.holiday.leave_year import LeaveYear
from carerdesk.domain.holiday.leaver import HolidayAtEnd, holiday_at_end
from carerdesk.domain.holiday.on_leave import Leave, average_week
from carerdesk.domain.holiday.rolled_up import rolled_up_pay
from carerdesk.domain.holiday.week_pay import PaidWeek, average, average_rule
from carerdesk.domain.money import Money

YEAR = LeaveYear(date(2026, 4, 1))
SATURDAY = date(2026, 10, 31)


# --- fixed hours ------------------------------------------------------------------------------------------------------


def test_what_is_earned_by_a_day_goes_up_to_a_hundredth() -> None:
    # 28 ÷ 365 is 0.0767… a day, so 0.1534… for two and 28 for them all
    days = (date(2026, 4, 1), date(2026, 4, 2), date(2027, 3, 31))
    assert [earned_by(Decimal(28), YEAR, day) for day in days] == [Decimal("0.08"), Decimal("0.16"), Decimal(28)]


def test_somebody_who_starts_with_the_leave_year_is_no_starter_in_the_middle_of_it() -> None:
    # 5.6 × 3.5 days; a starter's would go up to a half
    assert entitled_days(FixedHours(Decimal("3.5")), YEAR, date(2026, 4, 1)) == Decimal("19.6")


def test_a_month_begun_after_the_leave_years_last_day_of_the_month_does_not_count() -> None:
    # GOV.UK's calculator: from 31 January to 30 June are 5 months, from 30 January 6; 28 × 5 ÷ 12 is 11.66…
    year = LeaveYear(date(2025, 7, 1))
    starts = (date(2026, 1, 31), date(2026, 1, 30))
    assert [entitled_days(FixedHours(Decimal(5)), year, start) for start in starts] == [12, 14]


def test_a_first_year_earns_a_twelfth_a_month_over_new_year() -> None:
    # by 15 February the fifth month has begun: 28 × 5 ÷ 12 is 11.66…; by the 14th it is the fourth: 9.33…
    began = date(2026, 10, 15)
    days = (date(2027, 2, 14), date(2027, 2, 15))
    assert [first_year_accrued(Decimal(28), began, day) for day in days] == [Decimal("9.5"), Decimal(12)]


def test_hours_go_up_to_the_next_minute_from_any_part_of_one() -> None:
    assert [in_minutes(Decimal(hours)) for hours in ("7.5", "7.505")] == [450, 451]  # 450.3


# --- irregular hours --------------------------------------------------------------------------------------------------


def test_the_rules_for_irregular_hours_hold_from_1_april_2024() -> None:
    month = WorkedPeriod(date(2024, 4, 1), date(2024, 4, 30), 60 * 60)
    assert accrue(LeaveYear(date(2024, 4, 1)), [month], Answers(), "england").minutes == 7 * 60
    before = accrue(LeaveYear(date(2024, 3, 31)), [month], Answers(), "england")
    assert [problem.code for problem in before.questions] == ["holiday_before_2024"]


# --- a week's pay -----------------------------------------------------------------------------------------------------


def week(back: int, pay: str = "100", statutory: str = "0") -> PaidWeek:
    return PaidWeek(SATURDAY - timedelta(weeks=back), Fraction(pay), Fraction(600), Fraction(statutory))


def counted(weeks: list[PaidWeek], before: date, hours_kind: str = "irregular") -> list[date]:
    made = average(weeks, before, average_rule(hours_kind, "england"), whole_from=date(2000, 1, 1))
    return [each.last for each in made.weeks] if made else []


def test_the_104_weeks_count_from_the_last_week_that_ended_whether_it_was_paid_or_not() -> None:
    weeks = [week(10), week(103), week(104)]
    wanted = [week(10).last, week(103).last]
    for begins in (SATURDAY + timedelta(days=1), SATURDAY + timedelta(days=7)):
        assert counted(weeks, begins) == wanted
    assert counted(weeks, SATURDAY + timedelta(days=8)) == wanted[:1]


def test_any_pay_makes_a_paid_week_and_none_makes_none() -> None:
    weeks = [week(0, "0"), week(1, "0.50"), week(2, "0", "0.50")]
    assert counted(weeks, SATURDAY + timedelta(days=1)) == [week(1).last]
    assert counted(weeks, SATURDAY + timedelta(days=1), "fixed") == [week(1).last, week(2).last]


# --- carrying over and booking ----------------------------------------------------------------------------------------


def test_a_minute_can_be_carried_and_nothing_cannot() -> None:
    assert check_carrying(1, 1) == ()
    assert [check_carrying(minutes, 1)[0].code for minutes in (0, 2)] == ["nothing_to_carry", "more_carried_than_left"]


def test_carried_holiday_can_be_taken_from_its_first_day_to_its_last() -> None:
    lot = Carried(60, CarryReason.AGREED, date(2026, 4, 1), date(2027, 3, 31))
    days = (date(2026, 3, 31), date(2026, 4, 1), date(2027, 3, 31), date(2027, 4, 1))
    assert [lapsed([lot], [(day, 20)], date(2027, 4, 1)) for day in days] == [60, 40, 40, 60]
    assert lapsed([lot], [], date(2027, 3, 31)) == 0


def test_a_holiday_is_taken_from_its_first_day_on() -> None:
    booking = Booking(date(2026, 6, 1), date(2026, 6, 3), 90)
    days = (date(2026, 5, 31), date(2026, 6, 1), date(2026, 6, 2), date(2026, 6, 3))
    assert [balance_on(day, YEAR, [], [booking]) for day in days] == [
        Balance(0, 0, 90),
        Balance(0, 30, 60),
        Balance(0, 60, 30),
        Balance(0, 90, 0),
    ]


def test_a_holiday_may_be_one_day_long_and_the_first_or_last_of_the_job() -> None:
    day, after = date(2026, 6, 1), date(2026, 6, 2)
    one = Booking(day, day, 1)
    assert check_booking(one, [], started=day, left=day) == ()
    assert [each.code for each in check_booking(one, [], started=after)] == ["holiday_before_job"]
    assert [each.code for each in check_booking(Booking(after, after, 1), [], left=day)] == ["holiday_after_job"]


# --- leave and the end of a job ---------------------------------------------------------------------------------------


def test_the_week_before_a_leave_is_the_seven_days_that_end_the_day_before_it() -> None:
    ill = date(2026, 6, 8)
    worked = {ill - timedelta(days=back): Fraction(minutes) for back, minutes in ((1, 60), (7, 30), (8, 500))}
    assert average_week(worked, [], ill, ill - timedelta(days=7)) == 90
    assert average_week(worked, [], ill, ill - timedelta(days=6)) is None


def test_a_minute_too_many_is_over() -> None:
    assert [holiday_at_end(10, taken, None) for taken in (9, 10, 11)] == [
        HolidayAtEnd(pay_for=1),
        HolidayAtEnd(),
        HolidayAtEnd(left_be=1),
    ]


def test_the_last_day_of_a_leave_year_is_in_it() -> None:
    assert [day in YEAR for day in (date(2026, 3, 31), YEAR.first, YEAR.last, date(2027, 4, 1))] == [
        False,
        True,
        True,
        False,
    ]


def test_nothing_rolls_up_to_nothing_and_a_penny_back_takes_its_part_back() -> None:
    # 12.07 % of £0.05 is 0.6p, of £0.04 0.48p
    assert [rolled_up_pay(Money(pence)).pence for pence in (0, 4, 5, -4, -5)] == [0, 0, 1, 0, -1]


def test_a_week_with_one_day_of_leave_at_either_end_is_passed_over() -> None:
    ill = date(2026, 6, 8)
    worked = {ill - timedelta(days=back): Fraction(minutes) for back, minutes in ((3, 60), (10, 500), (17, 30))}
    for away in (ill - timedelta(days=8), ill - timedelta(days=14)):
        assert average_week(worked, [Leave(away, away)], ill, ill - timedelta(days=21)) == 45


def test_a_booking_takes_its_days_and_not_the_next_and_meets_another_on_one_shared_day() -> None:
    monday, tuesday = date(2026, 6, 1), date(2026, 6, 2)
    assert booking_minutes(monday, tuesday, dict.fromkeys(range(5), 480)) == 960
    new = Booking(monday, tuesday, 960)
    for first, last, found in (
        (date(2026, 5, 29), monday, ["holiday_overlaps"]),
        (tuesday, date(2026, 6, 3), ["holiday_overlaps"]),
        (date(2026, 5, 29), date(2026, 5, 31), []),
        (date(2026, 6, 3), date(2026, 6, 3), []),
    ):
        assert [each.code for each in check_booking(new, [Booking(first, last, 480)])] == found


def test_a_minute_more_than_is_left_is_asked_about() -> None:
    booking = Booking(date(2026, 6, 1), date(2026, 6, 1), 61)
    assert [beyond(booking.minutes, Balance(earned, 0, 0).left) for earned in (60, 61)] == [1, 0]

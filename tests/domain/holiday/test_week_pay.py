"""A week's pay: which weeks count, what they come to, and the penny at the end."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carerdesk.domain.holiday.week_pay import (
    SATURDAY,
    Average,
    AverageRule,
    DayPay,
    PaidWeek,
    average,
    average_rule,
    in_pence,
    pay_at_average,
    spread,
    week_of_fixed,
    weeks_of,
)
from carerdesk.domain.money import Money

SUNDAY_BEFORE = date(2026, 11, 1)
LAST = date(2026, 10, 31)  # a Saturday
LONG_AGO = date(2000, 1, 1)


def week(back: int, pay: str = "100", minutes: int = 600, statutory: str = "0") -> PaidWeek:
    """The week `back` weeks before the last whole one."""
    return PaidWeek(LAST - timedelta(weeks=back), Fraction(pay), Fraction(minutes), Fraction(statutory))


def found(weeks: list[PaidWeek], rule: AverageRule | None = None, whole_from: date = LONG_AGO) -> Average:
    made = average(weeks, SUNDAY_BEFORE, rule or average_rule("irregular", "england"), whole_from=whole_from)
    assert made is not None
    return made


def test_52_paid_weeks_count_and_not_a_53rd() -> None:
    made = found([week(back) for back in range(60)])
    assert len(made.weeks) == 52
    assert (made.last, made.first) == (LAST, date(2025, 11, 2))


def test_unpaid_weeks_are_passed_over_up_to_104_weeks_back() -> None:
    every_other = [week(back) for back in range(0, 150, 2)]
    assert len(found(every_other).weeks) == 52  # weeks 0 to 102
    every_third = [week(back) for back in range(0, 150, 3)]
    assert len(found(every_third).weeks) == 35  # weeks 0 to 102 of 104
    assert found([week(103), week(0)]).weeks[-1].last == week(103).last
    assert len(found([week(104), week(0)]).weeks) == 1


def test_weeks_of_only_sick_pay_are_passed_over_where_hours_vary_and_not_with_fixed_hours() -> None:
    weeks = [week(0), week(1, "0", 0, "118.75"), week(2, "40", 240, "59.38"), week(3)]
    assert [w.last for w in found(weeks).weeks] == [weeks[0].last, weeks[2].last, weeks[3].last]
    assert [w.last for w in found(weeks, average_rule("part_year", "wales")).weeks] == [
        weeks[0].last,
        weeks[2].last,
        weeks[3].last,
    ]
    assert len(found(weeks, average_rule("fixed", "england")).weeks) == 4


def test_the_week_the_holiday_begins_in_and_a_week_begun_before_the_job_do_not_count() -> None:
    midweek = date(2026, 10, 28)
    rule = average_rule("irregular", "england")
    made = average([week(0), week(1), week(2)], midweek, rule, whole_from=date(2026, 10, 12))
    assert made is not None
    assert [w.last for w in made.weeks] == [date(2026, 10, 24)]  # the one before began on 11 October
    assert average([week(0)], midweek, rule, whole_from=LONG_AGO) is None
    assert average([week(0)], LAST, rule, whole_from=LONG_AGO) is None  # a holiday that begins on its Saturday


def test_northern_ireland_averages_12_weeks_however_far_back_and_is_not_confirmed() -> None:
    rule = average_rule("irregular", "northern_ireland")
    assert (rule.weeks, rule.confirmed) == (12, False)
    assert len(found([week(back) for back in range(20)], rule).weeks) == 12
    assert len(found([week(0), week(200)], rule).weeks) == 2
    assert average_rule("irregular", "scotland").confirmed


def test_the_average_divides_once_and_half_a_penny_goes_up() -> None:
    made = found([week(0, "100.01", 605), week(1, "100.02", 600)])
    assert made.weekly == Money.of("100.02")  # 100.015
    assert pay_at_average(420, made) == Money.of("69.72")  # 200.03 × 420 ÷ 1205 = 69.7199…
    # The average rounded to the penny first (£9.96 an hour) would make 69.72 too; over 30 hours it would not.
    assert pay_at_average(1800, made) == Money.of("298.80")  # 298.7999…
    three = found([week(0, "10", 60), week(1, "10", 60), week(2, "10.01", 60)])
    assert three.weekly == Money.of("10.00")  # 10.00333…
    assert pay_at_average(60 * 150, three) == Money.of("1500.50")  # at £10.00 an hour it would be 1500.00


def test_half_pennies_go_up_and_only_they() -> None:
    assert in_pence(Fraction("0.005")) == Money(1)
    assert in_pence(Fraction("0.00499999")) == Money(0)
    assert in_pence(Fraction("1.015")) == Money(102)
    assert in_pence(Fraction(2, 3)) == Money(67)


def test_weeks_without_hours_give_no_pay_for_an_hour() -> None:
    assert pay_at_average(60, found([week(0, "58", 0)])) is None


def test_a_fixed_week_is_paid_at_the_average_hour_for_its_hours() -> None:
    """20 hours a week, four of them on Saturday at £16: (16 × £13 + 4 × £16) = £272."""
    made = found([week(back, "272", 1200) for back in range(10)])
    assert week_of_fixed(1200, Fraction(260), made) == 272


def test_regular_overtime_makes_a_week_longer_and_unpaid_time_off_does_not_make_it_shorter() -> None:
    longer = found([week(0, "312", 1440), week(1, "260", 1200)])
    assert week_of_fixed(1200, Fraction(260), longer) == 286  # 22 hours at £13
    assert week_of_fixed(1200, Fraction(260), longer, overtime=False) == 260
    shorter = found([week(0, "160", 600), week(1, "320", 1200)])
    assert week_of_fixed(1200, Fraction(260), shorter) == 320  # 20 hours at £16, not 15


def test_a_fixed_week_is_never_paid_below_its_normal_week() -> None:
    assert week_of_fixed(1200, Fraction(280), found([week(0, "260", 1200)])) == 280


def test_pay_is_spread_by_weights_and_loses_nothing() -> None:
    days = spread(Money.of("100.00"), 61, {LAST: 1, SUNDAY_BEFORE: 2, date(2026, 11, 2): 0})
    assert [(one.day, one.pay, one.minutes) for one in days] == [
        (LAST, Fraction(100, 3), Fraction(61, 3)),
        (SUNDAY_BEFORE, Fraction(200, 3), Fraction(122, 3)),
    ]
    (sick,) = spread(Money.of("24.65"), 0, {LAST: 1}, statutory=True)
    assert sick.pay == 0
    assert sick.statutory == Fraction("24.65")
    with pytest.raises(ValueError, match="weigh"):
        spread(Money(1), 0, {LAST: 0})


def test_a_week_ends_on_saturday_or_on_the_day_pay_weeks_end() -> None:
    days = [DayPay(date(2026, 10, 25) + timedelta(days=at), Fraction(1), Fraction(60)) for at in range(14)]
    assert [(w.last, int(w.pay)) for w in weeks_of(days)] == [(date(2026, 11, 7), 7), (LAST, 7)]
    sundays = weeks_of(days, ends_on=6)
    assert [(w.last, int(w.pay)) for w in sundays] == [
        (date(2026, 11, 8), 6),
        (SUNDAY_BEFORE, 7),
        (date(2026, 10, 25), 1),
    ]


paid_days = st.lists(
    st.builds(
        DayPay,
        st.dates(date(2024, 1, 1), date(2026, 10, 31)),
        st.fractions(0, 200, max_denominator=100),
        st.integers(0, 600).map(Fraction),
        st.fractions(0, 30, max_denominator=100),
    ),
    max_size=60,
)


@given(paid_days, st.integers(0, 6))
def test_weeks_lose_nothing_and_their_order_does_not_matter(days: list[DayPay], ends_on: int) -> None:
    weeks = weeks_of(days, ends_on)
    assert sum(w.pay for w in weeks) == sum(one.pay for one in days)
    assert sum(w.minutes for w in weeks) == sum(one.minutes for one in days)
    assert weeks == weeks_of(reversed(days), ends_on)
    assert all(w.last.weekday() == ends_on for w in weeks)


@given(paid_days)
def test_an_average_lies_between_its_weeks_and_pays_a_whole_week_its_pay(days: list[DayPay]) -> None:
    made = average(weeks_of(days, SATURDAY), SUNDAY_BEFORE, average_rule("irregular", "england"), whole_from=LONG_AGO)
    if made is None:
        assert not any(one.pay for one in days if one.day > LAST - timedelta(weeks=52))
        return
    assert 1 <= len(made.weeks) <= 52
    assert all(w.pay > 0 for w in made.weeks)
    assert in_pence(min(w.pay for w in made.weeks)) <= made.weekly <= in_pence(max(w.pay for w in made.weeks))
    if made.minutes:
        assert pay_at_average(int(made.minutes), made) == in_pence(made.pay)

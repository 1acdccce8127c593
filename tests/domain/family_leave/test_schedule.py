"""Week by week: rates, roundings, sevenths, and the weeks that work costs."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from carerdesk.catalogue.rates import load_rates
from carerdesk.domain.family_leave.kinds import LeaveKind, most_weeks
from carerdesk.domain.family_leave.schedule import Block, PayWeek, Schedule, due_by, lower_of, schedule_of, week_words
from carerdesk.domain.money import Money
from carerdesk.domain.rates import NoRateFor

MONDAY = date(2026, 6, 1)


def maternity(average: str, first: date = MONDAY, weeks: int = 39, **more: object) -> Schedule:
    return schedule_of(LeaveKind.SMP, [Block(first, weeks)], Decimal(average), load_rates(), **more)  # type: ignore[arg-type]


def test_six_weeks_at_ninety_percent_then_thirty_three_at_the_flat_rate() -> None:
    weeks = maternity("400").weeks
    assert [week.amount for week in weeks[:6]] == [Money.of(360)] * 6
    assert [week.amount for week in weeks[6:]] == [Money.of("194.32")] * 33
    assert [week.rule for week in (weeks[5], weeks[6])] == ["ninety", "flat"]


def test_low_pay_stays_at_ninety_percent_rounded_up_to_the_penny() -> None:
    schedule = maternity("184.6153846")
    assert {week.amount for week in schedule.weeks} == {Money.of("166.16")}  # 90 % is 166.1538461
    assert schedule.weeks[38].rule == "lower_ninety"
    assert schedule.total == Money.of("6480.24")


@pytest.mark.parametrize(
    ("first", "rate"),
    [
        (date(2026, 4, 4), "187.18"),
        (date(2026, 4, 5), "194.32"),
        (date(2025, 4, 5), "184.03"),
        (date(2025, 4, 6), "187.18"),
    ],
)
def test_a_new_flat_rate_begins_with_weeks_from_the_first_sunday_in_april(first: date, rate: str) -> None:
    (week,) = schedule_of(LeaveKind.SPP, [Block(first, 1)], Decimal(400), load_rates()).weeks
    assert week.amount == Money.of(rate)


def test_a_week_over_the_change_keeps_the_rate_of_its_first_day() -> None:
    weeks = schedule_of(LeaveKind.SPP, [Block(date(2026, 4, 1), 2)], Decimal(400), load_rates()).weeks
    assert [week.amount for week in weeks] == [Money.of("187.18"), Money.of("194.32")]


def test_a_week_whose_rate_is_not_known_yet_is_left_open_and_never_guessed() -> None:
    schedule = maternity("400", date(2026, 9, 7))
    known = [week for week in schedule.weeks if week.amount is not None]
    assert known[-1].first == date(2027, 3, 29)
    assert schedule.total is None
    with pytest.raises(NoRateFor):
        due_by(schedule, date(2027, 4, 5))


def test_sevenths_are_rounded_up_and_come_to_the_week_in_the_end() -> None:
    week = maternity("300").weeks[0]
    assert [week.part(days) for days in (1, 2, 6, 7)] == [
        Money.of("38.58"), Money.of("77.15"), Money.of("231.43"), Money.of(270),
    ]  # fmt: skip


def test_what_is_due_by_a_day_counts_whole_weeks_and_sevenths() -> None:
    schedule = maternity("300")
    assert due_by(schedule, MONDAY - timedelta(days=1)) == Money(0)
    assert due_by(schedule, MONDAY) == Money.of("38.58")
    assert due_by(schedule, MONDAY + timedelta(days=8)) == Money.of("347.15")
    assert due_by(schedule, MONDAY + timedelta(weeks=60)) == schedule.total


@given(
    some.decimals(min_value=1, max_value=900, places=7),
    some.lists(some.integers(min_value=0, max_value=200), min_size=1, max_size=12),
)
def test_however_it_is_spread_over_paydays_it_comes_to_the_same(average: Decimal, ends: list[int]) -> None:
    schedule = schedule_of(LeaveKind.SMP, [Block(MONDAY, 30)], average, load_rates())
    paid = Money(0)
    for end in sorted(ends):
        due = due_by(schedule, MONDAY + timedelta(days=end))
        assert due >= paid
        paid += due - paid
    paid += due_by(schedule, MONDAY + timedelta(days=400)) - paid
    assert paid == schedule.total


@given(some.decimals(min_value=0, max_value=900, places=7))
def test_no_week_is_ever_paid_a_penny_too_little_or_two_too_much(average: Decimal) -> None:
    for week in maternity(str(average), weeks=8).weeks:
        assert week.exact is not None
        assert week.amount is not None
        assert week.exact <= week.amount.pounds < week.exact + Decimal("0.01")


def test_ten_days_of_work_cost_nothing_and_the_eleventh_its_week() -> None:
    worked = [MONDAY + timedelta(days=at) for at in range(11)]
    schedule = maternity("300", worked=worked)
    assert [week.lost for week in schedule.weeks[:3]] == ["", "worked", ""]
    assert schedule.weeks[1].amount == Money(0)
    assert len(schedule.weeks) == 39
    assert week_words(schedule.weeks[1]) == "nothing: worked in this week"


@pytest.mark.parametrize("kind", [LeaveKind.SPP, LeaveKind.SPBP, LeaveKind.SNCP])
def test_any_work_costs_a_week_of_the_short_leaves(kind: LeaveKind) -> None:
    schedule = schedule_of(kind, [Block(MONDAY, 2)], Decimal(300), load_rates(), worked=[MONDAY])
    assert [week.lost for week in schedule.weeks] == ["worked", ""]


def test_twenty_days_are_free_in_shared_leave() -> None:
    worked = [MONDAY + timedelta(days=at) for at in range(21)]
    schedule = schedule_of(LeaveKind.SHPP, [Block(MONDAY, 4)], Decimal(300), load_rates(), worked=worked)
    assert [week.lost for week in schedule.weeks] == ["", "", "worked", ""]


def test_work_before_or_after_the_leave_costs_nothing() -> None:
    around = [MONDAY - timedelta(days=1), MONDAY + timedelta(weeks=2)]
    schedule = schedule_of(LeaveKind.SPP, [Block(MONDAY, 2)], Decimal(300), load_rates(), worked=around)
    assert schedule.keeping_in_touch == ()
    assert not any(week.lost for week in schedule.weeks)


def test_weeks_not_whole_by_the_last_day_are_not_paid() -> None:
    schedule = maternity("300", last_day=MONDAY + timedelta(days=20))
    assert [week.lost for week in schedule.weeks[:4]] == ["", "", "", "ended"]
    assert due_by(schedule, MONDAY + timedelta(days=300)) == Money.of(810)


def test_the_lower_of_two_rates() -> None:
    assert lower_of(Decimal("194.32"), Decimal("194.32")) == (Decimal("194.32"), "flat")
    assert lower_of(Decimal("194.32"), Decimal("194.31")) == (Decimal("194.31"), "lower_ninety")


def test_a_part_of_an_unknown_week_is_refused() -> None:
    with pytest.raises(NoRateFor):
        PayWeek(1, MONDAY, None, "").part(3)


def test_how_many_weeks_there_are_at_most() -> None:
    rates = load_rates()
    assert [most_weeks(kind, MONDAY, rates) for kind in LeaveKind] == [39, 2, 39, 37, 2, 12]
    with pytest.raises(NoRateFor):
        most_weeks(LeaveKind.SNCP, date(2024, 6, 1), rates)

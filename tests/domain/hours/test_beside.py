"""Warnings that rest on what is known beside a shift: limits, days off, checks, who goes along, plans."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from carerdesk.domain.hours.check import Beside, PlanWeek, warnings
from carerdesk.domain.hours.shift import Shift, ShiftKind
from carerdesk.domain.rota.limits import Limits
from carerdesk.domain.rota.rest import Work, work_of
from tests.domain.hours.made import shift

TODAY = date(2026, 11, 20)
MONDAY = date(2026, 11, 16)
PLAIN = shift("2026-11-16 09:00", "2026-11-16 12:00")


def asked(new: Shift, others: tuple[Shift, ...] = (), **known: Any) -> list[str]:
    return [each.code for each in warnings(new, others, TODAY, Beside(**known))]


def weeks_of(count: int, minutes: int, until: date = MONDAY - timedelta(days=1)) -> tuple[Work, ...]:
    """Five equal days a week, up to a Sunday."""
    found = []
    for back in range(count):
        for weekday in range(5):
            day = until - timedelta(days=6 + 7 * back - weekday)
            start = shift(f"{day} 08:00", f"{day} 09:00").starts
            found.append(Work(day, start, start + timedelta(minutes=minutes), minutes))
    return tuple(found)


def test_nothing_known_beside_warns_of_nothing() -> None:
    assert asked(PLAIN) == []


class TestTheAverage:
    week = shift("2026-11-16 08:00", "2026-11-16 18:00", break_minutes=30)

    def test_forty_eight_on_average_are_asked_about_and_not_one_long_week(self) -> None:
        assert asked(self.week, work=weeks_of(16, 10 * 60 + 30)) == ["average_over_48_hours"]
        assert asked(self.week, work=weeks_of(16, 9 * 60)) == []

    def test_the_average_says_how_much(self) -> None:
        (found,) = warnings(self.week, (), TODAY, Beside(worker="Asha", work=weeks_of(16, 10 * 60 + 30)))
        assert found.values["average"] == "49 h 58 min"
        assert found.values["length"] == "9 h 30 min"

    def test_who_agreed_in_writing_is_not_asked_about(self) -> None:
        agreed = Limits(date(2026, 1, 1), opted_out_on=MONDAY)
        long = weeks_of(16, 10 * 60 + 30)
        assert asked(self.week, work=long, limits=agreed) == []
        assert asked(self.week, work=long, limits=replace(agreed, opted_out_on=MONDAY + timedelta(days=1))) == [
            "average_over_48_hours"
        ]

    def test_weeks_off_sick_are_left_out_and_the_days_planned_after_take_their_place(self) -> None:
        long = weeks_of(16, 10 * 60 + 30)
        off = {each.day for each in long if each.day >= MONDAY - timedelta(weeks=6)}
        worked = tuple(each for each in long if each.day not in off)
        after = weeks_of(6, 10 * 60 + 30, date(2027, 1, 3))
        assert asked(self.week, work=worked, off=frozenset(off)) == []
        assert asked(self.week, work=worked, off=frozenset(off), after=after) == ["average_over_48_hours"]

    def test_one_week_is_measured_where_no_more_is_known(self) -> None:
        others = tuple(shift(f"2026-11-{day} 08:00", f"2026-11-{day} 17:00", break_minutes=60, id=day)
                       for day in range(17, 22))  # fmt: skip
        exact = shift("2026-11-16 08:00", "2026-11-16 17:00", break_minutes=60)
        assert asked(exact, others) == []
        assert asked(replace(exact, break_minutes=59), others) == ["week_over_48_hours"]


class TestTheYoung:
    born = date(2009, 6, 1)

    def test_a_long_day_and_a_long_week(self) -> None:
        exact = shift("2026-11-16 09:00", "2026-11-16 17:30", break_minutes=30)
        assert asked(exact, born=self.born) == []
        assert asked(replace(exact, break_minutes=29), born=self.born) == ["no_break", "young_long_day"]
        four = tuple(shift(f"2026-11-{day} 09:00", f"2026-11-{day} 17:30", break_minutes=30) for day in range(17, 21))
        assert asked(exact, four, born=self.born) == []
        more = (*four, shift("2026-11-21 09:00", "2026-11-21 09:30"))
        assert asked(exact, more, born=self.born) == ["no_weekly_rest", "young_long_week"]

    def test_no_nights_and_a_break_after_four_and_a_half_hours(self) -> None:
        assert asked(shift("2026-11-16 20:00", "2026-11-16 23:30"), born=self.born) == ["young_at_night"]
        assert asked(shift("2026-11-16 09:00", "2026-11-16 13:31"), born=self.born) == ["no_break"]

    def test_an_agreement_to_work_longer_changes_nothing(self) -> None:
        agreed = Limits(MONDAY, opted_out_on=MONDAY)
        long = shift("2026-11-16 09:00", "2026-11-16 18:00", break_minutes=30)
        assert asked(long, born=self.born, limits=agreed) == ["young_long_day"]


class TestRest:
    def test_a_sleep_in_after_a_morning_leaves_no_eleven_hours(self) -> None:
        night = shift("2026-11-16 22:00", "2026-11-17 07:00", kind=ShiftKind.SLEEP_IN)
        assert asked(night, (PLAIN,)) == ["no_daily_rest"]
        assert asked(night) == []

    def test_on_call_at_home_is_rest_unless_called_out(self) -> None:
        call = shift("2026-11-16 20:00", "2026-11-17 08:00", kind=ShiftKind.ON_CALL)
        assert asked(call, (PLAIN,)) == ["no_daily_rest"]
        assert asked(call, (PLAIN,), waits_at_home=True) == []

    def test_eleven_hours_exactly_are_enough(self) -> None:
        evening = shift("2026-11-16 16:00", "2026-11-16 22:00")
        assert asked(shift("2026-11-17 09:00", "2026-11-17 12:00"), (evening,)) == []

    def test_a_fortnight_without_a_free_day(self) -> None:
        work = tuple(
            each
            for day in range(13)
            for each in work_of(shift(f"{MONDAY + timedelta(days=day)} 09:00", f"{MONDAY + timedelta(days=day)} 12:00"))
        )
        last = shift("2026-11-29 09:00", "2026-11-29 12:00")
        assert asked(last, started=MONDAY, work=work) == ["no_weekly_rest"]
        assert asked(last, started=MONDAY, work=work[:-3]) == []


def test_going_with_fewer_than_are_needed() -> None:
    outing = replace(PLAIN, people_needed=2)
    assert asked(outing, together=1) == ["too_few_together"]
    assert asked(outing, together=2) == []


def test_what_ran_out_is_named() -> None:
    (found,) = warnings(PLAIN, (), TODAY, Beside(lapsed=("Asha’s car insurance for work",)))
    assert found.values == {"what": "Asha’s car insurance for work", "day": "Monday 16 November"}


@pytest.mark.parametrize(("minutes", "codes"), [(600, []), (601, ["over_the_plan"])])
def test_more_than_the_plan_gives(minutes: int, codes: list[str]) -> None:
    assert asked(PLAIN, plans=(PlanWeek("Council", minutes, 600),)) == codes


def test_nobody_pays() -> None:
    assert asked(replace(PLAIN, shares=())) == ["no_funder_yet"]
    assert asked(replace(PLAIN, shares=(replace(PLAIN.shares[0], minutes=60),))) == []


def test_their_own_limits() -> None:
    assert asked(PLAIN, limits=Limits(MONDAY, weekly_minutes=179)) == ["limit_week"]
    assert asked(PLAIN, limits=Limits(MONDAY, weekly_minutes=180)) == []

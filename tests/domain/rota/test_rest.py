"""Rest, the long week and nights, against the regulations' own words and against counting hour by hour."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carerdesk.domain.hours.clock import midnight
from carerdesk.domain.hours.shift import ShiftKind
from carerdesk.domain.rota.rest import (
    ADULT,
    YOUNG,
    RestRules,
    Work,
    average_week,
    has_weekly_rest,
    is_young,
    leaves_daily_rest,
    minutes_by_day,
    night_minutes,
    rules_on,
    work_of,
    works_at_night,
)
from tests.domain.hours.made import at, awake, shift

MONDAY = date(2026, 11, 16)
SUNDAY = date(2026, 11, 22)
HOUR = timedelta(hours=1)
A_DAY = timedelta(days=1)


def work(starts: str, ends: str) -> Work:
    (found,) = work_of(shift(starts, ends))
    return found


def spans(*pairs: tuple[int, int]) -> list[Work]:
    """Work at hours counted from the start of the fortnight."""
    opens = midnight(MONDAY)
    return [
        Work(MONDAY + timedelta(hours=first), opens + first * HOUR, opens + last * HOUR, (last - first) * 60)
        for first, last in pairs
    ]


hours = st.lists(
    st.tuples(st.integers(0, 14 * 24 - 1), st.integers(1, 20)).map(lambda at: (at[0], min(at[0] + at[1], 14 * 24))),
    max_size=14,
)


class TestWhatCounts:
    def test_all_but_the_break_and_the_whole_of_a_sleep_in(self) -> None:
        assert [each.minutes for each in work_of(shift("2026-11-16 09:00", "2026-11-16 16:00", break_minutes=30))] == [
            390
        ]
        night = shift("2026-11-16 22:00", "2026-11-17 07:00", kind=ShiftKind.SLEEP_IN)
        assert [each.minutes for each in work_of(night)] == [540]

    def test_on_call_at_home_only_what_was_called_out(self) -> None:
        call = shift(
            "2026-11-16 18:00", "2026-11-17 08:00", kind=ShiftKind.ON_CALL,
            call_outs=(awake("2026-11-16 20:00", "2026-11-16 20:45"),),
        )  # fmt: skip
        assert [each.minutes for each in work_of(call, waits_at_home=True)] == [45]
        assert [each.minutes for each in work_of(call)] == [14 * 60]


class TestDailyRest:
    def test_thirteen_hours_of_a_day_leave_eleven(self) -> None:
        day = [work("2026-11-16 07:00", "2026-11-16 10:00"), work("2026-11-16 16:00", "2026-11-16 20:00")]
        assert leaves_daily_rest(day, day[0].starts, ADULT)
        longer = [day[0], work("2026-11-16 16:00", "2026-11-16 20:01")]
        assert not leaves_daily_rest(longer, longer[1].starts, ADULT)

    def test_a_sleep_in_after_a_day_of_work_leaves_none(self) -> None:
        day = [work("2026-11-16 09:00", "2026-11-16 13:00"), work("2026-11-16 22:00", "2026-11-17 07:00")]
        assert not leaves_daily_rest(day, day[1].starts, ADULT)

    def test_the_young_need_twelve(self) -> None:
        day = [work("2026-11-16 07:00", "2026-11-16 19:01")]
        assert leaves_daily_rest(day, day[0].starts, ADULT)
        assert not leaves_daily_rest(day, day[0].starts, YOUNG)

    @given(hours, st.sampled_from([ADULT, YOUNG]))
    def test_as_counting_hour_by_hour_says(self, pairs: list[tuple[int, int]], rules: RestRules) -> None:
        works = spans(*pairs)
        busy = {hour for first, last in pairs for hour in range(first, last)}
        need = int(rules.daily / HOUR)
        for each in works:
            first = _first_of_stretch(busy, int((each.starts - midnight(MONDAY)) / HOUR), need)
            rests = any(not busy & set(range(begin, begin + need)) for begin in range(first + 1, first + 24 - need + 1))
            assert leaves_daily_rest(works, each.starts, rules) == rests


def _first_of_stretch(busy: set[int], hour: int, need: int) -> int:
    """The first busy hour before which there was a full rest."""
    while any(before in busy for before in range(hour - need, hour)):
        hour = max(before for before in busy if before < hour)
    return hour


class TestWeeklyRest:
    def test_seven_days_of_mornings_leave_none_and_a_free_week_after_makes_up(self) -> None:
        week = [(day * 24 + 7, day * 24 + 17) for day in range(7)]
        assert has_weekly_rest(spans(*week), MONDAY, ADULT, MONDAY)
        both = spans(*week, *((first + 168, last + 168) for first, last in week))
        assert not has_weekly_rest(both, MONDAY, ADULT, MONDAY)
        assert not has_weekly_rest(both, MONDAY + timedelta(days=13), ADULT, MONDAY)

    def test_a_day_of_rest_in_the_week_is_enough_and_an_hour_less_is_not(self) -> None:
        next_week = [(168 + day * 24, 168 + day * 24 + 23) for day in range(7)]
        days = [(day * 24, day * 24 + 23) for day in range(7)]
        with_one_free = [pair for pair in days if pair[0] != 48]
        assert has_weekly_rest(spans(*with_one_free, *next_week), MONDAY, ADULT, MONDAY)
        cut_short = [*with_one_free, (47, 49)]
        assert not has_weekly_rest(spans(*cut_short, *next_week), MONDAY, ADULT, MONDAY)

    def test_twenty_four_hours_exactly_are_a_rest_and_one_of_them_is_none_for_a_fortnight(self) -> None:
        first_week = [(day * 24, day * 24 + 24) for day in range(7)]
        second_week = [(168 + first, 168 + last) for first, last in first_week]
        free_thursday = [pair for pair in first_week if pair[0] != 72]
        assert has_weekly_rest(spans(*free_thursday, *second_week), MONDAY, ADULT, MONDAY)
        assert not has_weekly_rest(spans(*free_thursday, *second_week), MONDAY + timedelta(days=7), ADULT, MONDAY)
        both_free = [*free_thursday[:-1], *second_week]
        assert has_weekly_rest(spans(*both_free), MONDAY + timedelta(days=7), ADULT, MONDAY)

    def test_work_within_other_work_frees_nothing(self) -> None:
        whole = [(0, 168), (10, 12)]
        assert not has_weekly_rest(spans(*whole, (168, 336)), MONDAY, ADULT, MONDAY)

    def test_fortnights_are_counted_from_the_week_the_job_began(self) -> None:
        week = spans(*((day * 24 + 7, day * 24 + 17) for day in range(7)))
        assert has_weekly_rest(week, MONDAY, ADULT, MONDAY)
        before = [Work(each.day - A_DAY * 7, each.starts - A_DAY * 7, each.ends - A_DAY * 7, 600) for each in week]
        assert not has_weekly_rest([*before, *week], MONDAY, ADULT, MONDAY - timedelta(days=7))
        assert has_weekly_rest([*before, *week], MONDAY, ADULT, MONDAY - timedelta(days=14))

    def test_the_young_need_two_days_of_each_week(self) -> None:
        days = spans(*((day * 24 + 9, day * 24 + 12) for day in (0, 1, 2, 3, 4, 6)))
        assert has_weekly_rest(days, MONDAY, ADULT)
        assert not has_weekly_rest(days, MONDAY, YOUNG)

    @given(hours)
    def test_as_counting_hour_by_hour_says(self, pairs: list[tuple[int, int]]) -> None:
        busy = {hour for first, last in pairs for hour in range(first, last)}

        def rests(first: int, last: int) -> int:
            found, free = 0, 0
            for hour in range(first, last):
                free = 0 if hour in busy else free + 1
                if free and free % 24 == 0:
                    found += 1
            return found

        expected = rests(0, 168) >= 1 or rests(0, 336) >= 2
        assert has_weekly_rest(spans(*pairs), MONDAY, ADULT, MONDAY) == expected

    @given(hours, st.tuples(st.integers(0, 330), st.integers(1, 6)))
    def test_more_work_never_makes_more_rest(self, pairs: list[tuple[int, int]], extra: tuple[int, int]) -> None:
        before = has_weekly_rest(spans(*pairs), MONDAY, ADULT)
        after = has_weekly_rest(spans(*pairs, (extra[0], extra[0] + extra[1])), MONDAY, ADULT)
        assert before or not after


def five_days(first: date, weeks: int, minutes: int) -> dict[date, int]:
    return {first + timedelta(weeks=week, days=day): minutes for week in range(weeks) for day in range(5)}


class TestTheLongWeek:
    first = SUNDAY - timedelta(days=118)

    def test_a_leave_of_four_days_is_made_up_by_the_four_worked_days_after(self) -> None:
        """Reg 4(6): (A + B) / C. 16 weeks of 40 hours and a day of 8, 8 hours over in 12 of them; then 4 days of 8."""
        worked = five_days(self.first, 20, 480)
        for week in range(12):
            worked[self.first + timedelta(weeks=week)] += 480
        off = [self.first + timedelta(weeks=16, days=day) for day in range(4)]
        for day in off:
            del worked[day]
        found = average_week(worked, off, SUNDAY)
        assert (found.minutes, found.added, found.days_off) == ((16 * 40 + 8 + 96) * 60, 4 * 480, 4)
        assert round(float(found.weekly) / 60, 1) == 45.6
        assert not found.is_over

    def test_seventeen_weeks_back_and_no_more(self) -> None:
        worked = {self.first - A_DAY: 10_000, self.first: 17 * 60, SUNDAY: 17 * 60}
        assert average_week(worked, (), SUNDAY).weekly == 120

    def test_a_new_job_is_averaged_since_it_began(self) -> None:
        worked = five_days(MONDAY, 1, 600)
        assert average_week(worked, (), SUNDAY, MONDAY).weekly == 3000
        assert average_week(worked, (), SUNDAY, MONDAY).is_over
        assert average_week(worked, (), SUNDAY).weekly * 17 == 3000

    def test_exactly_forty_eight_is_not_over(self) -> None:
        assert not average_week(five_days(self.first, 17, 576), (), SUNDAY).is_over
        assert average_week({**five_days(self.first, 17, 576), SUNDAY: 1}, (), SUNDAY).is_over

    def test_days_that_are_never_worked_are_not_made_up(self) -> None:
        weekend = [self.first + timedelta(days=5), self.first + timedelta(days=6)]
        assert average_week(five_days(self.first, 20, 480), weekend, SUNDAY).days_off == 0

    def test_a_day_off_that_was_worked_after_all_and_a_day_worked_once_are_not_made_up(self) -> None:
        worked = five_days(self.first, 20, 480)
        assert average_week(worked, [self.first], SUNDAY).days_off == 0
        worked[self.first + timedelta(days=5)] = 300
        assert average_week(worked, [self.first + timedelta(days=12)], SUNDAY).days_off == 0

    def test_only_days_with_work_take_the_place_of_days_off(self) -> None:
        worked = five_days(self.first, 17, 480)
        off = [self.first]
        del worked[self.first]
        worked |= {SUNDAY + timedelta(days=1): 0, SUNDAY + timedelta(days=2): 360}
        found = average_week(worked, off, SUNDAY)
        assert (found.added, found.added_days) == (360, 1)

    @given(st.integers(0, 16), st.integers(60, 720))
    def test_a_week_off_is_neutral_for_who_works_the_same_always(self, week: int, minutes: int) -> None:
        worked = five_days(self.first, 20, minutes)
        off = [self.first + timedelta(weeks=week, days=day) for day in range(7)]
        without = {day: done for day, done in worked.items() if day not in off}
        assert average_week(without, off, SUNDAY).weekly == average_week(worked, (), SUNDAY).weekly == 5 * minutes

    @given(st.dictionaries(st.dates(date(2026, 7, 1), date(2026, 12, 20)), st.integers(1, 900), max_size=60))
    def test_more_leave_never_lowers_the_average(self, worked: dict[date, int]) -> None:
        off = [MONDAY + timedelta(days=day) for day in range(-20, 5)]
        assert average_week(worked, off, SUNDAY).weekly >= average_week(worked, (), SUNDAY).weekly


class TestNights:
    def test_only_what_lies_between_eleven_and_six(self) -> None:
        assert night_minutes(work("2026-11-16 22:00", "2026-11-17 07:00")) == 7 * 60
        assert night_minutes(work("2026-11-16 05:00", "2026-11-16 08:00")) == 60
        assert night_minutes(work("2026-11-16 06:00", "2026-11-16 23:00")) == 0

    def test_the_night_the_clocks_go_back_is_an_hour_longer(self) -> None:
        assert night_minutes(work("2026-10-24 22:00", "2026-10-25 07:00")) == 8 * 60

    def test_three_hours_make_night_work(self) -> None:
        assert works_at_night(work("2026-11-16 20:00", "2026-11-17 02:00"))
        assert not works_at_night(work("2026-11-16 20:00", "2026-11-17 01:59"))

    @given(st.integers(0, 40), st.integers(1, 29))
    def test_never_more_than_the_work(self, first: int, length: int) -> None:
        (one,) = spans((first, first + length))
        assert 0 <= night_minutes(one) <= length * 60


@pytest.mark.parametrize(
    ("born", "young"),
    [(date(2008, 11, 16), False), (date(2008, 11, 17), True), (None, False), (date(1980, 1, 1), False)],
)
def test_eighteen_is_grown_up(born: date | None, young: bool) -> None:
    assert is_young(born, MONDAY) is young
    assert rules_on(born, MONDAY) is (YOUNG if young else ADULT)


def test_minutes_go_to_the_day_work_starts_on() -> None:
    found = minutes_by_day([work("2026-11-16 22:00", "2026-11-17 07:00"), work("2026-11-16 08:00", "2026-11-16 09:00")])
    assert found == {MONDAY: 600}
    assert at("2026-11-16 00:00") == datetime.fromisoformat("2026-11-16T00:00+00:00")

"""The days and moments of repeating shifts: leap days, ends of months, terms, nights the clocks change."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carerdesk.domain.problem import Problem
from carerdesk.domain.rota.pattern import (
    HOLIDAYS,
    OFF,
    TERM,
    OnTheDay,
    Pattern,
    anchored,
    check_pattern,
    falls_on,
    next_days,
    on_the_day,
    pattern_days,
    pattern_words,
    skips,
)
from carerdesk.domain.rota.recurrence import LAST, Every, Unit, every_words, read_rule, rule_text, weekly
from carerdesk.domain.rota.terms import KnownDays, TermDays, check_terms

NOVEMBER = date(2026, 11, 3)
NOTHING_KNOWN = KnownDays()
AUTUMN = TermDays(date(2026, 9, 7), date(2026, 12, 18), "Autumn")
SPRING = TermDays(date(2027, 1, 5), date(2027, 3, 25), "Spring")
SCHOOL = KnownDays((AUTUMN, SPRING))
LEAP_DAY = Every(Unit.YEAR, month=2, month_day=29)


def every_shape() -> st.SearchStrategy[Every]:
    """Any rule a person can choose or type."""
    weekday = st.integers(0, 6)
    date_of_month = st.one_of(st.integers(1, 31), st.just(LAST))
    return st.one_of(
        st.builds(lambda days, n: weekly(*days, every=n), st.sets(weekday, min_size=1), st.integers(1, 52)),
        st.builds(
            lambda day, nth, n: Every(Unit.MONTH, n, (day,), nth),
            weekday,
            st.sampled_from((1, 2, 3, 4, 5, LAST)),
            st.integers(1, 12),
        ),
        st.builds(lambda day, n: Every(Unit.MONTH, n, month_day=day), date_of_month, st.integers(1, 12)),
        st.builds(
            lambda month, day: Every(Unit.YEAR, month=month, month_day=day), st.integers(1, 12), st.integers(1, 31)
        ),
        st.builds(lambda n: Every(Unit.DAY, n), st.integers(1, 52)),
    )


def pattern(every: Every, first: date = NOVEMBER, start: int = 540, end: int = 900, **others: object) -> Pattern:
    return Pattern(rule_text(every), first, start, end, **others)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("every", "words"),
    [
        (weekly(1), "every Tuesday"),
        (weekly(1, every=2), "every other Tuesday"),
        (weekly(0, 1, 2, 3, 4), "every weekday"),
        (weekly(*range(7)), "every day"),
        (weekly(5, 6), "every Saturday and Sunday"),
        (weekly(0, 2, 4, every=2), "every other week on Monday, Wednesday and Friday"),
        (weekly(0, 1, 2, 3, 4, every=2), "every other week on weekdays"),
        (weekly(5, every=4), "every 4 weeks on Saturday"),
        (Every(Unit.MONTH, weekdays=(0,), nth=1), "the first Monday of each month"),
        (Every(Unit.MONTH, weekdays=(4,), nth=LAST), "the last Friday of each month"),
        (Every(Unit.MONTH, month_day=LAST), "the last day of each month"),
        (Every(Unit.MONTH, month_day=22), "the 22nd of each month"),
        (Every(Unit.MONTH, month_day=12), "the 12th of each month"),
        (Every(Unit.MONTH, 3, month_day=15), "the 15th, every 3 months"),
        (LEAP_DAY, "every year on 29 February"),
        (Every(Unit.DAY, 2), "every other day"),
    ],
)
def test_a_rule_is_said_in_plain_words(every: Every, words: str) -> None:
    assert every_words(every) == words


def test_the_whole_sentence_of_a_pattern() -> None:
    said = pattern(weekly(1, every=2), seasons=TERM, bank_holidays=OFF, last_day=date(2026, 12, 18))
    assert pattern_words(said) == (
        "Every other Tuesday, 09:00 to 15:00, in term time, not on bank holidays,"
        " from 3 November 2026 to 18 December 2026"
    )
    night = pattern(weekly(5), start=22 * 60, end=31 * 60)
    assert pattern_words(night) == "Every Saturday, 22:00 to 07:00 the next day, from 3 November 2026"


@given(every_shape())
def test_a_rule_is_read_back_as_it_was_written(every: Every) -> None:
    assert read_rule(rule_text(every)) == every


@given(every_shape(), st.dates(date(2020, 1, 1), date(2035, 12, 31)), st.integers(0, 900), st.integers(0, 900))
def test_days_in_two_stretches_are_the_days_in_one(every: Every, first: date, one: int, two: int) -> None:
    what = pattern(every, first)
    cut, end = first + timedelta(days=one), first + timedelta(days=one + two)
    both = (*pattern_days(what, first, cut), *pattern_days(what, cut + timedelta(days=1), end))
    assert both == pattern_days(what, first, end)


@given(every_shape(), st.dates(date(2020, 1, 1), date(2035, 12, 31)))
def test_a_pattern_begins_on_the_first_day_that_fits(every: Every, first: date) -> None:
    begins = anchored(every, first)
    if begins is None:
        assert every.unit is Unit.YEAR
        assert (every.month, every.month_day) in {(2, 30), (2, 31), *((month, 31) for month in (4, 6, 9, 11))}
    else:
        days = pattern_days(pattern(every, begins), begins, begins + timedelta(days=1))
        assert days[:1] == (begins,)


def test_twenty_ninth_of_february_comes_in_leap_years_only() -> None:
    what = pattern(LEAP_DAY)
    assert pattern_days(what, NOVEMBER, date(2034, 1, 1)) == (date(2028, 2, 29), date(2032, 2, 29))
    assert skips(what) == Problem("days", "leap_day_only")
    assert anchored(LEAP_DAY, date(2096, 3, 1)) == date(2104, 2, 29)
    assert check_pattern(what) == ()


def test_the_last_day_of_each_month_is_no_fixed_date() -> None:
    days = pattern_days(pattern(Every(Unit.MONTH, month_day=LAST)), NOVEMBER, date(2027, 3, 1))
    assert [day.day for day in days] == [30, 31, 31, 28]
    thirty_first = pattern(Every(Unit.MONTH, month_day=31))
    assert [day.month for day in pattern_days(thirty_first, NOVEMBER, date(2027, 5, 31))] == [12, 1, 3, 5]
    assert skips(thirty_first) == Problem("days", "not_in_every_month", {"date": "31"})


def test_patterns_that_never_happen_or_end_too_early_are_found() -> None:
    never = pattern(Every(Unit.YEAR, month=2, month_day=30))
    assert [fault.code for fault in check_pattern(never)] == ["pattern_never_happens"]
    too_soon = pattern(weekly(1), last_day=date(2026, 11, 2))
    assert [fault.code for fault in check_pattern(too_soon)] == ["pattern_ends_before_it_begins"]
    between = pattern(weekly(0), last_day=date(2026, 11, 8))
    assert [fault.code for fault in check_pattern(between)] == ["pattern_never_happens"]


@pytest.mark.parametrize(("start", "end"), [(540, 540), (540, 500), (0, 30 * 60 + 1), (1440, 1500), (-1, 60)])
def test_times_that_make_no_shift_are_found(start: int, end: int) -> None:
    assert [fault.code for fault in check_pattern(pattern(weekly(1), start=start, end=end))] == ["pattern_times_wrong"]


def test_term_time_and_holidays_share_the_days_between_the_terms() -> None:
    tuesdays = [pattern(weekly(1), seasons=season) for season in (TERM, HOLIDAYS)]
    ends = SPRING.last
    term, holidays = (falls_on(each, NOVEMBER, ends, SCHOOL).days for each in tuesdays)
    assert holidays == (date(2026, 12, 22), date(2026, 12, 29))
    assert sorted((*term, *holidays)) == list(pattern_days(tuesdays[0], NOVEMBER, ends))


@pytest.mark.parametrize("season", [TERM, HOLIDAYS])
def test_after_the_last_term_nothing_is_guessed(season: str) -> None:
    falls = falls_on(pattern(weekly(1), seasons=season), date(2027, 3, 26), date(2027, 6, 1), SCHOOL)
    assert falls.days == ()
    assert [problem.code for problem in falls.unknown] == ["no_term_after"]
    none = falls_on(pattern(weekly(1), seasons=season), NOVEMBER, date(2026, 12, 1), NOTHING_KNOWN)
    assert (none.days, [problem.code for problem in none.unknown]) == ((), ["no_terms_yet"])


def test_bank_holidays_are_left_out_only_where_they_are_known() -> None:
    known = KnownDays(bank_holidays=frozenset({date(2026, 12, 25)}), known_from=NOVEMBER, known_to=date(2026, 12, 31))
    fridays = pattern(weekly(4), bank_holidays=OFF)
    falls = falls_on(fridays, date(2026, 12, 18), date(2027, 1, 8), known)
    assert falls.days == (date(2026, 12, 18),)
    assert [problem.code for problem in falls.unknown] == ["bank_holidays_not_known"]
    assert date(2026, 12, 25) in falls_on(pattern(weekly(4)), NOVEMBER, date(2026, 12, 31), known).days


def test_the_next_days_pass_over_what_is_out_of_season() -> None:
    assert next_days(pattern(weekly(1, every=2), seasons=TERM), date(2026, 12, 10), SCHOOL, 2) == (
        date(2026, 12, 15),
        date(2027, 1, 12),
    )
    assert next_days(pattern(LEAP_DAY), NOVEMBER, NOTHING_KNOWN, 2) == (date(2028, 2, 29), date(2032, 2, 29))


# --- the two nights the clocks change ---------------------------------------------------------------------------------


def at(day: int, month: int, hour: int, minute: int = 0, year: int = 2027) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


def test_a_time_the_clocks_leave_out_becomes_the_next_they_show() -> None:
    early = on_the_day(pattern(weekly(6), start=90, end=7 * 60), date(2027, 3, 28))
    assert isinstance(early, OnTheDay)
    assert (early.starts, early.ends) == (at(28, 3, 1), at(28, 3, 6))
    assert early.chosen == Problem(
        "", "time_left_out_that_night", {"time": "01:30", "day": "Sunday 28 March", "taken": "02:00"}
    )


def test_a_time_that_comes_twice_is_the_first() -> None:
    late = on_the_day(pattern(weekly(5), start=22 * 60, end=25 * 60 + 30), date(2026, 10, 24))
    assert isinstance(late, OnTheDay)
    assert (late.starts, late.ends) == (at(24, 10, 21, year=2026), at(25, 10, 0, 30, year=2026))
    assert late.chosen == Problem("", "time_twice_that_night", {"time": "01:30", "day": "Sunday 25 October"})


def test_a_shift_of_which_the_clocks_leave_nothing_stays_out() -> None:
    gone = on_the_day(pattern(weekly(6), start=60, end=120), date(2027, 3, 28))
    assert gone == Problem("", "nothing_left_that_night", {"day": "Sunday 28 March"})


def test_a_night_is_an_hour_longer_or_shorter_without_a_word() -> None:
    night = pattern(weekly(5), start=22 * 60, end=31 * 60)
    longer, shorter = (on_the_day(night, day) for day in (date(2026, 10, 24), date(2027, 3, 27)))
    assert isinstance(longer, OnTheDay)
    assert isinstance(shorter, OnTheDay)
    assert (longer.ends - longer.starts, shorter.ends - shorter.starts) == (timedelta(hours=10), timedelta(hours=8))
    assert longer.chosen is shorter.chosen is None


def test_terms_that_overlap_are_found_in_any_order() -> None:
    late = TermDays(date(2026, 12, 18), date(2027, 2, 1), "Late")
    assert [fault.code for fault in check_terms([SPRING, AUTUMN])] == []
    assert [fault.code for fault in check_terms([late, AUTUMN])] == ["terms_overlap"]

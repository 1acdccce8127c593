"""Repeating shifts as people type them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carerdesk.domain.rota.pattern import HOLIDAYS, OFF, TERM, WORK, pattern_words
from carerdesk.domain.rota.recurrence import LAST, Every, Unit, every_words, rule_text, weekly
from carerdesk.domain.rota.typed import TypedPattern, read_pattern, split_days
from tests.domain.rota.test_pattern import every_shape, pattern

TODAY = date(2026, 11, 20)


def read(text: str) -> TypedPattern:
    return read_pattern(text, TODAY)


@pytest.mark.parametrize(
    ("text", "every"),
    [
        ("every other Tuesday 9–3 in term time", weekly(1, every=2)),
        ("alternate fridays 4-7pm", weekly(4, every=2)),
        ("fortnightly on tuesday 9-3", weekly(1, every=2)),
        ("tuesday 9 - 3 every other week", weekly(1, every=2)),
        ("every 2nd wednesday 9-3", weekly(2, every=2)),
        ("mon-fri 0730-0900", weekly(0, 1, 2, 3, 4)),
        ("fri to mon 10pm-7", weekly(4, 5, 6, 0)),
        ("every working day 4pm for 2 hours", weekly(0, 1, 2, 3, 4)),
        ("Mon, Wed & Fri 9-3", weekly(0, 2, 4)),
        ("tuesdays and thursdays, 9am to 3pm", weekly(1, 3)),
        ("weekends 10-1", weekly(5, 6)),
        ("wed 9.30-14.30", weekly(2)),
        ("every four weeks on saturday 22:00-7", weekly(5, every=4)),
        ("first monday of the month 10-12", Every(Unit.MONTH, weekdays=(0,), nth=1)),
        ("every second monday of the month 1-2", Every(Unit.MONTH, weekdays=(0,), nth=2)),
        ("last friday of every month 18:00-20:00", Every(Unit.MONTH, weekdays=(4,), nth=LAST)),
        ("monthly on the 1st 9-10", Every(Unit.MONTH, month_day=1)),
        ("the 15th of each month 10-12", Every(Unit.MONTH, month_day=15)),
        ("last day of each month 9-5", Every(Unit.MONTH, month_day=LAST)),
        ("every 3 months on the 15th 9-10", Every(Unit.MONTH, 3, month_day=15)),
        ("every 29 february 9-5", Every(Unit.YEAR, month=2, month_day=29)),
        ("on 29 february each year 9-5", Every(Unit.YEAR, month=2, month_day=29)),
        ("daily 8-9", Every(Unit.DAY)),
        ("every other day 8-9", Every(Unit.DAY, 2)),
    ],
)
def test_days_are_understood(text: str, every: Every) -> None:
    found = read(text)
    assert found.every == every
    assert found.has_times
    assert found.rest == ""


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("tue 9-3", 540, 900),
        ("tue 22:00 to 07:00", 1320, 1860),
        ("from 9 to 3 every monday", 540, 900),
        ("every monday from 3 november from 9 to 3", 540, 900),
        ("tue 4pm for 2 hours", 960, 1080),
        ("sundays 11 to 2.30pm", 660, 870),
        ("tue noon to 5", 720, 1020),
    ],
)
def test_times_are_understood_beside_dates(text: str, start: int, end: int) -> None:
    found = read(text)
    assert (found.start_minute, found.end_minute) == (start, end)


@pytest.mark.parametrize(
    ("text", "seasons", "bank"),
    [
        ("tue 9-3 in term time", TERM, None),
        ("tue 9-3 term-time only", TERM, None),
        ("tue 9-3 during the school holidays", HOLIDAYS, None),
        ("tue 9-3 outside term", HOLIDAYS, None),
        ("tue 9-3 not on bank holidays", None, OFF),
        ("tue 9-3 except bank holidays in term time", TERM, OFF),
        ("tue 9-3 including bank holidays", None, WORK),
    ],
)
def test_seasons_and_bank_holidays_are_understood(text: str, seasons: str | None, bank: str | None) -> None:
    found = read(text)
    assert (found.seasons, found.bank_holidays, found.rest) == (seasons, bank, "")


def test_first_and_last_day_are_understood() -> None:
    found = read("Mondays 9-3 from 3/11/26 to 18/12/26")
    assert (found.first_day, found.last_day) == (date(2026, 11, 3), date(2026, 12, 18))
    assert read("sat 10-1 until 18 December 2026").last_day == date(2026, 12, 18)
    assert read("tue 9-3 starting next tuesday").first_day == date(2026, 11, 24)


def test_other_words_are_given_back_as_they_were_typed() -> None:
    assert read("Tue 9-3 Swimming at the Baths").rest == "Swimming at the Baths"
    assert read("every weekday 7.30-9, Asha and Tom, Council 60 NHS 40").rest == "Asha and Tom, Council 60 NHS 40"
    found = read("evry tusday 9-3")
    assert (found.every, found.rest) == (None, "evry tusday")


@pytest.mark.parametrize(
    ("text", "halves"),
    [
        ("every day half 3 to 5, Tom", ("half 3 to 5",)),
        ("every day 9 to half 3", ("9 to half 3",)),
        ("every day half past 9 to quarter to 3", ("half past 9 to quarter to 3",)),
        ("every day half past nine, Tom", ("half past nine",)),
    ],
)
def test_half_an_hour_said_aloud_is_asked_about_and_never_guessed(text: str, halves: tuple[str, ...]) -> None:
    found = read(text)
    assert (found.halves, found.has_times) == (halves, False)


def test_half_term_is_no_time() -> None:
    found = read("mondays 9-3 half term club")
    assert (found.halves, found.rest, found.start_minute) == ((), "half term club", 540)


@pytest.mark.parametrize(
    ("text", "unread", "rest"),
    [
        ("every day 9-25 tom", ("9-25",), "tom"),
        ("tue 9-11 and 2-4 Tom", ("2-4",), "Tom"),
        ("tue 9-3 from 31/2, Tom", ("31/2",), "Tom"),
        ("tue 9-3 to 31 April, Tom", ("31 April",), "Tom"),
        ("tue 9-3, Council 60 NHS 40", (), "Council 60 NHS 40"),
        ("tue 9-3 hall 2", (), "hall 2"),
    ],
)
def test_what_looks_like_a_time_and_is_none_is_named(text: str, unread: tuple[str, ...], rest: str) -> None:
    found = read(text)
    assert (found.unread, found.rest) == (unread, rest)


def test_words_about_days_are_told_from_what_is_done() -> None:
    assert split_days("until never") == ("", "until never")
    assert split_days("Swimming Until never") == ("Swimming", "Until never")
    assert split_days("Not on Ascension Day") == ("", "Not on Ascension Day")
    for done in ("tillage", "after school club", "walk, but not far"):
        assert split_days(done) == (done, "")


@given(every_shape())
def test_what_is_said_back_is_understood_again(every: Every) -> None:
    """The sentence a person sees can be typed as it stands; an interval of months is said another way than typed."""
    if every.unit is Unit.MONTH and every.interval > 1:
        return
    found = read(every_words(every) + " 09:00 to 15:00")
    typed = found.every
    days = (every, weekly(*range(7), every=every.interval) if every == Every(Unit.DAY) else every)
    same = typed in days or (typed == Every(Unit.DAY) and every.weekdays == tuple(range(7)) and every.interval == 1)
    assert same, (every_words(every), typed)


@given(st.text(alphabet="every othr tuesdayfimn0123456789-:./,of", max_size=60))
def test_nothing_typed_ever_fails(text: str) -> None:
    found = read(text)
    if found.every is not None:
        assert rule_text(found.every)
        assert pattern_words(pattern(found.every))

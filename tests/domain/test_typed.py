"""What people type is read as they mean it, or not at all."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from carerdesk.domain import typed
from carerdesk.domain.dates import DAYS, full_date, long_date, short_date
from carerdesk.domain.money import Money

TODAY = date(2026, 11, 20)  # a Friday
days = st.dates(date(2000, 1, 1), date(2045, 12, 31))


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("3/11/26", date(2026, 11, 3)),
        ("3.11.2026", date(2026, 11, 3)),
        ("3-11-26", date(2026, 11, 3)),
        ("031126", date(2026, 11, 3)),
        ("2026-11-03", date(2026, 11, 3)),
        ("3 Nov", date(2026, 11, 3)),
        ("3rd of November 26", date(2026, 11, 3)),
        ("3.11.26", date(2026, 11, 3)),
        ("on Tuesday 3 Nov", date(2026, 11, 3)),
        ("3nov26", date(2026, 11, 3)),
        ("Nov 3", date(2026, 11, 3)),
        ("Tue 3 Nov", date(2026, 11, 3)),
        ("1/1", date(2027, 1, 1)),
        ("30 June", date(2026, 6, 30)),
        ("29 Feb 2028", date(2028, 2, 29)),
        ("4 April 61", date(1961, 4, 4)),
        ("6 April 40", date(2040, 4, 6)),
        ("today", TODAY),
        (" Yesterday ", date(2026, 11, 19)),
        ("tomorrow", date(2026, 11, 21)),
        ("mon", date(2026, 11, 16)),
        ("sun", date(2026, 11, 22)),
        ("last friday", date(2026, 11, 13)),
        ("last thursday", date(2026, 11, 19)),
        ("next tue", date(2026, 11, 24)),
        ("next friday", date(2026, 11, 27)),
    ],
)
def test_a_date_is_read(text: str, meant: date) -> None:
    assert typed.read_date(text, TODAY) == meant


@pytest.mark.parametrize(
    "text",
    ["", "soon", "31/11/26", "29/2/27", "11/13/26", "Wed 3 Nov", "3", "3/11/2026/4", "3/11/026", "last nov", "32 Nov"],
)
def test_a_date_that_is_none_is_not_read(text: str) -> None:
    assert typed.read_date(text, TODAY) is None


def test_a_bare_day_lies_in_the_week_in_view() -> None:
    assert typed.read_date("wed", TODAY, week_of=date(2027, 2, 1)) == date(2027, 2, 3)


@pytest.mark.parametrize(
    ("text", "meant"),
    [("tues", date(2026, 11, 24)), ("this tue", date(2026, 11, 24)), ("fri", TODAY), ("last tue", date(2026, 11, 17))],
)
def test_a_bare_day_looking_ahead_is_the_next_one_today_among_them(text: str, meant: date) -> None:
    assert typed.read_date(text, TODAY, ahead=TODAY) == meant


@given(day=days, today=days)
def test_a_date_written_in_full_is_read_back_whatever_the_day(day: date, today: date) -> None:
    for text in (long_date(day), full_date(day), short_date(day), f"{day.day}/{day.month}/{day.year}", day.isoformat()):
        assert typed.read_date(text, today) == day


@given(day=days, today=days, which=st.sampled_from(DAYS))
def test_last_is_within_the_week_before_and_next_within_the_week_after(day: date, today: date, which: str) -> None:
    last, following = typed.read_date(f"last {which}", today), typed.read_date(f"next {which}", today)
    assert last is not None
    assert following is not None
    assert timedelta(days=1) <= today - last <= timedelta(days=7)
    assert timedelta(days=1) <= following - today <= timedelta(days=7)


@given(st.text(max_size=40))
@example("200000000000000000000000000")
def test_no_text_breaks_a_reader(text: str) -> None:
    typed.read_date(text, TODAY)
    readers = (
        typed.read_times, typed.read_hours, typed.read_money, typed.read_rate, typed.read_percent,
        typed.read_ni_number, typed.read_sort_code, typed.read_account_number, typed.read_email,
    )  # fmt: skip
    for read in readers:
        read(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("4-7pm", "16:00 to 19:00, 3 hours"),
        ("0730-1030", "07:30 to 10:30, 3 hours"),
        ("7.30 to 10.30", "07:30 to 10:30, 3 hours"),
        ("22:00-7", "22:00 to 07:00 the next day, 9 hours"),
        ("9-5", "09:00 to 17:00, 8 hours"),
        ("9-3", "09:00 to 15:00, 6 hours"),
        ("from 9 to 3", "09:00 to 15:00, 6 hours"),
        ("9am to 3pm", "09:00 to 15:00, 6 hours"),
        ("0900-1500", "09:00 to 15:00, 6 hours"),
        ("22:00-07:00", "22:00 to 07:00 the next day, 9 hours"),
        ("24:00 for 2 hours", "00:00 to 02:00, 2 hours"),
        ("7am-3", "07:00 to 15:00, 8 hours"),
        ("10-2pm", "10:00 to 14:00, 4 hours"),
        ("11pm-7am", "23:00 to 07:00 the next day, 8 hours"),
        ("noon-3", "12:00 to 15:00, 3 hours"),
        ("12am-6", "00:00 to 06:00, 6 hours"),
        ("1212-1300", "12:12 to 13:00, 48 minutes"),
        ("10pm – midnight", "22:00 to 00:00 the next day, 2 hours"),
        ("07:00-07:00", "07:00 to 07:00 the next day, 24 hours"),
        ("4pm for 3 hours", "16:00 to 19:00, 3 hours"),
        ("22:00 + 9h", "22:00 to 07:00 the next day, 9 hours"),
    ],
)
def test_start_and_end_are_read(text: str, words: str) -> None:
    read = typed.read_times(text)
    assert read is not None
    assert typed.times_words(read) == words


@pytest.mark.parametrize("text", ["", "7", "25-3", "7:75-8", "13pm-2pm", "4pm for 25 hours", "4 for ever", "24:30-1"])
def test_times_that_are_none_are_not_read(text: str) -> None:
    assert typed.read_times(text) is None


@given(start=st.integers(0, 1439), length=st.integers(1, 1440))
def test_times_on_the_24_hour_clock_are_read_to_the_minute(start: int, length: int) -> None:
    end = (start + length) % 1440
    read = typed.read_times(f"{start // 60:02d}:{start % 60:02d}-{end // 60:02d}:{end % 60:02d}")
    assert read is not None
    afternoon_meant = end + 720 - start == read.minutes and 10 * 60 <= start <= 12 * 60 + 59
    assert read.minutes == length or afternoon_meant


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("7.5", 450), ("7:30", 450), ("7h30", 450), ("7 hours 30 minutes", 450), ("45 min", 45), ("7½", 450), ("7 ½", 450),
     ("8h", 480), ("7.33", 440), (".5", 30), ("1 hour", 60), ("0", 0), ("100:15", 6015), ("half an hour", 30),
     ("an hour", 60), ("an hour and a half", 90), ("7 hours, 30 minutes", 450), ("7 hours and 30 minutes", 450)],
)  # fmt: skip
def test_hours_are_read(text: str, minutes: int) -> None:
    assert typed.read_hours(text) == minutes


@pytest.mark.parametrize("text", ["", "abc", "7:75", "-3", "7,5h x", "99999"])
def test_hours_that_are_none_are_not_read(text: str) -> None:
    assert typed.read_hours(text) is None


@given(st.integers(0, 44_640))
def test_hours_said_are_hours_read(minutes: int) -> None:
    assert typed.read_hours(typed.hours_words(minutes)) == minutes


def test_money_is_read_with_or_without_its_marks() -> None:
    assert [typed.read_money(text) for text in ("£1,234.50", "12", "50p", "twelve")] == [
        Money(123450), Money(1200), Money(50), None,
    ]  # fmt: skip


def test_a_rate_has_at_most_four_decimals() -> None:
    assert typed.read_rate("£12.71 an hour") == Decimal("12.71")
    assert typed.read_rate("12.7150/hr") == Decimal("12.7150")
    assert typed.read_rate("12.71501") is None
    assert typed.read_rate("-1") is None


def test_a_share_is_from_0_to_100() -> None:
    assert [typed.read_percent(text) for text in ("75", "12.07 %", "100 per cent", "100.1", "-1")] == [
        Decimal(75), Decimal("12.07"), Decimal(100), None, None,
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["AB123456C", "ab 12 34 56 c", "AB-12-34-56-C"])
def test_an_ni_number_is_read_in_any_dress(text: str) -> None:
    assert typed.read_ni_number(text) == "AB123456C"


@pytest.mark.parametrize(
    "text", ["QQ123456C", "DA123456A", "AO123456A", "BG123456A", "ZZ123456A", "AB12345C", "AB123456E", "VA123456A"]
)
def test_an_ni_number_never_issued_is_not_read(text: str) -> None:
    assert typed.read_ni_number(text) is None


def test_an_example_number_is_read_only_where_examples_are() -> None:
    assert typed.read_ni_number("qq 12 34 56 c", examples=True) == "QQ123456C"
    assert typed.ni_number_words("QQ123456C") == "QQ 12 34 56 C"


def test_bank_details_are_read() -> None:
    assert typed.read_sort_code("309950") == typed.read_sort_code("30 99 50") == "30-99-50"
    assert typed.read_sort_code("30995") is None
    assert typed.read_account_number("733445") == "00733445"
    assert typed.read_account_number("123456789") is None
    assert typed.read_email("helen@example.org.uk") == "helen@example.org.uk"
    assert typed.read_email("helen@example") is None

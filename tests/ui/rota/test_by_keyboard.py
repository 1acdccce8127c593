"""Nine shifts in a minute by keyboard, copied, confirmed, and still there the next time."""

from __future__ import annotations

from datetime import date

from carerdesk.services.hours.week import read_week
from tests.ui.rota.conftest import Desktop, type_shift
from tests.user import User

MONDAY = date(2026, 11, 16)
NEXT = date(2026, 11, 23)
NINE = (
    ("mon", "7:30-10:30", "Morning, school run", "asha", "", "council"),
    ("mon", "4-7pm", "Tea and evening", "tom", "", ""),
    ("tue", "9-1", "Physio and lunch", "kas", "", "nhs"),
    ("wed", "0730-1030", "Morning, school run", "a", "", "c"),
    ("thu", "9-1", "Physio and lunch", "k", "", "n"),
    ("fri", "16:00-19:00", "Tea and evening", "t", "", "council"),
    ("fri", "22:00-7", "Sleep-in", "kasia", "", "council"),
    ("sat", "10-2:30pm", "Swimming at the pool", "ash", "tom", "nhs"),
    ("sun", "10am-1pm", "Morning", "tom", "", "Council 60, NHS 40"),
)
KEYS_IN_A_MINUTE = 420  # a practised typist; most need two minutes


def test_a_week_typed_copied_confirmed_and_opened_again(desktop: Desktop, user: User) -> None:
    window = desktop.open()
    user.press("Add the first shift")
    clicks, before = user.clicks, user.keys + user.strokes
    for shift in NINE:
        type_shift(user, *shift)
        assert user.focus() == "Day"
    assert user.clicks == clicks
    assert user.keys + user.strokes - before <= KEYS_IN_A_MINUTE
    assert user.sees("Shift for Tom, Sunday 22 November, added")

    week = read_week(desktop.books, MONDAY)
    assert [(s.day.day, s.times, s.first_name, s.kind) for s in week.shifts] == [
        (16, "07:30–10:30", "Asha", "normal"),
        (16, "16:00–19:00", "Tom", "normal"),
        (17, "09:00–13:00", "Kasia", "normal"),
        (18, "07:30–10:30", "Asha", "normal"),
        (19, "09:00–13:00", "Kasia", "normal"),
        (20, "16:00–19:00", "Tom", "normal"),
        (20, "22:00–07:00", "Kasia", "sleep_in"),
        (21, "10:00–14:30", "Asha", "weekend"),
        (21, "10:00–14:30", "Tom", "weekend"),
        (22, "10:00–13:00", "Tom", "weekend"),
    ]
    assert [(share.short_name, share.minutes) for share in week.shifts[-1].shares] == [("Council", 108), ("NHS", 72)]
    assert [share.short_name for share in week.shifts[1].shares] == ["Council"], "who pays stays for the next shift"

    user.press("Week after")
    user.press("Copy last week")
    assert user.sees("10 shifts copied from last week")
    assert {shift.state for shift in read_week(desktop.books, NEXT).shifts} == {"planned"}
    user.press("Undo")
    assert read_week(desktop.books, NEXT).shifts == ()
    assert user.sees("No hours yet")

    user.press("This week")
    user.press("Confirm hours")
    assert user.sees("Check hours, 16 to 22 November")
    user.press("Confirm these hours")
    assert user.sees("5 shifts confirmed, 17 h, to Thursday 19 November")

    window.close()
    desktop.open()
    assert user.sees("07:30–10:30")
    states = [shift.state for shift in read_week(desktop.books, MONDAY).shifts]
    assert states == ["confirmed"] * 5 + ["planned"] * 5


def test_half_typed_is_there_the_next_time(desktop: Desktop, user: User) -> None:
    window = desktop.open()
    user.fill("Day", "sun")
    user.fill("Start and end", "4-7pm")
    window.close()
    desktop.open()
    assert (user.text_in("Day"), user.text_in("Start and end")) == ("sun", "4-7pm")


def test_what_is_missing_is_said_beside_its_box(desktop: Desktop, user: User) -> None:
    desktop.open()
    user.fill("Start and end", "four")
    user.press("Add shift")
    assert user.sees("Start and end must be two times, like 16:00-19:00 or 4-7pm")
    user.fill("Start and end", "4-7pm")
    user.press("Add shift")
    assert user.sees("Enter the day, like sun or 22 November.")
    assert user.sees("Enter who works, by the first letters of the name.")
    assert user.text_in("Start and end") == "4-7pm"


def test_a_name_nobody_has_is_met_with_those_there_are(desktop: Desktop, user: User) -> None:
    desktop.open()
    user.fill("Day", "mon")
    user.fill("Start and end", "4-7pm")
    user.fill("Who", "Zoe")
    user.press("Add shift")
    assert user.sees("Who must be Asha, Kasia or Tom")

"""What is odd is asked, what cannot be is refused with what to do: both clock changes, long shifts, two at once."""

from __future__ import annotations

from datetime import date

from carerdesk.services.hours.week import read_week
from tests.ui.rota.conftest import Desktop, type_here, type_shift
from tests.user import User

MONDAY = date(2026, 11, 16)


def begin(user: User) -> None:
    user.fill("Day", "")


def test_the_first_or_the_second_half_past_one_is_asked_only_then(desktop: Desktop, user: User) -> None:
    desktop.open()
    question = "The start comes twice that night. Which is meant?"
    begin(user)
    type_shift(user, "25/10/2026", "01:30-05:00")
    assert not user.sees(question)
    type_here(user, "Night")
    user.press_key("Return")
    type_here(user, "asha")
    assert user.sees(question)
    assert not user.sees("The end comes twice that night.")
    user.press_key("Return")
    user.press_key("Return")
    type_shift(user, "council")
    assert user.sees("so 01:30 comes twice")
    user.press(f"{question}: The second, an hour later")
    user.press("Add shift")
    assert user.sees("Shift for Asha, Sunday 25 October, added")
    assert not user.sees(question)
    (shift,) = read_week(desktop.books, date(2026, 10, 19)).shifts
    assert (shift.minutes, shift.starts.fold) == (3 * 60 + 30, 1)


def test_the_hour_that_does_not_exist_is_refused_plainly(desktop: Desktop, user: User) -> None:
    desktop.open()
    begin(user)
    type_shift(user, "29/3/2026", "01:30-05:00", "Night", "asha", "", "council")
    assert user.sees(
        "The clocks go forward in the night of Sunday 29 March and never show 01:30. "
        "Enter a time before 01:00 or from 02:00 on."
    )
    assert read_week(desktop.books, date(2026, 3, 23)).shifts == ()
    assert user.text_in("Start and end") == "01:30-05:00"


def test_thirty_hours_are_asked_and_more_refused(desktop: Desktop, user: User) -> None:
    desktop.open()
    begin(user)
    type_shift(user, "mon", "8am for 31 hours", "Cover", "asha", "", "council")
    assert user.sees("This shift is 31 h long. A shift can be 30 hours at most: enter it as two.")
    user.fill("Start and end", "8am for 30 hours")
    user.press("Add shift")
    assert user.sees(
        "This shift is 30 h long. A shift of 30 h usually has a break of 20 min or more: type the break. Is it right?"
    )
    assert read_week(desktop.books, MONDAY).shifts == ()
    user.press("Change it")
    assert user.focus() == "Day"
    user.press("Add shift")
    user.press("Yes, keep it")
    (shift,) = read_week(desktop.books, MONDAY).shifts
    assert shift.minutes == 30 * 60
    user.press(
        "Monday 16 November, 08:00 to Tuesday 14:00, Cover, Asha, Council, worked, Over 24 hours long",
    )
    assert user.text_in("Start and end") == "08:00-14:00 next day"


def test_two_places_at_once(desktop: Desktop, user: User) -> None:
    desktop.open()
    begin(user)
    type_shift(user, "mon", "7:30-10:30", "", "asha", "", "council")
    type_shift(user, "mon", "10-12", "", "asha", "", "council")
    assert user.sees(
        "This shift overlaps another of the same PA: Monday 16 November, 07:30 to 10:30. Change one of them."
    )
    assert len(read_week(desktop.books, MONDAY).shifts) == 1


def test_more_about_a_shift(desktop: Desktop, user: User) -> None:
    desktop.open()
    user.press("More about this shift")
    user.choose("Kind of work", "Sleep-in")
    user.fill("Call-outs", "02:00-02:30, 04:10-04:30")
    user.fill("Miles", "4.5")
    user.fill("What was chosen, and how it went", "Jamie chose the late film.")
    user.fill("Day", "mon")
    type_shift(user, "", "22:00-7", "", "kasia", "", "council")
    (shift,) = read_week(desktop.books, MONDAY).shifts
    assert (shift.kind, len(shift.call_outs), str(shift.miles)) == ("sleep_in", 2, "4.5")
    assert shift.how_it_went == "Jamie chose the late film."
    assert user.text_in("Miles") == ""

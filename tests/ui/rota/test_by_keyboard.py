"""Nine shifts in a minute by keyboard, copied, confirmed, and still there the next time."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QApplication

from carerdesk.services.hours.week import read_week
from tests.ui.rota.conftest import Desktop
from tests.user import User

MONDAY = date(2026, 11, 16)
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


def type_shift(user: User, shift: tuple[str, ...]) -> None:
    """Types a shift from the Day box on, Enter after each box; an empty box keeps what is there."""
    for text in shift:
        for letter in text:
            _type(user, letter)
        user.press_key("Return")


def _type(user: User, letter: str) -> None:
    box = QApplication.focusWidget()
    assert box is not None, "nothing has the keyboard"
    user._bot.keyClicks(box, letter)
    user.keys += 1


def test_nine_shifts_by_keyboard(desktop: Desktop, user: User) -> None:
    desktop.open()
    user.press("Add the first shift")
    before = user.presses
    for shift in NINE:
        type_shift(user, shift)
        assert user.focus() == "Day"
    assert user.presses == before
    week = read_week(desktop.books, MONDAY)
    assert len(week.shifts) == 10
    assert [(s.day.day, s.times, s.first_name) for s in week.shifts][:3] == [
        (16, "07:30–10:30", "Asha"),
        (16, "16:00–19:00", "Tom"),
        (17, "09:00–13:00", "Kasia"),
    ]

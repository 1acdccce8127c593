"""Looking round with the made-up family: a year of books made at the front door, and every room of them entered."""

from __future__ import annotations

import pytest

from carerdesk.ui.main_window import MainWindow
from carerdesk.ui.rooms import ROOMS
from tests.access import settle
from tests.kitchen import Kitchen
from tests.user import User

A_YEAR_IS_MADE_IN = 300_000  # milliseconds, on a slow machine


@pytest.mark.qt_log_level_fail("WARNING")
def test_every_room_of_the_made_up_family_opens(kitchen: Kitchen, user: User) -> None:
    kitchen.start("2026-11-20")
    user.press("Look round with a made-up family")
    assert user.sees("Making the made-up family’s books")
    user.wait_until(lambda: user.sees("SAMPLE – "), timeout=A_YEAR_IS_MADE_IN)
    kitchen.in_the_books()
    window = kitchen.window()
    assert isinstance(window, MainWindow)
    for room in (each for each in ROOMS if each.is_built):
        if room.listed:
            kitchen.go(room.name)
        else:
            window.go(room.key)
        settle()
        page = window.page_shown()
        assert type(page) is room.page_class()
        assert user.sees("SAMPLE – ")
    kitchen.shut()

    kitchen.start("2026-11-21")
    kitchen.in_the_books()
    assert user.sees("SAMPLE – ")
    user.menu("File", "Open other books")
    user.wait_until(lambda: user.sees("Welcome to CarerDesk"))
    assert user.sees("SAMPLE")
    user.press("Begin my own books")
    assert user.sees("What do you want to do?")

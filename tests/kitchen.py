"""The whole program, started again and again on one place as a family does, and somebody to use it."""

from __future__ import annotations

import gc
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu, QWidget

from carerdesk.app import CarerDesk
from carerdesk.cli import read_arguments
from carerdesk.ui.front_door import FrontDoor
from carerdesk.ui.main_window import MainWindow
from carerdesk.ui.preferences import Preferences
from carerdesk.ui.widgets.cards import NextThing
from tests.user import OutOfReachError, User, name_of

WORDS = "four little words"
AT_MOST = 60_000  # milliseconds to wait for a page on a busy machine
A_LITTLE_WIDER = (1366, 720)  # what a cheap laptop leaves beside the task bar


class Kitchen:
    """A computer with a folder for the books, a memory stick, and a folder for whatever is saved or brought in."""

    def __init__(self, app: QApplication, folder: Path, user: User) -> None:
        self._app, self.user = app, user
        self.place, self.stick, self.desktop = (folder / name for name in ("place", "stick", "desktop"))
        for each in (self.place, self.stick, self.desktop):
            each.mkdir()
        self._kept = folder / "preferences.json"

    def start(self, today: str) -> CarerDesk:
        """Start the program as if it were this day."""
        preferences = Preferences.load(self._kept)
        preferences.maximised = False
        preferences.width, preferences.height = A_LITTLE_WIDER
        program = CarerDesk(self._app, read_arguments(["--today", today]), preferences, self.place)
        program.start()
        self.user.wait_until(self._a_window_is_open)
        return program

    def _a_window_is_open(self) -> bool:
        shown = [each for each in self._app.topLevelWidgets() if each.isVisible()]
        if shown:
            shown[0].activateWindow()
        return bool(shown) and self._app.activeWindow() is not None

    def window(self) -> QWidget:
        """The window in front."""
        found = self._app.activeWindow()
        assert found is not None
        return found

    def main_window(self) -> MainWindow:
        """The window in front, with the books open."""
        found = self.window()
        assert isinstance(found, MainWindow)
        return found

    def shut(self) -> None:
        """Close the program as by the cross in the corner."""
        window = self.window()
        window.close()
        window.deleteLater()
        del window
        self._app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        gc.collect()  # what is left of the window goes now, and not while somebody looks at the next

    def unlock(self, password: str = WORDS) -> None:
        """Open the books at the front door."""
        self.user.fill("Password", password)
        self.user.press("Open the books")
        self.in_the_books()

    def come_in(self) -> None:
        """Into the books, with the password where there is one."""
        if isinstance(self.window(), FrontDoor):
            self.unlock()
        else:
            self.in_the_books()

    def in_the_books(self) -> None:
        """Wait until This week has been worked out."""
        user = self.user
        user.wait_until(lambda: user.sees("things to do") or user.sees("thing to do"), AT_MOST)
        user.wait_until(lambda: not user.sees("Looking for what is due"), AT_MOST)

    def go(self, room: str) -> None:
        """Enter a room from the list at the side."""
        self.user.row(room, within="Rooms")

    def choose_more(self, words: str) -> None:
        """Press More, then the line of its menu that says this."""
        self.user.press("More")
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        (action,) = [each for each in menu.actions() if each.text() == words]
        QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())
        self._app.processEvents()

    def press_what_begins(self, start: str) -> None:
        """Press the one button whose spoken name begins so."""
        self.user.wait_until(lambda: self._is_pressed(start), AT_MOST)

    def see_to(self, title: str) -> None:
        """Press the thing to do of this title: its row, or the button of the card with what comes first."""
        self.user.wait_until(lambda: self.names(title) or self.user.sees(title), AT_MOST)
        if self.names(title):
            self.press_what_begins(title)
        else:
            (first,) = [each for each in self.main_window().findChildren(NextThing) if each.isVisible()]
            self.user.press(first.button.accessibleName())

    def _is_pressed(self, start: str) -> bool:
        """Pages that are still being worked out may change under the finger: then look again."""
        try:
            self.user.press(next(iter(self.names(start)), start))
        except OutOfReachError:
            return False
        return True

    @staticmethod
    def names(start: str) -> list[str]:
        """The spoken names of the buttons on screen that begin so."""
        buttons = [each for each in QApplication.allWidgets() if isinstance(each, QAbstractButton) and each.isVisible()]
        return [name for name in map(name_of, buttons) if name.startswith(start)]

    def hand_over(self, button: str, *files: Path) -> None:
        """Press a button that asks for files or a place to save, and choose these."""
        window = self.window()
        assert isinstance(window, MainWindow | FrontDoor)
        self.user.choose_files(button, window.desk.files, *files)

    def set_up(self) -> None:
        """Through the front door: three questions, a password, the recovery code."""
        user = self.user
        user.press("Begin my own books")
        user.tick("Pay someone")
        user.tick("Keep council or NHS money straight")
        user.press("Continue")
        user.fill("Your name", "Helen Marsh")
        user.fill("Name of the person supported", "Jamie Marsh")
        user.press("Continue")
        self.hand_over("Choose a folder", self.stick)
        user.press("Continue")
        user.wait_until(lambda: user.sees("Choose a password"))
        user.fill("Password", WORDS)
        user.fill("The same password again", WORDS)
        user.press("Use this password")
        user.wait_until(lambda: user.sees("Your recovery code"))
        self.hand_over("Save a sheet to print", self.stick / "code.pdf")
        user.press("I have written it down or printed it")
        self.in_the_books()

    def add_pa(self, *pages: Mapping[str, str]) -> None:
        """Somebody new, question page by question page, each answered by its labels."""
        self.user.press(next(name for name in ("Add a PA", "Add somebody") if self.names(name)))
        for page in pages:
            self.user.answer(page)
            self.user.press("Continue")

    def add_asha(self) -> None:
        """A PA with fixed hours, paid every four weeks, on 1257L, from This week."""
        self.add_pa(
            {
                "How do they work for you?": "Employee (PA)",
                "Full name": "Asha Rahman",
                "First day of the job": "26/10/26",
                "Birth date": "14 March 1990",
                "Address": "2 Mill Lane, Westmere",
            },
            {
                "How often paid": "Every 4 weeks",
                "First payday": "27 Nov",
                "Last day of hours paid that day": "22 Nov",
                "What are the hours like?": "The same hours, or a fixed rota",
                "Hours in a usual week": "20",
                "Days in a usual week": "5",
                "How is holiday worked out?": "5.6 weeks a year",
            },
            {"Normal hours": "12.80"},
            {
                "Which paper is there?": "The starter checklist",
                "Statement ticked": "A: first job since 6 April, and no taxed benefit or pension",
            },
            {"Sort code": "309950", "Account number": "00733445"},
            {},
        )
        assert self.user.sees("Employee (PA), paid every 4 weeks, since 26 October 2026")

    def add_council(self) -> None:
        """Westmere Council: monthly returns, limits, an award every four weeks."""
        user = self.user
        self.go("This week")
        self.press_what_begins("Say who pays for the support")
        user.answer(
            {
                "Who is it?": "Council (direct payment)",
                "Name": "Westmere Council",
                "Your reference": "DP/4471",
                "How often do they want a return?": "Every month",
                "First day of a period": "1 November 2026",
                "Days to send it after a period ends": "28",
                "Least weeks to hold": "2",
                "Most weeks to hold": "8",
            }
        )
        user.press("Add this funder")
        user.press("See all about Westmere Council")
        user.press("Add what it gives")
        user.answer(
            {
                "From": "26/10/26", "Amount": "1,300", "How often?": "every 4 weeks",
                "Hours a week in the plan": "20", "Contribution of the person": "0",
            }
        )  # fmt: skip
        user.press("Keep this award")
        assert user.sees("Council: £1,300.00 from 26 October 2026")

    def add_account(self) -> None:
        """The account with £650 that was the council's."""
        user = self.user
        self.go("This week")
        self.press_what_begins("Add the account")
        user.answer(
            {
                "Name": "Support account", "Bank or card company": "Lloyds", "Account number ends in": "4471",
                "First day in the books": "26 oct 2026", "Balance at the start of that day": "650",
                "Westmere Council": "650",
            }
        )  # fmt: skip
        user.press("Keep this account")
        assert user.sees("Account added: Support account")

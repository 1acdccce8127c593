"""The Money room over real books, which can be closed and opened again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QThreadPool
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from carerdesk.domain.money import Money
from carerdesk.services.books import Books
from carerdesk.services.books.beginning import NewBooks, begin
from carerdesk.services.books.undoing import redo, undo
from carerdesk.services.money.accounts import FunderAmount, NewAccount, add_account
from carerdesk.services.money.lines import NewLine, add_line
from carerdesk.services.outcome import Done
from carerdesk.store.books import FixedClock, create_books, open_books
from carerdesk.store.tables import Funder
from carerdesk.ui.main_window import Acts, MainWindow
from carerdesk.ui.pages.money import MoneyPage
from carerdesk.ui.preferences import Preferences
from carerdesk.ui.rooms import ROOMS
from tests.services.money.conftest import made
from tests.user import User

TODAY = date(2026, 11, 20)
OPENING = date(2026, 4, 6)
_MONEY = tuple(room for room in ROOMS if room.key == "money")


class House:
    """A set of books and a window on its money."""

    def __init__(self, folder: Path, show: Callable[[QWidget], QWidget]) -> None:
        self.folder, self._show = folder, show
        self.books: Books = create_books(folder / "Jamie.carerdesk", FixedClock(TODAY))
        assert isinstance(begin(self.books, NewBooks("Helen Marsh", "Jamie Marsh", frozenset({"pay"}))), Done)
        with self.books.operation("Funders added") as op:
            for position, (name, short, kind) in enumerate(
                [("Westmere Council", "Council", "council"), ("NHS Westmere ICB", "NHS", "nhs")]
            ):
                op.session.add(
                    Funder(employer_id=1, person_id=1, name=name, short_name=short, kind=kind, position=position)
                )
                op.session.flush()
        self.window: MainWindow | None = None

    def open(self, *, text_size: int = 100, appearance: str = "light") -> MainWindow:
        """A window on the room."""
        kept = Preferences(appearance=appearance, text_size=text_size, path=self.folder / "preferences.json")
        books = self.books
        acts = Acts(undo=lambda operation: undo(books, operation), redo=lambda: redo(books))
        self.window = MainWindow(books, kept, acts, _MONEY, "Jamie Marsh’s support")
        self.window.resize(1366, 720)
        self._show(self.window)
        self.window.go("money")
        self.settle()
        return self.window

    def open_again(self) -> MainWindow:
        """Close the window and the books, and open both again."""
        if self.window is not None:
            self.window.close()
        folder = self.books.folder
        self.books.close()
        self.books = open_books(folder, FixedClock(TODAY))
        return self.open()

    @property
    def page(self) -> MoneyPage:
        """The page on screen."""
        assert self.window is not None
        page = self.window.page_shown()
        assert isinstance(page, MoneyPage)
        return page

    def settle(self) -> None:
        """Let work in the background end and its answer arrive."""
        for _ in range(6):
            QThreadPool.globalInstance().waitForDone()
            QApplication.processEvents()

    def account(self, name: str = "Support account", digits: str = "4471") -> int:
        """An account that held £100 of the council's."""
        parts = (FunderAmount(2, Money.of(100)),)
        return made(add_account(self.books, NewAccount(name, OPENING, Money.of(100), parts, last_digits=digits)))

    def line(
        self, day: date, pounds: str, text: str, category: str = "", funder: int | None = None, at: int = 1
    ) -> int:
        """A typed line."""
        return made(add_line(self.books, at, NewLine(day, Money.of(pounds), text, category, funder)))

    def file(self, name: str, text: str | bytes) -> Path:
        """A file somewhere on the computer."""
        path = self.folder / name
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    def close(self) -> None:
        if self.window is not None:
            self.window.close()
        self.books.close()


def choose_more(user: User, words: str, *, button: str = "More") -> None:
    """Press More, or another button that opens a menu, then the line of it that says this."""
    user.press(button)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    [action] = [each for each in menu.actions() if each.text() == words]
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())


@pytest.fixture
def house(tmp_path: Path, show: Callable[[QWidget], QWidget]) -> Iterator[House]:
    opened = House(tmp_path, show)
    yield opened
    opened.close()

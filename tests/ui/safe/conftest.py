"""Safe keeping over real books, which can be closed and opened again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from carerdesk.services.books.backed_up import backup_words
from carerdesk.services.books.beginning import NewBooks
from carerdesk.services.books.first_run import begin_books
from carerdesk.services.books.undoing import redo, undo
from carerdesk.store.books import FixedClock, open_books
from carerdesk.ui.main_window import Acts, MainWindow
from carerdesk.ui.preferences import Preferences
from carerdesk.ui.rooms import ROOMS

CLOCK = FixedClock(date(2026, 11, 20))
WORDS = "four little words"
_SAFE = tuple(room for room in ROOMS if room.key in {"safe", "this_week"})


class House:
    """A set of books, a stick, and a window on Safe keeping."""

    def __init__(self, folder: Path, show: Callable[[QWidget], QWidget]) -> None:
        self._folder, self._show = folder, show
        self.stick = folder / "stick"
        self.stick.mkdir()
        self.books = begin_books(folder, CLOCK, NewBooks("Helen Marsh", "Jamie Marsh", frozenset({"pay"})))
        self.window: MainWindow | None = None

    def open(self, step: str = "", *, appearance: str = "light") -> MainWindow:
        """A window on the room, at a step of it."""
        kept = Preferences(appearance=appearance, path=self._folder / "preferences.json")
        books = self.books
        acts = Acts(
            undo=lambda operation: undo(books, operation),
            redo=lambda: redo(books),
            backed_up=lambda: backup_words(books),
        )
        self.window = MainWindow(books, kept, acts, _SAFE, "Jamie Marsh’s support")
        self.window.resize(1366, 720)
        self._show(self.window)
        self.window.go("this_week")
        self.window.go("safe", **({"step": step} if step else {}))
        return self.window

    def open_again(self, *, password: str | None = None, recovery_code: str | None = None) -> None:
        """Close the window and the books, and open the books again."""
        if self.window is not None:
            self.window.close()
            self.window = None
        self.books.close()
        self.books = open_books(self.books.folder, CLOCK, password=password, recovery_code=recovery_code)

    def close(self) -> None:
        if self.window is not None:
            self.window.close()
        self.books.close()


@pytest.fixture
def house(tmp_path: Path, show: Callable[[QWidget], QWidget]) -> Iterator[House]:
    made = House(tmp_path, show)
    yield made
    made.close()

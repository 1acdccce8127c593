"""The People room over real books, which can be closed and opened again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from carerdesk.services.books import Books
from carerdesk.services.books.beginning import NewBooks, begin
from carerdesk.services.books.undoing import redo, undo
from carerdesk.services.outcome import Done
from carerdesk.store.books import FixedClock, create_books, open_books
from carerdesk.ui.main_window import Acts, MainWindow
from carerdesk.ui.preferences import Preferences
from carerdesk.ui.rooms import ROOMS

TODAY = date(2026, 11, 20)
_PEOPLE = tuple(room for room in ROOMS if room.key == "people")


class House:
    """A set of books and a window on its people."""

    def __init__(self, folder: Path, show: Callable[[QWidget], QWidget]) -> None:
        self._folder, self._show = folder, show
        self.books: Books = create_books(folder / "Jamie.carerdesk", FixedClock(TODAY))
        assert isinstance(begin(self.books, NewBooks("Helen Marsh", "Jamie Marsh", frozenset({"pay"}))), Done)
        self.window: MainWindow | None = None

    def open(self, *, text_size: int = 100, appearance: str = "light") -> MainWindow:
        """A window on the room."""
        kept = Preferences(appearance=appearance, text_size=text_size, path=self._folder / "preferences.json")
        books = self.books
        acts = Acts(undo=lambda operation: undo(books, operation), redo=lambda: redo(books))
        self.window = MainWindow(books, kept, acts, _PEOPLE, "Jamie Marsh’s support")
        self.window.resize(1366, 720)
        self._show(self.window)
        self.window.go("people")
        return self.window

    def open_again(self) -> MainWindow:
        """Close the window and the books, and open both again."""
        if self.window is not None:
            self.window.close()
        folder = self.books.folder
        self.books.close()
        self.books = open_books(folder, FixedClock(TODAY))
        return self.open()

    def close(self) -> None:
        if self.window is not None:
            self.window.close()
        self.books.close()


@pytest.fixture
def house(tmp_path: Path, show: Callable[[QWidget], QWidget]) -> Iterator[House]:
    made = House(tmp_path, show)
    yield made
    made.close()

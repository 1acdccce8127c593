"""This week over real books, which can be closed and opened again, or over a page made up for the occasion."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QThreadPool
from PySide6.QtWidgets import QWidget

from carerdesk.services.books import Books
from carerdesk.services.books.beginning import NewBooks, begin
from carerdesk.services.books.undoing import redo, undo
from carerdesk.services.due.front import FrontPage
from carerdesk.services.outcome import Done
from carerdesk.store.books import FixedClock, create_books, open_books
from carerdesk.ui.main_window import Acts, MainWindow
from carerdesk.ui.pages.this_week import page as this_week
from carerdesk.ui.preferences import Preferences
from tests.access import settle
from tests.family import TODAY


class House:
    """A set of books and a window on This week."""

    def __init__(self, folder: Path, show: Callable[[QWidget], QWidget], monkeypatch: pytest.MonkeyPatch) -> None:
        self._folder, self._show, self._patch = folder, show, monkeypatch
        self.books: Books = create_books(folder / "Jamie.carerdesk", FixedClock(TODAY))
        assert isinstance(begin(self.books, NewBooks("Helen Marsh", "Jamie Marsh", frozenset({"pay"}))), Done)
        self.window: MainWindow | None = None

    def pretend(self, page: FrontPage) -> None:
        """Have the room show this page, whatever the books say."""
        self._patch.setattr(this_week, "kept_front_page", lambda _books: page)
        self._patch.setattr(this_week, "work_out_front_page", lambda _books, _opened_at: page)

    def open(self, *, width: int = 1366, text_size: int = 100, appearance: str = "light") -> MainWindow:
        """The window, with what is due worked out."""
        kept = Preferences(appearance=appearance, text_size=text_size, path=self._folder / "preferences.json")
        books = self.books
        acts = Acts(undo=lambda operation: undo(books, operation), redo=lambda: redo(books))
        self.window = MainWindow(books, kept, acts, whose="Jamie Marsh’s support")
        self.window.resize(width, 720)
        self._show(self.window)
        self.window.go("this_week")
        self.rest()
        return self.window

    def rest(self) -> None:
        """Let what is worked out behind the page arrive."""
        for _ in range(3):
            QThreadPool.globalInstance().waitForDone()
            settle()

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
def house(tmp_path: Path, show: Callable[[QWidget], QWidget], monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    made = House(tmp_path, show, monkeypatch)
    yield made
    made.close()

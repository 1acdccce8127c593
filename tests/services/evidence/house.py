"""The small family's books with a window on them, which can be shut and opened again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from carerdesk.services.books import Books
from carerdesk.services.books.undoing import redo, undo
from carerdesk.store.books import FixedClock, open_books
from carerdesk.ui.acts import Acts
from carerdesk.ui.main_window import MainWindow
from carerdesk.ui.page import Page
from carerdesk.ui.preferences import Preferences
from carerdesk.ui.rooms import ROOMS
from tests.services.evidence.year import TODAY

SHOWN = ("money", "budget", "evidence", "people")


class House:
    """A set of books in a folder, and a window on some of its rooms."""

    def __init__(self, folder: Path, room: str, show: Callable[[QWidget], QWidget]) -> None:
        self._room, self._show = room, show
        self._preferences = folder.parent / "preferences.json"
        self.books: Books = open_books(folder, FixedClock(TODAY))
        self.window: MainWindow | None = None

    @property
    def page(self) -> Page:
        """The page on screen."""
        assert self.window is not None
        page = self.window.page_shown()
        assert page is not None
        return page

    def open(self, *, text_size: int = 100, appearance: str = "light") -> MainWindow:
        """A window on the room."""
        books = self.books
        kept = Preferences(appearance=appearance, text_size=text_size, path=self._preferences)
        acts = Acts(undo=lambda operation: undo(books, operation), redo=lambda: redo(books))
        rooms = tuple(room for room in ROOMS if room.key in SHOWN)
        self.window = MainWindow(books, kept, acts, rooms, "Jamie Marsh’s support")
        self.window.resize(1366, 720)
        self._show(self.window)
        self.window.go(self._room)
        return self.window

    def open_again(self) -> MainWindow:
        """Close the window and the books, and open both again."""
        folder = self.books.folder
        self.close()
        self.books = open_books(folder, FixedClock(TODAY))
        return self.open()

    def close(self) -> None:
        """Shut the window and the books."""
        if self.window is not None:
            self.window.close()
        self.books.close()

"""A set of books with paydays, and a window on Pay and Holiday, which can be closed and opened again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QWidget

from carerdesk.services.books import Books
from carerdesk.services.books.beginning import NewBooks, begin
from carerdesk.services.books.undoing import redo, undo
from carerdesk.services.outcome import Done
from carerdesk.store.books import FixedClock, create_books, open_books
from carerdesk.store.tables import Funder
from carerdesk.ui.main_window import Acts, MainWindow
from carerdesk.ui.preferences import Preferences
from carerdesk.ui.rooms import ROOMS

TODAY = date(2026, 11, 20)


class House:
    """The books, and a window that starts in one room."""

    def __init__(self, folder: Path, show: Callable[[QWidget], QWidget], room: str) -> None:
        self.folder, self._show, self._room = folder, show, room
        self.books: Books = create_books(folder / "Jamie.carerdesk", FixedClock(TODAY))
        assert isinstance(begin(self.books, NewBooks("Helen Marsh", "Jamie Marsh", frozenset({"pay"}))), Done)
        with self.books.operation("Funders added") as op:
            keys = {"employer_id": 1, "person_id": 1}
            for name, short, kind, at in (
                ("Westmere Council", "Council", "council", 1),
                ("NHS Westmere ICB", "NHS", "nhs", 2),
            ):
                op.session.add(Funder(**keys, name=name, short_name=short, kind=kind, position=at))
                op.session.flush()
        self.window: MainWindow | None = None

    def open(self, *, text_size: int = 100, appearance: str = "light") -> MainWindow:
        """A window on the room."""
        kept = Preferences(appearance=appearance, text_size=text_size, path=self.folder / "preferences.json")
        books = self.books
        acts = Acts(undo=lambda operation: undo(books, operation), redo=lambda: redo(books))
        rooms = tuple(room for room in ROOMS if room.key in {"pay", "holiday", "people", "rota"})
        self.window = MainWindow(books, kept, acts, rooms, "Jamie Marsh’s support")
        self.window.resize(1366, 720)
        self._show(self.window)
        self.window.go(self._room)
        return self.window

    def open_again(self, today: date = TODAY) -> MainWindow:
        """Close the window and the books, and open both again, on a day."""
        if self.window is not None:
            self.window.close()
        self.books.close()
        self.books = open_books(self.folder / "Jamie.carerdesk", FixedClock(today))
        return self.open()

    def close(self) -> None:
        """Put everything away."""
        if self.window is not None:
            self.window.close()
        self.books.close()

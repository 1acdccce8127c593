"""A front door on a place of its own, and what came through it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from carerdesk.services.books import Books
from carerdesk.services.books.beginning import NewBooks
from carerdesk.services.books.first_run import begin_books
from carerdesk.store.books import FixedClock
from carerdesk.ui.front_door import FrontDoor
from carerdesk.ui.preferences import Preferences

CLOCK = FixedClock(date(2026, 11, 20))
HELEN = NewBooks("Helen Marsh", "Jamie Marsh", frozenset({"pay", "council"}))
WORDS = "four little words"


class Entrance:
    """Opens the door, and keeps the books that were opened."""

    def __init__(self, folder: Path, show: Callable[[QWidget], QWidget]) -> None:
        self.place, self.stick = folder / "place", folder / "stick"
        self.place.mkdir()
        self.stick.mkdir()
        self._show, self._kept = show, folder / "preferences.json"
        self.opened: list[Books] = []
        self.door: FrontDoor | None = None

    def make(self, *, appearance: str = "light", sample: Callable[[], object] | None = None) -> FrontDoor:
        """A door, not shown yet; the one before is closed, as the program does."""
        if self.door is not None:
            self.door.close()
        kept = Preferences(appearance=appearance, path=self._kept)
        self.door = FrontDoor(self.place, CLOCK, kept, self.opened.append, sample=sample)
        self.door.resize(1366, 720)
        return self.door

    def welcome(self, *, appearance: str = "light", sample: Callable[[], object] | None = None) -> FrontDoor:
        """A door at its start."""
        door = self.make(appearance=appearance, sample=sample)
        door.welcome()
        self._show(door)
        return door

    def unlock(self, folder: Path) -> FrontDoor:
        """A door at the password of a set of books."""
        door = self.make()
        door.unlock(folder)
        self._show(door)
        return door

    def show(self, door: FrontDoor) -> None:
        self._show(door)

    def books(self) -> Books:
        """New books of Helen's, open."""
        return begin_books(self.place, CLOCK, HELEN)

    def close(self) -> None:
        if self.door is not None:
            self.door.close()
        for books in self.opened:
            books.close()


@pytest.fixture
def entrance(tmp_path: Path, show: Callable[[QWidget], QWidget]) -> Iterator[Entrance]:
    made = Entrance(tmp_path, show)
    yield made
    made.close()

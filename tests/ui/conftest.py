"""A window with a made-up page, and somebody to use it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, cast

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from carerdesk.services.books import Books
from carerdesk.services.outcome import Done, Outcome
from carerdesk.ui.acts import Acts
from carerdesk.ui.main_window import MainWindow
from carerdesk.ui.preferences import Preferences
from carerdesk.ui.rooms import Room
from carerdesk.ui.theme import Look, apply
from tests.user import User

TODAY = date(2026, 11, 20)


@dataclass
class NoBooks:
    """Books that only know the day: pages under test here keep nothing."""

    day: date = TODAY
    undone: list[int | None] = field(default_factory=list)
    redone: int = 0

    def today(self) -> date:
        return self.day

    def undo(self, operation: int | None) -> Outcome:
        self.undone.append(operation)
        return Done("Shift for Asha taken back", frozenset({"shift"}), operation=operation, taken_back=True)

    def redo(self) -> Outcome:
        self.redone += 1
        return Done("Shift for Asha put back", frozenset({"shift"}), operation=1)


@pytest.fixture(autouse=True)
def _fresh_look(qapp: QApplication) -> Iterator[None]:
    apply(qapp, Look())
    qapp.setProperty("by_keys", None)
    yield
    for window in qapp.topLevelWidgets():
        window.close()
        window.deleteLater()
    qapp.processEvents()


@pytest.fixture
def user(qtbot: Any) -> User:
    return User(qtbot)


@pytest.fixture
def show(qtbot: Any) -> Callable[[QWidget], QWidget]:
    """Put a widget on screen, active."""

    held: list[QWidget] = []  # Python would let a window nobody names go at once

    def shown(widget: QWidget) -> QWidget:
        held.append(widget)
        qtbot.addWidget(widget)
        with qtbot.waitExposed(widget):
            widget.show()
        widget.activateWindow()
        qtbot.waitUntil(widget.isActiveWindow)
        return widget

    return shown


@pytest.fixture
def books() -> NoBooks:
    return NoBooks()


@pytest.fixture
def open_window(show: Callable[[QWidget], QWidget], books: NoBooks, tmp_path: Path) -> Callable[..., MainWindow]:
    """A main window on the made-up books, with the rooms given as "key" to "module:Class"."""

    def opened(rooms: dict[str, str], *, appearance: str = "light", text_size: int = 100) -> MainWindow:
        kept = Preferences(appearance=appearance, text_size=text_size, path=tmp_path / "preferences.json")
        acts = Acts(
            undo=books.undo,
            redo=books.redo,
            undo_name=lambda: "shift for Asha",
            saved=lambda: "All changes saved 21:14",
            saved_short=lambda: "Saved 21:14",
            backed_up=lambda: "Backed up today 20:02, in 3 places",
        )
        made = [Room(key, key.replace("_", " ").capitalize(), "sun", page) for key, page in rooms.items()]
        window = MainWindow(cast("Books", books), kept, acts, made, "Jamie Marsh’s support")
        window.resize(1366, 720)
        show(window)
        window.go(next(iter(rooms)))
        return window

    return opened

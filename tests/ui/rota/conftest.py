"""The Rota room on real books, with three PAs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from carerdesk.domain.money import Money
from carerdesk.services.books.beginning import NewBooks, begin
from carerdesk.services.books.undoing import redo, undo
from carerdesk.store.books import Books, FixedClock, create_books
from carerdesk.store.tables import Award, Funder, Worker
from carerdesk.ui.main_window import Acts, MainWindow
from carerdesk.ui.preferences import Preferences
from carerdesk.ui.rooms import Room
from tests.user import User

TODAY = date(2026, 11, 20)


@pytest.fixture
def real_books(tmp_path: Path) -> Iterator[Books]:
    """Helen's books: Asha, Kasia and Tom; Council and NHS pay."""
    opened = create_books(tmp_path / "Jamie.carerdesk", FixedClock(TODAY))
    begin(opened, NewBooks("Helen Marsh", "Jamie Marsh", frozenset({"pay", "council"})))
    with opened.operation("Made") as op:
        keys = {"employer_id": 1, "person_id": 1}
        council = Funder(**keys, name="Westmere Council", short_name="Council", kind="council", position=1)
        nhs = Funder(**keys, name="NHS Westmere ICB", short_name="NHS", kind="nhs", position=2)
        people = [
            Worker(**keys, name=name, started=date(2024, 1, 8))
            for name in ("Asha Rahman", "Kasia Wójcik", "Tom Griffiths")
        ]
        op.session.add_all([council, nhs, *people])
        op.session.flush()
        op.session.add(
            Award(
                **keys, funder_id=council.id, first_day=date(2026, 4, 6), amount=Money.of("640.06"), every="week",
                weekly_minutes=40 * 60,
            )
        )  # fmt: skip
    yield opened
    opened.close()


@dataclass
class Desktop:
    """Opens and closes the window on the same books."""

    show: Callable[[QWidget], QWidget]
    books: Books
    folder: Path

    def open(
        self, *, appearance: str = "light", text_size: int = 100, width: int = 1366, height: int = 720
    ) -> MainWindow:
        """The window with the Rota room."""
        kept = Preferences(appearance=appearance, text_size=text_size, path=self.folder / "preferences.json")
        acts = Acts(
            undo=lambda operation: undo(self.books, operation),
            redo=lambda: redo(self.books),
            saved=lambda: "All changes saved 21:14",
            saved_short=lambda: "Saved 21:14",
            backed_up=lambda: "Backed up today 20:02, in 3 places",
        )
        rooms = [Room("rota", "Rota", "calendar-days", "carerdesk.ui.pages.rota:RotaPage")]
        window = MainWindow(self.books, kept, acts, rooms, "Jamie Marsh’s support")
        window.resize(width, height)
        self.show(window)
        window.go("rota")
        return window


@pytest.fixture
def desktop(show: Callable[[QWidget], QWidget], real_books: Books, tmp_path: Path) -> Desktop:
    return Desktop(show, real_books, tmp_path)


def type_shift(user: User, *texts: str) -> None:
    """Types a shift from the Day box on, Enter after each box; an empty text keeps what is there."""
    for text in texts:
        type_here(user, text)
        user.press_key("Return")


def type_here(user: User, text: str) -> None:
    """Types where the cursor is."""
    box = QApplication.focusWidget()
    assert box is not None, "nothing has the keyboard"
    QTest.keyClicks(box, text)
    user.keys += len(text)

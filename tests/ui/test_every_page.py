"""Every room, on new books and on a family's: everybody can use it, in every look, at both ends of the text sizes."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QThreadPool
from PySide6.QtWidgets import QWidget

from carerdesk.services.books import Books
from carerdesk.services.books.beginning import NewBooks, begin
from carerdesk.services.books.undoing import redo, undo
from carerdesk.services.outcome import Done
from carerdesk.store.books import FixedClock, create_books, open_books
from carerdesk.ui.main_window import Acts, MainWindow
from carerdesk.ui.preferences import Preferences
from carerdesk.ui.rooms import built_rooms
from tests import access, family

ROOMS = [room.key for room in built_rooms()]
Open = Callable[..., MainWindow]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both sets of books, closed, to be copied."""
    place = tmp_path_factory.mktemp("kept")
    for name in ("new", "family"):
        books = create_books(place / f"{name}.carerdesk", FixedClock(family.TODAY))
        assert isinstance(begin(books, NewBooks("Helen Marsh", "Jamie Marsh", frozenset({"pay", "council"}))), Done)
        if name == "family":
            family.fill(books)
        books.close()
    return place


@pytest.fixture
def open_at(kept: Path, tmp_path: Path, show: Callable[[QWidget], QWidget]) -> Iterator[Open]:
    """A window on a copy of one of the sets of books, with every room there is."""
    opened: list[tuple[MainWindow, Books]] = []

    def window_on(name: str, appearance: str = "light", text_size: int = 100) -> MainWindow:
        folder = tmp_path / f"{name}.carerdesk"
        shutil.copytree(kept / f"{name}.carerdesk", folder)
        books = open_books(folder, FixedClock(family.TODAY))
        preferences = Preferences(appearance=appearance, text_size=text_size, path=tmp_path / "preferences.json")
        acts = Acts(
            undo=lambda operation: undo(books, operation),
            redo=lambda: redo(books),
            saved=lambda: "All changes saved 21:14",
            saved_short=lambda: "Saved 21:14",
            backed_up=lambda: "Backed up today 20:02, in 3 places",
        )
        window = MainWindow(books, preferences, acts, whose="Jamie Marsh’s support")
        window.resize(1366, 720)
        show(window)
        opened.append((window, books))
        return window

    yield window_on
    for window, books in opened:
        window.close()
        books.close()


def come_to_rest(window: MainWindow) -> None:
    """Let what is worked out behind the page arrive."""
    for _ in range(3):
        QThreadPool.globalInstance().waitForDone()
        access.settle()
    assert window.page_shown() is not None


@pytest.mark.parametrize("appearance", ["light", "dark", "contrast"])
@pytest.mark.parametrize("text_size", [100, 200])
@pytest.mark.parametrize("books", ["new", "family"])
@pytest.mark.parametrize("room", ROOMS)
def test_every_room_is_open_to_everybody(open_at: Open, room: str, books: str, text_size: int, appearance: str) -> None:
    window = open_at(books, appearance, text_size)
    assert window.go(room)
    come_to_rest(window)
    faults = [*access.clipped(window), *access.too_wide(window), *access.too_small(window)]
    if appearance != "dark":  # which differs from light in its colours alone
        faults += [*access.unnamed(window), *access.forbidden(window), *access.unreached_by_tab(window)]
        faults += access.moved_by_wheel(window)
    assert not faults, "\n".join(faults)

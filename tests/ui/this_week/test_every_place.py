"""Every thing on This week opens the place where it is done: pressed at the window, over samples on several days."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QThreadPool
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from carerdesk.domain.dates import day_and_month, span
from carerdesk.services.books.undoing import redo, undo
from carerdesk.services.due.acts import ACTS
from carerdesk.services.due.front import FrontPage, kept_front_page
from carerdesk.services.due.items import Due
from carerdesk.services.sample.making import Wanted, make
from carerdesk.store.books import Books, FixedClock, open_books
from carerdesk.ui.main_window import Acts, MainWindow
from carerdesk.ui.preferences import Preferences
from tests.access import settle
from tests.user import User

MADE_ON = date(2026, 11, 20)
LATER = re.compile(r"more things")
Expected = Callable[[Due], tuple[str, ...]]


def _name(item: Due) -> str:
    """The PA a thing is about."""
    found = re.search(r"Asha|Kasia|Tom", item.title)
    assert found is not None, item.title
    return found[0]


def _evidence(item: Due) -> tuple[str, ...]:
    first, last = (date.fromisoformat(str(item.place[name])) for name in ("first", "last"))
    return (f"return, {span(first, last)}",)


def _money(item: Due) -> tuple[str, ...]:
    if item.key.startswith("money:statement"):
        return ("Bring in a statement", item.title.removeprefix("Bring in the latest statement of "))
    return (f"{item.title.split()[0]} line",)


COVER = {"open": "Shifts that want cover", "tell": "Tell people", "stale": "Who to ask for cover"}
SHOWS: Mapping[str, Expected] = {
    "hours": lambda item: (f"Check hours, {item.title.removeprefix('Confirm the hours of ')}", "Confirm these hours"),
    "timesheets": lambda item: ("Timesheets", item.second.partition(";")[0].partition(". ")[0]),
    "pay": lambda item: (f"for {day_and_month(item.day or MADE_ON)}", *re.findall(r"Asha|Kasia|Tom", item.title)),
    "file": lambda item: (day_and_month(item.day or MADE_ON), "HMRC"),
    "hmrc": lambda item: ("Due to HMRC", item.title.removeprefix("Pay HMRC ")),
    "return": lambda item: (re.sub(r"^For (the )?", "", item.second).partition(". ")[0].partition(", ")[2],),
    "evidence": _evidence,
    "holiday": lambda item: (_name(item), "leave year"),
    "sickness": lambda item: ("What falls open",) if "cover" in item.key else (_name(item), "sick"),
    "cover": lambda item: (COVER[item.key.removeprefix("cover:")],),
    "money": _money,
    "certificate": lambda item: (f"A check or training for {_name(item)}", "Keep it"),
    "insurance": lambda _: ("An insurance or paper",),
    "award": lambda item: (
        re.split(r" (gives|gave) ", item.title)[0].removeprefix("What "),
        "Add a change from a date",
    ),
    "worker": lambda item: (_name(item), "Not ready to be paid"),
    "pension": lambda _: ("Workplace pension",),
    "pay_over": lambda item: ("Workplace pension", item.second),
    "rates": lambda _: ("Tax and wage rates", "Drop a file of rates here"),
    "codes": lambda _: ("Tax codes from", "Asha Rahman"),
    "p60": lambda _: ("Year end", "P60"),
    "rota": lambda item: (item.button,),
    "safe": lambda item: (item.title if "password" in item.key else "Where backups go",),
}


@pytest.fixture(scope="module")
def sample(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sample books of some months, with a failure for each control test where asked for."""
    folder = tmp_path_factory.mktemp("sample")
    make(folder, MADE_ON, Wanted(days=150, seed=1, faults=request.param), lambda *_: None, lambda: False)
    return folder / "Sample.carerdesk"


class Room:
    """A window on a copy of the books, on a day."""

    def __init__(self, books: Books, show: Callable[[QWidget], QWidget], place: Path) -> None:
        self.books = books
        acts = Acts(undo=lambda operation: undo(books, operation), redo=lambda: redo(books))
        self.window = MainWindow(books, Preferences(path=place / "preferences.json"), acts, whose="Sample")
        self.window.resize(1366, 768)
        show(self.window)

    def rest(self) -> None:
        for _ in range(3):
            QThreadPool.globalInstance().waitForDone()
            settle()

    def this_week(self, user: User) -> FrontPage:
        """This week with every fold open."""
        self.window.go("this_week")
        self.rest()
        for fold in [each for each in self._buttons() if LATER.search(each) and not self._is_open(each)]:
            user.press(fold)
        page = kept_front_page(self.books)
        assert page is not None
        return page

    def _buttons(self) -> list[str]:
        return [each.accessibleName() for each in self.window.findChildren(QPushButton) if each.isVisible()]

    def _is_open(self, fold: str) -> bool:
        page = self.window.page_shown()
        return bool(getattr(page, "_late_open" if fold.startswith("Late") else "_later_open"))

    def press(self, user: User, item: Due) -> None:
        """The row of a thing, or the first thing's button."""
        names = [name for name in self._buttons() if name.startswith(f"{item.title}.") and _says(name, item)]
        user.press(names[0] if names else item.button or "Go there")
        self.rest()


def _says(name: str, item: Due) -> bool:
    return item.second.rstrip(".") in name and (item.day is None or day_and_month(item.day) in name)


@pytest.mark.parametrize(
    ("sample", "day"),
    [(False, date(2026, 11, 24)), (True, date(2027, 1, 20)), (True, date(2027, 4, 20))],
    indirect=["sample"],
    ids=str,
)
def test_each_thing_opens_the_place_where_it_is_done(
    sample: Path, day: date, tmp_path: Path, show: Callable[[QWidget], QWidget], user: User
) -> None:
    shutil.copytree(sample, tmp_path / "Sample.carerdesk")
    books = open_books(tmp_path / "Sample.carerdesk", FixedClock(day))
    room = Room(books, show, tmp_path)
    due = room.this_week(user).due
    assert len(due) > 8
    faults = []
    for item in due:
        room.this_week(user)
        room.press(user, item)
        faults += [f"{item.key} ({item.title}): {fault}" for fault in _faults(room, user, item)]
    room.window.close()
    books.close()
    assert not faults, "\n".join(faults)


def _faults(room: Room, user: User, item: Due) -> list[str]:
    """What is wrong with the place a thing opened."""
    found = []
    page, focused = room.window.page_shown(), QApplication.focusWidget()
    assert page is not None
    if room.window.rooms is not None and type(page).__name__.lower() != f"{item.room.replace('_', '')}page":
        found.append(f"opened {type(page).__name__}")
    found += [f"it says {words!r}" for words in page.problems.words]
    found += [f"nothing says {words!r}" for words in SHOWS[item.key.split(":")[0]](item) if not user.sees(words)]
    if focused is None or not (page.isAncestorOf(focused) or focused in page.action_bar):
        found.append(f"the keyboard is at {user.focus()!r}")
    if item.done and item.done not in ACTS:
        found.append(f"no act is called {item.done!r}")
    return found

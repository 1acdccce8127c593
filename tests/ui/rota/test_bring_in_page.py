"""Bringing in shifts at the window: file, columns, names, a look, done; one Undo; half way kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QThreadPool, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication

from carerdesk.store.books import Books
from carerdesk.ui.main_window import MainWindow
from carerdesk.ui.widgets.documents import DropZone
from tests import access
from tests.ui.rota.conftest import Desktop
from tests.user import User

SAMPLES = Path(__file__).parents[2] / "importers" / "samples" / "shifts"
PLAIN = (
    "worker,start,end,break_minutes,kind,funder,note\n"
    "Asha,2026-11-16T09:00,2026-11-16T15:00,30,,Council,Swimming\n"
    "Kasia,2026-11-17T22:00,2026-11-18T07:00,0,sleep_in,,\n"
)
STRANGE = "Wer,Wann,A,B\nAR,16/11/2026,09:00,15:00\nAgnes,17/11/2026,09:00,15:00\n"


def settle() -> None:
    for _ in range(6):
        QThreadPool.globalInstance().waitForDone()
        QApplication.processEvents()


def count(books: Books) -> int:
    return int(books.quick("SELECT COUNT(*) FROM shift")[0][0])


class Table:
    """The kitchen table: files lie on it, and the window stands open."""

    def __init__(self, desktop: Desktop, user: User) -> None:
        self.desktop, self.user = desktop, user
        self.books = desktop.books
        self.window = self.open()

    def open(self) -> MainWindow:
        """The window, at this side of the Rota room."""
        self.window = self.desktop.open()
        self.user.press("Bring in from a file")
        settle()
        return self.window

    def file(self, name: str, text: str | bytes) -> Path:
        path = self.desktop.folder / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def choose(self, path: Path) -> None:
        self.user.choose_files("Choose the file", self.window.desk.files, path)
        settle()

    def press(self, name: str) -> None:
        self.user.press(name)
        settle()


@pytest.fixture
def table(desktop: Desktop, user: User) -> Table:
    return Table(desktop, user)


def test_a_list_comes_in_and_one_undo_takes_it_out(table: Table, user: User) -> None:
    table.choose(table.file("rota.csv", PLAIN))
    assert user.sees("2 new shifts")
    assert count(table.books) == 0
    assert "Kasia" in user.rows("New shifts")[1]
    table.press("Bring in 2 shifts")
    assert user.sees("2 shifts from rota.csv")
    assert count(table.books) == 2
    assert user.sees("It is in the rota now.")
    table.press("Undo")
    assert count(table.books) == 0
    assert not user.sees("It is in the rota now.")
    assert user.sees("Drop your list or calendar here")


def test_the_same_file_again_has_nothing_new_and_the_week_shows_the_shifts(table: Table, user: User) -> None:
    path = table.file("rota.csv", PLAIN)
    table.choose(path)
    table.press("Bring in 2 shifts")
    table.press("Bring in another")
    table.choose(path)
    assert user.sees("0 new shifts")
    assert user.sees("2 shifts are in the rota already")
    assert not user.sees("Bring in 0 shifts")
    table.press("Choose another file")
    assert user.sees("Drop your list or calendar here")
    table.press("Rota")
    assert user.sees("Swimming")


def test_a_file_can_be_dropped(table: Table, user: User) -> None:
    held = QMimeData()
    held.setUrls([QUrl.fromLocalFile(str(table.file("rota.csv", PLAIN)))])
    zone = table.window.findChildren(DropZone)[-1]
    event = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, held, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    zone.dropEvent(event)
    settle()
    assert user.sees("2 new shifts")


def test_columns_and_names_are_asked_once(table: Table, user: User) -> None:
    table.choose(table.file("strange.csv", STRANGE))
    assert user.sees("We are not sure what each column is.")
    user.choose("Wer", "Who worked")
    table.press("Read it like this")
    assert user.is_ticked("Who is “AR”?: Asha Rahman")
    assert user.sees("Leave these lines out")
    user.choose("Who is “Agnes”?", "Add “Agnes” as a new PA")
    table.press("Go on")
    assert user.sees("Agnes will be added to your people.")
    table.press("Bring in 2 shifts")
    assert user.sees("2 shifts from strange.csv, and Agnes added")
    table.press("Bring in another")
    table.choose(table.file("december.csv", STRANGE.replace("/11/", "/12/")))
    assert user.sees("2 new shifts")


def test_a_name_left_open_is_told_beside_its_box(table: Table, user: User) -> None:
    table.choose(table.file("rota.csv", PLAIN.replace("Kasia", "Agnes")))
    table.press("Go on")
    assert user.sees("Say who “Agnes” is, or leave the lines out.")
    user.choose("Who is “Agnes”?", "Leave these lines out")
    table.press("Go on")
    assert user.sees("1 line is no shift, or is left out")


def test_a_doubt_is_settled_by_a_tick(table: Table, user: User) -> None:
    table.choose(table.file("rota.csv", PLAIN))
    table.press("Bring in 2 shifts")
    table.press("Bring in another")
    table.choose(table.file("again.csv", PLAIN.replace("T15:00", "T14:00")))
    assert user.sees("The rota has a shift that starts then and goes on until 15:00.")
    user.tick("Put in its place: Asha, Monday 16 November 2026, 09:00 to 14:00")
    table.press("Bring in 1 shift")
    assert count(table.books) == 2
    assert table.books.quick("SELECT COUNT(*) FROM shift WHERE ends LIKE '%14:00%'")[0][0] == 1


def test_who_pays_for_lines_that_name_nobody(table: Table, user: User) -> None:
    table.choose(table.file("rota.csv", PLAIN))
    assert user.sees("1 line has no funder.")
    user.choose("Who pays for lines that name no funder?", "NHS Westmere ICB")
    settle()
    table.press("Bring in 2 shifts")
    assert table.books.quick("SELECT COUNT(*) FROM shift_share")[0][0] == 2


def test_rows_can_be_pasted(table: Table, user: User) -> None:
    table.press("Paste rows instead")
    QApplication.clipboard().setText("Who\tWhen\tShift\nAsha\t16/11/2026\t9-3\n")
    user.press_key("Ctrl+V")
    table.press("Read these rows")
    assert user.sees("1 new shift")
    table.press("Bring in 1 shift")
    assert user.sees("1 shift from what you pasted")


def test_a_calendar_asks_for_its_days(table: Table, user: User) -> None:
    table.choose(table.file("family.ics", (SAMPLES / "calendar.ics").read_bytes()))
    assert user.sees("This calendar has 4 events, 2 of them repeating.")
    user.fill("First day", "1 Oct 2026")
    user.fill("Last day", "6 Nov 2026")
    table.press("Read these days")
    assert user.sees("5 new shifts")
    table.press("Other days")
    user.fill("Last day", "1 Sept 2026")
    table.press("Read these days")
    assert user.sees("The last day must be the first day or later.")


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [("a.pdf", b"%PDF-1.7\n", "This is a PDF."), ("b.csv", b"", "b.csv has nothing in it."),
     ("c.csv", b"Name,Date\n", "found no line with a day and times"), ("d.ics", b"BEGIN:VCALENDAR\n", "calendar")],
)  # fmt: skip
def test_a_file_that_cannot_be_read_is_told_and_another_asked_for(
    table: Table, user: User, name: str, data: bytes, words: str
) -> None:
    table.choose(table.file(name, data))
    assert user.sees(words) or user.sees("We are not sure what each column is.")
    assert count(table.books) == 0


def test_half_way_is_kept_on_leaving_and_after_closing(table: Table, user: User) -> None:
    table.choose(table.file("strange.csv", STRANGE))
    user.choose("Wer", "Who worked")
    table.window.close()
    table.open()
    assert user.text_in("Wer") == "Who worked"
    table.press("Read it like this")
    user.choose("Who is “Agnes”?", "Tom Griffiths")
    table.press("Rota")
    table.press("Bring in from a file")
    assert user.is_ticked("Who is “Agnes”?: Tom Griffiths")
    table.press("Go on")
    table.press("Bring in 2 shifts")
    assert count(table.books) == 2
    table.window.close()
    table.open()
    assert user.sees("Drop your list or calendar here")


def test_every_step_is_open_to_everybody(table: Table, user: User) -> None:
    access.check_access(table.window)
    table.choose(table.file("strange.csv", STRANGE))
    access.check_access(table.window)
    user.choose("Wer", "Who worked")
    table.press("Read it like this")
    access.check_access(table.window)
    user.choose("Who is “Agnes”?", "Tom Griffiths")
    table.press("Go on")
    access.check_access(table.window)

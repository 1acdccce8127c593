"""Timesheets on screen: printed to a file, signed with a scan, agreed, printed again when hours change."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtGui import QImage

from carerdesk.services.hours.record_shift import change_shift, record_shift
from carerdesk.services.hours.timesheets import SIGNED, WAITING, list_timesheets
from carerdesk.services.outcome import Done
from carerdesk.store.books import Books
from carerdesk.store.tables import Contract
from carerdesk.ui.main_window import MainWindow
from tests import access
from tests.services.hours.made import kept, typed
from tests.ui.rota.conftest import Desktop
from tests.user import User

MONDAY = date(2026, 11, 16)
WHOSE = "Asha Rahman, 26 October to 22 November 2026"


def hours(books: Books, worker_id: int = 1) -> int:
    """A PA, Asha where nobody else is named, paid every four weeks to 22 November, with one morning."""
    with books.operation("Terms") as op:
        op.session.add(
            Contract(
                employer_id=1, person_id=1, worker_id=worker_id, first_day=date(2025, 3, 3), frequency="four_weekly",
                first_payday=date(2026, 10, 30), period_end=date(2026, 10, 25), hours_kind="irregular",
                holiday_method="accrual",
            )
        )  # fmt: skip
    return kept(record_shift(books, typed(worker_id, MONDAY, "07:30", "10:30")))


@pytest.fixture
def window(desktop: Desktop, user: User) -> MainWindow:
    opened = desktop.open()
    hours(desktop.books)
    user.press("Timesheets")
    return opened


def print_to(window: MainWindow, user: User, path: Path, button: str = f"Print: {WHOSE}") -> None:
    window.desk.files.next_choice(path)
    user.press(button)
    user.wait_until(lambda: user.sees(f"Saved as {path.name} in "))


def test_printed_signed_on_paper_with_a_scan(desktop: Desktop, window: MainWindow, user: User, tmp_path: Path) -> None:
    assert user.sees("Not printed")
    print_to(window, user, tmp_path / "sheet.pdf")
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")
    assert user.sees("Waiting for a signature")
    assert user.sees("made. Saved as sheet.pdf in ")
    user.press(f"Signed on paper: {WHOSE}")
    assert user.sees("This sheet is not complete. It is made up to 20 November 2026, and its period goes on to")
    user.fill("Signed by Asha on", "thursday")
    photo = tmp_path / "signed.png"
    picture = QImage(30, 40, QImage.Format.Format_RGB32)
    picture.fill(0xFFFFFF)
    assert picture.save(str(photo))
    user.choose_files("Choose the scan or photo", window.desk.files, photo)
    assert user.sees("Scan: signed.png")
    user.press("Keep as signed")
    assert user.sees("Timesheet of Asha, 26 October to 22 November 2026, signed")
    (row,) = list_timesheets(desktop.books)
    assert (row.state, row.signed_on, row.scans) == (SIGNED, date(2026, 11, 19), 1)


def test_all_of_a_period_are_printed_in_one_file(desktop: Desktop, user: User, tmp_path: Path) -> None:
    window = desktop.open()
    hours(desktop.books)
    hours(desktop.books, 2)
    user.press("Timesheets")
    print_to(window, user, tmp_path / "sheets.pdf", "Print all of 26 October to 22 November 2026")
    assert len(PdfReader(tmp_path / "sheets.pdf").pages) == 2
    assert [row.state for row in list_timesheets(desktop.books)] == [WAITING, WAITING]


def test_a_place_that_cannot_be_written_to_is_told(window: MainWindow, user: User, tmp_path: Path) -> None:
    window.desk.files.next_choice(tmp_path / "nowhere" / "sheet.pdf")
    user.press(f"Print: {WHOSE}")
    user.wait_until(lambda: user.sees("sheet.pdf could not be saved there. Choose another place."))
    assert not user.sees("Saved as sheet.pdf")


def test_agreed_on_screen_and_hours_changed_after(
    desktop: Desktop, window: MainWindow, user: User, tmp_path: Path
) -> None:
    print_to(window, user, tmp_path / "sheet.pdf")
    user.press(f"Agreed on screen: {WHOSE}")
    assert user.sees("Show Asha the hours: 3 h.")
    user.fill("Agreed by", "")
    user.press("Keep as agreed now")
    assert user.sees("Enter the name of the person who agrees to these hours.")
    user.fill("Agreed by", "Asha Rahman")
    user.press("Keep as agreed now")
    assert user.sees("Agreed on screen by Asha Rahman on 20 November 2026 at ")
    assert isinstance(change_shift(desktop.books, 1, typed(1, MONDAY, "07:30", "11:00")), Done)
    window.desk.bus.changed.emit(frozenset({"shift"}))
    assert user.sees("Hours changed since it was printed. Print it again.")
    access.check_access(window)


def test_agreed_on_screen_without_printing(desktop: Desktop, window: MainWindow, user: User) -> None:
    assert user.sees("Not complete before Sunday 22 November.")
    user.press(f"Agreed on screen: {WHOSE}")
    assert user.sees("This sheet is not complete.")
    user.press("Keep as agreed now")
    assert user.sees("Agreed on screen by Asha Rahman on 20 November 2026 at ")
    assert not user.sees(f"Agreed on screen: {WHOSE}")
    assert not user.sees("Not complete before")
    (row,) = list_timesheets(desktop.books)
    assert (row.state, row.changed) == (SIGNED, False)
    access.check_access(window)


def test_nothing_is_made_where_saving_is_called_off(desktop: Desktop, window: MainWindow, user: User) -> None:
    window.desk.files.next_choice()
    user.press(f"Print: {WHOSE}")
    assert user.sees("Not printed")


def test_a_day_to_come_is_refused(desktop: Desktop, window: MainWindow, user: User, tmp_path: Path) -> None:
    print_to(window, user, tmp_path / "sheet.pdf")
    user.press(f"Signed on paper: {WHOSE}")
    user.fill("Signed by Asha on", "tomorrow")
    user.press("Keep as signed")
    assert user.sees("Saturday 21 November 2026 has not come yet.")


def test_signed_sheets_come_back_in_one_go(desktop: Desktop, window: MainWindow, user: User, tmp_path: Path) -> None:
    print_to(window, user, tmp_path / "sheet.pdf")
    blank = tmp_path / "IMG_1.png"
    picture = QImage(300, 400, QImage.Format.Format_RGB32)
    picture.fill(0xFFFFFF)
    assert picture.save(str(blank))
    (tmp_path / "notes.zip").write_bytes(b"PK notes")
    user.press("Bring in signed sheets")
    user.choose_files("Choose the files", window.desk.files, tmp_path / "sheet.pdf", blank, tmp_path / "notes.zip")
    access.settle()
    assert user.sees("notes.zip is a packed folder")
    assert user.sees("Matched")
    assert user.sees("This sheet is not complete. It is made up to 20 November 2026")
    assert user.sees("Which timesheet is IMG_1.png?")
    access.check_access(window)
    user.fill("Signed on", "tomorrow")
    user.press("Keep 1 timesheet as signed")
    assert user.sees("Saturday 21 November 2026 has not come yet.")
    user.fill("Signed on", "thursday")
    user.press("Keep 1 timesheet as signed")
    assert user.sees("Timesheet of Asha, 26 October to 22 November 2026, kept as signed")
    (row,) = list_timesheets(desktop.books)
    assert (row.state, row.signed_on, row.scans) == (SIGNED, date(2026, 11, 19), 1)
    user.press("Undo")
    (row,) = list_timesheets(desktop.books)
    assert (row.state, row.scans) == (WAITING, 0)


def test_a_page_without_a_code_is_given_its_sheet_by_hand(
    desktop: Desktop, window: MainWindow, user: User, tmp_path: Path
) -> None:
    print_to(window, user, tmp_path / "sheet.pdf")
    blank = tmp_path / "IMG_1.png"
    picture = QImage(300, 400, QImage.Format.Format_RGB32)
    picture.fill(0xFFFFFF)
    assert picture.save(str(blank))
    user.press("Bring in signed sheets")
    user.choose_files("Choose the files", window.desk.files, blank)
    access.settle()
    user.press("Keep as signed")
    assert user.sees("None of these pages goes to a timesheet.")
    user.choose("Which timesheet is IMG_1.png?", f"{WHOSE}, 3 h")
    user.press("Signed on another day: IMG_1.png")
    user.fill("IMG_1.png was signed on", "18 nov")
    user.press("Keep 1 timesheet as signed")
    (row,) = list_timesheets(desktop.books)
    assert (row.state, row.signed_on, row.scans) == (SIGNED, date(2026, 11, 18), 1)


def test_one_that_is_due_is_stood_on(desktop: Desktop, window: MainWindow, user: User, tmp_path: Path) -> None:
    window.go("rota", timesheets=1, worker=1, last="2026-11-22")
    assert user.focus() == f"Print: {WHOSE}"
    print_to(window, user, tmp_path / "sheet.pdf")
    window.go("rota", timesheets=1, last="2026-11-22")
    assert user.focus() == f"Signed on paper: {WHOSE}"

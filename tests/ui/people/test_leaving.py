"""Leaving, as a person goes through it: last day, final pay, the P45 once, a letter after it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pypdf import PdfReader
from PySide6.QtWidgets import QLabel, QWidget

from carerdesk.services.people.change_worker import record_leaving
from carerdesk.store.tables import Funder
from tests.access import check_access
from tests.services.pay.made import agreed, done, keep, pa, weekdays
from tests.ui.people.conftest import House
from tests.user import User


def told(window: QWidget, words: str) -> bool:
    return any(words in label.text() for label in window.findChildren(QLabel) if label.isVisibleTo(window))


def leaver(house: House) -> None:
    with house.books.operation("Funder added") as op:
        keys = {"employer_id": 1, "person_id": 1}
        op.session.add(Funder(**keys, name="Council", short_name="Council", kind="council", position=1))
    asha = pa(house.books)
    keep(house.books, weekdays(asha, date(2026, 11, 20), 10, "08:00-16:00"))
    done(record_leaving(house.books, asha, date(2026, 11, 20)))


def test_the_p45_is_saved_given_and_never_given_again(house: House, user: User, tmp_path: Path) -> None:
    leaver(house)
    window = house.open()
    window.go("people", worker=1)
    assert told(window, "Finish the payday that pays it, Friday 27 November 2026.")
    agreed(house.books)
    window = house.open_again()
    window.go("people", worker=1)
    sheet = tmp_path / "p45.pdf"
    window.desk.files.next_choice(sheet)
    user.press("Save the figures for the P45")
    user.wait_until(sheet.exists)
    assert "This sheet is not a P45" in PdfReader(sheet).pages[0].extract_text()
    user.press("I have given Asha the P45")
    assert told(window, "The P45 was given on 20 November 2026. There is never a second one.")
    letter = tmp_path / "letter.pdf"
    window.desk.files.next_choice(letter)
    user.press("Save a statement of earnings for 2026-27")
    user.wait_until(letter.exists)
    check_access(window)
    window = house.open_again()
    window.go("people", worker=1)
    assert told(window, "The P45 was given on 20 November 2026.")

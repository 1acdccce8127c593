"""Bringing in people at the window: file, columns, a look, done; one Undo; half way kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QThreadPool
from PySide6.QtWidgets import QApplication

from carerdesk.services.people.read import list_workers
from tests import access
from tests.ui.people.conftest import House
from tests.user import User

PLAIN = "name,born,started,rate,shoes\nNina Shah,1999-02-03,2026-11-02,13.20,4\nOlu Ade,1980-04-03,2026-11-02,13.20,9\n"
STRANGE = "Wer,Seit\nOlu Ade,1/11/2026\n"


class Table:
    """The kitchen table, with the window open on bringing in people."""

    def __init__(self, house: House, user: User, folder: Path) -> None:
        self.house, self.user, self._folder = house, user, folder
        self.window = house.open()
        self.press("Bring in from a file")

    def press(self, name: str) -> None:
        self.user.press(name)
        self.settle()

    def choose(self, name: str, text: str) -> None:
        path = self._folder / name
        path.write_text(text)
        self.user.choose_files("Choose the file", self.window.desk.files, path)
        self.settle()

    def again(self) -> None:
        """Close the window and the books, and come back."""
        self.window = self.house.open_again()
        self.press("Bring in from a file")

    def names(self) -> list[str]:
        return [one.name for one in list_workers(self.house.books)]

    @staticmethod
    def settle() -> None:
        for _ in range(6):
            QThreadPool.globalInstance().waitForDone()
            QApplication.processEvents()


@pytest.fixture
def table(house: House, user: User, tmp_path: Path) -> Table:
    return Table(house, user, tmp_path)


def test_people_are_looked_at_added_and_taken_back_with_one_undo(table: Table, user: User) -> None:
    table.choose("people.csv", PLAIN)
    assert user.sees("2 new people")
    assert user.sees("Columns not used: shoes.")
    assert "Still missing: address, contract, tax code" in user.rows("People to add")[0]
    assert table.names() == []
    table.press("Add 2 people")
    assert user.sees("2 people added: Nina Shah, Olu Ade")
    assert table.names() == ["Nina Shah", "Olu Ade"]
    table.press("Undo")
    assert table.names() == []


def test_the_same_list_again_adds_nobody(table: Table, user: User) -> None:
    table.choose("people.csv", PLAIN)
    table.press("Add 2 people")
    table.press("Bring in another list")
    table.choose("people.csv", PLAIN)
    assert user.sees("0 new people")
    assert user.sees("2 people are among your people already, and are not changed: Nina Shah, Olu Ade")
    assert not user.sees("Add 0 people")


def test_who_may_be_there_already_is_added_only_where_ticked(table: Table, user: User) -> None:
    table.choose("people.csv", PLAIN)
    table.press("Add 2 people")
    table.press("Bring in another list")
    table.choose("more.csv", "name,born,rate\nNina,1999-02-03,13.20\nBob Hill,,\nTOTAL,,13.20\n")
    assert user.sees("2 people we are not sure of")
    assert user.sees("This may be Nina Shah, who is among your people already.")
    assert user.sees("Only a name is given")
    assert user.sees("1 line is left out")
    access.check_access(table.window)
    user.tick("Add Bob Hill as a new PA")
    table.again()
    assert user.is_ticked("Add Bob Hill as a new PA")
    table.press("Add Bob Hill")
    assert table.names() == ["Bob Hill", "Nina Shah", "Olu Ade"]


def test_a_list_of_shifts_is_sent_to_the_rota_room(table: Table, user: User) -> None:
    table.choose("rota.csv", "Carer,Date,From,To\nBob,16/11/2026,09:00,15:00\n")
    assert user.sees("This looks like a list of shifts, not of people.")
    assert user.sees("Drop your list here")


def test_headings_are_asked_about_and_half_way_is_kept(table: Table, user: User) -> None:
    table.choose("strange.csv", STRANGE)
    table.press("Read it like this")
    assert user.sees("Say which column has the name.")
    user.choose("Wer", "Name")
    user.choose("Seit", "First day of the job")
    table.press("Read it like this")
    assert user.sees("1 new person")
    table.again()
    assert user.sees("1 new person")
    table.press("Add Olu Ade")
    assert table.names() == ["Olu Ade"]
    table.press("See your people")
    assert user.sees("Olu Ade")


@pytest.mark.parametrize(
    ("text", "words"), [("", "has nothing in it"), ("%PDF-1.7", "This is a PDF"), ("x", "no column")]
)
def test_a_file_that_cannot_be_read_is_told(table: Table, user: User, text: str, words: str) -> None:
    table.choose("odd.csv", text)
    assert user.sees(words)
    assert table.names() == []


def test_every_step_is_open_to_everybody(table: Table, user: User) -> None:
    access.check_access(table.window)
    table.choose("people.csv", PLAIN)
    access.check_access(table.window)
    table.press("Change the columns")
    access.check_access(table.window)

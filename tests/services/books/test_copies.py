"""Copies carried to another computer, backups opened, first books made."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from carerdesk.services.books.backups import add_backup_place, back_up_now, backup_places
from carerdesk.services.books.beginning import NewBooks
from carerdesk.services.books.copies import backups_in, copy_name, open_a_backup, open_a_copy, take_a_copy
from carerdesk.services.books.first_run import begin_books, missing, place_problems
from carerdesk.services.books.look_round import sample_folder
from carerdesk.services.books.passwords import choose_password
from carerdesk.services.books.trouble import next_steps, told
from carerdesk.services.books.verifying import verify_books
from carerdesk.services.outcome import Done, Rejected
from carerdesk.store.books import Books, FixedClock
from carerdesk.store.problems import (
    BooksInUse,
    DamagedBooks,
    DamagedCopy,
    KeysMissing,
    ReadOnlyPlace,
    WrongPassword,
    WrongRecoveryCode,
)

WORDS = "four little words"
CLOCK = FixedClock(date(2026, 11, 20))


@pytest.fixture
def there(tmp_path: Path) -> Path:
    """Another computer's place for books."""
    made = tmp_path / "there"
    made.mkdir()
    return made


def test_moving_to_a_new_computer(books: Books, there: Path, tmp_path: Path) -> None:
    with books.operation("A receipt") as op:
        books.documents.add(b"receipt", session=op.session, file_name="r.pdf", media_type="application/pdf")
    assert isinstance(take_a_copy(books, tmp_path / "carried", WORDS, WORDS), Done)
    file = tmp_path / "carried.carerdesk-copy"
    opened = open_a_copy(file, there, CLOCK, password=WORDS)
    assert opened.folder == there / "carried.carerdesk"
    assert opened.quick("SELECT name FROM person") == [("Jamie Marsh",)]
    assert opened.documents.read(1) == b"receipt"
    assert verify_books(opened) == ()
    opened.close()


def test_a_copy_of_open_books_needs_a_password_and_one_of_locked_books_has_theirs(books: Books, tmp_path: Path) -> None:
    refused = take_a_copy(books, tmp_path / "c", "short", "shot")
    assert isinstance(refused, Rejected)
    assert not list(tmp_path.glob("*.carerdesk-copy"))
    choose_password(books, WORDS, WORDS)
    assert isinstance(take_a_copy(books, tmp_path / copy_name(books)), Done)
    made = tmp_path / "Jamie 2026-11-20.carerdesk-copy"
    open_a_copy(made, tmp_path, CLOCK, password=WORDS).close()


def test_nothing_is_left_of_a_copy_that_does_not_open(books: Books, there: Path, tmp_path: Path) -> None:
    file = tmp_path / "c.carerdesk-copy"
    take_a_copy(books, file, WORDS, WORDS)
    with pytest.raises(WrongPassword):
        open_a_copy(file, there, CLOCK, password="something else")
    file.write_bytes(b"not a copy")
    with pytest.raises(DamagedCopy):
        open_a_copy(file, there, CLOCK, password=WORDS)
    assert list(there.iterdir()) == []


def test_backups_are_found_from_the_stick_their_folder_or_deeper(books: Books, there: Path) -> None:
    add_backup_place(books, there)
    back_up_now(books)
    inner = next((there / "Jamie.carerdesk-backups").iterdir())
    (inner / "notes.db").write_bytes(b"")
    for folder in (there, there / "Jamie.carerdesk-backups", inner):
        found = backups_in(folder)
        assert [(one.name, one.at) for one in found] == [("Jamie", books.now())]
    assert backups_in(books.folder) == ()
    assert backups_in(books.folder.parent) == ()


def test_a_backup_opens_as_books_of_its_own(books: Books, there: Path, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    add_backup_place(books, stick)
    choose_password(books, WORDS, WORDS)
    back_up_now(books)
    found = backups_in(stick)[0]
    opened = open_a_backup(found, there, CLOCK, password=WORDS)
    assert opened.folder.name == "Jamie backup 2026-11-20.carerdesk"
    assert verify_books(opened) == ()
    opened.close()
    with pytest.raises(WrongPassword):
        open_a_backup(found, there, CLOCK, password="wrong")
    with pytest.raises(WrongRecoveryCode):
        open_a_backup(found, there, CLOCK, recovery_code="AGE-SECRET-KEY-1 NO")
    by_code = open_a_backup(found, there, CLOCK, recovery_code=books.recovery_code())
    by_code.close()
    assert len(list(there.iterdir())) == 2


def test_a_backup_without_its_keys_says_so(books: Books, there: Path) -> None:
    add_backup_place(books, there)
    back_up_now(books)
    found = backups_in(there)[0]
    shutil.rmtree(found.file.parent / "keys")
    with pytest.raises(KeysMissing):
        open_a_backup(found, there, CLOCK, password=WORDS)


def test_first_books_are_begun_with_the_answers(there: Path, tmp_path: Path) -> None:
    new = NewBooks("Helen Marsh", "Jamie Marsh", frozenset({"pay"}), "wales")
    books = begin_books(there, CLOCK, new, tmp_path)
    assert books.folder == there / "Jamie Marsh.carerdesk"
    assert books.quick("SELECT name, nation FROM person") == [("Jamie Marsh", "wales")]
    assert [place.folder for place in backup_places(books)] == [tmp_path]
    books.close()


def test_answers_are_asked_for_question_by_question(there: Path, tmp_path: Path) -> None:
    empty = NewBooks("", "", frozenset())
    assert [problem.code for problem in missing(empty, "wishes")] == ["wishes_missing"]
    assert [problem.code for problem in missing(empty, "keeper", "person")] == ["keeper_missing", "person_missing"]
    assert [problem.code for problem in place_problems(None)] == ["backup_place_missing"]
    assert [problem.code for problem in place_problems(tmp_path / "no")] == ["place_not_there"]
    assert place_problems(tmp_path) == ()
    with pytest.raises(ValueError, match="keeper_missing"):
        begin_books(there, CLOCK, empty)
    assert list(there.iterdir()) == []


def test_first_books_that_fail_leave_nothing(there: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from carerdesk.services.books import first_run

    def full(*_: object) -> None:
        raise ReadOnlyPlace

    monkeypatch.setattr(first_run, "begin", full)
    with pytest.raises(ReadOnlyPlace):
        begin_books(there, CLOCK, NewBooks("Helen", "Jamie", frozenset({"pay"})))
    assert list(there.iterdir()) == []


def test_what_to_do_next_depends_on_the_problem() -> None:
    import socket

    elsewhere = BooksInUse("KITCHEN-PC", CLOCK.now())
    here = BooksInUse(socket.gethostname(), CLOCK.now())
    assert "open_anyway" in next_steps(elsewhere)
    assert next_steps(here) == ("try_again",)
    assert told(here).code == "books_open_here"
    assert next_steps(DamagedBooks())[0] == "open_backup"


def test_no_made_up_family_is_found_where_none_was_made(there: Path) -> None:
    assert sample_folder(there) is None
    (there / "Sample.carerdesk").mkdir()
    assert sample_folder(there) is None
    (there / "Sample.carerdesk" / "books.db").write_bytes(b"")
    assert sample_folder(there) == there / "Sample.carerdesk"

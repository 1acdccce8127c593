"""Passwords, a second person, and the recovery code."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from carerdesk.services.books import passwords
from carerdesk.services.books.backups import add_backup_place, back_up_now
from carerdesk.services.books.passwords import (
    choose_password,
    code_is_kept,
    give_password,
    keep_that_code_is_kept,
    needs_asking,
    recovery_code,
    renew_recovery_code,
    take_password_away,
)
from carerdesk.services.books.recovery_sheet import write_recovery_sheet
from carerdesk.services.books.safety import choose_lock_minutes, lock_minutes, safety
from carerdesk.services.outcome import Done, Rejected
from carerdesk.store.books import Books, open_books
from carerdesk.store.problems import WrongPassword, WrongRecoveryCode

WORDS, OTHERS = "four little words", "four other words"


def codes(outcome: object) -> list[tuple[str, str]]:
    assert isinstance(outcome, Rejected)
    return [(problem.field, problem.code) for problem in outcome.problems]


def again(books: Books, password: str | None = None, recovery_code: str | None = None) -> None:
    """Close, open with these, close."""
    books.close()
    open_books(books.folder, books.clock, password=password, recovery_code=recovery_code).close()


def test_the_first_password_is_the_keepers_and_is_asked_for(books: Books) -> None:
    assert isinstance(choose_password(books, WORDS, WORDS), Done)
    assert safety(books).people == ("Helen Marsh",)
    with pytest.raises(WrongPassword):
        again(books, password=OTHERS)
    again(books, password=WORDS)


def test_a_password_must_be_long_and_typed_the_same_twice(books: Books) -> None:
    assert codes(choose_password(books, "short", "shot")) == [
        ("new", "password_too_short"),
        ("again", "passwords_differ"),
    ]
    assert not books.has_password()


def test_changing_wants_the_old_one(books: Books) -> None:
    choose_password(books, WORDS, WORDS)
    assert codes(choose_password(books, OTHERS, OTHERS, "wrong")) == [("old", "wrong_password")]
    assert codes(choose_password(books, OTHERS, OTHERS)) == [("old", "needs_password")]
    assert isinstance(choose_password(books, OTHERS, OTHERS, WORDS), Done)
    again(books, password=OTHERS)


def test_whoever_opened_with_the_code_chooses_a_password_without_the_old_one(books: Books) -> None:
    choose_password(books, WORDS, WORDS)
    give_password(books, "Tom Marsh", OTHERS, OTHERS)
    books.close()
    opened = open_books(books.folder, books.clock, recovery_code=books.recovery_code())
    assert not needs_asking(opened)
    done = choose_password(opened, "a third choice", "a third choice", person="Tom Marsh")
    assert isinstance(done, Done)
    again(opened, password="a third choice")
    again(opened, password=WORDS)


def test_a_second_person_opens_the_books_until_their_password_is_taken_away(books: Books) -> None:
    assert codes(give_password(books, " ", OTHERS, OTHERS)) == [
        ("name", "trusted_name_missing"),
        ("", "first_password_missing"),
    ]
    choose_password(books, WORDS, WORDS)
    assert isinstance(give_password(books, "Tom Marsh", OTHERS, OTHERS), Done)
    assert codes(give_password(books, "Tom Marsh", OTHERS, OTHERS)) == [("name", "person_already_there")]
    before = books.recovery_code()
    assert isinstance(take_password_away(books, "Tom Marsh"), Done)
    assert books.recovery_code() != before
    assert codes(take_password_away(books, "Helen Marsh")) == [("", "last_person")]
    with pytest.raises(WrongPassword):
        again(books, password=OTHERS)


def test_the_code_is_shown_to_whoever_knows_a_password(books: Books) -> None:
    choose_password(books, WORDS, WORDS)
    refused = recovery_code(books, "wrong")
    assert codes(refused) == [("password", "wrong_password")]
    shown = recovery_code(books, WORDS)
    assert not isinstance(shown, Rejected)
    again(books, recovery_code="".join(shown).lower())


def test_a_renewed_code_makes_the_old_paper_worthless_and_asks_for_new_paper(books: Books) -> None:
    choose_password(books, WORDS, WORDS)
    old = books.recovery_code()
    assert not code_is_kept(books)
    keep_that_code_is_kept(books)
    assert code_is_kept(books)
    assert isinstance(renew_recovery_code(books), Done)
    assert not code_is_kept(books)
    with pytest.raises(WrongRecoveryCode):
        again(books, recovery_code=old)
    again(books, password=WORDS)


def test_backups_that_cannot_be_reached_are_named(books: Books, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    add_backup_place(books, stick)
    back_up_now(books)
    stick.rename(tmp_path / "elsewhere")
    done = choose_password(books, WORDS, WORDS)
    assert isinstance(done, Done)
    assert f"Backups in {stick} could not be reached" in done.said


def test_a_page_still_being_read_is_waited_for(books: Books) -> None:
    reading, leave = threading.Event(), threading.Event()

    def read() -> None:
        with books.reading() as session:
            session.connection().exec_driver_sql("SELECT * FROM employer").fetchone()
            reading.set()
            leave.wait(20)

    reader = threading.Thread(target=read)
    reader.start()
    assert reading.wait(20)
    told: list[str] = []

    def progress(step: str, _done: int, _of: int) -> None:
        told.append(step)
        leave.set()

    assert isinstance(choose_password(books, WORDS, WORDS, progress=progress), Done)
    reader.join()
    assert told[0] == "reading"
    again(books, password=WORDS)


def test_a_report_that_never_ends_is_told(books: Books, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "_TRIES", 1)
    monkeypatch.setattr(passwords, "_BETWEEN", 0)
    with books.reading() as session:
        session.connection().exec_driver_sql("SELECT * FROM employer").fetchone()
        assert codes(choose_password(books, WORDS, WORDS)) == [("", "still_reading")]
    assert not books.has_password()
    assert isinstance(choose_password(books, WORDS, WORDS), Done)


def test_locking_by_itself_needs_a_password(books: Books) -> None:
    choose_lock_minutes(books, 10)
    assert lock_minutes(books) == 0
    choose_password(books, WORDS, WORDS)
    assert lock_minutes(books) == 10
    assert codes(choose_lock_minutes(books, 7)) == [("lock", "lock_minutes_unknown")]


def test_the_sheet_carries_the_code_and_the_recipe(books: Books, tmp_path: Path) -> None:
    from pypdf import PdfReader

    done = write_recovery_sheet(books, tmp_path / "sheet")
    assert isinstance(done, Done)
    file = tmp_path / "sheet.pdf"
    assert file.stat().st_mode & 0o077 == 0
    text = "\n".join(page.extract_text() for page in PdfReader(file).pages)
    for group in books.recovery_code().split():
        assert group in text
    assert "age --decrypt" in text
    assert "Jamie" in text

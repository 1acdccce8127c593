"""Backups that are made, made by themselves, and practised."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from carerdesk.services.books.backed_up import backup_words
from carerdesk.services.books.backups import (
    add_backup_place,
    back_up_now,
    backup_places,
    every,
    last_practice,
    minutes_between,
    on_close,
    practice_words,
    practise_restore,
    remove_backup_place,
)
from carerdesk.services.outcome import Done, Rejected
from carerdesk.store import backup
from carerdesk.store.books import Books


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    made = tmp_path / "stick"
    made.mkdir()
    return made


def code(outcome: object) -> str:
    assert isinstance(outcome, Rejected)
    return outcome.problems[0].code


def test_a_place_must_be_there_outside_the_books_and_new(books: Books, stick: Path) -> None:
    assert isinstance(add_backup_place(books, stick), Done)
    assert code(add_backup_place(books, stick)) == "place_already_chosen"
    assert code(add_backup_place(books, stick / "no")) == "place_not_there"
    assert code(add_backup_place(books, books.folder / "documents")) == "place_inside_books"
    assert [place.folder for place in backup_places(books)] == [stick]


def test_a_place_taken_away_keeps_its_backups(books: Books, stick: Path) -> None:
    add_backup_place(books, stick)
    back_up_now(books)
    assert isinstance(remove_backup_place(books, stick), Done)
    assert backup_places(books) == ()
    assert len(backup.listing(stick, books.name)) == 1


def test_a_backup_goes_to_every_place_within_reach_and_names_the_rest(books: Books, stick: Path) -> None:
    away = stick.with_name("away")
    away.mkdir()
    for place in (stick, away):
        add_backup_place(books, place)
    away.rmdir()
    told: list[tuple[str, int, int]] = []
    done = back_up_now(books, lambda *step: told.append(step))
    assert isinstance(done, Done)
    assert done.said == f"Backed up and checked, in 1 place. Not reached: {away}"
    assert told == [(str(stick), 0, 2), (str(away), 1, 2)]
    assert [place.is_there for place in backup_places(books)] == [True, False]
    assert backup_words(books) == "Backed up today 12:00, in 1 place"


def test_without_a_place_or_with_none_in_reach_there_is_no_backup(books: Books, stick: Path) -> None:
    assert code(back_up_now(books)) == "no_backup_places"
    add_backup_place(books, stick)
    stick.rmdir()
    assert code(back_up_now(books)) == "place_not_there"


def test_backups_by_themselves_are_made_only_after_a_change(books: Books, stick: Path) -> None:
    add_backup_place(books, stick)
    every(books)
    first = backup.last(books)
    assert first is not None
    on_close(books)
    assert backup.last(books) == first
    with books.operation("A receipt") as op:
        books.documents.add(b"receipt", session=op.session, file_name="r.pdf", media_type="application/pdf")
    on_close(books)
    assert backup.last(books) != first


def test_an_unplugged_place_never_stops_the_closing(books: Books, stick: Path) -> None:
    add_backup_place(books, stick)
    stick.rmdir()
    every(books)
    on_close(books)
    assert backup.last(books) is None


def test_a_stopped_backup_counts_for_nothing(books: Books, stick: Path) -> None:
    add_backup_place(books, stick)

    class Stopped(Exception):  # noqa: N818
        pass

    def stop(_step: str, _done: int, _of: int) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        back_up_now(books, stop)
    assert backup.last(books) is None
    assert list(stick.iterdir()) == []


def test_half_an_hour_passes_between_backups_until_somebody_chooses(books: Books) -> None:
    assert minutes_between(books) == 30


def test_a_practice_restore_reads_the_latest_backup_whole_and_is_remembered(books: Books, stick: Path) -> None:
    add_backup_place(books, stick)
    with books.operation("A receipt") as op:
        books.documents.add(b"receipt", session=op.session, file_name="r.pdf", media_type="application/pdf")
    back_up_now(books)
    assert practice_words(books) == ""
    done = practise_restore(books)
    assert isinstance(done, Done)
    assert done.said == "Practice restore worked: the backup of Friday 20 November, 12:00 can be read whole"
    assert practice_words(books) == "A practice restore worked on Friday 20 November."
    last = last_practice(books)
    assert last is not None
    assert last.backup_at == last.at


def test_a_practice_restore_finds_a_document_that_is_gone(books: Books, stick: Path) -> None:
    add_backup_place(books, stick)
    with books.operation("A receipt") as op:
        books.documents.add(b"receipt", session=op.session, file_name="r.pdf", media_type="application/pdf")
    back_up_now(books)
    for file in stick.rglob("*.age"):
        file.unlink()
    assert code(practise_restore(books)) == "practice_found"
    assert last_practice(books) is None


def test_a_practice_restore_finds_a_damaged_backup_and_needs_one(books: Books, stick: Path) -> None:
    add_backup_place(books, stick)
    assert code(practise_restore(books)) == "no_backup_to_restore"
    back_up_now(books)
    made = backup.listing(stick, books.name)[0]
    made.write_bytes(b"\0" * made.stat().st_size)
    assert code(practise_restore(books)) == "damaged_books"
    shutil.rmtree(stick)
    assert code(practise_restore(books)) == "no_backup_to_restore"

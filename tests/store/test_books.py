"""Opening and closing: who may, what is told when it cannot be, and what lies on the disk."""

from __future__ import annotations

import errno
import json
import os
import socket
import stat
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from carerdesk.store import documents, files, lock, problems
from carerdesk.store.books import DATABASE, Books, SystemClock, create_books, open_books
from carerdesk.store.connection import connected, database_key
from carerdesk.store.operations import Operation
from carerdesk.store.tables import Employer
from carerdesk.store.verify import verify
from tests.store.conftest import CLOCK, TODAY
from tests.store.family import add_document, add_family, names


def test_what_was_kept_is_there_again(folder: Path) -> None:
    books = create_books(folder, CLOCK)
    add_family(books)
    number = add_document(books, b"receipt")
    books.close()
    again = open_books(folder, CLOCK)
    assert (again.name, again.today(), names(again)) == ("Jamie", TODAY, ["Helen Marsh"])
    assert again.documents.read(number) == b"receipt"
    again.close()
    again.close()


def test_importing_the_books_brings_nothing_heavy() -> None:
    asked = "import sys, carerdesk.store.books; print([m for m in sys.modules if m in HEAVY])"
    heavy = "HEAVY = ('sqlalchemy', 'alembic', 'cryptography', 'reportlab', 'PySide6', 'msgspec');"
    told = subprocess.run([sys.executable, "-c", heavy + asked], check=True, capture_output=True, text=True)
    assert told.stdout.strip() == "[]"


def test_opening_and_the_first_query_bring_nothing_heavy(folder: Path) -> None:
    create_books(folder, CLOCK).close()
    code = (
        "import sys; from pathlib import Path; from carerdesk.store.books import *;"
        "b = open_books(Path(sys.argv[1]), SystemClock()); b.quick('SELECT 1'); b.close();"
        "print([m for m in sys.modules if m in ('sqlalchemy', 'alembic', 'cryptography')])"
    )
    told = subprocess.run([sys.executable, "-c", code, str(folder)], check=True, capture_output=True, text=True)
    assert told.stdout.strip() == "[]"


def test_the_folder_is_its_owners_alone_and_the_records_cannot_be_read(books: Books, folder: Path) -> None:
    add_family(books)
    add_document(books, b"a very private receipt")
    for path in (folder, *folder.rglob("*")):
        wanted = 0o700 if path.is_dir() else 0o600
        assert stat.S_IMODE(path.stat().st_mode) == wanted, path
        if path.is_file():
            assert b"Helen" not in path.read_bytes()
            assert b"private" not in path.read_bytes()
            assert not path.read_bytes().startswith(b"SQLite")


def test_a_clean_close_leaves_one_plain_file(folder: Path) -> None:
    books = create_books(folder, CLOCK)
    add_family(books)
    assert (folder / "books.db-wal").exists()
    books.close()
    assert {path.name for path in folder.iterdir()} == {"books.db", "books.lock", "documents", "keys"}
    assert (folder / lock.NAME).read_bytes() == b""
    with connected(folder / DATABASE, database_key(books.identity)) as raw:
        assert raw.execute("PRAGMA journal_mode").fetchone() == ("delete",)


def test_connections_are_set_as_they_must_be(books: Books) -> None:
    with connected(books.database, database_key(books.identity)) as raw:
        settings = {
            name: raw.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "foreign_keys", "synchronous", "secure_delete", "trusted_schema")
        }
    assert settings == {
        "journal_mode": "wal",
        "foreign_keys": 1,
        "synchronous": 2,
        "secure_delete": 1,
        "trusted_schema": 0,
    }


def test_no_books_no_opening(tmp_path: Path) -> None:
    with pytest.raises(problems.NotBooks):
        open_books(tmp_path, CLOCK)


def test_new_books_take_nobodys_place(folder: Path) -> None:
    create_books(folder, CLOCK).close()
    with pytest.raises(problems.AlreadyThere):
        create_books(folder, CLOCK)


def test_books_open_once(books: Books, folder: Path) -> None:
    with pytest.raises(problems.BooksInUse) as refused:
        open_books(folder, CLOCK)
    assert (refused.value.host, refused.value.since) == (socket.gethostname(), CLOCK.now())
    assert refused.value.values["since"] == "20 November 2026, 12:00"


def _held_elsewhere(folder: Path) -> None:
    told = {"host": "mums-laptop", "since": "2026-11-19T08:30:00+00:00", "process": 1}
    (folder / lock.NAME).write_text(json.dumps(told))


def test_another_computer_is_believed_until_told_otherwise(folder: Path) -> None:
    create_books(folder, CLOCK).close()
    _held_elsewhere(folder)
    with pytest.raises(problems.BooksInUse) as refused:
        open_books(folder, CLOCK)
    assert (refused.value.host, refused.value.since) == ("mums-laptop", datetime(2026, 11, 19, 8, 30, tzinfo=UTC))
    with pytest.raises(problems.BooksInUse):
        open_books(folder, CLOCK)
    open_books(folder, CLOCK, take_over=True).close()
    open_books(folder, CLOCK).close()


def test_a_refused_opening_gives_the_lock_back(folder: Path) -> None:
    create_books(folder, CLOCK, password="four little words").close()
    with pytest.raises(problems.WrongPassword):
        open_books(folder, CLOCK, password="wrong")
    open_books(folder, CLOCK, password="four little words").close()


@pytest.mark.parametrize("spoiled", [b"\0" * 4096, b"not a database", b""])
def test_a_damaged_file_is_told_plainly(folder: Path, spoiled: bytes) -> None:
    create_books(folder, CLOCK).close()
    (folder / DATABASE).write_bytes(spoiled)
    with pytest.raises(problems.DamagedBooks):
        open_books(folder, CLOCK)


def test_damage_inside_the_file_is_found_after_an_unclean_close(folder: Path) -> None:
    books = create_books(folder, CLOCK)
    with books.operation("Many") as op:
        op.insert_many(Employer, [{"name": "x" * 500} for _ in range(200)])
    books.close()
    whole = bytearray((folder / DATABASE).read_bytes())
    middle = len(whole) - 40 * 4096
    whole[middle : middle + 4096] = bytes(4096)
    (folder / DATABASE).write_bytes(whole)
    (folder / lock.NAME).write_text(json.dumps({"host": socket.gethostname(), "since": "2026-11-19T08:30:00+00:00"}))
    with pytest.raises(problems.DamagedBooks):
        open_books(folder, CLOCK)
    with pytest.raises(problems.DamagedBooks):
        open_books(folder, CLOCK)


def test_books_from_a_newer_program_are_left_alone(folder: Path) -> None:
    books = create_books(folder, CLOCK)
    books.close()
    with connected(folder / DATABASE, database_key(books.identity)) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    before = (folder / DATABASE).read_bytes()
    with pytest.raises(problems.NewerBooks):
        open_books(folder, CLOCK)
    assert (folder / DATABASE).read_bytes() == before


@pytest.mark.parametrize(
    ("number", "problem"),
    [
        (errno.EROFS, problems.ReadOnlyPlace),
        (errno.EACCES, problems.ReadOnlyPlace),
        (errno.ENOSPC, problems.DiskFull),
        (errno.EIO, problems.FailingDisk),
    ],
)
def test_a_place_that_takes_nothing_is_told_plainly(
    folder: Path, number: int, problem: type[problems.KnownProblem], monkeypatch: pytest.MonkeyPatch
) -> None:
    create_books(folder, CLOCK).close()
    real = os.open

    def refuse(path: str | Path, *rest: int) -> int:
        if str(path).startswith(str(folder)):
            raise OSError(number, os.strerror(number))
        return real(path, *rest)

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(problem):
        open_books(folder, CLOCK)
    with pytest.raises(problem):
        create_books(folder / "new", CLOCK)
    monkeypatch.undo()
    open_books(folder, CLOCK).close()


def test_a_database_that_may_not_be_written_is_told_plainly(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    create_books(folder, CLOCK).close()
    real = dbapi2.connect

    def read_only(path: str, **options: object) -> object:
        return real(f"file:{path}?mode=ro&immutable=1", uri=True, **options)

    monkeypatch.setattr(dbapi2, "connect", read_only)
    with pytest.raises(problems.ReadOnlyPlace):
        open_books(folder, CLOCK)


def _fill_the_disk(op: Operation) -> None:
    """SQLite's own limit answers just as a full disk does."""
    pages = op.raw().execute("PRAGMA page_count").fetchone()[0]
    op.raw().execute(f"PRAGMA max_page_count = {pages}")
    op.insert_many(Employer, [{"name": "x" * 3000} for _ in range(100)])


def test_a_full_disk_loses_nothing(folder: Path) -> None:
    books = create_books(folder, CLOCK)
    add_family(books)
    with pytest.raises(problems.DiskFull), books.operation("Too much") as op:
        _fill_the_disk(op)
    assert names(books) == ["Helen Marsh"]
    assert verify(books) == ()
    books.close()
    again = open_books(folder, CLOCK)
    assert names(again) == ["Helen Marsh"]
    again.close()


def test_a_full_disk_while_a_document_is_kept_loses_nothing(books: Books, monkeypatch: pytest.MonkeyPatch) -> None:
    add_document(books, b"first")

    def full(_stream: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(files, "force", full)
    with pytest.raises(problems.DiskFull):
        add_document(books, b"second")
    monkeypatch.undo()
    assert books.quick("SELECT id FROM document") == [(1,)]
    assert [path.suffix for path in (books.folder / documents.FOLDER).iterdir()] == [".age"]
    assert verify(books) == ()


def test_a_mistake_of_the_program_is_not_told_as_a_full_disk(books: Books) -> None:
    with pytest.raises(ZeroDivisionError), books.operation("Mistake"):
        _ = 1 // 0


def _keep_and_fail(books: Books, op: Operation) -> None:
    books.documents.add(b"lost", session=op.session, file_name="a", media_type="text/plain")
    raise LookupError


def test_orphans_of_a_write_cut_short_are_swept_and_strangers_left(folder: Path) -> None:
    books = create_books(folder, CLOCK)
    number = add_document(books, b"kept")
    with pytest.raises(LookupError), books.operation("Fails") as op:
        _keep_and_fail(books, op)
    (folder / documents.FOLDER / ("0" * 64 + ".age.part")).write_bytes(b"half")
    (folder / documents.FOLDER / "holiday.jpg").write_bytes(b"somebody put it here")
    assert [each.code for each in verify(books)] == ["file_unknown"] * 3
    books.close()
    again = open_books(folder, CLOCK)
    assert [each.detail for each in verify(again)] == ["holiday.jpg"]
    assert again.documents.read(number) == b"kept"
    again.close()


def test_the_same_bytes_are_kept_once(books: Books) -> None:
    assert add_document(books, b"receipt") == add_document(books, b"receipt", "again.txt")
    assert len(list((books.folder / documents.FOLDER).iterdir())) == 1


def test_a_documents_name_tells_nothing_and_other_bytes_are_noticed(books: Books) -> None:
    number = add_document(books, b"receipt")
    (path,) = (books.folder / documents.FOLDER).iterdir()
    content = books.quick("SELECT content_sha256 FROM document")[0][0]
    assert path.stem != content
    whole = path.read_bytes()
    path.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    with pytest.raises(problems.DamagedDocument):
        books.documents.read(number)
    assert [each.code for each in verify(books)] == ["document_changed"]
    path.unlink()
    with pytest.raises(problems.DamagedDocument):
        books.documents.read(number)
    assert [each.code for each in verify(books)] == ["document_missing"]
    assert add_document(books, b"receipt") == number
    assert books.documents.open(number).read() == b"receipt"


def test_the_clock_on_the_wall_tells_the_day_in_the_united_kingdom() -> None:
    clock = SystemClock()
    assert clock.now().tzinfo == UTC
    assert abs((clock.today() - clock.now().date()).days) <= 1

"""Backups that open, are thinned, and follow the key; copies that travel."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carerdesk.store import access, backup, copies, documents, keys, problems, settings, snapshot
from carerdesk.store.books import Books, FixedClock, create_books, open_books
from carerdesk.store.verify import verify
from tests.store.conftest import CLOCK
from tests.store.family import add_document, add_family, names, rename

PASSWORD = "four little words"


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    place = tmp_path / "stick"
    place.mkdir()
    return place


@pytest.fixture
def filled(books: Books) -> Books:
    add_family(books)
    add_document(books, b"receipt")
    return books


def test_a_backup_opens_as_the_books_were(filled: Books, stick: Path, tmp_path: Path) -> None:
    backup.back_up(filled, [stick])
    rename(filled, 1, "Later")
    (made,) = backup.listing(stick, "Jamie")
    backup.restore(made, tmp_path / "Back.carerdesk")
    back = open_books(tmp_path / "Back.carerdesk", CLOCK)
    assert names(back) == ["Helen Marsh"]
    assert back.documents.read(1) == b"receipt"
    assert verify(back) == ()
    back.close()
    with pytest.raises(problems.AlreadyThere):
        backup.restore(made, tmp_path / "Back.carerdesk")


def test_places_out_of_reach_are_named_and_the_others_done(filled: Books, stick: Path, tmp_path: Path) -> None:
    reached = backup.back_up(filled, [tmp_path / "unplugged", stick])
    assert [(each.place.name, each.code) for each in reached.unreached] == [("unplugged", "place_not_there")]
    assert len(reached.made) == 1
    latest = filled.last_backup()
    assert latest is not None
    assert (latest.places, latest.at) == ((str(stick),), CLOCK.now())


def test_it_is_known_whether_anything_changed_since(filled: Books, stick: Path) -> None:
    assert backup.changed_since_last(filled)
    backup.back_up(filled, [stick])
    assert not backup.changed_since_last(filled)
    rename(filled, 1, "Later")
    assert backup.changed_since_last(filled)


def test_a_backup_that_does_not_prove_whole_does_not_count(
    filled: Books, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = snapshot._copy

    def spoiled(database: Path, key: bytes, part: Path) -> None:
        real(database, key, part)
        whole = part.read_bytes()
        part.write_bytes(whole[:8192] + bytes(len(whole) - 8192))

    monkeypatch.setattr(snapshot, "_copy", spoiled)
    reached = backup.back_up(filled, [stick])
    assert [each.code for each in reached.unreached] == ["damaged_books"]
    assert (backup.listing(stick, "Jamie"), filled.last_backup()) == ((), None)
    assert list(stick.rglob("*.part")) == []


def test_a_document_spoiled_on_its_way_fails_the_backup(
    filled: Books, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (path,) = (filled.folder / documents.FOLDER).iterdir()
    path.write_bytes(path.read_bytes()[:-1])
    reached = backup.back_up(filled, [stick])
    assert [each.code for each in reached.unreached] == ["damaged_document"]
    assert backup.listing(stick, "Jamie") == ()


def test_documents_are_mirrored_once(filled: Books, stick: Path) -> None:
    first = backup.back_up(filled, [stick]).made[0]
    (mirrored,) = (first.parent / documents.FOLDER).iterdir()
    before = mirrored.stat().st_mtime_ns
    add_document(filled, b"another")
    backup.back_up(filled, [stick])
    assert mirrored.stat().st_mtime_ns == before
    assert len(list((first.parent / documents.FOLDER).iterdir())) == 2


def test_a_changed_password_opens_the_backups_too(filled: Books, stick: Path, tmp_path: Path) -> None:
    settings.write(filled, settings.BACKUP_PLACES, (str(stick),))
    filled.set_password(PASSWORD)
    backup.back_up(filled, [stick])
    filled.set_password("changed", PASSWORD)
    backup.restore(backup.listing(stick, "Jamie")[0], tmp_path / "Back.carerdesk")
    with pytest.raises(problems.WrongPassword):
        open_books(tmp_path / "Back.carerdesk", CLOCK, password=PASSWORD)
    open_books(tmp_path / "Back.carerdesk", CLOCK, password="changed").close()


def test_a_new_key_takes_the_backups_along(filled: Books, stick: Path, tmp_path: Path) -> None:
    settings.write(filled, settings.BACKUP_PLACES, (str(stick), str(tmp_path / "unplugged")))
    backup.back_up(filled, [stick])
    old = filled.identity
    rename(filled, 1, "Later")
    reached = filled.set_password(PASSWORD)
    assert [each.place.name for each in reached.unreached] == ["unplugged"]
    (made,) = backup.listing(stick, "Jamie")
    backup.restore(made, tmp_path / "Back.carerdesk")
    back = open_books(tmp_path / "Back.carerdesk", CLOCK, password=PASSWORD)
    assert names(back) == ["Helen Marsh"]
    assert back.documents.read(1) == b"receipt"
    assert verify(back) == ()
    back.close()
    for path in stick.rglob("*"):
        assert not path.is_file() or b"AGE-SECRET-KEY" not in path.read_bytes()
    assert keys.public_of(old)[:16] not in {path.name for path in (stick / "Jamie.carerdesk-backups").iterdir()}


def test_backups_an_old_key_still_opens_are_named(filled: Books, stick: Path) -> None:
    backup.back_up(filled, [stick])
    old = filled.identity
    filled.set_password(PASSWORD)
    reached = backup.back_up(filled, [stick])
    assert [path.name for path in reached.old_keys] == [keys.public_of(old)[:16]]


def test_backups_are_thinned_as_they_are_made(folder: Path, stick: Path) -> None:
    books = create_books(folder, CLOCK)
    for day in range(1, 29):
        books.clock = FixedClock(date(2026, 10, day))
        backup.back_up(books, [stick])
    kept = [backup.taken_at(path).day for path in backup.listing(stick, "Jamie")]
    books.close()
    assert kept == [28, 27, 26, 25, 24, 23, 22, 21, 20, 19, 18, 17, 11, 4]


def _noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def test_two_years_of_daily_backups_leave_what_the_rule_says() -> None:
    taken = [_noon(date(2024, 4, 1) + timedelta(days)) for days in range(730)]
    kept = backup.keep(taken)
    assert max(taken) in kept
    assert {_noon(date(2024, 4, 5)), _noon(date(2025, 4, 5))} <= kept
    assert len([at for at in kept if at > max(taken) - timedelta(12)]) == 12
    assert 12 + 9 <= len(kept) <= 12 + 10 + 9 + 3


@given(st.sets(st.datetimes(datetime(2020, 1, 1), datetime(2027, 1, 1)), min_size=1, max_size=60))  # noqa: DTZ001 - zoned below
def test_thinning_keeps_the_latest_and_is_settled_at_once(naive: set[datetime]) -> None:
    taken = [at.replace(tzinfo=UTC) for at in naive]
    kept = backup.keep(taken)
    assert max(taken) in kept
    assert kept <= set(taken)
    assert backup.keep(list(kept)) == kept
    assert {backup._tax_year(at.date()) for at in kept} == {backup._tax_year(at.date()) for at in taken}


def test_a_copy_opens_on_another_computer(filled: Books, stick: Path, tmp_path: Path) -> None:
    file = stick / "Jamie.carerdesk-copy"
    with pytest.raises(problems.NeedsPassword):
        copies.take_copy(filled, file)
    assert list(stick.iterdir()) == []
    copies.take_copy(filled, file, PASSWORD)
    there = tmp_path / "laptop" / "Jamie.carerdesk"
    there.parent.mkdir()
    for password, problem in ((None, problems.NeedsPassword), ("wrong", problems.WrongPassword)):
        with pytest.raises(problem):
            copies.open_copy(file, there, CLOCK, password=password)
        assert list(there.parent.iterdir()) == []
    opened = copies.open_copy(file, there, CLOCK, password=PASSWORD)
    assert names(opened) == ["Helen Marsh"]
    assert opened.documents.read(1) == b"receipt"
    assert verify(opened) == ()
    opened.close()
    with pytest.raises(problems.AlreadyThere):
        copies.open_copy(file, there, CLOCK, password=PASSWORD)
    assert b"AGE-SECRET-KEY" not in file.read_bytes()
    assert file.stat().st_mode & 0o077 == 0


def test_a_copy_of_locked_books_opens_with_the_same_passwords_or_the_code(
    filled: Books, stick: Path, tmp_path: Path
) -> None:
    filled.set_password(PASSWORD, person="Helen")
    access.add_person(filled, "Owen", "owens words")
    copies.take_copy(filled, stick / "a", progress=lambda *_: None)
    copies.open_copy(stick / "a", tmp_path / "one", CLOCK, password="owens words").close()
    copies.open_copy(stick / "a", tmp_path / "two", CLOCK, recovery_code=filled.recovery_code()).close()


def _rewrite(file: Path, change: Callable[[str, bytes], tuple[str, bytes] | None]) -> None:
    with zipfile.ZipFile(file) as copy:
        held = [(name, copy.read(name)) for name in copy.namelist()]
    with zipfile.ZipFile(file, "w") as copy:
        for name, data in held:
            changed = change(name, data)
            if changed:
                copy.writestr(*changed)


@pytest.mark.parametrize(
    "change",
    [
        lambda name, data: (name, data[:-1]) if name.endswith(".age") else (name, data),
        lambda name, data: ("../" + name, data) if name.endswith(".age") else (name, data),
        lambda name, data: None if name == "books.db" else (name, data),
    ],
    ids=["document changed", "path out of the folder", "no records"],
)
def test_a_doctored_copy_is_refused_whole(
    filled: Books, stick: Path, tmp_path: Path, change: Callable[[str, bytes], tuple[str, bytes] | None]
) -> None:
    file = stick / "a"
    copies.take_copy(filled, file, PASSWORD)
    _rewrite(file, change)
    with pytest.raises(problems.DamagedCopy):
        copies.open_copy(file, tmp_path / "new", CLOCK, password=PASSWORD)
    assert not (tmp_path / "new").exists()


def test_half_a_copy_is_told_plainly(filled: Books, stick: Path, tmp_path: Path) -> None:
    file = stick / "a"
    copies.take_copy(filled, file, PASSWORD)
    file.write_bytes(file.read_bytes()[:1000])
    with pytest.raises(problems.DamagedCopy):
        copies.open_copy(file, tmp_path / "new", CLOCK, password=PASSWORD)


def test_a_copy_that_fails_leaves_the_earlier_one(filled: Books, stick: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = stick / "a"
    copies.take_copy(filled, file, PASSWORD)
    before = hashlib.sha256(file.read_bytes()).digest()
    monkeypatch.setattr(copies, "_check", lambda _part: (_ for _ in ()).throw(problems.DamagedCopy))
    with pytest.raises(problems.DamagedCopy):
        copies.take_copy(filled, file, "other")
    assert hashlib.sha256(file.read_bytes()).digest() == before
    assert list(stick.iterdir()) == [file]
    assert {path.name for path in filled.folder.iterdir()} >= {"books.db"}
    assert not (filled.folder / "copy.db").exists()


def test_the_last_backup_is_remembered(folder: Path, stick: Path) -> None:
    books = create_books(folder, CLOCK)
    backup.back_up(books, [stick])
    books.close()
    again = open_books(folder, CLOCK)
    latest = again.last_backup()
    again.close()
    assert latest == backup.Last(CLOCK.now(), (str(stick),), 0)

"""A copy to carry: the whole books in one file, and back again on another computer.

The file is a plain ZIP, so that public tools open it too; what lies in it is as locked as in the books.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from carerdesk.store import documents, files, keys, snapshot
from carerdesk.store.books import DATABASE, Books, open_books
from carerdesk.store.clock import Clock
from carerdesk.store.connection import connected, database_key
from carerdesk.store.documents import Progress, unseen
from carerdesk.store.problems import AlreadyThere, DamagedCopy, KeysMissing, NeedsPassword, plainly

SUFFIX = ".carerdesk-copy"
_KEYS = f"{keys.FOLDER}/{keys.CURRENT}"
_ALLOWED = re.compile(rf"{DATABASE}|{_KEYS}|{documents.FOLDER}/[0-9a-f]{{64}}\.age")
_CHUNK = 1 << 20


def take_copy(books: Books, file: Path, password: str | None = None, *, progress: Progress = unseen) -> None:
    """Writes the books into one file; what was there before stays until the new one is whole.

    Books without a password need one for the copy (NeedsPassword); with one, the copy opens with the same passwords
    unless it is given its own.
    """
    ring = _ring(books, password)
    part = file.with_name(file.name + files.PART)
    inner = books.folder / "copy.db"
    with plainly():
        try:
            snapshot.take(books.database, database_key(books.identity), inner)
            _write(books, part, inner, ring, progress)
            _check(part)
            part.replace(file)
            files.settle(file.parent)
        finally:
            part.unlink(missing_ok=True)
            inner.unlink(missing_ok=True)


def _ring(books: Books, password: str | None) -> keys.Keyring:
    ring = books.keyring()
    if password is None:
        if ring.clear is not None:
            raise NeedsPassword
        return ring
    return keys.add_person(keys.locked_away(books.identity), books.identity, books.person, password)


def _write(books: Books, part: Path, inner: Path, ring: keys.Keyring, progress: Progress) -> None:
    with connected(inner, database_key(books.identity), reading=True) as connection:
        names = [name for (name,) in connection.execute("SELECT stored_name FROM stored_file ORDER BY stored_name")]
    there = [name for name in names if (books.folder / documents.FOLDER / name).is_file()]
    part.unlink(missing_ok=True)
    files.claim(part)
    with part.open("wb") as stream:
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as copy:
            copy.writestr(_KEYS, keys.to_bytes(ring))
            copy.write(inner, DATABASE)
            for done, name in enumerate(there):
                progress("documents", done, len(there))
                copy.write(books.folder / documents.FOLDER / name, f"{documents.FOLDER}/{name}")
        files.force(stream)


def _check(part: Path) -> None:
    with zipfile.ZipFile(part) as copy:
        if copy.testzip() is not None:
            raise DamagedCopy


def open_copy(
    file: Path, folder: Path, clock: Clock, *, password: str | None = None, recovery_code: str | None = None
) -> Books:
    """Unpacks a copy into a new folder and opens the books there; nothing is left behind where that fails.

    Raises AlreadyThere, DamagedCopy, and what `open_books` raises.
    """
    if folder.exists():
        raise AlreadyThere(name=folder.name)
    part = folder.with_name(folder.name + files.PART)
    shutil.rmtree(part, ignore_errors=True)
    try:
        with plainly(), _reading(file) as copy:
            _check_password(copy, password, recovery_code)
            _unpack(copy, part)
            open_books(part, clock, password=password, recovery_code=recovery_code).close()
            part.replace(folder)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return open_books(folder, clock, password=password, recovery_code=recovery_code)


@contextmanager
def _reading(file: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(file) as copy:
            yield copy
    except (zipfile.BadZipFile, EOFError) as error:
        raise DamagedCopy from error


def _check_password(copy: zipfile.ZipFile, password: str | None, recovery_code: str | None) -> None:
    """Before hundreds of megabytes are unpacked for nothing."""
    if _KEYS not in copy.namelist():
        raise KeysMissing
    if recovery_code is None:
        keys.unlock(keys.from_bytes(copy.read(_KEYS)), password)


def _unpack(copy: zipfile.ZipFile, to: Path) -> None:
    names = copy.namelist()
    if len(set(names)) != len(names) or DATABASE not in names or not all(_ALLOWED.fullmatch(name) for name in names):
        raise DamagedCopy
    for each in (to, to / documents.FOLDER, to / keys.FOLDER):
        files.make_folder(each)
    for name in names:
        _unpack_one(copy, name, to / name)


def _unpack_one(copy: zipfile.ZipFile, name: str, to: Path) -> None:
    hashed = hashlib.sha256()
    files.claim(to)
    with copy.open(name) as reading, to.open("wb") as writing:
        while chunk := reading.read(_CHUNK):
            hashed.update(chunk)
            writing.write(chunk)
        files.force(writing)
    if to.suffix == documents.SUFFIX and hashed.hexdigest() != to.stem:
        raise DamagedCopy

"""Backups to several places, each counted only once opened and checked.

A place holds `Name.carerdesk-backups/<first letters of the public key>/` with one database per backup, `keys/` and
each document once. A new identity has a folder of its own, so that what an old key opens can be told and taken away.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from carerdesk.store import documents, files, keys, settings, snapshot
from carerdesk.store.connection import DATABASE, connected, database_key, transaction
from carerdesk.store.problems import AlreadyThere, DamagedDocument, KnownProblem, NotBooks, plainly

if TYPE_CHECKING:
    from carerdesk.store.books import Books

SUFFIX = ".carerdesk-backups"
_BOOKS_SUFFIX = ".carerdesk"
_STAMP = "%Y-%m-%d %H.%M.%S.db"
_KEY_LETTERS = 16
DAYS, WEEKS, MONTHS = 12, 10, 9
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Unreached:
    """A place where it did not work, and the problem's code."""

    place: Path
    code: str


@dataclass(frozen=True, slots=True)
class Reached:
    """How the places fared: where it worked (the files made), where it did not, and old keys' backups left behind."""

    made: tuple[Path, ...] = ()
    unreached: tuple[Unreached, ...] = ()
    old_keys: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Last:
    """The last backup that counts: when, where, and up to which operation."""

    at: datetime
    places: tuple[str, ...]
    operation: int


_LAST: settings.Choice[Last | None] = settings.Choice(
    "backup.last",
    Last | None,  # type: ignore[arg-type] # msgspec reads a union as a type
    None,
    "When the last backup was made, and where.",
)


def last(books: Books) -> Last | None:
    """The last backup that was opened and checked; None before the first."""
    return settings.read(books, _LAST)


def changed_since_last(books: Books) -> bool:
    """Whether anything was done that no backup holds yet."""
    latest = last(books)
    return _latest_operation(books) > (latest.operation if latest else 0)


def _latest_operation(books: Books) -> int:
    return int(books.quick("SELECT coalesce(max(id), 0) FROM operation")[0][0])


def back_up(books: Books, places: Iterable[Path]) -> Reached:
    """A backup in each place that can be reached; the others are named with their problem."""
    at, upto = books.now(), _latest_operation(books)
    reached = _each(places, lambda place: _back_up_to(books, place, at))
    if reached.made:
        settings.write(books, _LAST, Last(at, tuple(str(made.parent.parent.parent) for made in reached.made), upto))
    return reached


def _each(places: Iterable[Path], act: Callable[[Path], Path]) -> Reached:
    made: list[Path] = []
    unreached: list[Unreached] = []
    old_keys: list[Path] = []
    for place in places:
        try:
            with plainly():
                done = act(place)
        except KnownProblem as problem:
            unreached.append(Unreached(place, problem.code))
        except OSError:
            unreached.append(Unreached(place, "place_not_there"))
        else:
            made.append(done)
            holder = done if done.is_dir() else done.parent
            old_keys += [each for each in sorted(holder.parent.iterdir()) if each.is_dir() and each != holder]
    return Reached(tuple(made), tuple(unreached), tuple(old_keys))


def _back_up_to(books: Books, place: Path, at: datetime) -> Path:
    folder = _folder(place, books.name, books.identity)
    _lay_out(folder)
    files.write_whole(folder / keys.FOLDER / keys.CURRENT, keys.to_bytes(books.keyring()))
    made = folder / at.astimezone(UTC).strftime(_STAMP)
    key = database_key(books.identity)
    snapshot.take(books.database, key, made)
    try:
        _mirror(books.folder / documents.FOLDER, folder / documents.FOLDER, _stored_names(made, key))
    except BaseException:
        made.unlink()
        raise
    _thin(folder)
    return made


def _folder(place: Path, name: str, identity: str) -> Path:
    if not place.is_dir():
        raise FileNotFoundError(place)
    return place / (name + SUFFIX) / keys.public_of(identity)[:_KEY_LETTERS]


def _lay_out(folder: Path) -> None:
    for each in (folder.parent, folder, folder / keys.FOLDER, folder / documents.FOLDER):
        files.make_folder(each)


def _stored_names(database: Path, key: bytes) -> list[str]:
    with connected(database, key, reading=True) as connection:
        return [name for (name,) in connection.execute("SELECT stored_name FROM stored_file ORDER BY stored_name")]


def _mirror(source: Path, mirror: Path, names: Sequence[str]) -> None:
    for name in names:
        if not (mirror / name).exists():
            with suppress(FileNotFoundError):
                # one that is missing from the books themselves is for verify to tell, not a reason for no backup
                _copy_checked(source / name, mirror / name)


def _copy_checked(source: Path, to: Path) -> None:
    hashed = hashlib.sha256()
    part = to.with_name(to.name + files.PART)
    with source.open("rb") as reading:
        part.unlink(missing_ok=True)
        files.claim(part)
        with part.open("wb") as writing:
            while chunk := reading.read(_CHUNK):
                hashed.update(chunk)
                writing.write(chunk)
            files.force(writing)
    if hashed.hexdigest() != to.name.removesuffix(documents.SUFFIX):
        part.unlink()
        raise DamagedDocument(document=to.name)
    part.replace(to)


def _thin(folder: Path) -> None:
    there = {taken_at(path): path for path in folder.glob("*.db")}
    kept = keep(list(there))
    for at, path in there.items():
        if at not in kept:
            path.unlink()


def taken_at(path: Path) -> datetime:
    """The moment a backup was taken, from its name."""
    return datetime.strptime(path.name, _STAMP).replace(tzinfo=UTC)


def keep(taken: Sequence[datetime]) -> frozenset[datetime]:
    """Which backups to keep.

    The last of each of the latest 12 days, 10 weeks and 9 months that have one, and the last of every tax year (to
    5 April).
    """
    kept: set[datetime] = set()
    ways: tuple[tuple[Callable[[date], object], int | None], ...] = (
        (lambda day: day, DAYS),
        (lambda day: day.isocalendar()[:2], WEEKS),
        (lambda day: (day.year, day.month), MONTHS),
        (_tax_year, None),
    )
    for span, most in ways:
        last_of: dict[object, datetime] = {span(at.date()): at for at in sorted(taken)}
        kept.update(sorted(last_of.values(), reverse=True)[:most])
    return frozenset(kept)


def _tax_year(day: date) -> int:
    return day.year if (day.month, day.day) >= (4, 6) else day.year - 1


def listing(place: Path, name: str) -> tuple[Path, ...]:
    """The backups of the books of that name in a place, the latest first."""
    return tuple(sorted((place / (name + SUFFIX)).glob("*/*.db"), key=taken_at, reverse=True))


def restore(made: Path, folder: Path) -> None:
    """Books in a new folder from one backup; open them with the password of the day it was taken."""
    if folder.exists():
        raise AlreadyThere(name=folder.name)
    if not made.is_file():
        raise NotBooks(name=made.name)
    part = folder.with_name(folder.name + files.PART)
    with plainly():
        shutil.rmtree(part, ignore_errors=True)
        files.make_folder(part)
        for each in (documents.FOLDER, keys.FOLDER):
            shutil.copytree(made.parent / each, part / each)
        shutil.copyfile(made, part / DATABASE)
        files.close_to_others(part)
        part.replace(folder)


def refresh_keys(books: Books) -> Reached:
    """Puts today's keys/ beside the backups in every place, so that a changed password opens them too."""
    return _each(_places(books), lambda place: _refresh(books, place))


def _places(books: Books) -> list[Path]:
    return [Path(place) for place in settings.read(books, settings.BACKUP_PLACES)]


def _refresh(books: Books, place: Path) -> Path:
    folder = _folder(place, books.name, books.identity)
    _lay_out(folder)
    files.write_whole(folder / keys.FOLDER / keys.CURRENT, keys.to_bytes(books.keyring()))
    return folder


def renew_all(books_folder: Path, old: str, new: str, ring: bytes) -> Reached:
    """Makes the backups in every place anew for a new identity; the database must have gone over to it already."""
    import msgspec

    with connected(books_folder / DATABASE, database_key(new), reading=True) as connection:
        row = connection.execute("SELECT value FROM setting WHERE key = ?", (settings.BACKUP_PLACES.key,)).fetchone()
    places = msgspec.json.decode(row[0], type=tuple[str, ...]) if row else ()
    return _each([Path(place) for place in places], lambda place: _renew(books_folder, place, old, new, ring))


def _renew(books_folder: Path, place: Path, old: str, new: str, ring: bytes) -> Path:
    name = books_folder.name.removesuffix(_BOOKS_SUFFIX)
    before, after = _folder(place, name, old), _folder(place, name, new)
    _lay_out(after)
    files.write_whole(after / keys.FOLDER / keys.CURRENT, ring)
    stored = _stored_by_content(books_folder / DATABASE, database_key(new))
    _mirror(books_folder / documents.FOLDER, after / documents.FOLDER, list(stored.values()))
    for made in sorted(before.glob("*.db")):
        _rekey(made, after / made.name, old, new, stored)
    if before.exists():
        shutil.rmtree(before)
    return after


def _stored_by_content(database: Path, key: bytes) -> dict[str, str]:
    with connected(database, key, reading=True) as connection:
        return dict(connection.execute("SELECT content_sha256, stored_name FROM stored_file").fetchall())


def _rekey(made: Path, to: Path, old: str, new: str, stored: dict[str, str]) -> None:
    part = to.with_name(to.name + files.PART)
    part.unlink(missing_ok=True)
    files.claim(part)
    shutil.copyfile(made, part)
    public = keys.public_of(new)
    with connected(part, database_key(old)) as connection:
        with transaction(connection):
            connection.executemany(
                "UPDATE stored_file SET stored_name = ?, sealed_to = ? WHERE content_sha256 = ?",
                [(name, public, content) for content, name in stored.items()],
            )
        connection.execute(f"PRAGMA rekey = \"x'{database_key(new).hex()}'\"")
    snapshot.check(part, database_key(new))
    part.replace(to)

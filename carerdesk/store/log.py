"""The operation log as rows: images of records before and after, chained by hashes. Plain SQL, no ORM."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeAlias

import msgspec

from carerdesk.store.connection import Connection

Image: TypeAlias = Mapping[str, int | str | None]
Row: TypeAlias = tuple[str, int]

UNLOGGED = frozenset({"operation", "change", "draft", "setting", "stored_file", "alembic_version"})
FIRST_HASH = "0" * 64
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Moved:
    """One record before and after; None where it was not there."""

    table: str
    row_id: int
    before: Image | None
    after: Image | None


@dataclass(frozen=True, slots=True)
class Entry:
    """What the log says of an operation, apart from its place in the chain."""

    at: datetime
    said: str
    kind: str = ""
    undoable: bool = True
    undoes_id: int | None = None
    redoes_id: int | None = None


def moment(at: datetime) -> str:
    """A moment as the tables keep it."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def images(connection: Connection, table: str, ids: Iterable[int]) -> dict[int, Image]:
    """The records of a table as they stand, by id, with their values as SQLite keeps them."""
    wanted = list(ids)
    found: dict[int, Image] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        some = wanted[start : start + _AT_ONCE]
        marks = ",".join("?" * len(some))
        query = f'SELECT * FROM "{table}" WHERE id IN ({marks})'  # noqa: S608 - a table of ours, not a person's words
        found.update(_by_id(connection, query, some))
    return found


def all_images(connection: Connection, table: str) -> dict[int, Image]:
    """Every record of a table, by id."""
    query = f'SELECT * FROM "{table}"'  # noqa: S608 - a table of ours
    return dict(_by_id(connection, query, ()))


def _by_id(connection: Connection, query: str, values: Sequence[int]) -> Iterator[tuple[int, Image]]:
    cursor = connection.execute(query, values)
    names = [column[0] for column in cursor.description]
    for row in cursor:
        image = dict(zip(names, row, strict=True))
        yield image["id"], image


def logged_tables(connection: Connection) -> tuple[str, ...]:
    """The tables whose records the log tells of, by name."""
    names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    return tuple(name for (name,) in names if name not in UNLOGGED and not name.startswith("sqlite_"))


def to_text(image: Image | None) -> str | None:
    """An image as the log keeps it: the same record always gives the same text."""
    return None if image is None else msgspec.json.encode(image, order="deterministic").decode()


def from_text(text: str | None) -> Image | None:
    """An image read back from the log."""
    return None if text is None else json.loads(text)


def same(logged: Image | None, actual: Image | None) -> bool:
    """Whether a record stands as the log says; columns that came or went with a new version do not count."""
    if logged is None or actual is None:
        return logged is actual
    return all(actual[name] == value for name, value in logged.items() if name in actual)


def digest(before: str | None, after: str | None) -> str:
    """What stays of a change in the chain when its images are purged."""
    return _sha256([before, after])


def operation_hash(previous: str, operation_id: int, entry: Entry, digests: Sequence[tuple[str, int, str]]) -> str:
    """The hash of an operation: of the one before, of its words, and of its images."""
    told = [moment(entry.at), entry.said, entry.kind, int(entry.undoable), entry.undoes_id, entry.redoes_id]
    named = [[str(table), row_id, mark] for table, row_id, mark in digests]  # a table’s name may be no plain text
    return _sha256([previous, operation_id, told, named])


def _sha256(value: object) -> str:
    return hashlib.sha256(msgspec.json.encode(value)).hexdigest()


def append(connection: Connection, entry: Entry, moved: Sequence[Moved]) -> int:
    """Adds an operation with its changes to the log, in the caller's transaction; gives its id."""
    previous_id, previous = _last(connection)
    operation_id = previous_id + 1
    lines = [_line(operation_id, each) for each in moved]
    told = [(table, row_id, mark) for _, table, row_id, _, _, mark in lines]
    own_hash = operation_hash(previous, operation_id, entry, told)
    connection.execute(
        "INSERT INTO operation (id, at, said, kind, undoable, undoes_id, redoes_id, undone_by_id, previous_hash, hash)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, NULL, ?, ?)",
        (
            operation_id,
            moment(entry.at),
            entry.said,
            entry.kind,
            int(entry.undoable),
            entry.undoes_id,
            entry.redoes_id,
            previous,
            own_hash,
        ),
    )
    connection.executemany(
        'INSERT INTO "change" (operation_id, table_name, row_id, before, after, digest) VALUES (?, ?, ?, ?, ?, ?)',
        lines,
    )
    _mark_undone(connection, operation_id, entry)
    return operation_id


def _last(connection: Connection) -> tuple[int, str]:
    row = connection.execute("SELECT id, hash FROM operation ORDER BY id DESC LIMIT 1").fetchone()
    return (row[0], row[1]) if row else (0, FIRST_HASH)


def _line(operation_id: int, moved: Moved) -> tuple[int, str, int, str | None, str | None, str]:
    before, after = to_text(moved.before), to_text(moved.after)
    return operation_id, moved.table, moved.row_id, before, after, digest(before, after)


def _mark_undone(connection: Connection, operation_id: int, entry: Entry) -> None:
    if entry.undoes_id is not None:
        connection.execute("UPDATE operation SET undone_by_id = ? WHERE id = ?", (operation_id, entry.undoes_id))
    if entry.redoes_id is not None:
        connection.execute("UPDATE operation SET undone_by_id = NULL WHERE id = ?", (entry.redoes_id,))

"""Whether the books are what their log says: the chain, the records, the documents, and what is always true."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from carerdesk.store import documents, log
from carerdesk.store.connection import Connection, connected, database_key, sound
from carerdesk.store.documents import Progress, unseen
from carerdesk.store.log import Entry, Image, Row
from carerdesk.store.problems import DamagedDocument, plainly

if TYPE_CHECKING:
    from carerdesk.store.books import Books


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing amiss: a code, the table and record it is about (0 for none), and ids or names for the words."""

    code: str
    table: str = ""
    row_id: int = 0
    detail: str = ""


@dataclass(slots=True)
class _Folded:
    """What the log adds up to. None as an image: the record is gone; `purged`: nobody can say any more."""

    rows: dict[Row, Image | None]
    purged: set[Row]


def verify(books: Books, progress: Progress = unseen) -> tuple[Difference, ...]:
    """Every difference found, none where all is well. Reads one moment of the books; a save meanwhile is not held up.

    `progress` hears the name of each step, and how much of it is done.
    """
    with plainly(), connected(books.database, database_key(books.identity), reading=True) as connection:
        connection.execute("BEGIN")
        found = list(_all(books, connection, progress))
        connection.execute("ROLLBACK")
    return tuple(found)


def _all(books: Books, connection: Connection, progress: Progress) -> Iterator[Difference]:
    progress("file", 0, 1)
    if not sound(connection):
        yield Difference("file_damaged")
    for table, row_id, *_ in connection.execute("PRAGMA foreign_key_check").fetchall():
        yield Difference("points_to_nothing", table, row_id or 0)
    progress("log", 0, 1)
    yield from _chain(connection)
    folded = _Folded({}, set())
    yield from _fold(connection, folded)
    progress("records", 0, 1)
    yield from _compare(connection, folded)
    yield from _documents(books, connection, progress)
    progress("rules", 0, 1)
    yield from _rules(connection)


def _chain(connection: Connection) -> Iterator[Difference]:
    previous, due = log.FIRST_HASH, 1
    undone: dict[int, int] = {}
    operations = connection.execute(
        "SELECT id, at, said, kind, undoable, undoes_id, redoes_id, previous_hash, hash FROM operation ORDER BY id"
    ).fetchall()
    for number, at, said, kind, undoable, undoes, redoes, before, own in operations:
        entry = Entry(_moment(at), said, kind, bool(undoable), undoes, redoes)
        if number != due:
            yield Difference("operation_missing", "operation", due)
        if before != previous or own != log.operation_hash(before, number, entry, _digests(connection, number)):
            yield Difference("operation_changed", "operation", number, said)
        if undoes is not None:
            undone[undoes] = number
        if redoes is not None:
            undone.pop(redoes, None)
        previous, due = own, number + 1
    marked = dict(connection.execute("SELECT id, undone_by_id FROM operation WHERE undone_by_id IS NOT NULL"))
    for number in sorted({*undone, *marked}):
        if undone.get(number) != marked.get(number):
            yield Difference("operation_changed", "operation", number)


def _moment(at: str) -> datetime:
    return datetime.strptime(at, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)


def _digests(connection: Connection, number: int) -> list[tuple[str, int, str]]:
    query = 'SELECT table_name, row_id, digest FROM "change" WHERE operation_id = ? ORDER BY id'
    found: list[tuple[str, int, str]] = connection.execute(query, (number,)).fetchall()
    return found


def _fold(connection: Connection, folded: _Folded) -> Iterator[Difference]:
    changes = connection.execute('SELECT id, table_name, row_id, before, after, digest FROM "change" ORDER BY id')
    for number, table, row_id, before, after, digest in changes:
        row = (table, row_id)
        if before is None and after is None:
            folded.purged.add(row)
            continue
        if log.digest(before, after) != digest:
            yield Difference("image_changed", "change", number)
        was, becomes = log.from_text(before), log.from_text(after)
        if row not in folded.purged and not log.same(was, folded.rows.get(row)):
            yield Difference("log_broken", table, row_id)
        folded.purged.discard(row)
        folded.rows[row] = becomes


def _compare(connection: Connection, folded: _Folded) -> Iterator[Difference]:
    logged: dict[str, dict[int, Image | None]] = {table: {} for table in log.logged_tables(connection)}
    for (table, row_id), image in folded.rows.items():
        logged.setdefault(table, {})[row_id] = image
    for table, rows in logged.items():
        purged = {row_id for name, row_id in folded.purged if name == table}
        yield from _compare_table(connection, table, rows, purged)


def _compare_table(
    connection: Connection, table: str, logged: dict[int, Image | None], purged: set[int]
) -> Iterator[Difference]:
    there = table in log.logged_tables(connection)
    actual = log.all_images(connection, table) if there else {}
    for row_id in sorted({*logged, *actual} - purged):
        told, found = logged.get(row_id), actual.get(row_id)
        if told is None and found is not None:
            yield Difference("record_not_in_log", table, row_id)
        elif told is not None and found is None:
            yield Difference("record_gone", table, row_id)
        elif not log.same(told, found):
            yield Difference("record_changed", table, row_id, _where(told, found))


def _where(told: Image | None, found: Image | None) -> str:
    if told is None or found is None:
        return ""
    return ", ".join(name for name in sorted(told) if name in found and found[name] != told[name])


def _documents(books: Books, connection: Connection, progress: Progress) -> Iterator[Difference]:
    folder = books.folder / documents.FOLDER
    findings = documents.look_over(folder, connection)
    for name in findings.orphans:
        yield Difference("file_unknown", detail=name)
    rows = connection.execute(
        "SELECT d.id, d.content_sha256, f.stored_name FROM document d"
        " LEFT JOIN stored_file f ON f.content_sha256 = d.content_sha256 ORDER BY d.id"
    ).fetchall()
    for done, (row_id, content, name) in enumerate(rows):
        progress("documents", done, len(rows))
        if name is None or name in findings.missing:
            yield Difference("document_missing", "document", row_id)
        elif not _reads(books, name, content):
            yield Difference("document_changed", "document", row_id)


def _reads(books: Books, name: str, content: str) -> bool:
    try:
        documents.unlock(books.folder / documents.FOLDER / name, (books.identity,), content, _Nowhere())
    except DamagedDocument:
        return False
    return True


class _Nowhere:
    """A stream that keeps nothing: the bytes are only hashed on their way."""

    def write(self, data: bytes, /) -> int:
        return len(data)


def _rules(connection: Connection) -> Iterator[Difference]:
    from carerdesk.store.always_true import RULES

    for rule in RULES:
        broken: Iterable[tuple[Any, ...]] = connection.execute(rule.sql).fetchall()
        for row_id, *_ in broken:
            yield Difference(rule.code, rule.record, row_id)

"""Undo and redo from the operation log, and the list the history page shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import groupby
from typing import TYPE_CHECKING, ClassVar

from carerdesk.store import log
from carerdesk.store.connection import Connection, IntegrityError
from carerdesk.store.log import Moved
from carerdesk.store.problems import FrozenRow, KnownProblem

if TYPE_CHECKING:
    from carerdesk.store.always_true import Rule
    from carerdesk.store.books import Books
    from carerdesk.store.operations import Operation

UNDO = "undo"
REDO = "redo"
_STEPS_BACK = "CarerDesk_undo"
_AT_ONCE = 500


class CannotUndo(KnownProblem):
    """An undo or redo was refused and nothing changed.

    `reason` is one of: nothing, not_undoable, already_undone, not_undone, changed_since, needed_by, frozen,
    always_true, purged. `by_operation` is the later operation that stands in the way, where there is one.
    """

    code: ClassVar[str] = "cannot_undo"

    def __init__(self, reason: str, by_operation: int | None = None, *, by: str = "", rule: str = "") -> None:
        self.reason = reason
        self.by_operation = by_operation
        super().__init__(reason=reason, by=by, rule=rule)
        self.code = f"cannot_undo_{reason}"  # type: ignore[misc] # each reason has words of its own


@dataclass(frozen=True, slots=True)
class Undone:
    """What was taken back or done again: its own words, the tables that moved, and the operation that did so.

    `back` is True where it was taken back, False where it was done again.
    """

    said: str
    changes: frozenset[str]
    id: int
    back: bool = True

    @property
    def words(self) -> str:
        """Undone: 3 signed timesheets kept."""
        return words_of(self.said, back=self.back)


def words_of(said: str, *, back: bool) -> str:
    """What an undo or a redo is called, in the history and on the screen."""
    return f"{'Undone' if back else 'Done again'}: {said}"


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """A line of the history page. `can_undo` says that the log allows it; the rows may yet refuse."""

    id: int
    at: datetime
    said: str
    kind: str
    undone: bool
    can_undo: bool


_COLUMNS = "id, at, said, kind, undoable, undone_by_id"


def listing(books: Books, limit: int = 100, offset: int = 0) -> tuple[HistoryEntry, ...]:
    """The latest operations first, undos and redos among them."""
    rows = books.quick(f"SELECT {_COLUMNS} FROM operation ORDER BY id DESC LIMIT ? OFFSET ?", (limit, offset))  # noqa: S608 - our columns
    return tuple(_entry(*row) for row in rows)


def _entry(number: int, at: str, said: str, kind: str, undoable: int, undone_by: int | None) -> HistoryEntry:
    undone = undone_by is not None
    moment = datetime.strptime(at, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    return HistoryEntry(number, moment, said, kind, undone, bool(undoable) and not undone and kind not in {UNDO, REDO})


def next_undo(books: Books) -> HistoryEntry | None:
    """What plain Undo would take back now: the latest operation, unless it cannot be undone."""
    rows = books.quick(
        f"SELECT {_COLUMNS} FROM operation"  # noqa: S608 - our columns
        " WHERE kind NOT IN ('undo', 'redo') AND undone_by_id IS NULL ORDER BY id DESC LIMIT 1"
    )
    entry = _entry(*rows[0]) if rows else None
    return entry if entry and entry.can_undo else None


def next_redo(books: Books) -> HistoryEntry | None:
    """What plain Redo would do again: the latest undone, while nothing new has been done since."""
    rows = books.quick(
        f"SELECT {_COLUMNS} FROM operation WHERE id ="  # noqa: S608 - our columns
        " (SELECT undone.id FROM operation undone WHERE undone.undone_by_id >"
        "  (SELECT coalesce(max(id), 0) FROM operation WHERE kind NOT IN ('undo', 'redo'))"
        "  ORDER BY undone.undone_by_id DESC LIMIT 1)"
    )
    return _entry(*rows[0]) if rows else None


def undo(books: Books, operation_id: int | None = None) -> Undone:
    """Takes back an operation, the latest one unless told which; undoing an undo does the thing again.

    Raises CannotUndo, and changes nothing, where a later operation needs what it did, a record must not change any
    more, or something that is always true would not be.
    """
    number = _named(next_undo(books)) if operation_id is None else operation_id
    kind, undoes, redoes = _what_it_was(books, number)
    if kind == UNDO and undoes is not None:
        return redo(books, undoes)
    return _go(books, redoes if kind == REDO and redoes is not None else number, back=True)


def redo(books: Books, operation_id: int | None = None) -> Undone:
    """Does an undone operation again, the latest unless told which. Raises CannotUndo as `undo` does."""
    number = _named(next_redo(books)) if operation_id is None else operation_id
    return _go(books, number, back=False)


def take_back_in(op: Operation, number: int) -> None:
    """Takes an operation back inside one that only tries something out. Raises CannotUndo as `undo` does."""
    raw = op.raw()
    _allowed(raw, number, back=True)
    _move(op, _steps(raw, number, back=True), number)
    op.session.expire_all()


def _named(entry: HistoryEntry | None) -> int:
    if entry is None:
        raise CannotUndo("nothing")
    return entry.id


def _what_it_was(books: Books, number: int) -> tuple[str, int | None, int | None]:
    rows = books.quick("SELECT kind, undoes_id, redoes_id FROM operation WHERE id = ?", (number,))
    if not rows:
        raise CannotUndo("nothing")
    return rows[0][0], rows[0][1], rows[0][2]


def _go(books: Books, number: int, *, back: bool) -> Undone:
    try:
        with books.operation("", kind=UNDO if back else REDO) as op:
            raw = op.raw()
            said = _allowed(raw, number, back=back)
            op.said = words_of(said, back=back)
            op.undoes_id, op.redoes_id = (number, None) if back else (None, number)
            _move(op, _steps(raw, number, back=back), number)
    except FrozenRow as error:
        raise CannotUndo("frozen") from error
    if op.id is None:
        raise CannotUndo("nothing")
    return Undone(said, op.changes, op.id, back)


def _allowed(raw: Connection, number: int, *, back: bool) -> str:
    query = "SELECT said, undoable, undone_by_id FROM operation WHERE id = ?"
    row = raw.execute(query, (number,)).fetchone()
    if row is None:
        raise CannotUndo("nothing")
    said, undoable, undone_by = row
    if back and not undoable:
        raise CannotUndo("not_undoable")
    if back and undone_by is not None:
        raise CannotUndo("already_undone", undone_by)
    if not back and undone_by is None:
        raise CannotUndo("not_undone")
    return str(said)


def _steps(raw: Connection, number: int, *, back: bool) -> list[Moved]:
    """What has to move, each from how it must stand now to how it shall stand."""
    lines = raw.execute(
        'SELECT table_name, row_id, before, after FROM "change" WHERE operation_id = ? ORDER BY id', (number,)
    ).fetchall()
    if any(before is None and after is None for _, _, before, after in lines):
        raise CannotUndo("purged")
    logged = [Moved(table, row, log.from_text(before), log.from_text(after)) for table, row, before, after in lines]
    if not back:
        return logged
    return [replace(each, before=each.after, after=each.before) for each in reversed(logged)]


def _move(op: Operation, steps: Sequence[Moved], number: int) -> None:
    from carerdesk.store.always_true import RULES

    raw = op.raw()
    _check_as_left(op, steps, number)
    raw.execute("PRAGMA defer_foreign_keys = ON")
    raw.execute(f"SAVEPOINT {_STEPS_BACK}")
    _take(raw, steps, number)
    _refuse_dangling(raw, steps, number)
    broken = {rule: _breaking(raw, rule) for rule in RULES}
    suspects = {rule: rows for rule, rows in broken.items() if rows}
    if suspects:
        raw.execute(f"ROLLBACK TO {_STEPS_BACK}")
        for rule, rows in suspects.items():
            if rows - _breaking(raw, rule):
                raise CannotUndo("always_true", rule=rule.code)
        _take(raw, steps, number)
    raw.execute(f"RELEASE {_STEPS_BACK}")


def _breaking(raw: Connection, rule: Rule) -> set[tuple[object, ...]]:
    return set(raw.execute(rule.sql).fetchall())


def _check_as_left(op: Operation, steps: Sequence[Moved], number: int) -> None:
    raw = op.raw()
    for table, ids in _by_table(steps).items():
        op.touch(table, ids)
        standing = log.images(raw, table, ids)
        for each in steps:
            if each.table == table and not log.same(each.before, standing.get(each.row_id)):
                _refuse(raw, "changed_since", each, number)


def _by_table(steps: Iterable[Moved]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for each in steps:
        found.setdefault(each.table, []).append(each.row_id)
    return found


def _refuse(raw: Connection, reason: str, moved: Moved, number: int) -> None:
    row = raw.execute(
        'SELECT o.id, o.said FROM "change" c JOIN operation o ON o.id = c.operation_id'
        " WHERE c.table_name = ? AND c.row_id = ? AND o.id > ? ORDER BY o.id DESC LIMIT 1",
        (moved.table, moved.row_id, number),
    ).fetchone()
    raise CannotUndo(reason, row[0] if row else None, by=row[1] if row else "")


def _take(raw: Connection, steps: Sequence[Moved], number: int) -> None:
    """Takes every step, in whatever order the unique columns allow.

    A statement that breaks one does nothing in SQLite, so it is tried again after the others.
    """
    columns = {table: _columns(raw, table) for table in _by_table(steps)}
    waiting = list(steps)
    while waiting:
        held_up = [each for run in _runs(waiting) for each in _held_up(raw, run, columns)]
        if len(held_up) == len(waiting):
            _explain(raw, held_up[0], number)
        waiting = held_up


def _runs(steps: Iterable[Moved]) -> Iterator[list[Moved]]:
    """Steps that follow one another and are of one table and one kind, a good many at once at most."""
    for _, alike in groupby(steps, key=lambda each: (each.table, each.after is None)):
        run = list(alike)
        yield from (run[start : start + _AT_ONCE] for start in range(0, len(run), _AT_ONCE))


def _held_up(raw: Connection, run: list[Moved], columns: Mapping[str, frozenset[str]]) -> list[Moved]:
    """Those of a run that could not be taken now."""
    if len(run) > 1 and run[0].after is None and _removed_together(raw, run):
        return []
    return [each for each in run if not _taken(raw, each, columns[each.table])]


def _removed_together(raw: Connection, run: Sequence[Moved]) -> bool:
    """One statement for many: the journal of each is as long as all before it, so thousands would take minutes."""
    marks = ",".join("?" * len(run))
    try:
        raw.execute(f'DELETE FROM "{run[0].table}" WHERE id IN ({marks})', [each.row_id for each in run])  # noqa: S608 - a table of ours
    except IntegrityError:
        return False
    return True


def _taken(raw: Connection, step: Moved, known: frozenset[str]) -> bool:
    try:
        _write(raw, step, known)
    except IntegrityError:
        return False
    return True


def _write(raw: Connection, step: Moved, known: frozenset[str]) -> None:
    table = f'"{step.table}"'
    if step.after is None:
        raw.execute(f"DELETE FROM {table} WHERE id = ?", (step.row_id,))  # noqa: S608 - a table of ours
        return
    columns = [name for name in step.after if name in known]
    values = [step.after[name] for name in columns]
    if step.before is None:
        names, marks = ", ".join(f'"{name}"' for name in columns), ", ".join("?" * len(columns))
        raw.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", values)  # noqa: S608 - columns of ours
    else:
        sets = ", ".join(f'"{name}" = ?' for name in columns)
        raw.execute(f"UPDATE {table} SET {sets} WHERE id = ?", (*values, step.row_id))  # noqa: S608 - the same


def _columns(raw: Connection, table: str) -> frozenset[str]:
    return frozenset(name for (name,) in raw.execute("SELECT name FROM pragma_table_info(?)", (table,)))


def _explain(raw: Connection, step: Moved, number: int) -> None:
    """Refuses because of a later record that took a place only one can have; names the latest of its kind."""
    query = (
        'SELECT o.id, o.said FROM "change" c JOIN operation o ON o.id = c.operation_id'
        " WHERE c.table_name = ? AND o.id > ? ORDER BY o.id DESC LIMIT 1"
    )
    row = raw.execute(query, (step.table, number)).fetchone()
    raise CannotUndo("needed_by", row[0] if row else None, by=row[1] if row else "")


def _refuse_dangling(raw: Connection, steps: Sequence[Moved], number: int) -> None:
    """Refuses where a record would point to nothing (foreign keys, RESTRICT too, are deferred meanwhile)."""
    moved = set(_by_table(steps))
    pointing = {table for table in log.logged_tables(raw) if moved & _parents(raw, table)}
    for table in sorted(moved | pointing):
        lost = raw.execute("SELECT rowid FROM pragma_foreign_key_check(?) LIMIT 1", (table,)).fetchone()
        if lost:
            _refuse(raw, "needed_by", Moved(table, lost[0], None, None), number)


def _parents(raw: Connection, table: str) -> set[str]:
    return {parent for (parent,) in raw.execute('SELECT "table" FROM pragma_foreign_key_list(?)', (table,))}


def purge(books: Books, said: str, rows: Iterable[log.Row]) -> int:
    """Empties the log of what it says of records that must be forgotten for good; the chain stays whole.

    The records themselves are deleted first, by an operation of their own. Documents that no record names any more go
    too, files and all. Nothing of this can be undone. Gives the id of the log's line about it.
    """
    from carerdesk.store import documents

    with books.noting() as connection:
        connection.executemany(
            'UPDATE "change" SET before = NULL, after = NULL WHERE table_name = ? AND row_id = ?', list(rows)
        )
        connection.execute(
            "DELETE FROM stored_file WHERE content_sha256 NOT IN (SELECT content_sha256 FROM document)"
            " AND NOT EXISTS (SELECT 1 FROM \"change\" c WHERE c.table_name = 'document'"
            " AND (c.before LIKE '%' || content_sha256 || '%' OR c.after LIKE '%' || content_sha256 || '%'))"
        )
        number = log.append(connection, log.Entry(books.now(), said, "purge", undoable=False), ())
    with books.noting() as connection:
        documents.sweep(books.folder / documents.FOLDER, connection)
    return number

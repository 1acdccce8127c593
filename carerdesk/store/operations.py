"""One thing done: everything it changes is committed at once and told in the operation log."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any

from sqlalchemy import Engine, Table, bindparam, event, insert, update
from sqlalchemy.engine import Connection as EngineConnection
from sqlalchemy.orm import Mapper, Session, UOWTransaction

from carerdesk.store import log
from carerdesk.store.clock import Clock
from carerdesk.store.connection import Connection
from carerdesk.store.engine import LOGGED_WRITING, UnloggedWriteError
from carerdesk.store.log import Image, Moved, Row
from carerdesk.store.problems import FrozenRow
from carerdesk.store.tables import Base

_OPERATION = "carerdesk_operation"


class Operation:
    """An operation under way.

    Add, change and delete rows of `session`; it is flushed and committed once on leaving. `said` may be reworded
    until then. Afterwards `id` is its place in the log (None where nothing changed) and `changes` names the tables
    that moved.
    """

    def __init__(self, session: Session, said: str, kind: str, *, undoable: bool) -> None:
        self.session = session
        self.said = said
        self.kind = kind
        self.undoable = undoable
        self.undoes_id: int | None = None
        self.redoes_id: int | None = None
        self.id: int | None = None
        self.changes: frozenset[str] = frozenset()
        self._before: dict[Row, Image | None] = {}

    def insert_many(self, model: type[Base], rows: Sequence[Mapping[str, Any]]) -> list[int]:
        """Adds many rows at once, with ids in order; gives the ids."""
        table = _table(model)
        self.session.flush()
        first = self._next_id(table.name)
        ids = list(range(first, first + len(rows)))
        if rows:
            for row_id in ids:
                self._before.setdefault((table.name, row_id), None)
            with self._logged_writing():
                _insert(self.session.connection(), table, ids, rows)
        return ids

    def update_many(self, model: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
        """Changes many rows at once: each has its id and the same columns as the others."""
        table = _table(model)
        self.session.flush()
        if rows:
            self.touch(table.name, [row["id"] for row in rows])
            columns: dict[str, Any] = {name: bindparam(f"to_{name}") for name in rows[0] if name != "id"}
            statement = update(table).where(table.c.id == bindparam("row_id")).values(columns)
            values = [{"row_id" if name == "id" else f"to_{name}": each for name, each in row.items()} for row in rows]
            with self._logged_writing():
                self.session.connection().execute(statement, values)
            self.session.expire_all()

    def delete_many(self, model: type[Base], ids: Sequence[int]) -> None:
        """Deletes many rows at once."""
        table = _table(model)
        self.session.flush()
        if ids:
            self.touch(table.name, ids)
            statement = table.delete().where(table.c.id == bindparam("row_id"))
            with self._logged_writing():
                self.session.connection().execute(statement, [{"row_id": row_id} for row_id in ids])
            self.session.expire_all()

    def raw(self) -> Connection:
        """The connection below the session; whoever writes through it calls `touch` first."""
        return _raw(self.session.connection())

    def touch(self, table: str, ids: Iterable[int]) -> None:
        """Keeps how rows stand before they are changed."""
        unseen = [row_id for row_id in ids if (table, row_id) not in self._before]
        found = log.images(self.raw(), table, unseen)
        self._before.update({(table, row_id): found.get(row_id) for row_id in unseen})

    def finish(self, clock: Clock) -> None:
        """Flushes, refuses changes to frozen rows, and writes the log; the caller commits."""
        self.session.flush()
        moved = self._moved()
        for each in moved:
            refuse_frozen(each)
        self.changes = frozenset(each.table for each in moved)
        if moved:
            entry = log.Entry(clock.now(), self.said, self.kind, self.undoable, self.undoes_id, self.redoes_id)
            self.id = log.append(self.raw(), entry, moved)

    def _moved(self) -> list[Moved]:
        ids: dict[str, list[int]] = {}
        for table, row_id in self._before:
            ids.setdefault(table, []).append(row_id)
        after = {table: log.images(self.raw(), table, some) for table, some in ids.items()}
        moved = (Moved(table, key, before, after[table].get(key)) for (table, key), before in self._before.items())
        return [each for each in moved if each.before != each.after]

    def _next_id(self, table: str) -> int:
        query = f'SELECT coalesce(max(id), 0) + 1 FROM "{table}"'  # noqa: S608 - a table of ours
        return int(self.raw().execute(query).fetchone()[0])

    @contextmanager
    def _logged_writing(self) -> Iterator[None]:
        info = self.session.connection().info
        info[LOGGED_WRITING] = True
        try:
            yield
        finally:
            info[LOGGED_WRITING] = False


@contextmanager
def operation(engine: Engine, clock: Clock, said: str, *, kind: str, undoable: bool) -> Iterator[Operation]:
    """An operation from first to last: commits once on leaving, rolls back on any error."""
    with _WritingSession(engine, expire_on_commit=False) as session:
        op = Operation(session, said, kind, undoable=undoable)
        info = session.connection().info
        info[_OPERATION] = op
        try:
            yield op
            op.finish(clock)
            session.commit()
        except BaseException:
            session.rollback()
            raise
        finally:
            info.pop(_OPERATION, None)
            info.pop(LOGGED_WRITING, None)


def refuse_frozen(moved: Moved) -> None:
    """Raises FrozenRow where a record that must not change any more did, outside its open columns."""
    if moved.before is None:
        return
    model = models().get(moved.table)
    frozen = getattr(model, "frozen", None)
    if frozen is None or not frozen(moved.before):
        return
    after = moved.after
    changed = {name for name, value in moved.before.items() if after is None or after.get(name) != value}
    if after is None or changed - set(getattr(model, "OPEN_COLUMNS", ())):
        raise FrozenRow(moved.table, moved.row_id)


@cache
def models() -> dict[str, type[Base]]:
    """Every model by its table's name."""
    tables = ((mapper.local_table, mapper.class_) for mapper in Base.registry.mappers)
    return {table.name: model for table, model in tables if isinstance(table, Table)}


def _table(model: type[Base]) -> Table:
    table = model.__table__
    if not isinstance(table, Table) or table.name in log.UNLOGGED:
        raise UnloggedWriteError(f"{model.__name__} has no rows the log tells of")
    return table


def _insert(connection: EngineConnection, table: Table, ids: Sequence[int], rows: Sequence[Mapping[str, Any]]) -> None:
    """Rows of the same columns; where the table fills in others, SQLAlchemy does it, more slowly."""
    names = [*rows[0]]
    if any(column.default is not None for column in table.c if column.name not in rows[0]):
        connection.execute(insert(table), [{**row, "id": at} for at, row in zip(ids, rows, strict=True)])
        return
    columns = [[row[name] for row in rows] for name in names]
    written = [_as_kept(connection, table, name, values) for name, values in zip(names, columns, strict=True)]
    listed, marks = ", ".join(f'"{name}"' for name in ("id", *names)), ", ".join("?" * (len(names) + 1))
    statement = f'INSERT INTO "{table.name}" ({listed}) VALUES ({marks})'  # noqa: S608 - names of ours
    connection.exec_driver_sql(statement, list(zip(ids, *written, strict=True)))


def _as_kept(connection: EngineConnection, table: Table, name: str, values: list[Any]) -> list[Any]:
    """A column's values as the table's own type gives them to SQLite."""
    process = table.c[name].type.dialect_impl(connection.dialect).bind_processor(connection.dialect)
    return values if process is None else [process(value) for value in values]


def _raw(connection: EngineConnection) -> Connection:
    return connection.connection.driver_connection


class _WritingSession(Session):
    """A session whose flushes may write."""


@event.listens_for(_WritingSession, "before_flush")
def _open_gate(session: Session, _context: UOWTransaction, _instances: object) -> None:
    session.connection().info[LOGGED_WRITING] = True


@event.listens_for(_WritingSession, "after_flush")
def _shut_gate(session: Session, _context: UOWTransaction) -> None:
    session.connection().info[LOGGED_WRITING] = False


def _row(mapper: Mapper[Any], target: Any) -> Row | None:  # noqa: ANN401 - any model
    table = str(mapper.local_table.name) if isinstance(mapper.local_table, Table) else ""
    return None if table in log.UNLOGGED else (table, target.id)


def _under_way(connection: EngineConnection) -> Operation:
    op = connection.info.get(_OPERATION)
    if not isinstance(op, Operation):
        raise UnloggedWriteError("rows change only within an operation")
    return op


def _after_insert(mapper: Mapper[Any], connection: EngineConnection, target: Any) -> None:  # noqa: ANN401 - SQLAlchemy's
    row = _row(mapper, target)
    if row is not None:
        _under_way(connection)._before.setdefault(row, None)  # noqa: SLF001 - the listener is the operation's own half


def _before_change(mapper: Mapper[Any], connection: EngineConnection, target: Any) -> None:  # noqa: ANN401 - the same
    row = _row(mapper, target)
    if row is not None:
        _under_way(connection).touch(row[0], [row[1]])


event.listen(Base, "after_insert", _after_insert, propagate=True)
event.listen(Base, "before_update", _before_change, propagate=True)
event.listen(Base, "before_delete", _before_change, propagate=True)

"""SQLAlchemy's engines over the books: one that writes under guard, one that only reads."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import Connection as EngineConnection
from sqlalchemy.pool import NullPool, Pool, QueuePool
from sqlcipher3 import dbapi2

from carerdesk.store.connection import Connection, connect

LOGGED_WRITING = "carerdesk_logged_writing"
_READS = re.compile(r"\s*(SELECT|PRAGMA|EXPLAIN|BEGIN|SAVEPOINT|RELEASE|ROLLBACK|WITH)\b", re.IGNORECASE)
_WRITES = re.compile(r"\b(INSERT\s+(INTO|OR)|REPLACE\s+INTO|UPDATE\s+[\w\"]|DELETE\s+FROM)\b", re.IGNORECASE)


class UnloggedWriteError(RuntimeError):
    """A statement that would change records behind the operation log's back: a mistake in the program."""


def writer(path: Path, key: bytes) -> Engine:
    """The one connection that writes; each transaction takes the write lock as it begins."""
    engine = _engine(path, key, reading=False, pool=QueuePool)
    _begin_with(engine, "BEGIN IMMEDIATE")
    event.listen(engine, "before_cursor_execute", _refuse_unlogged)
    return engine


def reader(path: Path, key: bytes) -> Engine:
    """Connections that cannot write and do not hold up those that do; each is closed when its session is.

    None is kept waiting, because a new key can be set only when nobody has the file open.
    """
    engine = _engine(path, key, reading=True, pool=NullPool)
    _begin_with(engine, "BEGIN DEFERRED")
    return engine


def _engine(path: Path, key: bytes, *, reading: bool, pool: type[Pool]) -> Engine:
    def opened() -> Connection:
        return connect(path, key, reading=reading)

    return create_engine(
        "sqlite://",
        module=dbapi2,
        creator=opened,
        poolclass=pool,
    )


def _begin_with(engine: Engine, statement: str) -> None:
    @event.listens_for(engine, "begin")
    def _begin(connection: EngineConnection) -> None:
        connection.exec_driver_sql(statement)


def _refuse_unlogged(connection: EngineConnection, _cursor: object, statement: str, *_rest: Any) -> None:  # noqa: ANN401 - SQLAlchemy's
    if connection.info.get(LOGGED_WRITING) or (_READS.match(statement) and not _WRITES.search(statement)):
        return
    verb = statement.split(maxsplit=1)[0]
    raise UnloggedWriteError(f"only a flush or the operation's own bulk path may write: {verb} refused")

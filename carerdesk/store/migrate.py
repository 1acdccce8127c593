"""Bringing books from an earlier CarerDesk up to date, and writing new migrations."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import Connection as EngineConnection
from sqlalchemy.pool import NullPool
from sqlcipher3 import dbapi2

from carerdesk.store.connection import Connection, connect
from carerdesk.store.problems import NewerBooks
from carerdesk.store.schema import head
from carerdesk.store.tables import Base

if TYPE_CHECKING:
    from carerdesk.store.books import Books


def engine(path: Path, key: bytes) -> Engine:
    """An engine for changing tables.

    Foreign keys are off from the moment it connects: with them on, a batch change of a parent table deletes it and
    makes it anew, and takes its children with it.
    """

    def opened() -> Connection:
        return connect(path, key, foreign_keys=False)

    made = create_engine("sqlite://", module=dbapi2, creator=opened, poolclass=NullPool)

    @event.listens_for(made, "begin")
    def _begin(connection: EngineConnection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return made


def create_tables(path: Path, key: bytes) -> None:
    """The tables as they are today, in an empty database, marked with today's revision."""
    with engine(path, key).begin() as connection:
        Base.metadata.create_all(connection)
        connection.exec_driver_sql("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)")
        connection.exec_driver_sql("INSERT INTO alembic_version VALUES (?)", (head(),))


def migrate(books: Books) -> None:
    """Brings the books' tables to today's revision."""
    raise NewerBooks(name=books.name)

"""Bringing books from an earlier CarerDesk up to date, and writing new migrations."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import Connection as EngineConnection
from sqlalchemy.pool import NullPool
from sqlcipher3 import dbapi2

from carerdesk.catalogue.places import migrations
from carerdesk.store import log, snapshot
from carerdesk.store.connection import Connection, connect, database_key
from carerdesk.store.log import Image, Moved
from carerdesk.store.problems import DamagedBooks, NewerBooks
from carerdesk.store.schema import HEAD_FILE, head, revision
from carerdesk.store.tables import Base

if TYPE_CHECKING:
    from carerdesk.store.books import Books

KIND = "migration"
_Tables = Mapping[str, Mapping[int, Image]]


class LostReferencesError(RuntimeError):
    """A migration left records that point to nothing; it was taken back."""


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
    """Brings the books' tables to today's revision, all or nothing.

    A snapshot is taken first and put back if anything fails. Raises NewerBooks for a revision nobody here knows.
    """
    key = database_key(books.identity)
    found = revision(books.database, key)
    if found is None:
        raise DamagedBooks
    if found not in known_revisions():
        raise NewerBooks(name=books.name)
    with _put_back_on_failure(books.database, key):
        _upgrade_and_tell(books, key)


def known_revisions() -> frozenset[str]:
    """Every revision this CarerDesk has a migration for."""
    return frozenset(each.revision for each in ScriptDirectory.from_config(_config()).walk_revisions())


@contextmanager
def _put_back_on_failure(database: Path, key: bytes) -> Iterator[None]:
    before = database.with_name("before-migration.db")
    snapshot.take(database, key, before)
    try:
        yield
    except BaseException:
        snapshot.put_back(before, database)
        raise
    before.unlink()


def _upgrade_and_tell(books: Books, key: bytes) -> None:
    with engine(books.database, key).begin() as connection:
        raw: Connection = connection.connection.driver_connection
        before = _everything(raw)
        upgrade(connection)
        _tell(raw, books, before)


def upgrade(connection: EngineConnection, to: str = "head") -> None:
    """Runs the migrations in the caller's transaction, and checks that every reference still holds."""
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, to)
    lost = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if lost:
        raise LostReferencesError(f"{len(lost)} records point to nothing, the first in {lost[0][0]}")


def _everything(raw: Connection) -> _Tables:
    return {table: log.all_images(raw, table) for table in log.logged_tables(raw)}


def _tell(raw: Connection, books: Books, before: _Tables) -> None:
    """What the migration changed goes into the log too, so that the log still adds up to the records."""
    after = _everything(raw)
    moved = [
        Moved(table, row_id, before.get(table, {}).get(row_id), after.get(table, {}).get(row_id))
        for table in sorted({*before, *after})
        for row_id in sorted({*before.get(table, {}), *after.get(table, {})})
    ]
    changed = [each for each in moved if each.before != each.after]
    log.append(raw, log.Entry(books.now(), "The books were brought up to date", KIND, undoable=False), changed)


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(migrations()).replace("%", "%%"))
    return config


def write_revision(number: str, message: str) -> Path:
    """Writes the migration from the newest one to the tables as they are now (for those who change the tables).

    Run from a checkout: `python -c "from carerdesk.store.migrate import write_revision as w; w('0002', 'What for')"`.
    """
    with tempfile.TemporaryDirectory() as folder:
        made = engine(Path(folder) / "empty.db", bytes(32))
        config = _config()
        with made.begin() as connection:
            config.attributes["connection"] = connection
            if ScriptDirectory.from_config(config).get_current_head() is not None:
                command.upgrade(config, "head")
            written = command.revision(config, message, autogenerate=True, rev_id=number)
    if written is None or isinstance(written, list):
        raise CommandError("one revision was to be written")
    (migrations() / HEAD_FILE).write_text(f"{number}\n", encoding="ascii")
    return Path(written.path)

"""Whole copies of the database, taken while it is open, and checked before they count."""

from __future__ import annotations

from pathlib import Path

from carerdesk.store.connection import connect, connected, sound
from carerdesk.store.files import PART, claim, settle
from carerdesk.store.problems import DamagedBooks

_TRAILS = ("-wal", "-shm", "-journal")


def take(database: Path, key: bytes, to: Path) -> None:
    """A copy of the database as of one moment; DamagedBooks, and no copy, where it does not prove whole."""
    part = to.with_name(to.name + PART)
    part.unlink(missing_ok=True)
    claim(part)
    try:
        _copy(database, key, part)
        check(part, key)
        part.replace(to)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    settle(to.parent)


def _copy(database: Path, key: bytes, part: Path) -> None:
    with connected(database, key, reading=True) as source, connected(part, key) as copy:
        source.backup(copy)
        # a copy is one file: it must not ask for a log beside it
        copy.execute("PRAGMA journal_mode = DELETE")


def check(copy: Path, key: bytes) -> None:
    """Opens a copy and reads it through; DamagedBooks where it is not whole."""
    connection = connect(copy, key, reading=True)
    try:
        if not sound(connection):
            raise DamagedBooks
        connection.execute("SELECT count(*) FROM operation").fetchone()
    finally:
        connection.close()


def put_back(copy: Path, database: Path) -> None:
    """The copy takes the database's place."""
    for trail in _TRAILS:
        database.with_name(database.name + trail).unlink(missing_ok=True)
    copy.replace(database)
    settle(database.parent)

"""Which version of the tables books have. Alembic is imported only where that differs from ours."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from carerdesk.catalogue.places import migrations
from carerdesk.store.connection import connected, database_key

if TYPE_CHECKING:
    from carerdesk.store.books import Books

HEAD_FILE = "HEAD"


@cache
def head() -> str:
    """The revision this CarerDesk writes, from a file beside the migrations."""
    return (migrations() / HEAD_FILE).read_text(encoding="ascii").strip()


def revision(database: Path, key: bytes) -> str | None:
    """The revision of a database; None where none is noted."""
    with connected(database, key, reading=True) as connection:
        found = connection.execute("SELECT name FROM sqlite_master WHERE name = 'alembic_version'").fetchone()
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone() if found else None
    return None if row is None else str(row[0])


def bring_up_to_date(books: Books) -> None:
    """Migrates books written by an earlier CarerDesk; NewerBooks for those written by a later one."""
    if revision(books.database, database_key(books.identity)) != head():
        from carerdesk.store.migrate import migrate

        migrate(books)

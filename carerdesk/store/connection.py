"""Connections to books.db without the ORM: the only place where the key and the pragmas are given."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeAlias

from sqlcipher3 import dbapi2

Connection: TypeAlias = dbapi2.Connection
DatabaseError = dbapi2.DatabaseError
IntegrityError = dbapi2.IntegrityError
DATABASE = "books.db"
KEY_INFO = b"CarerDesk books.db key"
WAIT_MS = 10_000


def database_key(identity: str) -> bytes:
    """The 32 bytes that lock the database: HKDF-SHA256 (RFC 5869) of the identity's text, no salt, fixed info."""
    extracted = hmac.digest(bytes(32), identity.upper().encode("ascii"), hashlib.sha256)
    return hmac.digest(extracted, KEY_INFO + b"\x01", hashlib.sha256)


def connect(path: Path, key: bytes, *, reading: bool = False, foreign_keys: bool = True) -> Connection:
    """A connection in autocommit, keyed and set; the caller begins and ends transactions.

    Foreign keys are switched here, before anything begins, because SQLite ignores the switch inside a transaction.
    """
    connection = dbapi2.connect(str(path), isolation_level=None, check_same_thread=False)
    try:
        _set(connection, key, reading=reading, foreign_keys=foreign_keys)
    except BaseException:
        connection.close()
        raise
    return connection


def _set(connection: Connection, key: bytes, *, reading: bool, foreign_keys: bool) -> None:
    # before the key: a wrong one would be told to the terminal
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    connection.execute(f"PRAGMA busy_timeout = {WAIT_MS}")
    connection.execute(f"PRAGMA foreign_keys = {'ON' if foreign_keys else 'OFF'}")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute("PRAGMA trusted_schema = OFF")
    if reading:
        connection.execute("PRAGMA query_only = ON")


@contextmanager
def connected(path: Path, key: bytes, *, reading: bool = False, foreign_keys: bool = True) -> Iterator[Connection]:
    """A connection that is closed on leaving."""
    connection = connect(path, key, reading=reading, foreign_keys=foreign_keys)
    try:
        yield connection
    finally:
        connection.close()


@contextmanager
def transaction(connection: Connection) -> Iterator[None]:
    """All or nothing: takes the write lock at once, commits on leaving, rolls back on any error."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def opens(path: Path, key: bytes) -> bool:
    """Whether the key opens the database."""
    try:
        with connected(path, key) as connection:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except DatabaseError as error:
        if "not a database" in str(error):
            return False
        raise
    return True


def sound(connection: Connection) -> bool:
    """Whether SQLite finds the file whole (quick_check)."""
    return bool(connection.execute("PRAGMA quick_check").fetchall() == [("ok",)])

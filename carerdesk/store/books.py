"""The books: a folder with the records, the documents and the keys. Creating, opening, closing.

Nothing heavy is imported here, so that the first screen can be painted from `quick` before the ORM is there.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from carerdesk.store import documents, files, keys, lock, unlocking
from carerdesk.store.clock import Clock, FixedClock, SystemClock
from carerdesk.store.connection import (
    DATABASE,
    Connection,
    DatabaseError,
    connect,
    connected,
    database_key,
    opens,
    sound,
    transaction,
)
from carerdesk.store.documents import DocumentStore
from carerdesk.store.problems import (
    AlreadyThere,
    DamagedBooks,
    KnownProblem,
    NeedsPassword,
    NotBooks,
    WrongPassword,
    WrongRecoveryCode,
    plainly,
)

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

    from carerdesk.store import backup
    from carerdesk.store.operations import Operation

SUFFIX = ".carerdesk"


class _OnlyTried(Exception):  # noqa: N818 - it is no error: it leaves an operation without keeping anything
    """The end of a try."""


class Books:
    """Open books. One operation is under way at a time; reading goes on beside it, from any thread."""

    def __init__(self, folder: Path, clock: Clock, identity: str, held: lock.Lock, person: str) -> None:
        self.folder = folder
        self.name = folder.name.removesuffix(SUFFIX)
        self.clock = clock
        self.person = person
        self.opened_by_recovery_code = False
        self._identity = identity
        self._lock = held
        self._writing = threading.Lock()
        self._writing_thread: int | None = None
        self._quick_lock = threading.Lock()
        self._engines_lock = threading.Lock()
        self._writer: Engine | None = None
        self._reader: Engine | None = None
        self._reading: Connection | None = None
        self.documents = DocumentStore(folder / documents.FOLDER, identity, clock, self.quick)

    @property
    def database(self) -> Path:
        """The file with the records."""
        return self.folder / DATABASE

    @property
    def identity(self) -> str:
        """The age identity that opens everything: for the store itself and the recovery sheet."""
        return self._identity

    def today(self) -> date:
        """The day, by the books' clock."""
        return self.clock.today()

    def now(self) -> datetime:
        """The moment in UTC, by the books' clock."""
        return self.clock.now()

    def quick(self, sql: str, params: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """The rows of one small query, without the ORM; it cannot write."""
        with self._quick_lock, plainly():
            if self._reading is None:
                self._reading = connect(self.database, database_key(self._identity), reading=True)
            rows: list[tuple[Any, ...]] = self._reading.execute(sql, params).fetchall()
            return rows

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that sees one moment of the books and cannot write; a save meanwhile is not held up."""
        from sqlalchemy.orm import Session

        with plainly(), Session(self._reading_engine()) as session:
            yield session

    @contextmanager
    def operation(self, said: str, *, kind: str = "", undoable: bool = True) -> Iterator[Operation]:
        """One thing done, told in the log as `said`: commits once on leaving, rolls back on any error."""
        from carerdesk.store.operations import operation

        with (
            self.one_writer(),
            plainly(),
            operation(self._writing_engine(), self.clock, said, kind=kind, undoable=undoable) as op,
        ):
            yield op

    @contextmanager
    def trying(self) -> Iterator[Session]:
        """What would be: change rows and read what comes of it; nothing is ever kept, and nothing is logged."""
        with self.trying_out() as op:
            yield op.session

    @contextmanager
    def trying_out(self) -> Iterator[Operation]:
        """Like `trying`, for whoever takes an earlier operation back to see what would be without it."""
        with suppress(_OnlyTried), self.operation("Tried") as op:
            yield op
            raise _OnlyTried

    @contextmanager
    def noting(self) -> Iterator[Connection]:
        """A short transaction outside the log, for settings and drafts alone."""
        key = database_key(self._identity)
        with self.one_writer(), plainly(), connected(self.database, key) as connection, transaction(connection):
            yield connection

    @contextmanager
    def one_writer(self) -> Iterator[None]:
        """Holds other writers off; a writer inside a writer is a mistake in the program."""
        if self._writing_thread == threading.get_ident():
            raise RuntimeError("an operation is already under way in this thread")
        with self._writing:
            self._writing_thread = threading.get_ident()
            try:
                yield
            finally:
                self._writing_thread = None

    def has_password(self) -> bool:
        """Whether a password is needed to open the books."""
        return self.keyring().has_password

    def people(self) -> tuple[str, ...]:
        """The names of those who have a password, in the order they got one."""
        return tuple(person.name for person in self.keyring().people)

    def recovery_code(self) -> str:
        """What opens the books without any password, in groups, for paper."""
        return keys.recovery_code(self._identity)

    def keyring(self) -> keys.Keyring:
        """The keys as they lie in the folder."""
        return keys.read(self.folder / keys.FOLDER / keys.CURRENT)

    def close(self) -> None:
        """Shuts every connection and leaves one plain file; calling it again does nothing."""
        with self.one_writer():
            settled = self.shut_connections()
        if settled:
            self._lock.release()
        else:
            self._lock.abandon()

    def shut_connections(self) -> bool:
        """Closes what is open and folds the write-ahead log into the file; whether that went well."""
        for engine in (self._writer, self._reader):
            if engine is not None:
                engine.dispose()
        self._writer = self._reader = None
        with self._quick_lock:
            if self._reading is not None:
                self._reading.close()
                self._reading = None
        return _settle(self.database, database_key(self._identity))

    def use_identity(self, identity: str, *also: str) -> None:
        """Goes on with another identity, every connection having been shut; documents open with the others too."""
        self._identity = identity
        self.documents.use_identity(identity, *also)

    @contextmanager
    def alone(self) -> Iterator[bool]:
        """With every connection shut and none to be opened meanwhile; False where something still reads."""
        with self.one_writer():
            settled = self.shut_connections()
            with self._quick_lock, self._engines_lock:
                yield settled

    def set_password(self, new: str, old: str | None = None, *, person: str = "") -> backup.Reached:
        """Sets the first password or changes one: see carerdesk.store.access, which has the rest."""
        from carerdesk.store import access

        return access.set_password(self, new, old, person=person)

    def last_backup(self) -> backup.Last | None:
        """The last backup that was opened and checked."""
        from carerdesk.store import backup

        return backup.last(self)

    def _writing_engine(self) -> Engine:
        from carerdesk.store import engine

        with self._engines_lock:
            if self._writer is None:
                self._writer = engine.writer(self.database, database_key(self._identity))
            return self._writer

    def _reading_engine(self) -> Engine:
        from carerdesk.store import engine

        with self._engines_lock:
            if self._reader is None:
                self._reader = engine.reader(self.database, database_key(self._identity))
            return self._reader


def _settle(database: Path, key: bytes) -> bool:
    with suppress(KnownProblem, DatabaseError), plainly(), connected(database, key) as connection:
        # whoever still reads is not waited for: the write-ahead log stays, and nothing is lost
        connection.execute("PRAGMA busy_timeout = 200")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return bool(connection.execute("PRAGMA journal_mode = DELETE").fetchone() == ("delete",))
    return False


def create_books(folder: Path, clock: Clock, *, password: str | None = None, person: str = "") -> Books:
    """New books in a new folder, open; AlreadyThere where the folder holds something.

    Without a password the key lies in the folder in the clear.
    """
    if folder.exists() and any(folder.iterdir()):
        raise AlreadyThere(name=folder.name)
    identity = keys.new_identity()
    ring = keys.in_the_clear(identity)
    if password is not None:
        ring = keys.add_person(ring, identity, person, password)
    with plainly():
        _lay_out(folder, identity, ring)
    return _open_with(folder, clock, identity, person, anyway=False)


def _lay_out(folder: Path, identity: str, ring: keys.Keyring) -> None:
    from carerdesk.store import migrate

    for each in (folder, folder / documents.FOLDER, folder / keys.FOLDER):
        files.make_folder(each)
    files.claim(folder / DATABASE)
    migrate.create_tables(folder / DATABASE, database_key(identity))
    keys.write(folder / keys.FOLDER / keys.CURRENT, ring)


def open_books(
    folder: Path,
    clock: Clock,
    *,
    password: str | None = None,
    recovery_code: str | None = None,
    take_over: bool = False,
) -> Books:
    """The books in a folder.

    Args:
        folder: the folder `Name.carerdesk`.
        clock: the clock the books go by.
        password: of any of the people who have one; not needed where there is none.
        recovery_code: opens the books without a password, typed in any grouping.
        take_over: opens although another computer has them open (it crashed, or lost its connection).

    Raises:
        NotBooks, NeedsPassword, WrongPassword, WrongRecoveryCode, BooksInUse, DamagedBooks, NewerBooks,
        ReadOnlyPlace, DiskFull, FailingDisk: see carerdesk.store.problems.
    """
    if not (folder / DATABASE).is_file():
        raise NotBooks(name=folder.name)
    with plainly():
        identity, person = unlocking.unlock(folder, password, recovery_code)
    books = _open_with(folder, clock, identity, person, anyway=take_over)
    books.opened_by_recovery_code = recovery_code is not None
    return books


def _open_with(folder: Path, clock: Clock, identity: str, person: str, *, anyway: bool) -> Books:
    with plainly():
        held = lock.take(folder, clock.now(), anyway=anyway)
    books = Books(folder, clock, identity, held, person)
    try:
        with plainly():
            _make_ready(books, unclean=held.unclean)
    except BaseException:
        books.shut_connections()
        held.abandon() if held.unclean else held.release()
        raise
    return books


def _make_ready(books: Books, *, unclean: bool) -> None:
    from carerdesk.store.schema import bring_up_to_date

    _finish_renewal(books)
    key = database_key(books.identity)
    if not opens(books.database, key):
        raise DamagedBooks
    bring_up_to_date(books)
    with connected(books.database, key) as connection:
        if unclean and not sound(connection):
            raise DamagedBooks
        _try_to_write(connection)
        connection.execute("PRAGMA journal_mode = WAL")
        documents.sweep(books.folder / documents.FOLDER, connection)


def _try_to_write(connection: Connection) -> None:
    """A read-only place refuses even a write of nothing, while it ignores the wish for a write-ahead log."""
    connection.execute("DELETE FROM draft WHERE 0")


def _finish_renewal(books: Books) -> None:
    if unlocking.renewal_under_way(books.folder) is not None:
        from carerdesk.store import renewal

        identity, _ = renewal.carry_on(books.folder, books.identity)
        books.use_identity(identity)
    if not (books.folder / keys.FOLDER / keys.CURRENT).exists():
        files.make_folder(books.folder / keys.FOLDER)
        keys.write(books.folder / keys.FOLDER / keys.CURRENT, keys.locked_away(books.identity))


__all__ = [
    "DATABASE",
    "Books",
    "Clock",
    "FixedClock",
    "NeedsPassword",
    "SystemClock",
    "WrongPassword",
    "WrongRecoveryCode",
    "create_books",
    "open_books",
]

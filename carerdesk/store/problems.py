"""What can go wrong with books that is nobody's mistake in the program: told in words, with a next step.

The words for each code are in resources/text/problems/books.toml.
"""

from __future__ import annotations

import errno
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import ClassVar


class KnownProblem(Exception):  # noqa: N818 - what it is, not "Error": people read it
    """A thing that happens to people, with a code for its words and the values they need."""

    code: ClassVar[str] = "known_problem"

    def __init__(self, **values: str) -> None:
        self.values: Mapping[str, str] = values
        super().__init__(self.code, values)


class NotBooks(KnownProblem):
    """The folder holds no books."""

    code = "not_books"


class AlreadyThere(KnownProblem):
    """Something of that name is there already."""

    code = "already_there"


class NeedsPassword(KnownProblem):
    """The books are locked with a password and none was given."""

    code = "needs_password"


class WrongPassword(KnownProblem):
    """The password opens no key of these books."""

    code = "wrong_password"


class EmptyPassword(KnownProblem):
    """A password with nothing in it protects nothing."""

    code = "empty_password"


class WrongRecoveryCode(KnownProblem):
    """The recovery code was mistyped, or belongs to other books or to an earlier key."""

    code = "wrong_recovery_code"


class UnknownPerson(KnownProblem):
    """Nobody of that name has a password here."""

    code = "unknown_person"


class PersonAlreadyThere(KnownProblem):
    """Somebody of that name has a password here already."""

    code = "person_already_there"


class LastPerson(KnownProblem):
    """The only person with a password cannot be removed."""

    code = "last_person"


class KeysMissing(KnownProblem):
    """The folder keys/ is gone; the recovery code still opens the books."""

    code = "keys_missing"


class StillReading(KnownProblem):
    """Something still reads the books, so their key cannot be changed now."""

    code = "still_reading"


class NewerBooks(KnownProblem):
    """The books were written by a later CarerDesk."""

    code = "newer_books"


class DamagedBooks(KnownProblem):
    """The database cannot be read."""

    code = "damaged_books"


class DamagedDocument(KnownProblem):
    """A document's bytes are missing or not the ones that were put in."""

    code = "damaged_document"


class DamagedCopy(KnownProblem):
    """A copy to carry cannot be read whole."""

    code = "damaged_copy"


class BooksInUse(KnownProblem):
    """Another CarerDesk has the books open."""

    code = "books_in_use"

    def __init__(self, host: str, since: datetime | None) -> None:
        self.host = host
        self.since = since
        super().__init__(host=host, since=f"{since.day} {since:%B %Y, %H:%M}" if since else "")


class ReadOnlyPlace(KnownProblem):
    """Nothing can be written where the books are."""

    code = "read_only_place"


class DiskFull(KnownProblem):
    """No room is left."""

    code = "disk_full"


class FailingDisk(KnownProblem):
    """The disk answers with errors."""

    code = "failing_disk"


class FrozenRow(KnownProblem):
    """A record that must not change any more was about to be changed."""

    code = "frozen_row"

    def __init__(self, table: str, row_id: int) -> None:
        self.table = table
        self.row_id = row_id
        super().__init__(table=table, row=str(row_id))


_BY_ERRNO: Mapping[int, type[KnownProblem]] = {
    errno.ENOSPC: DiskFull,
    errno.EDQUOT: DiskFull,
    errno.EROFS: ReadOnlyPlace,
    errno.EACCES: ReadOnlyPlace,
    errno.EPERM: ReadOnlyPlace,
    errno.EIO: FailingDisk,
}

_BY_SQLITE: tuple[tuple[str, type[KnownProblem]], ...] = (
    ("database or disk is full", DiskFull),
    ("readonly database", ReadOnlyPlace),
    ("unable to open database file", ReadOnlyPlace),
    ("disk I/O error", FailingDisk),
    ("malformed", DamagedBooks),
    ("not a database", DamagedBooks),
)


def known(error: BaseException) -> KnownProblem | None:
    """The plain problem behind an error of the system or the database; None if it is no such thing."""
    if isinstance(error, OSError) and error.errno is not None and error.errno in _BY_ERRNO:
        return _BY_ERRNO[error.errno]()
    if isinstance(error, OSError) or not _from_database(error):
        return None
    told = str(error)
    return next((kind() for words, kind in _BY_SQLITE if words in told), None)


def _from_database(error: BaseException) -> bool:
    return type(error).__module__.startswith(("sqlcipher3", "sqlite3", "sqlalchemy"))


@contextmanager
def plainly() -> Iterator[None]:
    """Errors of the disk and the database leave as known problems."""
    try:
        yield
    except Exception as error:
        problem = known(error)
        if problem is None:
            raise
        raise problem from error

"""A CarerDesk that is killed at a chosen moment: run as a program of its own by the tests."""

from __future__ import annotations

import os
import signal
import sys
from datetime import date
from pathlib import Path

from carerdesk.store import keys
from carerdesk.store.books import Books, FixedClock, open_books
from carerdesk.store.operations import Operation
from carerdesk.store.tables import Employer


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _write(op: Operation, books: Books) -> None:
    op.session.add_all([Employer(name="x" * 2000) for _ in range(500)])
    books.documents.add(b"never kept", session=op.session, file_name="a", media_type="text/plain")
    op.session.flush()


def in_the_middle_of_a_write(books: Books) -> None:
    with books.operation("Cut short") as op:
        _write(op, books)
        _die()


def just_before_the_commit(books: Books) -> None:
    with books.operation("Cut short") as op:
        _write(op, books)
        op.finish(books.clock)
        _die()


def right_after_the_commit(books: Books) -> None:
    with books.operation("Kept") as op:
        op.session.add(Employer(name="Kept"))
    _die()


def while_idle(_books: Books) -> None:
    _die()


def renewing_the_key(books: Books) -> None:
    keys._MEMORY_KIB, keys._PASSES = 64, 1
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    books.set_password("four little words", person="Helen")
    _die()


if __name__ == "__main__":
    globals()[sys.argv[2]](open_books(Path(sys.argv[1]), FixedClock(date(2026, 11, 20))))

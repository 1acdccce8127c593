"""One CarerDesk at a time: a lock file that names who has the books open, and since when.

The system's own lock on the file tells whether its holder still lives; the words in it tell who that is. They are
wiped on a clean close, so words without a holder mean that the last close was not clean.
"""

from __future__ import annotations

import json
import os
import socket
import sys
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import NoReturn

from carerdesk.store.files import FILE_MODE
from carerdesk.store.problems import BooksInUse

NAME = "books.lock"
_FAR = 1 << 30


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has the books open."""

    host: str
    since: datetime


class Lock:
    """The books' lock, held from opening to closing."""

    def __init__(self, descriptor: int, *, unclean: bool) -> None:
        self._descriptor: int | None = descriptor
        self.unclean = unclean

    def release(self) -> None:
        """The books may be opened by another; calling it again does nothing."""
        if self._descriptor is not None:
            os.ftruncate(self._descriptor, 0)
            os.close(self._descriptor)
            self._descriptor = None

    def abandon(self) -> None:
        """Lets go without saying that all is well, so that the next opening checks the books."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


def take(folder: Path, now: datetime, *, anyway: bool = False) -> Lock:
    """Takes the lock, or raises BooksInUse with the host and time of the holder.

    A holder on this computer that died is replaced. One on another computer cannot be seen from here, so it counts
    as alive unless the person says to open `anyway`.
    """
    descriptor = os.open(folder / NAME, os.O_RDWR | os.O_CREAT, FILE_MODE)
    try:
        held = _hold(descriptor)
        holder = _read(descriptor)
        elsewhere = holder is not None and holder.host != socket.gethostname()
        if not held or (elsewhere and not anyway):
            _refuse(holder)
        _write(descriptor, now)
    except BaseException:
        os.close(descriptor)
        raise
    return Lock(descriptor, unclean=holder is not None)


def _refuse(holder: Holder | None) -> NoReturn:
    if holder is None:
        raise BooksInUse(socket.gethostname(), None)
    raise BooksInUse(holder.host, holder.since)


def _read(descriptor: int) -> Holder | None:
    os.lseek(descriptor, 0, os.SEEK_SET)
    with suppress(ValueError, KeyError, TypeError):
        told = json.loads(os.read(descriptor, 4096))
        return Holder(str(told["host"]), datetime.fromisoformat(told["since"]))
    return None


def _write(descriptor: int, now: datetime) -> None:
    told = {"host": socket.gethostname(), "since": now.isoformat(timespec="seconds"), "process": os.getpid()}
    os.ftruncate(descriptor, 0)
    os.lseek(descriptor, 0, os.SEEK_SET)
    os.write(descriptor, json.dumps(told).encode())
    os.fsync(descriptor)


def _hold(descriptor: int) -> bool:
    if sys.platform == "win32":
        return _hold_on_windows(descriptor)
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _hold_on_windows(descriptor: int) -> bool:
    if sys.platform == "win32":
        import msvcrt

        # beyond the words, because Windows keeps others from reading what is locked
        os.lseek(descriptor, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
    return True

"""Books from elsewhere: a copy carried here, a backup restored; and taking a copy to carry."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from carerdesk.domain.problem import Problem
from carerdesk.services.books.passwords import password_problems
from carerdesk.services.books.places import free_folder
from carerdesk.services.books.steps import Progress, unseen
from carerdesk.services.outcome import Done, Outcome, Rejected
from carerdesk.store.books import Books, Clock, open_books
from carerdesk.store.problems import KeysMissing, KnownProblem

if TYPE_CHECKING:
    from collections.abc import Iterator

COPY_ENDING = ".carerdesk-copy"
_BACKUPS_ENDING = ".carerdesk-backups"


def copy_name(books: Books) -> str:
    """A name to offer for the copy's file: "Jamie Marsh 2026-11-20.carerdesk-copy"."""
    return f"{books.name} {books.today().isoformat()}{COPY_ENDING}"


def take_a_copy(
    books: Books, file: Path, password: str = "", again: str = "", *, progress: Progress = unseen
) -> Outcome:
    """One file to carry. Books without a password need one for the copy; with one, the copy opens with theirs."""
    own = "" if books.has_password() else password
    if not books.has_password() and (problems := password_problems(password, again)):
        return Rejected(problems)
    from carerdesk.store.copies import take_copy

    whole = file if file.name.endswith(COPY_ENDING) else file.with_name(file.name + COPY_ENDING)
    try:
        take_copy(books, whole, own or None, progress=progress)
    except KnownProblem as problem:
        return Rejected((Problem("", problem.code, problem.values),))
    return Done(f"Copy written and checked: {whole}")


def open_a_copy(
    file: Path, place: Path, clock: Clock, *, password: str | None = None, recovery_code: str | None = None
) -> Books:
    """Books in a new folder below a place, from a copy, open.

    Raises KnownProblem where the copy cannot be read or neither password nor code opens it; nothing is left then.
    """
    from carerdesk.store.copies import open_copy

    folder = free_folder(place, file.name.removesuffix(COPY_ENDING))
    return open_copy(file, folder, clock, password=password, recovery_code=recovery_code)


@dataclass(frozen=True, slots=True)
class FoundBackup:
    """A backup: its file, the name of the books, and when it was taken."""

    file: Path
    name: str
    at: datetime


def backups_in(folder: Path) -> tuple[FoundBackup, ...]:
    """The backups in a folder chosen for them, or further in, the latest first."""
    deep = ("*.db", "*/*.db", f"*{_BACKUPS_ENDING}/*/*.db")
    files = {file for pattern in deep for file in folder.glob(pattern)}
    found = [_found(file) for file in files]
    return tuple(sorted((one for one in found if one is not None), key=lambda one: one.at, reverse=True))


def _found(file: Path) -> FoundBackup | None:
    from carerdesk.store import backup

    holder = file.parent.parent
    if not holder.name.endswith(_BACKUPS_ENDING):
        return None
    try:
        at = backup.taken_at(file)
    except ValueError:  # another file of somebody's
        return None
    return FoundBackup(file, holder.name.removesuffix(_BACKUPS_ENDING), at)


def open_a_backup(
    backup: FoundBackup,
    place: Path,
    clock: Clock,
    *,
    password: str | None = None,
    recovery_code: str | None = None,
) -> Books:
    """Books in a new folder below a place, from a backup, open. Raises KnownProblem; nothing is left then."""
    from carerdesk.store.backup import restore

    if recovery_code is None:
        _check_password(backup.file, password)
    folder = free_folder(place, f"{backup.name} backup {backup.at.astimezone():%Y-%m-%d}")
    with _gone_on_failure(folder):
        restore(backup.file, folder)
        return open_books(folder, clock, password=password, recovery_code=recovery_code)


def _check_password(file: Path, password: str | None) -> None:
    """Before everything is copied for nothing."""
    from carerdesk.store import keys

    ring = file.parent / keys.FOLDER / keys.CURRENT
    if not ring.is_file():
        raise KeysMissing
    keys.unlock(keys.read(ring), password)


@contextmanager
def _gone_on_failure(folder: Path) -> Iterator[None]:
    try:
        yield
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise

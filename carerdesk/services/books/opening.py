"""Opening books and beginning new ones, for the window and the command line."""

from __future__ import annotations

from pathlib import Path

from carerdesk.services.books.places import free_folder
from carerdesk.store.books import Books, Clock, create_books, open_books
from carerdesk.store.problems import (
    BooksInUse,
    DamagedBooks,
    KnownProblem,
    NeedsPassword,
    NewerBooks,
    NotBooks,
    WrongPassword,
    WrongRecoveryCode,
)


def open_for_work(
    folder: Path,
    clock: Clock,
    *,
    password: str | None = None,
    recovery_code: str | None = None,
    take_over: bool = False,
) -> Books:
    """The books in a folder; a known problem where they cannot be opened (see `carerdesk.store.problems`)."""
    return open_books(folder, clock, password=password, recovery_code=recovery_code, take_over=take_over)


def new_books(place: Path, name: str, clock: Clock) -> Books:
    """New, empty books of a name below a place, open and without a password."""
    return create_books(free_folder(place, name), clock)


__all__ = [
    "BooksInUse",
    "Clock",
    "DamagedBooks",
    "KnownProblem",
    "NeedsPassword",
    "NewerBooks",
    "NotBooks",
    "WrongPassword",
    "WrongRecoveryCode",
    "new_books",
    "open_for_work",
]

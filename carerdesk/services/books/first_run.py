"""From the first answers to a set of books: made, begun, and told where its backups go."""

from __future__ import annotations

import shutil
from pathlib import Path

from carerdesk.domain.problem import Problem
from carerdesk.services.books.backups import add_backup_place
from carerdesk.services.books.beginning import NewBooks, begin, check
from carerdesk.services.books.opening import new_books
from carerdesk.store.books import Books, Clock


def missing(new: NewBooks, *fields: str) -> tuple[Problem, ...]:
    """What is missing of the answers to one question."""
    return tuple(problem for problem in check(new) if problem.field in fields)


def place_problems(folder: Path | None) -> tuple[Problem, ...]:
    """Whether backups can go to a folder; None: none was chosen."""
    if folder is None:
        return (Problem("places", "backup_place_missing"),)
    return () if folder.is_dir() else (Problem("places", "place_not_there"),)


def begin_books(place: Path, clock: Clock, new: NewBooks, backups: Path | None = None) -> Books:
    """New books below a place, begun with the first answers, open. Nothing is left where that fails.

    Raises KnownProblem where the place or the disk refuses, ValueError for answers that were not checked.
    """
    if problems := check(new):
        raise ValueError(problems)
    books = new_books(place, new.person, clock)
    try:
        begin(books, new)
        if backups is not None:
            add_backup_place(books, backups)
    except BaseException:
        books.close()
        shutil.rmtree(books.folder, ignore_errors=True)
        raise
    return books

"""Backups: where they go, making them, those made by themselves, and whether the latest one can be restored."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from carerdesk.domain.dates import day_and_month
from carerdesk.domain.problem import Problem
from carerdesk.services.books.steps import Progress, unseen
from carerdesk.services.outcome import Done, Outcome, Rejected
from carerdesk.store import settings
from carerdesk.store.books import Books
from carerdesk.store.problems import KnownProblem

SAFETY = frozenset({"safety"})


@dataclass(frozen=True, slots=True)
class Practice:
    """The last practice restore: when it was done, and the moment the restored backup was taken."""

    at: datetime
    backup_at: datetime


_PRACTICE: settings.Choice[Practice | None] = settings.Choice(
    "backup.practice",
    Practice | None,  # type: ignore[arg-type] # msgspec reads a union as a type
    None,
    "When the latest backup was last restored for practice, and which one.",
)


@dataclass(frozen=True, slots=True)
class BackupPlace:
    """A folder backups go to, and whether it can be reached now."""

    folder: Path
    is_there: bool


def backup_places(books: Books) -> tuple[BackupPlace, ...]:
    """Where backups go, in the order chosen."""
    return tuple(BackupPlace(folder, folder.is_dir()) for folder in _places(books))


def _places(books: Books) -> tuple[Path, ...]:
    return tuple(Path(place) for place in settings.read(books, settings.BACKUP_PLACES))


def _keep_places(books: Books, places: Iterable[Path]) -> None:
    settings.write(books, settings.BACKUP_PLACES, tuple(str(place) for place in places))


def add_backup_place(books: Books, folder: Path) -> Outcome:
    """One more folder for backups; it must be there, outside the books themselves, and not chosen already."""
    places = _places(books)
    if not folder.is_dir():
        return Rejected((Problem("places", "place_not_there"),))
    if folder.resolve().is_relative_to(books.folder.resolve()):
        return Rejected((Problem("places", "place_inside_books"),))
    if folder in places:
        return Rejected((Problem("places", "place_already_chosen", {"place": str(folder)}),))
    _keep_places(books, (*places, folder))
    return Done(f"Backups will go to {folder}", SAFETY)


def remove_backup_place(books: Books, folder: Path) -> Outcome:
    """No more backups to this folder; those that are there stay."""
    _keep_places(books, (place for place in _places(books) if place != folder))
    return Done(f"No more backups go to {folder}. Those that are there stay.", SAFETY)


def back_up_now(books: Books, progress: Progress = unseen) -> Outcome:
    """A backup in every place, opened and checked before it counts. `progress` hears of each place."""
    from carerdesk.store import backup

    places = _places(books)
    if not places:
        return Rejected((Problem("places", "no_backup_places"),))
    reached = backup.back_up(books, _one_by_one(places, progress))
    if not reached.made:
        return Rejected(tuple(Problem("places", code) for code in sorted({each.code for each in reached.unreached})))
    where = "1 place" if len(reached.made) == 1 else f"{len(reached.made)} places"
    missed = ", ".join(str(each.place) for each in reached.unreached)
    left = f". Not reached: {missed}" if missed else ""
    return Done(f"Backed up and checked, in {where}{left}", SAFETY)


def _one_by_one(places: tuple[Path, ...], progress: Progress) -> Iterator[Path]:
    for at, place in enumerate(places):
        progress(str(place), at, len(places))
        yield place


def minutes_between(books: Books) -> int:
    """How many minutes of work may pass before a backup is made."""
    return settings.read(books, settings.BACKUP_MINUTES)


def every(books: Books) -> None:
    """Called every so many minutes: a backup where there are places and something changed. Never raises for a place."""
    from carerdesk.store import backup

    try:
        if _places(books) and backup.changed_since_last(books):
            back_up_now(books)
    except KnownProblem as problem:
        # the next time may do better, and the strip tells how old the last backup is
        logging.getLogger("carerdesk").info("no backup: %s", problem.code)


def on_close(books: Books) -> None:
    """Called before the books are closed: the same."""
    every(books)


def practise_restore(books: Books, progress: Progress = unseen) -> Outcome:
    """Restores the latest backup within reach into a temporary place, checks all of it, and puts it away again."""
    from carerdesk.store import backup

    found = [made for place in _places(books) if place.is_dir() for made in backup.listing(place, books.name)]
    if not found:
        return Rejected((Problem("places", "no_backup_to_restore"),))
    latest = max(found, key=backup.taken_at)
    try:
        differences = _restored_differences(books, latest, progress)
    except KnownProblem as problem:
        return Rejected((Problem("places", problem.code, problem.values),))
    if differences:
        return Rejected((Problem("places", "practice_found", {"count": str(differences)}),))
    settings.write(books, _PRACTICE, Practice(books.now(), backup.taken_at(latest)))
    return Done(f"Practice restore worked: the backup of {_moment(backup.taken_at(latest))} can be read whole", SAFETY)


def _restored_differences(books: Books, made: Path, progress: Progress) -> int:
    import tempfile

    from carerdesk.store import backup
    from carerdesk.store.books import open_books
    from carerdesk.store.verify import verify

    with tempfile.TemporaryDirectory(prefix="carerdesk-") as place:
        progress("restoring", 0, 0)
        folder = Path(place) / books.folder.name
        backup.restore(made, folder)
        restored = open_books(folder, books.clock, recovery_code=books.recovery_code())
        try:
            return len(verify(restored, progress))
        finally:
            restored.close()


def last_practice(books: Books) -> Practice | None:
    """The last practice restore that worked."""
    return settings.read(books, _PRACTICE)


def practice_words(books: Books) -> str:
    """For This week and Safe keeping: "A practice restore worked on 15 November."; "" before the first."""
    last = last_practice(books)
    return f"A practice restore worked on {day_and_month(last.at.astimezone().date())}." if last else ""


def _moment(at: datetime) -> str:
    local = at.astimezone()
    return f"{day_and_month(local.date())}, {local:%H:%M}"

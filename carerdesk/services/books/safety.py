"""Keeping the books safe: passwords, recovery code, backups, copies."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from carerdesk.domain.dates import day_and_month
from carerdesk.domain.problem import Problem
from carerdesk.services.outcome import Done, Outcome, Rejected
from carerdesk.store import settings
from carerdesk.store.books import Books, Clock
from carerdesk.store.problems import KnownProblem

LEAST_PASSWORD = 8


@dataclass(frozen=True, slots=True)
class Safety:
    """How safe the books are."""

    has_password: bool
    people: tuple[str, ...]
    places: tuple[Path, ...]
    last_backup: datetime | None
    last_places: int
    changed_since: bool


def safety(books: Books) -> Safety:
    """As it stands now."""
    from carerdesk.store import backup

    last = backup.last(books)
    return Safety(
        has_password=books.has_password(),
        people=books.people(),
        places=tuple(Path(place) for place in settings.read(books, settings.BACKUP_PLACES)),
        last_backup=last.at if last else None,
        last_places=len(last.places) if last else 0,
        changed_since=backup.changed_since_last(books),
    )


def backup_words(books: Books) -> str:
    """For the strip: "Backed up today 20:02, in 2 places"."""
    state = safety(books)
    if not state.places:
        return "No backups yet"
    if state.last_backup is None:
        return "Not backed up yet"
    at = state.last_backup.astimezone()
    day = "today" if at.date() == books.now().astimezone().date() else day_and_month(at.date())
    where = "1 place" if state.last_places == 1 else f"{state.last_places} places"
    return f"Backed up {day} {at:%H:%M}, in {where}"


def choose_backup_places(books: Books, places: tuple[Path, ...]) -> Outcome:
    """Keep where backups go; a place must be there."""
    for place in places:
        if not place.is_dir():
            return Rejected((Problem("places", "place_not_there"),))
    settings.write(books, settings.BACKUP_PLACES, tuple(str(place) for place in places))
    return Done("Kept. Backups will go there.")


def back_up_now(books: Books) -> Outcome:
    """A backup in every place, opened and checked before it counts."""
    from carerdesk.store import backup

    places = [Path(place) for place in settings.read(books, settings.BACKUP_PLACES)]
    if not places:
        return Rejected((Problem("places", "no_backup_places"),))
    reached = backup.back_up(books, places)
    if not reached.made:
        return Rejected(tuple(Problem("places", place.code) for place in reached.unreached))
    where = "1 place" if len(reached.made) == 1 else f"{len(reached.made)} places"
    left = f"; {len(reached.unreached)} could not be reached" if reached.unreached else ""
    return Done(f"Backed up and checked, in {where}{left}")


def back_up_if_changed(books: Books) -> None:
    """On closing: a backup where there are places and something changed. A failing place is for the next time."""
    from carerdesk.store import backup

    if settings.read(books, settings.BACKUP_PLACES) and backup.changed_since_last(books):
        back_up_now(books)


def choose_password(books: Books, new: str, again: str, old: str | None = None) -> Outcome:
    """The first password, or another one."""
    problems = []
    if len(new) < LEAST_PASSWORD:
        problems.append(Problem("new", "password_too_short", {"least": str(LEAST_PASSWORD)}))
    if new != again:
        problems.append(Problem("again", "passwords_differ"))
    if problems:
        return Rejected(tuple(problems))
    from carerdesk.store.access import set_password

    try:
        reached = set_password(books, new, old)
    except KnownProblem as problem:
        return Rejected((Problem("old", problem.code, problem.values),))
    left = " Some backups could not be reached and still open with the old one." if reached.unreached else ""
    return Done(f"Password kept. Ask for it next time.{left}", frozenset({"safety"}))


def take_a_copy(books: Books, file: Path, password: str | None = None) -> Outcome:
    """One file to carry. Books without a password need one for the copy."""
    from carerdesk.store.copies import take_copy

    try:
        take_copy(books, file, password)
    except KnownProblem as problem:
        return Rejected((Problem("password", problem.code, problem.values),))
    return Done(f"Copy written: {file.name}")


def open_a_copy(file: Path, folder: Path, clock: Clock, password: str) -> Books:
    """Books in a new folder from a copy, open. Raises KnownProblem where it cannot be read or the password is wrong."""
    from carerdesk.store.copies import open_copy

    return open_copy(file, folder, clock, password=password)

"""How safe the books are, in one view and in words; and when they lock by themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from carerdesk.domain.problem import Problem
from carerdesk.services.outcome import Done, Outcome, Rejected
from carerdesk.store import settings
from carerdesk.store.books import Books

LOCK_CHOICES = (0, 5, 10, 30, 60)
"""Minutes away after which the books lock; 0 is never."""
_LOCK_MINUTES = settings.Choice("lock.minutes", int, 0, "Minutes without a key or the mouse before the books lock.")


@dataclass(frozen=True, slots=True)
class Safety:
    """How safe the books are."""

    has_password: bool
    people: tuple[str, ...]
    places: tuple[Path, ...]
    last_backup: datetime | None
    last_places: tuple[Path, ...]
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
        last_places=tuple(Path(place) for place in last.places) if last else (),
        changed_since=backup.changed_since_last(books),
    )


def lock_minutes(books: Books) -> int:
    """After how many minutes without a key or the mouse the books lock; 0 for never, and without a password."""
    chosen = settings.read(books, _LOCK_MINUTES)
    return chosen if books.has_password() else 0


def choose_lock_minutes(books: Books, minutes: int) -> Outcome:
    """Keep after how many minutes the books lock."""
    if minutes not in LOCK_CHOICES:
        return Rejected((Problem("lock", "lock_minutes_unknown"),))
    settings.write(books, _LOCK_MINUTES, minutes)
    return Done(
        f"Kept. The books lock after {minutes} minutes away." if minutes else "Kept. The books lock when asked."
    )

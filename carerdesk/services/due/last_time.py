"""What was done the last time the books were open, so that a person finds their thread again and can take it back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from carerdesk.store.books import Books

MOST_SHOWN = 12
_NOT_TAKEN_BACK = "FROM operation WHERE id > ? AND kind NOT IN ('undo', 'redo') AND undone_by_id IS NULL"


@dataclass(frozen=True, slots=True)
class LastTime:
    """How many things were done, the day of the newest and its words, and between which operations they lie."""

    count: int
    day: date
    said: str
    after: int
    until: int


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that was done. `can_undo` says that the log allows it; what was done since may yet refuse."""

    id: int
    at: datetime
    said: str
    can_undo: bool
    undone: bool


def newest_operation(books: Books) -> int:
    """The number of the newest operation; 0 before the first. To be asked for as the books are opened."""
    return int(books.quick("SELECT coalesce(max(id), 0) FROM operation")[0][0])


def done_since(books: Books, operation: int) -> LastTime | None:
    """What was done after an operation and not taken back; None where nothing was."""
    count = int(books.quick(f"SELECT count(*) {_NOT_TAKEN_BACK}", (operation,))[0][0])
    rows = books.quick(f"SELECT said, at, id {_NOT_TAKEN_BACK} ORDER BY id DESC LIMIT 1", (operation,))
    if not rows:
        return None
    said, at, newest = rows[0]
    return LastTime(count, _moment(at).astimezone().date(), said, operation, int(newest))


def changes_of(books: Books, last: LastTime) -> tuple[Change, ...]:
    """What was done then as it stands now, the newest first."""
    rows = books.quick(
        "SELECT id, at, said, undoable, undone_by_id FROM operation"
        " WHERE id > ? AND id <= ? AND kind NOT IN ('undo', 'redo') ORDER BY id DESC LIMIT ?",
        (last.after, last.until, MOST_SHOWN),
    )
    return tuple(
        Change(number, _moment(at), said, bool(undoable) and undone_by is None, undone_by is not None)
        for number, at, said, undoable, undone_by in rows
    )


def _moment(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)

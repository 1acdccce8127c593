"""What was done the last time the books were open, so that a person finds their thread again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from carerdesk.store.books import Books

TOLD = 3
_NOT_TAKEN_BACK = "FROM operation WHERE id > ? AND kind NOT IN ('undo', 'redo') AND undone_by_id IS NULL"


@dataclass(frozen=True, slots=True)
class LastTime:
    """How many things were done, the day of the newest, and the newest few in words."""

    count: int
    day: date
    said: tuple[str, ...]


def newest_operation(books: Books) -> int:
    """The number of the newest operation; 0 before the first. To be asked for as the books are opened."""
    return int(books.quick("SELECT coalesce(max(id), 0) FROM operation")[0][0])


def done_since(books: Books, operation: int) -> LastTime | None:
    """What was done after an operation and not taken back; None where nothing was."""
    count = int(books.quick(f"SELECT count(*) {_NOT_TAKEN_BACK}", (operation,))[0][0])
    newest = f"SELECT said, at {_NOT_TAKEN_BACK} ORDER BY id DESC LIMIT ?"
    rows = books.quick(newest, (operation, TOLD))
    if not rows:
        return None
    at = datetime.strptime(rows[0][1], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    return LastTime(count, at.astimezone().date(), tuple(said for said, _ in rows))

"""Taking back and doing again, and the list of what was done."""

from __future__ import annotations

from carerdesk.domain.problem import Problem
from carerdesk.services.outcome import Done, Outcome, Rejected
from carerdesk.store.books import Books
from carerdesk.store.history import CannotUndo, HistoryEntry, Undone, listing, next_redo, next_undo
from carerdesk.store.history import redo as store_redo
from carerdesk.store.history import undo as store_undo


def undo(books: Books, operation: int | None = None) -> Outcome:
    """Take back one operation, the last one where none is named."""
    try:
        undone = store_undo(books, operation)
    except CannotUndo as refusal:
        return Rejected((Problem("", refusal.code, refusal.values),))
    return _done(undone)


def redo(books: Books) -> Outcome:
    """Do again what was taken back last."""
    try:
        redone = store_redo(books)
    except CannotUndo as refusal:
        return Rejected((Problem("", refusal.code, refusal.values),))
    return _done(redone)


def _done(moved: Undone) -> Done:
    """The words begin with what happened: undoing an undo does the thing again."""
    return Done(moved.words, moved.changes, operation=moved.id, taken_back=moved.back)


def history(books: Books, *, limit: int = 200, offset: int = 0) -> tuple[HistoryEntry, ...]:
    """What was done, the newest first."""
    return tuple(listing(books, limit, offset))


def next_names(books: Books) -> tuple[str, str]:
    """What plain Undo would take back and plain Redo would do again, in words; "" where there is nothing."""
    back, again = next_undo(books), next_redo(books)
    return (back.said if back else "", again.said if again else "")


__all__ = ["HistoryEntry", "history", "next_names", "redo", "undo"]

"""What the window can have done that is no page's business."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from carerdesk.services.outcome import Outcome


def _nothing() -> None:
    return None


def _no_words() -> str:
    return ""


@dataclass(frozen=True)
class Acts:
    """Handed to the window by whoever starts the program.

    `undo` gets the operation to take back, or None for the last. `undo_name` and `redo_name` say what would be taken
    back or done again ("" where there is nothing). `saved`, `saved_short` and `backed_up` are sentences for the strip.
    """

    undo: Callable[[int | None], Outcome]
    redo: Callable[[], Outcome]
    undo_name: Callable[[], str] = _no_words
    redo_name: Callable[[], str] = _no_words
    saved: Callable[[], str] = _no_words
    saved_short: Callable[[], str] = _no_words
    backed_up: Callable[[], str] = _no_words
    take_copy: Callable[[], object] = _nothing
    open_other: Callable[[], object] = _nothing
    lock: Callable[[], object] = _nothing

"""Choices that belong to a set of books, typed, each with its default and the words that explain it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

import msgspec

if TYPE_CHECKING:
    from carerdesk.store.books import Books

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Choice(Generic[T]):
    """A setting: the key it is kept under, its type, what holds until somebody chooses, and what it is for."""

    key: str
    kind: type[T]
    default: T
    help: str


BACKUP_PLACES = Choice("backup.places", tuple[str, ...], (), "Folders that each hold a backup of these books.")
BACKUP_MINUTES = Choice("backup.minutes", int, 30, "How many minutes of work may pass before a backup is made.")


def read(books: Books, choice: Choice[T]) -> T:
    """What was chosen, or the default. Raises msgspec.ValidationError where what is kept has another type."""
    rows = books.quick("SELECT value FROM setting WHERE key = ?", (choice.key,))
    return msgspec.json.decode(rows[0][0], type=choice.kind) if rows else choice.default


def write(books: Books, choice: Choice[T], value: T) -> None:
    """Keeps a choice at once. It is not in the operation log; not to be called within an operation."""
    text = msgspec.json.encode(value).decode()
    with books.noting() as connection:
        connection.execute("INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)", (choice.key, text))


def forget(books: Books, choice: Choice[T]) -> None:
    """The default holds again."""
    with books.noting() as connection:
        connection.execute("DELETE FROM setting WHERE key = ?", (choice.key,))

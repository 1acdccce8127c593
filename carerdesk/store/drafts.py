"""Half-typed pages, which reopen as they were left. They are not in the operation log."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeAlias

from carerdesk.store.log import moment

if TYPE_CHECKING:
    from carerdesk.store.books import Books

Body: TypeAlias = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Kept:
    """A draft: the page, the record it is about ("" for a new one), what was typed, and when."""

    page: str
    key: str
    body: Body
    at: datetime


def save(books: Books, page: str, key: str, body: Body) -> None:
    """Keeps what was typed on a page so far, in place of what was kept before. Not within an operation."""
    text = json.dumps(body, ensure_ascii=False)
    with books.noting() as connection:
        connection.execute(
            "INSERT OR REPLACE INTO draft (page, key, body, at) VALUES (?, ?, ?, ?)",
            (page, key, text, moment(books.now())),
        )


def load(books: Books, page: str, key: str = "") -> Body | None:
    """What was typed on a page and not finished; None where there is nothing."""
    rows = books.quick("SELECT body FROM draft WHERE page = ? AND key = ?", (page, key))
    if not rows:
        return None
    body: Body = json.loads(rows[0][0])
    return body


def drop(books: Books, page: str, key: str = "") -> None:
    """The page was finished or given up."""
    with books.noting() as connection:
        connection.execute("DELETE FROM draft WHERE page = ? AND key = ?", (page, key))


def listing(books: Books) -> tuple[Kept, ...]:
    """Every draft, the latest first."""
    rows = books.quick("SELECT page, key, body, at FROM draft ORDER BY at DESC, page, key")
    return tuple(Kept(page, key, json.loads(body), _moment(at)) for page, key, body, at in rows)


def _moment(at: str) -> datetime:
    return datetime.strptime(at, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)

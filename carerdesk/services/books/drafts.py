"""Half-typed pages, kept outside the history until they are finished: they reopen as they were left.

`page` names the room, `key` what in it is being typed ("" where a room has one such place).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from carerdesk.store.books import Books

Typed: TypeAlias = Mapping[str, object]


def keep_draft(books: Books, page: str, key: str, typed: Typed) -> None:
    """Keep what was typed so far; where nothing was, nothing is kept."""
    from carerdesk.store import drafts

    if any(typed.values()):
        drafts.save(books, page, key, typed)
    else:
        drop_draft(books, page, key)


def kept_draft(books: Books, page: str, key: str = "") -> Typed | None:
    """What was typed and not finished; None where there is nothing."""
    from carerdesk.store import drafts

    return drafts.load(books, page, key)


def drop_draft(books: Books, page: str, key: str = "") -> None:
    """It was finished, or what was typed is not wanted."""
    from carerdesk.store import drafts

    if drafts.load(books, page, key) is not None:
        drafts.drop(books, page, key)

"""Half-typed pages of Pay and Holiday, kept outside the history until they are finished."""

from __future__ import annotations

from collections.abc import Mapping

from carerdesk.services.books import Books
from carerdesk.store import drafts

Typed = Mapping[str, object]
_PAGE = "pay"


def keep_typed(books: Books, key: str, typed: Typed) -> None:
    """Keep what was typed on a page so far."""
    drafts.save(books, _PAGE, key, typed)


def kept_typed(books: Books, key: str) -> Typed | None:
    """What was typed and not finished; None where there is nothing."""
    return drafts.load(books, _PAGE, key)


def drop_typed(books: Books, key: str) -> None:
    """The page was finished."""
    if drafts.load(books, _PAGE, key) is not None:
        drafts.drop(books, _PAGE, key)

"""Half-typed pages about people, kept outside the history until they are finished."""

from __future__ import annotations

from collections.abc import Mapping

from carerdesk.services.books import Books

_PAGE = "people"
Typed = Mapping[str, object]


def keep_draft(books: Books, key: str, typed: Typed) -> None:
    """Keep what was typed on a page so far."""
    from carerdesk.store import drafts

    drafts.save(books, _PAGE, key, typed)


def kept_draft(books: Books, key: str) -> Typed | None:
    """What was typed and not finished; None where there is nothing."""
    from carerdesk.store import drafts

    return drafts.load(books, _PAGE, key)


def drop_draft(books: Books, key: str) -> None:
    """The page was finished, or what was typed is not wanted."""
    from carerdesk.store import drafts

    if drafts.load(books, _PAGE, key) is not None:
        drafts.drop(books, _PAGE, key)

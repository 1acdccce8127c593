"""Half-typed forms of the evidence room, kept outside the history until they are finished."""

from __future__ import annotations

from collections.abc import Mapping

from carerdesk.services.books import Books

_PAGE = "evidence"


def keep_draft(books: Books, key: str, typed: Mapping[str, object]) -> None:
    """Keep what was typed so far, where anything was; else nothing is kept."""
    from carerdesk.store import drafts

    if any(typed.values()):
        drafts.save(books, _PAGE, key, typed)
    else:
        drop_draft(books, key)


def kept_draft(books: Books, key: str) -> Mapping[str, object] | None:
    """What was typed and not finished; None where there is nothing."""
    from carerdesk.store import drafts

    return drafts.load(books, _PAGE, key)


def drop_draft(books: Books, key: str) -> None:
    """The form was finished, or given up."""
    from carerdesk.store import drafts

    if drafts.load(books, _PAGE, key) is not None:
        drafts.drop(books, _PAGE, key)

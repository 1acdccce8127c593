"""Half-typed forms of the money room, kept outside the history until they are finished."""

from __future__ import annotations

from collections.abc import Mapping

from carerdesk.services.books import Books, drafts

_PAGE = "money"


def keep_draft(books: Books, key: str, typed: Mapping[str, object]) -> None:
    """Keeps what was typed so far, where anything was; else nothing is kept."""
    drafts.keep_draft(books, _PAGE, key, typed)


def kept_draft(books: Books, key: str) -> Mapping[str, object] | None:
    """What was typed and not finished; None where there is nothing."""
    return drafts.kept_draft(books, _PAGE, key)


def drop_draft(books: Books, key: str) -> None:
    """The form was finished, or given up."""
    drafts.drop_draft(books, _PAGE, key)

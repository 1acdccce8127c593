"""A half-typed shift, kept outside the history until it is added."""

from __future__ import annotations

from collections.abc import Mapping

from carerdesk.services.books import Books

_PAGE = "rota"


def keep_draft(books: Books, typed: Mapping[str, str]) -> None:
    """Keep what stands in the entry row; nothing in it drops what was kept before."""
    from carerdesk.store import drafts

    if typed:
        drafts.save(books, _PAGE, "", dict(typed))
    elif kept_draft(books):
        drafts.drop(books, _PAGE, "")


def kept_draft(books: Books) -> dict[str, str]:
    """What was typed and not added."""
    from carerdesk.store import drafts

    kept = drafts.load(books, _PAGE, "") or {}
    return {name: str(text) for name, text in kept.items()}

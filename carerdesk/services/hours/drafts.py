"""A half-typed shift, kept outside the history until it is added."""

from __future__ import annotations

from collections.abc import Mapping

from carerdesk.services.books import Books, drafts

_PAGE = "rota"


def keep_draft(books: Books, typed: Mapping[str, str]) -> None:
    """Keep what stands in the entry row; nothing in it drops what was kept before."""
    drafts.keep_draft(books, _PAGE, "", typed)


def kept_draft(books: Books) -> dict[str, str]:
    """What was typed and not added."""
    kept = drafts.kept_draft(books, _PAGE) or {}
    return {name: str(text) for name, text in kept.items()}

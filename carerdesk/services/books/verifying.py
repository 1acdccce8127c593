"""Checking the books against their own log, laws and documents, in words."""

from __future__ import annotations

from dataclasses import dataclass

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.problem import Problem
from carerdesk.store.always_true import RULES
from carerdesk.store.books import Books
from carerdesk.store.documents import Progress, unseen
from carerdesk.store.verify import Difference, verify


@dataclass(frozen=True, slots=True)
class Found:
    """One thing amiss, in words, with the table and record it is about."""

    code: str
    words: str
    table: str
    row_id: int

    def as_json(self) -> dict[str, str | int]:
        """For other programs."""
        return {"code": self.code, "table": self.table, "id": self.row_id, "words": self.words}


def verify_books(books: Books, progress: Progress = unseen) -> tuple[Found, ...]:
    """Every difference, none where everything agrees."""
    return tuple(_found(one) for one in verify(books, progress))


def _found(one: Difference) -> Found:
    place = f" ({one.table} {one.row_id})" if one.row_id else ""
    return Found(one.code, _words(one) + place, one.table, one.row_id)


def _words(one: Difference) -> str:
    if any(rule.code == one.code for rule in RULES):
        return guidance("laws", one.code)
    from carerdesk.catalogue.words import problem_words

    return problem_words(Problem("", one.code, {"detail": one.detail}))

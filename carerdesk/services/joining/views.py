"""What the screens show of a worker's tax codes and their papers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from carerdesk.services.books import Books
from carerdesk.services.joining.tax_rows import TAX_DETAILS, TaxRow, tax_history

if TYPE_CHECKING:
    from carerdesk.services.money.attaching import Paper


def tax_history_of(books: Books, worker_id: int) -> tuple[TaxRow, ...]:
    """A worker's tax details, newest first."""
    with books.reading() as session:
        return tax_history(session, worker_id)


def papers_of(books: Books, rows: Sequence[TaxRow]) -> Mapping[int, tuple[Paper, ...]]:
    """The papers kept with each of these, by its number."""
    from carerdesk.services.money.attaching import papers

    return {row.id: papers(books, TAX_DETAILS, row.id) for row in rows}

"""PAs whose weeks repeat: Asha, Kasia and Tom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from carerdesk.store.books import Books
from carerdesk.store.tables import Worker


@dataclass(frozen=True)
class Pas:
    """Ids of the PAs in `books`."""

    asha: int
    kasia: int
    tom: int


@pytest.fixture
def pas(books: Books) -> Pas:
    """Three PAs; Tom started in June."""
    with books.operation("PAs added") as op:
        keys = {"employer_id": 1, "person_id": 1}
        rows = [
            Worker(**keys, name="Asha Rahman", started=date(2024, 1, 8)),
            Worker(**keys, name="Kasia Wójcik", started=date(2025, 3, 3)),
            Worker(**keys, name="Tom Griffiths", started=date(2026, 6, 1)),
        ]
        op.session.add_all(rows)
        op.session.flush()
        ids = [row.id for row in rows]
    return Pas(*ids)

"""PAs to fill the rota with: Asha, Kasia and Tom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from carerdesk.store.books import Books
from carerdesk.store.tables import Contract, Worker


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


@pytest.fixture
def terms(books: Books, pas: Pas) -> None:
    """Asha and Kasia are paid every four weeks, to 22 November."""
    with books.operation("Terms") as op:
        for worker in (pas.asha, pas.kasia):
            op.session.add(
                Contract(
                    employer_id=1, person_id=1, worker_id=worker, first_day=date(2025, 3, 3), frequency="four_weekly",
                    first_payday=date(2026, 10, 30), period_end=date(2026, 10, 25), hours_kind="irregular",
                    holiday_method="accrual",
                )
            )  # fmt: skip

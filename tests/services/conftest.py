"""A set of books to try things on: Helen Marsh, who employs PAs for Jamie; today is Friday 20 November 2026."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from carerdesk.domain.money import Money
from carerdesk.services.books.beginning import NewBooks, begin
from carerdesk.services.outcome import Done
from carerdesk.store.books import Books, FixedClock, create_books
from carerdesk.store.tables import Award, Funder

TODAY = date(2026, 11, 20)


@pytest.fixture
def books(tmp_path: Path) -> Iterator[Books]:
    """Books with an employer, a person, a council, an NHS funder and own money."""
    opened = create_books(tmp_path / "Jamie.carerdesk", FixedClock(TODAY))
    began = begin(opened, NewBooks("Helen Marsh", "Jamie Marsh", frozenset({"pay", "council"})))
    assert isinstance(began, Done)
    with opened.operation("Funders added") as op:
        keys = {"employer_id": 1, "person_id": 1}
        council = Funder(**keys, name="Westmere Council", short_name="Council", kind="council", position=1)
        council.least_weeks, council.most_weeks = Decimal(4), Decimal(8)
        nhs = Funder(**keys, name="NHS Westmere ICB", short_name="NHS", kind="nhs", position=2)
        op.session.add_all([council, nhs])
        op.session.flush()
        op.session.add(
            Award(
                **keys,
                funder_id=council.id,
                first_day=date(2026, 4, 6),
                amount=Money.of("640.06"),
                every="week",
                weekly_minutes=40 * 60,
            )
        )
    yield opened
    opened.close()


@dataclass(frozen=True)
class Funders:
    """Ids of the funders in `books`."""

    own: int = 1
    council: int = 2
    nhs: int = 3


@pytest.fixture
def funders() -> Funders:
    return Funders()

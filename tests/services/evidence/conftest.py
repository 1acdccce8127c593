"""The small family's half year."""

from __future__ import annotations

import pytest

from carerdesk.store.books import Books
from tests.services.evidence.year import Year, make_year


@pytest.fixture
def year(books: Books) -> Year:
    """Made by services alone."""
    return make_year(books)

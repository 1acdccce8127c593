"""The small family's half year, made once by services alone and copied for each test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from carerdesk.store.books import Books, FixedClock, open_books
from tests.services.conftest import TODAY
from tests.services.evidence.year import Year, begin_books, make_year

NAME = "Jamie.carerdesk"


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Year]:
    """The folder of the finished books, shut."""
    folder = tmp_path_factory.mktemp("year") / NAME
    books = begin_books(folder)
    year = make_year(books)
    books.close()
    return folder, year


@pytest.fixture
def year(made_once: tuple[Path, Year]) -> Year:
    """Ids of what was made."""
    return made_once[1]


@pytest.fixture
def books(made_once: tuple[Path, Year], tmp_path: Path) -> Iterator[Books]:
    """A copy of the finished books, open."""
    folder = shutil.copytree(made_once[0], tmp_path / NAME)
    opened = open_books(folder, FixedClock(TODAY))
    yield opened
    opened.close()

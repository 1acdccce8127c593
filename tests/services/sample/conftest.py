"""Samples made once for all tests that only look at them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from carerdesk.services.sample.making import Wanted, make
from carerdesk.store.books import Books, FixedClock, open_books

TODAY = date(2026, 11, 20)


@dataclass(frozen=True)
class Made:
    """A sample and its open books."""

    folder: Path
    paths: tuple[Path, ...]
    books: Books


def _made(folder: Path, wanted: Wanted) -> Iterator[Made]:
    paths = make(folder, TODAY, wanted, lambda *_: None, lambda: False)
    books = open_books(folder / "Sample.carerdesk", FixedClock(TODAY))
    yield Made(folder, paths, books)
    books.close()


@pytest.fixture(scope="session")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    """A sample of half a year without failures."""
    yield from _made(tmp_path_factory.mktemp("clean"), Wanted(days=150, seed=1, faults=False))


@pytest.fixture(scope="session")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    """A sample of three quarters with a failure for each control test."""
    yield from _made(tmp_path_factory.mktemp("faulty"), Wanted(days=190, seed=2, faults=True))

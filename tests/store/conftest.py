"""Real books in a folder of their own; passwords stretched only a little, so that the tests stay quick."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from carerdesk.store import keys
from carerdesk.store.books import Books, FixedClock, create_books

TODAY = date(2026, 11, 20)
CLOCK = FixedClock(TODAY)


@pytest.fixture(autouse=True)
def _light_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "_MEMORY_KIB", 64)
    monkeypatch.setattr(keys, "_PASSES", 1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "Jamie.carerdesk"


@pytest.fixture
def books(folder: Path) -> Iterator[Books]:
    """Empty books without a password, open."""
    opened = create_books(folder, CLOCK)
    yield opened
    opened.close()

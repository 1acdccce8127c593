"""A room over the small family's half year, and over books in which nothing is entered yet.

A folder of tests that imports these fixtures says in its own `room` which one.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from tests.services.evidence.house import House
from tests.services.evidence.year import begin_books, made_folder, new_books

NAME = "Jamie.carerdesk"


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the finished books, shut."""
    return made_folder(tmp_path_factory.mktemp("year") / NAME)


@pytest.fixture
def house(room: str, made_once: Path, tmp_path: Path, show: Callable[[QWidget], QWidget]) -> Iterator[House]:
    """A copy of the finished books."""
    made = House(shutil.copytree(made_once, tmp_path / NAME), room, show)
    yield made
    made.close()


@pytest.fixture
def new_house(room: str, tmp_path: Path, show: Callable[[QWidget], QWidget]) -> Iterator[House]:
    """Books that have just begun: no funder but the family itself."""
    new_books(tmp_path / NAME).close()
    made = House(tmp_path / NAME, room, show)
    yield made
    made.close()


@pytest.fixture
def two_funders(room: str, tmp_path: Path, show: Callable[[QWidget], QWidget]) -> Iterator[House]:
    """Books with a council and the NHS, and no money."""
    begin_books(tmp_path / NAME).close()
    made = House(tmp_path / NAME, room, show)
    yield made
    made.close()

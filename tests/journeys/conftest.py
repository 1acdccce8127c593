"""A kitchen to live in, and somebody to use it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from carerdesk.ui.theme import Look, apply
from tests.kitchen import Kitchen
from tests.user import User


@pytest.fixture
def user(qtbot: Any) -> User:
    return User(qtbot)


@pytest.fixture
def kitchen(qapp: QApplication, tmp_path: Path, user: User) -> Iterator[Kitchen]:
    apply(qapp, Look())
    qapp.setQuitOnLastWindowClosed(False)
    yield Kitchen(qapp, tmp_path, user)
    for window in qapp.topLevelWidgets():
        window.close()
        window.deleteLater()
    qapp.processEvents()

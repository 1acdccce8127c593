"""The Holiday room over real books."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from tests.ui.pay.house import House


@pytest.fixture
def house(tmp_path: Path, show: Callable[[QWidget], QWidget]) -> Iterator[House]:
    """Books without PAs; the window opens in Holiday and sickness."""
    made = House(tmp_path, show, "holiday")
    yield made
    made.close()

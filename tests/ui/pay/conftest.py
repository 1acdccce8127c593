"""The Pay room over real books."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from tests.ui.pay.house import House


@pytest.fixture
def house(tmp_path: Path, show: Callable[[QWidget], QWidget]) -> Iterator[House]:
    """Books without PAs; the window opens in Pay."""
    made = House(tmp_path, show, "pay")
    yield made
    made.close()

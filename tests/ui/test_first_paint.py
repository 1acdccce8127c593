"""Nothing holds up the first page: what is heavy comes after it."""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from carerdesk.services.books.beginning import NewBooks, begin
from carerdesk.services.due.front import work_out_front_page
from carerdesk.store.books import FixedClock, create_books
from carerdesk.ui.first_paint import after_first_paint

ROOT = Path(__file__).resolve().parents[2]
HEAVY = ("sqlalchemy", "alembic", "msgspec", "reportlab", "pikepdf", "pypdf", "PIL", "cryptography", "logging.handlers")

OPEN_AND_TELL = """
import json, sys
from carerdesk import app, cli

def tell(self):
    print(json.dumps([name for name in json.loads(sys.argv[2]) if name in sys.modules]), flush=True)
    self._window.close()

app.CarerDesk._after_first_paint = tell
app.run(cli.read_arguments(["--data-dir", sys.argv[1], "--today", "2026-11-20"]))
"""


def test_the_first_page_is_painted_before_anything_heavy_is_loaded(tmp_path: Path) -> None:
    books = create_books(tmp_path / "Jamie.carerdesk", FixedClock(date(2026, 11, 20)))
    begin(books, NewBooks("Helen Marsh", "Jamie Marsh", frozenset({"pay"})))
    work_out_front_page(books)
    books.close()
    told = subprocess.run(
        [sys.executable, "-c", OPEN_AND_TELL, str(tmp_path), json.dumps(HEAVY)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(told.stdout) == []


def test_work_begins_when_a_window_has_been_painted_and_once(qtbot: Any) -> None:
    window, heard = QLabel("Here"), []
    qtbot.addWidget(window)
    after_first_paint(window, lambda: heard.append(window.isVisible()))
    QApplication.processEvents()
    assert heard == []
    window.show()
    qtbot.wait_until(lambda: bool(heard))
    window.repaint()
    window.hide()
    window.show()
    qtbot.wait_exposed(window)
    assert heard == [True]


def test_a_page_put_away_at_once_begins_its_work_when_it_is_seen_again(qtbot: Any) -> None:
    page, heard = QWidget(), []
    qtbot.addWidget(page)
    after_first_paint(page, lambda: heard.append("begun"))
    QApplication.sendEvent(page, QPaintEvent(page.rect()))
    QApplication.processEvents()
    assert heard == []
    page.show()
    qtbot.wait_until(lambda: heard == ["begun"])


def _come_and_go() -> None:
    """A window whose work knows it, painted and gone again before the event loop has come round."""
    page, heard = QWidget(), list[bool]()
    after_first_paint(page, lambda: heard.append(page.isVisible()))
    page.show()
    for _ in range(1000):
        QApplication.processEvents()
        if heard:
            break
    assert heard == [True]


@pytest.mark.usefixtures("qtbot")
def test_many_windows_that_come_and_go_leave_qt_standing() -> None:
    for at in range(600):
        _come_and_go()
        if at % 50 == 0:
            gc.collect()

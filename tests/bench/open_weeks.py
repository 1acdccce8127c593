"""Opens weeks of books in the Rota room, one after another over all their years; says the median seconds of one."""

from __future__ import annotations

import statistics
import sys
import time
from datetime import date, timedelta
from pathlib import Path

from PySide6.QtWidgets import QApplication

from carerdesk.app import CarerDesk
from carerdesk.cli import read_arguments
from carerdesk.domain.dates import monday_of
from carerdesk.ui.main_window import MainWindow
from carerdesk.ui.pages.rota import RotaPage
from carerdesk.ui.preferences import Preferences

WEEKS = 24


def main(folder: str, today: str) -> None:
    """Start the program on the books below a folder, and turn to weeks spread evenly over them."""
    app = QApplication(sys.argv[:1])
    preferences = Preferences.load(Path(folder) / "preferences.json")
    preferences.maximised, preferences.width, preferences.height = False, 1366, 720
    program = CarerDesk(app, read_arguments(["--today", today]), preferences, Path(folder))
    program.start()
    window = app.activeWindow() or next(each for each in app.topLevelWidgets() if isinstance(each, MainWindow))
    assert isinstance(window, MainWindow)
    window.go("rota")
    app.processEvents()
    page = window.page_shown()
    assert isinstance(page, RotaPage)
    sys.stdout.write(f"{_median(app, page, _mondays(window, date.fromisoformat(today)))}\n")
    window.close()


def _mondays(window: MainWindow, today: date) -> list[date]:
    """Evenly from the first week with hours to this one, in an order that never steps to the week beside."""
    ((first,),) = window.desk.books.quick("SELECT min(day) FROM shift")
    oldest, newest = monday_of(date.fromisoformat(first)), monday_of(today)
    weeks = (newest - oldest).days // 7
    found = [oldest + timedelta(weeks=weeks * at // (WEEKS - 1)) for at in range(WEEKS)]
    return [*found[::2], *found[1::2]]


def _median(app: QApplication, page: RotaPage, mondays: list[date]) -> float:
    took = []
    for monday in mondays:
        began = time.perf_counter()
        page.go_to(monday)
        app.processEvents()
        took.append(time.perf_counter() - began)
    return statistics.median(took)


main(*sys.argv[1:])

"""A kitchen table with the sample's books on it, and somebody whose presses are counted from the first page on."""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Self

from PySide6.QtCore import QThreadPool
from PySide6.QtWidgets import QApplication

from carerdesk.services.books.opening import open_for_work
from carerdesk.store.books import FixedClock
from tests.bench.asked import asked_again, facts_held
from tests.bench.hands import Hands
from tests.kitchen import Kitchen
from tests.user import User

Act = Callable[[Kitchen], object]


class Table:
    """A copy of the books below a folder, that goes when the table is cleared."""

    def __init__(self, sample: Path) -> None:
        self._app = QApplication(sys.argv[:1])
        self._folder = tempfile.TemporaryDirectory()
        self.kitchen = Kitchen(self._app, Path(self._folder.name), User(Hands()))
        self.books = self.kitchen.place / "Sample.carerdesk"
        shutil.copytree(sample / "Sample.carerdesk", self.books)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        QThreadPool.globalInstance().waitForDone()  # what is still looked for in the books
        self._folder.cleanup()

    def use(self, today: date, act: Act) -> None:
        """Open the program on a day and do something; write what it took as one line."""
        with closing(open_for_work(self.books, FixedClock(today))) as books:
            held = facts_held(books)
        self.kitchen.start(today.isoformat())
        self.kitchen.in_the_books()
        user = self.kitchen.user
        assert not user.presses
        act(self.kitchen)
        again = asked_again(user.answers, held)
        told = {"presses": user.presses, "keys": user.keys, "screens": user.screens, "asked_again": again}
        sys.stdout.write(f"{json.dumps(told)}\n")
        self.kitchen.shut()

    def look_again(self, today: date, act: Act) -> None:
        """Open the program once more, and see that it is all still there."""
        self.kitchen.start(today.isoformat())
        self.kitchen.in_the_books()
        act(self.kitchen)
        self.kitchen.shut()

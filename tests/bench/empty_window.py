"""The floor for starting: an empty window painted, and one row read from a locked database. Says so, and ends."""

from __future__ import annotations

import sys

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget
from sqlcipher3 import dbapi2


class _Empty(QWidget):
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        super().paintEvent(event)
        QTimer.singleShot(0, self, self._tell)

    def _tell(self) -> None:
        sys.stdout.write("painted\n")
        sys.stdout.flush()
        self.close()


def main(database: str, key: str) -> None:
    """Open, read, paint."""
    app = QApplication(sys.argv[:1])
    connection = dbapi2.connect(database)
    connection.execute(f"PRAGMA key = \"x'{key}'\"")
    assert connection.execute("SELECT name FROM person LIMIT 1").fetchone()
    window = _Empty()
    window.resize(1180, 720)
    window.show()
    app.exec()


main(*sys.argv[1:])

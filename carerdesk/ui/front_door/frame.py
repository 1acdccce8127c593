"""The column in the middle of the door, and its menus."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea

from carerdesk.ui.menus import Menus
from carerdesk.ui.theme import Look, look
from carerdesk.ui.widgets.arrange import Across
from carerdesk.ui.widgets.text import Icon, Label

if TYPE_CHECKING:
    from carerdesk.ui.front_door.door import FrontDoor
    from carerdesk.ui.main_window import MainWindow

_COLUMN = 720  # pixels at 100 %: about 70 letters a line


class ColumnArea(QScrollArea):
    """Scrolls down only, and keeps its page to a width that reads well."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def restyle(self, chosen: Look) -> None:
        """The column grows with the text."""
        self._narrow(chosen)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._narrow(look())
        super().resizeEvent(event)

    def _narrow(self, chosen: Look) -> None:
        side = max(0, (self.width() - chosen.size(_COLUMN)) // 2)
        if self.viewportMargins().left() != side:
            self.setViewportMargins(side, 0, side, 0)


class DoorMenus(Menus):
    """File and View, as in the rooms, and nothing else."""

    def __init__(self, door: FrontDoor) -> None:
        self._window = cast("MainWindow", door)  # what is used of it here, every window has
        self._tr = door.tr
        bar = door.menuBar()
        self._item(bar.addMenu(self._tr("&File")), self._tr("Close"), door.close, "Ctrl+Q")
        self._view(bar.addMenu(self._tr("&View")))


def top_mark() -> QFrame:
    """The name of the program above every step."""
    top = QFrame()
    top.setProperty("part", "top")
    mark = Across(Icon("heart-handshake", "primary", 22), Label("CarerDesk", "title"), None)
    top.setLayout(Across(mark, gap=0, pad=("xxl", "m", "xxl", "m")))
    return top


def foot_strip(words: str) -> QFrame:
    """The promise, at the foot of every step."""
    strip = QFrame()
    strip.setProperty("part", "strip")
    row = Across(Icon("lock", "ink2", 16), Label(words, "small", "ink2"), None)
    strip.setLayout(Across(row, pad=("xxl", 7, "xxl", 7)))
    return strip

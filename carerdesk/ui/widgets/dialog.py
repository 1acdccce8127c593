"""A dialog, for real choices only. Opened with open(), never exec()."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from carerdesk.ui.widgets.arrange import Down
from carerdesk.ui.widgets.reading_order import move_focus
from carerdesk.ui.widgets.ring import FocusRing


class HouseDialog(QDialog):
    """A modal dialog with the house's padding and focus ring; gone from memory once closed. Escape closes it."""

    def __init__(self, parent: QWidget, title: str) -> None:
        super().__init__(parent.window())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setObjectName(title)
        self.body = Down(gap="m", pad="xl")
        self.setLayout(self.body)
        self.ring = FocusRing(self)

    def focusNextPrevChild(self, forward: bool) -> bool:
        return move_focus(self, forward=forward)

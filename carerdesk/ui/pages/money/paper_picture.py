"""A paper at a glance beside its line, and larger in a window of its own."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from carerdesk.services.money.attaching import Preview
from carerdesk.ui.theme import look
from carerdesk.ui.widgets.arrange import Across
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import Well
from carerdesk.ui.widgets.dialog import HouseDialog
from carerdesk.ui.widgets.documents import DocumentViewer
from carerdesk.ui.widgets.text import Label

_HEIGHT = 104


class PaperPicture(QLabel):
    """The picture as large as its place allows, with its name for a screen reader."""

    def __init__(self, png: bytes, name: str) -> None:
        super().__init__()
        self._picture = QPixmap()
        self._picture.loadFromData(png)
        self._name, self._png = name, png
        self.setAccessibleName(name)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(look().size(_HEIGHT))

    def open_larger(self) -> None:
        """The same picture in a window of its own."""
        dialog = HouseDialog(self, self._name)
        dialog.body.add(DocumentViewer(self._name, [self._png], in_dialog=True))
        dialog.body.add(Across(None, Button(self.tr("Close the picture"), act=dialog.accept)))
        dialog.resize(self.window().size() * 0.9)
        dialog.open()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        sharp = self.devicePixelRatioF()
        room = QSize(round(self.width() * sharp), round(self.height() * sharp))
        drawn = self._picture.scaled(
            room, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        drawn.setDevicePixelRatio(sharp)
        self.setPixmap(drawn)


def paper_words(preview: Preview) -> Well:
    """A PDF of words: what it begins with."""
    return Well(Label(preview.words, "small", wrap=True))

"""The strip below a day's name: 06:00 to 24:00, covered time in the funder's colour. The cards say it in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from carerdesk.ui.theme import Look, look

FIRST, LAST = 6 * 60, 24 * 60


@dataclass(frozen=True, slots=True)
class Covered:
    """Minutes of a day that are covered, in a tone; `gap` where nobody is there."""

    first: int
    last: int
    tone: str
    gap: bool = False


class DayStrip(QWidget):
    """A picture only."""

    def __init__(self, covered: Iterable[Covered]) -> None:
        super().__init__()
        self._covered = list(covered)
        self.restyle(look())

    def restyle(self, chosen: Look) -> None:
        """As tall as the text asks."""
        self.setFixedHeight(chosen.size(12))

    def paintEvent(self, _event: QPaintEvent) -> None:
        chosen = look()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = QRectF(1, 2, self.width() - 2, self.height() - 4)
        painter.setPen(QPen(chosen.colour("edge"), 1) if chosen.high_contrast else Qt.PenStyle.NoPen)
        painter.setBrush(chosen.colour("quiet_soft"))
        painter.drawRoundedRect(room, 3, 3)
        for each in self._covered:
            self._draw(painter, room, each)

    @staticmethod
    def _draw(painter: QPainter, room: QRectF, each: Covered) -> None:
        first, last = max(each.first, FIRST), min(each.last, LAST)
        if last <= first:
            return
        left = room.left() + room.width() * (first - FIRST) / (LAST - FIRST)
        wide = room.width() * (last - first) / (LAST - FIRST)
        colour = look().colour
        painter.setPen(QPen(colour("attention"), 1.6) if each.gap else Qt.PenStyle.NoPen)
        painter.setBrush(colour("attention_soft" if each.gap else each.tone))
        painter.drawRoundedRect(QRectF(left, room.top(), wide, room.height()), 2, 2)

"""The head of a week: its many buttons stand right of the title, or below it where text is large."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from carerdesk.ui.theme import Look, tokens
from carerdesk.ui.widgets.arrange import Folding, window_in_em
from carerdesk.ui.widgets.cards import PageHead

_WAYS = QBoxLayout.Direction
_ENDS_FOLD = 60  # em of the row itself


class WeekHead(PageHead):
    """A page head that folds."""

    def __init__(
        self, title: str, sub: str, *buttons: QWidget, back: str = "", go_back: Callable[[], None] | None = None
    ) -> None:
        super().__init__(title, sub, *buttons, back=back, go_back=go_back)
        self._row = self._row_of_title()

    def restyle(self, _chosen: Look) -> None:
        """Look again at how much room there is."""
        self._arrange()

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Show, QEvent.Type.PolishRequest):
            self._arrange()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _row_of_title(self) -> QBoxLayout:
        body = self.layout()
        assert body is not None
        items = (body.itemAt(at) for at in range(body.count()))
        rows = (item.layout() for item in items if item is not None)
        return next(row for row in rows if isinstance(row, QBoxLayout) and row.indexOf(self.title) >= 0)

    def _arrange(self) -> None:
        wide = window_in_em(self) >= float(tokens()["breakpoint"]["two_columns"])
        way = _WAYS.LeftToRight if wide else _WAYS.TopToBottom
        if self._row.direction() != way:
            self._row.setDirection(way)


class TwoEnds(QWidget):
    """One part at the left end of a row and another at its right; one below the other where text is large."""

    def __init__(self, left: QWidget, right: QWidget) -> None:
        super().__init__()
        row = Folding(below=_ENDS_FOLD, gap="s")
        row.addWidget(left, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(right)
        self.setLayout(row)

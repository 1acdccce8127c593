"""Work that waits until a window has been painted, so that nothing holds up what a person sees first."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget


class _FirstPaint(QObject):
    """Lives as long as its widget: one that deleted itself after its work brought Qt down with the widget later on."""

    def __init__(self, widget: QWidget, act: Callable[[], object]) -> None:
        super().__init__(widget)
        self._act: Callable[[], object] | None = act
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self, self._go)  # its parts are painted in the same breath, after it
        return False

    def _go(self) -> None:
        widget = self.parent()
        assert isinstance(widget, QWidget)
        if not widget.isVisible():  # gone in between, or closed for good: wait until it is painted again
            widget.installEventFilter(self)
            return
        act, self._act = self._act, None
        if act is not None:
            act()


def after_first_paint(widget: QWidget, act: Callable[[], object]) -> None:
    """Calls `act` once, when the widget and its parts have next been painted."""
    _FirstPaint(widget, act)

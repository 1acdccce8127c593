"""Locking by itself: after so many minutes without a key, the mouse or the wheel."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

_LOOK_EVERY = 15_000  # milliseconds
_A_MINUTE = 60
STANDING_STILL = "standing_still"
"""The property of a window whose books are getting a new key."""
_SIGNS_OF_LIFE = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)


class LockWhenAway(QObject):
    """Calls `lock` once nobody has touched the program for `minutes()`; 0 minutes is never. Lives with its window."""

    def __init__(
        self,
        window: QWidget,
        minutes: Callable[[], int],
        lock: Callable[[], object],
        *,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(window)
        self._window, self._minutes, self._lock, self._now = window, minutes, lock, now
        self._touched = now()
        app = QApplication.instance()
        assert app is not None
        app.installEventFilter(self)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(_LOOK_EVERY)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in _SIGNS_OF_LIFE:
            self._touched = self._now()
        return False

    def look(self) -> None:
        """Lock, where it is time; not while the window stands still for a new key, as nothing may be read then."""
        if self._window.property(STANDING_STILL):
            return
        minutes = self._minutes()
        if minutes and self._now() - self._touched >= minutes * _A_MINUTE:
            self._timer.stop()
            self._lock()

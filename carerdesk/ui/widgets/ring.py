"""The one focus ring: outside whatever has the focus, the same on every kind of part, never cut off by a parent."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, QTimer, SignalInstance
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QRegion
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QWidget,
)
from shiboken6 import isValid

from carerdesk.ui.theme import Look, look, tokens

_MOVES = (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.LayoutRequest, QEvent.Type.Show, QEvent.Type.Hide)
_TEXT = (QLineEdit, QPlainTextEdit)
_KEYS = (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride)


class FocusRing(QWidget):
    """An overlay child of a window. Always round a text box; round the rest from a key to the next mouse press."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._target: QWidget | None = None
        self._watched: list[QObject] = []
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._moved)
        self._wait_for_a_key()

    @property
    def target(self) -> QWidget | None:
        """What the ring goes round now."""
        return self._target

    def restyle(self, _chosen: Look) -> None:
        """Draw it in the look's colour."""
        self._place_soon()

    def follow(self, target: QWidget | None) -> None:
        """Go round this part, or hide."""
        self._unwatch()
        self._target = target if target is not None and self._window.isAncestorOf(target) else None
        if self._target is not None:
            self._watch(self._target)
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVES:
            self._place_soon()
        elif event.type() in _KEYS:
            self._key_pressed()
        elif event.type() == QEvent.Type.MouseButtonPress and watched is not self._window:
            self._mouse_pressed()
        return False

    def _key_pressed(self) -> None:
        _remember(by_keys=True)
        if self._target is None and self._focused is not None:
            self.follow(self._focused)

    def _mouse_pressed(self) -> None:
        _remember(by_keys=False)
        if not isinstance(self._target, _TEXT):
            self.follow(None)
            self._wait_for_a_key()

    def paintEvent(self, _event: QPaintEvent) -> None:
        thick, radius = tokens()["size"]["ring"], tokens()["size"]["radius_control"] + tokens()["size"]["ring"]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look().colour("focus"), thick))
        inset = thick / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), radius, radius)

    @property
    def _focused(self) -> QWidget | None:
        focused = QApplication.focusWidget()
        return focused if focused is not None and self._window.isAncestorOf(focused) else None

    def _moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        if not isValid(self._window):  # a window that is going tells of the focus it loses
            return
        if QApplication.mouseButtons() != Qt.MouseButton.NoButton:
            _remember(by_keys=False)
        self.follow(new if _by_keys() or isinstance(new, _TEXT) else None)
        self._wait_for_a_key()

    def _wait_for_a_key(self) -> None:
        if self._target is None:
            self._watch_only(self._focused or self._window)

    def _watch(self, target: QWidget) -> None:
        part: QWidget | None = target
        while part is not None and part is not self._window:
            self._watch_only(part)
            if isinstance(part, QAbstractScrollArea):
                self._hear(part.verticalScrollBar().valueChanged, part.verticalScrollBar())
            part = part.parentWidget()
        self._watch_only(self._window)
        if isinstance(target, QAbstractScrollArea):
            self._watch_only(target.viewport())
        if isinstance(target, QAbstractItemView) and target.selectionModel() is not None:
            self._hear(target.selectionModel().currentChanged, target.selectionModel())

    def _hear(self, signal: SignalInstance, source: QObject) -> None:
        if source.property("ringed") is None:  # once is enough, however often the focus comes by
            source.setProperty("ringed", True)
            signal.connect(self._place_soon)

    def _watch_only(self, part: QObject) -> None:
        part.installEventFilter(self)
        self._watched.append(part)

    def _unwatch(self) -> None:
        for part in self._watched:
            if isValid(part):
                part.removeEventFilter(self)
        self._watched.clear()

    def _place_soon(self) -> None:
        QTimer.singleShot(0, self, self._place)

    def _place(self) -> None:
        target = self._target
        if target is None or not isValid(target) or not target.isVisible():
            self._target = None if target is not None and not isValid(target) else target
            self.hide()
            return
        out = tokens()["size"]["ring"] + tokens()["size"]["ring_gap"]
        area = self._area(target).adjusted(-out, -out, out, out)
        self.setGeometry(area)
        clip = self._clip(target)
        if clip is None:
            self.clearMask()
        else:
            self.setMask(QRegion(area.intersected(clip).translated(-area.topLeft())))
        self.raise_()
        self.show()
        self.update()

    def _area(self, target: QWidget) -> QRect:
        if isinstance(target, QAbstractItemView) and target.currentIndex().isValid():
            row = target.visualRect(target.currentIndex())
            view = target.viewport()
            row.setLeft(0)
            row.setRight(view.width() - 1)
            shown = row.intersected(view.rect())
            if not shown.isEmpty():
                return QRect(view.mapTo(self._window, shown.topLeft()), shown.size()).adjusted(4, 4, -4, -4)
        return QRect(target.mapTo(self._window, QPoint(0, 0)), target.size())

    def _clip(self, target: QWidget) -> QRect | None:
        part = target.parentWidget()
        while part is not None and part is not self._window:
            holder = part.parentWidget()
            if isinstance(holder, QScrollArea) and holder.viewport() is part:
                return QRect(part.mapTo(self._window, QPoint(0, 0)), part.size())
            part = holder
        return None


def _remember(*, by_keys: bool) -> None:
    """Whether the keyboard or the mouse was used last, for every window there is."""
    app = QApplication.instance()
    assert app is not None
    app.setProperty("by_keys", by_keys)


def _by_keys() -> bool:
    app = QApplication.instance()
    return app is not None and bool(app.property("by_keys"))

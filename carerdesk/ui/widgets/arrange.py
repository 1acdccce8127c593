"""Columns and rows whose gaps come from the token table and grow with the text."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLayout, QLayoutItem, QSizePolicy, QWidget

from carerdesk.ui.theme import Look, look, tokens

Gap: TypeAlias = str | int
Pad: TypeAlias = str | int | tuple[str | int, str | int, str | int, str | int]
Item: TypeAlias = QWidget | QLayout | int | None


def _margins(pad: Pad, chosen: Look) -> tuple[int, int, int, int]:
    left, top, right, bottom = pad if isinstance(pad, tuple) else (pad, pad, pad, pad)
    return chosen.space(left), chosen.space(top), chosen.space(right), chosen.space(bottom)


class _Box(QBoxLayout):
    """A box whose gap and padding are tokens. Items: widget, layout, a number (that much room), None (a stretch)."""

    def __init__(self, direction: QBoxLayout.Direction, items: tuple[Item, ...], gap: Gap, pad: Pad) -> None:
        super().__init__(direction)
        self._gap, self._pad = gap, pad
        self.restyle(look())
        self.add(*items)

    def add(self, *items: Item) -> None:
        """Put more items at the end."""
        for item in items:
            if item is None:
                self.addStretch(1)
            elif isinstance(item, int):
                self.addSpacing(look().space(item))
            elif isinstance(item, QWidget):
                self._put(item)
            else:
                self.addLayout(item)

    def _put(self, widget: QWidget) -> None:
        level = self.direction() == QBoxLayout.Direction.LeftToRight and getattr(widget, "hangs_from_top", False)
        self.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop if level else Qt.AlignmentFlag(0))

    def clear(self) -> None:
        """Take everything out and away."""
        empty(self)

    def restyle(self, chosen: Look) -> None:
        """Take gap and padding from a look."""
        self.setSpacing(chosen.space(self._gap))
        self.setContentsMargins(*_margins(self._pad, chosen))


class Down(_Box):
    """Items one below another."""

    def __init__(self, *items: Item, gap: Gap = "s", pad: Pad = 0) -> None:
        super().__init__(QBoxLayout.Direction.TopToBottom, items, gap, pad)


class Across(_Box):
    """Items side by side."""

    def __init__(self, *items: Item, gap: Gap = "s", pad: Pad = 0) -> None:
        super().__init__(QBoxLayout.Direction.LeftToRight, items, gap, pad)


class Folding(Across):
    """Items side by side, or one below another where the place is narrower than so many body fonts.

    `folded` is told when it changes.
    """

    def __init__(
        self, *items: Item, below: float, gap: Gap = "s", folded: Callable[[bool], object] | None = None
    ) -> None:
        self._below, self._tell = below, folded
        self._heights: dict[int, int] = {}
        super().__init__(*items, gap=gap)

    @property
    def is_folded(self) -> bool:
        """Whether the items stand one below another now."""
        return self.direction() == QBoxLayout.Direction.TopToBottom

    def heightForWidth(self, width: int) -> int:
        """Remembered until something inside changes: one inside another, they would ask each other over and over."""
        if width not in self._heights:
            self._choose(width)
            self._heights[width] = super().heightForWidth(width)
        return self._heights[width]

    def invalidate(self) -> None:
        """Forget the heights: something inside has changed."""
        self._heights.clear()
        super().invalidate()

    def setGeometry(self, rect: QRect) -> None:
        self._choose(rect.width())
        super().setGeometry(rect)

    def minimumSize(self) -> QSize:
        """As narrow as its widest item, whichever way they stand."""
        items = [item for at in range(self.count()) if (item := self.itemAt(at)) is not None]
        wide = max((item.minimumSize().width() for item in items), default=0)
        return QSize(wide, super().minimumSize().height())

    def _choose(self, width: int) -> None:
        fold = width < self._below * look().em
        if fold == self.is_folded:
            return
        self.setDirection(QBoxLayout.Direction.TopToBottom if fold else QBoxLayout.Direction.LeftToRight)
        if self._tell is not None:
            self._tell(fold)


def empty(layout: QLayout) -> None:
    """Take every item out of a layout and let the widgets go."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        elif inner is not None:
            empty(inner)
            inner.deleteLater()


def let_show(widget: QWidget, wanted: bool) -> None:
    """Show or hide a part. One that has no parent yet shows with it later: Qt would open it as a window at once."""
    if wanted and widget.parentWidget() is None:
        widget.setAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide, on=False)
    else:
        widget.setVisible(wanted)


class _Hanging(QWidget):
    hangs_from_top = True


def beside_fields(widget: QWidget) -> QWidget:
    """A button set level with the boxes of labelled fields in the same row, not with their labels."""
    from carerdesk.ui.widgets.text import Label

    holder = _Hanging()
    holder.setLayout(Down(Label(" ", "smallstrong"), widget, gap="xs"))
    holder.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return holder


class Flow(QLayout):
    """Items side by side, folding on to further lines when the width ends. Same order as in reading."""

    def __init__(self, *widgets: QWidget, gap: Gap = "s") -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self.setContentsMargins(0, 0, 0, 0)
        self.restyle(look())
        for widget in widgets:
            self.addWidget(widget)

    def restyle(self, chosen: Look) -> None:
        """Take the gap from a look."""
        self.setSpacing(chosen.space(self._gap))

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._lay(QRect(0, 0, width, 0), place=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._lay(rect, place=True)

    def sizeHint(self) -> QSize:
        hints = [item.sizeHint() for item in self._shown()]
        gaps = self.spacing() * max(0, len(hints) - 1)
        return QSize(sum(hint.width() for hint in hints) + gaps, max((hint.height() for hint in hints), default=0))

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._shown():
            size = size.expandedTo(item.minimumSize())
        return size

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _lay(self, rect: QRect, *, place: bool) -> int:
        y = rect.y()
        for line in self._lines(rect.width()):
            tall = max(size.height() for _, size in line)
            if place:
                self._place(line, QPoint(rect.x(), y), tall)
            y += tall + self.spacing()
        return max(0, y - self.spacing() - rect.y())

    def _lines(self, width: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        lines: list[list[tuple[QLayoutItem, QSize]]] = []
        used = 0
        for item in self._shown():
            size = _size_within(item, width)
            if not lines or used + self.spacing() + size.width() > width:
                lines.append([])
                used = -self.spacing()
            lines[-1].append((item, size))
            used += self.spacing() + size.width()
        return lines

    def _place(self, line: list[tuple[QLayoutItem, QSize]], at: QPoint, tall: int) -> None:
        x = at.x()
        for item, size in line:
            hangs = getattr(item.widget(), "hangs_from_top", False)
            item.setGeometry(QRect(QPoint(x, at.y() + (0 if hangs else (tall - size.height()) // 2)), size))
            x += size.width() + self.spacing()


def _size_within(item: QLayoutItem, width: int) -> QSize:
    hint = item.sizeHint()
    wide = min(hint.width(), width) if width else hint.width()
    return QSize(wide, item.heightForWidth(wide) if item.hasHeightForWidth() else hint.height())


def window_in_em(widget: QWidget) -> float:
    """How wide the widget's window is, counted in body fonts: big text and a small window are one case."""
    return widget.window().width() / look().em


class TwoColumns(QWidget):
    """A main column with a side column of fixed width beside it; below it in a window under 80 em."""

    def __init__(self, main: QLayout, side: QLayout, side_width: str | int = "panel_width") -> None:
        super().__init__()
        self._side_width = side_width
        self._main, self._side = QWidget(), QWidget()
        self._main.setLayout(main)
        self._side.setLayout(side)
        self._box = Across(self._main, self._side, gap="l")
        self._box.setStretch(0, 1)
        self.setLayout(self._box)

    @property
    def is_wide(self) -> bool:
        """Whether the two stand side by side now."""
        return self._box.direction() == QBoxLayout.Direction.LeftToRight

    def restyle(self, chosen: Look) -> None:
        """Look again at how much room there is."""
        self._arrange(chosen)

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Show, QEvent.Type.PolishRequest):
            self._arrange(look())
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange(look())
        super().resizeEvent(event)

    def _arrange(self, chosen: Look) -> None:
        wide = window_in_em(self) >= tokens()["breakpoint"]["two_columns"]
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if self._box.direction() != way:
            self._box.setDirection(way)
        self._side.setMinimumWidth(chosen.size(self._side_width) if wide else 0)
        self._side.setMaximumWidth(chosen.size(self._side_width) if wide else 16_777_215)  # Qt's own "no limit"

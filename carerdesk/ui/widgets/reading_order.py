"""Tab goes as the eye reads. The order comes from the layouts at each press: what a page adds later falls in line."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLayout, QMainWindow, QRadioButton, QScrollArea, QWidget

from carerdesk.ui.theme import look


def reading_order(widget: QWidget) -> Iterator[QWidget]:
    """Every part below a widget that Tab may stop at, in the order it is read."""
    for part in _below(widget):
        if _stops_at(part):
            yield part
        if not isinstance(part, QRadioButton):
            yield from reading_order(part)


def move_focus(window: QWidget, *, forward: bool) -> bool:
    """Give the focus to the next part in reading order, or the one before, and bring it into sight."""
    parts = list(reading_order(window))
    if not parts:
        return False
    now = QApplication.focusWidget()
    step = 1 if forward else -1
    at = parts.index(now) + step if now in parts else _place_of(parts, now, forward=forward)
    chosen = parts[at % len(parts)]
    chosen.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
    if now is not None or not forward:  # the very first part is in sight already
        bring_into_sight(chosen)
    return True


def bring_into_sight(part: QWidget) -> None:
    """Scroll every scroll area around a part until it shows, focus ring included."""
    room = look().space("s")
    holder = part.parentWidget()
    while holder is not None:
        if isinstance(holder, QScrollArea):
            holder.ensureWidgetVisible(part, room, room)
        holder = holder.parentWidget()


def _place_of(parts: list[QWidget], now: QWidget | None, *, forward: bool) -> int:
    """Where to go from a part that Tab does not stop at, such as an unchosen radio button."""
    siblings = [at for at, part in enumerate(parts) if now is not None and part.parentWidget() is now.parentWidget()]
    if not siblings:
        return 0 if forward else -1
    return siblings[-1] + 1 if forward else siblings[0] - 1


def _below(widget: QWidget) -> Iterator[QWidget]:
    if isinstance(widget, QMainWindow):
        yield from filter(None, [widget.centralWidget()])
    elif isinstance(widget, QScrollArea):
        yield from filter(None, [widget.widget()])
    else:
        layout = widget.layout()
        if layout is not None:
            yield from _in_layout(layout)


def _in_layout(layout: QLayout) -> Iterator[QWidget]:
    for at in range(layout.count()):
        item = layout.itemAt(at)
        widget, inner = (item.widget(), item.layout()) if item is not None else (None, None)
        if widget is not None and not widget.isHidden():
            yield widget
        elif inner is not None:
            yield from _in_layout(inner)


def _stops_at(part: QWidget) -> bool:
    if not part.isEnabled() or not part.isVisible() or not part.focusPolicy() & Qt.FocusPolicy.TabFocus:
        return False
    if isinstance(part, QRadioButton) and part.group() is not None:
        group = part.group()
        first = group.buttons()[0]
        return part is (group.checkedButton() or first)
    return part.size().width() > 0 or part.pos() != QPoint(0, 0)

"""How the cells of a register are drawn."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from carerdesk.ui.models.table import CELL_ROLE, Cell, Column, Index, State, TableModel, Tag, Two, shown
from carerdesk.ui.theme import look, tokens

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_BAR = 4  # pixels of the green bar at the chosen row


def row_height() -> int:
    """Tall enough for two lines at the text size in use."""
    from PySide6.QtGui import QFontMetrics

    two = QFontMetrics(look().font("strong")).height() + QFontMetrics(look().font("small")).height()
    return max(look().size("row"), two + look().space("xs"))


class RegisterPaint(QStyledItemDelegate):
    """Two-line cells, money to the right, chips, states; a hairline below and a bar at the chosen row."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(look().size(60), row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area: QRect = option.rect
        _ground(painter, area, chosen=bool(option.state & QStyle.StateFlag.State_Selected), first=index.column() == 0)
        pad = look().space(10)
        _cell(painter, area.adjusted(pad, 0, -pad, -look().line), index.data(CELL_ROLE), right=_is_right(index))
        painter.restore()


def _is_right(index: Index) -> bool:
    model = index.model()
    if not isinstance(model, TableModel):
        return False
    column: Column[object] = model.columns[index.column()]
    return column.right


def _ground(painter: QPainter, area: QRect, *, chosen: bool, first: bool) -> None:
    painter.fillRect(area, look().colour("primary_soft" if chosen else "surface"))
    if chosen and first:
        painter.fillRect(QRect(area.left(), area.top(), _BAR, area.height()), look().colour("primary"))
    if chosen and look().high_contrast:
        painter.fillRect(QRect(area.left(), area.top(), area.width(), 2), look().colour("primary"))
    thick = look().line
    foot = "primary" if chosen and look().high_contrast else "line"
    painter.fillRect(QRect(area.left(), area.bottom() - thick + 1, area.width(), thick), look().colour(foot))


def _cell(painter: QPainter, area: QRect, cell: Cell, *, right: bool) -> None:
    if isinstance(cell, Two):
        _two(painter, area, cell)
    elif isinstance(cell, Tag):
        _tags(painter, area, (cell,))
    elif isinstance(cell, tuple):
        _tags(painter, area, cell)
    elif isinstance(cell, State):
        _state(painter, area, cell)
    else:
        _words(painter, area, shown(cell), side=_RIGHT if right else _LEFT)


def _words(
    painter: QPainter, area: QRect, words: str, role: str = "body", tone: str = "ink", *, side: Qt.AlignmentFlag = _LEFT
) -> None:
    painter.setFont(look().font(role))
    painter.setPen(look().colour(tone))
    short = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, side, short)


def _two(painter: QPainter, area: QRect, cell: Two) -> None:
    if not cell.second:
        _words(painter, area, cell.first, "strong")
        return
    painter.setFont(look().font("strong"))
    upper = painter.fontMetrics().height()
    painter.setFont(look().font("small"))
    lower = painter.fontMetrics().height()
    top = area.top() + (area.height() - upper - lower) // 2
    _words(painter, QRect(area.left(), top, area.width(), upper), cell.first, "strong")
    _words(painter, QRect(area.left(), top + upper, area.width(), lower), cell.second, "small", "ink2")


def _tags(painter: QPainter, area: QRect, tags: tuple[Tag, ...]) -> None:
    painter.setFont(look().font("smallstrong"))
    tight = len(tags) > 1
    tall = painter.fontMetrics().height() + (0 if tight else look().space(4))
    tall = min(tall, (area.height() - 2 * len(tags)) // max(1, len(tags)))
    top = area.center().y() - (tall * len(tags) + 2 * (len(tags) - 1)) // 2
    for tag in tags:
        wide = min(painter.fontMetrics().horizontalAdvance(tag.words) + look().space(14), area.width())
        _tag(painter, QRectF(area.left(), top, wide, tall), tag)
        top += tall + 2


def _tag(painter: QPainter, area: QRectF, tag: Tag) -> None:
    radius = tokens()["size"]["radius_chip"]
    tone = look().colour(tag.tone)
    painter.setPen(QPen(tone, look().line) if look().high_contrast else Qt.PenStyle.NoPen)
    painter.setBrush(look().colour(f"{tag.tone}_soft"))
    painter.drawRoundedRect(area, radius, radius)
    painter.setPen(tone)
    short = painter.fontMetrics().elidedText(tag.words, Qt.TextElideMode.ElideRight, int(area.width()) - 4)
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, short)


def _state(painter: QPainter, area: QRect, state: State) -> None:
    side = look().size(15)
    icon = look().picture(state.icon, "attention" if state.wants_look else "ink2", 15)
    painter.drawPixmap(QRect(area.left(), area.center().y() - side // 2, side, side), icon)
    words = area.adjusted(side + look().space(6), 0, 0, 0)
    tone, role = ("attention", "strong") if state.wants_look else ("ink", "body")
    _words(painter, words, state.words, role, tone)

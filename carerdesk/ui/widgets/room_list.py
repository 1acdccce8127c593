"""The list of rooms: icon and word, the chosen one a white sheet. Arrow keys move from room to room."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from carerdesk.ui.rooms import Room
from carerdesk.ui.theme import Look, look, tokens

_Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()


class _Rooms(QAbstractListModel):
    def __init__(self, rooms: Sequence[Room], parent: QWidget) -> None:
        super().__init__(parent)
        self.rooms = tuple(rooms)

    def rowCount(self, parent: _Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.rooms)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        room = self.rooms[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return room.name
        return room.icon if role == Qt.ItemDataRole.UserRole else None


class _Paint(QStyledItemDelegate):
    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return QSize(look().size("nav_width") - 2 * look().space("m"), look().size("nav_row") + look().space(2))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        hover = bool(option.state & QStyle.StateFlag.State_MouseOver)
        area: QRect = option.rect.adjusted(1, 1, -1, -1 - look().space(2))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen or hover:
            _sheet(painter, area, chosen=chosen)
        tone = _tone(chosen=chosen)
        side, left = look().size("icon"), area.left() + look().space(10)
        icon = look().picture(str(index.data(Qt.ItemDataRole.UserRole)), tone if chosen else "ink2")
        painter.drawPixmap(QRect(left, area.center().y() - side // 2, side, side), icon)
        painter.setFont(look().font("strong" if chosen else "body"))
        painter.setPen(look().colour(tone))
        words = area.adjusted(look().space(10) + side + look().space("s") + 4, 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, str(index.data()))
        painter.restore()


def _tone(*, chosen: bool) -> str:
    if not chosen:
        return "ink"
    return "on_primary" if look().high_contrast else "primary"


def _sheet(painter: QPainter, area: QRect, *, chosen: bool) -> None:
    radius = tokens()["size"]["radius_control"]
    fill = ("primary" if look().high_contrast else "surface") if chosen else "ground"
    painter.setBrush(look().colour(fill))
    painter.setPen(QPen(look().colour("line"), look().line) if chosen else Qt.PenStyle.NoPen)
    painter.drawRoundedRect(QRectF(area).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)


class RoomList(QListView):
    """Rooms to enter; `chosen` carries the key as the arrows, Enter or the mouse move on."""

    chosen = Signal(str)

    def __init__(self, rooms: Sequence[Room]) -> None:
        super().__init__()
        self._rooms = _Rooms(rooms, self)
        self.setModel(self._rooms)
        self.setItemDelegate(_Paint(self))
        self.setProperty("part", "rooms")
        self.setObjectName("Rooms")
        self.setAccessibleName(self.tr("Rooms"))
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._entered, self._by_person = "", True
        self.selectionModel().currentChanged.connect(lambda now, _before: self._choose(now))
        self.activated.connect(self._choose)

    def show_room(self, key: str) -> None:
        """Mark the room now entered; none where it is not in the list."""
        keys = [room.key for room in self._rooms.rooms]
        index = self._rooms.index(keys.index(key)) if key in keys else QModelIndex()
        self._entered, self._by_person = key, False
        self.selectionModel().setCurrentIndex(index, self.selectionModel().SelectionFlag.ClearAndSelect)
        self._by_person = True

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Keys start at the first room where none listed is on screen: coming by with Tab must not enter it."""
        self._by_person = False
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.selectionModel().setCurrentIndex(self._rooms.index(0), self.selectionModel().SelectionFlag.NoUpdate)
        self._by_person = True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on the row the keys stand on enters its room too."""
        before = self.currentIndex()
        super().mousePressEvent(event)
        if self.indexAt(event.position().toPoint()) == before:
            self._choose(before)

    def restyle(self, _chosen: Look) -> None:
        """Lay the rows out afresh."""
        self.scheduleDelayedItemsLayout()

    def _choose(self, index: QModelIndex) -> None:
        key = self._rooms.rooms[index.row()].key if index.isValid() else ""
        if self._by_person and key not in ("", self._entered):
            self.chosen.emit(key)

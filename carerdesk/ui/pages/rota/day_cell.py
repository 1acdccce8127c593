"""One day of the four weeks: its date, its hours, a line for each outing. A button that says all of itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy

from carerdesk.domain.dates import DAYS, day_and_month
from carerdesk.domain.hours.shift import hours_text
from carerdesk.domain.listed import listed
from carerdesk.services.hours.views import Outing
from carerdesk.services.rota.four_weeks import is_gap
from carerdesk.ui.theme import Look, look
from carerdesk.ui.widgets.buttons import Pressable
from carerdesk.ui.widgets.text import translated

LEAST_LINES, MOST_LINES = 3, 5
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class DayLine:
    """One line of a day: its words, the funder's tone, and whether it wants a look."""

    words: str
    tone: str
    amber: bool = False


def day_lines(outings: Sequence[Outing]) -> tuple[DayLine, ...]:
    """A line or two for each outing, as many as there is room for; the last one counts the rest."""
    each = [_lines(outing) for outing in outings]
    if sum(map(len, each)) <= MOST_LINES:
        return tuple(line for lines in each for line in lines)
    shown: list[DayLine] = []
    for at, lines in enumerate(each):
        if len(shown) + len(lines) >= MOST_LINES:
            amber = any(outing.trouble for outing in outings[at:])
            words = _tr("and %1 more").replace("%1", str(len(each) - at))
            return (*shown, DayLine(words, "", amber))
        shown += lines
    return tuple(shown)


def _lines(outing: Outing) -> list[DayLine]:
    """Its time and who; those who go along on a line of their own."""
    first, amber = outing.first, bool(outing.trouble)
    tone = outing.shares[0].tone if outing.shares else ""
    if all(shift.needs_cover for shift in outing.shifts):
        return [DayLine(f"{first.starts:%H:%M} {_tr('nobody yet')}", tone, amber)]
    others = listed(shift.first_name for shift in outing.shifts[1:])
    along = [DayLine(f"{_tr('with')} {others}", tone)] if others else []
    return [DayLine(f"{first.starts:%H:%M} {first.first_name}", tone, amber), *along]


def spoken_day(day: date, outings: Sequence[Outing]) -> str:
    """The whole day as a sentence."""
    if not outings:
        return f"{day_and_month(day)}, {_tr('nobody is down')}"
    each = [_spoken_outing(outing) for outing in outings]
    return f"{day_and_month(day)}, {hours_text(_minutes(outings))}. {'. '.join(each)}"


def _spoken_outing(outing: Outing) -> str:
    first = outing.first
    parts = (
        f"{first.starts:%H:%M} to {first.ends:%H:%M}",
        outing.names,
        *outing.apart,
        first.state_words,
        outing.trouble,
    )
    return ", ".join(part for part in parts if part)


def _minutes(outings: Sequence[Outing]) -> int:
    return sum(shift.minutes for outing in outings for shift in outing.shifts)


def _metrics(role: str) -> QFontMetrics:
    return QFontMetrics(look().font(role))


def _tr(words: str) -> str:
    return translated("DayCell", words)


class DayCell(Pressable):
    """A day of the grid. `moved` asks for the day left, right, a week above or below."""

    moved = Signal(int, int)

    def __init__(
        self, day: date, outings: Sequence[Outing], press: Callable[[date], object], *, is_today: bool
    ) -> None:
        super().__init__()
        self.day, self.lines = day, day_lines(outings)
        self._hours = hours_text(_minutes(outings)) if outings else ""
        self._is_today = is_today
        self._gap = any(is_gap(outing) for outing in outings)
        self._look = any(outing.trouble for outing in outings)
        self.setProperty("kind", "row")
        self.setAccessibleName(spoken_day(day, outings))
        self.setObjectName(self.accessibleName())
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self.clicked.connect(lambda _checked: press(day))

    def restyle(self, _chosen: Look) -> None:
        """As tall as its lines ask."""
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(look().size(110), self._tall())

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self._tall())

    def _tall(self) -> int:
        return self._top() + max(LEAST_LINES, len(self.lines)) * self._step() + look().space(6)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        way = _ARROWS.get(Qt.Key(event.key()))
        if way is None:
            super().keyPressEvent(event)
        else:
            self.moved.emit(*way)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter)
        self._head(painter)
        for at, line in enumerate(self.lines):
            self._paint_line(painter, line, self._top() + at * self._step())

    def _step(self) -> int:
        return _metrics("small").height() + look().space(2)

    def _top(self) -> int:
        return _metrics("smallstrong").height() + look().space(10)

    def _ground(self, painter: QPainter) -> None:
        chosen = look()
        painter.setPen(self._edge())
        quiet = "primary_soft" if self.underMouse() else "surface" if self.lines else "sunk"
        painter.setBrush(chosen.colour("attention_soft" if self._gap and not self.underMouse() else quiet))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)

    def _edge(self) -> QPen:
        chosen = look()
        thick = 2.0 if chosen.high_contrast else 1.6
        if self._gap:
            return QPen(chosen.colour("attention"), thick, Qt.PenStyle.DashLine)
        if self._look:
            return QPen(chosen.colour("attention"), thick)
        if self._is_today:
            return QPen(chosen.colour("primary"), thick)
        return QPen(chosen.colour("line"), chosen.line)

    def _head(self, painter: QPainter) -> None:
        chosen, room = look(), self._room(look().space(5), _metrics("smallstrong").height())
        painter.setFont(chosen.font("smallstrong"))
        painter.setPen(chosen.colour("primary" if self._is_today else "ink"))
        words = f"{DAYS[self.day.weekday()][:3]} {self.day.day}"
        words = f"{words} {self.day:%b}" if self.day.day == 1 else words
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft, f"{words}, {_tr('today')}" if self._is_today else words)
        painter.setFont(chosen.font("small"))
        painter.setPen(chosen.colour("ink2"))
        painter.drawText(room, Qt.AlignmentFlag.AlignRight, self._hours)

    def _paint_line(self, painter: QPainter, line: DayLine, top: int) -> None:
        chosen, metrics = look(), _metrics("small")
        room = self._room(top, metrics.height())
        bar = chosen.space(4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(chosen.colour("attention" if line.amber else line.tone or "ink2"))
        painter.drawRoundedRect(QRectF(room.left(), room.top() + 2, bar, room.height() - 4), 2, 2)
        room.setLeft(room.left() + bar + chosen.space(5))
        if line.amber:
            side = chosen.size(13)
            sign = QRect(room.left(), room.top() + (room.height() - side) // 2, side, side)
            painter.drawPixmap(sign, chosen.picture("triangle-alert", "attention", 13))
            room.setLeft(sign.right() + chosen.space(4))
        painter.setFont(chosen.font("small"))
        painter.setPen(chosen.colour("attention" if line.amber else "ink"))
        painter.drawText(
            room, Qt.AlignmentFlag.AlignLeft, metrics.elidedText(line.words, Qt.TextElideMode.ElideRight, room.width())
        )

    def _room(self, top: int, tall: int) -> QRect:
        side = look().space(7)
        return QRect(side, top, self.width() - 2 * side, tall)

"""One outing as a card, and a sleep-in as a card of the night lane. Each is a button that says all of itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLayout, QSizePolicy, QWidget

from carerdesk.domain.dates import DAYS, day_and_month
from carerdesk.services.hours.views import Outing, ShareView, ShiftView
from carerdesk.ui.theme import look
from carerdesk.ui.widgets.arrange import Across, Down, Flow
from carerdesk.ui.widgets.buttons import RowButton
from carerdesk.ui.widgets.text import Chip, Icon, Label

_ARROWS = {
    Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1),
}  # fmt: skip
_STATES = {
    "planned": ("clock", "ink2"), "worked": ("check", "good"), "confirmed": ("circle-check", "good"),
    "look": ("triangle-alert", "attention"), "cover": ("user-plus", "attention"), "repeats": ("repeat", "ink2"),
}  # fmt: skip


def manner(outing: Outing) -> str:
    """How a card is drawn: planned, worked, confirmed, look (wants a look) or cover (needs somebody)."""
    if outing.first.needs_cover:
        return "cover"
    return "look" if outing.trouble else outing.first.state


def spoken(outing: Outing) -> str:
    """The whole card as a sentence."""
    first = outing.first
    ends = "" if first.ends.date() == first.day else f" {DAYS[first.ends.weekday()]}"
    payers = " and ".join(share_words(outing.shares)) or "no funder yet"
    parts = (
        f"{day_and_month(first.day)}, {first.starts:%H:%M} to{ends} {first.ends:%H:%M}",
        first.what,
        "" if first.kind == "normal" else first.kind_label,
        outing.names,
        *outing.apart,
        payers,
        "needs cover" if first.needs_cover else first.state,
        "repeats" if _shows_repeat(first) else "",
        outing.trouble,
    )
    return ", ".join(part for part in parts if part)


def share_words(shares: Sequence[ShareView]) -> list[str]:
    """Council; or Council 60% and NHS 40%, each on its own."""
    return [share.short_name if len(shares) == 1 else f"{share.short_name} {share.percent}" for share in shares]


def state_icon(how: str, size: int = 14) -> Icon:
    """The drawing of a card's state."""
    name, tone = _STATES[how]
    return Icon(name, tone, size)


def _shows_repeat(shift: ShiftView) -> bool:
    """Planned shifts tell that they come from a repeating one; once worked it no longer matters."""
    return shift.repeats and shift.state == "planned"


def _signs(outing: Outing, how: str) -> list[Icon]:
    repeat = [state_icon("repeats", 12)] if _shows_repeat(outing.first) else []
    return [*repeat, state_icon(how)]


class OutingCard(RowButton):
    """A card of the week. `moved` asks for the card left, right, above or below."""

    moved = Signal(int, int)
    hangs_from_top = True  # in a list of days, tops stand level

    def __init__(self, outing: Outing, press: Callable[[int], object], inside: QLayout | None = None) -> None:
        self.outing, self.how = outing, manner(outing)
        super().__init__(spoken(outing), inside or self._inside_of(outing), height=24)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)  # chips may fold on to a second line
        self.setSizePolicy(policy)
        self.clicked.connect(lambda _checked: press(outing.first.id))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        way = _ARROWS.get(Qt.Key(event.key()))
        if way is None:
            super().keyPressEvent(event)
        else:
            self.moved.emit(*way)

    def paintEvent(self, _event: QPaintEvent) -> None:
        chosen = look()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(self._edge())
        painter.setBrush(chosen.colour(self._ground()))
        painter.drawRoundedRect(area, self._round(area), self._round(area))
        self._bar(painter, area)

    def _edge(self) -> QPen:
        chosen = look()
        thick = 2.0 if chosen.high_contrast else 1.6
        if self.how == "cover":
            return QPen(chosen.colour("attention"), thick, Qt.PenStyle.DashLine)
        if self.how == "look":
            return QPen(chosen.colour("attention"), thick)
        if self.how == "planned":
            return QPen(chosen.colour("edge"), 1.2, Qt.PenStyle.DashLine)
        return QPen(chosen.colour("line"), chosen.line)

    def _ground(self) -> str:
        if self.underMouse():
            return "attention_soft" if self.how == "cover" else "primary_soft"
        return "attention_soft" if self.how == "cover" else "surface"

    def _round(self, _area: QRectF) -> float:
        return 6.0

    def _bar(self, painter: QPainter, area: QRectF) -> None:
        """The funders' colours at the left edge, each as long as its part."""
        shares = self.outing.shares
        whole = sum(share.minutes for share in shares)
        if not whole or self.how == "cover":
            return
        top, room = area.top() + 6, area.height() - 12
        painter.setPen(Qt.PenStyle.NoPen)
        for share in shares:
            tall = room * share.minutes / whole
            painter.setBrush(look().colour(share.tone))
            painter.drawRoundedRect(QRectF(area.left() + 4, top, 4, tall - (1 if len(shares) > 1 else 0)), 2, 2)
            top += tall

    def _inside_of(self, outing: Outing) -> QLayout:
        first, amber = outing.first, "attention" if self.how == "cover" else ""
        head = Across(Label(first.times, "smallstrong", amber), None, *_signs(outing, self.how), gap=3)
        inside = Down(head, gap=1, pad=(13, 6, 5, 6))
        what = self.tr("Needs cover") if self.how == "cover" else first.what or first.kind_label
        inside.add(Label(what, "small", wrap=True))
        if self.how != "cover":
            inside.add(self._people(outing))
            if outing.apart:
                inside.add(Label(", ".join(outing.apart), "small", wrap=True))
        if outing.trouble:
            inside.add(Label(outing.trouble, "small", "attention", wrap=True))
        inside.add(2, self._foot(outing))
        return inside

    @staticmethod
    def _people(outing: Outing) -> QLayout:
        names = Label(outing.names, "smallstrong", wrap=True)
        row = Across(gap="xs")
        if outing.ratio:
            row.add(Icon("users-round", "ink2", 14))
        row.addWidget(names, 1)
        return row

    def _foot(self, outing: Outing) -> QLayout:
        if self.how == "cover":
            return Across(
                Label(self.tr("Find cover"), "smallstrong", "primary"),
                Icon("chevron-right", "primary", 14),
                None,
                gap=2,
            )
        chips: list[QWidget] = [
            Chip(words, share.tone) for words, share in zip(share_words(outing.shares), outing.shares, strict=True)
        ]
        if outing.ratio:
            chips.append(Chip(outing.ratio, "quiet"))
        return Flow(*chips, gap="xs")


class NightCard(OutingCard):
    """A night in the lane below the days, across the two days it touches; `narrow` has two lines."""

    def __init__(self, outing: Outing, press: Callable[[int], object], *, narrow: bool = False) -> None:
        self._narrow = narrow
        super().__init__(outing, press, self._night(outing, narrow=narrow))

    def _night(self, outing: Outing, *, narrow: bool) -> QLayout:
        tone = outing.shares[0].tone if outing.shares else "ink2"
        first = outing.first
        names = Across(Label(first.kind_label, "small"), Label(outing.names, "smallstrong"), gap=6)
        head = Across(Icon("moon", tone, 16), Label(first.times, "smallstrong"), gap=6)
        body = Down(gap=0, pad=(14, 5, 10, 5))
        if narrow:
            head.add(None, state_icon(manner(outing)))
            body.add(head, Across(names, None))
        else:
            head.add(names, None, state_icon(manner(outing)))
            body.add(head)
        if outing.apart:
            body.add(Label(", ".join(outing.apart), "small", wrap=True))
        if outing.trouble:
            body.add(Label(outing.trouble, "small", "attention", wrap=True))
        return body

    def _ground(self) -> str:
        if self.how == "cover" or not self.outing.shares:
            return super()._ground()
        return f"{self.outing.shares[0].tone}_soft"

    def _edge(self) -> QPen:
        pen = super()._edge()
        if self.how in {"planned", "worked", "confirmed"} and self.outing.shares:
            pen.setColor(look().colour(self.outing.shares[0].tone))
        return pen

    def _round(self, area: QRectF) -> float:
        return min(area.height() / 2, 18)

    def _bar(self, painter: QPainter, area: QRectF) -> None:
        pass

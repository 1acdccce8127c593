"""Weeks of money held against the funder's limits: bars for those who like to look, a table for everybody else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QWidget

from carerdesk.ui.theme import Look, look
from carerdesk.ui.widgets.arrange import Across, Down
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import Card
from carerdesk.ui.widgets.text import Icon, Label, Rule, funder_chip, translated

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def _tr(words: str) -> str:
    return translated("MoneyHeldCard", words)


@dataclass(frozen=True)
class HeldMoney:
    """One funder's money: tone and name, money in words, weeks held, limits in weeks, and the verdict in words.

    `money` begins with the amount: "£3,968.40 after what is set aside".
    """

    tone: str
    funder: str
    money: str
    weeks: Decimal | None = None
    least: Decimal | None = None
    most: Decimal | None = None
    verdict: str = ""
    within: bool = True

    @property
    def limits(self) -> str:
        """4 to 8; at most 8; at least 2; none."""
        if self.least and self.most is not None:
            return _tr("{least} to {most}").format(least=self.least, most=self.most)
        if self.most is not None:
            return _tr("at most {most}").format(most=self.most)
        return _tr("at least {least}").format(least=self.least) if self.least else _tr("none")

    @property
    def amount(self) -> str:
        """The amount alone."""
        return self.money.partition(" ")[0]

    @property
    def of_what(self) -> str:
        """What the amount is: "after what is set aside"."""
        return self.money.partition(" ")[2]

    def sentence(self) -> str:
        """The whole of it, spoken."""
        told = _tr("{weeks} weeks held, limits {limits}. ").format(weeks=self.weeks, limits=self.limits)
        weeks = told if self.weeks is not None else ""
        return f"{self.funder}: {weeks}{self.money}. {self.verdict}".strip()


class GaugeBar(QWidget):
    """Filled: held. Tint: between the limits. Ink ticks named "4 least" and "8 most". Words stand beside it."""

    def __init__(self, held: HeldMoney) -> None:
        super().__init__()
        self._held = held
        self.setAccessibleName(held.sentence())
        self.restyle(look())

    def restyle(self, chosen: Look) -> None:
        """Size the bar and its names."""
        self.setFixedHeight(chosen.size(36))
        self.setMinimumWidth(chosen.size(160))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        track = QRectF(1, look().size(4), self.width() - 2, look().size(12))
        shape = QPainterPath()
        shape.addRoundedRect(track, track.height() / 2, track.height() / 2)
        painter.save()
        painter.setClipPath(shape)
        painter.fillRect(track, look().colour("quiet_soft"))
        low, high = self._at(self._held.least or Decimal(0)), self._at(self._held.most or self._top())
        painter.fillRect(QRectF(low, track.top(), high - low, track.height()), look().colour(f"{self._held.tone}_soft"))
        filled = self._at(max(self._held.weeks or Decimal(0), Decimal(0)))
        painter.fillRect(QRectF(1, track.top(), filled - 1, track.height()), look().colour(self._held.tone))
        painter.restore()
        painter.setPen(QPen(look().colour("edge"), look().line))
        painter.drawPath(shape)
        self._draw_limits(painter, track)

    def _top(self) -> Decimal:
        weeks, most = self._held.weeks or Decimal(0), self._held.most or self._held.least or Decimal(4)
        return max(most * Decimal("1.25"), weeks * Decimal("1.05"), Decimal(1))

    def _at(self, weeks: Decimal) -> float:
        return 1 + (self.width() - 2) * min(1.0, float(weeks / self._top()))

    def _draw_limits(self, painter: QPainter, track: QRectF) -> None:
        painter.setFont(look().font("small"))
        metrics, over = painter.fontMetrics(), look().size(3)
        for weeks, word in ((self._held.least, _tr("{weeks} least")), (self._held.most, _tr("{weeks} most"))):
            if not weeks:
                continue
            x, words = self._at(weeks), word.format(weeks=weeks)
            painter.setPen(QPen(look().colour("ink"), 2))
            painter.drawLine(QPointF(x, track.top() - over), QPointF(x, track.bottom() + over))
            wide = metrics.horizontalAdvance(words)
            painter.setPen(look().colour("ink2"))
            left = min(max(0.0, x - wide / 2), float(self.width() - wide))
            painter.drawText(QPointF(left, track.bottom() + over + metrics.ascent() + 1), words)


class MoneyHeldCard(Card):
    """Money held, as bars or as a table. `as_table_changed` is told which the person chose, to be remembered."""

    def __init__(
        self,
        held: Sequence[HeldMoney],
        *,
        as_table: bool = False,
        as_table_changed: Callable[[bool], object] | None = None,
    ) -> None:
        self._swap = Button(_tr("Show as a table"), "small", icon="table-2", act=self._press)
        super().__init__(_tr("Money held"), side=self._swap, gap="m")
        self._held, self._changed = tuple(held), as_table_changed
        self._as_table = as_table or look().high_contrast
        self._inside = Down(gap="m")
        self.add(self._inside)
        self._show()

    @property
    def as_table(self) -> bool:
        """Whether the table is shown."""
        return self._as_table

    def _press(self) -> None:
        self._as_table = not self._as_table
        self._show()
        if self._changed is not None:
            self._changed(self._as_table)

    def _show(self) -> None:
        self._swap.rename(_tr("Show as bars") if self._as_table else _tr("Show as a table"))
        self._swap.set_icon("chart-column" if self._as_table else "table-2")
        self._inside.clear()
        if self._as_table:
            self._inside.add(_table(self._held), *_notes(self._held))
            self._inside.add(*[_worry(each) for each in self._held if not each.within])
        else:
            self._inside.add(*[_bar(each) for each in self._held])


def _bar(held: HeldMoney) -> QWidget:
    part = QWidget()
    head = Across(funder_chip(held.tone, held.funder), gap=6)
    if held.weeks is not None:
        head.add(Label(_tr("{weeks} weeks").format(weeks=held.weeks), "strong"))
    head.add(None)
    if held.verdict:
        tone = "good" if held.within else "attention"
        head.add(Icon("check" if held.within else "triangle-alert", tone, 16), Label(held.verdict, "small", tone))
    body = Down(head, gap=3)
    if held.weeks is not None:
        body.add(2, GaugeBar(held))
    body.add(Label(held.money, "small", "ink2", wrap=True))
    part.setLayout(body)
    return part


def _table(held: Sequence[HeldMoney]) -> QWidget:
    part = QWidget()
    part.setAccessibleName(_tr("Money held, as a table"))
    heads = (_tr("Funder"), _tr("Held"), _tr("Weeks"), _tr("Limits"))
    grid = QGridLayout(part)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(look().space("m"))
    grid.setVerticalSpacing(look().space("s"))
    for at, head in enumerate(heads):
        grid.addWidget(Label(head, "smallstrong", "ink2", right=at > 0), 0, at)
    grid.addWidget(Rule(), 1, 0, 1, len(heads))
    for row, each in enumerate(held, 2):
        grid.addWidget(funder_chip(each.tone, each.funder), row, 0)
        weeks = "" if each.weeks is None else str(each.weeks)
        for at, (words, role) in enumerate(((each.amount, "body"), (weeks, "strong"), (each.limits, "body")), 1):
            grid.addWidget(Label(words, role, right=True), row, at)
    return part


def _notes(held: Sequence[HeldMoney]) -> list[QWidget]:
    """What the amounts are: once where all are the same, else funder by funder."""
    kinds = {each.of_what for each in held}
    if len(kinds) == 1:
        said = [words[0].upper() + words[1:] for words in kinds if words]
    else:
        said = [f"{each.funder}: {each.of_what}" for each in held if each.of_what]
    return [Label(f"{words}.", "small", "ink2", wrap=True) for words in said]


def _worry(held: HeldMoney) -> QWidget:
    return Label(f"{held.funder}: {held.verdict[0].lower()}{held.verdict[1:]}.", "small", "attention", wrap=True)

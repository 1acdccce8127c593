"""A funder's money week by week: a picture of the balance, with a table beside it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from carerdesk.domain.dates import day_and_month, short_date
from carerdesk.domain.money import ZERO, Money
from carerdesk.services.funding.weeks import WeekOfMoney
from carerdesk.ui.pages.budget.parts import SmallTable
from carerdesk.ui.theme import Look, look
from carerdesk.ui.widgets.arrange import Down
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import Card
from carerdesk.ui.widgets.text import Label

_LINES = 4
_STEPS = (1, 2, 5)


class WeeksPicture(QWidget):
    """A bar a week, from nought: what stood at the week's end. Below nought it hangs down."""

    def __init__(self, weeks: Sequence[WeekOfMoney], tone: str) -> None:
        super().__init__()
        self._weeks, self._tone = tuple(weeks), tone
        first, last = weeks[0], weeks[-1]
        self.setAccessibleName(
            f"Balance week by week, from {first.balance} on {day_and_month(first.last)}"
            f" to {last.balance} on {day_and_month(last.last)}"
        )
        self.restyle(look())

    def restyle(self, chosen: Look) -> None:
        """Size it with the text."""
        self.setFixedHeight(chosen.size(150))
        self.setMinimumWidth(chosen.size(220))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(look().font("small"))
        low, high, step = self._scale()
        foot = painter.fontMetrics().height() + look().space(4)
        left = painter.fontMetrics().horizontalAdvance(_pounds(high)) + look().space(10)
        area = QRectF(left, look().space(8), self.width() - left - 1, self.height() - foot - look().space(8))
        self._draw_lines(painter, area, (low, high, step))
        self._draw_bars(painter, area, low, high)
        self._name_ends(painter, area)

    def _scale(self) -> tuple[int, int, int]:
        """Lowest and highest pounds of the picture, and the step of its lines."""
        pounds = [week.balance.pence // 100 for week in self._weeks]
        low, high = min(0, *pounds, 0), max(1, *pounds, 1)
        step = 1
        while (high - low) / step > _LINES:
            step = next(each * size for size in (10**power for power in range(8)) for each in _STEPS
                        if each * size > step)  # fmt: skip
        return low // step * step, -(-high // step) * step, step

    @staticmethod
    def _at(area: QRectF, pounds: float, low: int, high: int) -> float:
        return area.bottom() - area.height() * (pounds - low) / (high - low)

    def _draw_lines(self, painter: QPainter, area: QRectF, scale: tuple[int, int, int]) -> None:
        low, high, step = scale
        for pounds in range(low, high + 1, step):
            y = self._at(area, pounds, low, high)
            painter.setPen(QPen(look().colour("edge" if pounds == 0 else "line"), look().line))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(look().colour("ink2"))
            words = _pounds(pounds)
            x = area.left() - painter.fontMetrics().horizontalAdvance(words) - look().space(6)
            painter.drawText(QPointF(x, y + painter.fontMetrics().ascent() / 2 - 1), words)

    def _draw_bars(self, painter: QPainter, area: QRectF, low: int, high: int) -> None:
        wide = area.width() / max(len(self._weeks), 8)
        nought = self._at(area, 0, low, high)
        for at, week in enumerate(self._weeks):
            top = self._at(area, week.balance.pence / 100, low, high)
            bar = QRectF(area.left() + at * wide + wide * 0.15, min(top, nought), wide * 0.7, abs(nought - top))
            painter.fillRect(bar, look().colour(self._tone if week.balance >= ZERO else "attention"))

    def _name_ends(self, painter: QPainter, area: QRectF) -> None:
        painter.setPen(look().colour("ink2"))
        y = self.height() - painter.fontMetrics().descent() - 1
        painter.drawText(QPointF(area.left(), y), short_date(self._weeks[0].last))
        words = short_date(self._weeks[-1].last)
        wide = area.width() / max(len(self._weeks), 8)
        end = area.left() + wide * len(self._weeks)
        painter.drawText(QPointF(end - painter.fontMetrics().horizontalAdvance(words), y), words)


def _pounds(pounds: int) -> str:
    return str(Money(pounds * 100)).removesuffix(".00")


class WeeksCard(Card):
    """The picture, or the same as a table; high contrast starts with the table."""

    def __init__(self, weeks: Sequence[WeekOfMoney], tone: str) -> None:
        self._swap = Button("Show the weeks as a table", "small", icon="table-2", act=self._press)
        super().__init__("Week by week", side=self._swap, gap="s")
        self._weeks, self._tone = tuple(weeks), tone
        self._as_table = look().high_contrast
        self._inside = Down(gap="s")
        self.add(self._inside)
        self._show()

    def _press(self) -> None:
        self._as_table = not self._as_table
        self._show()

    def _show(self) -> None:
        self._swap.rename("Show the weeks as a picture" if self._as_table else "Show the weeks as a table")
        self._swap.set_icon("chart-column" if self._as_table else "table-2")
        self._swap.setVisible(bool(self._weeks))
        self._inside.clear()
        if not self._weeks:
            self._inside.add(Label("No money of this funder has moved yet.", "small", "ink2", wrap=True))
        elif self._as_table:
            self._inside.add(self._table())
        else:
            words = Label("What stood at the end of each week", "small", "ink2")
            self._inside.add(words, WeeksPicture(self._weeks, self._tone))

    def _table(self) -> SmallTable:
        rows = [
            ((f"Week to {short_date(week.last)}", str(week.money_in), str(-week.money_out), str(week.balance)), ())
            for week in reversed(self._weeks)
        ]
        heads = ("Week", "In", "Out", "At its end")
        return SmallTable("Money week by week, as a table", heads, rows, frozenset({1, 2, 3}))

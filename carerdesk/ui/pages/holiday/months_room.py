"""Who is off when in the next three months: a line for each PA to look at, and a table that says the same in words."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import add_months, span
from carerdesk.services.leave.months import ASKED, Months, Off, off_in_months
from carerdesk.ui.models.table import Column
from carerdesk.ui.pages.money.short_table import ShortTable
from carerdesk.ui.theme import Look, look
from carerdesk.ui.widgets.arrange import Down, Flow
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import Card, PageHead
from carerdesk.ui.widgets.text import Label, Rule, translated

if TYPE_CHECKING:
    from carerdesk.ui.pages.holiday.page import HolidayPage

PLACES = frozenset({"months"})
SOON = 4
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_NAMES, _ROW, _HEAD, _BAR = 160, 30, 24, 16


def tr(words: str) -> str:
    """Words of who is off."""
    return translated("MonthsRoom", words)


class MonthsRoom:
    """What the page shows of who is off when."""

    def __init__(self, page: HolidayPage) -> None:
        self._page, self._desk = page, page.desk

    def open_at(self, _place: dict[str, Any]) -> None:
        """months=True opens the three months."""
        self.show()

    def card(self) -> Card:
        """Who is off next, and the way to the three months."""
        card = Card(tr("Who is off"), gap="s")
        found = off_in_months(self._desk.books)
        today = self._desk.today()
        coming = [one for one in found.off if one.last is None or one.last >= today]
        if not coming:
            card.add(Label(guidance("leave", "nobody_soon"), "small", "ink2", wrap=True))
        for one in coming[:SOON]:
            words = tr("{who}: {what}").format(who=one.worker, what=_within(one.what))
            card.add(Down(Label(words, wrap=True), Label(one.days, "small", "ink2", wrap=True), gap=1))
        card.add(Rule(), Flow(Button(tr("See three months"), "small", act=self.show)))
        return card

    def show(self) -> None:
        """The three months."""
        found = off_in_months(self._desk.books)
        about = Label(guidance("leave", "months_about"), "small", "ink2", wrap=True)
        body = Down(Card("", Picture(found, self._desk.today()), about, gap="m"), gap="m")
        if found.off:
            body.add(Card(tr("The same in words"), _table(found), gap="s"))
        else:
            body.add(Label(guidance("leave", "months_nobody"), wrap=True))
        body.addStretch(1)
        holder = QWidget()
        holder.setLayout(body)
        back = self._page.title
        head = PageHead(
            tr("Who is off when"), span(found.first, found.last), back=back, go_back=self._page.show_everybody
        )
        self._page.show_view(holder, head, again=partial(self.show))


def _table(found: Months) -> ShortTable[Off]:
    columns = (
        Column[Off](tr("Who"), lambda one: one.worker, 200),
        Column[Off](tr("What"), lambda one: one.what, 0),
        Column[Off](tr("Days"), lambda one: one.days, 300, sort_by=lambda one: one.first),
    )
    return ShortTable(tr("Who is off when"), columns, found.off, most=10)


def _within(words: str) -> str:
    return words[0].lower() + words[1:]


class Picture(QWidget):
    """A line for each PA over the three months; a bar where they are off, hatched where it is only asked for."""

    def __init__(self, found: Months, today: date) -> None:
        super().__init__()
        self._found, self._today = found, today
        said = [f"{one.worker}: {one.what}, {one.days}" for one in found.off]
        self.setAccessibleName(". ".join(said) or guidance("leave", "months_nobody"))
        self.restyle(look())

    def restyle(self, chosen: Look) -> None:
        """As tall as its lines at this text size."""
        rows = max(1, len(self._found.people))
        self.setFixedHeight(chosen.size(_HEAD) + rows * chosen.size(_ROW))
        self.setFont(chosen.font())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Months above, names left, bars."""
        chosen = look()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(chosen.font("small"))
        self._months(painter, chosen)
        for at, (worker_id, name) in enumerate(self._found.people):
            top = chosen.size(_HEAD) + at * chosen.size(_ROW)
            self._name(painter, chosen, name, top)
            for one in self._found.off:
                if one.worker_id == worker_id:
                    self._bar(painter, chosen, one, top)
        painter.end()

    def _at(self, day: date) -> float:
        """Where a day begins, from the left."""
        whole = (self._found.last - self._found.first).days + 1
        left = look().size(_NAMES)
        return left + (self.width() - left) * (day - self._found.first).days / whole

    def _months(self, painter: QPainter, chosen: Look) -> None:
        month, height = self._found.first, chosen.size(_HEAD)
        while month <= self._found.last:
            left = self._at(month)
            painter.setPen(chosen.colour("ink2"))
            words = f"{MONTHS[month.month - 1]} {month.year}"
            painter.drawText(QRectF(left + 4, 0, 200, height), Qt.AlignmentFlag.AlignVCenter, words)
            painter.setPen(chosen.colour("line"))
            painter.drawLine(int(left), 0, int(left), self.height())
            month = add_months(month, 1)
        painter.setPen(chosen.colour("primary"))
        painter.drawLine(int(self._at(self._today)), height, int(self._at(self._today)), self.height())

    def _name(self, painter: QPainter, chosen: Look, name: str, top: int) -> None:
        painter.setPen(chosen.colour("ink"))
        room = QRectF(0, top, chosen.size(_NAMES) - 8, chosen.size(_ROW))
        short = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, short)

    def _bar(self, painter: QPainter, chosen: Look, one: Off, top: int) -> None:
        begins = self._at(max(one.first, self._found.first))
        last = min(one.last or self._found.last, self._found.last)
        ends = self._at(last) + self._at(self._found.first.replace(day=2)) - self._at(self._found.first)
        inset = (chosen.size(_ROW) - chosen.size(_BAR)) / 2
        tone = chosen.colour("note" if one.kind in {"holiday", ASKED} else "attention")
        painter.setPen(tone)
        style = Qt.BrushStyle.BDiagPattern if one.kind == ASKED else Qt.BrushStyle.SolidPattern
        painter.setBrush(QBrush(tone, style))
        painter.drawRoundedRect(QRectF(begins, top + inset, max(ends - begins, 3.0), chosen.size(_BAR)), 3, 3)

"""Choosing by hand what a line pays: one thing or several, in full or in part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import full_date, long_date
from carerdesk.domain.money import Money
from carerdesk.services.money.details import line_details
from carerdesk.services.money.joining import OpenItem, Pays, join_line, things_to_pay
from carerdesk.ui.views import FormView
from carerdesk.ui.widgets.arrange import Flow
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import Card, EmptyPage, PageHead
from carerdesk.ui.widgets.choices import TickField
from carerdesk.ui.widgets.fields import MoneyField

if TYPE_CHECKING:
    from carerdesk.ui.pages.money.page import MoneyPage

_AT_FIRST = 8


class ChooseMatch(FormView["MoneyPage"]):
    """What is not paid yet, nearest to the line's day first, each with how much of it this line pays."""

    def __init__(self, room: MoneyPage, line_id: int) -> None:
        super().__init__(room)
        details = line_details(self.books, line_id)
        assert details is not None
        self._line = details.line
        every = things_to_pay(self.books)
        self._items = sorted(every, key=lambda item: abs((item.day - details.line.day).days))
        self._rows: list[tuple[OpenItem, TickField, MoneyField]] = []
        self._card = Card("")
        self._more = Button(self.tr("Show more"), "small", act=self._show_more)
        if not self._items:
            self.column.add(
                EmptyPage("circle-check", self.tr("Nothing is waiting to be paid"), guidance("money", "nothing_owed"),
                          self.tr("Back to the lines"), self.go_back)
            )  # fmt: skip
            return
        main = Button(self.tr("Match this line"), "primary", act=self._save)
        self.column.add(self._card, self.buttons(main, self._more))
        self._show_more()

    def head(self) -> PageHead:
        line = self._line
        sub = f"{line.who}. {full_date(line.day)}. {abs(line.amount)}."
        return self.head_of(self.tr("What does it pay?"), sub)

    def _show_more(self) -> None:
        shown = len(self._rows)
        for item in self._items[shown : shown + _AT_FIRST]:
            self._card.add(self._row(item))
        self._more.setVisible(len(self._rows) < len(self._items))

    def _row(self, item: OpenItem) -> QWidget:
        hint = self.tr("{left} to pay, due {day}").format(left=str(item.left), day=long_date(item.day))
        title = item.title if item.title not in {each[0].title for each in self._rows} else f"{item.title} ({item.id})"
        tick = TickField(title, hint)
        amount = MoneyField(self.tr("How much of {title}").format(title=title))
        amount.setVisible(False)
        at = len(self._rows)
        tick.changed.connect(lambda: self._ticked(at))
        self._rows.append((item, tick, amount))
        self.take(f"amount {at}", amount)
        row = QWidget()
        row.setLayout(Flow(tick, amount, gap="l"))
        return row

    def _ticked(self, at: int) -> None:
        item, tick, amount = self._rows[at]
        amount.setVisible(bool(tick.value()))
        if tick.value() and amount.is_blank:
            paid = sum(abs(field.value() or Money(0)).pence for _, other, field in self._rows if other.value())
            room = abs(self._line.amount).pence - paid
            amount.set_value(Money(max(0, min(abs(item.left).pence, room))))

    def _save(self) -> None:
        if not self.is_understood():
            return
        pays = [
            Pays(item.kind, item.id, amount.value() or Money(0)) for item, tick, amount in self._rows if tick.value()
        ]  # fmt: skip
        self.finish(join_line(self.books, self._line.id, pays))

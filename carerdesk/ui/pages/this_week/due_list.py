"""The things to do: the first in a card of its own, those of next days as rows, the rest under a fold."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import day_and_month
from carerdesk.services.due.items import Due
from carerdesk.ui.pages.this_week.words import away, flag_of, under
from carerdesk.ui.widgets.arrange import Across, Down
from carerdesk.ui.widgets.buttons import Button, DueRow
from carerdesk.ui.widgets.cards import Card, ListCard, NextThing
from carerdesk.ui.widgets.text import Icon, Label

AT_FIRST = 7

Open = Callable[[Due], object]


class DueList(QWidget):
    """What is due, strictly by date. `go` opens the place that does a thing; `more` is told when the fold is turned."""

    def __init__(
        self, due: Sequence[Due], today: date, go: Open, *, more_open: bool, more: Callable[[bool], object]
    ) -> None:
        super().__init__()
        self._today, self._go, self._more = today, go, more
        column = Down(gap="l")
        self.setLayout(column)
        if not due:
            column.add(_nothing())
            return
        first, *rest = due
        column.add(NextThing(first.title, under(first, today), first.button or self.tr("Go there"), self._open(first)))
        shown = AT_FIRST - 1 if len(due) > AT_FIRST + 1 else AT_FIRST  # a fold over one thing would save nothing
        soon, later = rest[:shown], rest[shown:]
        if soon:
            column.add(ListCard(*(self._row(item) for item in soon), title=self.tr("Things to do")))
        if later:
            column.add(self._fold(later, is_open=more_open))
            if more_open:
                column.add(ListCard(*(self._row(item) for item in later), title=self.tr("Things to do later")))

    def _fold(self, later: Sequence[Due], *, is_open: bool) -> Across:
        words = self.tr("{count} more things later").format(count=len(later))
        icon = "chevron-down" if is_open else "chevron-right"
        return Across(Button(words, "small", icon=icon, act=lambda: self._more(not is_open)), None)

    def _row(self, item: Due) -> DueRow:
        when, far = self.tr("When there is time"), ""
        if item.day is not None:
            when, far = day_and_month(item.day), away(item.day, self._today)
        flag = flag_of(item, self._today)
        return DueRow(item.icon, item.title, item.second, when, away=far, flag=flag, act=self._open(item))

    def _open(self, item: Due) -> Callable[[], object]:
        return lambda: self._go(item)


def _nothing() -> Card:
    words = Down(
        Label(guidance("this_week", "nothing_title"), "title", wrap=True),
        Label(guidance("this_week", "nothing"), tone="ink2", wrap=True),
        gap="xs",
    )
    row = Across(Icon("circle-check", "good", 22), gap="m")
    row.addLayout(words, 1)
    return Card("", row)


class DoneFold(QWidget):
    """What was done this week, folded away; `turned` is told whether it is open now."""

    def __init__(self, done: Sequence[str], *, is_open: bool, turned: Callable[[bool], object]) -> None:
        super().__init__()
        count = len(done)
        words = (
            self.tr("1 thing done this week")
            if count == 1
            else self.tr("{count} things done this week").format(count=count)
        )
        icon = "chevron-down" if is_open else "chevron-right"
        column = Down(Across(Button(words, "small", icon=icon, act=lambda: turned(not is_open)), None), gap="xs")
        if is_open:
            column.add(*(_line(each) for each in done))
        self.setLayout(column)


def _line(words: str) -> Across:
    row = Across(Icon("check", "good", 16), pad=("m", 0, 0, 0))
    row.addWidget(Label(words, "small", "ink2", wrap=True), 1)
    return row

"""The things to do: the first in a card of its own, what is late, what comes in the next days, and what has time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import day_and_month
from carerdesk.services.due.items import Due
from carerdesk.ui.pages.this_week.groups import Groups, free_until, grouped
from carerdesk.ui.pages.this_week.words import away, flag_of, nothing_until, under
from carerdesk.ui.widgets.arrange import Across, Down
from carerdesk.ui.widgets.buttons import Button, DueRow
from carerdesk.ui.widgets.cards import Card, ListCard, NextThing
from carerdesk.ui.widgets.text import Icon, Label

_BELOW_WORDS = 38
STAYS = "stays"
"""The property that names a button whose words change as it is pressed, so that the keyboard can stay on it."""

Open = Callable[[Due], object]


@dataclass(frozen=True, slots=True)
class Turns:
    """What the list tells the page: `go` opens the place of a thing, `finish` does it at once, the folds are turned."""

    go: Open
    finish: Open
    turn_late: Callable[[bool], object]
    turn_later: Callable[[bool], object]


class DueList(QWidget):
    """What is due, strictly by date. Nothing of the next seven days is ever under a fold."""

    def __init__(
        self, due: Sequence[Due], today: date, turns: Turns, *, late_open: bool = False, later_open: bool = False
    ) -> None:
        super().__init__()
        self._today, self._turns = today, turns
        self._late_open, self._later_open = late_open, later_open
        self._column = Down(gap="l")
        self.setLayout(self._column)
        if not due:
            self._column.add(_nothing())
            return
        groups = grouped(due, today)
        self._column.add(self._first(groups.first, free_until(due, today)))
        self._late(groups)
        self._group(self.tr("In the next 7 days"), groups.soon, headed=groups.has_several)
        self._later(groups)

    def _first(self, item: Due, free: date | None) -> NextThing:
        act, name = partial(self._turns.go, item), item.button or self.tr("Go there")
        if free is None or item.day is None:
            also = self._finish_button(item)
            return NextThing(item.title, under(item, self._today), name, act, also=also)
        title = nothing_until(free, self._today)
        then = f"{self.tr('Then')}: {item.title}. {under(item, self._today, with_day=False)}".strip()
        head = self.tr("You are up to date")
        return NextThing(title, then, name, act, head=head, also=self._finish_button(item))

    def _late(self, groups: Groups) -> None:
        shown = (*groups.late, *(groups.late_more if self._late_open else ()))
        self._group(self.tr("Late"), shown, headed=groups.has_several)
        if groups.late_more:
            words = self.tr("Late: {count} more things").format(count=len(groups.late_more))
            fewer = self.tr("Late: show fewer")
            self._column.add(self._fold("late", self._late_open, words, fewer, self._turns.turn_late))

    def _later(self, groups: Groups) -> None:
        shown = (*groups.later, *(groups.later_more if self._later_open else ()))
        self._group(self.tr("Later, or when there is time"), shown, headed=groups.has_several)
        if groups.later_more:
            words = self.tr("{count} more things later").format(count=len(groups.later_more))
            fewer = self.tr("Later: show fewer")
            self._column.add(self._fold("later", self._later_open, words, fewer, self._turns.turn_later))

    def _fold(self, stays: str, is_open: bool, more: str, fewer: str, turned: Callable[[bool], object]) -> Across:
        """A button that opens the rest, and once they are open shows fewer; `fewer` is said aloud, with of what."""
        words, icon, name = (self.tr("Show fewer"), "chevron-down", fewer) if is_open else (more, "chevron-right", "")
        fold = Button(words, "small", icon=icon, name=name, act=lambda: turned(not is_open))
        fold.setProperty(STAYS, stays)
        return Across(fold, None)

    def _group(self, title: str, items: Sequence[Due], *, headed: bool) -> None:
        if not items:
            return
        card = ListCard(*(self._row(item) for item in items), title=title)
        self._column.add(Down(Label(title, "smallstrong", "ink2"), card, gap="xs") if headed else card)

    def _row(self, item: Due) -> QWidget:
        when, far = self.tr("When there is time"), ""
        if item.day is not None:
            when, far = day_and_month(item.day), away(item.day, self._today)
        flag, act = flag_of(item, self._today), partial(self._turns.go, item)
        row = DueRow(item.icon, item.title, item.second, when, away=far, flag=flag, act=act)
        finish = self._finish_button(item, "small")
        return row if finish is None else _WithButton(row, finish)

    def _finish_button(self, item: Due, kind: str = "plain") -> Button | None:
        if not item.done:
            return None
        name = f"{item.done_words}: {item.title}"
        return Button(item.done_words, kind, icon="check", name=name, act=partial(self._turns.finish, item))


class _WithButton(QWidget):
    """A row, and below its words the button that finishes the thing at once."""

    def __init__(self, row: DueRow, button: Button) -> None:
        super().__init__()
        self.setLayout(Down(row, Across(_BELOW_WORDS, button, None, gap=0, pad=(0, 0, 0, "s")), gap=0))


def _nothing() -> Card:
    words = Down(
        Label(guidance("this_week", "nothing_title"), "title", wrap=True),
        Label(guidance("this_week", "nothing"), tone="ink2", wrap=True),
        gap="xs",
    )
    row = Across(Icon("circle-check", "good", 22), gap="m")
    row.addLayout(words, 1)
    return Card("", row)

"""The first screen: what to do first, what is due after it, and the money held.

It is painted from the page worked out last, in one small query; what is due now is worked out behind it and put in.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from carerdesk.domain.dates import day_and_month
from carerdesk.domain.money import Money
from carerdesk.services.due.front import FrontPage, Held, kept_front_page, work_out_front_page
from carerdesk.services.due.items import Due
from carerdesk.ui.first_paint import after_first_paint
from carerdesk.ui.page import Desk, Page
from carerdesk.ui.widgets.arrange import Across, Down, TwoColumns
from carerdesk.ui.widgets.buttons import Button, DueRow
from carerdesk.ui.widgets.cards import Card, ListCard, NextThing, PageHead
from carerdesk.ui.widgets.gauge import HeldMoney, MoneyHeldCard
from carerdesk.ui.widgets.text import Icon, Label

EVENING, AFTERNOON = 17, 12


class ThisWeekPage(Page):
    """What to do, strictly by date; each row opens the place that does it."""

    title = "This week"
    help_page = "this_week"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._shown: FrontPage | None = None
        self._done_open = False
        self._waiting = False

    def refresh(self, changes: frozenset[str] | None) -> None:  # noqa: ARG002 - anything may be due after a change
        """Show what is known at once, then work it out afresh."""
        known = kept_front_page(self.desk.books)
        if self._shown is None or known is None or known.day != self.desk.today():
            self._show(known)
        if not self._waiting:
            self._waiting = True
            if self.isVisible():
                QTimer.singleShot(0, self, self._work_out)
            else:
                after_first_paint(self, self._work_out)

    def _work_out(self) -> None:
        self._waiting = False
        books = self.desk.books
        self.desk.run("Looking for what is due", lambda _progress: work_out_front_page(books), self._show, shown=False)

    def _show(self, known: FrontPage | None) -> None:
        if known == self._shown and known is not None:
            return
        self._shown = known
        if known is None:
            self.fill(Label("Looking for what is due…", tone="ink2"), head=PageHead("This week"))
            return
        head = PageHead(f"{self._greeting()}, {known.keeper.split()[0]}", self._sentence(known))
        main, side = Down(gap="l"), Down(gap="l")
        main.add(*self._main(known))
        main.addStretch(1)
        side.add(*self._side(known))
        side.addStretch(1)
        self.fill(TwoColumns(main, side), head=head)
        self.side = side

    def _greeting(self) -> str:
        hour = self.desk.books.now().astimezone().hour
        return "Good evening" if hour >= EVENING else "Good afternoon" if hour >= AFTERNOON else "Good morning"

    def _sentence(self, known: FrontPage) -> str:
        today = day_and_month(self.desk.today())
        count = len(known.due)
        if not count:
            return f"{today}. Nothing to do for now."
        things = "One thing to do." if count == 1 else f"{_number(count)} things to do."
        late = any(item.day is not None and item.day <= self.desk.today() for item in known.due)
        return f"{today}. {things}" + ("" if late else " None of them is for today.")

    def _main(self, known: FrontPage) -> list[QWidget]:
        if not known.due:
            words = "Nothing to do. Everything that is due has been done."
            return [
                Card("", Across(Icon("circle-check", "good", 22), Label(words, "lead", wrap=True), None)),
                *self._done(known),
            ]
        first, *rest = known.due
        parts: list[QWidget] = [
            NextThing(first.title, self._under(first), first.button or "Go there", self._open(first))
        ]
        if rest:
            parts.append(ListCard(*(self._row(item) for item in rest), title="Things to do"))
        return [*parts, *self._done(known)]

    def _under(self, item: Due) -> str:
        when = day_and_month(item.day) if item.day else ""
        when = "" if when in item.second else when
        takes = "" if item.takes in item.second else item.takes
        return " ".join(f"{part.rstrip('.')}." for part in (when, item.second, takes) if part)

    def _row(self, item: Due) -> DueRow:
        when, away = ("When there is time", "") if item.day is None else (day_and_month(item.day), self._away(item.day))
        return DueRow(item.icon, item.title, item.second, when, away=away, flag=item.flag, act=self._open(item))

    def _away(self, day: date) -> str:
        days = (day - self.desk.today()).days
        if days < 0:
            return f"{-days} days ago" if days < -1 else "yesterday"
        return "today" if days == 0 else "tomorrow" if days == 1 else f"in {days} days"

    def _open(self, item: Due) -> Callable[[], object]:
        return partial(self.desk.go, item.room, **dict(item.place))

    def _done(self, known: FrontPage) -> list[QWidget]:
        if not known.done:
            return []
        things = "1 thing done this week" if len(known.done) == 1 else f"{len(known.done)} things done this week"
        holder = QWidget()
        inside = Down(gap="xs")
        icon = "chevron-down" if self._done_open else "chevron-right"
        inside.add(Across(Button(things, "small", icon=icon, act=self._turn_done), None))
        if self._done_open:
            inside.add(
                *(Across(Icon("check", "good", 16), Label(words, "small", "ink2", wrap=True)) for words in known.done)
            )
        holder.setLayout(inside)
        return [holder]

    def _turn_done(self) -> None:
        self._done_open = not self._done_open
        shown, self._shown = self._shown, None
        self._show(shown)

    def _side(self, known: FrontPage) -> list[QWidget]:
        parts: list[QWidget] = []
        if known.held:
            held = [_held(one) for one in known.held]
            tables = self.desk.preferences.gauges_as_tables
            parts.append(MoneyHeldCard(held, as_table=tables, as_table_changed=self._remember_table))
        parts.append(self._safe(known))
        return parts

    def _remember_table(self, as_table: bool) -> None:
        self.desk.preferences.gauges_as_tables = as_table
        self.desk.preferences.save()

    def _safe(self, known: FrontPage) -> Card:
        from carerdesk.services.books.backed_up import backup_words

        words = (f"{backup_words(self.desk.books)}.", known.practised, "Nothing leaves this computer.")
        more = Button("Safe keeping", "small", icon="shield-check", act=partial(self.desk.go, "safe"))
        return Card(
            "Your records",
            Label(
                f"{words}. {known.practised} Nothing leaves this computer.".replace("  ", " "),
                "small",
                "ink2",
                wrap=True,
            ),
            Across(more, None),
        )


def _held(one: Held) -> HeldMoney:
    free = Money(one.free_pence)
    return HeldMoney(
        tone=one.tone,
        funder=one.funder,
        money=f"{free} after what is set aside",
        weeks=_decimal(one.weeks),
        least=_decimal(one.least),
        most=_decimal(one.most),
        verdict=one.verdict if one.weeks is not None else "",
        within=one.within,
    )


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _number(count: int) -> str:
    words = ("", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")
    return words[count] if count < len(words) else str(count)

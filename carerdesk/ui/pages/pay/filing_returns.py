"""Returns to HMRC: what is next, what was sent, for the chosen way of filing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import day_and_month, long_date
from carerdesk.services.filing.advice import advice_on_paper
from carerdesk.services.filing.returns import Kind, Return, returns_due
from carerdesk.services.pay.next_steps import filing_route
from carerdesk.ui.page import Desk
from carerdesk.ui.widgets.arrange import Across, Down, Flow, TwoColumns
from carerdesk.ui.widgets.buttons import Button, DueRow
from carerdesk.ui.widgets.cards import Card, EmptyPage, ListCard, NextThing
from carerdesk.ui.widgets.text import Chip, Label

SHOWN_SENT = 12


class ReturnsView(QWidget):
    """The first that is to be sent above, then the others, then what was sent. `go` opens one by its key."""

    def __init__(self, desk: Desk, go: Callable[[Return], object], boxes: Callable[[str], object]) -> None:
        super().__init__()
        self.desk, self._go, self._boxes = desk, go, boxes
        self._today = desk.today()
        self._route = filing_route(desk.books)
        self.returns = returns_due(desk.books)
        self.side = Down(self._way(), None, gap="m")
        self.setLayout(Down(TwoColumns(Down(*self._main(), None, gap="m"), self.side), gap=0))

    def _main(self) -> list[QWidget]:
        if self._route == "bureau":
            title, act = self.tr("Your bureau files for you"), self.tr("Check the bureau’s payslips")
            words = guidance("filing", "no_returns_bureau")
            return [EmptyPage("landmark", title, words, act, lambda: self.desk.go("pay", bureau="check"))]
        if not self.returns:
            return [EmptyPage("landmark", self.tr("No returns yet"), guidance("filing", "no_returns_yet"))]
        to_send = sorted((each for each in self.returns if each.sent_on is None), key=lambda one: (one.act_by, one.key))
        sent = [each for each in self.returns if each.sent_on is not None]
        parts: list[QWidget] = [self._first(to_send[0])] if to_send else [self._all_sent()]
        if to_send[1:]:
            parts.append(self._list(self.tr("To send after that"), to_send[1:]))
        if sent:
            parts.append(self._list(self.tr("Sent"), sent[:SHOWN_SENT]))
        return parts

    def _all_sent(self) -> Card:
        return Card(self.tr("Everything was sent"), Label(self.tr("The next return stands here in time."), tone="ink2"))

    def _first(self, one: Return) -> NextThing:
        over = one.key.last < self._today or one.key.kind in {Kind.FPS, Kind.EPS}
        title = self.tr("{what}: {days}").format(what=one.title, days=one.days)
        act = (
            self.tr("See what to write")
            if one.key.worker_id or one.key.kind is Kind.RT5
            else self.tr("See what to send")
        )
        words = (
            self._when(one) if over else self.tr("{when} Wait until the quarter is over.").format(when=self._when(one))
        )
        return NextThing(title, words, act, lambda: self._go(one))

    def _when(self, one: Return) -> str:
        if one.due < self._today:
            words = self.tr("It is late: HMRC should have had it by {due}. Send it as soon as you can.")
            return words.format(due=day_and_month(one.due))
        if one.post_by is not None:
            words = self.tr("Post it by {post}: it must have reached HMRC by {due}.")
            return words.format(post=day_and_month(one.post_by), due=day_and_month(one.due))
        return self.tr("HMRC wants it by {due}.").format(due=day_and_month(one.due))

    def _list(self, title: str, found: Sequence[Return]) -> QWidget:
        holder = QWidget()
        rows = [self._row(each) for each in found]
        holder.setLayout(Down(Label(title, "title"), ListCard(*rows, title=title), gap="s"))
        return holder

    def _row(self, one: Return) -> DueRow:
        if one.sent_on is not None:
            when, flag = self.tr("Sent {day}").format(day=_short(one.sent_on)), ""
        else:
            when = self.tr("By {day}").format(day=_short(one.act_by))
            flag = self.tr("Late") if one.due < self._today else ""
        days = one.days[:1].upper() + one.days[1:]
        return DueRow(
            "landmark", one.title, days, when, flag=flag, done=one.sent_on is not None, act=lambda: self._go(one)
        )

    def _way(self) -> Card:
        """How it is filed, and what is explained about it."""
        card = Card(self.tr("How you file"), gap="s")
        words = guidance("people", f"filing_route_{self._route or 'not_said'}")
        card.add(Label(words, "strong", wrap=True))
        if not self._route:
            card.add(Label(guidance("filing", "route_not_said"), "small", "ink2", wrap=True))
        advice = advice_on_paper(self.desk.books)
        if advice is not None:
            if advice.wants_look:
                card.add(Across(Chip(self.tr("Look at this"), "attention"), None))
            card.add(*(Label(each, "small", "ink2", wrap=True) for each in advice.words))
        act = Button(self.tr("Change how you file"), "link", act=lambda: self.desk.go("people", employer=True))
        card.add(Flow(act))
        if self._route == "paper":
            rt2 = Button(self.tr("Box numbers of your RT2"), "small", act=lambda: self._boxes("rt2"))
            rt5 = Button(self.tr("Box numbers of your RT5"), "small", act=lambda: self._boxes("rt5"))
            card.add(Flow(rt2, rt5))
        return card


def _short(day: date) -> str:
    return long_date(day)

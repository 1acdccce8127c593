"""One return: what to put right, what passed, and its pack."""

from __future__ import annotations

from typing import TYPE_CHECKING

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import full_date, long_date, span
from carerdesk.services.evidence.returns import length_of
from carerdesk.services.evidence.room import return_page
from carerdesk.ui.pages.evidence.pack_card import PackCard
from carerdesk.ui.pages.evidence.returns_view import how_far
from carerdesk.ui.pages.evidence.test_cards import ExplainedCard, PassedCard, WantingCard
from carerdesk.ui.pages.evidence.view import View
from carerdesk.ui.widgets.arrange import Across, Down, TwoColumns, let_show
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import Card, PageHead
from carerdesk.ui.widgets.text import Label, Rule

if TYPE_CHECKING:
    from carerdesk.ui.pages.evidence.page import Days, EvidencePage


class ReturnView(View):
    """The twelve tests in the main column, the pack beside them."""

    def __init__(self, room: EvidencePage, of: Days) -> None:
        super().__init__(room)
        self.of = of
        self._pack = PackCard(self)
        self._main, self._side = Down(gap="m"), Down(gap="m")
        self.page = return_page(self.books, *of)
        self._fill()
        self.column.add(TwoColumns(self._main, self._side))

    def head(self) -> PageHead:
        view = self.page.view
        title = self.tr("{funder} return, {days}").format(funder=view.short_name, days=span(view.first, view.last))
        return PageHead(title, self._sentence(), back=self.tr("All returns"), go_back=self.room.show_returns)

    def _sentence(self) -> str:
        view, today = self.page.view, self.desk.today()
        words = [f"{view.funder}, {length_of(view.first, view.last)}."]
        if view.sent_on is not None:
            words.append(self.tr("Sent on {day}.").format(day=long_date(view.sent_on)))
        elif view.due is not None:
            far = how_far(view.due, today)
            words.append(self.tr("Send by {day}{far}.").format(day=full_date(view.due), far=f", {far}" if far else ""))
        words.append(guidance("evidence", "return_sub"))
        return " ".join(words)

    def again(self) -> None:
        self.page = return_page(self.books, *self.of)
        self.room.set_head(self.head())
        self._main.clear()
        self._pack.setParent(None)
        self._side.clear()
        self._fill()

    def _fill(self) -> None:
        view = self.page.view
        wanting = [test for test in view.tests if test in view.wanting]
        explained = [test for test in view.tests if test.n in view.explained and test not in view.wanting]
        passed = [test for test in view.tests if test not in wanting and test not in explained]
        if wanting:
            self._main.add(WantingCard(self, wanting))
        if explained:
            self._main.add(ExplainedCard(self, explained))
        if passed:
            self._main.add(PassedCard(self, passed))
        self._main.addStretch(1)
        self._pack.show_page()
        self._side.add(self._pack, self._sum(), self._then())
        let_show(self._pack, wanted=True)
        self._side.addStretch(1)

    def _sum(self) -> Card:
        view = self.page.view
        card = Card(self.tr("The sum"), gap="xs")
        first, last = (f"{day.day} {long_date(day).split(' ')[1]}" for day in (view.first, view.last))
        rows = (
            (self.tr("Money on {day}").format(day=first), str(view.opening)),
            (self.tr("Money in"), str(view.money_in)),
            (self.tr("Money out"), str(-view.money_out)),
        )
        for words, figure in rows:
            card.add(Across(Label(words, tone="ink2"), None, Label(figure, right=True)))
        card.add(
            Rule(),
            Across(
                Label(self.tr("Money on {day}").format(day=last), "strong"), None, Label(str(view.closing), "strong")
            ),
            Across(Label(self.tr("Set aside"), tone="ink2"), None, Label(str(-view.set_aside), right=True)),
            Across(
                Label(self.tr("Free"), "strong"), None, Label(str(view.closing - view.set_aside), "strong", right=True)
            ),
        )
        see = Button(self.tr("See what it is set aside for"), "link", act=self._to_budget)
        card.add(Across(see, None))
        return card

    def _to_budget(self) -> None:
        self.desk.go("budget", funder=self.of[0])

    def _then(self) -> Card:
        view = self.page.view
        card = Card(self.tr("Then"), gap="s")
        count = len(view.wanting)
        first = guidance("evidence", "then_right" if count else "then_all_right", count=str(count))
        steps = (first, guidance("evidence", "then_sign"), guidance("evidence", "then_send"))
        for at, words in enumerate(steps, 1):
            row = Across(Label(str(at), "strong", "primary"), gap="s")
            row.addWidget(Label(words, "small", wrap=True), 1)
            card.add(row)
        sent = Button(self.tr("Mark as sent"), act=lambda: self.room.mark_sent(self.of))
        card.add(Across(sent, None))
        return card

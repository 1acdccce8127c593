"""One return: what to put right, what passed, and its pack."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shiboken6 import isValid

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import full_date, long_date, span
from carerdesk.services.evidence.returns import ReturnView as Figures
from carerdesk.services.evidence.returns import length_of
from carerdesk.services.evidence.room import ReturnPage, return_head, return_page, working_of
from carerdesk.ui.pages.evidence.pack_card import PackCard
from carerdesk.ui.pages.evidence.returns_view import how_far
from carerdesk.ui.pages.evidence.test_cards import ExplainedCard, PassedCard, WantingCard
from carerdesk.ui.views import View
from carerdesk.ui.widgets.arrange import Across, Down, TwoColumns, let_show
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import Card, PageHead
from carerdesk.ui.widgets.text import Label, Rule

if TYPE_CHECKING:
    from carerdesk.ui.pages.evidence.page import Days, EvidencePage


class ReturnView(View["EvidencePage"]):
    """The twelve tests in the main column, the pack beside them."""

    def __init__(self, room: EvidencePage, of: Days) -> None:
        super().__init__(room)
        self.of, self._looks = of, 0
        self._head = return_head(self.books, *of)
        self.page: ReturnPage | None = None
        self._pack = PackCard(self)
        self._main, self._side = Down(gap="m"), Down(gap="m")
        self.side = self._side
        self._main.add(Card("", Label(self.tr("Making the twelve tests…"), tone="ink2")))
        self.column.add(TwoColumns(self._main, self._side))
        self._look()

    def head(self) -> PageHead:
        days = span(self.of[1], self.of[2])
        title = self.tr("{funder} return, {days}").format(funder=self._head.short_name, days=days)
        return PageHead(title, self._sentence(), back=self.tr("All returns"), go_back=self.room.show_returns)

    def _sentence(self) -> str:
        head, today = self._head, self.desk.today()
        words = [f"{head.funder}, {length_of(self.of[1], self.of[2])}."]
        if head.sent_on is not None:
            words.append(self.tr("Sent on {day}.").format(day=long_date(head.sent_on)))
        elif head.due is not None:
            far = how_far(head.due, today)
            words.append(self.tr("Send by {day}{far}.").format(day=full_date(head.due), far=f", {far}" if far else ""))
        words.append(guidance("evidence", "return_sub"))
        return " ".join(words)

    def again(self) -> None:
        self._look()

    def show_working(self, n: int) -> None:
        """Show how a test came to its result, beside it."""
        self.desk.show_working(working_of(self.books, *self.of, n))

    def pack_ended(self) -> None:
        self._pack.show_acts()

    def _look(self) -> None:
        """Make the tests beside the screen; what is shown stays until they are made."""
        self._looks += 1
        books, of, look = self.books, self.of, self._looks
        self.desk.run(
            self.tr("Making the tests"),
            lambda _progress: return_page(books, *of),
            lambda page: self._looked(look, page),
            shown=False,
        )

    def _looked(self, look: int, page: ReturnPage) -> None:
        if not isValid(self) or look != self._looks:
            return
        head = return_head(self.books, *self.of)
        if head != self._head:
            self._head = head
            self.room.set_head(self.head())
        self.page = page
        self.room.close_working()
        self._main.clear()
        self._pack.setParent(None)
        self._side.clear()
        self._fill(page)

    def _fill(self, page: ReturnPage) -> None:
        view = page.view
        wanting = [test for test in view.tests if test in view.wanting]
        explained = [test for test in view.tests if test.n in view.explained and test not in view.wanting]
        passed = [test for test in view.tests if test not in wanting and test not in explained]
        if wanting:
            self._main.add(WantingCard(self, page, wanting))
        if explained:
            self._main.add(ExplainedCard(self, page, explained))
        if passed:
            self._main.add(PassedCard(self, passed))
        self._main.addStretch(1)
        self._pack.show_page(page)
        self._side.add(self._pack, self._sum(view), self._then(len(view.wanting)))
        let_show(self._pack, wanted=True)
        self._side.addStretch(1)

    def _sum(self, view: Figures) -> Card:
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

    def _then(self, count: int) -> Card:
        card = Card(self.tr("Then"), gap="s")
        first = guidance("evidence", "then_right" if count else "then_all_right", count=str(count))
        steps = (first, guidance("evidence", "then_sign"), guidance("evidence", "then_send"))
        for at, words in enumerate(steps, 1):
            row = Across(Label(str(at), "strong", "primary"), gap="s")
            row.addWidget(Label(words, "small", wrap=True), 1)
            card.add(row)
        sent = Button(self.tr("Mark as sent"), act=lambda: self.room.mark_sent(self.of))
        card.add(Across(sent, None))
        return card

"""The room's first view: a card for each funder, and the money held."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import full_date
from carerdesk.domain.money import ZERO
from carerdesk.services.funding.budget import BudgetCard, budget_cards
from carerdesk.ui.pages.budget.parts import figure_row, held_money
from carerdesk.ui.views import View
from carerdesk.ui.widgets.arrange import Across, Down, TwoColumns
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import Card, EmptyPage, PageHead
from carerdesk.ui.widgets.gauge import MoneyHeldCard
from carerdesk.ui.widgets.text import Icon, Label, Rule, funder_chip

if TYPE_CHECKING:
    from carerdesk.ui.pages.budget.page import BudgetPage


class CardsView(View["BudgetPage"]):
    """Funders in the order in which they pay."""

    def __init__(self, room: BudgetPage) -> None:
        super().__init__(room)
        self.again()

    def head(self) -> PageHead:
        add = Button(self.tr("Add a funder"), icon="plus", act=self.room.add_funder)
        return PageHead(self.tr("Budget"), guidance("budget", "room_sub"), add)

    def again(self) -> None:
        cards = budget_cards(self.books)
        self.column.clear()
        if all(card.is_own for card in cards):
            words = guidance("budget", "empty")
            self.column.add(
                EmptyPage("landmark", self.tr("Nobody pays yet"), words, self.tr("Add the first"), self.room.add_funder)
            )
        main, side = Down(gap="m"), Down(gap="m")
        for card in cards:
            if not card.is_own or card.money.balance != ZERO:
                main.add(self._card(card))
        main.addStretch(1)
        held = [
            held_money(
                card.money,
                self.tr("{free} free of {balance}").format(free=card.money.weeks.free, balance=card.money.balance),
            )
            for card in cards
            if card.money.weeks.weekly is not None
        ]
        if held:
            side.add(MoneyHeldCard(held))
            side.add(Label(guidance("budget", "limits_are_yours"), "small", "ink2", wrap=True))
        side.addStretch(1)
        self.column.add(TwoColumns(main, side))

    def _card(self, one: BudgetCard) -> Card:
        money = one.money
        card = Card(gap="xs")
        card.setAccessibleName(money.name)
        see = Button(
            self.tr("See all of it"),
            name=self.tr("See all about {funder}").format(funder=money.name),
            act=partial(self.room.show_funder, money.funder_id),
        )
        head = Across(funder_chip(money.tone, money.short_name))
        head.addWidget(Label(money.name, "title", wrap=True), 1)
        head.add(see)
        gives = one.gives or ("" if one.is_own else guidance("budget", "no_award"))
        card.add(head)
        if gives:
            card.add(Label(gives, tone="" if one.gives else "attention", wrap=True))
        card.add(
            figure_row(self.tr("Balance"), str(money.balance)),
            figure_row(self.tr("Set aside"), str(-money.aside.total)),
            Rule(),
            figure_row(self.tr("Free"), str(money.weeks.free), strong=True),
        )
        if money.balance < ZERO:
            card.add(self._say(guidance("budget", "overdrawn", amount=str(-money.balance)), good=False))
        if one.payments is not None:
            card.add(self._payments(one))
        return card

    def _payments(self, one: BudgetCard) -> Across:
        flow = one.payments
        assert flow is not None
        if flow.missing > ZERO:
            words = self.tr("{missing} expected has not come").format(missing=flow.missing)
            return self._say(words, good=False)
        if flow.next is None:
            return self._say(self.tr("All that was expected has come"), good=True)
        words = self.tr("All expected has come. Next: {amount} on {day}")
        return self._say(words.format(amount=flow.next.amount, day=full_date(flow.next.day)), good=True)

    @staticmethod
    def _say(words: str, *, good: bool) -> Across:
        tone = "good" if good else "attention"
        row = Across(Icon("check" if good else "triangle-alert", tone, 16), gap="xs")
        row.addWidget(Label(words, "small", tone, wrap=True), 1)
        return row

"""One funder in full: agreement, awards, money set aside, money over time, plan, permissions, savings."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.money import ZERO
from carerdesk.services.funding.budget import FunderBudget, funder_budget
from carerdesk.services.funding.known_ways import known_ways
from carerdesk.services.funding.setup import remove_funder
from carerdesk.ui.pages.budget.agreement_card import AgreementCard, AwardsCard
from carerdesk.ui.pages.budget.aside_card import AsideCard
from carerdesk.ui.pages.budget.flow_cards import ClaimCard, HoursCard, PaymentsCard
from carerdesk.ui.pages.budget.known_ways_card import KnownWaysCard
from carerdesk.ui.pages.budget.parts import held_money
from carerdesk.ui.pages.budget.plan_cards import PermissionsCard, PlanCard, SavingsCard
from carerdesk.ui.pages.budget.rate_card import RateCard
from carerdesk.ui.pages.budget.weeks_card import WeeksCard
from carerdesk.ui.views import View
from carerdesk.ui.widgets.arrange import Across, Down, TwoColumns
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import Card, PageHead
from carerdesk.ui.widgets.gauge import MoneyHeldCard
from carerdesk.ui.widgets.text import Label

if TYPE_CHECKING:
    from carerdesk.ui.pages.budget.page import BudgetPage


class FunderView(View["BudgetPage"]):
    """Money in the main column, agreement and plan beside it."""

    def __init__(self, room: BudgetPage, budget: FunderBudget) -> None:
        super().__init__(room)
        self.budget = budget
        self._show()

    def head(self) -> PageHead:
        details = self.budget.details
        kind = guidance("budget", f"kind_{details.kind}")
        reference = self.tr(". Reference {reference}").format(reference=details.reference) if details.reference else ""
        returns = Button(self.tr("See the returns"), act=partial(self.desk.go, "evidence"))
        return PageHead(
            details.name, f"{kind}{reference}", returns, back=self.tr("All funders"), go_back=self.room.show_cards
        )

    def again(self) -> None:
        found = funder_budget(self.books, self.budget.funder_id)
        if found is None:
            self.room.show_cards()
            return
        self.budget = found
        self.room.set_head(self.head())
        self.room.close_working()
        self._show()
        self.room.side = self.side

    def _show(self) -> None:
        budget = self.budget
        self.column.clear()
        main, side = Down(gap="m"), Down(gap="m")
        main.add(AsideCard(self), WeeksCard(budget.weeks, budget.money.tone))
        if budget.payments is not None or budget.contribution is not None:
            main.add(PaymentsCard(self))
        if budget.hours is not None:
            main.add(HoursCard(self))
        if budget.claimed is not None:
            main.add(ClaimCard(self))
        main.add(AwardsCard(self))
        if budget.details.kind != "own" and budget.details.cost_based:
            main.add(RateCard(self))
        main.add(PlanCard(self), SavingsCard(self))
        main.addStretch(1)
        if budget.money.weeks.weekly is not None:
            words = self.tr("{free} free of {balance}").format(
                free=budget.money.weeks.free, balance=budget.money.balance
            )
            side.add(MoneyHeldCard([held_money(budget.money, words)]))
        side.add(AgreementCard(self), PermissionsCard(self))
        ways = known_ways(budget.details.profile)
        if ways is not None:
            side.add(KnownWaysCard(ways, self.desk.show_working))
        if budget.details.kind != "own":
            side.add(self._ending())
        side.addStretch(1)
        self.side = side
        self.column.add(TwoColumns(main, side))

    def _ending(self) -> Card:
        card = Card(self.tr("When it ends"), Label(guidance("budget", "ending"), "small", "ink2", wrap=True))
        if self.budget.money.balance == ZERO and not self.budget.awards:
            out = Button(self.tr("Take this funder out"), "small", act=self._remove)
            card.add(Across(out, None))
        return card

    def _remove(self) -> None:
        if self.desk.report(remove_funder(self.books, self.budget.funder_id)):
            self.room.show_cards()

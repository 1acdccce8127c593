"""Balance, money set aside line by line, and what is free. Each line opens its working."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.money import ZERO
from carerdesk.services.funding.budget import AsideLine
from carerdesk.ui.pages.budget.parts import figure_row
from carerdesk.ui.widgets.arrange import Across
from carerdesk.ui.widgets.buttons import FigureButton
from carerdesk.ui.widgets.cards import Card
from carerdesk.ui.widgets.text import Icon, Label, Rule

if TYPE_CHECKING:
    from carerdesk.ui.pages.budget.funder_view import FunderView


class AsideCard(Card):
    """The sum down to what is free."""

    def __init__(self, view: FunderView) -> None:
        super().__init__(view.tr("Money held and set aside"), gap="xs")
        self._view = view
        money = view.budget.money
        self.add(figure_row(self.tr("Balance in the accounts"), str(money.balance), strong=True))
        if money.balance < ZERO:
            self.add(self._warn(guidance("budget", "overdrawn", amount=str(-money.balance))))
        known = [line for line in view.budget.aside if line.amount is not None]
        for line in known:
            self.add(self._line(line))
        if not known:
            self.add(Label(guidance("budget", "nothing_aside"), "small", "ink2", wrap=True))
        self.add(Rule(), figure_row(self.tr("Free"), str(money.weeks.free), strong=True))
        if money.weeks.weekly is not None:
            words = self.tr("{free} ÷ {weekly} a week = {weeks} weeks. By the whole balance: {whole} weeks.").format(
                free=money.weeks.free, weekly=money.weeks.weekly, weeks=money.weeks.free_weeks,
                whole=money.weeks.balance_weeks,
            )  # fmt: skip
            self.add(Label(words, "small", "ink2", wrap=True))
        for line in view.budget.aside:
            if line.amount is None:
                words = guidance("budget", "not_worked_out", what=line.what)
                self.add(self._warn(words))

    def _line(self, line: AsideLine) -> Across:
        assert line.amount is not None
        act = partial(self._view.desk.show_working, line.working) if line.working is not None else None
        return figure_row(line.what, FigureButton(str(-line.amount), line.what, act=act))

    @staticmethod
    def _warn(words: str) -> Across:
        row = Across(Icon("triangle-alert", "attention", 16), gap="xs")
        row.addWidget(Label(words, "small", "attention", wrap=True), 1)
        return row

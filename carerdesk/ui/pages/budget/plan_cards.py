"""What the plan is for, what the funder agreed to, and money kept for a purpose."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import long_date
from carerdesk.services.evidence.permissions import permissions
from carerdesk.services.funding.setup import end_saving, remove_outcome, remove_permission, remove_saving
from carerdesk.ui.pages.budget.parts import SmallTable
from carerdesk.ui.widgets.arrange import Across, Down
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import Card
from carerdesk.ui.widgets.text import Label

if TYPE_CHECKING:
    from carerdesk.ui.pages.budget.funder_view import FunderView


class PlanCard(Card):
    """The plan's outcomes, with what was spent on each."""

    def __init__(self, view: FunderView) -> None:
        super().__init__(view.tr("What the plan is for"), gap="s")
        budget = view.budget
        if budget.outcomes:
            rows = [
                ((one.title, str(one.spent)), self._out(view, one.id, one.title, used=bool(one.spent)))
                for one in budget.outcomes
            ]
            heads = (self.tr("Outcome"), self.tr("Spent on it"))
            self.add(SmallTable(self.tr("Outcomes of the plan"), heads, rows, frozenset({1})))
        else:
            self.add(Label(guidance("budget", "no_outcome"), "small", "ink2", wrap=True))
        add = Button(
            self.tr("Add an outcome"), "small", icon="plus", act=partial(view.room.add_outcome, budget.funder_id)
        )
        self.add(Across(add, None))

    def _out(self, view: FunderView, outcome_id: int, title: str, *, used: bool) -> list[Button]:
        if used:
            return []
        name = self.tr("Take out {title}").format(title=title)

        def act() -> None:
            view.desk.report(remove_outcome(view.books, outcome_id))

        return [Button(self.tr("Take out"), "small", name=name, act=act)]


class PermissionsCard(Card):
    """Permissions of this funder, the newest first."""

    def __init__(self, view: FunderView) -> None:
        super().__init__(view.tr("Permissions"), gap="s")
        found = permissions(view.books, view.budget.funder_id)
        for one in found:
            words = self.tr("{who}, {day}, {how}").format(
                who=one.who, day=long_date(one.day), how=guidance("evidence", f"agreed_{one.how}")
            )
            row = Across()
            row.addLayout(Down(Label(one.what, wrap=True), Label(words, "small", "ink2", wrap=True), gap=0), 1)
            if not one.papers:
                name = self.tr("Take out the permission: {what}").format(what=one.what)
                out = Button(self.tr("Take out"), "small", name=name, act=partial(self._remove, view, one.id))
                row.add(out)
            self.add(row)
        if not found:
            self.add(Label(guidance("budget", "no_permission"), "small", "ink2", wrap=True))
        add = Button(
            self.tr("Add a permission"), "small", icon="plus",
            act=partial(view.room.add_permission, view.budget.funder_id),
        )  # fmt: skip
        self.add(Across(add, None))

    @staticmethod
    def _remove(view: FunderView, permission_id: int) -> None:
        view.desk.report(remove_permission(view.books, permission_id))


class SavingsCard(Card):
    """Money kept for a purpose, with the permission it rests on."""

    def __init__(self, view: FunderView) -> None:
        super().__init__(view.tr("Kept for a purpose"), gap="s")
        self._view = view
        savings = view.budget.savings
        if savings:
            rows = []
            for one in savings:
                agreed = one.permission or self.tr("No permission: not set aside")
                days = self.tr("from {day}").format(day=long_date(one.first_day))
                if one.last_day is not None:
                    days += self.tr(" to {day}").format(day=long_date(one.last_day))
                words = (f"{one.title}\n{agreed}", str(one.amount), days)
                rows.append((words, self._buttons(one.id, one.title, ended=one.last_day is not None)))
            heads = (self.tr("What for"), self.tr("Amount"), self.tr("When"))
            self.add(SmallTable(self.tr("Money kept for a purpose, as a table"), heads, rows, frozenset({1})))
        else:
            self.add(Label(guidance("budget", "no_saving"), "small", "ink2", wrap=True))
        add = Button(
            self.tr("Add something to save for"), "small", icon="plus",
            act=partial(view.room.add_saving, view.budget.funder_id),
        )  # fmt: skip
        self.add(Across(add, None))

    def _buttons(self, saving_id: int, title: str, *, ended: bool) -> list[Button]:
        view = self._view

        def end() -> None:
            view.desk.report(end_saving(view.books, saving_id, view.desk.today()))

        def out() -> None:
            view.desk.report(remove_saving(view.books, saving_id))

        stop = Button(
            self.tr("Ends today"), "small", name=self.tr("Keeping money for {title} ends today").format(title=title),
            act=end,
        )  # fmt: skip
        take = Button(self.tr("Take out"), "small", name=self.tr("Take out {title}").format(title=title), act=out)
        return [take] if ended else [stop, take]

"""What a funder gives from a day on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.funding.awards import Every
from carerdesk.domain.money import ZERO
from carerdesk.domain.problem import Problem
from carerdesk.services.funding.budget import PER, funder_budget
from carerdesk.services.funding.details import NewAward
from carerdesk.services.funding.setup import add_award
from carerdesk.services.outcome import Rejected
from carerdesk.ui.views import FormView
from carerdesk.ui.widgets.arrange import Flow
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import FormCard, PageHead
from carerdesk.ui.widgets.choices import RadioRow
from carerdesk.ui.widgets.fields import Answer, DateField, HoursField, MoneyField, TextField

if TYPE_CHECKING:
    from carerdesk.ui.pages.budget.page import BudgetPage


class AwardForm(FormView["BudgetPage"]):
    """Amount, how often, hours and contribution, from a date. What stood before ends the day before."""

    def __init__(self, room: BudgetPage, funder_id: int) -> None:
        super().__init__(room, lambda: room.show_funder(funder_id))
        self._funder_id, self.draft = funder_id, f"award:{funder_id}"
        budget = funder_budget(self.books, funder_id)
        assert budget is not None
        self._name = budget.details.name
        today = self.desk.today()
        every = [(each.value, PER[each]) for each in Every]
        regular = [(each, words) for each, words in every if each != Every.ONE_OFF.value]
        self._first = DateField(self.tr("From"), today, guidance("budget", "award_from_hint"))
        self._last = DateField(self.tr("Until"), today, self.tr("Leave it empty if it has no end"), optional=True)
        self._amount = MoneyField(self.tr("Amount"), self.tr("What arrives in the account"))
        self._every: RadioRow[str] = RadioRow(self.tr("How often?"), every, across=True)
        self._hours = HoursField(self.tr("Hours a week in the plan"), self.tr("Like 21 or 21:30"), optional=True)
        self._contribution = MoneyField(self.tr("Contribution of the person"), guidance("budget", "contribution_hint"))
        self._contribution.optional = True
        self._per: RadioRow[str] = RadioRow(self.tr("Contribution how often?"), regular, across=True)
        self._note = TextField(self.tr("Note"), optional=True)
        self._per.set_value("week")
        self._lay_out()
        self.restore()

    def head(self) -> PageHead:
        return self.head_of(self.tr("What {name} gives").format(name=self._name), guidance("budget", "award_why"))

    def _lay_out(self) -> None:
        named: dict[str, Answer[Any]] = {
            "first_day": self._first, "last_day": self._last, "amount": self._amount, "every": self._every,
            "weekly_minutes": self._hours, "contribution": self._contribution, "contribution_every": self._per,
            "note": self._note,
        }  # fmt: skip
        for name, field in named.items():
            self.take(name, field)
        main = Button(self.tr("Keep this award"), "primary", act=self._save)
        gives = FormCard(
            self.tr("The money"), Flow(self._first, self._last, gap="l"), self._amount, self._every, main=main
        )
        rest = FormCard(
            self.tr("Hours and contribution"), self._hours, self._contribution, self._per, self._note, main=main
        )
        self.column.add(gives, rest, self.buttons(main))

    def _save(self) -> None:
        if not self.is_understood():
            return
        first, every = self._first.value(), self._every.value()
        problems = []
        if first is None:
            problems.append(Problem("first_day", "award_day_missing"))
        if every is None:
            problems.append(Problem("every", "award_every_missing"))
        if first is None or every is None:
            self.desk.report(Rejected(tuple(problems)), self.fields)
            return
        new = NewAward(
            first_day=first,
            amount=self._amount.value() or ZERO,
            every=every,
            last_day=self._last.value(),
            weekly_minutes=self._hours.value(),
            contribution=self._contribution.value(),
            contribution_every=self._per.value() or "week",
            note=self._note.value() or "",
        )
        self.finish(add_award(self.books, self._funder_id, new))

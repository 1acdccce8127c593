"""Forms for the plan's outcomes, permissions, and money kept for a purpose."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import long_date
from carerdesk.domain.money import ZERO
from carerdesk.domain.problem import Problem
from carerdesk.services.evidence.permissions import permissions
from carerdesk.services.funding.budget import budget_cards
from carerdesk.services.funding.details import HOW_AGREED, NewPermission
from carerdesk.services.funding.setup import add_outcome, add_permission, add_planned_saving
from carerdesk.services.outcome import Rejected
from carerdesk.services.people.read import list_workers
from carerdesk.ui.views import FormView
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import FormCard, PageHead
from carerdesk.ui.widgets.choices import RadioRow, TickField, choice_field
from carerdesk.ui.widgets.fields import Answer, DateField, MoneyField, TextField

if TYPE_CHECKING:
    from carerdesk.ui.pages.budget.page import BudgetPage

CONSENT = "live_in_relative"


class OutcomeForm(FormView["BudgetPage"]):
    """Something the plan is for."""

    def __init__(self, room: BudgetPage, funder_id: int) -> None:
        super().__init__(room, lambda: room.show_funder(funder_id))
        self._funder_id, self.draft = funder_id, f"outcome:{funder_id}"
        self._title = TextField(self.tr("Outcome"), guidance("budget", "outcome_hint"))
        self.take("title", self._title)
        main = Button(self.tr("Add this outcome"), "primary", act=self._save)
        self.column.add(FormCard("", self._title, main=main), self.buttons(main))
        self.restore()

    def head(self) -> PageHead:
        return self.head_of(self.tr("What is the plan for?"), guidance("budget", "outcome_why"))

    def _save(self) -> None:
        self.finish(add_outcome(self.books, self._funder_id, self._title.value() or ""))


class PermissionForm(FormView["BudgetPage"]):
    """Who agreed what, when and how."""

    def __init__(self, room: BudgetPage, funder_id: int | None) -> None:
        super().__init__(room, room.show_cards if funder_id is None else lambda: room.show_funder(funder_id))
        self._funder_id, self.draft = funder_id, f"permission:{funder_id or ''}"
        funders = [(card.funder_id, card.money.name) for card in budget_cards(self.books) if not card.is_own]
        self._funder: Answer[int] = choice_field(self.tr("Which funder?"), funders)
        self._what = TextField(self.tr("What was agreed?"), guidance("budget", "permission_what_hint"), characters=44)
        self._who = TextField(self.tr("Who agreed?"), self.tr("Name and job, as far as you know"))
        self._day = DateField(self.tr("When?"), self.desk.today())
        ways = [(how, guidance("budget", f"how_{how}")) for how in HOW_AGREED]
        self._how: RadioRow[str] = RadioRow(self.tr("How?"), ways)
        self._consent = TickField(self.tr("It lets a relative who lives in be paid"))
        workers = [(each.id, each.name) for each in list_workers(self.books)]
        self._worker: Answer[int] = choice_field(self.tr("Which PA is it about?"), workers, optional=True)
        self._lay_out(chosen=funder_id is not None, workers=bool(workers))
        self.restore()

    def head(self) -> PageHead:
        return self.head_of(self.tr("Write down a permission"), guidance("budget", "permission_why"))

    def _lay_out(self, *, chosen: bool, workers: bool) -> None:
        named: dict[str, Answer[Any]] = {"what": self._what, "who": self._who, "day": self._day, "how": self._how}
        if not chosen:
            named = {"funder": self._funder, **named}
        if workers:
            named |= {"topic": self._consent, "worker_id": self._worker}
        for name, field in named.items():
            self.take(name, field)
        main = Button(self.tr("Keep this permission"), "primary", act=self._save)
        self.column.add(FormCard("", *named.values(), main=main), self.buttons(main))

    def _save(self) -> None:
        if not self.is_understood():
            return
        funder_id, day = self._funder_id or self._funder.value(), self._day.value()
        problems = []
        if funder_id is None:
            problems.append(Problem("funder", "permission_funder_missing"))
        if day is None:
            problems.append(Problem("day", "permission_day_missing"))
        if funder_id is None or day is None:
            self.desk.report(Rejected(tuple(problems)), self.fields)
            return
        new = NewPermission(
            day, self._who.value() or "", self._how.value() or "", self._what.value() or "",
            CONSENT if self._consent.value() else "", self._worker.value(),
        )  # fmt: skip
        self.finish(add_permission(self.books, funder_id, new))


class SavingForm(FormView["BudgetPage"]):
    """Money kept for a purpose, and the permission it rests on."""

    def __init__(self, room: BudgetPage, funder_id: int) -> None:
        super().__init__(room, lambda: room.show_funder(funder_id))
        self._funder_id, self.draft = funder_id, f"saving:{funder_id}"
        self._title = TextField(self.tr("What is it for?"), guidance("budget", "saving_hint"))
        self._amount = MoneyField(self.tr("How much?"))
        self._day = DateField(self.tr("From when?"), self.desk.today())
        self._day.set_value(self.desk.today())
        found = [
            (one.id, f"{one.what} ({one.who}, {long_date(one.day)})") for one in permissions(self.books, funder_id)
        ]
        self._permission: Answer[int] = choice_field(self.tr("Which permission?"), found, optional=True)
        for name, field in (("title", self._title), ("amount", self._amount), ("first_day", self._day)):
            self.take(name, field)
        main = Button(self.tr("Keep this saving"), "primary", act=self._save)
        card = FormCard("", self._title, self._amount, self._day, main=main)
        if found:
            self.take("permission_id", self._permission)
            card.add(self._permission)
        self.column.add(card, self.buttons(main))
        self.restore()

    def head(self) -> PageHead:
        return self.head_of(self.tr("Keep money for a purpose"), guidance("budget", "saving_why"))

    def _save(self) -> None:
        if not self.is_understood():
            return
        self.finish(
            add_planned_saving(
                self.books,
                self._funder_id,
                self._title.value() or "",
                self._amount.value() or ZERO,
                self._day.value() or self.desk.today(),
                self._permission.value(),
            )
        )

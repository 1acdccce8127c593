"""Is the rate enough? What an hour costs beside what is paid for it, the costs it was reckoned with, and a letter."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.money import ZERO
from carerdesk.services.funding.rate_enough import KeptPart, NewPart, add_part, rate_letter, read_rate, remove_part
from carerdesk.ui.pages.budget.flow_cards import verdict
from carerdesk.ui.pages.budget.number_field import NumberField
from carerdesk.ui.saving import Paper, save
from carerdesk.ui.views import FormView
from carerdesk.ui.widgets.arrange import Across, Flow
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import Card, FormCard, PageHead
from carerdesk.ui.widgets.choices import RadioRow, TickField
from carerdesk.ui.widgets.fields import Answer, DateField, TextField
from carerdesk.ui.widgets.text import Label

if TYPE_CHECKING:
    from carerdesk.ui.pages.budget.funder_view import FunderView
    from carerdesk.ui.pages.budget.page import BudgetPage

BASES = ("week", "year", "hour", "percent_of_pay")


class RateCard(Card):
    """One sentence, one verdict, the costs, and the ways on."""

    def __init__(self, view: FunderView) -> None:
        super().__init__(view.tr("Is the rate enough?"), gap="s")
        self._view = view
        rate = read_rate(view.books, view.budget.funder_id)
        add = Button(view.tr("Add a cost"), "small", icon="plus", act=self._add)
        buttons = [add]
        if rate.enough is None:
            self.add(Label(rate.why_not, "small", "ink2", wrap=True))
        else:
            cost, over = rate.enough.cost, rate.enough.over_a_week
            words = guidance(
                "budget", "rate_costs", cost=str(cost.an_hour), percent=f"{cost.over_pay:f}",
                funder=view.budget.details.short_name, paid=str(rate.enough.paid_an_hour),
            )  # fmt: skip
            key = "rate_is_short" if over < ZERO else "rate_is_enough"
            told = guidance("budget", key, over=str(over), short=str(-over))
            self.add(Label(words, wrap=True), verdict(told, good=over >= ZERO))
            show = partial(view.desk.show_working, rate.working)
            buttons += [
                Button(view.tr("How it was worked out"), "small", act=show),
                Button(view.tr("Write the letter"), "small", act=self._letter),
            ]
        for kept in rate.parts:
            self.add(self._part(kept))
        self.add(Flow(*buttons, gap="s"))

    def _part(self, kept: KeptPart) -> Across:
        part = kept.part
        words = f"{part.title}, {guidance('budget', f'per_{part.basis}', amount=f'{part.amount:f}')}"
        if not part.inside:
            words = self.tr("{part}, paid beside the rate").format(part=words)
        name = self.tr("Take out {title}").format(title=part.title)
        row = Across(gap="s")
        row.addWidget(Label(words, "small", wrap=True), 1)
        row.add(Button(self.tr("Take out"), "small", name=name, act=partial(self._remove, kept.id)))
        return row

    def _remove(self, part_id: int) -> None:
        self._view.desk.report(remove_part(self._view.books, part_id))

    def _add(self) -> None:
        self._view.room.show_view(PartForm(self._view.room, self._view.budget.funder_id))

    def _letter(self) -> None:
        view = self._view
        name = self.tr("Letter about the rate.pdf")
        made = partial(rate_letter, view.books, view.budget.funder_id)
        save(view.desk, self, Paper(self.tr("Save the letter"), name, made))


class PartForm(FormView["BudgetPage"]):
    """A cost of employing beside pay and what the law adds to it."""

    def __init__(self, room: BudgetPage, funder_id: int) -> None:
        super().__init__(room, lambda: room.show_funder(funder_id))
        self._funder_id, self.draft = funder_id, f"rate_part:{funder_id}"
        self._title = TextField(self.tr("What is it?"), guidance("budget", "rate_part_hint"))
        self._basis: RadioRow[str] = RadioRow(
            self.tr("How is it counted?"), [(basis, guidance("budget", f"basis_{basis}")) for basis in BASES]
        )
        self._amount = NumberField(self.tr("How much?"))
        self._inside = TickField(
            self.tr("The hourly rate is meant to cover it"), guidance("budget", "rate_inside_hint")
        )
        self._from = DateField(self.tr("From when?"), self.desk.today())
        self._inside.set_value(True)
        self._from.set_value(self.desk.today())
        named: dict[str, Answer[Any]] = {
            "title": self._title, "basis": self._basis, "amount": self._amount, "inside": self._inside,
            "first_day": self._from,
        }  # fmt: skip
        for name, field in named.items():
            self.take(name, field)
        main = Button(self.tr("Add this cost"), "primary", act=self._save)
        self.column.add(FormCard("", *named.values(), main=main), self.buttons(main))
        self.restore()

    def head(self) -> PageHead:
        return self.head_of(self.tr("A cost of employing"), guidance("budget", "rate_part_why"))

    def _save(self) -> None:
        if not self.is_understood():
            return
        new = NewPart(
            title=self._title.value() or "", basis=self._basis.value() or "", amount=self._amount.value() or Decimal(0),
            inside=bool(self._inside.value()), first_day=self._from.value() or self.desk.today(),
        )  # fmt: skip
        self.finish(add_part(self.books, self._funder_id, new))

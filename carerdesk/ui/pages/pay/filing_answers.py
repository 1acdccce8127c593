"""What Basic PAYE Tools answered, typed beside our figures: every penny of difference explained."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.rti.comparison import FIGURES, all_agree
from carerdesk.services.filing.answers import Compared, comparison, keep_answer
from carerdesk.ui.half_typed import HalfTyped
from carerdesk.ui.page import Desk
from carerdesk.ui.widgets.arrange import Across, Flow
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import FormCard
from carerdesk.ui.widgets.fields import MoneyField
from carerdesk.ui.widgets.text import Icon, Label

if TYPE_CHECKING:
    from carerdesk.domain.rti.comparison import Difference

_ALWAYS = frozenset({"taxable", "tax", "employee_ni", "employer_ni"})


def answer_cards(desk: Desk, payday: date) -> list[AnswerCard]:
    """A card for each PA on the payday."""
    return [AnswerCard(desk, payday, each) for each in comparison(desk.books, payday)]


class AnswerCard(FormCard):
    """One PA: our figure in each field's hint, theirs to type, and below what differs and why."""

    def __init__(self, desk: Desk, payday: date, found: Compared) -> None:
        self.desk, self._payday, self._found = desk, payday, found
        self.fields = {figure: self._field(figure) for figure in FIGURES if figure in _ALWAYS or found.ours[figure]}
        name = self.tr("Compare {who}").format(who=found.name)
        main = Button(self.tr("Compare"), name=name, act=self._keep)
        title = self.tr("What did Basic PAYE Tools say for {who}?").format(who=found.name)
        super().__init__(title, Flow(*self.fields.values(), gap="l"), Across(main, None), main=main)
        for figure, field in self.fields.items():
            field.set_value(found.typed.get(figure))
        self.half_typed = HalfTyped(desk, self, f"answer:{payday.isoformat()}:{found.worker_id}", self.fields)
        self._say()

    def _field(self, figure: str) -> MoneyField:
        name = guidance("filing", f"figure_{figure}")
        hint = self.tr("Here {ours}").format(ours=self._found.ours[figure])
        return MoneyField(f"{name}, {self._found.name}", hint)

    def _say(self) -> None:
        differences = self._found.differences
        if not differences:
            self.add(
                Label(self.tr("Type what it shows. A figure left empty is not compared."), "small", "ink2", wrap=True)
            )
            return
        if all_agree(differences):
            row = Across(Icon("circle-check", "good"))
            row.addWidget(Label(self.tr("Every figure that was typed agrees to the penny."), "strong", wrap=True), 1)
            self.add(row)
            return
        for difference in differences:
            self.add(self._line(difference))

    def _line(self, difference: Difference) -> Across:
        row = Across(Icon("triangle-alert", "attention") if difference.reason else Icon("check", "good"))
        row.addWidget(Label(self._found.words(difference), wrap=True), 1)
        return row

    def _keep(self) -> None:
        if not self.desk.understood(self.fields):
            return
        typed = {figure: field.value() for figure, field in self.fields.items()}
        if self.desk.report(keep_answer(self.desk.books, self._payday, self._found.worker_id, typed), self.fields):
            self.half_typed.drop()

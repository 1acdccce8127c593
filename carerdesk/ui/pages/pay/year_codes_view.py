"""The codes of a new tax year, PA by PA: what was, what will be, and why."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import long_date
from carerdesk.services.joining.notices import SOURCE
from carerdesk.services.people.details import Tax
from carerdesk.services.people.names import choice_name
from carerdesk.services.year_end.roll_over import Carried, RollOver
from carerdesk.ui.page import Desk
from carerdesk.ui.widgets.arrange import Down, Flow
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import Card, EmptyPage
from carerdesk.ui.widgets.text import Label


class YearCodesView(QWidget):
    """A card for each PA; a notice is typed where it belongs, with the PA."""

    def __init__(self, desk: Desk, found: RollOver) -> None:
        super().__init__()
        self.desk = desk
        column = Down(gap="l")
        self.setLayout(column)
        if not found.uplift_known:
            column.add(Label(guidance("year_end", "codes_not_known"), tone="attention", wrap=True))
        if not found.people:
            column.add(
                EmptyPage("calendar-days", self.tr("No codes to look over"), self.tr("Nobody is employed then."))
            )
        column.add(*(self._card(one, found) for one in found.people))
        source = guidance("joining", "source_unconfirmed", source=SOURCE.title)
        column.add(Label(source, "small", "ink2", wrap=True))

    def _card(self, one: Carried, found: RollOver) -> Card:
        card = Card(one.name)
        change = self.tr("{before} until 5 April, {after} from {day}").format(
            before=_code(one.before), after=_code(one.after), day=long_date(found.first_day)
        )
        card.add(Label(change, "strong", wrap=True), Label(guidance("year_end", f"codes_{one.why}"), wrap=True))
        loans = [choice_name("loan_plan", one.after.loan_plan)] if one.after.loan_plan else []
        loans += [self.tr("postgraduate loan")] if one.after.postgraduate_loan else []
        if loans:
            card.add(Label(self.tr("Goes on: {loans}").format(loans=", ".join(loans)), "small", "ink2", wrap=True))
        if one.confirmed:
            card.add(Label(self.tr("Looked over"), "small", "good"))
        name = self.tr("Type HMRC’s notice for {name}").format(name=one.name)
        go: Callable[..., Any] = self.desk.go
        card.add(Flow(Button(name, "small", act=partial(go, "people", worker=one.worker_id, step="notice"))))
        return card


def _code(tax: Tax) -> str:
    return f"{tax.code} W1/M1" if tax.basis == "week_one" else tax.code

"""What is taken from a worker's pay payday after payday, and what waits to be paid or taken once."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import day_and_month, long_date
from carerdesk.domain.payroll.orders import STANDING
from carerdesk.services.deductions.details import Deductions, ItemRow, StandingRow
from carerdesk.services.deductions.items import remove_item
from carerdesk.services.deductions.read import deductions_of
from carerdesk.services.deductions.standing import remove_standing
from carerdesk.services.deductions.words import how_it_stands, how_much, kind_name, miles_words
from carerdesk.ui.page import Desk
from carerdesk.ui.pages.people.paper_rows import Papers, add_papers
from carerdesk.ui.widgets.arrange import Down, Flow
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import Card
from carerdesk.ui.widgets.text import Label, Rule


class DeductionCard(Card):
    """Orders and agreed deductions with what is left of them, and amounts that wait for a payday."""

    def __init__(self, desk: Desk, worker_id: int, name: str, go: Callable[..., object]) -> None:
        super().__init__(self.tr("Deductions and extra pay"))
        self._desk, self._id, self._name, self._go = desk, worker_id, name, go
        found = deductions_of(desk.books, worker_id)
        if not found.standing and not found.waiting and not found.settled:
            words = self.tr("Nothing is taken from {name}’s pay beside tax, National Insurance, loans and pension.")
            self.add(Label(words.format(name=name), wrap=True))
        self._rows(found)
        self.add(Flow(*self._new(), gap="s"))

    def _rows(self, found: Deductions) -> None:
        rows: list[QWidget] = [self._standing(row) for row in found.standing]
        rows += [self._item(row) for row in (*found.waiting, *found.settled)]
        for at, row in enumerate(rows):
            self.add(*([Rule()] if at else []), row)

    def _new(self) -> list[Button]:
        return [
            Button(self.tr("Add an agreed deduction"), "small", icon="plus", act=partial(self._open, "agreement_form")),
            Button(self.tr("Add an order"), "small", icon="plus", act=partial(self._open, "order_form")),
            Button(self.tr("Add something once"), "small", icon="plus", act=partial(self._open, "item_form")),
        ]

    def _open(self, form: str, record_id: int | None = None) -> None:
        self._go(form, self._id, record_id)

    # --- payday after payday ------------------------------------------------------------------------------------------

    def _standing(self, row: StandingRow) -> QWidget:
        details, stands = row.details, how_it_stands(row)
        about = Down(
            Label(details.title, "strong", wrap=True),
            Label(how_much(details), wrap=True),
            Label(f"{kind_name(details.kind)}. {stands}.", "small", "ink2", wrap=True),
            gap=1,
        )
        if details.payee:
            words = self.tr("Paid over to {payee}").format(payee=details.payee)
            about.add(
                Label(f"{words}, {details.reference}" if details.reference else words, "small", "ink2", wrap=True)
            )
        if details.consent_on:
            agreed = self.tr("Agreed in writing on {day}").format(day=long_date(details.consent_on))
            about.add(Label(agreed, "small", "ink2", wrap=True))
        body = Down(about, gap="xs")
        wanted = guidance("deductions", "order_paper_wanted" if details.is_order else "consent_paper_wanted")
        body.add(Papers(self._desk, row.papers, details.title, "" if row.papers else wanted))
        body.add(Flow(*self._standing_buttons(row), gap="xs"))
        return _holding(body)

    def _standing_buttons(self, row: StandingRow) -> list[Button]:
        title, books = row.details.title, self._desk.books
        form = "order_form" if row.details.is_order else "agreement_form"
        paper = self.tr("Add its paper: {what}").format(what=title)
        add = partial(add_papers, self._desk, self, paper, STANDING, row.id, "letter")
        found = [
            Button(self.tr("Add its paper"), "small", icon="paperclip", name=paper, act=add),
            Button(
                self.tr("Change"), "small", name=self.tr("Change {what}").format(what=title),
                act=partial(self._open, form, row.id),
            ),
        ]  # fmt: skip
        if row.state in {"running", "to_come"}:
            end = self.tr("End {what}").format(what=title)
            found.append(Button(self.tr("End it"), "small", name=end, act=partial(self._open, "end_deduction", row.id)))
        if not row.taken and not row.papers:
            out = self.tr("Take out {what}").format(what=title)
            found.append(
                Button(
                    self.tr("Take out"),
                    "small",
                    name=out,
                    act=lambda: self._desk.report(remove_standing(books, row.id)),
                )
            )
        return found

    # --- once ---------------------------------------------------------------------------------------------------------

    def _item(self, row: ItemRow) -> QWidget:
        details = row.details
        when = self.tr("On the payslip of {day}") if row.settled_on else self.tr("Waits for the payday on {day}")
        if details.kind == "own_cost":
            when = self.tr("Paid by the PA, counted for the minimum wage of {day}")
        day = row.settled_on or (details.paid_on if details.kind == "own_cost" else None) or details.payday
        amount = ", ".join(part for part in (str(details.amount), miles_words(details)) if part)
        about = Down(
            Label(f"{details.title}: {amount}", "strong", wrap=True),
            Label(f"{kind_name(details.kind)}. {when.format(day=day_and_month(day))}.", "small", "ink2", wrap=True),
            gap=1,
        )
        if row.settled_on is None:
            about.add(Flow(*self._item_buttons(row), gap="xs"))
        return _holding(about)

    def _item_buttons(self, row: ItemRow) -> list[Button]:
        title, books = row.details.title, self._desk.books
        found = [
            Button(
                self.tr("Take out"), "small", name=self.tr("Take out {what}").format(what=title),
                act=lambda: self._desk.report(remove_item(books, row.id)),
            )
        ]  # fmt: skip
        if row.details.kind != "top_up":
            change = self.tr("Change {what}").format(what=title)
            act = partial(self._open, "item_form", row.id)
            found.insert(0, Button(self.tr("Change"), "small", name=change, act=act))
        return found


def _holding(body: Down) -> QWidget:
    holder = QWidget()
    holder.setLayout(body)
    return holder

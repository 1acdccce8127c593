"""Moving from a bureau in three steps, with nobody waiting for pay; and the pack for going back to one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from carerdesk.catalogue.words import problem_words
from carerdesk.domain.dates import long_date
from carerdesk.services.bureau.moving import P32_FIGURES, keep_p32, kept_p32, p32_doubts
from carerdesk.services.bureau.sending import say_handed_over
from carerdesk.services.outcome import Outcome
from carerdesk.services.people.read import list_workers, worker
from carerdesk.ui.half_typed import HalfTyped
from carerdesk.ui.page import Desk
from carerdesk.ui.pages.pay.bureau_view import said
from carerdesk.ui.pages.people.form import Form
from carerdesk.ui.saving import Paper, save
from carerdesk.ui.widgets.arrange import Across, Down, Flow
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import Card
from carerdesk.ui.widgets.fields import MoneyField
from carerdesk.ui.widgets.text import Label, Rule


class MovingForm(Form):
    """The three steps; the P32's totals are the form's own fields."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._step("moving_ask", self._save_button(self.tr("Save the list to ask for"), "ask"))
        self.column.add(self._people())
        before = kept_p32(desk.books)
        for name in P32_FIGURES:
            field = self.take(f"p32_{name}", MoneyField(said(f"p32_{name}"), optional=True))
            field.set_value(before.get(name))
        keep = Button(self.tr("Keep and compare"), act=self._keep)
        self.half_typed = HalfTyped(desk, self, "bureau_p32", self.fields)
        p32 = self.card(said("moving_p32"), Label(said("moving_p32_why"), wrap=True), *self.fields.values())
        p32.add(Across(keep, None))
        for words in self._compared() if before else ():
            p32.add(Label(words, "strong", wrap=True))
        self._step(
            "moving_back",
            self._save_button(self.tr("Save the pack (PDF)"), "pdf"),
            self._save_button(self.tr("Save the pack (CSV)"), "csv"),
        )

    def _compared(self) -> list[str]:
        return [problem_words(each) for each in p32_doubts(self.desk.books)] or [said("moving_agrees")]

    def _step(self, key: str, *buttons: Button) -> None:
        self.card(said(key), Label(said(f"{key}_why"), wrap=True), Flow(*buttons, gap="s"))

    def _people(self) -> Card:
        card = Card(said("moving_people"), Label(said("moving_people_why"), wrap=True))
        for one in list_workers(self.desk.books):
            if one.kind == "employee":
                card.add(Rule(), self._person(one.id, one.name))
        return card

    def _person(self, worker_id: int, name: str) -> QWidget:
        taken = worker(self.desk.books, worker_id).taken_over
        words = self.tr("Typed, up to {day}").format(day=long_date(taken.as_at)) if taken else self.tr("Not typed")
        row = Across(gap="s")
        row.addLayout(Down(Label(name, "strong", wrap=True), Label(words, "small", "ink2", wrap=True), gap=1), 1)
        act: Callable[[], object] = partial(self.desk.go, "people", worker=worker_id, step="taking_over")
        row.add(Button(self.tr("Figures of {name}").format(name=name), "small", act=act))
        holder = QWidget()
        holder.setLayout(row)
        return holder

    def _save_button(self, words: str, what: str) -> Button:
        return Button(words, act=partial(self._save, words, what))

    def _save(self, words: str, what: str) -> None:
        from carerdesk.services.bureau.papers import ask_for_pdf, handover_csv, handover_pdf

        made = {"ask": ask_for_pdf, "pdf": handover_pdf, "csv": handover_csv}[what]
        names = {
            "ask": self.tr("What to ask the bureau for.pdf"),
            "pdf": self.tr("Payroll handed over.pdf"),
            "csv": self.tr("Payroll handed over.csv"),
        }
        saved = None if what == "ask" else self._handed_over
        save(self.desk, self, Paper(words, names[what], partial(made, self.desk.books), saved))

    def _handed_over(self, _path: object) -> None:
        self.desk.report(say_handed_over(self.desk.books))

    def _keep(self) -> None:
        if self.desk.understood(self.fields) and self.desk.report(self.save(), self.fields):
            self.half_typed.drop()

    def save(self) -> Outcome:
        return keep_p32(self.desk.books, {name: self.fields[f"p32_{name}"].value() for name in P32_FIGURES})

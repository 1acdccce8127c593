"""A worker's workplace pension: how they stand, what the last pay asked for, the history, and what comes next."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import long_date
from carerdesk.domain.pension.assessment import working_of
from carerdesk.services.outcome import Rejected
from carerdesk.services.pension.events import take_out_event
from carerdesk.services.pension.standing import Step, WorkersPension, workers_pension
from carerdesk.ui.page import Desk
from carerdesk.ui.saving import Paper, save
from carerdesk.ui.widgets.arrange import Across, Down, Flow
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import Card
from carerdesk.ui.widgets.text import Label, Rule


class PensionCard(Card):
    """One worker's pension. `go(form, worker_id)` opens a form."""

    def __init__(self, desk: Desk, worker_id: int, go: Callable[..., object]) -> None:
        record = Button(
            self.tr("Record what happened"), "small", name=self.tr("Record what happened with the pension"),
            act=lambda: go("pension_event", worker_id),
        )  # fmt: skip
        super().__init__(self.tr("Workplace pension"), side=record)
        self._desk, self._id, self._go = desk, worker_id, go
        found = workers_pension(desk.books, worker_id)
        self.add(Label(found.words, "strong", wrap=True), *self._asked(found), *self._money(found))
        for step in found.steps:
            self.add(Rule(), self._step(found, step))
        if not found.stands.is_member:
            words = self.tr("Save the letter that {name} may join").format(name=found.name)
            self.add(Flow(Button(words, "small", act=partial(self._letter, found.name, "may_join", None))))

    def _asked(self, found: WorkersPension) -> list[QWidget]:
        parts: list[QWidget] = []
        if found.last is not None:
            show = Button(
                self.tr("How this is worked out"), "link",
                name=self.tr("How the pension was assessed for {name}").format(name=found.name),
                act=partial(self._desk.show_working, working_of(found.last)),
            )  # fmt: skip
            row = QWidget()
            row.setLayout(Down(Label(found.last_words, wrap=True), Across(show, None), gap=0))
            parts.append(row)
        if not found.has_scheme:
            parts.append(Label(guidance("pension", "no_scheme"), "small", "ink2", wrap=True))
        return parts

    def _money(self, found: WorkersPension) -> list[QWidget]:
        words = []
        if found.paid or found.employer_paid:
            words.append(guidance("pension", "paid_so_far", worker=str(found.paid), employer=str(found.employer_paid)))
        if found.refund:
            words.append(guidance("pension", "refund_waits", refund=str(found.refund)))
        if found.opt_out_until is not None:
            words.append(guidance("pension", "may_opt_out", worker=found.name, last=long_date(found.opt_out_until)))
        return [Label(each, wrap=True) for each in words]

    def _step(self, found: WorkersPension, step: Step) -> QWidget:
        title = self.tr("{what}, {day}").format(what=step.words, day=long_date(step.event.day))
        body = Down(Label(title, "strong", wrap=True), gap="xs")
        if step.detail:
            body.add(Label(step.detail, "small", "ink2", wrap=True))
        body.add(Flow(*self._buttons(found, step, title), gap="xs"))
        row = QWidget()
        row.setLayout(body)
        return row

    def _buttons(self, found: WorkersPension, step: Step, title: str) -> list[QWidget]:
        buttons: list[QWidget] = []
        if step.letter:
            buttons.append(
                Button(
                    self.tr("Save the letter"), "small", name=self.tr("Save the letter: {what}").format(what=title),
                    act=partial(self._letter, found.name, step.letter, step.event.id),
                )
            )  # fmt: skip
        waiting = next((each for each in found.steps if each.wants_days), None)
        if step is waiting:
            name = self.tr("Enter when the letter was given: {what}").format(what=title)
            act = partial(self._go, "pension_days", self._id)
            buttons.append(Button(self.tr("Enter when the letter was given"), "small", name=name, act=act))
        if step.is_newest:
            name = self.tr("Take out: {what}").format(what=title)
            buttons.append(Button(self.tr("Take out"), "small", name=name, act=partial(self._take_out, step)))
        return buttons

    def _take_out(self, step: Step) -> None:
        self._desk.report(take_out_event(self._desk.books, step.event.id))

    def _letter(self, name: str, kind: str, event_id: int | None) -> None:
        from carerdesk.services.pension.letters import letter, letter_pdf

        view = letter(self._desk.books, self._id, kind, event_id)
        if isinstance(view, Rejected):
            self._desk.report(view)
            return
        file = self.tr("Pension letter, {name}.pdf").format(name=name)
        save(self._desk, self, Paper(self.tr("Save the letter"), file, partial(letter_pdf, view)))

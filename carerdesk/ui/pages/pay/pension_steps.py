"""The workplace pension on the pay sheet: what each pay asks for, and what can be done about it in one press."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from carerdesk.services.pension.on_sheet import Act, SheetStep, take_step
from carerdesk.ui.page import Desk
from carerdesk.ui.widgets.arrange import Across, Down, Flow
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import Card
from carerdesk.ui.widgets.text import Icon, Label, Rule

_ASKS = frozenset({"pension_must_enrol", "pension_age_unknown"})


class PensionSteps(Card):
    """What the pay of this payday asks for. `again` reads the payday anew once something was done."""

    def __init__(self, desk: Desk, steps: tuple[SheetStep, ...], again: Callable[[], object]) -> None:
        super().__init__(self.tr("Workplace pension"), gap="s")
        self._desk, self._again = desk, again
        for at, step in enumerate(steps):
            self.add(*([Rule()] if at else []), self._step(step))

    def _step(self, step: SheetStep) -> QWidget:
        must = step.code in _ASKS
        line = Across(Icon("triangle-alert" if must else "circle-question-mark", "attention" if must else "note"))
        line.addWidget(Label(step.words, wrap=True), 1)
        buttons: list[QWidget] = [self._button(step, act, first=not at) for at, act in enumerate(step.acts)]
        buttons.append(
            Button(
                self.tr("How this is worked out"), "link",
                name=self.tr("How the pension was assessed for {name}").format(name=step.name),
                act=partial(self._desk.show_working, step.working),
            )
        )  # fmt: skip
        holder = QWidget()
        holder.setLayout(Down(line, Flow(*buttons, gap="s"), gap="xs"))
        return holder

    def _button(self, step: SheetStep, act: Act, *, first: bool) -> Button:
        spoken = self.tr("{act}, for {name}").format(act=act.words, name=step.name) if act.place else ""
        return Button(act.words, "plain" if first else "small", name=spoken, act=partial(self._take, step, act))

    def _take(self, step: SheetStep, act: Act) -> None:
        if act.place == "scheme":
            self._desk.go("people", employer="pension", step="pension_scheme")
        elif act.place == "birth":
            self._desk.go("people", worker=step.worker_id, step="who")
        elif self._desk.report(take_step(self._desk.books, step.worker_id, act)):
            self._again()

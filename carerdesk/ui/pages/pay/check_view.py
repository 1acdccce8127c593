"""Step 2 of a payday: the pay sheet, what is odd, what stops it, and what happens next."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QScrollArea, QWidget

from carerdesk.services.deductions.items import BELOW, top_up
from carerdesk.services.pay.next_steps import steps_ahead
from carerdesk.services.pay.questions import keep
from carerdesk.services.pay.read import Column, PaydayView, Stop
from carerdesk.services.pay.sheet import working_of
from carerdesk.services.pension.on_sheet import sheet_steps
from carerdesk.ui.page import Desk
from carerdesk.ui.pages.pay.extra_card import ExtraCard
from carerdesk.ui.pages.pay.pension_steps import PensionSteps
from carerdesk.ui.pages.pay.sheet import MOST_COLUMNS, PaySheet
from carerdesk.ui.theme import look
from carerdesk.ui.widgets.arrange import Across, Down, TwoColumns
from carerdesk.ui.widgets.buttons import Button, FigureButton
from carerdesk.ui.widgets.cards import Card, Sheet
from carerdesk.ui.widgets.notices import CheckStrip
from carerdesk.ui.widgets.text import Icon, Label
from carerdesk.ui.widgets.working import WorkingPanel

_STEP_OF = {"tax_code": "tax", "ni_letter": "tax", "rate": "rates", "born": "who", "minimum_wage": "wage"}
_IN_ROTA = frozenset({"shares"})


class CheckView(QWidget):
    """The sheet with everything around it. `look_at_hours` goes back a step, `again` reads the payday anew."""

    def __init__(
        self, desk: Desk, view: PaydayView, look_at_hours: Callable[[], object], again: Callable[[], object]
    ) -> None:
        super().__init__()
        self.desk, self.view = desk, view
        self._look_at_hours, self._again = look_at_hours, again
        self._open: FigureButton | None = None
        self._pension = sheet_steps(desk.books, view)
        main = Down(*self._stops(), *self._questions(), gap="m")
        column = Down(gap="m")
        if len(view.paid) > MOST_COLUMNS:
            column.add(PaySheet(view, self._show))
        elif view.paid:
            main.add(PaySheet(view, self._show))
        main.addStretch(1)
        self.side = Down(self._next(), None, gap="m")
        self._columns = TwoColumns(main, self.side)
        column.add(self._columns)
        if view.columns:
            column.add(ExtraCard(view.columns, self._show, None if view.agreed else self._add_once))
        if self._pension:
            column.add(PensionSteps(desk, self._pension, again))
        if notices := self._notices():
            column.add(notices)
        self.setLayout(column)

    # --- what stops it ------------------------------------------------------------------------------------------------

    def _stops(self) -> list[QWidget]:
        stopped = [column for column in self.view.columns if column.problems]
        return [self._stop(column) for column in stopped]

    def _stop(self, column: Column) -> Card:
        title = self.tr("{who}’s pay cannot be worked out yet").format(who=column.first_name)
        card = Card(title, gap="s")
        for stop in column.problems:
            row = Across(Icon("circle-alert", "problem"))
            row.addWidget(Label(stop.words, wrap=True), 1)
            card.add(row)
        card.add(Across(self._way(column, column.problems[0]), None))
        return card

    def _way(self, column: Column, stop: Stop) -> Button:
        who = column.first_name
        if stop.code == BELOW:
            return Button(self.tr("Top {who}’s pay up").format(who=who), "primary", act=lambda: self._top_up(column))
        if stop.field in _STEP_OF:
            words = self.tr("Add it to {who}’s record").format(who=who)
            return Button(words, act=lambda: self._to_person(column.worker_id, _STEP_OF[stop.field]))
        if stop.field in _IN_ROTA:
            return Button(self.tr("Look at {who}’s hours").format(who=who), act=self._look_at_hours)
        return Button(self.tr("Open {who}’s record").format(who=who), act=lambda: self._to_person(column.worker_id, ""))

    def _top_up(self, column: Column) -> None:
        if self.desk.report(top_up(self.desk.books, self.view.payday, column.worker_id)):
            self._again()

    def _add_once(self, worker_id: int) -> None:
        self.desk.go("people", worker=worker_id, item=self.view.payday.isoformat())

    def _to_person(self, worker_id: int, step: str) -> None:
        if step:
            self.desk.go("people", worker=worker_id, step=step)
        else:
            self.desk.go("people", worker=worker_id)

    # --- what is odd --------------------------------------------------------------------------------------------------

    def _questions(self) -> list[QWidget]:
        return [self._question(column) for column in self.view.columns if column.compared]

    def _question(self, column: Column) -> CheckStrip:
        many = sum(bool(each.compared) for each in self.view.columns) > 1
        keep_name = self.tr("Yes, keep it")
        if many:
            keep_name = self.tr("Yes, keep {who}’s").format(who=column.first_name)
        return CheckStrip(
            column.compared,
            lambda: self._keep(column),
            self._look_at_hours,
            keep_name=keep_name,
            change_name=self.tr("Look at {who}’s hours").format(who=column.first_name),
        )

    def _keep(self, column: Column) -> None:
        keep(self.desk.books, self.view.payday, column.worker_id, column.compared)
        self._again()

    def _notices(self) -> QWidget | None:
        shown = {step.words for step in self._pension}
        found = [
            (column.first_name, words) for column in self.view.columns for words in column.notices if words not in shown
        ]
        found += [(name, words) for name, notices in self.view.nothing for words in notices]
        idle = [name for name, _ in self.view.nothing]
        if not found and not idle:
            return None
        card = Card(self.tr("Good to know"), gap="s")
        for name, words in found:
            card.add(_notice(f"{name}: {words}"))
        for name in idle:
            card.add(_notice(self.tr("{who} has nothing to be paid this time.").format(who=name)))
        return card

    # --- workings -----------------------------------------------------------------------------------------------------

    def _show(self, button: FigureButton, worker_id: int | None, key: str) -> None:
        self.desk.show_working(working_of(self.view, worker_id, key))
        self._open = button
        button.set_open(True)
        if not self._columns.is_wide or len(self.view.paid) > MOST_COLUMNS:
            QTimer.singleShot(0, self, self._look_at_working)

    def _look_at_working(self) -> None:
        """Below the sheet the working would open unseen."""
        panel = self.findChild(WorkingPanel)
        holder = self.parentWidget()
        while holder is not None and not isinstance(holder, QScrollArea):
            holder = holder.parentWidget()
        if panel is not None and holder is not None:
            holder.ensureWidgetVisible(panel, 0, look().space("l"))

    def working_closed(self) -> None:
        """Take the outline off the figure whose working was shown."""
        button, self._open = self._open, None
        if button is not None:
            button.set_open(False)

    def _next(self) -> QWidget:
        if not self.view.paid or self.view.agreed:
            return QWidget()
        return Card(self.tr("What happens next"), *numbered(steps_ahead(self.desk.books, self.view)))


def numbered(steps: Sequence[str]) -> list[Across]:
    """Sentences with their numbers."""
    rows = []
    for at, words in enumerate(steps, 1):
        row = Across(Label(str(at), "strong", "primary"), gap="s")
        row.addWidget(Label(words, "small", wrap=True), 1)
        rows.append(row)
    return rows


def _notice(words: str) -> QWidget:
    row = Sheet(wash="note", across=True, pad=("m", "s", "m", "s"))
    row.add(Icon("circle-question-mark", "note"))
    row.body.addWidget(Label(words, wrap=True), 1)
    return row

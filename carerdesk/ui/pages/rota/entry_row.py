"""The register's entry row: a shift in six short boxes, Enter from each to the next, the last one adds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from carerdesk.domain.problem import Problem
from carerdesk.services.hours.choices import Choice
from carerdesk.services.hours.new_shift import NewShift
from carerdesk.services.hours.read_back import ReadBack, read_back
from carerdesk.services.hours.record_shift import record_shift
from carerdesk.services.outcome import Rejected
from carerdesk.ui.page import Desk
from carerdesk.ui.pages.rota.paid_line import PaidLine
from carerdesk.ui.pages.rota.reading import ReadBackLine, one_question
from carerdesk.ui.pages.rota.shift_fields import ShiftFields
from carerdesk.ui.widgets.arrange import Across, Flow, beside_fields
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import Card
from carerdesk.ui.widgets.notices import CheckStrip

PAID = "hours_already_paid"


class EntryRow(Card):
    """Adds shifts. `week_of` gives a bare "sun" its week."""

    def __init__(
        self,
        desk: Desk,
        people: Sequence[Choice],
        funders: Sequence[Choice],
        added: Callable[[], object] | None = None,
    ) -> None:
        super().__init__(gap="xs", pad=("l", "m", "l", 10))
        self.setAccessibleName(self.tr("Add a shift"))
        self._desk, self._added = desk, added
        self.fields = ShiftFields(desk.today(), people, funders)
        self.add_button = Button(self.tr("Add shift"), icon="plus", act=self.add_shift)
        self._more_button = Button(self.tr("More about this shift"), "small", act=self._turn_more)
        self._more = self.fields.more()
        self._more.hide()
        self.line = ReadBackLine(
            self.tr("Type a day, the times and who, like: sun, 4-7pm, Asha. Enter goes on, and adds at the end.")
        )
        self._strip: CheckStrip | None = None
        self._paid = PaidLine(desk)
        self.add(Flow(*self.fields.main, beside_fields(self.add_button), gap="m"), self.fields.twice())
        foot = Across(gap="s")
        foot.addWidget(self.line, 1)
        foot.add(self._more_button)
        self.add(foot, self._paid, self._more)
        self.fields.changed.connect(self.read)

    def set_week(self, monday: date) -> None:
        """The week that a bare "sun" belongs to."""
        self.fields.day.week_of = monday
        self.read()

    def offer(self, people: Sequence[Choice], funders: Sequence[Choice]) -> None:
        """Offer others, as when somebody was added in People."""
        self.fields.who.offer(people)
        self.fields.others.offer(people)
        self.fields.payers.offer(funders)

    def read(self) -> None:
        """Read back what stands in the boxes."""
        self._put_strip_away()
        new = self.fields.new()
        found = read_back(self._desk.books, new) if new is not None else None
        if found is not None:
            self.fields.ask_which([(each.field, each.code) for each in found.problems])
        if new is None or found is None or not any(each.code == PAID for each in found.problems):
            self._paid.hide()
        else:
            self._paid.look(new.worker_id, new.day)
        self.line.show_reading(found)

    def begin(self) -> None:
        """Put the cursor into the first box, what is there chosen, so that typing writes over it."""
        self._enter(self.fields.day)

    def begin_on(self, day: date) -> None:
        """Begin a shift on a day: the cursor in the box of its times."""
        self.fields.day.set_value(day)
        self._enter(self.fields.times)
        self.read()

    def add_shift(self) -> None:
        """Keep the shift, asking first about what is odd but possible."""
        new = self._understood()
        if new is None:
            return
        found: ReadBack = read_back(self._desk.books, new)
        if found.oddities and not found.problems:
            self._ask(found, new)
        else:
            self._keep(new)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.add_shift()
        else:
            self._go_on()

    def _understood(self) -> NewShift | None:
        if not self._desk.understood(self.fields.boxes()):
            return None
        missing = [(code, field) for code, field in self.fields.wanted().items() if field.is_blank]
        if missing:
            problems = tuple(Problem(code, code) for code, _ in missing)
            self._desk.report(Rejected(problems), dict(missing))
            return None
        return self.fields.new()

    def _keep(self, new: NewShift) -> None:
        self._put_strip_away()
        outcome = record_shift(self._desk.books, new)
        if isinstance(outcome, Rejected):
            self.fields.ask_which([(each.field, each.code) for each in outcome.problems])
        if self._desk.report(outcome, self.fields.by_name()):
            self.fields.next_one()
            self.read()
            self.begin()
            if self._added is not None:
                self._added()

    def _ask(self, found: ReadBack, new: NewShift) -> None:
        self._put_strip_away()
        strip = CheckStrip(one_question(found.oddities), lambda: self._keep(new), self._change)
        self._strip = strip
        self.line.show_reading(ReadBack(found.said))
        self.body.insertWidget(2, strip)
        strip.show()
        keep = strip.findChild(Button)
        if keep is not None:
            keep.setFocus(Qt.FocusReason.OtherFocusReason)

    def _change(self) -> None:
        self._put_strip_away()
        self.begin()

    def _put_strip_away(self) -> None:
        strip, self._strip = self._strip, None
        if strip is not None:
            strip.hide()
            strip.setParent(None)
            strip.deleteLater()

    def _go_on(self) -> None:
        boxes = self.fields.main
        now = QApplication.focusWidget()
        at = next((at for at, box in enumerate(boxes) if now is not None and box.isAncestorOf(now)), len(boxes))
        if at >= len(boxes) - 1:
            self.add_shift()
            return
        self._enter(boxes[at + 1])
        self.line.speak()

    @staticmethod
    def _enter(box: QWidget) -> None:
        box.edit.setFocus(Qt.FocusReason.TabFocusReason)  # type: ignore[attr-defined]  # every box of the row is a line
        box.edit.selectAll()  # type: ignore[attr-defined]  # the same

    def _turn_more(self) -> None:
        shown = self._more.isHidden()
        self._more.setVisible(shown)
        self._more_button.rename(self.tr("Less about this shift") if shown else self.tr("More about this shift"))

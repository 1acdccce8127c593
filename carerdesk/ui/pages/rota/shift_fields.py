"""The boxes of one shift, for the entry row and for changing a shift: from what is typed to what is meant, and back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from carerdesk.services.hours.choices import Choice, kinds
from carerdesk.services.hours.new_shift import NewShift, kind_named
from carerdesk.services.hours.short_forms import call_outs_of, payers_of, span_of
from carerdesk.services.hours.views import ShiftView
from carerdesk.ui.pages.rota.typed_fields import (
    BreakField,
    CallOutsField,
    DayField,
    ExpensesField,
    MilesField,
    NeededField,
    PayersField,
    PeopleField,
    StartAndEndField,
    WhoField,
)
from carerdesk.ui.widgets.arrange import Down, Flow
from carerdesk.ui.widgets.choices import FilteredList, RadioRow
from carerdesk.ui.widgets.fields import Answer, NotesField, TextField

TWICE = "time_comes_twice"


class ShiftFields(QObject):
    """Day, times, what, who, with whom, paid by; and, folded away, the rest.

    `whole_dates`: the box of the day holds one. `joining`: several go already, and others may join them.

    `changed` fires on each change by the person.
    """

    changed = Signal()

    def __init__(
        self,
        today: date,
        people: Sequence[Choice],
        funders: Sequence[Choice],
        *,
        whole_dates: bool = False,
        joining: bool = False,
    ) -> None:
        super().__init__()
        self.day = DayField(self.tr("Day"), today, week_of=today, calendar=False)
        if whole_dates:
            self.day.widen()
        self.times = StartAndEndField(self.tr("Start and end"))
        self.what = TextField(self.tr("What"), characters=19)
        self.who = WhoField(self.tr("Who"), people, characters=10)
        self.others = PeopleField(
            self.tr("Who joins them") if joining else self.tr("With"), people, optional=True, characters=19
        )
        self.payers = PayersField(self.tr("Paid by"), funders, characters=14)
        self.kind = FilteredList(
            self.tr("Kind of work"), kinds(), self.tr("Empty: the usual for the day"), optional=True
        )
        self.rest = BreakField(self.tr("Break in minutes"), optional=True)
        self.call_outs = CallOutsField(
            self.tr("Call-outs"), self.tr("Times up and working in a sleep-in: 02:00-02:30"), optional=True
        )
        self.miles = MilesField(self.tr("Miles"), self.tr("In the PA’s own car"), optional=True)
        self.needed = NeededField(self.tr("PAs needed"), self.tr("Empty: as many as go"), optional=True)
        self.expenses = ExpensesField(self.tr("Spent"), self.tr("Paid back to the PA: parking 3.50"), optional=True)
        self.how = NotesField(self.tr("What was chosen, and how it went"), optional=True, lines=3)
        self.second_start = self._which(self.tr("The start comes twice that night. Which is meant?"))
        self.second_end = self._which(self.tr("The end comes twice that night. Which is meant?"))
        self.main: tuple[Answer[Any], ...] = (
            self.day, self.times, self.what, self.who, self.others, self.payers,
        )  # fmt: skip
        self.folded: tuple[Answer[Any], ...] = (
            self.kind, self.needed, self.rest, self.miles, self.expenses, self.call_outs, self.how,
        )  # fmt: skip
        for each in (*self.main, *self.folded, self.second_start, self.second_end):
            each.changed.connect(self.changed)

    def by_name(self) -> dict[str, Answer[Any]]:
        """The boxes under the names services know them by."""
        return {
            "day": self.day, "starts": self.times, "ends": self.times, "what": self.what, "worker_id": self.who,
            "with_worker_ids": self.others, "shares": self.payers, "kind": self.kind, "break_minutes": self.rest,
            "call_outs": self.call_outs, "miles": self.miles, "how_it_went": self.how,
            "people_needed": self.needed, "expenses": self.expenses,
        }  # fmt: skip

    def boxes(self) -> dict[str, Answer[Any]]:
        """Each box once: start and end stand in one."""
        return {name: field for name, field in self.by_name().items() if name != "ends"}

    def wanted(self) -> dict[str, Answer[Any]]:
        """The boxes that must be filled in, with what to say of each that is not."""
        return {"day_missing": self.day, "times_missing": self.times, "who_missing": self.who}

    def more(self, *others: QWidget) -> QWidget:
        """The rest of the boxes, to fold away."""
        holder = QWidget()
        row = Flow(self.kind, self.needed, self.rest, self.miles, self.expenses, self.call_outs, *others, gap="l")
        holder.setLayout(Down(row, self.how, gap="m"))
        return holder

    def twice(self) -> QWidget:
        """The two questions of the night the clocks go back; each shows only when it must be asked."""
        holder = QWidget()
        holder.setLayout(Down(self.second_start, self.second_end, gap="s"))
        return holder

    def ask_which(self, codes: Sequence[tuple[str, str]]) -> None:
        """Ask what must be asked, going by the faults found (field, code); a question once asked stays."""
        for field, code in codes:
            if code == TWICE and field in {"starts", "ends"}:
                (self.second_start if field == "starts" else self.second_end).show()

    def stop_asking(self) -> None:
        """Put the two questions away, unanswered."""
        for each in (self.second_start, self.second_end):
            each.set_value(None)
            each.hide()

    def new(self) -> NewShift | None:
        """What is meant; None where day, times or who is not understood."""
        day, times, who = self.day.value(), self.times.value(), self.who.value()
        if day is None or times is None or who is None:
            return None
        return NewShift(
            worker_id=who,
            day=day,
            starts=times.start,
            ends=times.end,
            days=times.days,
            shares=self.payers.value() or (),
            kind=self.kind.value() or kind_named(self.what.text),
            break_minutes=self.rest.value() or 0,
            call_outs=self.call_outs.value() or (),
            miles=self.miles.value() or Decimal(0),
            with_worker_ids=self.others.value() or (),
            people_needed=self.needed.value(),
            expenses=self.expenses.value() or (),
            what=self.what.value() or "",
            how_it_went=self.how.value() or "",
            second_start=self.second_start.value(),
            second_end=self.second_end.value(),
        )

    def fill(self, shift: ShiftView) -> None:
        """Show a shift that is there."""
        self.stop_asking()
        self.day.set_value(shift.day)
        self.times.text = span_of(shift)
        self.what.set_value(shift.what)
        self.who.set_value(shift.worker_id)
        self.payers.edit.setText(payers_of(shift))
        self.kind.set_value(None if shift.kind_is_usual else shift.kind)
        self.rest.set_value(shift.break_minutes or None)
        self.miles.set_value(shift.miles or None)
        self.call_outs.text = call_outs_of(shift)
        self.how.set_value(shift.how_it_went)
        self.others.set_value(None)
        self.needed.set_value(shift.people_needed if shift.people_needed != shift.going else None)
        self.expenses.set_value(shift.expenses or None)
        self._say_which(shift)

    def next_one(self) -> None:
        """Make ready for the next shift: who and who pays stay."""
        emptied: tuple[Answer[Any], ...] = (self.day, self.times, self.what, self.others, *self.folded)
        for each in emptied:
            each.set_value(None)
        self.stop_asking()

    def any_folded(self) -> bool:
        """Whether something stands in the boxes that are folded away."""
        return any(not field.is_blank for field in self.folded)

    def typed(self) -> dict[str, str]:
        """What stands in the boxes, to keep half-typed."""
        found = {name: field.text for name, field in self._lines().items()}
        return {name: text for name, text in found.items() if text.strip()}

    def retype(self, typed: dict[str, str]) -> None:
        """Put back what was typed."""
        for name, field in self._lines().items():
            if name in typed and isinstance(field, NotesField):
                field.text = typed[name]
            elif name in typed:
                field.edit.setText(typed[name])

    def _lines(self) -> dict[str, Any]:
        return dict(self.boxes())

    def _say_which(self, shift: ShiftView) -> None:
        """A shift in the hour that comes twice says which it is."""
        for moment, question in ((shift.starts, self.second_start), (shift.ends, self.second_end)):
            if moment.fold:
                question.set_value(True)
                question.show()

    def _which(self, question: str) -> RadioRow[bool]:
        choices = ((False, self.tr("The first")), (True, self.tr("The second, an hour later")))
        row = RadioRow(question, choices, across=True)
        row.hide()
        return row

"""Putting paid hours right: which shift, what is right, and why."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import time
from decimal import Decimal
from typing import Any

from PySide6.QtWidgets import QWidget

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import day_and_month
from carerdesk.domain.hours.shift import ShiftKind, hours_text
from carerdesk.domain.typed import Times
from carerdesk.services.hours.choices import Choice
from carerdesk.services.hours.new_shift import NewShift
from carerdesk.services.hours.views import ShiftView
from carerdesk.services.outcome import Rejected
from carerdesk.services.pay.difference import Difference, difference_of
from carerdesk.services.pay.paid_hours import PaidHours
from carerdesk.services.pay.wrong import WrongHours
from carerdesk.ui.half_typed import HalfTyped
from carerdesk.ui.page import Desk
from carerdesk.ui.widgets.arrange import Across, Down, Flow
from carerdesk.ui.widgets.buttons import Button, DueRow
from carerdesk.ui.widgets.cards import FormCard, ListCard
from carerdesk.ui.widgets.choices import choice_field
from carerdesk.ui.widgets.fields import Answer, DateField, HoursField, TextField, TimesField
from carerdesk.ui.widgets.text import Label

AT_A_TIME = 40
CHANGED, NOT_WORKED = "changed", "not_worked"
_AS_BEFORE = 0


class ChooseShift(QWidget):
    """Which of the shifts of a payslip was wrong. `chosen` gets the shift, or None for one that was left out."""

    def __init__(self, paid: PaidHours, chosen: Callable[[ShiftView | None], object], *, may_add: bool = True) -> None:
        super().__init__()
        self._paid, self._chosen = paid, chosen
        self._list = ListCard(title=self.tr("Shifts this payslip paid"))
        self._more = Button(self.tr("Show more shifts"), "small", act=lambda: self._fill(len(paid.shifts)))
        column = Down(Label(guidance("pay", "put_right_what" if may_add else "put_right_whose"), wrap=True), gap="m")
        if may_add:
            column.add(Flow(Button(self.tr("Add a shift that was left out"), icon="plus", act=lambda: chosen(None))))
        column.add(self._list, Across(self._more, None))
        self.setLayout(column)
        self._fill(AT_A_TIME)

    def _fill(self, most: int) -> None:
        self._list.fill(*(self._row(shift) for shift in self._paid.shifts[:most]))
        self._list.setVisible(bool(self._paid.shifts))
        self._more.setVisible(len(self._paid.shifts) > most)

    def _row(self, shift: ShiftView) -> DueRow:
        title = f"{day_and_month(shift.day)}, {shift.times}"
        paid_by = ", ".join(share.short_name for share in shift.shares)
        second = f"{shift.kind_label}, {hours_text(shift.minutes)}, {paid_by}"
        return DueRow("calendar-days", title, second, "", act=lambda: self._chosen(shift))


class RightHours(QWidget):
    """What is right, and why. `look` gets what was understood, and what it comes to."""

    def __init__(
        self,
        desk: Desk,
        paid: PaidHours,
        shift: ShiftView | None,
        funders: Sequence[Choice],
        look: Callable[[WrongHours, Difference, str], object],
    ) -> None:
        super().__init__()
        self.desk, self._paid, self._shift, self._look = desk, paid, shift, look
        self._funders = funders
        self.finish = Button(self.tr("See the difference"), "primary", act=self._finish)
        self.what = choice_field(self.tr("What is right?"), self._whats(paid.first_name))
        self.day = DateField(self.tr("Day"), paid.last, calendar=True)
        self.times = TimesField(self.tr("Start and end"))
        self.kind = choice_field(self.tr("Kind of work"), [(kind.value, kind.label) for kind in ShiftKind])
        self.rest = HoursField(self.tr("Break"), optional=True)
        self.miles = TextField(self.tr("Miles"), optional=True, characters=8)
        self.funder = choice_field(self.tr("Who pays for it?"), self._payers())
        why = self.tr("One sentence for whoever asks later")
        self.why = TextField(self.tr("Why was it wrong?"), why, characters=60)
        self._times_part = QWidget()
        fields = Flow(self.day, self.times, self.rest, self.miles, gap="l")
        self._times_part.setLayout(Down(fields, self.kind, self.funder, gap="m"))
        parts: list[QWidget] = [] if shift is None else [self.what]
        card = FormCard("", *parts, self._times_part, self.why, main=self.finish)
        self.setLayout(Down(card))
        self.what.changed.connect(self._fold)
        self._prefill()
        self.key = f"put_right:{paid.payslip_id}:{shift.id if shift is not None else 'new'}"
        typed = {"what": self.what, **{name: field for name, field in self.fields.items() if name != "ends"}}
        self.half_typed = HalfTyped(desk, self, self.key, typed)
        self._fold()

    def _whats(self, name: str) -> list[tuple[str, str]]:
        gone = self.tr("{who} did not work this shift").format(who=name)
        return [(CHANGED, self.tr("The hours were different")), (NOT_WORKED, gone)]

    def _payers(self) -> list[tuple[int, str]]:
        whole = [(funder.id, funder.name) for funder in self._funders]
        return whole if self._shift is None else [(_AS_BEFORE, self.tr("As before")), *whole]

    def _prefill(self) -> None:
        shift = self._shift
        if shift is None:
            self.kind.set_value(ShiftKind.NORMAL.value)
            return
        self.what.set_value(CHANGED)
        self.day.set_value(shift.day)
        self.times.text = shift.times.replace("–", "-")
        self.kind.set_value(shift.kind)
        self.rest.set_value(shift.break_minutes or None)
        self.miles.set_value(f"{shift.miles.normalize():f}" if shift.miles else None)
        self.funder.set_value(_AS_BEFORE)

    def _fold(self) -> None:
        self._times_part.setVisible(self.what.value() != NOT_WORKED)

    @property
    def fields(self) -> dict[str, Answer[Any]]:
        """The fields by the names the problems use."""
        return {
            "day": self.day, "starts": self.times, "ends": self.times, "kind": self.kind,
            "break_minutes": self.rest, "miles": self.miles, "shares": self.funder, "why": self.why,
        }  # fmt: skip

    def _finish(self) -> None:
        if self.what.value() == NOT_WORKED and self._shift is not None:
            self._ask(WrongHours(self._paid.payslip_id, self._reason(), self._shift.id, None))
        elif self.desk.understood(self.fields) and (new := self._typed()) is not None:
            shift_id = self._shift.id if self._shift is not None else None
            self._ask(WrongHours(self._paid.payslip_id, self._reason(), shift_id, new))

    def _reason(self) -> str:
        return self.why.value() or ""

    def _ask(self, wrong: WrongHours) -> None:
        found = difference_of(self.desk.books, wrong)
        if isinstance(found, Rejected):
            self.desk.report(found, self.fields)
        else:
            self._look(wrong, found, self.key)

    def _typed(self) -> NewShift | None:
        day, times = self.day.value(), self.times.value()
        if problems := self._missing(day is None, times is None):
            self.desk.report(Rejected(tuple(problems)), self.fields)
            return None
        assert day is not None
        assert times is not None
        return self._new(times, day)

    def _missing(self, no_day: bool, no_times: bool) -> list[Any]:
        from carerdesk.domain.problem import Problem

        found = [Problem("day", "put_right_day_missing")] if no_day else []
        found += [Problem("starts", "put_right_times_missing")] if no_times else []
        found += [Problem("shares", "put_right_funder_missing")] if self.funder.value() is None else []
        found += [Problem("miles", "miles_out_of_range", {"most": "500"})] if self._miles() is None else []
        return found

    def _miles(self) -> Decimal | None:
        from carerdesk.domain.typed import read_rate

        return Decimal(0) if self.miles.is_blank else read_rate(self.miles.text)

    def _new(self, times: Times, day: Any) -> NewShift:  # noqa: ANN401 - a date, kept short
        funder = self.funder.value()
        shift = self._shift
        calls = tuple((_clock(a), _clock(b)) for a, b in shift.call_outs) if shift is not None else ()
        return NewShift(
            self._paid.worker_id,
            day,
            times.start,
            times.end,
            shares=((funder, Decimal(100)),) if funder else (),
            kind=self.kind.value(),
            break_minutes=self.rest.value() or 0,
            call_outs=calls,
            miles=self._miles() or Decimal(0),
            what=shift.what if shift is not None else "",
            how_it_went=shift.how_it_went if shift is not None else "",
        )


def _clock(moment: Any) -> time:  # noqa: ANN401 - a datetime of the shift's own clock
    at: time = moment.time().replace(tzinfo=None)
    return at

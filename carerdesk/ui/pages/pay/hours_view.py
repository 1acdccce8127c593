"""Step 1 of a payday: the hours it pays for, and saying that they are right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from carerdesk.domain.dates import DAYS
from carerdesk.domain.hours.shift import hours_text
from carerdesk.services.hours.views import ShiftView
from carerdesk.services.pay.hours import WorkerHours, confirm_hours
from carerdesk.ui.models.table import Column, State, Tag, Two
from carerdesk.ui.page import Desk
from carerdesk.ui.widgets.arrange import Across, Down
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import Card
from carerdesk.ui.widgets.register import Register
from carerdesk.ui.widgets.text import Icon, Label, Rule

_STATES = {"confirmed": "Confirmed", "worked": "Not confirmed", "planned": "Planned"}


class HoursView(QWidget):
    """Who is to be paid for what; below it every shift. Opening a shift goes to it in the rota."""

    def __init__(self, desk: Desk, payday: date, found: Sequence[WorkerHours], changed: Callable[[], object]) -> None:
        super().__init__()
        self.desk, self._payday, self._changed = desk, payday, changed
        shifts = [shift for one in found for shift in one.shifts]
        column = Down(self._people(found), gap="l")
        if shifts:
            column.add(self._register(shifts))
        self.setLayout(column)

    def _people(self, found: Sequence[WorkerHours]) -> Card:
        card = Card(self.tr("Are these hours right?"), gap="s")
        for at, one in enumerate(found):
            if at:
                card.add(Rule())
            card.add(self._person(one))
        return card

    def _person(self, one: WorkerHours) -> Across:
        open_ones = len(one.to_confirm)
        row = Across(Icon("triangle-alert", "attention") if open_ones else Icon("circle-check", "good"), gap="m")
        words = Down(Label(one.name, "lead", wrap=True), Label(one.said, "small", "ink2", wrap=True), gap=1)
        if one.to_come:
            words.add(Label(self._to_come(one), "small", "attention", wrap=True))
        row.addLayout(words, 1)
        if open_ones:
            name = self.tr("Confirm {who}’s hours").format(who=one.first_name)
            row.add(Button(name, act=lambda: self._confirm(one.worker_id)))
        else:
            row.add(Label(self.tr("Confirmed") if one.shifts else self.tr("No shifts"), "small", "ink2"))
        return row

    def _to_come(self, one: WorkerHours) -> str:
        count = "1 shift is" if one.to_come == 1 else f"{one.to_come} shifts are"
        return self.tr("{count} still to come: confirming pays them as planned.").format(count=count)

    def _confirm(self, worker_id: int) -> None:
        if self.desk.report(confirm_hours(self.desk.books, self._payday, worker_id)):
            self._changed()

    def _register(self, shifts: Sequence[ShiftView]) -> Register[ShiftView]:
        columns = [
            Column[ShiftView](self.tr("Day"), _day, 150, sort_by=lambda shift: shift.day),
            Column[ShiftView](self.tr("Who and what"), lambda shift: Two(shift.worker, shift.what or shift.kind_label)),
            Column[ShiftView](self.tr("Paid by"), _funders, 170),
            Column[ShiftView](self.tr("Hours"), _length, 110, sort_by=lambda shift: shift.minutes, right=True),
            Column[ShiftView](self.tr("State"), _state, 150, drop_below=60),
        ]
        table = Register(self.tr("Shifts paid on this payday"), columns)
        newest_first = sorted(shifts, key=lambda shift: (shift.state == "confirmed", shift.day, shift.times))
        table.set_rows(newest_first)
        total = hours_text(sum(shift.minutes for shift in shifts))
        table.set_foot(self.tr("Open a shift to change it in the rota"), [(self.tr("In all"), total)])
        table.opened.connect(lambda shift: self.desk.go("rota", day=shift.day.isoformat(), shift=shift.id))
        return table


def _day(shift: ShiftView) -> Two:
    return Two(f"{DAYS[shift.day.weekday()][:3]} {shift.day.day} {shift.day:%b}", shift.times)


def _funders(shift: ShiftView) -> tuple[Tag, ...] | str:
    return tuple(Tag(share.short_name, share.tone) for share in shift.shares) or "Nobody yet"


def _length(shift: ShiftView) -> str:
    return "1 night" if shift.kind == "sleep_in" else hours_text(shift.minutes)


def _state(shift: ShiftView) -> State:
    sure = shift.state == "confirmed"
    return State(_STATES[shift.state], "check" if sure else "clock", wants_look=not sure)

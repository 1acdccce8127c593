"""Changing a shift: its times, who, who pays, how it went; saying it was worked as planned; taking it out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from carerdesk.domain.dates import day_and_month
from carerdesk.domain.listed import listed
from carerdesk.services.hours.choices import Choice
from carerdesk.services.hours.new_shift import NewShift
from carerdesk.services.hours.read_back import ReadBack, free_for, read_back
from carerdesk.services.hours.record_shift import (
    change_shift,
    remove_outing,
    remove_shift,
    worked_as_planned,
)
from carerdesk.services.hours.views import Outing, ShiftView
from carerdesk.services.outcome import Outcome
from carerdesk.services.sickness.one_day import may_have_been_sick, off_sick_that_day
from carerdesk.ui.page import Desk
from carerdesk.ui.pages.rota.paid_line import PaidLine
from carerdesk.ui.pages.rota.pattern_line import PatternLine
from carerdesk.ui.pages.rota.reading import ReadBackLine, one_question
from carerdesk.ui.pages.rota.shift_fields import ShiftFields
from carerdesk.ui.pages.rota.told_line import ToldLine
from carerdesk.ui.widgets.arrange import Across, Flow
from carerdesk.ui.widgets.buttons import Button, Segments
from carerdesk.ui.widgets.cards import FormCard
from carerdesk.ui.widgets.choices import TickField
from carerdesk.ui.widgets.notices import CheckStrip
from carerdesk.ui.widgets.reading_order import bring_into_sight
from carerdesk.ui.widgets.text import Chip, Label


class EditPanel(FormCard):
    """One card of the week, opened. `close` gets the id of the shift to go back to, None where it is gone.

    `chosen`: the shift of the one person to change it for; without it, all who go together are changed alike.
    """

    def __init__(
        self,
        desk: Desk,
        outing: Outing,
        people: Sequence[Choice],
        funders: Sequence[Choice],
        close: Callable[[int | None], object],
        *,
        chosen: int | None = None,
    ) -> None:
        self._desk, self._outing, self._close = desk, outing, close
        self._shift = outing.first if chosen is None else self._of(chosen)
        self._alone = chosen is not None
        keep = Button(self.tr("Keep the changes"), icon="check", act=self.keep)
        super().__init__("", main=keep, gap="s")
        self.setAccessibleName(self.tr("Change a shift"))
        self.fields = ShiftFields(desk.today(), people, funders, whole_dates=True, joining=len(outing.shifts) > 1)
        for box in (self.fields.who, self.fields.others, self.fields.payers):
            box.goes_on = False
        self._together = TickField(self.tr("The same hours for all who go together"))
        self._along = Label("", "small", "ink2", wrap=True)
        self._line = ReadBackLine(self.tr("Nothing is kept until you press Keep the changes."))
        self._strip: CheckStrip | None = None
        self._paid = PaidLine(desk)
        self._heading = Label("", "title", wrap=True)
        self._more = self.fields.more()
        self._more_button = Button(self.tr("More about this shift"), "small", act=self._turn_more)
        self._build(keep)
        self._as_shown: dict[str, str] = {}
        self._show(self._shift)
        self.fields.changed.connect(self.read)
        self._together.changed.connect(self._say_who)

    @property
    def shift_id(self) -> int:
        """Whose hours stand in the boxes."""
        return self._shift.id

    def begin(self) -> None:
        """Put the cursor where the change is likeliest: who, where cover is needed; else the times."""
        box = self.fields.who if self._shift.needs_cover else self.fields.times
        box.take_focus()
        if box is self.fields.times:
            self.fields.times.edit.selectAll()  # one key types over them
        QTimer.singleShot(0, box, lambda: bring_into_sight(box))  # once the panel has its place

    def read(self) -> None:
        """Read back what stands in the boxes."""
        self._put_strip_away()
        new = self._new()
        found = read_back(self._desk.books, new, self._shift.id) if new is not None else None
        if found is not None:
            self.fields.ask_which([(each.field, each.code) for each in found.problems])
        self._line.show_reading(found)

    def keep(self) -> None:
        """Keep what stands in the boxes, asking first about what is odd but possible."""
        if not self._desk.understood(self.fields.boxes()):
            return
        new = self._new()
        if new is None:
            return
        found = read_back(self._desk.books, new, self._shift.id)
        if found.oddities and not found.problems:
            self._ask(found, new)
        else:
            self._keep(new)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._close(self._shift.id)
            return
        super().keyPressEvent(event)

    def _build(self, keep: Button) -> None:
        close = Button("", "quiet", icon="x", name=self.tr("Close without keeping"), act=self._close_again)
        head = Across(gap="s")
        head.addWidget(self._heading, 1)
        self._state = Chip("", "quiet")
        head.add(self._state, close)
        self.add(head)
        if len(self._outing.shifts) > 1:
            self._names = self._persons()
            self.add(self._names, self._along, self._together)
            self._together.set_value(self._all_alike() and not self._alone)
        self.add(self._paid, Flow(*self.fields.main, gap="m"), self.fields.twice(), self._line)
        self.add(self._takers(), Across(self._more_button, None), self._more)
        self._buttons = Flow(keep, *self._others(), gap="s")
        told = ToldLine(self._desk, tuple(shift.id for shift in self._outing.shifts))
        self.add(told, self._buttons, PatternLine(self._desk, self._shift.id))

    def _takers(self) -> QWidget:
        """Who could take it over, each a button, where cover is needed."""
        holder = QWidget()
        free = free_for(self._desk.books, self._shift.id) if self._shift.needs_cover else ()
        buttons = [
            Button(self.tr("Give it to %1").replace("%1", one.short), act=partial(self._give, one.id)) for one in free
        ]
        holder.setLayout(Flow(*buttons, gap="s"))
        if not buttons:
            holder.hide()
        return holder

    def _give(self, worker_id: int) -> None:
        self.fields.who.set_value(worker_id)
        self.read()
        self.keep()

    def _turn_more(self) -> None:
        self._fold(shown=self._more.isHidden())

    def _fold(self, *, shown: bool) -> None:
        self._more.setVisible(shown)
        self._more_button.rename(self.tr("Less about this shift") if shown else self.tr("More about this shift"))

    def _persons(self) -> Segments:
        words = {str(shift.id): shift.first_name for shift in self._outing.shifts}
        names = Segments(words, lambda chosen: self._turn_to(self._of(int(chosen))))
        names.choose(str(self._shift.id))
        return names

    def _turn_to(self, shift: ShiftView) -> None:
        """Another of those who go together; what was typed for this one is kept or left by their word."""
        if shift is self._shift:
            return
        if self.fields.typed() == self._as_shown:
            self._go_to(shift)
            return
        self._names.choose(str(self._shift.id))
        name = self._shift.first_name
        self._put_strip_away()
        self._put(
            CheckStrip(
                self.tr("What you typed for {name} is not kept yet.").format(name=name),
                self.keep,
                lambda: self._go_to(shift),
                keep_name=self.tr("Keep it"),
                change_name=self.tr("Go to {other} without it").format(other=shift.first_name),
            )
        )

    def _go_to(self, shift: ShiftView) -> None:
        self._put_strip_away()
        self._desk.understood({})  # the faults of another's boxes
        self._show(shift)

    def _of(self, shift_id: int) -> ShiftView:
        return next(shift for shift in self._outing.shifts if shift.id == shift_id)

    def _all_alike(self) -> bool:
        return len({(shift.starts, shift.ends, shift.break_minutes) for shift in self._outing.shifts}) == 1

    def _others(self) -> list[QWidget]:
        buttons: list[QWidget] = []
        if self._shift.state == "planned" and self._shift.ended:
            buttons.append(Button(self.tr("Worked as planned"), act=self._worked))
        if self._shift.state == "planned" and not self._shift.ended:
            find = partial(self._desk.go, "rota", cover=True, shift=self._shift.id)
            buttons.append(Button(self.tr("Find cover"), icon="user-plus", act=find))
        for shift in self._outing.shifts:
            if may_have_been_sick(self._desk.books, shift.id):
                words = self.tr("%1 was off sick") if shift.ended else self.tr("%1 is off sick")
                buttons.append(Button(words.replace("%1", shift.first_name), act=partial(self._sick, shift.id)))
        for shift in self._outing.shifts if len(self._outing.shifts) > 1 else ():
            name = self.tr("Take %1 off").replace("%1", shift.first_name)
            buttons.append(Button(name, act=partial(self._take_off, shift.id)))
        words = self.tr("Take the shift out") if len(self._outing.shifts) == 1 else self.tr("Take the outing out")
        buttons.append(Button(words, act=self._remove))
        return buttons

    def _show(self, shift: ShiftView) -> None:
        self._shift = shift
        if len(self._outing.shifts) > 1:
            self._names.choose(str(shift.id))
            others = [each.first_name for each in self._outing.shifts if each is not shift]
            words = self.tr("{others} goes along.") if len(others) == 1 else self.tr("{others} go along.")
            self._along.setText(words.format(others=listed(others)))
        self.main.setVisible(not self._paid.look(shift.worker_id, shift.day))
        self.fields.fill(shift)
        self._fold(shown=self.fields.any_folded())
        self._say_who()
        tone = {"planned": "quiet", "worked": "good", "confirmed": "good"}[shift.state]
        self._state.say(shift.state_words.capitalize(), "attention" if shift.trouble else tone)
        self._as_shown = self.fields.typed()
        self.read()
        if shift.trouble and not shift.needs_cover:
            self._line.words.setText(f"{shift.trouble}. {self._line.text}")

    def _say_who(self) -> None:
        """Who is changed, when: one of those who go together, or all of them."""
        alone = len(self._outing.shifts) > 1 and not self._together.value()
        who = self._shift.first_name if alone else self._outing.names
        self._heading.setText(f"{who}, {day_and_month(self._shift.day)}, {self._shift.times}")

    def _new(self) -> NewShift | None:
        new = self.fields.new()
        if new is None or len(self._outing.shifts) == 1:
            return new
        mates = [shift.worker_id for shift in self._outing.shifts if shift.id != self._shift.id]
        return replace(new, with_worker_ids=(*(mates if self._together.value() else ()), *new.with_worker_ids))

    def _keep(self, new: NewShift) -> None:
        self._put_strip_away()
        self._report(change_shift(self._desk.books, self._shift.id, new), self._shift.id)

    def _report(self, outcome: Outcome, back_to: int | None) -> None:
        if self._desk.report(outcome, self.fields.by_name()):
            self._close(back_to)

    def _worked(self) -> None:
        self._report(worked_as_planned(self._desk.books, self._shift.id), self._shift.id)

    def _sick(self, shift_id: int) -> None:
        others = [shift.id for shift in self._outing.shifts if shift.id != shift_id]
        self._report(off_sick_that_day(self._desk.books, shift_id), others[0] if others else None)

    def _take_off(self, shift_id: int) -> None:
        others = [shift.id for shift in self._outing.shifts if shift.id != shift_id]
        self._report(remove_shift(self._desk.books, shift_id), others[0])

    def _remove(self) -> None:
        self._report(remove_outing(self._desk.books, self._shift.id), None)

    def _close_again(self) -> None:
        self._close(self._shift.id)

    def _ask(self, found: ReadBack, new: NewShift) -> None:
        self._put_strip_away()
        self._line.show_reading(ReadBack(found.said))
        self._put(CheckStrip(one_question(found.oddities), lambda: self._keep(new), self._change))

    def _put(self, strip: CheckStrip) -> None:
        """Ask before the buttons, and go there."""
        self._strip = strip
        self.body.insertWidget(self.body.count() - 1, strip)
        strip.show()
        first = strip.findChild(Button)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _change(self) -> None:
        self._put_strip_away()
        self.begin()

    def _put_strip_away(self) -> None:
        strip, self._strip = self._strip, None
        if strip is not None:
            strip.hide()
            strip.setParent(None)
            strip.deleteLater()

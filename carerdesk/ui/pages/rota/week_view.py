"""A week: entry row on top, or the shift being changed; the grid; who pays for how much; a date to go to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import monday_of
from carerdesk.services.hours.choices import choices
from carerdesk.services.hours.drafts import keep_draft, kept_draft
from carerdesk.services.hours.views import FunderHours, Week
from carerdesk.services.hours.week import SIX_DAYS, read_week
from carerdesk.ui.page import Desk
from carerdesk.ui.pages.rota.card import state_icon
from carerdesk.ui.pages.rota.cover_line import CoveredOutside
from carerdesk.ui.pages.rota.day_panel import DayPanel
from carerdesk.ui.pages.rota.doors import Door, DoorRow
from carerdesk.ui.pages.rota.edit_panel import EditPanel
from carerdesk.ui.pages.rota.entry_row import EntryRow
from carerdesk.ui.pages.rota.ways import PICTURE, Ways, other_way
from carerdesk.ui.pages.rota.week_card import WeekCard
from carerdesk.ui.pages.rota.week_head import TwoEnds
from carerdesk.ui.widgets.arrange import Across, Down, Flow, TwoColumns, beside_fields
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import EmptyPage
from carerdesk.ui.widgets.fields import DateField
from carerdesk.ui.widgets.text import Chip, Icon, Label

_LEGEND = ("planned", "repeats", "worked", "confirmed", "look", "cover")


class WeekView(QWidget):
    """The register of one week. `go_to` shows the week of another Monday."""

    def __init__(
        self, desk: Desk, monday: date, go_to: Callable[[date], object], enter: Callable[[Door], object]
    ) -> None:
        super().__init__()
        self._desk, self._go_to = desk, go_to
        self.monday = monday
        people, funders = choices(desk.books, monday, monday + SIX_DAYS)
        self.entry = EntryRow(desk, people, funders)
        self.entry.fields.retype(kept_draft(desk.books))
        self.panel: EditPanel | None = None
        self.when_closed: Callable[[], object] | None = None  # where to go instead of staying, once the panel is shut
        self._day_panel: DayPanel | None = None
        self._grid = WeekCard(desk.today(), self.open_outing, self.open_day)
        self._empty = QWidget()
        self._empty.setLayout(Down())
        self._foot = QWidget()
        self._foot.setLayout(Down(gap="s"))
        self._ways = Ways(desk, self._show_shifts)
        self._other = QWidget()
        self._other.setLayout(Down())
        tools = TwoEnds(DoorRow(enter), self._ways)
        self._body = Down(tools, self.entry, self._empty, self._grid, self._other, self._foot, gap="m")
        self.setLayout(self._body)
        self.show_week(monday)

    @property
    def week(self) -> Week:
        """The week on screen."""
        return self._week

    def show_week(self, monday: date) -> None:
        """Read a week and show it; what is typed in the entry row stays."""
        if monday != self.monday:
            self._put_panel_away()
        self.monday = monday
        books = self._desk.books
        people, funders = choices(books, monday, monday + SIX_DAYS)
        self.entry.offer(people, funders)
        self.entry.set_week(monday)
        self._week = read_week(books, monday)
        self.entry.setVisible(bool(people) and self.panel is None and self._day_panel is None)
        self._show_empty(there_are_people=bool(people))
        self._show_shifts()
        self._show_foot()

    def refresh(self) -> None:
        """Read again; a shift being changed that is gone is put away."""
        self.show_week(self.monday)
        if self.panel is not None and not any(shift.id == self.panel.shift_id for shift in self._week.shifts):
            self._put_panel_away()

    def open_outing(self, shift_id: int) -> None:
        """Open a card of the week, to change it for all who go together."""
        self._open(shift_id, alone=False)

    def open_shift(self, shift_id: int) -> None:
        """Open one person's shift, to change it for that person."""
        self._open(shift_id, alone=True)

    def _open(self, shift_id: int, *, alone: bool) -> None:
        outing = next((o for o in self._week.outings if any(s.id == shift_id for s in o.shifts)), None)
        if outing is None:
            return
        self._put_panel_away()
        self.when_closed = None
        people, funders = choices(self._desk.books, outing.first.day)
        chosen = shift_id if alone else None
        self.panel = EditPanel(self._desk, outing, people, funders, self._close_panel, chosen=chosen)
        self._body.insertWidget(1, self.panel)
        self.entry.hide()
        self.panel.show()
        self.panel.begin()

    def open_day(self, day: date) -> None:
        """Open a day, to read who is where and to copy it; an empty one asks for its first shift."""
        self._put_panel_away()
        if not any(shift.day == day for shift in self._week.shifts):
            self.entry.begin_on(day)
            return
        self._day_panel = DayPanel(self._desk, day, self._put_panel_away)
        self._body.insertWidget(1, self._day_panel)
        self.entry.hide()
        self._day_panel.show()
        self._day_panel.begin()

    def begin_day(self, day: date) -> None:
        """Begin at the first card of a day; where it has none, at a new shift on it."""
        first = next((shift.id for shift in self._week.shifts if shift.day == day), None)
        if first is not None and self._grid.isVisibleTo(self):
            self._grid.focus_card(first)
        elif first is None:
            self.entry.begin_on(day)

    def keep_draft(self) -> None:
        """Keep a half-typed shift for the next time."""
        keep_draft(self._desk.books, self.entry.fields.typed())

    def _show_shifts(self) -> None:
        """The shifts as a picture, or the way that was chosen instead."""
        layout = self._other.layout()
        assert isinstance(layout, Down)
        layout.clear()
        there = bool(self._week.shifts or self._week.spilling)
        self._ways.setVisible(there)
        self._grid.setVisible(there and self._ways.way == PICTURE)
        self._other.setVisible(there and self._ways.way != PICTURE)
        if self._grid.isVisibleTo(self):
            self._grid.show_week(self._week)
        elif there:
            layout.add(
                other_way(
                    self._ways.way, self._desk, self._week.shifts, self.monday, self.monday + SIX_DAYS, self.open_shift
                )
            )

    def _close_panel(self, back_to: int | None) -> None:
        go_on, self.when_closed = self.when_closed, None
        self._put_panel_away()
        if go_on is not None:
            go_on()
        elif back_to is not None:
            self._grid.focus_card(back_to)
        else:
            self.entry.begin()

    def _put_panel_away(self) -> None:
        panels = [panel for panel in (self.panel, self._day_panel) if panel is not None]
        self.panel = self._day_panel = None
        for panel in panels:
            panel.hide()
            panel.setParent(None)
            panel.deleteLater()
        if panels:
            self._desk.understood({})  # faults of a form that is gone
            self.entry.show()

    def _show_empty(self, *, there_are_people: bool) -> None:
        layout = self._empty.layout()
        assert isinstance(layout, Down)
        layout.clear()
        if there_are_people and self._week.shifts:
            self._empty.hide()
            return
        layout.add(self._first_shift() if there_are_people else self._first_person())
        self._empty.show()

    def _first_shift(self) -> EmptyPage:
        return EmptyPage(
            "calendar-days", self.tr("No hours yet"), guidance("rota", "empty_week"), self.tr("Add the first shift"),
            self.entry.begin, look_act=lambda: self._desk.go("help", page="rota"),
        )  # fmt: skip

    def _first_person(self) -> EmptyPage:
        return EmptyPage(
            "user-plus", self.tr("Nobody works here yet"), guidance("rota", "no_people"), self.tr("Add somebody"),
            lambda: self._desk.go("people", add=True),
        )  # fmt: skip

    # --- the foot -----------------------------------------------------------------------------------------------------

    def _show_foot(self) -> None:
        layout = self._foot.layout()
        assert isinstance(layout, Down)
        layout.clear()
        layout.add(CoveredOutside(self._desk.books, self.monday, self.monday + SIX_DAYS))
        words = Down(gap="s")
        if self._week.shifts:
            words.add(self._holder(Flow(*(self._funder(each) for each in self._week.funders), gap="l")))
            words.add(self._holder(Flow(*(self._sign(how) for how in _LEGEND), gap="m")))
        words.add(None)
        layout.add(TwoColumns(words, Down(GoTo(self._desk.today(), self._go_to)), 372))

    @staticmethod
    def _holder(layout: Flow) -> QWidget:
        holder = QWidget()
        holder.setLayout(layout)
        return holder

    @staticmethod
    def _funder(hours: FunderHours) -> QWidget:
        holder = QWidget()
        tone = "attention" if hours.is_over else ""
        row = Across(Chip(hours.short_name, hours.tone), gap=6)
        if hours.is_over:
            row.add(Icon("triangle-alert", "attention", 14))
        row.add(Label(hours.words, "small", tone))
        holder.setLayout(row)
        return holder

    def _sign(self, how: str) -> QWidget:
        words = {
            "planned": self.tr("planned"), "worked": self.tr("worked"), "confirmed": self.tr("confirmed"),
            "look": self.tr("needs a look"), "cover": self.tr("needs cover"), "repeats": self.tr("repeats"),
        }  # fmt: skip
        holder = QWidget()
        holder.setLayout(Across(state_icon(how), Label(words[how], "small", "ink2"), gap=6))
        return holder


class GoTo(QWidget):
    """A date to go to; Enter or the button goes."""

    def __init__(self, today: date, go_to: Callable[[date], object]) -> None:
        super().__init__()
        self._go_to = go_to
        self.field = DateField(self.tr("Go to a date"), today)
        self.field.entered.connect(self._go)
        row = Flow(self.field, beside_fields(Button(self.tr("Show that week"), act=self._go)), gap="s")
        self.setLayout(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):  # Enter went there already
            super().keyPressEvent(event)

    def _go(self) -> None:
        day = self.field.value()
        if day is not None:
            self._go_to(monday_of(day))
        else:
            self.field.set_problem(self.field.unread())

"""The Rota room: a week at a time, its hours checked, and the sides of the room behind their doors."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, TypedDict

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from carerdesk.domain.dates import monday_of, span
from carerdesk.services.hours.confirm import confirm_week, hours_to_check
from carerdesk.services.hours.copy_week import copy_last_week
from carerdesk.ui.page import Desk, Page
from carerdesk.ui.pages.rota.check_view import CheckView, check_words
from carerdesk.ui.pages.rota.doors import Door, Side, door_to
from carerdesk.ui.pages.rota.week_head import WeekHead
from carerdesk.ui.pages.rota.week_view import WeekView
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import PageHead
from carerdesk.ui.widgets.text import Label

A_WEEK = timedelta(days=7)
SIX_DAYS = timedelta(days=6)
_SHOWN_HERE = frozenset(
    {"shift", "shift_share", "call_out", "worker", "contract", "funder", "award", "leave_booking", "timesheet",
     "sickness", "attachment", "payslip", "pattern", "pattern_exception", "term", "work_limit", "cover_contact",
     "shift_notice", "other_leave", "pay_item"}
)  # fmt: skip


class WayBack(TypedDict):
    """What leads back to the week."""

    back: str
    go_back: Callable[[], None]


class RotaPage(Page):
    """Places: monday="2026-11-16", day=…, shift=…, check=True, and those of the doors."""

    title = "Rota"
    help_page = "rota"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.monday = monday_of(desk.today())
        self._week: WeekView | None = None
        self._again: Callable[[], None] = self.show_week
        self._sides: dict[str, Side] = {}
        self._side_shown: QWidget | None = None
        self._certain: date | None = None  # the Monday of the week whose shifts to come were ticked as certain

    # --- what the window asks -----------------------------------------------------------------------------------------

    def refresh(self, changes: frozenset[str] | None) -> None:
        if self._week is not None and changes is not None:
            if changes & _SHOWN_HERE:
                self._week.refresh()
                self._week_head()
        elif changes is None or changes & _SHOWN_HERE:
            self._again()

    def open_at(self, **place: Any) -> None:  # noqa: ANN401 - each page names its own places
        day = place.get("monday") or place.get("day")
        if day:
            self.monday = monday_of(day if isinstance(day, date) else date.fromisoformat(str(day)))
        door = door_to(place)
        if door is not None:
            self._side(door).open_at(place)
        elif place.get("check"):
            self.check_hours()
        else:
            self.show_week()
        if "shift" in place and self._week is not None:
            self._week.open_shift(int(place["shift"]))

    def leave(self) -> bool:
        if self._week is not None:
            self._week.keep_draft()
        self._keep_half_typed()
        return True

    def _keep_half_typed(self) -> None:
        half_typed = getattr(self._side_shown, "half_typed", None)
        if half_typed is not None:
            half_typed.keep_now()

    # --- the week -----------------------------------------------------------------------------------------------------

    def show_week(self) -> None:
        """The week in view."""
        if self._week is None:
            self._week = WeekView(self.desk, self.monday, self.go_to, self.enter)
            self._show(self._week, self.show_week)
        else:
            self._week.show_week(self.monday)
        self._week_head()

    def go_to(self, monday: date) -> None:
        """Another week."""
        self.problems.put_away()  # what went wrong in the week before it
        self.monday = monday
        self.show_week()

    def _week_head(self) -> None:
        assert self._week is not None
        held = self.desk.today()
        buttons = [
            Button("", icon="chevron-left", name=self.tr("Week before"), act=lambda: self._turn(-A_WEEK)),
            Button(self.tr("This week"), act=lambda: self.go_to(monday_of(held))),
            Button("", icon="chevron-right", name=self.tr("Week after"), act=lambda: self._turn(A_WEEK)),
            Button(self.tr("Copy last week"), icon="copy", act=self._copy),
        ]
        if self._week.week.shifts:
            buttons.append(Button(self.tr("Confirm hours"), "primary", act=self.check_hours))
        focused = self.focused_button()
        self.set_head(WeekHead(f"{self.tr('Rota')}, {self._week_words()}", self._state(), *buttons))
        self.focus_button(focused)

    def _state(self) -> str:
        assert self._week is not None
        return self.tr("The hours of this week are confirmed.") if self._week.week.confirmed else ""

    def _week_words(self) -> str:
        words = span(self.monday, self.monday + SIX_DAYS)
        return words.removesuffix(f" {self.desk.today().year}")

    def focused_button(self) -> str:
        """The name of the button of the head that has the focus; "" where none has."""
        return next((each.accessibleName() for each in self.head.findChildren(Button) if each.hasFocus()), "")

    def focus_button(self, name: str) -> None:
        """Put the focus on the button of the head with this name, as after turning to other weeks."""
        for button in self.head.findChildren(Button):
            if name and button.accessibleName() == name:
                button.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_day(self, day: date) -> None:
        """The week of a day: at the first of its cards, or ready to type a shift for it."""
        self._back_to(monday_of(day))
        if self._week is not None:
            self._week.begin_day(day)

    def _back_to(self, monday: date) -> None:
        self.monday = monday
        self._back()

    def _turn(self, by: timedelta) -> None:
        self.go_to(self.monday + by)

    def _copy(self) -> None:
        self.desk.report(copy_last_week(self.desk.books, self.monday))

    # --- checking -----------------------------------------------------------------------------------------------------

    def check_hours(self) -> None:
        """The hours of the week, to be confirmed."""
        hours = hours_to_check(self.desk.books, self.monday)
        view = CheckView(hours, self._change, certain=self._certain == self.monday)
        view.to_come.changed.connect(lambda: self._keep_certain(view))
        head = PageHead(f"{self.tr('Check hours')}, {self._week_words()}", check_words(hours), **self.way_back())
        self._show(view, self.check_hours, head)
        if not (hours.waiting or hours.to_come):
            return
        finish = Button(self.tr("Confirm these hours"), "primary", act=lambda: self._confirm(view))
        later = Button(self.tr("Come back later"), act=self._back)
        self.set_actions(
            finish, later, Label(self.tr("You can still change a shift until it is paid."), "small", "ink2")
        )

    def _keep_certain(self, view: CheckView) -> None:
        self._certain = self.monday if view.to_come.value() else None

    def _confirm(self, view: CheckView) -> None:
        until = self.monday + SIX_DAYS if view.to_come.value() else None
        outcome = confirm_week(self.desk.books, self.monday, until=until)
        if self.desk.report(outcome):
            self._certain = None
            self._back()

    def _change(self, shift_id: int) -> None:
        self._back()
        if self._week is not None:
            self._week.open_shift(shift_id)
            self._week.when_closed = self.check_hours

    # --- the sides of the room ----------------------------------------------------------------------------------------

    def enter(self, door: Door) -> None:
        """Go through a door."""
        self._side(door).open_at({door.place: True})

    def way_back(self) -> WayBack:
        """What the head of a side needs to lead back to the week."""
        return {"back": self.tr("Rota"), "go_back": self._back}

    def show_view(self, view: QWidget, head: PageHead, *actions: QWidget, again: Callable[[], None]) -> None:
        """Show a view of a side, which `again` makes anew when something changed."""
        self._show(view, again, head)
        self.set_actions(*actions)

    def _side(self, door: Door) -> Side:
        if door.place not in self._sides:
            self._sides[door.place] = door.open(self)
        return self._sides[door.place]

    def _back(self) -> None:
        self._week = None
        self.show_week()

    def _show(self, view: QWidget, again: Callable[[], None], head: PageHead | None = None) -> None:
        if self._week is not None and view is not self._week:
            self._week.keep_draft()
            self._week = None
        self._keep_half_typed()
        self._side_shown = view
        self._again = again
        self.set_actions()
        self.fill(view, head=head)

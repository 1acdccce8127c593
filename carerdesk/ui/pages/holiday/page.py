"""The Holiday and sickness room: a card for each PA, booking, and what is asked of the family."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any, Protocol

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QScrollArea, QWidget

from carerdesk.domain.dates import span
from carerdesk.domain.working import Working
from carerdesk.services.holiday.balance import BookingView, everyones_holiday
from carerdesk.services.people.read import list_workers
from carerdesk.ui.page import Desk, Page
from carerdesk.ui.pages.holiday.card import HolidayCard
from carerdesk.ui.pages.holiday.family_room import PLACES as FAMILY_PLACES
from carerdesk.ui.pages.holiday.family_room import FamilyRoom
from carerdesk.ui.pages.holiday.forms import PayForm
from carerdesk.ui.pages.holiday.leave_room import PLACES as LEAVE_PLACES
from carerdesk.ui.pages.holiday.leave_room import LeaveRoom
from carerdesk.ui.pages.holiday.months_room import PLACES as MONTHS_PLACES
from carerdesk.ui.pages.holiday.months_room import MonthsRoom
from carerdesk.ui.pages.holiday.people_cards import LeftCard, as_at_row
from carerdesk.ui.pages.holiday.request_room import PLACES as REQUEST_PLACES
from carerdesk.ui.pages.holiday.request_room import RequestRoom
from carerdesk.ui.pages.holiday.sick_room import PLACES as SICK_PLACES
from carerdesk.ui.pages.holiday.sick_room import SickRoom
from carerdesk.ui.pages.holiday.year_room import PLACES as YEAR_PLACES
from carerdesk.ui.pages.holiday.year_room import YearRoom
from carerdesk.ui.widgets.arrange import Across, Down, TwoColumns
from carerdesk.ui.widgets.buttons import Button, FigureButton
from carerdesk.ui.widgets.cards import EmptyPage, PageHead

_SHOWN_HERE = frozenset(
    {
        "leave_booking",
        "holiday_entry",
        "payslip",
        "contract",
        "worker",
        "opening_figures",
        "shift",
        "person",
        "sickness",
        "family_leave",
        "family_leave_block",
        "attachment",
        "kept_average",
        "leave_request",
        "other_leave",
        "fit_note",
        "call_out",
        "pay_rate",
    }
)
_AT_A_TIME = 12
_LAYOUT_ROUNDS = 2  # the page first, then the scroll area round it


class _Side(Protocol):
    """A side of the room that opens places of its own."""

    def open_at(self, place: dict[str, Any]) -> None:
        """Show a place."""


class HolidayPage(Page):
    """Holiday and sickness of everybody.

    Places: worker_id=… scrolls to a PA's card, with book=True opens the booking, with year=… that leave year; those of
    the sides of the room are in RequestRoom, SickRoom, FamilyRoom, LeaveRoom and MonthsRoom.
    """

    title = "Holiday and sickness"
    help_page = "holiday"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._shown: QWidget | None = None
        self._cards: dict[int, HolidayCard] = {}
        self._open: FigureButton | None = None
        self._most = _AT_A_TIME
        self._in_form = self._anew = False
        self._again: Callable[[], object] = self.show_everybody
        self.sick = SickRoom(self)
        self.family = FamilyRoom(self)
        self.years = YearRoom(self)
        self.requests = RequestRoom(self)
        self.other_leave = LeaveRoom(self)
        self.months = MonthsRoom(self)
        self._as_at: date | None = None

    # --- what the window asks -----------------------------------------------------------------------------------------

    def refresh(self, changes: frozenset[str] | None) -> None:
        if self._shown is None or (not self._in_form and (changes is None or changes & _SHOWN_HERE)):
            self._anew = True
            self._again()
            self._anew = False

    def open_at(self, **place: Any) -> None:  # noqa: ANN401 - each page names its own places
        sides: tuple[tuple[frozenset[str], _Side], ...] = (
            (FAMILY_PLACES, self.family), (SICK_PLACES, self.sick), (REQUEST_PLACES, self.requests),
            (LEAVE_PLACES, self.other_leave), (MONTHS_PLACES, self.months),
        )  # fmt: skip
        for places, side in sides:
            if places & set(place):
                side.open_at(place)
                return
        if "worker_id" not in place:
            self.show_everybody()
            return
        if YEAR_PLACES & set(place):
            self.years.open_at(place)
            return
        worker_id = int(place["worker_id"])
        self._most = max(self._most, len(everyones_holiday(self.desk.books)))
        self.show_everybody()
        if place.get("book"):
            self.go("book", worker_id)
        elif worker_id in self._cards:
            self._begin_at(self._cards[worker_id])

    def leave(self) -> bool:
        self._keep_typed()
        return True

    def _keep_typed(self) -> None:
        half_typed = getattr(self._shown, "half_typed", None)
        if half_typed is not None:
            half_typed.keep_now()

    def go(self, form: str, worker_id: int, booking: BookingView | None = None) -> None:
        """Show a form: "book", "pay" or "change" for a booking; or the leave "year"."""
        view = next((one for one in everyones_holiday(self.desk.books) if one.worker_id == worker_id), None)
        if view is None:
            self.show_everybody()
        elif form == "year":
            self.years.show(worker_id, view.left_on)
        elif form == "change" and booking is not None:
            self.requests.change_booking(worker_id, view.worker, booking)
        elif form == "pay" and booking is not None:
            title = self.tr("What does {who}’s holiday pay?").format(who=view.first_name)
            form_shown = PayForm(self.desk, booking, self.show_everybody)
            self.show_form(title, span(booking.first, booking.last), form_shown, form_shown.finish)
        else:
            self.requests.book(worker_id)

    # --- views --------------------------------------------------------------------------------------------------------

    def show_everybody(self) -> None:
        """What waits, a card for each PA who works here, and sickness and leave beside them."""
        books, today = self.desk.books, self.desk.today()
        everybody = everyones_holiday(books, self._as_at)
        gone = [one for one in everybody if one.left_on is not None and one.left_on < today]
        found = [one for one in everybody if one not in gone]
        self._cards = {
            one.worker_id: HolidayCard(self.desk, one, self.open_working, self.go, self._as_at)
            for one in found[: self._most]
        }
        main = Down(gap="m")
        asked = self.requests.card()
        if asked is not None:
            main.add(asked)
        if found:
            main.add(as_at_row(self.desk, self._as_at, self._show_as_at))
        main.add(*self._cards.values())
        if not everybody:
            main.add(self._empty())
        if len(found) > self._most:
            main.add(Across(Button(self.tr("Show more people"), "small", act=self._show_more), None))
        if gone:
            main.add(LeftCard(gone, self.go))
        main.addStretch(1)
        side = Down(self.sick.card(), self.family.card(), self.months.card(), self.other_leave.card(), gap="m")
        side.addStretch(1)
        head = PageHead(self.tr("Holiday and sickness"), self.tr("What is left, what is booked, and for whom."))
        self._put(TwoColumns(main, side), head, in_form=False)
        self.side = side

    def _show_as_at(self, day: date | None) -> None:
        self._as_at = day if day != self.desk.today() else None
        self.show_everybody()

    def _show_more(self) -> None:
        self._most += _AT_A_TIME
        self.show_everybody()

    def _empty(self) -> EmptyPage:
        anybody = any(worker.kind == "employee" for worker in list_workers(self.desk.books))
        words = self.tr("Each PA with a contract has a card here: holiday earned, taken and left.")
        if anybody:
            act = partial(self.desk.go, "people")
            return EmptyPage("tree-palm", self.tr("No contract yet"), words, self.tr("Look at your PAs"), act)
        act = partial(self.desk.go, "people", add=True)
        return EmptyPage("tree-palm", self.tr("Nobody works for you yet"), words, self.tr("Add a PA"), act)

    def show_no_pa(self, title: str, words: str) -> None:
        """Say that a PA is needed first, and lead to adding one."""
        act = partial(self.desk.go, "people", add=True)
        empty = EmptyPage("users-round", self.tr("Nobody works for you yet"), words, self.tr("Add a PA"), act)
        head = PageHead(title, "", back=self.tr("Holiday and sickness"), go_back=self.show_everybody)
        self.show_view(empty, head, again=partial(self.show_no_pa, title, words))

    def show_form(self, title: str, sub: str, form: QWidget, finish: Button) -> None:
        """Show a form with its button, and the way back."""
        head = PageHead(title, sub, back=self.tr("Holiday and sickness"), go_back=self.show_everybody)
        later = Button(self.tr("Come back later"), act=self.show_everybody)
        self._put(form, head, finish, later, in_form=True)
        self._begin_at(head)

    def show_view(
        self, view: QWidget, head: PageHead, *actions: QWidget, again: Callable[[], object], side: Down | None = None
    ) -> None:
        """Show a view that `again` makes anew when something changed; workings open in `side`."""
        self._put(view, head, *actions, in_form=False)
        self._again, self.side = again, side
        if not self._anew:
            self._begin_at(head)

    # --- workings -----------------------------------------------------------------------------------------------------

    def open_working(self, figure: FigureButton, working: Working) -> None:
        """Show how a figure came about, and outline it meanwhile."""
        self.show_working(working)
        self._open = figure
        figure.set_open(True)

    def working_closed(self) -> None:
        figure, self._open = self._open, None
        if figure is not None:
            figure.set_open(False)

    # --- showing ------------------------------------------------------------------------------------------------------

    def _put(self, view: QWidget, head: PageHead, *actions: QWidget, in_form: bool) -> None:
        self.close_working()
        self._keep_typed()
        self._shown, self._in_form, self._again = view, in_form, self.show_everybody
        self.fill(view, head=head)
        self.set_actions(*actions)

    def _begin_at(self, part: QWidget) -> None:
        """Bring a part to the top of the view, laid out before it is looked at."""
        self.head.show()
        part.show()
        for _ in range(_LAYOUT_ROUNDS):
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        holder = self.parentWidget()
        while holder is not None and not isinstance(holder, QScrollArea):
            holder = holder.parentWidget()
        if holder is not None:
            at = 0 if part is self.head else part.mapTo(self, part.rect().topLeft()).y()
            holder.verticalScrollBar().setValue(at)
        first: Callable[[Qt.FocusReason], None] | None = self.head.back.setFocus if self.head.back is not None else None
        if first is not None and self.isVisible():
            first(Qt.FocusReason.OtherFocusReason)

"""The Pay room: paydays, and one path for each from its hours to its papers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import MONTHS, day_and_month, long_date
from carerdesk.services.pay.agree import agree_payday
from carerdesk.services.pay.hours import confirm_hours, hours_of
from carerdesk.services.pay.read import PaydayView, payday_view
from carerdesk.ui.page import Desk, Page
from carerdesk.ui.pages.pay.bureau_moving_view import MovingForm
from carerdesk.ui.pages.pay.bureau_path import BureauPath
from carerdesk.ui.pages.pay.bureau_view import BureauSlipForm
from carerdesk.ui.pages.pay.check_view import CheckView
from carerdesk.ui.pages.pay.done_view import DoneView
from carerdesk.ui.pages.pay.filing import Filing
from carerdesk.ui.pages.pay.filing_boxes import BoxesForm
from carerdesk.ui.pages.pay.filing_return import ReturnView
from carerdesk.ui.pages.pay.hmrc_view import HmrcView
from carerdesk.ui.pages.pay.hours_view import HoursView
from carerdesk.ui.pages.pay.list_view import AT_A_TIME, PaydayList
from carerdesk.ui.pages.pay.put_right_forms import RightTerms
from carerdesk.ui.pages.pay.put_right_path import PutRightPath
from carerdesk.ui.pages.pay.put_right_view import RightHours
from carerdesk.ui.pages.pay.rates_view import RatesPreviewView, RatesView
from carerdesk.ui.pages.pay.what_if_view import WhatIfView
from carerdesk.ui.pages.pay.year_path import YearPath
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import PageHead
from carerdesk.ui.widgets.text import Label

_SHOWN_HERE = frozenset(
    {"shift", "shift_share", "payslip", "pay_run", "put_right", "hmrc_period", "allocation", "worker", "contract",
     "pay_rate", "tax_details", "opening_figures", "leave_booking", "sickness", "employer", "funder", "filing",
     "form_box", "pay_item", "standing_deduction", "wage_terms", "rates_file", "pension_event", "pension_scheme"}
)  # fmt: skip


def short_day(day: date) -> str:
    """27 November."""
    return f"{day.day} {MONTHS[day.month - 1]}"


class PayPage(Page):
    """Paydays, and what is due to HMRC.

    Places: payday="2026-11-27" (with step="hours" too), hmrc=<period>, filing=<return>, put_right=<payslip>, rates=1,
    what_if=<worker or 0>.
    """

    title = "Pay"
    help_page = "pay"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._shown: QWidget | None = None
        self._most = AT_A_TIME
        self._again: Callable[[], None] = self.show_list
        self._key: tuple[Any, ...] = ()
        self._filing = Filing(self)
        self._year = YearPath(self)
        self._put_right = PutRightPath(self)
        self._bureau = BureauPath(self)

    # --- what the window asks -----------------------------------------------------------------------------------------

    def refresh(self, changes: frozenset[str] | None) -> None:
        if self._shown is None or changes is None or changes & _SHOWN_HERE:
            self._again()

    def open_at(self, **place: Any) -> None:  # noqa: ANN401 - each page names its own places
        if "payday" in place:
            payday = date.fromisoformat(str(place["payday"]))
            (self.show_hours if place.get("step") == "hours" else self.show_payday)(payday)
        elif "hmrc" in place:
            self.show_hmrc(int(place["hmrc"]) if place["hmrc"] else None)
        elif "filing" in place:
            self._filing.open(str(place["filing"]))
        elif "put_right" in place:
            self._put_right.start(int(place["put_right"]))
        elif "what_if" in place:
            self.show_what_if(int(place["what_if"]) or None)
        elif "rates" in place:
            self.show_rates()
        elif "bureau" in place:
            self._bureau.go(str(place["bureau"]))
        elif "year" in place or "codes" in place:
            view = "codes" if "codes" in place else "year"
            self._year.go(view, place[view])
        else:
            self.show_list()

    def leave(self) -> bool:
        self._keep_typed()
        return True

    def _keep_typed(self) -> None:
        if isinstance(self._shown, RightHours | RightTerms | BureauSlipForm | MovingForm):
            self._shown.half_typed.keep_now()
        elif isinstance(self._shown, ReturnView | BoxesForm):
            self._shown.keep_now()

    # --- views --------------------------------------------------------------------------------------------------------

    def go(self, view: str, what: Any) -> None:  # noqa: ANN401 - a payday, a number or nothing
        """Show a view by its name."""
        views: dict[str, Callable[[Any], None]] = {
            "payday": self.show_payday,
            "sheet": self.show_check,
            "hmrc": self.show_hmrc,
            "filing": self._filing.open,
            "put_right": self._put_right.start,
            "rates": self.show_rates,
            "what_if": self.show_what_if,
            "year": self._year.show_year,
            "bureau": self._bureau.go,
        }
        views[view](what)

    def show_list(self) -> None:
        """The first view: paydays to do and done."""
        head = PageHead(self.tr("Pay"), self.tr("From hours to payslips, one payday at a time."))
        self._show(PaydayList(self.desk, self.go, self._most, self._show_more), head, ("list",), self.show_list)

    def _show_more(self) -> None:
        self._most += AT_A_TIME
        self.show_list()

    def show_payday(self, payday: date) -> None:
        """Where the payday stands: its papers, its sheet, or its hours first."""
        view = payday_view(self.desk.books, payday)
        if view.agreed:
            self._show_done(view)
        elif any(column.unconfirmed for column in view.columns):
            self.show_hours(payday)
        else:
            self.show_check(payday)

    def show_hours(self, payday: date) -> None:
        """Step 1: the hours."""
        found = hours_of(self.desk.books, payday)
        again = partial(self.show_hours, payday)
        if not found:
            self.show_payday_or_list(payday)
            return
        sub = self.tr("Step 1 of 3. Look the hours over, and say that they are right.")
        head = self._head(self.tr("Check hours for {day}"), payday, sub, self.tr("Pay"), self.show_list)
        open_ones = sum(len(one.to_confirm) for one in found)
        if open_ones:
            words = self.tr("Confirm all hours and check pay")
            main = Button(words, "primary", act=partial(self._confirm_all, payday))
        else:
            main = Button(self.tr("Check pay"), "primary", act=partial(self.show_check, payday))
        note = self.tr("Nothing is paid yet.")
        view = HoursView(self.desk, payday, found, lambda: None)
        self._show(view, head, ("hours", payday), again, main, self._later(), self._small(note))

    def show_payday_or_list(self, payday: date) -> None:
        """The finished payday, or the list where there is no such payday any more."""
        view = payday_view(self.desk.books, payday)
        if view.columns:
            self._show_done(view)
        else:
            self.show_list()

    def _confirm_all(self, payday: date) -> None:
        if self.desk.report(confirm_hours(self.desk.books, payday)):
            self._step_on(self.show_check, payday)

    def show_check(self, payday: date) -> None:
        """Step 2: the pay sheet, or the sheet as it was kept."""
        view = payday_view(self.desk.books, payday)
        if not view.columns and not view.nothing:
            self.show_list()
            return
        again = partial(self.show_check, payday)
        head = self._sheet_head(view)
        buttons = (self._wrong(view),) if view.agreed else self._finish(view)
        answered = partial(self._step_on, self.show_check, payday)
        shown = CheckView(self.desk, view, partial(self.show_hours, payday), answered)
        self._show(shown, head, ("check", payday), again, *buttons)
        self.side = shown.side

    def _wrong(self, view: PaydayView) -> Button:
        """To the first question, or where several PAs were paid to choosing whose pay it was."""
        words = self.tr("Put something right")
        if len(view.columns) == 1 and (payslip_id := view.columns[0].payslip_id) is not None:
            return Button(words, act=partial(self._put_right.start, payslip_id))
        return Button(words, act=partial(self.show_payday, view.payday))

    def _sheet_head(self, view: PaydayView) -> PageHead:
        press = self.tr("Press any figure to see how it was worked out.")
        if view.length:
            press = f"{view.length}. {press}"
        if view.agreed:
            again = partial(self.show_payday, view.payday)
            return self._head(self.tr("Pay for {day}"), view.payday, press, self.tr("Back"), again)
        sub = self.tr("Step 2 of 3. {press}").format(press=press)
        hours = partial(self.show_hours, view.payday)
        return self._head(self.tr("Check pay for {day}"), view.payday, sub, self.tr("Check hours"), hours)

    def _finish(self, view: PaydayView) -> tuple[QWidget, ...]:
        note = self._small(self.tr("Nothing is sent anywhere. You can put pay right afterwards."))
        if any(column.unconfirmed for column in view.columns):
            main = Button(self.tr("Confirm the hours first"), "primary", act=partial(self.show_hours, view.payday))
            return (main, self._later(), note)
        if not view.ready:
            return (self._later(), note)
        words = self.tr("Finish pay for {day}").format(day=short_day(view.payday))
        return (Button(words, "primary", act=partial(self._agree, view.payday)), self._later(), note)

    def _agree(self, payday: date) -> None:
        if self.desk.report(agree_payday(self.desk.books, payday)):
            self._step_on(self.show_payday, payday)

    def _step_on(self, show: Callable[[date], None], payday: date) -> None:
        """The next step of a payday, the keyboard on what it asks for."""
        show(payday)
        if (main := self._main_button()) is not None:
            main.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_done(self, view: PaydayView) -> None:
        again = partial(self.show_payday, view.payday)
        sub = self.tr("Step 3 of 3. {net} take-home pay, {cost} in all.").format(
            net=view.total_of("net"), cost=view.total_of("cost")
        )
        title = self.tr("Pay for {day} is finished")
        head = self._head(title, view.payday, sub, self.tr("Pay"), self.show_list)
        shown = DoneView(self.desk, view, self.go)
        self._show(shown, head, ("done", view.payday), again)
        self.side = shown.side

    def show_hmrc(self, period_id: int | None) -> None:
        """What was due to HMRC."""
        head = PageHead(
            self.tr("Due to HMRC"), guidance("pay", "hmrc_about"), back=self.tr("Pay"), go_back=self.show_list
        )
        view = HmrcView(self.desk, period_id, self._filing.open)
        self._show(view, head, ("hmrc",), partial(self.show_hmrc, period_id))
        self.side = view.side if view.periods else None

    def show_what_if(self, worker_id: int | None = None) -> None:
        """Try other hours, another rate or code without keeping anything."""
        sub = self.tr("Try other hours, another rate or tax code. Nothing here is kept.")
        head = PageHead(self.tr("What if …"), sub, back=self.tr("Pay"), go_back=self.show_list)
        view = WhatIfView(self.desk, self.lay_out, worker_id)
        self._show(view, head, ("what_if",), partial(self.show_what_if, worker_id))
        self.side = view.side

    def show_rates(self, _what: object = None) -> None:
        """How far tax and wage rates are known, and bringing in new ones."""
        sub = self.tr("What pay is worked out with, each from its source.")
        head = PageHead(self.tr("Tax and wage rates"), sub, back=self.tr("Pay"), go_back=self.show_list)
        self._show(RatesView(self.desk, self._show_rates_file), head, ("rates",), self.show_rates)

    def _show_rates_file(self, view: RatesPreviewView) -> None:
        preview = view.preview
        sub = self.tr("{name}, rates from {first} to {last}. Nothing is changed yet.").format(
            name=preview.name, first=long_date(preview.first), last=long_date(preview.last)
        )
        head = PageHead(self.tr("Are these right?"), sub, back=self.tr("Rates"), go_back=self.show_rates)
        keep = Button(self.tr("Bring in these rates"), "primary", act=partial(self._bring_in, view))
        self._show(view, head, ("rates_file", preview.name), lambda: None, keep, self._later())

    def _bring_in(self, view: RatesPreviewView) -> None:
        if view.keep():
            self.show_rates()

    # --- showing ------------------------------------------------------------------------------------------------------

    def working_closed(self) -> None:
        if isinstance(self._shown, CheckView):
            self._shown.working_closed()

    def _head(self, title: str, payday: date, sub: str, back: str, go_back: Callable[[], object]) -> PageHead:
        return PageHead(title.format(day=day_and_month(payday)), sub, back=back, go_back=go_back)

    def _later(self) -> Button:
        return Button(self.tr("Come back later"), act=self.show_list)

    @staticmethod
    def _small(words: str) -> Label:
        return Label(words, "small", "ink2", wrap=True)

    def put(
        self, view: QWidget, head: PageHead, key: tuple[Any, ...], again: Callable[[], None], *actions: QWidget
    ) -> None:
        """Show a view that another part of the room made; `key` tells whether it is the one on screen already."""
        self._show(view, head, key, again, *actions)

    def _show(
        self, view: QWidget, head: PageHead, key: tuple[Any, ...], again: Callable[[], None], *actions: QWidget
    ) -> None:
        same = key == self._key
        self.close_working()
        self._keep_typed()
        self._shown, self._again, self._key = view, again, key
        self.fill(view, head=head, stretch=not isinstance(view, HoursView | HmrcView | RatesPreviewView))
        self.set_actions(*actions)
        if not same:
            self.begin_at_top()

"""The way through putting something right: what was wrong, what is right and why, the difference, and keeping it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from carerdesk.domain.dates import day_and_month, full_date
from carerdesk.services.hours.choices import choices
from carerdesk.services.hours.views import ShiftView
from carerdesk.services.pay.difference import Difference
from carerdesk.services.pay.paid_hours import PaidHours, paid_hours, paid_terms
from carerdesk.services.pay.wrong import HOURS, RATE, WORKER, Wrong
from carerdesk.ui.pages.pay.put_right_difference import SeeDifference
from carerdesk.ui.pages.pay.put_right_forms import RightRate, RightTax, RightTerms, RightWorker, WhatWasWrong
from carerdesk.ui.pages.pay.put_right_view import ChooseShift, RightHours
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import PageHead
from carerdesk.ui.widgets.text import Label

if TYPE_CHECKING:
    from carerdesk.ui.pages.pay.page import PayPage


class PutRightPath(QObject):
    """Shows the steps on the Pay page, one view after another; each has a way back to the one before."""

    def __init__(self, page: PayPage) -> None:
        super().__init__(page)
        self._page, self._desk = page, page.desk

    def start(self, payslip_id: int) -> None:
        """What was wrong with a payslip."""
        paid = paid_hours(self._desk.books, payslip_id)
        if paid is None:
            self._page.show_list()
            return
        title = self.tr("Put something right for {who}").format(who=paid.first_name)
        head = self._head(title, paid, self.tr("Back"), partial(self._page.show_payday, paid.payday))
        view = WhatWasWrong(partial(self._go, paid))
        self._page.put(view, head, ("wrong", payslip_id), partial(self.start, payslip_id))

    def _go(self, paid: PaidHours, kind: str) -> None:
        if kind in {HOURS, WORKER}:
            self._choose_shift(paid.payslip_id, kind)
        else:
            self._terms(paid, kind)

    def _choose_shift(self, payslip_id: int, kind: str) -> None:
        paid = paid_hours(self._desk.books, payslip_id)
        if paid is None:
            self._page.show_list()
            return
        words = self.tr("Which shift did somebody else work?")
        if kind == HOURS:
            words = self.tr("Which of {who}’s hours were wrong?").format(who=paid.first_name)
        head = self._head(words, paid, self.tr("Back"), partial(self.start, payslip_id))
        view = ChooseShift(paid, partial(self._shift_chosen, paid, kind), may_add=kind == HOURS)
        again = partial(self._choose_shift, payslip_id, kind)
        self._page.put(view, head, ("choose", payslip_id, kind), again)

    def _shift_chosen(self, paid: PaidHours, kind: str, shift: ShiftView | None) -> None:
        if kind == WORKER and shift is not None:
            self._worker(paid, shift)
        else:
            self._hours(paid, shift)

    def _hours(self, paid: PaidHours, shift: ShiftView | None) -> None:
        title = self.tr("Which shift was left out?")
        if shift is not None:
            title = self.tr("What is right for {day}?").format(day=day_and_month(shift.day))
        _, funders = choices(self._desk.books, paid.first, paid.last)
        back = partial(self._hours, paid, shift)
        form = RightHours(self._desk, paid, shift, funders, partial(self._see, paid, back))
        self._form(form, title, paid, partial(self._choose_shift, paid.payslip_id, HOURS), ("right", shift))

    def _worker(self, paid: PaidHours, shift: ShiftView) -> None:
        title = self.tr("Who worked on {day}, {times}?").format(day=day_and_month(shift.day), times=shift.times)
        terms = paid_terms(self._desk.books, paid.payslip_id)
        back = partial(self._worker, paid, shift)
        form = RightWorker(self._desk, paid, terms, shift, partial(self._see, paid, back))
        self._form(form, title, paid, partial(self._choose_shift, paid.payslip_id, WORKER), ("worker", shift))

    def _terms(self, paid: PaidHours, kind: str) -> None:
        terms = paid_terms(self._desk.books, paid.payslip_id)
        look = partial(self._see, paid, partial(self._terms, paid, kind))
        if kind == RATE:
            title = self.tr("What should {who} have been paid?").format(who=paid.first_name)
            form: RightTerms = RightRate(self._desk, paid, terms, look)
        else:
            title = self.tr("Which tax code and letter are right for {who}?").format(who=paid.first_name)
            form = RightTax(self._desk, paid, terms, look)
        self._form(form, title, paid, partial(self.start, paid.payslip_id), (kind,))

    def _form(
        self,
        form: RightHours | RightTerms,
        title: str,
        paid: PaidHours,
        back: Callable[[], object],
        key: tuple[object, ...],
    ) -> None:
        head = self._head(title, paid, self.tr("Back"), back)
        self._page.put(form, head, ("right", paid.payslip_id, *key), lambda: None, form.finish, self._later())

    def _see(self, paid: PaidHours, back: Callable[[], object], wrong: Wrong, found: Difference, key: str) -> None:
        title = self.tr("Put {who}’s pay right").format(who=paid.first_name)
        head = self._head(title, paid, self.tr("Change it"), back)
        view = SeeDifference(self._desk, wrong, found, key, partial(self._page.show_payday, paid.payday))
        stays = self.tr("The payslip that was given out stays as it is.")
        note = [] if found.again else [Label(stays, "small", "ink2", wrap=True)]
        main = Button(title, "primary", act=view.keep)
        self._page.put(view, head, ("see", paid.payslip_id), lambda: None, main, self._later(), *note)

    def _head(self, title: str, paid: PaidHours, back: str, go_back: Callable[[], object]) -> PageHead:
        from carerdesk.ui.pages.pay.page import short_day

        about = self.tr("Paid on {day}, for {first} to {last}").format(
            day=full_date(paid.payday), first=short_day(paid.first), last=short_day(paid.last)
        )
        return PageHead(title, about, back=back, go_back=go_back)

    def _later(self) -> Button:
        return Button(self.tr("Come back later"), act=self._page.show_list)

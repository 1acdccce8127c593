"""Booking holiday, and saying what holiday comes to where pay varies."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from carerdesk.catalogue.guidance import guidance
from carerdesk.catalogue.words import problem_words
from carerdesk.domain.problem import Problem
from carerdesk.domain.typed import hours_words
from carerdesk.services.holiday.balance import BookingView, HolidayView
from carerdesk.services.holiday.book import NewBooking, book_holiday, odd, say_what_it_pays, would_pay
from carerdesk.services.holiday.days_off import hours_off
from carerdesk.services.outcome import Rejected
from carerdesk.ui.page import Desk
from carerdesk.ui.pages.holiday.card import signed_hours
from carerdesk.ui.pages.pay.half_typed import HalfTyped
from carerdesk.ui.widgets.arrange import Down, Flow
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import FormCard
from carerdesk.ui.widgets.fields import Answer, DateField, HoursField, MoneyField, TextField
from carerdesk.ui.widgets.notices import CheckStrip
from carerdesk.ui.widgets.text import Label


class BookForm(QWidget):
    """The days, and the hours they take the place of: proposed for fixed hours, typed for others."""

    def __init__(self, desk: Desk, view: HolidayView, after: Callable[[], object]) -> None:
        super().__init__()
        self.desk, self._view, self._after = desk, view, after
        self._proposed = ""
        today = desk.today()
        self.first = DateField(self.tr("First day"), today)
        self.last = DateField(self.tr("Last day"), today, self.tr("The same day for one day off"))
        hint = guidance("holiday", "hours_hint_fixed" if view.fixed else "hours_hint_varied")
        self.hours = HoursField(self.tr("Hours of holiday"), hint)
        self.note = TextField(self.tr("Note"), optional=True, characters=44)
        self.finish = Button(self.tr("Book the holiday"), "primary", act=self._finish)
        left = self.tr("{left} left of this year’s holiday.").format(left=signed_hours(view.balance.left))
        days = Flow(self.first, self.last, gap="l")
        self._odd = Down(gap="s")
        self.pays = Label("", "small", "ink2", wrap=True)
        self.pays.say("")
        card = FormCard("", Label(left), days, self.hours, self.pays, self.note, main=self.finish)
        self.setLayout(Down(self._odd, card, gap="m"))
        self.half_typed = HalfTyped(desk, self, f"book:{view.worker_id}", self.fields)
        self.first.changed.connect(self._propose)
        self.last.changed.connect(self._propose)
        self.hours.changed.connect(self._say_pay)
        self._say_pay()

    @property
    def fields(self) -> dict[str, Answer[Any]]:
        """The fields by the names the problems use."""
        return {"first": self.first, "last": self.last, "minutes": self.hours, "note": self.note}

    def _say_pay(self) -> None:
        """What the booking would pay, once its days and hours are known."""
        first, last, minutes = self.first.value(), self.last.value(), self.hours.value()
        if first is None or last is None or last < first or not minutes:
            self.pays.say("")
            return
        found = would_pay(self.desk.books, NewBooking(self._view.worker_id, first, last, minutes))
        if found.problem is not None:
            self.pays.say(problem_words(found.problem))
        elif found.amount is None:
            self.pays.say(guidance("holiday", "rolled_up"))
        else:
            self.pays.say(self.tr("Pays about {pay} before tax.").format(pay=found.amount))

    def _propose(self) -> None:
        self._say_pay()
        first, last = self.first.value(), self.last.value()
        mine = not self.hours.is_blank and self.hours.text != self._proposed
        if first is None or last is None or last < first or mine:
            return
        found = hours_off(self.desk.books, self._view.worker_id, first, last)
        minutes = found.minutes if found is not None else 0
        if minutes:
            self.hours.set_value(minutes)
            self._proposed = self.hours.text

    def _finish(self) -> None:
        self._odd.clear()
        if not self.desk.understood(self.fields):
            return
        new = self._typed()
        if new is None:
            return
        if questions := odd(self.desk.books, new):
            self._ask(problem_words(questions[0]), new)
        else:
            self._keep(new)

    def _ask(self, question: str, new: NewBooking) -> None:
        strip = CheckStrip(question, lambda: self._keep(new), self.hours.take_focus)
        self._odd.add(strip)
        strip.show()

    def _keep(self, new: NewBooking) -> None:
        if self.desk.report(book_holiday(self.desk.books, new), self.fields):
            self.half_typed.drop()
            self._after()

    def _typed(self) -> NewBooking | None:
        first, last, minutes = self.first.value(), self.last.value(), self.hours.value()
        missing = [Problem("first", "holiday_first_day_missing")] if first is None else []
        missing += [Problem("last", "holiday_last_day_missing")] if last is None else []
        missing += [Problem("minutes", "holiday_without_hours")] if minutes is None else []
        if missing:
            self.desk.report(Rejected(tuple(missing)), self.fields)
            return None
        assert first is not None
        assert last is not None
        return NewBooking(self._view.worker_id, first, last, minutes or 0, self.note.value() or "")


class PayForm(QWidget):
    """What one booking comes to before tax, and how that was worked out."""

    def __init__(self, desk: Desk, booking: BookingView, after: Callable[[], object]) -> None:
        super().__init__()
        self.desk, self._booking, self._after = desk, booking, after
        self.pay = MoneyField(self.tr("Holiday pay before tax"))
        hint = self.tr("For example: 52 weeks, £9,360 for 720 h, so £13 an hour")
        self.reason = TextField(self.tr("How did you work it out?"), hint, characters=60)
        self.finish = Button(self.tr("Keep the holiday pay"), "primary", act=self._finish)
        about = self.tr("{hours} of holiday.").format(hours=hours_words(booking.minutes).capitalize())
        why = Label(guidance("holiday", "pay_why"), wrap=True)
        card = FormCard("", Label(about), why, self.pay, self.reason, main=self.finish)
        self.setLayout(Down(card))
        self.pay.set_value(booking.pay)
        self.reason.set_value(booking.pay_reason or None)
        self.half_typed = HalfTyped(desk, self, f"holiday_pay:{booking.id}", self.fields)

    @property
    def fields(self) -> dict[str, Answer[Any]]:
        """The fields by the names the problems use."""
        return {"pay": self.pay, "reason": self.reason}

    def _finish(self) -> None:
        if not self.desk.understood(self.fields):
            return
        pay, reason = self.pay.value(), self.reason.value() or ""
        if self.desk.report(say_what_it_pays(self.desk.books, self._booking.id, pay, reason), self.fields):
            self.half_typed.drop()
            self._after()

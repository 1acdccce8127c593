"""Booking holiday or keeping what was asked for, and saying what holiday comes to where pay varies."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.hours.shift import hours_text
from carerdesk.domain.problem import Problem
from carerdesk.services.holiday.balance import BookingView
from carerdesk.services.holiday.book import Over, book_holiday, change_booking, say_what_it_pays
from carerdesk.services.holiday.days_off import hours_off
from carerdesk.services.holiday.requests import RequestView, ask_for_holiday, change_request
from carerdesk.services.holiday.weigh import NewBooking, Weighed, weigh
from carerdesk.services.outcome import Done, Outcome, Rejected
from carerdesk.ui.half_typed import HalfTyped
from carerdesk.ui.page import Desk
from carerdesk.ui.pages.holiday.ways import Way, ask_ways
from carerdesk.ui.pages.holiday.weighed import WeighedLines
from carerdesk.ui.widgets.arrange import Down, Flow
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import FormCard
from carerdesk.ui.widgets.choices import choice_field
from carerdesk.ui.widgets.fields import Answer, DateField, HoursField, MoneyField, TextField
from carerdesk.ui.widgets.text import Label

Person = tuple[int, str]


class BookForm(QWidget):
    """Who, the days, and the hours they take the place of: proposed from the rota and the contract.

    With a `request` or a `booking` it changes that one. `answer` opens the answer to what was asked for.
    """

    def __init__(
        self,
        desk: Desk,
        people: Sequence[Person],
        after: Callable[[], object],
        *,
        worker_id: int | None = None,
        request: RequestView | None = None,
        booking: BookingView | None = None,
        answer: Callable[[int], object] | None = None,
    ) -> None:
        super().__init__()
        self.desk, self._after, self._answer = desk, after, answer
        self._request, self._booking = request, booking
        self._names = dict(people)
        self._proposed = ""
        today = desk.today()
        self.who = choice_field(self.tr("Whose holiday?"), people)
        self.first = DateField(self.tr("First day"), today)
        self.last = DateField(self.tr("Last day"), today, self.tr("The same day for one day off"))
        self.hours = HoursField(self.tr("Hours of holiday"), guidance("holiday", "hours_hint"))
        self.asked_on = DateField(
            self.tr("Asked for on"), today, guidance("holiday", "asked_on_hint"), optional=True, calendar=False
        )
        self.note = TextField(self.tr("Note"), optional=True, characters=44)
        self.weighed = WeighedLines()
        self._odd = Down(gap="s")
        self._build(choose=worker_id is None)
        self._fill(worker_id)
        self.half_typed = HalfTyped(desk, self, self._key(worker_id), self.fields)
        for field in (self.who, self.first, self.last):
            field.changed.connect(self._propose)
        for field in (self.hours, self.asked_on):
            field.changed.connect(self._weigh)
        self._weigh()

    @property
    def fields(self) -> dict[str, Answer[Any]]:
        """The fields by the names the problems use."""
        return {
            "worker": self.who, "first": self.first, "last": self.last, "minutes": self.hours,
            "asked_on": self.asked_on, "note": self.note,
        }  # fmt: skip

    def _build(self, *, choose: bool) -> None:
        days = Flow(self.first, self.last, gap="l")
        parts: list[QWidget | Flow] = [self.who] if choose else []
        parts += [days, self.hours, self.weighed, self.note]
        if self._booking is None:
            parts.append(self.asked_on)
        if self._request is not None or self._booking is not None:
            self.finish = Button(self.tr("Keep the change"), "primary", act=self._finish)
        else:
            self.finish = Button(self.tr("Book the holiday"), "primary", act=self._finish)
            parts.append(Flow(Button(self.tr("Keep it as asked for"), act=self._ask_for_it)))
            parts.append(Label(guidance("holiday", "asked_about"), "small", "ink2", wrap=True))
        parts.append(Label(guidance("holiday", "notice_source"), "small", "ink2", wrap=True))
        self.setLayout(Down(self._odd, FormCard("", *parts, main=self.finish), gap="m"))

    def _fill(self, worker_id: int | None) -> None:
        self.who.set_value(worker_id)
        kept = self._booking or self._request
        if kept is not None:
            self.first.set_value(kept.first)
            self.last.set_value(kept.last)
            self.hours.set_value(kept.minutes)
            self.note.set_value(kept.note or None)
        if self._request is not None:
            self.asked_on.set_value(self._request.asked_on)

    def _key(self, worker_id: int | None) -> str:
        if self._booking is not None:
            return f"holiday_change:{self._booking.id}"
        return f"holiday_request:{self._request.id}" if self._request is not None else f"book:{worker_id or 'new'}"

    # --- while typing -------------------------------------------------------------------------------------------------

    def _propose(self) -> None:
        worker_id, first, last = self.who.value(), self.first.value(), self.last.value()
        mine = not self.hours.is_blank and self.hours.text != self._proposed
        if worker_id is not None and first is not None and last is not None and first <= last and not mine:
            found = hours_off(self.desk.books, worker_id, first, last)
            self.hours.set_value((found.minutes or None) if found is not None else None)
            self._proposed = self.hours.text
        self._weigh()

    def _weigh(self) -> None:
        asked_on = self.asked_on.value() or self.desk.today()
        self.weighed.show_for(self._weighed(), asked_on, self.desk.today())

    def _weighed(self) -> Weighed | None:
        worker_id, first, last, minutes = self.who.value(), self.first.value(), self.last.value(), self.hours.value()
        if worker_id is None or first is None or last is None or last < first or not minutes:
            return None
        but = self._booking.id if self._booking is not None else None
        return weigh(self.desk.books, NewBooking(worker_id, first, last, minutes), but)

    # --- finishing ----------------------------------------------------------------------------------------------------

    def _finish(self) -> None:
        new = self._read()
        if new is None:
            return
        if self._request is not None:
            self._report(change_request(self.desk.books, self._request.id, new, self.asked_on.value()))
            return
        found = self._weighed()
        if self._booking is None and found is not None and found.sick:
            self._ask_sick(new, found)
        else:
            self._ask_over(new, found)

    def _ask_sick(self, new: NewBooking, found: Weighed) -> None:
        who = self._names.get(new.worker_id, "").split(" ", maxsplit=1)[0]
        ways: tuple[Way, ...] = (
            (self.tr("Yes, it is their choice"), lambda: self._ask_over(new, found, instead_of_sick=True)),
            (self.tr("Change the days"), self.first.take_focus),
        )
        ask_ways(self._odd, guidance("holiday", "sick_question", worker=who), ways)

    def _ask_over(self, new: NewBooking, found: Weighed | None, *, instead_of_sick: bool = False) -> None:
        self._odd.clear()
        if found is None or not found.over:
            self._keep(new, Over.ADVANCE, instead_of_sick=instead_of_sick)
            return
        ways: list[Way] = [
            (
                self.tr("Agree to it in advance"),
                lambda: self._keep(new, Over.ADVANCE, instead_of_sick=instead_of_sick),
            ),
            (self.tr("Change it"), self.hours.take_focus),
        ]
        if self._booking is None:
            unpaid = (
                self.tr("The rest without pay"),
                lambda: self._keep(new, Over.UNPAID, instead_of_sick=instead_of_sick),
            )
            ways.insert(1, unpaid)
            ways.insert(2, (self.tr("Refuse it"), self._refuse))
        ask_ways(self._odd, guidance("holiday", "over_question", over=hours_text(found.over)), ways)

    def _keep(self, new: NewBooking, over: Over, *, instead_of_sick: bool = False) -> None:
        books = self.desk.books
        if self._booking is not None:
            self._report(change_booking(books, self._booking.id, new))
        else:
            self._report(book_holiday(books, new, over, instead_of_sick=instead_of_sick))

    def _ask_for_it(self) -> None:
        new = self._read()
        if new is not None:
            self._report(ask_for_holiday(self.desk.books, new, self.asked_on.value()))

    def _refuse(self) -> None:
        """What is refused was asked for: it is kept, and the answer opens for the reason."""
        new = self._read()
        kept = ask_for_holiday(self.desk.books, new, self.asked_on.value()) if new is not None else None
        if kept is not None and self._report(kept) and isinstance(kept, Done) and kept.id and self._answer is not None:
            self._answer(kept.id)

    def _report(self, outcome: Outcome) -> bool:
        if not self.desk.report(outcome, self.fields):
            return False
        self.half_typed.drop()
        self._after()
        return True

    def _read(self) -> NewBooking | None:
        self._odd.clear()
        if not self.desk.understood(self.fields):
            return None
        worker_id, first, last, minutes = self.who.value(), self.first.value(), self.last.value(), self.hours.value()
        missing = [Problem("worker", "holiday_worker_missing")] if worker_id is None else []
        missing += [Problem("first", "holiday_first_day_missing")] if first is None else []
        missing += [Problem("last", "holiday_last_day_missing")] if last is None else []
        missing += [Problem("minutes", "holiday_without_hours")] if minutes is None else []
        if missing or worker_id is None or first is None or last is None:
            self.desk.report(Rejected(tuple(missing)), self.fields)
            return None
        return NewBooking(worker_id, first, last, minutes or 0, self.note.value() or "")


class PayForm(QWidget):
    """What one booking comes to before tax, and how that was worked out."""

    def __init__(self, desk: Desk, booking: BookingView, after: Callable[[], object]) -> None:
        super().__init__()
        self.desk, self._booking, self._after = desk, booking, after
        self.pay = MoneyField(self.tr("Holiday pay before tax"))
        hint = self.tr("For example: 52 weeks, £9,360 for 720 h, so £13 an hour")
        self.reason = TextField(self.tr("How did you work it out?"), hint, characters=60)
        self.finish = Button(self.tr("Keep the holiday pay"), "primary", act=self._finish)
        about = self.tr("{hours} of holiday.").format(hours=hours_text(booking.minutes))
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

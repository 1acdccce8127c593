"""Holiday asked for, booked and changed: what waits for an answer, the forms, and the answer with all that follows."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import long_date, span
from carerdesk.domain.hours.shift import hours_text
from carerdesk.services.holiday.balance import BookingView
from carerdesk.services.holiday.book import Over
from carerdesk.services.holiday.requests import (
    RequestView,
    agree_request,
    refuse_request,
    request_view,
    waiting_requests,
    withdraw_request,
)
from carerdesk.services.holiday.weigh import Weighed, weigh
from carerdesk.services.outcome import Outcome
from carerdesk.services.people.read import list_workers
from carerdesk.ui.half_typed import HalfTyped
from carerdesk.ui.page import Desk
from carerdesk.ui.pages.holiday.forms import BookForm
from carerdesk.ui.pages.holiday.ways import Way, ask_ways
from carerdesk.ui.pages.holiday.weighed import WeighedLines
from carerdesk.ui.widgets.arrange import Across, Down, Flow
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import Card, FormCard
from carerdesk.ui.widgets.fields import Answer, TextField
from carerdesk.ui.widgets.text import Icon, Label, Rule, translated

if TYPE_CHECKING:
    from carerdesk.ui.pages.holiday.page import HolidayPage

PLACES = frozenset({"request", "ask"})


def tr(words: str) -> str:
    """Words of this side of the room."""
    return translated("RequestRoom", words)


class RequestRoom:
    """What the page shows of holiday asked for and booked."""

    def __init__(self, page: HolidayPage) -> None:
        self._page, self._desk = page, page.desk

    def open_at(self, place: dict[str, Any]) -> None:
        """request=… opens the answer to a request, ask=True the form (of worker_id)."""
        if "request" in place:
            self.answer(int(place["request"]))
        else:
            self.book(place.get("worker_id"))

    def card(self) -> Card | None:
        """What waits for an answer; None where nothing does."""
        waits = waiting_requests(self._desk.books)
        if not waits:
            return None
        card = Card(tr("Asked for"), gap="s")
        for at, one in enumerate(waits):
            card.add(*([Rule()] if at else []), self._waiting(one))
        return card

    def _waiting(self, one: RequestView) -> QWidget:
        days = tr("{who}: {days}").format(who=one.worker, days=span(one.first, one.last))
        second = f"{hours_text(one.minutes)}, {self._to_refuse(one)}"
        row = Across(Icon("circle-question-mark", "attention"), gap="m")
        row.addLayout(Down(Label(days, "strong", wrap=True), Label(second, "small", "ink2", wrap=True), gap=1), 1)
        name = tr("Answer {who}, {days}").format(who=one.worker, days=span(one.first, one.last))
        row.add(Button(tr("Answer"), name=name, act=partial(self.answer, one.id)))
        holder = QWidget()
        holder.setLayout(row)
        return holder

    def _to_refuse(self, one: RequestView) -> str:
        by, day = one.refuse_by, long_date(one.asked_on)
        if by is None:
            return guidance("holiday", "notice_card_late", day=day)
        name = "notice_card" if by >= self._desk.today() else "notice_card_past"
        return guidance("holiday", name, day=day, by=long_date(by))

    # --- forms --------------------------------------------------------------------------------------------------------

    def book(self, worker_id: int | None = None) -> None:
        """Book holiday for a PA, or for whoever is chosen."""
        today = self._desk.today()
        people = [(one.id, one.name) for one in list_workers(self._desk.books, today) if one.kind == "employee"]
        names = dict(people)
        if worker_id not in names:
            worker_id = people[0][0] if len(people) == 1 else None
        if not people:
            self._page.show_no_pa(tr("Book holiday"), guidance("holiday", "needs_pa"))
            return
        title = tr("Holiday for {who}").format(who=names[worker_id]) if worker_id else tr("Holiday")
        form = BookForm(self._desk, people, self._page.show_everybody, worker_id=worker_id, answer=self.answer)
        sub = tr("Paid holiday: the days off, and the hours they take the place of.")
        self._page.show_form(title, sub, form, form.finish)

    def change_booking(self, worker_id: int, name: str, booking: BookingView) -> None:
        """Change the days or hours of a booking."""
        form = BookForm(
            self._desk, [(worker_id, name)], self._page.show_everybody, worker_id=worker_id, booking=booking
        )
        title = tr("Change {who}’s holiday").format(who=name.split(" ", maxsplit=1)[0])
        self._page.show_form(title, span(booking.first, booking.last), form, form.finish)

    def change_request(self, request_id: int) -> None:
        """Change what was asked for."""
        view = request_view(self._desk.books, request_id)
        if view is None:
            self._page.show_everybody()
            return
        form = BookForm(
            self._desk, [(view.worker_id, view.worker)], partial(self.answer, request_id), worker_id=view.worker_id,
            request=view,
        )  # fmt: skip
        title = tr("What {who} asks for").format(who=view.first_name)
        self._page.show_form(title, span(view.first, view.last), form, form.finish)

    def answer(self, request_id: int) -> None:
        """The answer to a request; where it is answered or gone, everybody."""
        view = request_view(self._desk.books, request_id)
        if view is None or view.state != "asked":
            self._page.show_everybody()
            return
        form = AnswerForm(self._desk, view, self._page.show_everybody, self.change_request)
        title = tr("{who} asks for holiday").format(who=view.first_name)
        sub = tr("{days}, {hours}").format(days=span(view.first, view.last), hours=hours_text(view.minutes))
        self._page.show_form(title, sub, form, form.finish)


class AnswerForm(QWidget):
    """What a request would do, and the answer: agree, refuse with a reason, or they do not want it any more."""

    def __init__(
        self, desk: Desk, view: RequestView, after: Callable[[], object], change: Callable[[int], object]
    ) -> None:
        super().__init__()
        self.desk, self._view, self._after = desk, view, after
        self.weighed = WeighedLines()
        self._found = weigh(desk.books, view.asks)
        self.weighed.show_for(self._found, view.asked_on, desk.today())
        asked = tr("Asked for on {day}.").format(day=long_date(view.asked_on))
        words = f"{asked} {view.note}" if view.note else asked
        self.reason = TextField(tr("Reason, if you refuse"), tr("It stays in the holiday record"), characters=60)
        self.finish = Button(tr("Agree to the holiday"), "primary", act=self._agree)
        others = Flow(
            Button(tr("Refuse with this reason"), act=self._refuse),
            Button(tr("Change what was asked"), act=lambda: change(view.id)),
            Button(tr("They do not want it any more"), act=self._withdraw),
        )
        self._odd = Down(gap="s")
        source = Label(guidance("holiday", "notice_source"), "small", "ink2", wrap=True)
        card = FormCard("", Label(words, wrap=True), self.weighed, self.reason, others, source, main=self.finish)
        self.setLayout(Down(self._odd, card, gap="m"))
        self.half_typed = HalfTyped(desk, self, f"holiday_answer:{view.id}", self.fields)

    @property
    def fields(self) -> dict[str, Answer[Any]]:
        """The fields by the names the problems use."""
        return {"reason": self.reason}

    def _agree(self) -> None:
        found = self._found
        if found is not None and found.sick:
            question = guidance("holiday", "sick_question", worker=self._view.first_name)
            yes = (tr("Yes, it is their choice"), lambda: self._ask_over(found, instead_of_sick=True))
            ask_ways(self._odd, question, (yes, (tr("No"), self._odd.clear)))
        else:
            self._ask_over(found)

    def _ask_over(self, found: Weighed | None, *, instead_of_sick: bool = False) -> None:
        self._odd.clear()
        if found is None or not found.over:
            self._keep(Over.ADVANCE, instead_of_sick=instead_of_sick)
            return
        ways: tuple[Way, ...] = (
            (tr("Agree to it in advance"), lambda: self._keep(Over.ADVANCE, instead_of_sick=instead_of_sick)),
            (tr("The rest without pay"), lambda: self._keep(Over.UNPAID, instead_of_sick=instead_of_sick)),
            (tr("Refuse it"), self.reason.take_focus),
        )
        ask_ways(self._odd, guidance("holiday", "over_question", over=hours_text(found.over)), ways)

    def _keep(self, over: Over, *, instead_of_sick: bool) -> None:
        self._report(agree_request(self.desk.books, self._view.id, over, instead_of_sick=instead_of_sick))

    def _refuse(self) -> None:
        self._report(refuse_request(self.desk.books, self._view.id, self.reason.value() or ""))

    def _withdraw(self) -> None:
        self._report(withdraw_request(self.desk.books, self._view.id))

    def _report(self, outcome: Outcome) -> None:
        if self.desk.report(outcome, self.fields):
            self.half_typed.drop()
            self._after()

"""One PA's holiday: what is left, how it comes about, what is booked, and what only the family can answer."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from carerdesk.catalogue.guidance import guidance
from carerdesk.catalogue.words import problem_words
from carerdesk.domain.dates import span
from carerdesk.domain.hours.shift import hours_text
from carerdesk.domain.problem import Problem
from carerdesk.services.holiday.balance import BookingView, HolidayView
from carerdesk.services.holiday.book import answer_limit, answer_sleep_ins, cancel_booking
from carerdesk.services.outcome import Outcome
from carerdesk.ui.page import Desk
from carerdesk.ui.theme import Look
from carerdesk.ui.widgets.arrange import Across, Down, Flow, beside_fields
from carerdesk.ui.widgets.buttons import Button, FigureButton
from carerdesk.ui.widgets.cards import Card, Sheet
from carerdesk.ui.widgets.choices import choice_field
from carerdesk.ui.widgets.fields import HoursField
from carerdesk.ui.widgets.text import Icon, Label, Rule

Opens = Callable[[FigureButton, HolidayView], object]
_SLEEP_INS, _LIMIT, _CONTRACT = "ask_sleep_ins_count", "ask_holiday_limit", "holiday_needs_weekly_hours"


def signed_hours(minutes: int) -> str:
    """12 h; − 3 h where more was taken than earned."""
    return hours_text(minutes) if minutes >= 0 else f"−\u2009{hours_text(-minutes)}"


class HolidayCard(Card):
    """A card for one PA. `go` is called with the name of a form and what it is about."""

    def __init__(self, desk: Desk, view: HolidayView, opens: Opens, go: Callable[..., object]) -> None:
        book = Button(
            desk_words("Book holiday"), name=desk_words("Book holiday for {who}").format(who=view.worker),
            act=lambda: go("book", view.worker_id),
        )  # fmt: skip
        super().__init__(view.worker, side=book, gap="s")
        self.desk, self.view, self._opens, self._go = desk, view, opens, go
        year = span(view.year.first, view.year.last)
        method = guidance("holiday", f"method_{view.method}")
        self.add(Label(f"{method}. {year}.", "small", "ink2", wrap=True), self._figures())
        if view.brought_in:
            self.add(Label(guidance("holiday", "brought_in"), "small", "ink2", wrap=True))
        if view.method == "rolled_up":
            self.add(_note(guidance("holiday", "rolled_up"), "circle-question-mark", "note"))
        for question in view.questions:
            self.add(self._question(question))
        for warning in view.warnings[-1:]:
            self.add(_note(problem_words(warning), "triangle-alert", "attention"))
        self._bookings()

    # --- figures ------------------------------------------------------------------------------------------------------

    def _figures(self) -> Flow:
        balance = self.view.balance
        earned = self.tr("For the year") if self.view.fixed and not self.view.brought_in else self.tr("Earned so far")
        left = FigureButton(
            signed_hours(balance.left), self.tr("Holiday left for {who}").format(who=self.view.worker), strong=True
        )
        left.clicked.connect(lambda _checked: self._opens(left, self.view))
        return Flow(
            _fact(self.tr("Left"), left),
            _fact(earned, _Plain(hours_text(balance.earned))),
            _fact(self.tr("Taken"), _Plain(hours_text(balance.taken))),
            _fact(self.tr("Booked"), _Plain(hours_text(balance.booked))),
            gap="xl",
        )

    # --- questions ----------------------------------------------------------------------------------------------------

    def _question(self, question: Problem) -> QWidget:
        if question.code == _SLEEP_INS:
            return self._sleep_ins()
        if question.code == _LIMIT:
            return self._limit()
        box = _note(problem_words(question), "triangle-alert", "attention")
        if question.code == _CONTRACT:
            words = self.tr("Open {who}’s contract").format(who=self.view.first_name)
            open_it = Button(words, act=lambda: self.desk.go("people", worker=self.view.worker_id, step="contract"))
            box.add(open_it)
        return box

    def _sleep_ins(self) -> QWidget:
        who = self.view.first_name
        field = choice_field(
            self.tr("Do {who}’s sleep-in hours count for holiday?").format(who=who),
            ((True, self.tr("Yes, they count")), (False, self.tr("No, only hours awake"))),
            guidance("holiday", "sleep_ins_why"),
        )

        def keep() -> None:
            value = field.value()
            if value is None:
                field.set_problem(self.tr("Choose yes or no"))
                field.take_focus()
            else:
                self.desk.report(answer_sleep_ins(self.desk.books, self.view.worker_id, count=value))

        name = self.tr("Keep the answer about {who}’s sleep-ins").format(who=who)
        return _asked(field, Flow(Button(self.tr("Keep the answer"), name=name, act=keep)))

    def _limit(self) -> QWidget:
        who = self.view.first_name
        label = self.tr("Hours that 28 days are for {who}").format(who=who)
        field = HoursField(label, guidance("holiday", "limit_hint"))

        def keep() -> None:
            fields = {"most_minutes": field}
            if self.desk.understood(fields):
                outcome: Outcome = answer_limit(self.desk.books, self.view.worker_id, field.value())
                self.desk.report(outcome, fields)

        name = self.tr("Keep the answer about {who}’s 28 days").format(who=who)
        button = beside_fields(Button(self.tr("Keep the answer"), name=name, act=keep))
        why = Label(guidance("holiday", "limit_why"), "small", "ink2", wrap=True)
        return _asked(why, Flow(field, button, gap="m"))

    # --- bookings -----------------------------------------------------------------------------------------------------

    def _bookings(self) -> None:
        rows = [*self.view.bookings, *self.view.later]
        if not rows:
            self.add(Label(self.tr("Nothing booked yet."), "small", "ink2"))
            return
        for row in reversed(rows):
            self.add(Rule(), self._booking(row))

    def _booking(self, row: BookingView) -> Across:
        days = span(row.first, row.last)
        second = ", ".join(part for part in (hours_text(row.minutes), self._state(row), row.note) if part)
        line = Across(Icon("tree-palm"), gap="m")
        line.addLayout(Down(Label(days, wrap=True), Label(second, "small", "ink2", wrap=True), gap=1), 1)
        if row.paid:
            line.add(Icon("check", "good", 16), Label(self.tr("Paid"), "small"))
            return line
        buttons = [self._take_out(row, days)]
        if row.asks_pay or row.pay is not None:
            buttons.insert(0, self._say_pay(row, days))
        holder = QWidget()
        holder.setLayout(Flow(*buttons, gap="s"))
        line.add(holder)
        return line

    def _state(self, row: BookingView) -> str:
        if row.pay is not None:
            return self.tr("holiday pay {pay}").format(pay=row.pay)
        return self.tr("its pay is not typed yet") if row.asks_pay and self.view.method != "rolled_up" else ""

    def _say_pay(self, row: BookingView, days: str) -> Button:
        words = self.tr("Say what it pays") if row.pay is None else self.tr("Change what it pays")
        name = self.tr("{words} for {who}, {days}").format(words=words, who=self.view.first_name, days=days)
        return Button(words, "small", name=name, act=lambda: self._go("pay", self.view.worker_id, row))

    def _take_out(self, row: BookingView, days: str) -> Button:
        name = self.tr("Take out {who}’s holiday, {days}").format(who=self.view.first_name, days=days)
        act = cancel_booking
        return Button(
            self.tr("Take out"), "small", name=name, act=lambda: self.desk.report(act(self.desk.books, row.id))
        )


class _Plain(Label):
    """A figure without a working, as tall as those that have one."""

    def restyle(self, chosen: Look) -> None:
        super().restyle(chosen)
        self.setMinimumHeight(chosen.size(28))


def desk_words(words: str) -> str:
    """Words for a button made before the card itself is there."""
    from PySide6.QtCore import QCoreApplication

    return QCoreApplication.translate("HolidayCard", words)


def _fact(title: str, figure: QWidget) -> QWidget:
    holder = QWidget()
    holder.setLayout(Down(Label(title, "small", "ink2"), Across(figure, None), gap=0))
    return holder


def _note(words: str, icon: str, tone: str) -> Sheet:
    box = Sheet(wash=tone, across=True, pad=("m", "s", "m", "s"))
    box.add(Icon(icon, tone))
    box.body.addWidget(Label(words, wrap=True), 1)
    return box


def _asked(*parts: QWidget | Flow) -> Sheet:
    return Sheet(*parts, part="well", gap="s", pad="m")

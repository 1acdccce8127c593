"""One PA's holiday: what is left, how it comes about, what is booked, and what only the family can answer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget

from carerdesk.catalogue.guidance import guidance
from carerdesk.catalogue.words import problem_words
from carerdesk.domain.dates import long_date, span
from carerdesk.domain.hours.shift import hours_text
from carerdesk.domain.working import Working
from carerdesk.services.holiday.balance import BookingView, HolidayView, days_words
from carerdesk.services.holiday.book import cancel_booking
from carerdesk.services.holiday.week_pay import WeeksPay
from carerdesk.services.rota.cover import falling_open
from carerdesk.ui.page import Desk
from carerdesk.ui.pages.holiday.questions import note, questions
from carerdesk.ui.theme import Look
from carerdesk.ui.widgets.arrange import Across, Down, Flow
from carerdesk.ui.widgets.buttons import Button, FigureButton
from carerdesk.ui.widgets.cards import Card
from carerdesk.ui.widgets.text import Icon, Label, Rule

Opens = Callable[[FigureButton, Working], object]


def signed_hours(minutes: int) -> str:
    """12 h; − 3 h where more was taken than earned."""
    return hours_text(minutes) if minutes >= 0 else f"−\u2009{hours_text(-minutes)}"


class HolidayCard(Card):
    """A card for one PA. `go` is called with the name of a form and what it is about."""

    def __init__(
        self, desk: Desk, view: HolidayView, opens: Opens, go: Callable[..., object], as_at: date | None = None
    ) -> None:
        book = Button(
            desk_words("Book holiday"), name=desk_words("Book holiday for {who}").format(who=view.worker),
            act=lambda: go("book", view.worker_id),
        )  # fmt: skip
        super().__init__(view.worker, side=book, gap="s")
        self.desk, self.view, self._opens, self._go = desk, view, opens, go
        year = span(view.year.first, view.year.last)
        method = guidance("holiday", f"method_{view.method}")
        if as_at is not None:
            words = self.tr("As at {day}. What is worked and paid later is not in it.")
            self.add(note(words.format(day=long_date(as_at)), "calendar-days", "note"))
        self.add(Label(f"{method}. {year}.", "small", "ink2", wrap=True), self._figures())
        if view.brought_in:
            self.add(Label(guidance("holiday", "brought_in"), "small", "ink2", wrap=True))
        if view.method == "rolled_up":
            self.add(note(guidance("holiday", "rolled_up"), "circle-question-mark", "note"))
        for asked in questions(desk, view):
            self.add(asked)
        if view.warnings:
            self.add(note(_small(len(view.warnings)), "triangle-alert", "attention"))
        self._bookings()
        year_name = desk_words("Leave year and record of {who}").format(who=view.worker)
        open_year = partial(go, "year", view.worker_id)
        self.add(Rule(), Flow(Button(desk_words("Leave year and record"), "small", name=year_name, act=open_year)))

    # --- figures ------------------------------------------------------------------------------------------------------

    def _figures(self) -> Flow:
        balance = self.view.balance
        earned = self.tr("For the year") if self.view.fixed and not self.view.brought_in else self.tr("Earned so far")
        left = FigureButton(
            signed_hours(balance.left), self.tr("Holiday left for {who}").format(who=self.view.worker), strong=True
        )
        left.clicked.connect(lambda _checked: self._opens(left, self.view.working))
        facts = [
            _fact(self.tr("Left"), left, self._days(balance.left)),
            _fact(earned, _Plain(hours_text(balance.earned)), self._days(balance.earned)),
            _fact(self.tr("Taken"), _Plain(hours_text(balance.taken)), self._days(balance.taken)),
            _fact(self.tr("Booked"), _Plain(hours_text(balance.booked)), self._days(balance.booked)),
        ]
        if isinstance(self.view.week, WeeksPay) and self.view.method != "rolled_up":
            facts.append(self._hour(self.view.week))
        return Flow(*facts, gap="xl")

    def _days(self, minutes: int) -> str:
        return days_words(minutes, self.view.a_day) if minutes else ""

    def _hour(self, week: WeeksPay) -> QWidget:
        """What an hour of holiday is paid at now, with the weeks it rests on."""
        working = week.working(60, self.tr("An hour of {who}’s holiday").format(who=self.view.first_name))
        name = self.tr("Pay for an hour of {who}’s holiday now").format(who=self.view.first_name)
        figure = FigureButton(str(week.pay(60)), name)
        figure.clicked.connect(lambda _checked: self._opens(figure, working))
        return _fact(self.tr("An hour’s pay"), figure)

    # --- bookings -----------------------------------------------------------------------------------------------------

    def _bookings(self) -> None:
        rows = [*self.view.bookings, *self.view.later]
        if not rows:
            self.add(Label(self.tr("Nothing booked yet."), "small", "ink2"))
            return
        for row in reversed(rows):
            self.add(Rule(), self._booking(row))

    def _booking(self, row: BookingView) -> QWidget:
        days = span(row.first, row.last)
        second = ", ".join(part for part in (hours_text(row.minutes), self._state(row), row.note) if part)
        line = Across(Icon("tree-palm"), gap="m")
        line.addLayout(Down(Label(days, wrap=True), Label(second, "small", "ink2", wrap=True), gap=1), 1)
        if row.worked_out is not None:
            line.add(self._pays(row, days))
        if row.paid:
            line.add(Icon("check", "good", 16), Label(self.tr("Paid"), "small"))
        else:
            holder = QWidget()
            buttons = (self._change(row, days), self._say_pay(row, days), self._take_out(row, days))
            holder.setLayout(Flow(*buttons, gap="s"))
            line.add(holder)
        whole = QWidget()
        parts = Down(line, gap="s")
        if not row.paid and (open_ones := len(falling_open(self.desk.books, self.view.worker_id, row.first, row.last))):
            parts.add(Flow(self._find_cover(row, days, open_ones)))
        if row.problem is not None and not row.paid:
            parts.add(note(problem_words(row.problem), "triangle-alert", "attention"))
        whole.setLayout(parts)
        return whole

    def _pays(self, row: BookingView, days: str) -> QWidget:
        if row.working is None:
            return Label(str(row.worked_out))
        working = row.working
        name = self.tr("Holiday pay for {who}, {days}").format(who=self.view.first_name, days=days)
        figure = FigureButton(str(row.worked_out), name)
        figure.clicked.connect(lambda _checked: self._opens(figure, working))
        return figure

    def _state(self, row: BookingView) -> str:
        if row.pay is not None:
            return self.tr("pay typed by hand")
        if row.asks_pay:
            return self.tr("its pay cannot be worked out yet")
        return self.tr("paid with each wage") if row.worked_out is None and self.view.method == "rolled_up" else ""

    def _say_pay(self, row: BookingView, days: str) -> Button:
        words = self.tr("Say what it pays") if row.asks_pay else self.tr("Change the pay")
        name = self.tr("{words} for {who}, {days}").format(words=words, who=self.view.first_name, days=days)
        return Button(words, "small", name=name, act=lambda: self._go("pay", self.view.worker_id, row))

    def _change(self, row: BookingView, days: str) -> Button:
        name = self.tr("Change the days of {who}’s holiday, {days}").format(who=self.view.first_name, days=days)
        return Button(
            self.tr("Change the days"), "small", name=name, act=lambda: self._go("change", self.view.worker_id, row)
        )

    def _find_cover(self, row: BookingView, days: str, count: int) -> Button:
        """To the shifts that fall open; the holiday is on record, so cover need not ask why."""
        words = self.tr("Find cover for 1 shift") if count == 1 else self.tr("Find cover for {count} shifts")
        words = words.format(count=count)
        name = self.tr("{words}, {who}’s holiday, {days}").format(words=words, who=self.view.first_name, days=days)
        place = {"worker": self.view.worker_id, "first": row.first.isoformat(), "last": row.last.isoformat()}
        act = partial(self.desk.go, "rota", cover=True, **place)
        return Button(words, "small", icon="user-plus", name=name, act=act)

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


class _Hanging(QWidget):
    """Level with its neighbours at the top, whether or not they say days below."""

    hangs_from_top = True


def _small(count: int) -> str:
    if count == 1:
        return guidance("holiday", "small_periods_one")
    return guidance("holiday", "small_periods", count=str(count))


def _fact(title: str, figure: QWidget, days: str = "") -> QWidget:
    parts = Down(Label(title, "small", "ink2"), Across(figure, None), gap=0)
    if days:
        parts.add(Label(days, "small", "ink2"))
    holder = _Hanging()
    holder.setLayout(parts)
    return holder

"""One PA's leave year: what is left as it ends, carrying over, finishing it, the warning letter and the record."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from carerdesk.catalogue.guidance import guidance
from carerdesk.catalogue.words import problem_words
from carerdesk.domain.dates import long_date
from carerdesk.domain.hours.shift import hours_text
from carerdesk.domain.problem import Problem
from carerdesk.services.holiday.balance import holiday_of
from carerdesk.services.holiday.book import answer_first_year
from carerdesk.services.holiday.papers import letter_pdf, record_pdf, record_years
from carerdesk.services.holiday.year_end import YearEnd, close_year, say_warned, year_end
from carerdesk.ui.page import Desk
from carerdesk.ui.pages.holiday.questions import note
from carerdesk.ui.pages.holiday.year_forms import BalanceForm, CarryForm
from carerdesk.ui.saving import Paper, save
from carerdesk.ui.widgets.arrange import Across, Down, Flow, TwoColumns
from carerdesk.ui.widgets.buttons import Button, FigureButton
from carerdesk.ui.widgets.cards import Card, PageHead
from carerdesk.ui.widgets.notices import CheckStrip
from carerdesk.ui.widgets.text import Label, translated

if TYPE_CHECKING:
    from carerdesk.ui.pages.holiday.page import HolidayPage

PLACES = frozenset({"year"})


def tr(words: str) -> str:
    """Words of this side of the room."""
    return translated("YearRoom", words)


class YearRoom:
    """What the page shows of leave years."""

    def __init__(self, page: HolidayPage) -> None:
        self._page, self._desk = page, page.desk

    def open_at(self, place: dict[str, Any]) -> None:
        """worker_id=… with year=… (a day in it) opens that leave year."""
        self.show(int(place["worker_id"]), date.fromisoformat(str(place["year"])))

    def show(self, worker_id: int, day: date | None = None) -> None:
        """The leave year of a day (today); where no contract stood, everybody."""
        on = day or self._desk.today()
        view = year_end(self._desk.books, worker_id, on)
        if view is None:
            self._page.show_everybody()
            return
        main = Down(self._left(view), EndCard(self._desk, view, self._go), gap="m")
        main.addStretch(1)
        side = Down(RecordCard(self._desk, view, self.show), None, gap="m")
        title = tr("{who}’s leave year").format(who=view.first_name)
        back = tr("Holiday and sickness")
        head = PageHead(title, view.days, back=back, go_back=self._page.show_everybody)
        again = partial(self.show, worker_id, on)
        self._page.show_view(TwoColumns(main, side), head, again=again, side=side)

    def _go(self, form: str, view: YearEnd) -> None:
        after = partial(self.show, view.worker_id, view.year.first)
        if form == "carry":
            made: CarryForm | BalanceForm = CarryForm(self._desk, view, after)
            title = tr("Carry {who}’s holiday over").format(who=view.first_name)
        else:
            made = BalanceForm(self._desk, view, after)
            title = tr("Put {who}’s holiday right").format(who=view.first_name)
        self._page.show_form(title, view.days, made, made.finish)

    def _left(self, view: YearEnd) -> Card:
        found = holiday_of(self._desk.books, view.worker_id, view.year.last)
        assert found is not None
        figure = FigureButton(_signed(view.left), tr("Left of {who}’s leave year").format(who=view.worker), strong=True)
        figure.clicked.connect(lambda _checked: self._page.open_working(figure, found.working))
        card = Card(tr("What is left"), Across(figure, None), gap="s")
        card.add(Label(self._words(view), wrap=True))
        if view.warned_on is not None:
            told = tr("{who} was told in writing on {day}.").format(who=view.first_name, day=long_date(view.warned_on))
            card.add(Label(told, "small", "ink2", wrap=True))
        put_right = Button(tr("Put the balance right"), "small", act=partial(self._go, "balance", view))
        card.add(Flow(put_right))
        if found.first_year:
            self._first_year(card, view, by_month=found.answers.first_year_by_month)
        return card

    def _first_year(self, card: Card, view: YearEnd, *, by_month: bool) -> None:
        """The choice how the holiday of a first year is earned."""
        words = tr("Give it all from the start") if by_month else tr("Earn it month by month")
        act = partial(self._say_first_year, view.worker_id, by_month=not by_month)
        about = "first_year_by_month" if by_month else "first_year_about"
        card.add(Label(guidance("holiday", about), "small", "ink2", wrap=True), Flow(Button(words, "small", act=act)))

    def _say_first_year(self, worker_id: int, *, by_month: bool) -> None:
        self._desk.report(answer_first_year(self._desk.books, worker_id, by_month=by_month))

    def _words(self, view: YearEnd) -> str:
        ends = long_date(view.year.last)
        if view.closed:
            return tr("The leave year is finished. {lapsed} lapsed.").format(lapsed=hours_text(view.lapsed))
        if view.left <= 0:
            return tr("Nothing would be lost.")
        if self._desk.today() > view.year.last:
            return tr("The leave year ended on {ends}. Carry this over, or let it lapse.").format(ends=ends)
        words = tr("{left} will be lost after {ends} unless it is taken or carried over.")
        return words.format(left=hours_text(view.left), ends=ends)


class EndCard(Card):
    """What can be done as a leave year ends: tell the PA, carry over, finish it."""

    def __init__(self, desk: Desk, view: YearEnd, go: Callable[[str, YearEnd], object]) -> None:
        super().__init__(translated("EndCard", "The end of the leave year"), gap="m")
        self._desk, self._view = desk, view
        if view.closed:
            self.add(Label(self.tr("Finished. Undo is in the history, if it was too early."), wrap=True))
            return
        if view.left > 0 and desk.today() <= view.year.last:
            letter = Button(self.tr("Save the warning letter"), act=self._letter)
            self.add(Label(guidance("holiday", "warn_why"), wrap=True), Flow(letter))
        if view.left > 0:
            self.add(Label(guidance("holiday", "carry_about"), wrap=True))
            self.add(Flow(Button(self.tr("Carry holiday over"), act=partial(go, "carry", view))))
        self._odd = Down(gap="s")
        self.add(self._odd)
        self._closing()

    def _closing(self) -> None:
        view = self._view
        if self._desk.today() <= view.year.last:
            words = self.tr("The leave year can be finished after {ends}.").format(ends=long_date(view.year.last))
            self.add(Label(words, "small", "ink2", wrap=True))
            return
        if view.not_paid_to is not None:
            values = {"day": long_date(view.not_paid_to)}
            words = problem_words(Problem("", "leave_year_not_paid", values))
            self.add(note(words, "triangle-alert", "attention"))
            return
        self.add(Label(guidance("holiday", "close_about"), wrap=True))
        self.add(Flow(Button(self.tr("Finish the leave year"), act=self._close)))

    def _close(self) -> None:
        self._odd.clear()
        if self._view.left > 0 and self._view.warned_on is None:
            question = problem_words(Problem("", "leave_year_not_warned"))
            let_lapse = self.tr("Let it lapse all the same")
            strip = CheckStrip(question, lambda: self._keep(all_the_same=True), keep_name=let_lapse)
            self._odd.add(strip)
            strip.show()
        else:
            self._keep()

    def _keep(self, *, all_the_same: bool = False) -> None:
        view = self._view
        self._desk.report(close_year(self._desk.books, view.worker_id, view.year.first, all_the_same=all_the_same))

    def _letter(self) -> None:
        view, books = self._view, self._desk.books
        name = f"Holiday letter {view.worker} {view.year.last:%Y}.pdf"
        made = partial(letter_pdf, books, view.worker_id, view.year.first)
        save(self._desk, self, Paper(self.tr("Save the letter, to give it to the PA"), name, made, self._told))

    def _told(self, _path: object) -> None:
        self._desk.report(say_warned(self._desk.books, self._view.worker_id, self._view.year.first))


class RecordCard(Card):
    """The holiday record of this leave year, and the way to other years."""

    def __init__(self, desk: Desk, view: YearEnd, show: Callable[[int, date], object]) -> None:
        super().__init__(translated("RecordCard", "Holiday record"), gap="s")
        self._desk, self._view = desk, view
        self.add(Label(guidance("holiday", "record_about"), wrap=True))
        self.add(Flow(Button(self.tr("Save the record"), act=self._save)))
        for day in record_years(desk.books, view.worker_id):
            other = year_end(desk.books, view.worker_id, day)
            if other is not None and other.year != view.year:
                name = self.tr("Leave year {days}").format(days=other.days)
                self.add(Flow(Button(name, "link", act=partial(show, view.worker_id, day))))

    def _save(self) -> None:
        view = self._view
        name = f"Holiday record {view.worker} {view.year.first:%Y}-{view.year.last:%y}.pdf"
        made: Callable[[], bytes] = partial(record_pdf, self._desk.books, view.worker_id, view.year.first)
        save(self._desk, self, Paper(self.tr("Save the holiday record"), name, made))


def _signed(minutes: int) -> str:
    return hours_text(minutes) if minutes >= 0 else f"−\u2009{hours_text(-minutes)}"

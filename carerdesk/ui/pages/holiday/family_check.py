"""Checking the answers about a family leave before it is recorded: what they come to, and what will be paid."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtWidgets import QWidget

from carerdesk.catalogue.words import problem_words
from carerdesk.domain.dates import long_date, span
from carerdesk.domain.family_leave.average import Average
from carerdesk.domain.family_leave.schedule import ENDED, Block, PayWeek, week_words
from carerdesk.domain.working import Working
from carerdesk.services.family_leave import asking
from carerdesk.services.family_leave.details import ROUTES, LeaveDetails
from carerdesk.services.family_leave.form_sheet import day_key, form_words
from carerdesk.services.family_leave.read import (
    LeaveView,
    asked,
    back_why,
    payday_lines,
    question_values,
    question_words,
    size_words,
    tests_of,
    week_why,
)
from carerdesk.ui.pages.holiday.family_parts import Plain, fact, note, text, tr
from carerdesk.ui.pages.holiday.family_steps import route_question
from carerdesk.ui.widgets.arrange import Across, Down, Flow
from carerdesk.ui.widgets.buttons import Button, FigureButton
from carerdesk.ui.widgets.cards import Card, Sheet
from carerdesk.ui.widgets.text import Label, Rule

Opens = Callable[[FigureButton, Working], object]
_WEEKS_AT_FIRST = 8


class VerdictCard(Card):
    """Whether pay is due, why not, or what is still open."""

    def __init__(self, view: LeaveView, today: date) -> None:
        super().__init__(tr("What the answers come to"), gap="s")
        verdict = view.of.verdict
        if verdict.reasons or view.of.details.refused:
            self._refused(view, today)
        elif verdict.unsure:
            self.add(note(text("unsure"), "triangle-alert", "attention"))
            self.add(Label(text("unsure_what_now"), "small", "ink2", wrap=True))
        elif verdict.waits:
            self.add(note(text("entitled_waits"), "circle-check", "attention"))
        else:
            self.add(note(text("entitled"), "circle-check", "good"))
        for test in tests_of(view):
            if test.met is not False:
                self.add(Label(test.words, "small", "ink2", wrap=True))

    def _refused(self, view: LeaveView, today: date) -> None:
        self.add(note(text("not_entitled"), "circle-alert", "problem"))
        said = [problem_words(reason) for reason in view.of.verdict.reasons]
        for words in said or [line for line in view.of.details.refused.splitlines() if line]:
            self.add(Label(words, wrap=True))
        for words in form_words(view.of, view.first_name, today):
            self.add(Label(words, wrap=True))
        if view.paid:
            self.add(Label(text("taken_back", paid=str(view.paid)), wrap=True))
        if view.of.details.kind.value == "smp":
            self.add(Label(text("allowance_hint"), "small", "ink2", wrap=True))


class WeeksCard(Card):
    """Every week with its pay, what they come to, and what HMRC gives back; each figure opens its working."""

    def __init__(self, view: LeaveView, opens: Opens, today: date) -> None:
        super().__init__(text("weeks_title"), gap="s")
        self._view, self._opens = view, opens
        schedule = view.of.schedule
        if schedule is None:
            words = problem_words(view.of.average) if not isinstance(view.of.average, Average) else text("unsure")
            self.add(Label(words, wrap=True))
            return
        self.add(self._figures(today))
        self.add(
            Label(size_words(view.size), "small", "ink2", wrap=True),
            Label(text("back_note"), "small", "ink2", wrap=True),
        )
        if schedule.unknown_from is not None:
            self.add(note(text("rate_unknown", day=long_date(schedule.unknown_from)), "triangle-alert", "attention"))
        shown = [week for week in schedule.weeks if week.lost != ENDED]
        self._rest: list[PayWeek] = shown[_WEEKS_AT_FIRST:]
        self._list = Down(gap=0)
        for week in shown[:_WEEKS_AT_FIRST]:
            self._list.add(Rule(), self._week(week))
        self.add(self._list)
        if self._rest:
            self._more = Button(
                tr("Show {count} more weeks").format(count=len(self._rest)), "small", act=self._show_rest
            )
            self.add(Across(self._more, None))
        self.add(Label(_work_words(view), "small", "ink2", wrap=True))

    def _figures(self, today: date) -> Flow:
        view, schedule = self._view, self._view.of.schedule
        assert schedule is not None
        weeks = fact(tr("Weeks of pay"), Plain(str(len(schedule.paid_weeks))))
        title = tr("In all") if schedule.unknown_from is None else tr("In the weeks known")
        total = fact(title, Plain(str(schedule.known)))
        found = [weeks, total, fact(tr("Paid so far"), self._paid())]
        if (working := back_why(view, today)) is not None:
            back = FigureButton(working.lines[-1].figure, tr("HMRC gives back, at today’s rate"), strong=True)
            back.clicked.connect(lambda _checked: self._opens(back, working))
            found.append(fact(tr("HMRC gives back, at today’s rate"), back))
        return Flow(*found, gap="xl")

    def _paid(self) -> QWidget:
        if not self._view.slips:
            return Plain(str(self._view.paid))
        paid = FigureButton(str(self._view.paid), tr("Paid so far"))
        working = payday_lines(self._view)
        paid.clicked.connect(lambda _checked: self._opens(paid, working))
        return paid

    def _week(self, week: PayWeek) -> QWidget:
        days = tr("Week {number}, {days}").format(number=week.number, days=span(week.first, week.last))
        amount = week.amount
        figure = FigureButton(str(amount) if amount is not None else tr("Not known yet"), days)
        working = week_why(self._view, week)
        figure.clicked.connect(lambda _checked: self._opens(figure, working))
        about = Down(Label(days, wrap=True), Label(week_words(week), "small", "ink2", wrap=True), gap=0)
        across = Across(gap="m", pad=(0, "xs", 0, "xs"))
        across.addLayout(about, 1)
        across.add(figure)
        holder = QWidget()
        holder.setLayout(across)
        return holder

    def _show_rest(self) -> None:
        rest, self._rest = self._rest, []
        for week in rest:
            self._list.add(Rule(), self._week(week))
        self._more.hide()


def _work_words(view: LeaveView) -> str:
    kind, schedule = view.of.details.kind, view.of.schedule
    if not kind.days_of_work or schedule is None:
        return text("no_work")
    used = str(len(schedule.keeping_in_touch))
    return f"{text('in_touch', days=str(kind.days_of_work), count=used)} {text('weeks_lost')}"


class AnswersCard(Card):
    """Every answer with Change beside it."""

    def __init__(self, state: Mapping[str, str], view: LeaveView, change: Callable[[str], object]) -> None:
        super().__init__(tr("Your answers"), gap="s")
        for at, (step, question, answer) in enumerate(answers_of(state, view)):
            if at:
                self.add(Rule())
            name = tr("Change the answer to: {question}").format(question=question)
            about = Down(Label(question, "small", "ink2", wrap=True), Label(answer, wrap=True), gap=1)
            across = Across(gap="m")
            across.addLayout(about, 1)
            across.add(Button(tr("Change"), "small", name=name, act=_to(change, step)))
            self.add(across)


def _to(change: Callable[[str], object], step: str) -> Callable[[], object]:
    return lambda: change(step)


def answers_of(state: Mapping[str, str], view: LeaveView) -> list[tuple[str, str, str]]:
    """Each page's name, its question and its answer in words."""
    details = view.of.details
    kind = f"{view.worker}: {text(f'leave_{details.kind.value}')}"
    rows = [(asking.KIND, text("check_kind"), kind)]
    if len(ROUTES[details.kind]) > 1:
        key = f"route_sncp_{details.route}" if details.kind.value == "sncp" else f"route_{details.route}"
        rows.append((asking.ROUTE, route_question(details.kind), text(key)))
    rows += [(asking.DAYS, text("check_days"), days_words(details)), _earnings(view)]
    values = question_values(details, view.worker)
    for question in asked(details):
        given = state.get(question.code, "")
        said = text(f"answer_{given}") if given else text("none_typed")
        rows.append((question.code, question_words(question, values)[0], said))
    if not view.size.covered:
        given = state.get("small", "")
        said = text(f"answer_{given}") if given else text("none_typed")
        rows.append((asking.SIZE, text("size_question", year=view.size.year), said))
    return rows


def _earnings(view: LeaveView) -> tuple[str, str, str]:
    average = view.of.average
    said = f"£{average.amount:,.2f}" if isinstance(average, Average) else text("none_typed")
    return (asking.EARNINGS, text("check_earnings"), said)


def days_words(details: LeaveDetails) -> str:
    """The days of a leave, each with what it is."""
    parts = [f"{text(f'day_{day_key(details)}')} {long_date(details.event_on)}"]
    if details.born_on:
        parts.append(tr("Born or placed on {day}").format(day=long_date(details.born_on)))
    parts += [_block_words(block) for block in details.blocks]
    return ". ".join(parts)


def _block_words(block: Block) -> str:
    if block.weeks == 1:
        return text("week_of", day=long_date(block.first))
    return text("weeks_of", weeks=str(block.weeks), day=long_date(block.first))


def check_view(
    state: Mapping[str, str], view: LeaveView, opens: Opens, change: Callable[[str], object], today: date
) -> tuple[Down, Down]:
    """The main column and the side column of the check."""
    main = Down(VerdictCard(view, today), gap="m")
    if view.of.is_due:
        main.add(WeeksCard(view, opens, today))
    main.add(AnswersCard(state, view, change))
    main.addStretch(1)
    return main, Down(_hint(), None, gap="m")


def _hint() -> Sheet:
    return note(text("sick_note"))

"""What only the family can answer about a PA's holiday: each question says why it is asked, and keeps the answer."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from carerdesk.catalogue.guidance import guidance
from carerdesk.catalogue.words import problem_words
from carerdesk.domain.hours.shift import hours_text
from carerdesk.domain.problem import Problem
from carerdesk.services.holiday.balance import HolidayView
from carerdesk.services.holiday.book import answer_extra, answer_limit, answer_overtaken, answer_sleep_ins
from carerdesk.services.outcome import Outcome
from carerdesk.ui.page import Desk
from carerdesk.ui.widgets.arrange import Flow
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import Sheet
from carerdesk.ui.widgets.choices import choice_field
from carerdesk.ui.widgets.fields import Answer, DateField, HoursField
from carerdesk.ui.widgets.text import Icon, Label, translated

SLEEP_INS, LIMIT, CONTRACT = "ask_sleep_ins_count", "ask_holiday_limit", "holiday_needs_weekly_hours"


def tr(words: str) -> str:
    """Words of the questions."""
    return translated("HolidayQuestions", words)


def questions(desk: Desk, view: HolidayView) -> list[QWidget]:
    """Everything to ask about one PA now, in the order it matters."""
    asked = [question_of(desk, view, question) for question in view.questions]
    open_codes = {question.code for question in view.questions}
    if isinstance(view.week, Problem):
        if view.week.code == SLEEP_INS and SLEEP_INS not in open_codes:
            asked.append(_sleep_ins(desk, view))
    elif view.week is not None and view.week.may_not_be_regular:
        asked.append(_extra(desk, view, view.week.may_not_be_regular))
    if view.left_on is not None and view.balance.not_taken < 0 and view.method != "rolled_up":
        asked.append(_overtaken(desk, view))
    return asked


def question_of(desk: Desk, view: HolidayView, question: Problem) -> QWidget:
    """One question, or what has to be seen to elsewhere."""
    if question.code == SLEEP_INS:
        return _sleep_ins(desk, view)
    if question.code == LIMIT:
        return _limit(desk, view)
    box = note(problem_words(question), "triangle-alert", "attention")
    if question.code == CONTRACT:
        words = tr("Open {who}’s contract").format(who=view.first_name)
        box.add(Button(words, act=lambda: desk.go("people", worker=view.worker_id, step="contract")))
    return box


def _sleep_ins(desk: Desk, view: HolidayView) -> QWidget:
    who = view.first_name
    field = choice_field(
        tr("Do {who}’s sleep-in hours count for holiday?").format(who=who),
        ((True, tr("Yes, they count")), (False, tr("No, only hours awake"))),
        guidance("holiday", "sleep_ins_why"),
    )
    name = tr("Keep the answer about {who}’s sleep-ins").format(who=who)
    return _choice(desk, field, name, lambda value: answer_sleep_ins(desk.books, view.worker_id, count=value))


def _extra(desk: Desk, view: HolidayView, weeks: int) -> QWidget:
    who = view.first_name
    field = choice_field(
        tr("Are {who}’s extra hours and other rates a regular part of the work?").format(who=who),
        ((True, tr("Yes, they count for holiday pay")), (False, tr("No, they were now and then"))),
        guidance("holiday", "extra_why", weeks=str(weeks)),
    )
    field.set_value(view.answers.extra_is_regular)
    name = tr("Keep the answer about {who}’s extra hours").format(who=who)
    return _choice(desk, field, name, lambda value: answer_extra(desk.books, view.worker_id, regular=value))


def _choice(desk: Desk, field: Answer[bool], name: str, keep: Callable[[bool], Outcome]) -> QWidget:
    def act() -> None:
        value = field.value()
        if value is None:
            field.set_problem(tr("Choose yes or no"))
            field.take_focus()
        else:
            desk.report(keep(value))

    return _asked(field, Flow(Button(tr("Keep the answer"), name=name, act=act)))


def _limit(desk: Desk, view: HolidayView) -> QWidget:
    who = view.first_name
    field = HoursField(tr("Hours that 28 days are for {who}").format(who=who), guidance("holiday", "limit_hint"))

    def keep() -> None:
        fields: dict[str, Answer[int]] = {"most_minutes": field}
        if desk.understood(fields):
            desk.report(answer_limit(desk.books, view.worker_id, field.value()), fields)

    name = tr("Keep the answer about {who}’s 28 days").format(who=who)
    why = Label(guidance("holiday", "limit_why"), "small", "ink2", wrap=True)
    return _asked(why, field, Flow(Button(tr("Keep the answer"), name=name, act=keep)))


def _overtaken(desk: Desk, view: HolidayView) -> QWidget:
    over = hours_text(-view.balance.not_taken)
    words = tr("{who} has taken {over} more than was earned.").format(who=view.first_name, over=over)
    field = DateField(tr("Date of the written agreement to take it off"), desk.today())
    field.set_value(view.answers.overtaken_agreed_on)

    def keep() -> None:
        fields = {"agreed_on": field}
        if desk.understood(fields):
            desk.report(answer_overtaken(desk.books, view.worker_id, field.value()), fields)

    why = Label(guidance("holiday", "overtaken_why"), "small", "ink2", wrap=True)
    name = tr("Keep the date of {who}’s agreement").format(who=view.first_name)
    return _asked(Label(words, wrap=True), why, field, Flow(Button(tr("Keep the date"), name=name, act=keep)))


def note(words: str, icon: str, tone: str) -> Sheet:
    """Words in a box of their own."""
    box = Sheet(wash=tone, across=True, pad=("m", "s", "m", "s"))
    box.add(Icon(icon, tone))
    box.body.addWidget(Label(words, wrap=True), 1)
    return box


def _asked(*parts: QWidget | Flow) -> Sheet:
    return Sheet(*parts, part="well", gap="s", pad="m")

"""The family leave side of the Holiday and sickness room: its card, the guided questions, one leave."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from carerdesk.catalogue.words import problem_words
from carerdesk.domain.dates import long_date
from carerdesk.domain.family_leave.kinds import KINDS_SOURCE, LeaveKind
from carerdesk.services.family_leave import asking
from carerdesk.services.family_leave.details import LeaveDetails
from carerdesk.services.family_leave.read import LeaveView, everyones_leaves, find_leave, leave_view, tried
from carerdesk.services.family_leave.record import change_leave, record_leave
from carerdesk.services.outcome import Done
from carerdesk.ui.pages.holiday.family_check import AnswersCard, VerdictCard, WeeksCard, check_view
from carerdesk.ui.pages.holiday.family_parts import row, source_well, text, tr
from carerdesk.ui.pages.holiday.family_steps import (
    DaysStep,
    EarningsStep,
    KindStep,
    QuestionStep,
    RouteStep,
    SizeStep,
    Step,
    route_question,
)
from carerdesk.ui.pages.holiday.family_view import side_column
from carerdesk.ui.widgets.arrange import Across, Down, TwoColumns
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import Card, PageHead
from carerdesk.ui.widgets.text import Label, Rule

if TYPE_CHECKING:
    from carerdesk.ui.pages.holiday.page import HolidayPage

PLACES = frozenset({"family_leave", "family_guide"})
NEW = "new"


class FamilyRoom:
    """What the page shows of family leave."""

    def __init__(self, page: HolidayPage) -> None:
        self._page, self._desk = page, page.desk

    def open_at(self, place: dict[str, Any]) -> None:
        """family_leave=… opens a leave, family_guide=True the questions where they were left."""
        if "family_leave" in place:
            self.show_leave(int(place["family_leave"]))
        else:
            self.begin()

    # --- the card -----------------------------------------------------------------------------------------------------

    def card(self) -> Card:
        """Every leave on record, and the way in to a new one."""
        card = Card(text("part_title"), gap="s")
        card.add(Label(text("part_body"), wrap=True))
        people = everyones_leaves(self._desk.books)
        leaves = [view for person in people for view in person.leaves]
        for view in leaves:
            card.add(self._leave(view), Rule())
        if not leaves:
            card.add(Label(text("nothing_yet"), "small", "ink2"))
        if people:
            begun = asking.kept(self._desk.books, NEW) is not None
            words = tr("Go on with the questions about a leave") if begun else tr("Record family leave")
            card.add(Across(Button(words, act=self.begin), None))
        return card

    def _leave(self, view: LeaveView) -> QWidget:
        about = Down(Label(f"{view.worker}: {view.title}", "strong", wrap=True), gap=1)
        about.add(Label(_state_words(view), "small", "ink2", wrap=True))
        name = tr("Open {who}: {what}").format(who=view.worker, what=view.title)
        return row(about, Button(tr("Open"), "small", name=name, act=partial(self.show_leave, view.of.id or 0)))

    # --- one leave ----------------------------------------------------------------------------------------------------

    def show_leave(self, leave_id: int) -> None:
        """One leave; where it is not there any more, everybody."""
        view = find_leave(self._desk.books, leave_id)
        if view is None:
            self._page.show_everybody()
            return
        today = self._desk.today()
        main = Down(VerdictCard(view, today), gap="m")
        if not view.of.details.refused:
            main.add(WeeksCard(view, self._page.open_working, today))
        state = asking.state_of(view.of.details)
        main.add(AnswersCard(state, view, partial(self._change, leave_id)))
        main.addStretch(1)
        side = side_column(self._desk, view, self._page.show_everybody)
        title = f"{view.worker}: {view.title}"
        head = PageHead(title, _state_words(view), back=self._page.title, go_back=self._page.show_everybody)
        again = partial(self.show_leave, leave_id)
        self._page.show_view(TwoColumns(main, side), head, again=again, side=side)

    def _change(self, leave_id: int, step: str) -> None:
        """Change one answer of a recorded leave; the check follows."""
        view = leave_view(self._desk.books, leave_id)
        state = {**asking.state_of(view.of.details), "checked": "yes"}
        asking.keep(self._desk.books, str(leave_id), state)
        self._step(str(leave_id), state, step)

    # --- the questions ------------------------------------------------------------------------------------------------

    def begin(self) -> None:
        """The questions about a new leave, where they were left."""
        if not everyones_leaves(self._desk.books):
            self._page.show_everybody()
            return
        state = asking.kept(self._desk.books, NEW) or {}
        step = state.get("at") or asking.KIND
        self._step(NEW, state, step)

    def _go_on(self, key: str, before: str, state: asking.State) -> None:
        """A page was answered: keep it and show the next."""
        step = asking.next_step(state, before, ask_size=self._ask_size(state))
        if step == asking.CHECK:
            state = {**state, "checked": "yes"}
        state = {**state, "at": step}
        asking.keep(self._desk.books, key, state)
        self._step(key, state, step)

    def _step(self, key: str, state: asking.State, step: str) -> None:
        every = asking.steps(state, ask_size=self._ask_size(state))
        if step not in every:
            step = every[-1]
        if step == asking.CHECK:
            self._check(key, state)
            return
        form = self._form(key, state, step)
        before = asking.step_before(state, step, ask_size=self._ask_size(state))
        if state.get("checked"):
            back, go_back = text("step_check"), partial(self._step, key, state, asking.CHECK)
        elif before is not None:
            back, go_back = tr("Back"), partial(self._step, key, state, before)
        else:
            back, go_back = self._page.title, partial(self._leave_guide, key)
        head = PageHead(self._title(state, step), self._sub(every, step), back=back, go_back=go_back)
        later = Button(tr("Come back later"), act=self._page.show_everybody)
        self._page.show_view(
            form, head, form.finish, later, *self._drop_button(key), again=partial(self._step, key, state, step)
        )

    def _drop_button(self, key: str) -> tuple[Button, ...]:
        if key != NEW:
            return ()
        return (Button(tr("Give up these answers"), act=partial(self._leave_guide, key, drop=True)),)

    def _leave_guide(self, key: str, *, drop: bool = False) -> None:
        if drop:
            asking.drop(self._desk.books, key)
        self._page.show_everybody()

    def _title(self, state: asking.State, step: str) -> str:
        if step == asking.ROUTE:
            return route_question(LeaveKind(state["kind"]))
        titles = {
            asking.KIND: text("part_title"), asking.DAYS: text("step_days"), asking.EARNINGS: text("step_earnings"),
            asking.SIZE: text("check_size"),
        }  # fmt: skip
        if step in titles:
            return titles[step]
        return text(f"leave_{state['kind']}")

    def _sub(self, every: tuple[str, ...], step: str) -> str:
        if step == asking.KIND or every[-1] != asking.CHECK:
            return text("first_choice")
        at, most = every.index(step) + 1, len(every) - 1
        return tr("Question {at} of {most}").format(at=at, most=most)

    def _form(self, key: str, state: asking.State, step: str) -> Step:
        goes = partial(self._go_on, key, step)
        people = {person.worker_id: person.name for person in everyones_leaves(self._desk.books)}
        if step == asking.KIND:
            return KindStep(self._desk, state, people, key, goes)
        if step == asking.ROUTE:
            return RouteStep(self._desk, state, key, goes)
        if step == asking.DAYS:
            return DaysStep(self._desk, state, key, goes)
        view = self._tried(key, state)
        if step == asking.EARNINGS:
            return EarningsStep(self._desk, state, view, self._page.open_working, key, goes)
        if step == asking.SIZE:
            return SizeStep(self._desk, state, view, key, goes)
        question = asking.question_of(state, step)
        assert question is not None
        return QuestionStep(self._desk, state, view, question, key, goes)

    def _tried(self, key: str, state: asking.State) -> LeaveView:
        details = asking.details_of(state)
        assert details is not None
        return tried(self._desk.books, details, None if key == NEW else int(key))

    def _ask_size(self, state: asking.State) -> bool:
        details = asking.details_of(state)
        return details is not None and not tried(self._desk.books, details).size.covered

    # --- the check ----------------------------------------------------------------------------------------------------

    def _check(self, key: str, state: asking.State) -> None:
        view = self._tried(key, state)
        main, side = check_view(
            state, view, self._page.open_working, partial(self._step, key, state), self._desk.today()
        )
        side.insertWidget(0, source_well(KINDS_SOURCE[view.of.details.kind]))
        head = PageHead(
            text("step_check"), text("step_check_sub"), back=self._page.title, go_back=self._page.show_everybody
        )
        main_button = Button(self._act_words(key, view), "primary", act=partial(self._record, key, view))
        later = Button(tr("Come back later"), act=self._page.show_everybody)
        again = partial(self._check, key, state)
        self._page.show_view(
            TwoColumns(main, side), head, main_button, later, *self._drop_button(key), again=again, side=side
        )

    @staticmethod
    def _act_words(key: str, view: LeaveView) -> str:
        if view.of.verdict.reasons:
            return tr("Record that no pay is due to {who}").format(who=view.first_name)
        words = tr("Record {who}’s leave") if key == NEW else tr("Keep the changes to {who}’s leave")
        return words.format(who=view.first_name)

    def _record(self, key: str, view: LeaveView) -> None:
        reasons = "\n".join(problem_words(reason) for reason in view.of.verdict.reasons)
        details: LeaveDetails = replace(view.of.details, refused=reasons)
        books = self._desk.books
        outcome = record_leave(books, details) if key == NEW else change_leave(books, int(key), details)
        if self._desk.report(outcome):
            asking.drop(books, key)
            assert isinstance(outcome, Done)
            self.show_leave(outcome.id or 0)


def _state_words(view: LeaveView) -> str:
    """How a leave stands, in a few words."""
    verdict, schedule = view.of.verdict, view.of.schedule
    if view.of.details.refused or verdict.reasons:
        return text("not_entitled")
    if verdict.unsure or schedule is None:
        return text("unsure")
    if verdict.waits:
        return text("entitled_waits")
    weeks = schedule.paid_weeks
    until = tr("Pay runs to {day}.").format(day=long_date(weeks[-1].last)) if weeks else ""
    return f"{until} {tr('Paid so far: {paid}.').format(paid=view.paid)}".strip()

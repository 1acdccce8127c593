"""The pages that ask about a family leave, one thing on each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from carerdesk.domain.family_leave.average import AVERAGE_SOURCES, Average
from carerdesk.domain.family_leave.kinds import KINDS_SOURCE, LeaveKind
from carerdesk.domain.family_leave.questions import NO, UNSURE, YES, Question
from carerdesk.domain.family_leave.recovery import SMALL_SOURCE
from carerdesk.domain.problem import Problem
from carerdesk.services.family_leave import asking
from carerdesk.services.family_leave.details import ROUTES
from carerdesk.services.family_leave.read import LeaveView, question_values, question_words, tests_of
from carerdesk.services.outcome import Rejected
from carerdesk.ui.half_typed import HalfTyped
from carerdesk.ui.page import Desk
from carerdesk.ui.pages.budget.number_field import NumberField
from carerdesk.ui.pages.holiday.family_parts import note, source_well, text, tr
from carerdesk.ui.widgets.arrange import Across, Down, Flow
from carerdesk.ui.widgets.buttons import Button, FigureButton
from carerdesk.ui.widgets.cards import FormCard
from carerdesk.ui.widgets.choices import choice_field
from carerdesk.ui.widgets.fields import Answer, DateField, RateField, TextField
from carerdesk.ui.widgets.text import Label

if TYPE_CHECKING:
    from carerdesk.domain.working import Working

Goes = Callable[[asking.State], object]
_OWN_DAY = "own"


class Step(QWidget):
    """One page: a card of fields with Continue. `goes` is handed the answers with this page's in them."""

    def __init__(self, desk: Desk, state: Mapping[str, str], name: str, key: str, goes: Goes) -> None:
        super().__init__()
        self.desk, self.state, self._goes = desk, dict(state), goes
        self._name, self._key = name, key
        self.finish = Button(tr("Continue"), "primary", act=self._finish)
        self.fields: dict[str, Answer[Any]] = {}
        self._box = Down(gap="m")
        self.setLayout(self._box)

    def ready(self) -> None:
        """Once the fields are there and filled in: put back what was half typed."""
        self.half_typed = HalfTyped(self.desk, self, f"family:{self._key}:{self._name}", self.fields)

    def card(self, *items: QWidget | Flow | Across) -> None:
        """The white card of the page."""
        self._box.add(FormCard("", *items, main=self.finish))

    def answers(self) -> asking.State | tuple[Problem, ...]:
        """The answers with this page's in them, or what is wrong."""
        raise NotImplementedError

    def _finish(self) -> None:
        if not self.desk.understood(self.fields):
            return
        found = self.answers()
        if isinstance(found, tuple):
            self.desk.report(Rejected(found), self.fields)
            return
        self.half_typed.drop()
        self._goes(found)


class KindStep(Step):
    """Who takes the leave, and which kind it is."""

    def __init__(self, desk: Desk, state: Mapping[str, str], people: Mapping[int, str], key: str, goes: Goes) -> None:
        super().__init__(desk, state, asking.KIND, key, goes)
        self._people = people
        self.who = choice_field(text("step_kind_who"), [(str(each), name) for each, name in people.items()])
        kinds = [(kind.value, text(f"kind_{kind.value}")) for kind in LeaveKind]
        self.kind = choice_field(text("step_kind"), kinds, text("kind_why"))
        asked = {"worker_id": self.who} if len(people) > 1 else {}
        self.fields = {**asked, "kind": self.kind}
        self.card(*self.fields.values())
        self.who.set_value(state.get("worker_id") or (str(next(iter(people))) if len(people) == 1 else None))
        self.kind.set_value(state.get("kind") or None)
        self.ready()

    def answers(self) -> asking.State | tuple[Problem, ...]:
        who, kind = self.who.value(), self.kind.value()
        if who is None or kind is None:
            missing = [Problem("worker_id", "family_answer_missing")] if who is None else []
            return (*missing, *([Problem("kind", "family_kind_missing")] if kind is None else []))
        if self.state.get("kind") == kind and self.state.get("worker_id") == who:
            return self.state
        return {"worker_id": who, "kind": kind}


class RouteStep(Step):
    """What the leave follows from, where that decides which week counts."""

    def __init__(self, desk: Desk, state: Mapping[str, str], key: str, goes: Goes) -> None:
        super().__init__(desk, state, asking.ROUTE, key, goes)
        kind = LeaveKind(state["kind"])
        ways = [(way, text(f"route_sncp_{way}" if kind is LeaveKind.SNCP else f"route_{way}")) for way in ROUTES[kind]]
        self.route = choice_field(route_question(kind), ways)
        self.fields = {"route": self.route}
        self.card(self.route, Label(text("dates_why"), "small", "ink2", wrap=True))
        self.route.set_value(state.get("route") or None)
        self.ready()

    def answers(self) -> asking.State | tuple[Problem, ...]:
        route = self.route.value()
        return {**self.state, "route": route} if route else (Problem("route", "family_answer_missing"),)


def route_question(kind: LeaveKind) -> str:
    """What is asked about the way that leads to a leave."""
    return text("route_sncp" if kind is LeaveKind.SNCP else "route_spp")


class DaysStep(Step):
    """The days of the leave, as its kind asks for them."""

    def __init__(self, desk: Desk, state: Mapping[str, str], key: str, goes: Goes) -> None:
        super().__init__(desk, state, asking.DAYS, key, goes)
        self._kind = LeaveKind(state["kind"])
        self._route = state.get("route") or ROUTES[self._kind][0]
        self.days = self._day_fields()
        self.numbers = self._number_fields()
        self.fields = {**self.days, **self.numbers}
        self.card(
            Label(text(f"short_{self._kind.value}"), wrap=True),
            *self.fields.values(),
            Label(text("dates_why"), "small", "ink2", wrap=True),
            _holding(source_well(KINDS_SOURCE[self._kind])),
        )
        self._fill()
        self.ready()

    def _day_fields(self) -> dict[str, DateField]:
        kind, route, found = self._kind, self._route, dict[str, DateField]()
        if not (kind is LeaveKind.SNCP and route == _OWN_DAY):
            found["event_on"] = self._day(event_key(kind, route), hint=f"{event_key(kind, route)}_hint")
        if kind is not LeaveKind.SPBP:
            born = "born_adoption" if route == "adoption" else "born_birth"
            found["born_on"] = self._day(born, hint="born_hint", optional=True)
        if kind is LeaveKind.SNCP:
            found["care_from"] = self._day("care_from")
            found["care_to"] = self._day("care_to", hint="care_to_hint", optional=True)
        found["first_day"] = self._day("first_day", hint="first_day_hint")
        found["asked_on"] = self._day("asked_on", hint="asked_on_hint", optional=True)
        return found

    def _day(self, key: str, *, hint: str = "", optional: bool = False) -> DateField:
        return DateField(text(key), self.desk.today(), text(hint) if hint else "", optional=optional)

    def _number_fields(self) -> dict[str, NumberField]:
        found = {}
        if not self._kind.begins_at_ninety:
            found["weeks"] = NumberField(text("weeks"), text("weeks_hint"))
        if self._kind is LeaveKind.SHPP:
            found["used"] = NumberField(text("used"), text("used_hint"))
            found["partner"] = NumberField(text("partner"), optional=True)
        return found

    def _fill(self) -> None:
        details = asking.details_of(self.state)
        for name, field in self.days.items():
            kept = self.state.get(name)
            field.set_value(date.fromisoformat(kept) if kept else None)
        for name, number in self.numbers.items():
            number.set_value(Decimal(self.state[name]) if self.state.get(name) else None)
        if details is not None:
            self.days["first_day"].set_value(details.blocks[0].first)
            if "weeks" in self.numbers:
                self.numbers["weeks"].set_value(Decimal(details.blocks[0].weeks))

    def answers(self) -> asking.State | tuple[Problem, ...]:
        numbers: dict[str, int | None] = {}
        for name, field in self.numbers.items():
            value = field.value()
            if value is not None and value != int(value):
                return (Problem(name, "family_weeks_unread"),)
            numbers[name] = None if value is None else int(value)
        return asking.with_days(self.state, {name: field.value() for name, field in self.days.items()}, numbers)


def event_key(kind: LeaveKind, route: str) -> str:
    """The name of the words for what a leave's day is."""
    return f"event_{kind.value}_{route}" if len(ROUTES[kind]) > 1 else f"event_{kind.value}"


class QuestionStep(Step):
    """One question with its reason, its source and its answers."""

    def __init__(
        self, desk: Desk, state: Mapping[str, str], view: LeaveView, question: Question, key: str, goes: Goes
    ) -> None:
        super().__init__(desk, state, question.code, key, goes)
        self._code = question.code
        words, why = question_words(question, question_values(view.of.details, view.worker))
        choices = [(choice, text(f"answer_{choice}")) for choice in question.choices]
        self.answer = choice_field(words, choices, why)
        self.fields = {question.code: self.answer}
        self.card(self.answer, _holding(source_well(question.source)))
        self.answer.set_value(state.get(question.code) or None)
        self.ready()

    def answers(self) -> asking.State | tuple[Problem, ...]:
        value = self.answer.value()
        return {**self.state, self._code: value} if value else (Problem(self._code, "family_answer_missing"),)


class EarningsStep(Step):
    """Average weekly earnings from the books with their working, and room for another figure with its reason."""

    def __init__(
        self,
        desk: Desk,
        state: Mapping[str, str],
        view: LeaveView,
        opens: Callable[[FigureButton, Working], object],
        key: str,
        goes: Goes,
    ) -> None:
        super().__init__(desk, state, asking.EARNINGS, key, goes)
        self.average = RateField(text("earnings_typed"), text("earnings_typed_hint"), optional=True, per=tr("a week"))
        self.reason = TextField(text("earnings_reason"), optional=True, characters=48)
        self.fields = {"average": self.average, "average_reason": self.reason}
        tests = [_test(test.words, met=test.met) for test in tests_of(view)]
        figures: list[QWidget] = [*tests]
        average = view.of.average
        if isinstance(average, Average):
            button = FigureButton(f"£{average.amount:,.2f}", text("check_earnings"), strong=True)
            button.clicked.connect(lambda _checked: opens(button, average.working))
            figures.append(_holding(Across(Label(text("check_earnings")), button, None)))
        self.card(
            Label(text("earnings_why"), wrap=True), *figures, self.average, self.reason,
            _holding(source_well(*AVERAGE_SOURCES)),
        )  # fmt: skip
        self.average.set_value(Decimal(state["average"]) if state.get("average") else None)
        self.reason.set_value(state.get("average_reason") or None)
        self.ready()

    def answers(self) -> asking.State | tuple[Problem, ...]:
        from carerdesk.domain.family_leave.average import check_typed

        average, reason = self.average.value(), self.reason.value() or ""
        if problems := check_typed(average, reason):
            return problems
        return {**self.state, "average": f"{average:f}" if average is not None else "", "average_reason": reason}


class SizeStep(Step):
    """Whether the employer is small: asked only where the books do not hold the whole year."""

    def __init__(self, desk: Desk, state: Mapping[str, str], view: LeaveView, key: str, goes: Goes) -> None:
        super().__init__(desk, state, asking.SIZE, key, goes)
        choices = [(answer, text(f"answer_{answer}")) for answer in (YES, NO, UNSURE)]
        self.small = choice_field(text("size_question", year=view.size.year), choices, text("size_why"))
        self.fields = {"small": self.small}
        self.card(self.small, _holding(source_well(SMALL_SOURCE)))
        self.small.set_value(state.get("small") or None)
        self.ready()

    def answers(self) -> asking.State | tuple[Problem, ...]:
        small = self.small.value()
        return {**self.state, "small": small} if small else (Problem("small", "family_answer_missing"),)


def _test(words: str, *, met: bool | None) -> QWidget:
    if met:
        return note(words, "circle-check", "good")
    return note(words, "triangle-alert" if met is None else "circle-alert", "attention" if met is None else "problem")


def _holding(part: QWidget | Across) -> QWidget:
    if isinstance(part, QWidget):
        return part
    holder = QWidget()
    holder.setLayout(part)
    return holder

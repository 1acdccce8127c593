"""Recording sickness, changing it, ending it, and typing average weekly earnings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QWidget

from carerdesk.catalogue.guidance import guidance
from carerdesk.catalogue.words import problem_words
from carerdesk.domain.problem import Problem
from carerdesk.services.outcome import Done, Outcome, Rejected
from carerdesk.services.sickness.read import SpellView
from carerdesk.services.sickness.record import (
    NewSpell,
    as_kept,
    change_sickness,
    end_sickness,
    odd,
    record_sickness,
    say_average,
)
from carerdesk.services.sickness.usual import usual_weekdays
from carerdesk.ui.half_typed import HalfTyped
from carerdesk.ui.page import Desk
from carerdesk.ui.pages.holiday.ways import ask_about_holiday
from carerdesk.ui.widgets.arrange import Down, Flow
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import FormCard
from carerdesk.ui.widgets.choices import choice_field
from carerdesk.ui.widgets.fields import Answer, DateField, MoneyField, TextField
from carerdesk.ui.widgets.text import Label
from carerdesk.ui.widgets.weekdays import WeekdaysField

Person = tuple[int, str]


class SickForm(QWidget):
    """Who, from when, until when, and on which days they work. `after` is called with the number of the record."""

    def __init__(
        self,
        desk: Desk,
        people: Sequence[Person],
        after: Callable[[int], object],
        *,
        worker_id: int | None = None,
        spell_id: int = 0,
    ) -> None:
        super().__init__()
        self.desk, self._after, self._spell_id = desk, after, spell_id
        today = desk.today()
        self.who = choice_field(self.tr("Who is off sick?"), people)
        self.first = DateField(self.tr("First day off sick"), today, guidance("sickness", "first_hint"))
        self.last = DateField(self.tr("Last day off sick"), today, guidance("sickness", "last_hint"), optional=True)
        self.weekdays = WeekdaysField(self.tr("Days they normally work"), guidance("sickness", "weekdays_why"))
        self.told = DateField(self.tr("Told you on"), today, guidance("sickness", "told_hint"), optional=True)
        self.note = TextField(self.tr("Note"), guidance("sickness", "note_hint"), optional=True, characters=44)
        self.refused = TextField(
            self.tr("Why sick pay is not paid"), guidance("sickness", "refused_hint"), optional=True, characters=44
        )
        words = self.tr("Keep the change") if spell_id else self.tr("Record the sickness")
        self.finish = Button(words, "primary", act=self._finish)
        self._asked = Down(gap="s")
        self._build(today_words=guidance("sickness", "day_one"), choose=worker_id is None)
        self._fill(worker_id)
        self.half_typed = HalfTyped(desk, self, f"sickness:{spell_id or worker_id or 'new'}", self.fields)
        self.who.changed.connect(self._propose)
        self.first.changed.connect(self._propose)

    @property
    def fields(self) -> dict[str, Answer[Any]]:
        """The fields by the names the problems use."""
        return {
            "worker": self.who, "first": self.first, "last": self.last, "weekdays": self.weekdays,
            "told_on": self.told, "note": self.note, "refused": self.refused,
        }  # fmt: skip

    def _build(self, today_words: str, *, choose: bool) -> None:
        days = Flow(self.first, self.last, gap="l")
        parts: list[QWidget | Flow] = [self.who] if choose else []
        parts += [Label(today_words, wrap=True), days, self.weekdays, self.told, self.note]
        if self._spell_id:
            parts.append(self.refused)
        self.setLayout(Down(self._asked, FormCard("", *parts, main=self.finish), gap="m"))

    def _fill(self, worker_id: int | None) -> None:
        if self._spell_id:
            kept = as_kept(self.desk.books, self._spell_id)
            self.first.set_value(kept.first)
            self.last.set_value(kept.last)
            self.told.set_value(kept.told_on)
            self.note.set_value(kept.note or None)
            self.refused.set_value(kept.refused or None)
            self.weekdays.set_value(sorted(kept.weekdays))
            self.weekdays.touched = True
            worker_id = kept.worker_id
        self.who.set_value(worker_id)
        self._propose()

    def _propose(self) -> None:
        worker_id = self.who.value()
        if worker_id is None or self.weekdays.touched:
            return
        day = self.first.value() or self.desk.today()
        self.weekdays.set_value(sorted(usual_weekdays(self.desk.books, worker_id, day)))

    def _finish(self) -> None:
        self._asked.clear()
        if not self.desk.understood(self.fields):
            return
        new = self._typed()
        if new is None:
            return
        if questions := odd(self.desk.books, new, self._spell_id):
            self._ask(problem_words(questions[0]), new)
        else:
            self._keep(new)

    def _ask(self, question: str, new: NewSpell) -> None:
        ask_about_holiday(
            self._asked, question, lambda: self._keep(replace(new, holiday_out=True)),
            lambda: self._keep(replace(new, holiday_stays=True)), self.first.take_focus,
        )  # fmt: skip

    def _keep(self, new: NewSpell) -> None:
        books = self.desk.books
        kept: Outcome = change_sickness(books, self._spell_id, new) if self._spell_id else record_sickness(books, new)
        if self.desk.report(kept, self.fields):
            self.half_typed.drop()
            assert isinstance(kept, Done)
            self._after(kept.id or self._spell_id)

    def _typed(self) -> NewSpell | None:
        worker_id, first = self.who.value(), self.first.value()
        missing = [Problem("worker", "sick_worker_missing")] if worker_id is None else []
        missing += [Problem("first", "sick_first_missing")] if first is None else []
        if missing:
            self.desk.report(Rejected(tuple(missing)), self.fields)
            return None
        assert worker_id is not None
        assert first is not None
        return NewSpell(
            worker_id, first, self.last.value(), frozenset(self.weekdays.value() or ()), self.told.value(),
            self.note.value() or "", self.refused.value() or "",
        )  # fmt: skip


class EndForm(QWidget):
    """The last day off sick."""

    def __init__(self, desk: Desk, view: SpellView, after: Callable[[int], object]) -> None:
        super().__init__()
        self.desk, self._view, self._after = desk, view, after
        self.last = DateField(
            self.tr("Last day off sick"), desk.today(), self.tr("The last day they could not work, also a day off")
        )
        self.finish = Button(self.tr("Keep the last day"), "primary", act=self._finish)
        self._asked = Down(gap="s")
        self.setLayout(Down(self._asked, FormCard("", self.last, main=self.finish), gap="m"))
        self.half_typed = HalfTyped(desk, self, f"sickness_end:{view.id}", self.fields)

    @property
    def fields(self) -> dict[str, Answer[Any]]:
        """The fields by the names the problems use."""
        return {"last": self.last}

    def _finish(self) -> None:
        self._asked.clear()
        if not self.desk.understood(self.fields):
            return
        last = self.last.value()
        if last is None:
            self.desk.report(Rejected((Problem("last", "sick_last_missing"),)), self.fields)
            return
        new = replace(as_kept(self.desk.books, self._view.id), last=last)
        if questions := odd(self.desk.books, new, self._view.id):
            ask_about_holiday(
                self._asked, problem_words(questions[0]), lambda: self._keep(replace(new, holiday_out=True)),
                lambda: self._keep(replace(new, holiday_stays=True)), self.last.take_focus,
            )  # fmt: skip
        else:
            self._keep(new)

    def _keep(self, new: NewSpell) -> None:
        assert new.last is not None
        kept = end_sickness(
            self.desk.books, self._view.id, new.last, holiday_out=new.holiday_out, holiday_stays=new.holiday_stays
        )
        if self.desk.report(kept, self.fields):
            self.half_typed.drop()
            self._after(self._view.id)


class AverageForm(QWidget):
    """Average weekly earnings, and how they were worked out."""

    def __init__(self, desk: Desk, view: SpellView, after: Callable[[int], object]) -> None:
        super().__init__()
        self.desk, self._view, self._after = desk, view, after
        self.average = MoneyField(self.tr("Average weekly earnings before tax"))
        hint = guidance("sickness", "average_reason_hint")
        self.reason = TextField(self.tr("How did you work it out?"), hint, characters=60)
        self.finish = Button(self.tr("Keep the average"), "primary", act=self._finish)
        why = guidance("sickness", "average_why" if view.asks_average else "average_change_why")
        parts: list[QWidget | Flow] = [Label(why, wrap=True)]
        if view.stands:
            parts.append(Label(view.stands, wrap=True))
        parts += [self.average, self.reason]
        if view.average_typed:
            parts.append(Flow(Button(self.tr("Let the books work it out"), act=self._take_off)))
        self.setLayout(Down(FormCard("", *parts, main=self.finish)))
        self.half_typed = HalfTyped(desk, self, f"sickness_average:{view.id}", self.fields)

    @property
    def fields(self) -> dict[str, Answer[Any]]:
        """The fields by the names the problems use."""
        return {"average": self.average, "reason": self.reason}

    def _finish(self) -> None:
        if not self.desk.understood(self.fields):
            return
        average = self.average.value()
        if average is None:
            self.desk.report(Rejected((Problem("average", "sick_average_missing"),)), self.fields)
            return
        self._report(say_average(self.desk.books, self._view.id, average, self.reason.value() or ""))

    def _take_off(self) -> None:
        self._report(say_average(self.desk.books, self._view.id, None, ""))

    def _report(self, outcome: Outcome) -> None:
        if self.desk.report(outcome, self.fields):
            self.half_typed.drop()
            self._after(self._view.id)

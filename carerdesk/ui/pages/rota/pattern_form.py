"""Adding and changing a repeating shift: one typed line first, the same as plain choices below, read back live."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import time
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from carerdesk.catalogue.guidance import guidance
from carerdesk.catalogue.words import problem_words
from carerdesk.domain.problem import Problem
from carerdesk.domain.rota.pattern import ALWAYS, DAY_MINUTES, HOLIDAYS, OFF, TERM, WORK
from carerdesk.services.hours.choices import Choice, kinds
from carerdesk.services.hours.short_forms import Span
from carerdesk.services.outcome import Outcome, Rejected
from carerdesk.services.rota.new_pattern import NewPattern
from carerdesk.services.rota.patterns import Preview, add_pattern, change_pattern, preview_change
from carerdesk.services.rota.reading import read_pattern_back
from carerdesk.services.rota.typed import TypedShift, read_typed
from carerdesk.ui.half_typed import HalfTyped, Typed
from carerdesk.ui.page import Desk
from carerdesk.ui.pages.rota.pattern_days import DaysFields
from carerdesk.ui.pages.rota.pattern_said import SaidInLine
from carerdesk.ui.pages.rota.typed_fields import (
    BreakField,
    MilesField,
    NeededField,
    PayersField,
    PeopleField,
    StartAndEndField,
    WhoField,
)
from carerdesk.ui.widgets.answer import Answer
from carerdesk.ui.widgets.arrange import Across, Down, Flow
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import Card, FormCard
from carerdesk.ui.widgets.choices import FilteredList, RadioRow
from carerdesk.ui.widgets.fields import DateField, TextField
from carerdesk.ui.widgets.text import Icon, Label

_HOUR = 60
_TRIED_AFTER = 250  # milliseconds without a key before a change is tried out


class PatternForm(QWidget):
    """The boxes of one repeating shift. `pattern_id` None adds one; else it is changed from a day on."""

    def __init__(
        self,
        desk: Desk,
        people: Sequence[Choice],
        funders: Sequence[Choice],
        after: Callable[[], object],
        pattern_id: int | None = None,
    ) -> None:
        super().__init__()
        self._desk, self._people, self._funders, self._after = desk, people, funders, after
        self._id = pattern_id
        self._make_fields()
        words = self.tr("Keep the change") if pattern_id else self.tr("Add it and fill the rota")
        self.finish = Button(words, "primary", act=self.keep)
        self.again = Button(self.tr("Start again"), "small", icon="undo-2", act=self.start_again)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_TRIED_AFTER)
        self._soon.timeout.connect(self.say_effect)
        self._column = Down(gap="m")
        self.setLayout(self._column)
        self._lay_out()
        self.half_typed: HalfTyped | None = None

    def begin_with(self, new: NewPattern | None, draft: str) -> None:
        """Show what is there, then what was half typed before under `draft`, and read it back."""
        self._fill(new)
        self._at_first = {name: part.as_typed() for name, part in self._kept_parts().items()}
        self.half_typed = HalfTyped(self._desk, self, f"pattern:{draft}", self._kept_parts())
        self.days.settle()
        self.words.changed.connect(self._understand)
        for field in self.by_name().values():
            if field is not self.words and field not in self.days.all:
                field.changed.connect(self.read)
        self.days.changed.connect(self.read)
        self.read()

    def _kept_parts(self) -> dict[str, Typed]:
        """Everything that is kept half-typed."""
        return {**self.by_name(), "rule": self.days, "said_in_line": self.said}

    def add_below(self, card: Card) -> None:
        """Put a card below the boxes."""
        self._column.add(card)

    def by_name(self) -> dict[str, Answer[Any]]:
        """The fields under the names services know them by."""
        return {
            "words": self.words, "days": self.days.often, **self.days.by_name(), "times": self.times,
            "who": self.who, "along": self.along, "shares": self.payers, "what": self.what, "kind": self.kind,
            "break_minutes": self.rest, "miles": self.miles, "people_needed": self.needed, "seasons": self.seasons,
            "bank_holidays": self.bank, "first_day": self.first, "last_day": self.last,
        }  # fmt: skip

    # --- the boxes ----------------------------------------------------------------------------------------------------

    def _make_fields(self) -> None:
        today = self._desk.today()
        self.words = TextField(
            self.tr("In one line"), guidance("rota_patterns", "words_hint"), optional=True, characters=60
        )
        self.days = DaysFields()
        self.times = StartAndEndField(self.tr("Start and end"))
        self.who = WhoField(self.tr("Who"), self._people, characters=12)
        self.along = PeopleField(self.tr("Goes along"), self._people, optional=True, characters=19)
        self.payers = PayersField(self.tr("Paid by"), self._funders, characters=19)
        self.what = TextField(self.tr("What"), optional=True, characters=24)
        self.kind: FilteredList[str] = FilteredList(
            self.tr("Kind of work"), kinds(), self.tr("Empty: the usual for the day"), optional=True
        )
        self.rest = BreakField(self.tr("Break in minutes"), optional=True)
        self.miles = MilesField(self.tr("Miles"), self.tr("In the PA’s own car"), optional=True)
        self.needed = NeededField(self.tr("PAs needed"), self.tr("Empty: as many as go"), optional=True)
        self.seasons: RadioRow[str] = RadioRow(self.tr("School terms"), self._season_words(), across=True)
        self.bank: RadioRow[str] = RadioRow(self.tr("Bank holidays"), self._bank_words(), across=True)
        self.first = DateField(self.tr("Change it from") if self._id else self.tr("First day"), today)
        self.last = DateField(self.tr("Last day"), today, self.tr("Empty: it goes on"), optional=True)
        for box in (self.who, self.along, self.payers):
            box.goes_on = False
        self.said = SaidInLine(
            {
                "days": self.days, "times": self.times, "who": self.who, "along": self.along, "shares": self.payers,
                "what": self.what, "kind": self.kind, "seasons": self.seasons, "bank_holidays": self.bank,
                "first_day": self.first, "last_day": self.last,
            }
        )  # fmt: skip

    def _season_words(self) -> list[tuple[str, str]]:
        return [
            (ALWAYS, self.tr("All year")),
            (TERM, self.tr("In term time")),
            (HOLIDAYS, self.tr("In the school holidays")),
        ]

    def _bank_words(self) -> list[tuple[str, str]]:
        return [(WORK, self.tr("Comes then too")), (OFF, self.tr("Does not come then"))]

    def _lay_out(self) -> None:
        self._icon = Icon("pencil", "ink2", 16)
        self.line = Label(guidance("rota_patterns", "idle"), wrap=True)
        self.next = Label("", "small", "ink2", wrap=True)
        self.doubts = Label("", "small", "attention", wrap=True)
        self.effect = Label("", "small", "note", wrap=True)
        row = Across(self._icon, gap=6)
        row.addWidget(self.line, 1)
        read_back = Down(row, self.next, self.doubts, self.effect, gap="xs")
        holder = QWidget()
        holder.setLayout(read_back)
        self._column.add(
            FormCard("", self.words, holder, _flow(self.again), main=self.finish),
            FormCard(self.tr("When"), *self._when(), main=self.finish),
            FormCard(self.tr("Who and what"), *self._who(), main=self.finish),
        )

    def _when(self) -> list[QWidget]:
        days = self.days
        return [
            days.often, days.weeks, days.weekdays, days.nth, days.nth_day, days.date,
            _flow(self.times, self.rest), self.seasons, self.bank, _flow(self.first, self.last),
        ]  # fmt: skip

    def _who(self) -> list[QWidget]:
        return [_flow(self.who, self.along, self.payers), _flow(self.what, self.kind), _flow(self.miles, self.needed)]

    # --- from what is there, and from the line ------------------------------------------------------------------------

    def _fill(self, new: NewPattern | None) -> None:
        self.seasons.set_value(ALWAYS if new is None else new.seasons)
        self.bank.set_value(WORK if new is None else new.bank_holidays)
        self.first.set_value(self._desk.today())
        if new is None:
            return
        self.days.set_value(new.every)
        self.times.set_value(_span_of(new.start_minute, new.end_minute))
        self.who.set_value(new.worker_ids[0])
        self.along.set_value(new.worker_ids[1:] or None)
        self.payers.set_value(new.shares or None)
        self.what.set_value(new.what or None)
        self.kind.set_value(new.kind or None)
        self.rest.set_value(new.break_minutes or None)
        self.miles.set_value(new.miles or None)
        extra = new.people_needed if (new.people_needed or 1) > len(new.worker_ids) else None
        self.needed.set_value(extra)
        self.first.set_value(max(new.first_day, self._desk.today()) if self._id else new.first_day)
        self.last.set_value(new.last_day)

    def _understand(self) -> None:
        """Put what the line says into the boxes, and take out what it said before and says no longer."""
        found = self._heard()
        self.said.hear(_by_box(found))
        self.days.settle()
        self.read()

    def _heard(self) -> TypedShift:
        return read_typed(self.words.text, self._desk.today(), self._people, self._funders)

    def start_again(self) -> None:
        """Clear the line and put every box back to what it was when the form was opened for the first time."""
        if self.half_typed is not None:
            self.half_typed.drop()
        self.said.retype({})
        for name, part in self._kept_parts().items():
            if part is not self.said:
                part.retype(self._at_first[name])
        self._desk.understood({})
        self.read()
        self.words.take_focus()

    # --- reading back and keeping -------------------------------------------------------------------------------------

    def read(self) -> None:
        """Say what it means now, when it comes next, and what a change would do."""
        new, heard = self._new(), self._heard()
        if new is None:
            doubts = _not_understood(heard, every_word=True)
            self._say(guidance("rota_patterns", "idle"), "", doubts, "attention" if doubts else "ink2")
            return
        found = read_pattern_back(self._desk.books, new)
        doubts = (*_not_understood(heard, every_word=not heard.who), *found.doubts)
        days = self.tr("Next: {days}").format(days=found.next_words) if found.next_words else ""
        self._say(found.said, days, doubts, "attention" if doubts else "good")
        if self._id is not None:
            self._soon.start()

    def say_effect(self) -> None:
        """Say what the change would do to shifts that are in the rota."""
        new = self._new()
        if self._id is None or new is None:
            return
        seen = preview_change(self._desk.books, self._id, new)
        self.effect.say(" ".join(seen.said) if isinstance(seen, Preview) else "")

    def _say(self, said: str, days: str, doubts: Sequence[str], tone: str) -> None:
        self.line.setText(said)
        self.line.set_tone("ink2" if tone == "ink2" else "")
        self._icon.draw({"good": "check", "attention": "triangle-alert", "ink2": "pencil"}[tone], tone)
        self.next.say(days)
        self.doubts.say(" ".join(doubts))
        self.effect.say("")

    def keep(self) -> None:
        """Keep it, or say what is missing."""
        named = self.by_name()
        if not self._desk.understood({name: field for name, field in named.items() if not field.isHidden()}):
            return
        new, unread = self._new(), self._heard().faults
        missing = unread or (self._missing() if new is None else ())
        outcome: Outcome = Rejected(missing) if missing or new is None else self._kept(new)
        if self._desk.report(outcome, named):
            if self.half_typed is not None:
                self.half_typed.drop()
            self._after()

    def _kept(self, new: NewPattern) -> Outcome:
        if self._id is None:
            return add_pattern(self._desk.books, new)
        return change_pattern(self._desk.books, self._id, new)

    def _missing(self) -> tuple[Problem, ...]:
        wanted = (
            (self.days.value(), "days", "pattern_days_missing"), (self.times.value(), "times", "pattern_times_missing"),
            (self.who.value(), "who", "pattern_for_nobody"),
            (self.first.value(), "first_day", "pattern_first_day_missing"),
        )  # fmt: skip
        return tuple(Problem(name, code) for value, name, code in wanted if value is None)

    def _new(self) -> NewPattern | None:
        every, times, who, first = self.days.value(), self.times.value(), self.who.value(), self.first.value()
        if every is None or times is None or who is None or first is None:
            return None
        start, end = _minutes(times)
        return NewPattern(
            (who, *(self.along.value() or ())), every, start, end, first, self.last.value(),
            self.payers.value() or (), self.kind.value() or "", self.rest.value() or 0,
            self.miles.value() or Decimal(0), self.what.value() or "", self.needed.value(),
            self.seasons.value() or ALWAYS, self.bank.value() or WORK,
        )  # fmt: skip


def _flow(*fields: QWidget) -> QWidget:
    holder = QWidget()
    holder.setLayout(Flow(*fields, gap="l"))
    return holder


def _minutes(times: Span) -> tuple[int, int]:
    start = times.start.hour * _HOUR + times.start.minute
    return start, times.days * DAY_MINUTES + times.end.hour * _HOUR + times.end.minute


def _span_of(start: int, end: int) -> Span:
    first, last = (time(minute % DAY_MINUTES // _HOUR, minute % _HOUR) for minute in (start, end))
    return Span(first, last, end // DAY_MINUTES)


def _by_box(found: TypedShift) -> dict[str, object]:
    """What a line says, under the names of the boxes; without what it does not say."""
    when = found.when
    said: dict[str, object] = {
        "days": when.every, "who": found.who[0] if found.who else None, "along": found.who[1:], "shares": found.payers,
        "what": found.what, "kind": found.kind, "seasons": when.seasons, "bank_holidays": when.bank_holidays,
        "first_day": when.first_day, "last_day": when.last_day,
    }  # fmt: skip
    if when.start_minute is not None and when.end_minute is not None:
        said["times"] = _span_of(when.start_minute, when.end_minute)
    return {name: value for name, value in said.items() if value not in (None, (), "")}


def _not_understood(heard: TypedShift, *, every_word: bool) -> tuple[str, ...]:
    """What could not be read, and, for `every_word`, what was taken as words for what is done."""
    words = Problem("words", "pattern_words_not_a_name", {"words": heard.what})
    return tuple(problem_words(each) for each in (*heard.faults, *([words] if every_word and heard.what else [])))

"""Who has not been told of their shifts yet, and the record of who was."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import span
from carerdesk.domain.hours.clock import moment
from carerdesk.domain.problem import Problem
from carerdesk.services.outcome import Rejected
from carerdesk.services.rota.notices import HOW, Told, Untold, ahead_words, by_person, not_told, tell
from carerdesk.services.rota.notices_paper import answer_words, at_words, record_of, record_pdf, what_words
from carerdesk.ui.pages.people.limit_form import ClockField
from carerdesk.ui.saving import Paper, save
from carerdesk.ui.widgets.answer import Answer
from carerdesk.ui.widgets.arrange import Across, Down, Flow
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import Card
from carerdesk.ui.widgets.choices import RadioRow
from carerdesk.ui.widgets.fields import DateField
from carerdesk.ui.widgets.text import Chip, Icon, Label, Rule

if TYPE_CHECKING:
    from carerdesk.ui.pages.rota.cover_room import CoverRoom

_TONES = {"offered": "note", "changed": "attention", "cancelled": "attention"}
FOUR_WEEKS = timedelta(days=28)
MOST_LINES = 100


class TellView(QWidget):
    """What is to be told, person by person; one press says that they were told."""

    def __init__(self, room: CoverRoom) -> None:
        super().__init__()
        self._room, self._desk = room, room.desk
        column = Down(gap="m")
        self.setLayout(column)
        waiting = not_told(self._desk.books)
        today = self._desk.today()
        self.how = RadioRow(
            self.tr("How are they told?"), [(each, guidance("cover", f"how_{each}").capitalize()) for each in HOW],
            across=True,
        )  # fmt: skip
        self.how.set_value(room.how)
        self.how.changed.connect(self._choose_how)
        self.day = DateField(self.tr("Told on"), today, self.tr("Leave both empty for now"), optional=True)
        self.clock = ClockField(self.tr("At"), self.tr("Like 18:30"), optional=True)
        if not waiting:
            words = Across(Icon("circle-check", "good", 18), gap="s")
            words.addWidget(Label(guidance("cover", "untold_none"), wrap=True), 1)
            column.add(Card("", words))
        else:
            column.add(Card("", self.how, Flow(self.day, self.clock, gap="l")))
        for name, things in by_person(waiting):
            column.add(self._person(name, things))
        column.add(Label(guidance("cover", "law_notices"), "small", "ink2", wrap=True), None)

    @property
    def fields(self) -> dict[str, Answer[object]]:
        """The fields by the names the problems use."""
        return {"day": self.day, "at": self.clock}  # type: ignore[dict-item]

    def _person(self, name: str, things: tuple[Untold, ...]) -> Card:
        keys = tuple(one.key for one in things)
        words = self.tr("Told {name} of all {count}").format(name=name.split(" ", maxsplit=1)[0], count=len(things))
        side = Button(words, icon="check", act=partial(self._tell, keys)) if len(things) > 1 else None
        card = Card(name, gap="s", side=side) if side is not None else Card(name, gap="s")
        for at, one in enumerate(things):
            card.add(*([Rule()] if at else []), self._row(one))
        return card

    def _row(self, one: Untold) -> QWidget:
        words = Down(Label(one.when, wrap=True), gap=1)
        if one.told_before:
            said = self.tr("They know it as {before}").format(before=one.told_before)
            words.add(Label(said, "small", "ink2", wrap=True))
        row = Across(gap="m")
        row.addLayout(words, 1)
        row.add(Chip(guidance("cover", f"tell_{one.kind}"), _TONES[one.kind]))
        name = self.tr("Told {who}: {when}").format(who=one.name, when=one.when)
        row.add(Button(self.tr("Told them"), "small", name=name, act=partial(self._tell, (one.key,))))
        holder = QWidget()
        holder.setLayout(row)
        return holder

    def _choose_how(self) -> None:
        self._room.how = self.how.value() or self._room.how

    def _tell(self, keys: tuple[str, ...]) -> None:
        if not self._desk.understood(self.fields):
            return
        at, problem = self._at()
        if problem is not None:
            self._desk.report(Rejected((problem,)), self.fields)
            return
        self._room.report(tell(self._desk.books, keys, self._room.how, at))

    def _at(self) -> tuple[datetime | None, Problem | None]:
        """The moment typed; None for now. A day without its time is not enough to say how long before it was."""
        day, clock = self.day.value(), self.clock.value()
        if day is None and clock is None:
            return None, None
        if clock is None:
            return None, Problem("at", "limit_time_unread")
        local = datetime.combine(day or self._desk.today(), datetime.min.time()) + timedelta(minutes=clock)
        found, problem = moment("at", local, second_time=False)
        if found is not None and found > self._desk.books.now():
            return None, Problem("day", "cover_told_ahead")
        return found, problem


class RecordView(QWidget):
    """Everything asked and told of the shifts of a period, on screen and on paper."""

    def __init__(self, room: CoverRoom) -> None:
        super().__init__()
        self._desk = room.desk
        today = self._desk.today()
        self.first = DateField(self.tr("Shifts from"), today)
        self.last = DateField(self.tr("To"), today)
        self.first.set_value(today - FOUR_WEEKS)
        self.last.set_value(today + FOUR_WEEKS)
        self._rows = Down(gap="s")
        shown = QWidget()
        shown.setLayout(self._rows)
        show = Button(self.tr("Show these days"), act=self._show)
        paper = Button(self.tr("Save the record"), icon="paperclip", act=self._save)
        self.setLayout(Down(Card("", Flow(self.first, self.last, gap="l"), Flow(show, paper, gap="s")), shown, None,
                            gap="m"))  # fmt: skip
        self._show()

    def _period(self) -> tuple[date, date] | None:
        fields: dict[str, Answer[object]] = {"first": self.first, "last": self.last}  # type: ignore[dict-item]
        first, last = self.first.value(), self.last.value()
        if not self._desk.understood(fields) or first is None or last is None:
            return None
        if last < first:
            self._desk.report(Rejected((Problem("last", "notice_last_before_first"),)), fields)
            return None
        return first, last

    def _show(self) -> None:
        period = self._period()
        if period is None:
            return
        self._rows.clear()
        lines = record_of(self._desk.books, *period)
        card = Card(span(*period), gap="s")
        if not lines:
            card.add(Label(guidance("cover", "record_none"), tone="ink2", wrap=True))
        for at, one in enumerate(lines[:MOST_LINES]):
            card.add(*([Rule()] if at else []), self._row(one))
        if len(lines) > MOST_LINES:
            card.add(Label(self.tr("The rest stands on the paper record."), "small", "ink2"))
        self._rows.add(card)
        card.show()

    @staticmethod
    def _row(one: Told) -> QWidget:
        said = answer_words(one)
        second = f"{what_words(one)}, {at_words(one)}, {ahead_words(one.ahead)}."
        words = Down(Label(f"{one.when}. {one.name}", wrap=True), Label(second, "small", "ink2", wrap=True), gap=1)
        row = Across(gap="m")
        row.addLayout(words, 1)
        if said:
            row.add(Chip(said, "good" if one.answer == "yes" else "quiet"))
        holder = QWidget()
        holder.setLayout(row)
        return holder

    def _save(self) -> None:
        period = self._period()
        if period is not None:
            name = f"Offers and changes {period[0].isoformat()} to {period[1].isoformat()}.pdf"
            books = self._desk.books
            save(self._desk, self, Paper(self.tr("Save the record"), name, lambda: record_pdf(books, *period)))

"""Somebody is off: who, from when to when and why; what wants cover now; what is still to be told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import day_and_month
from carerdesk.domain.problem import Problem
from carerdesk.services.outcome import Rejected
from carerdesk.services.people.read import list_workers
from carerdesk.services.rota.contacts import who_to_ask
from carerdesk.services.rota.cover import Waiting, wanting_cover
from carerdesk.services.rota.cover_acts import is_off_sick, record_off_sick
from carerdesk.services.rota.notices import not_told
from carerdesk.ui.half_typed import HalfTyped
from carerdesk.ui.widgets.answer import Answer
from carerdesk.ui.widgets.arrange import Across, Down, Flow
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import Card, FormCard
from carerdesk.ui.widgets.choices import RadioRow, choice_field
from carerdesk.ui.widgets.fields import DateField
from carerdesk.ui.widgets.text import Icon, Label, Rule

if TYPE_CHECKING:
    from carerdesk.ui.pages.rota.cover_room import CoverRoom

SICK, HOLIDAY, OTHER, NOT_SAID = WHY = ("sick", "holiday", "other", "not_said")


@dataclass(frozen=True, slots=True)
class Absence:
    """Days somebody is off; without a last day it is open. `why` is one of WHY, "" where it is on record already."""

    worker_id: int
    first: date
    last: date | None
    why: str = ""


class CoverView(QWidget):
    """The way in."""

    def __init__(self, room: CoverRoom) -> None:
        super().__init__()
        self._room, self._desk = room, room.desk
        found = wanting_cover(self._desk.books)
        first: list[QWidget] = [self._who_is_off(), self._waiting(found)]
        if found:
            first.reverse()
        self.setLayout(Down(*first, self._told(), self._who_to_ask(), None, gap="m"))

    def _who_is_off(self) -> QWidget:
        here = list_workers(self._desk.books, self._desk.today())
        if here:
            form = OffForm(self._room, [(one.id, one.name) for one in here])
            self.half_typed = form.half_typed
            return form
        add = Button(self.tr("Add a PA"), "primary", act=lambda: self._desk.go("people", add=True))
        words = Label(guidance("cover", "cover_no_pa"), tone="ink2", wrap=True)
        return Card(self.tr("Somebody is off"), words, Flow(add), gap="s")

    def _waiting(self, found: Sequence[Waiting]) -> Card:
        card = Card(self.tr("Shifts that want cover"), gap="s")
        if not found:
            card.add(Label(guidance("cover", "cover_nobody"), tone="ink2", wrap=True))
        for at, one in enumerate(found):
            card.add(*([Rule()] if at else []), self._row(one))
        if len(found) > 1:
            words = self.tr("Find cover for all {count}").format(count=len(found))
            card.add(Flow(Button(words, icon="user-plus", act=self._room.show_all)))
        return card

    def _row(self, one: Waiting) -> QWidget:
        when = f"{day_and_month(one.shift.day)}, {one.shift.times}"
        second = [one.shift.what or one.shift.kind_label, one.why or one.shift.first_name]
        if one.asked:
            second.append(self.tr("Asked, no answer yet: {names}").format(names=", ".join(one.asked)))
        words = Down(Label(when, "strong", wrap=True), Label(". ".join(second), "small", "ink2", wrap=True), gap=1)
        row = Across(Icon("user-plus", "attention", 16), gap="m")
        row.addLayout(words, 1)
        row.add(Button(self.tr("Find cover"), "small", name=self.tr("Find cover: {when}, {who}").format(
            when=when, who=one.shift.first_name), act=partial(self._room.show_shift, one.shift.id)))  # fmt: skip
        holder = QWidget()
        holder.setLayout(row)
        return holder

    def _who_to_ask(self) -> Card:
        count = len(who_to_ask(self._desk.books))
        words = self.tr("{count} on your list, in your order.").format(count=count) if count else guidance(
            "cover", "contacts_empty")  # fmt: skip
        button = Button(self.tr("Who to ask"), act=lambda: self._desk.go("people", cover=True))
        return Card(self.tr("Your list of who to ask"), Label(words, tone="ink2", wrap=True), Flow(button), gap="s")

    def _told(self) -> Card:
        waiting = sum(len(one.shifts) for one in not_told(self._desk.books))
        card = Card(self.tr("Who was told"), gap="s")
        words = self.tr("{count} shifts that somebody has not been told of").format(count=waiting)
        if waiting == 1:
            words = self.tr("1 shift that somebody has not been told of")
        card.add(
            Label(words if waiting else guidance("cover", "untold_none"), tone="" if waiting else "ink2", wrap=True)
        )
        card.add(
            Flow(
                Button(self.tr("Tell people"), act=self._room.tell),
                Button(self.tr("Offers and changes"), act=self._room.record),
                gap="s",
            )
        )
        return card


class OffForm(QWidget):
    """Who is off, from when to when and why. Sickness is recorded at once; nothing else is without its hours."""

    def __init__(self, room: CoverRoom, people: Sequence[tuple[int, str]]) -> None:
        super().__init__()
        self._room, self._desk = room, room.desk
        today = self._desk.today()
        self.who = choice_field(self.tr("Who is off?"), people)
        self.first = DateField(self.tr("From"), today, self.tr("Like: today, tomorrow, Friday"), ahead=self._desk.today)
        self.last = DateField(
            self.tr("Until"), today, self.tr("Leave it empty if it is not known"), optional=True,
            ahead=lambda: self.first.value() or today,
        )  # fmt: skip
        self.why = RadioRow(
            self.tr("Why?"), [(each, guidance("cover", f"why_{each}")) for each in WHY],
            guidance("cover", "cover_records"), across=True,
        )  # fmt: skip
        show = Button(self.tr("Show what falls open"), "primary", act=self._go)
        form = FormCard(self.tr("Somebody is off"), self.who, Flow(self.first, self.last, gap="l"), self.why, main=show)
        form.add(Flow(show))
        self.setLayout(Down(form))
        self.half_typed = HalfTyped(self._desk, self, "cover:off", self.fields)

    @property
    def fields(self) -> dict[str, Answer[object]]:
        """The fields by the names the problems use."""
        fields: dict[str, Answer[object]] = {}
        fields.update(worker=self.who, first=self.first, last=self.last, why=self.why)  # type: ignore[arg-type]
        return fields

    def _go(self) -> None:
        if not self._desk.understood(self.fields):
            return
        absence, problems = self._absence()
        if absence is None or problems:
            self._desk.report(Rejected(problems), self.fields)
            return
        if absence.why == SICK and not is_off_sick(self._desk.books, absence.worker_id, absence.first):
            outcome = record_off_sick(self._desk.books, absence.worker_id, absence.first, absence.last)
            if not self._desk.report(outcome, self.fields):
                return
        self.half_typed.drop()
        self._room.show_absence(absence)

    def _absence(self) -> tuple[Absence | None, tuple[Problem, ...]]:
        who, first, last, why = self.who.value(), self.first.value(), self.last.value(), self.why.value()
        if who is None:
            return None, (Problem("worker", "cover_who_missing"),)
        if first is None:
            return None, (Problem("first", "cover_first_missing"),)
        if last is not None and last < first:
            return None, (Problem("last", "cover_last_before_first"),)
        if why is None:
            return None, (Problem("why", "cover_why_missing"),)
        return Absence(who, first, last, why), ()

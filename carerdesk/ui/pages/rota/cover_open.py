"""Shifts that fall open, each with everybody who may take it, in the family's order."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import day_and_month, long_date, span
from carerdesk.domain.hours.shift import hours_text
from carerdesk.domain.money import ZERO
from carerdesk.services.people.read import worker
from carerdesk.services.rota.cover import OpenShift, Taker
from carerdesk.services.rota.cover_acts import FAMILY, NOBODY, Who, answered, ask, done_otherwise, give, split_shift
from carerdesk.services.rota.cover_cost import Cost, FunderWeek
from carerdesk.services.rota.notices import HOW, NO, NOTHING
from carerdesk.services.rota.notices_paper import answer_words, at_words, what_words
from carerdesk.ui.pages.people.limit_form import ClockField
from carerdesk.ui.pages.rota.cover_off import HOLIDAY, NOT_SAID, OTHER, Absence
from carerdesk.ui.widgets.arrange import Across, Down, Flow
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import Card, FormCard, Sheet
from carerdesk.ui.widgets.choices import RadioRow
from carerdesk.ui.widgets.fields import TextField
from carerdesk.ui.widgets.text import Chip, Icon, Label, Rule

if TYPE_CHECKING:
    from carerdesk.ui.pages.rota.cover_room import CoverRoom

AT_A_TIME = 6


class OpenView(QWidget):
    """Some open shifts. `whole` shows one with everything that can be done about it; else each has a way there."""

    def __init__(
        self, room: CoverRoom, shifts: Sequence[OpenShift], absence: Absence | None = None, *, whole: bool = False
    ) -> None:
        super().__init__()
        self._room, self._desk, self.whole = room, room.desk, whole
        self.sub = self._words(shifts, absence)
        column = Down(gap="m")
        self.setLayout(column)
        if absence is not None:
            column.add(*self._next_step(absence))
        if shifts:
            self._how = RadioRow(
                self.tr("How do you ask?"), [(each, guidance("cover", f"how_{each}").capitalize()) for each in HOW],
                across=True,
            )  # fmt: skip
            self._how.set_value(room.how)
            self._how.changed.connect(self._choose_how)
            column.add(self._how)
        else:
            column.add(self._nothing())
        for one in shifts[:AT_A_TIME]:
            column.add(OpenCard(room, one, whole=whole))
        column.add(*(self._later(one) for one in shifts[AT_A_TIME:]))
        if whole and shifts:
            column.add(OtherWays(room, shifts[0]))
        if shifts:
            column.add(
                Label(guidance("cover", "cover_cost_leaves_out"), "small", "ink2", wrap=True),
                Label(guidance("cover", "law_rest"), "small", "ink2", wrap=True),
                Label(guidance("cover", "law_sleep_in"), "small", "ink2", wrap=True),
            )
        column.add(None)

    def _choose_how(self) -> None:
        self._room.how = self._how.value() or self._room.how

    def _words(self, shifts: Sequence[OpenShift], absence: Absence | None) -> str:
        count = self.tr("1 shift") if len(shifts) == 1 else self.tr("{count} shifts").format(count=len(shifts))
        if absence is None:
            return count if shifts else ""
        name = worker(self._desk.books, absence.worker_id).first_name
        if absence.last is None:
            days = self.tr("from {day} on").format(day=long_date(absence.first))
        else:
            days = span(absence.first, absence.last)
        off = self.tr("{name} is off, {days}.").format(name=name, days=days)
        return self.tr("{off} {count} to cover.").format(off=off, count=count) if shifts else off

    def _nothing(self) -> Card:
        done = Button(self.tr("Back to the week"), act=lambda: self._desk.go("rota"))
        words = Across(Icon("circle-check", "good", 18), gap="s")
        words.addWidget(Label(guidance("cover", "cover_nothing_open"), wrap=True), 1)
        return Card("", words, Flow(done), gap="s")

    def _next_step(self, absence: Absence) -> list[QWidget]:
        """What is still to be recorded about why somebody is off."""
        keys = {HOLIDAY: "cover_holiday_next", OTHER: "cover_other_next", NOT_SAID: "cover_not_recorded"}
        if absence.why not in keys:
            return []
        sheet = Sheet(wash="note", pad="m", gap="s")
        sheet.add(Label(guidance("cover", keys[absence.why]), wrap=True))
        sick, holiday, leave = self._ways(absence)
        ways = {HOLIDAY: [holiday], OTHER: [leave], NOT_SAID: [sick, holiday, leave]}[absence.why]
        sheet.add(Flow(*ways, gap="s"))
        return [sheet]

    def _ways(self, absence: Absence) -> tuple[Button, Button, Button]:
        go, who = self._desk.go, absence.worker_id
        return (
            Button(self.tr("Record sickness"), "small", act=lambda: go("holiday", sick=True, worker_id=who)),
            Button(self.tr("Book the holiday"), "small", act=lambda: go("holiday", worker_id=who, book=True)),
            Button(self.tr("Record other leave"), "small", act=lambda: go("holiday", worker_id=who, leave="new")),
        )

    def _later(self, one: OpenShift) -> Card:
        when = _when(one)
        button = Button(self.tr("Find cover"), "small", name=self.tr("Find cover: {when}").format(when=when),
                        act=partial(self._room.show_shift, one.id))  # fmt: skip
        return Card("", Across(Label(when, wrap=True), None, button))


class OpenCard(Card):
    """One open shift."""

    def __init__(self, room: CoverRoom, one: OpenShift, *, whole: bool) -> None:
        super().__init__(_when(one), gap="s")
        self._room, self._one = room, one
        parts = [one.shift.what or one.shift.kind_label, one.why or one.shift.worker, one.shift.length]
        self.add(Label(f"{'. '.join(parts)}. {self._planned(one.cost)}", wrap=True))
        for week in one.weeks:
            self.add(Label(_week_words(week), "small", "attention" if _is_over(week) else "ink2", wrap=True))
        if not one.takers:
            self.add(Label(guidance("cover", "contacts_empty"), "small", "attention", wrap=True))
        for at, taker in enumerate(one.takers, 1):
            self.add(Rule(), self._taker(at, taker))
        if any(taker.worker_id is None and taker.is_free for taker in one.takers):
            self.add(Rule(), Label(guidance("cover", "cover_outside"), "small", "ink2", wrap=True))
        if not whole:
            name = self.tr("Other ways: {when}").format(when=_when(one))
            self.add(
                Rule(), Flow(Button(self.tr("Other ways"), "small", name=name, act=partial(room.show_shift, one.id)))
            )
        elif one.told:
            self.add(Rule(), Label(self.tr("What was asked and told"), "smallstrong"))
            for told in one.told:
                words = f"{told.name}: {what_words(told)}, {at_words(told)}"
                said = answer_words(told)
                self.add(Label(f"{words}. {said}." if said else f"{words}.", "small", "ink2", wrap=True))

    def _planned(self, cost: Cost) -> str:
        if cost.together is None:
            return self.tr("What it was to cost is not known: a rate is missing.")
        return self.tr("Planned cost {cost}.").format(cost=cost.together)

    def _taker(self, at: int, taker: Taker) -> QWidget:
        head = Across(gap="s")
        head.addWidget(Label(f"{at}. {taker.name}", "strong", wrap=True), 1)
        head.add(self._chip(taker))
        body = Down(head, gap=2)
        about = [
            guidance("cover", f"kind_{taker.kind}"),
            taker.phone,
            taker.notice and self._needs(taker),
            taker.limits,
        ]
        told = ". ".join(f"{part[0].upper()}{part[1:]}".rstrip(".") for part in about if part)
        body.add(Label(f"{told}.", "small", "ink2", wrap=True))
        if not taker.is_free:
            body.add(Label(taker.why_not, "small", "ink2", wrap=True))
        else:
            body.add(Label(self._cost(taker), "small", wrap=True))
            for odd in taker.odd:
                body.add(self._odd(odd))
            body.add(Flow(*self._buttons(taker), gap="s"))
        holder = QWidget()
        holder.setLayout(body)
        return holder

    def _needs(self, taker: Taker) -> str:
        return self.tr("Needs {notice}").format(notice=taker.notice)

    @staticmethod
    def _odd(words: str) -> QWidget:
        row = Across(Icon("triangle-alert", "attention", 14), gap=6)
        row.addWidget(Label(words, "small", "attention", wrap=True), 1)
        holder = QWidget()
        holder.setLayout(row)
        return holder

    def _chip(self, taker: Taker) -> Chip:
        asked = taker.asked
        if asked is not None and asked.answer:
            return Chip(answer_words(asked), "good" if asked.answer == "yes" else "quiet")
        if asked is not None:
            return Chip(self.tr("Asked {when}").format(when=at_words(asked)), "note")
        if not taker.is_free:
            return Chip(self.tr("Not free"), "quiet")
        if taker.odd:
            return Chip(self.tr("Free, look first") if taker.worker_id else self.tr("Look first"), "attention")
        return Chip(self.tr("Free"), "good") if taker.worker_id is not None else Chip(self.tr("To ask"), "quiet")

    def _cost(self, taker: Taker) -> str:
        parts = []
        if taker.week_minutes is not None:
            parts.append(self.tr("{hours} in the week with it").format(hours=hours_text(taker.week_minutes)))
        parts.append(_cost_words(taker))
        return ". ".join(parts) + "."

    def _buttons(self, taker: Taker) -> list[QWidget]:
        when, tr = _when(self._one), self.tr
        who = Who(taker.worker_id, taker.contact_id if taker.worker_id is None else None)
        yes_name = tr("{name} said yes: {when}").format(name=taker.short, when=when)
        waiting = taker.asked is not None and not taker.asked.answer
        made: list[QWidget] = []
        if not waiting:
            made.append(Button(tr("Ask {name}").format(name=taker.short), icon="clock",
                               name=tr("Ask {name}: {when}").format(name=taker.short, when=when),
                               act=partial(self._ask, who, yes_name)))  # fmt: skip
        made.append(Button(tr("{name} said yes").format(name=taker.short), icon="check", name=yes_name,
                           act=partial(self._give, who)))  # fmt: skip
        if waiting and taker.asked is not None:
            for answer, words in ((NO, tr("Said no")), (NOTHING, tr("No answer"))):
                made.append(Button(words, "small", name=f"{taker.short}: {words}: {when}",
                                   act=partial(self._answered, taker.asked.id, answer)))  # fmt: skip
        return made

    def _ask(self, who: Who, then: str) -> None:
        self._room.report(ask(self._room.desk.books, self._one.id, who, self._room.how), then)

    def _give(self, who: Who) -> None:
        self._room.gone(give(self._room.desk.books, self._one.id, who, self._room.how))

    def _answered(self, notice_id: int, answer: str) -> None:
        self._room.report(answered(self._room.desk.books, notice_id, answer))


class OtherWays(FormCard):
    """Splitting a shift between two, or leaving it open and saying what was done."""

    def __init__(self, room: CoverRoom, one: OpenShift) -> None:
        split = Button(self._tr("Split the shift"), act=self._split)
        super().__init__(self._tr("Other ways"), main=split, gap="m")
        self._room, self._one = room, one
        self.at = ClockField(
            self._tr("Split it between two at"),
            self._tr("Then each part can be given to somebody else"),
            optional=True,
        )
        self.add(self.at, Flow(split), Rule())
        self.words = TextField(
            self._tr("Or say what was done"), guidance("cover", "cover_left_open"), optional=True, characters=44
        )
        family = Button(self._tr("Family covers it, unpaid"), act=partial(self._done, FAMILY))
        cancelled = Button(self._tr("It does not take place"), act=partial(self._done, NOBODY))
        self.add(self.words, Flow(family, cancelled, gap="s"))

    @staticmethod
    def _tr(words: str) -> str:
        from carerdesk.ui.widgets.text import translated

        return translated("OtherWays", words)

    def _split(self) -> None:
        fields = {"at": self.at}
        at = self.at.value()
        if not self._room.desk.understood(fields):
            return
        if at is None:
            self.at.set_problem(self.at.unread())
            return
        outcome = split_shift(self._room.desk.books, self._one.id, time(at // 60 % 24, at % 60))
        if self._room.desk.report(outcome, fields):
            self._room.show_all_of(self._one.shift.worker_id, self._one.shift.day)

    def _done(self, what: str) -> None:
        outcome = done_otherwise(self._room.desk.books, self._one.id, what, self.words.value() or "")
        if self._room.desk.report(outcome, {"words": self.words}):
            self._room.show()


def _when(one: OpenShift) -> str:
    return f"{day_and_month(one.shift.day)}, {one.shift.times}"


def _cost_words(taker: Taker) -> str:
    together = taker.cost.together
    if together is None:
        return "What it costs is not known: no rate is kept"
    if together == ZERO:
        return "Nothing is paid"
    words = f"Costs {together}" + (f" ({taker.cost.words})" if taker.cost.words else "")
    if taker.more is None:
        return words
    if taker.more == ZERO:
        return f"{words}, as planned"
    return f"{words}, {abs(taker.more)} {'more' if taker.more > ZERO else 'less'} than planned"


def _is_over(week: FunderWeek) -> bool:
    over = week.awarded_minutes is not None and week.minutes > week.awarded_minutes
    return over or (week.awarded is not None and week.cost is not None and week.cost > week.awarded)


def _week_words(week: FunderWeek) -> str:
    """Council: 38 h this week of 40 h, £512.40 of pay against £640.06. £1,820.10 is free after money set aside."""
    hours = hours_text(week.minutes)
    if week.awarded_minutes is not None:
        hours = f"{hours} of {hours_text(week.awarded_minutes)}"
    cost = f", {week.cost} of pay planned" if week.cost is not None else ""
    if cost and week.awarded is not None:
        cost = f"{cost} against {week.awarded} a week"
    return f"{week.name}: {hours} that week{cost}. {week.free} is free after money set aside."

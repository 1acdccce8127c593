"""The repeating shifts in plain words, one card for each PA; beside them filling, school terms, days made otherwise."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import day_and_month, long_date
from carerdesk.services.rota.fill import fill_rota, horizon, rota_filled_to
from carerdesk.services.rota.held_days import HeldDay, bring_back, list_held
from carerdesk.services.rota.pattern_views import PatternView
from carerdesk.services.rota.terms import TermView, list_terms
from carerdesk.ui.page import Desk
from carerdesk.ui.widgets.arrange import Across, Down, Flow, TwoColumns
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import Card, EmptyPage
from carerdesk.ui.widgets.text import Chip, Icon, Label, Rule, translated

Go = Callable[..., object]


class PatternsView(QWidget):
    """What repeats, by PA. `go` opens "add", "change" of a pattern, "term" of a term.

    Where `anybody` is false, nobody works here yet, and a PA is needed first.
    """

    def __init__(self, desk: Desk, patterns: Sequence[PatternView], go: Go, *, anybody: bool) -> None:
        super().__init__()
        self._desk, self._go = desk, go
        main = Down(gap="m")
        for name, worker_id in _people(patterns):
            main.add(self._person(name, worker_id, [one for one in patterns if worker_id in one.worker_ids]))
        if not patterns:
            main.add(self._empty() if anybody else nobody_yet(desk))
        main.addStretch(1)
        side = Down(*([self._filling()] if patterns else []), self._terms(), gap="m")
        held = list_held(desk.books)
        if held:
            side.add(self._held(held))
        side.addStretch(1)
        body = Down(TwoColumns(main, side))
        self.setLayout(body)

    def _empty(self) -> EmptyPage:
        return EmptyPage(
            "calendar-days",
            self.tr("Nothing repeats yet"),
            guidance("rota_patterns", "empty"),
            self.tr("Add a repeating shift"),
            partial(self._go, "add"),
            look_act=lambda: self._desk.go("help", page="repeating"),
        )

    # --- the patterns -------------------------------------------------------------------------------------------------

    def _person(self, name: str, worker_id: int, patterns: Sequence[PatternView]) -> Card:
        card = Card(name, gap="s")
        for at, one in enumerate(patterns):
            if at:
                card.add(Rule())
            card.add(self._pattern(one) if one.worker_ids[0] == worker_id else self._along(one))
        return card

    def _pattern(self, one: PatternView) -> QWidget:
        words = Down(Label(one.said, "strong", wrap=True), gap=2)
        if len(one.worker_ids) > 1:
            words.add(Label(self.tr("Together: {names}").format(names=one.names), "small", wrap=True))
        if one.details:
            words.add(Label(one.details, "small", wrap=True))
        words.add(Flow(*(Chip(payer.words, payer.tone) for payer in one.payers), gap="xs"))
        words.add(Label(self._next(one), "small", "ink2", wrap=True))
        for note in one.notes:
            row = Across(Icon("triangle-alert", "attention", 14), gap=6)
            row.addWidget(Label(note, "small", "attention", wrap=True), 1)
            words.add(row)
        name = self.tr("Change {names}: {said}").format(names=one.names, said=one.said)
        change = Button(self.tr("Change"), "small", name=name, act=partial(self._go, "change", one.id))
        row = Across(gap="s")
        row.addLayout(words, 1)
        row.add(change)
        holder = QWidget()
        holder.setLayout(row)
        return holder

    def _along(self, one: PatternView) -> QWidget:
        words = self.tr("Goes along: {said} ({names})").format(said=one.said, names=one.names)
        return Label(words, "small", "ink2", wrap=True)

    def _next(self, one: PatternView) -> str:
        if not one.next_days:
            return self.tr("No day to come is known.")
        words = self.tr("First: {days}") if one.begins_later else self.tr("Next: {days}")
        return words.format(days=one.next_words)

    # --- beside them --------------------------------------------------------------------------------------------------

    def _filling(self) -> Card:
        filled = rota_filled_to(self._desk.books)
        until = long_date(horizon(self._desk.today()))
        words = (
            self.tr("The rota is filled to {day}.").format(day=long_date(filled))
            if filled is not None
            else self.tr("The rota is not filled yet.")
        )
        button = Button(self.tr("Fill the rota to {day}").format(day=until), icon="calendar-days", act=self._fill)
        return Card(
            self.tr("Filling the rota"),
            Label(words, wrap=True),
            Label(guidance("rota_patterns", "filling"), "small", "ink2", wrap=True),
            Flow(button),
        )

    def _fill(self) -> None:
        self._desk.report(fill_rota(self._desk.books))

    def _terms(self) -> Card:
        card = Card(self.tr("School terms"), gap="s")
        terms = list_terms(self._desk.books)
        if not terms:
            card.add(Label(guidance("rota_patterns", "no_terms"), "small", "ink2", wrap=True))
        for term in _of_use(terms, self._desk.today()):
            card.add(self._term(term))
        card.add(Flow(Button(self.tr("Add a term"), "small", icon="plus", act=partial(self._go, "term"))))
        return card

    def _term(self, term: TermView) -> QWidget:
        words = Down(Label(term.name, "smallstrong", wrap=True), Label(term.said, "small", "ink2", wrap=True), gap=1)
        name = self.tr("Change {name}").format(name=term.name)
        return _row(words, Button(self.tr("Change"), "small", name=name, act=partial(self._go, "term", term.id)))

    def _held(self, held: Sequence[HeldDay]) -> Card:
        card = Card(self.tr("Days made otherwise"), gap="s")
        card.add(Label(guidance("rota_patterns", "held"), "small", "ink2", wrap=True))
        for one in held:
            title = f"{one.names}, {day_and_month(one.day)}"
            words = Down(Label(title, "smallstrong", wrap=True), Label(one.said, "small", "ink2", wrap=True), gap=1)
            if one.why_it_stays:
                words.add(Label(one.why_it_stays, "small", "ink2", wrap=True))
                card.add(words)
                continue
            name = self.tr("Bring back {what}").format(what=f"{title}, {one.said}")
            card.add(
                _row(words, Button(self.tr("Bring it back"), "small", name=name, act=partial(self._bring, one.id)))
            )
        return card

    def _bring(self, exception_id: int) -> None:
        self._desk.report(bring_back(self._desk.books, exception_id))


def nobody_yet(desk: Desk) -> EmptyPage:
    """Says that a PA is needed before a shift can repeat, and leads there."""
    return EmptyPage(
        "user-plus",
        translated("PatternsView", "Add a PA first"),
        guidance("rota_patterns", "no_people"),
        translated("PatternsView", "Add a PA"),
        partial(desk.go, "people", add=True),
    )


def _of_use(terms: Sequence[TermView], today: date) -> list[TermView]:
    """Those that are not over, in order; the last one where all are."""
    ahead = [term for term in reversed(terms) if term.last_day >= today]
    return ahead or list(terms[:1])


def _row(words: Down, button: QWidget) -> QWidget:
    row: Any = Across(gap="s")
    row.addLayout(words, 1)
    row.add(button)
    holder = QWidget()
    holder.setLayout(row)
    return holder


def _people(patterns: Sequence[PatternView]) -> list[tuple[str, int]]:
    """Everybody with a pattern, by name."""
    named = {(name, who) for one in patterns for who, name in zip(one.worker_ids, one.each_name, strict=True)}
    return sorted(named)

"""The sickness side of the Holiday and sickness room: its card, its forms, a spell, a PA's history."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import long_date
from carerdesk.services.people.read import list_workers
from carerdesk.services.sickness.papers import PaperView
from carerdesk.services.sickness.read import Sick, SpellView, everyones_sickness, sickness_of, spell_view
from carerdesk.ui.pages.holiday.sick_forms import AverageForm, EndForm, SickForm
from carerdesk.ui.pages.holiday.sick_papers import PaperForm, PapersCard
from carerdesk.ui.pages.holiday.sick_view import (
    AboutCard,
    FormCard,
    HistoryCard,
    PayCard,
    PlannedCard,
)
from carerdesk.ui.widgets.arrange import Across, Down, Flow, TwoColumns
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import Card, PageHead
from carerdesk.ui.widgets.text import Icon, Label, Rule, translated

if TYPE_CHECKING:
    from carerdesk.ui.pages.holiday.page import HolidayPage

PLACES = frozenset({"sick", "spell_id", "sickness_of"})


def tr(words: str) -> str:
    """Words of this side of the room."""
    return translated("SickRoom", words)


class SickRoom:
    """What the page shows of sickness."""

    def __init__(self, page: HolidayPage) -> None:
        self._page, self._desk = page, page.desk

    def open_at(self, place: dict[str, Any]) -> None:
        """sick=True opens the recording (of worker_id), spell_id=… a spell, sickness_of=… a PA's history."""
        if "spell_id" in place:
            self.show_spell(int(place["spell_id"]))
        elif "sickness_of" in place:
            self.show_history(int(place["sickness_of"]))
        else:
            self.record(place.get("worker_id"))

    def go(self, what: str, number: int) -> None:
        """Show a view or a form by its name: spell, history, change, end, average."""
        acts: dict[str, Callable[[int], object]] = {
            "spell": self.show_spell, "history": self.show_history, "change": self.change, "end": self.end,
            "average": self.average,
        }  # fmt: skip
        acts[what](number)

    # --- the card -----------------------------------------------------------------------------------------------------

    def card(self) -> Card:
        """Who is off sick now, and the way in to recording it."""
        record = Button(tr("Record sickness"), act=self.record)
        card = Card(tr("Sickness"), gap="s")
        known = everyones_sickness(self._desk.books)
        off = [one for one in known if one.open_spell is not None]
        if not off:
            card.add(Label(guidance("sickness", "nobody"), wrap=True))
        if not known:
            card.add(Label(guidance("sickness", "nobody_second"), "small", "ink2", wrap=True))
        for one in off:
            card.add(self._off(one))
        card.add(Flow(record))
        for one in known:
            if one.open_spell is None:
                card.add(Rule(), self._past(one))
        return card

    def _off(self, one: Sick) -> QWidget:
        spell = one.open_spell
        assert spell is not None
        words = tr("{who} is off sick").format(who=one.first_name)
        since = tr("Since {day}").format(day=long_date(spell.first))
        count = len(spell.planned)
        cover = tr("{count} planned shifts to cover").format(count=count) if count else ""
        if count == 1:
            cover = tr("1 planned shift to cover")
        about = Down(Label(words, "strong", wrap=True), Label(since, "small", "ink2", wrap=True), gap=1)
        if spell.stands or cover:
            about.add(Label(cover or tr("Sick pay cannot be worked out yet"), "small", "attention", wrap=True))
        name = tr("Open {who}’s sickness").format(who=one.worker)
        return _row(about, Button(tr("Open"), "small", name=name, act=partial(self.show_spell, spell.id)))

    def _past(self, one: Sick) -> QWidget:
        newest = one.spells[0]
        days = tr("Last off sick {days}").format(days=newest.days)
        about = Down(Label(one.worker, wrap=True), Label(days, "small", "ink2", wrap=True), gap=1)
        name = tr("Open {who}’s sickness").format(who=one.worker)
        return _row(about, Button(tr("Open"), "small", name=name, act=partial(self.show_history, one.worker_id)))

    # --- views --------------------------------------------------------------------------------------------------------

    def show_spell(self, spell_id: int) -> None:
        """One spell; where it is not there any more, everybody."""
        view = spell_view(self._desk.books, spell_id)
        if view is None:
            self._page.show_everybody()
            return
        main = Down(gap="m")
        side = Down(gap="m")
        if view.planned:
            main.add(PlannedCard(self._desk, view))
        main.add(PayCard(view, self._page.open_working, self.go), FormCard(self._desk, view))
        main.addStretch(1)
        side.add(AboutCard(self._desk, view, self.go, self._page.show_everybody))
        side.add(PapersCard(self._desk, view, self.paper), None)
        title = tr("{who} is off sick") if view.is_open else tr("{who} was off sick")
        head = PageHead(
            title.format(who=view.first_name),
            self._sub(view),
            back=self._page.title,
            go_back=self._page.show_everybody,
        )
        buttons = [Button(tr("Say when it ended"), "primary", act=partial(self.end, spell_id))] if view.is_open else []
        self._page.show_view(
            TwoColumns(main, side), head, *buttons, again=partial(self.show_spell, spell_id), side=side
        )

    @staticmethod
    def _sub(view: SpellView) -> str:
        days = tr("Since {day}").format(day=long_date(view.first)) if view.is_open else view.days
        return tr("{days}. What it pays, and what to see to.").format(days=days)

    def show_history(self, worker_id: int) -> None:
        """All sickness of one PA."""
        sick = sickness_of(self._desk.books, worker_id)
        head = PageHead(
            tr("{who}’s sickness").format(who=sick.first_name), tr("Every spell on record, the newest first."),
            back=self._page.title, go_back=self._page.show_everybody,
        )  # fmt: skip
        main = Down(HistoryCard(sick, self.go), Across(self._record_for(worker_id), None), None, gap="m")
        holder = QWidget()
        holder.setLayout(main)
        self._page.show_view(holder, head, again=partial(self.show_history, worker_id))

    def _record_for(self, worker_id: int) -> Button:
        return Button(tr("Record sickness"), act=partial(self.record, worker_id))

    # --- forms --------------------------------------------------------------------------------------------------------

    def record(self, worker_id: int | None = None) -> None:
        """Record sickness, of one PA or of whoever is chosen."""
        people = [(one.id, one.name) for one in list_workers(self._desk.books) if one.kind == "employee"]
        if not people:
            self._page.show_no_pa(tr("Record sickness"), guidance("sickness", "needs_pa"))
            return
        chosen = worker_id if worker_id is not None or len(people) > 1 else people[0][0]
        names = dict(people)
        title = tr("Record sickness of {who}").format(who=names[chosen]) if chosen in names else tr("Record sickness")
        form = SickForm(self._desk, people, self.show_spell, worker_id=chosen)
        sub = tr("From the first day. Sick pay and what to see to follow from it.")
        self._page.show_form(title, sub, form, form.finish)

    def change(self, spell_id: int) -> None:
        """Put a spell right."""
        view = spell_view(self._desk.books, spell_id)
        if view is not None:
            form = SickForm(
                self._desk,
                [(view.worker_id, view.worker)],
                self.show_spell,
                worker_id=view.worker_id,
                spell_id=spell_id,
            )
            sub = tr("What was paid otherwise is put right on the next payday.")
            self._page.show_form(tr("Change {who}’s sickness").format(who=view.first_name), sub, form, form.finish)

    def end(self, spell_id: int) -> None:
        """Say when a spell ended."""
        view = spell_view(self._desk.books, spell_id)
        if view is not None:
            title = tr("When was {who}’s last day off sick?").format(who=view.first_name)
            form = EndForm(self._desk, view, self.show_spell)
            self._page.show_form(title, view.days, form, form.finish)

    def paper(self, view: SpellView, paper: PaperView | None = None) -> None:
        """Keep a self-certificate or fit note, or put one right."""
        form = PaperForm(self._desk, view, partial(self.show_spell, view.id), paper)
        words = tr("Change the paper of {who}") if paper is not None else tr("A paper about {who}’s sickness")
        self._page.show_form(words.format(who=view.first_name), view.days, form, form.finish)

    def average(self, spell_id: int) -> None:
        """Type average weekly earnings."""
        view = spell_view(self._desk.books, spell_id)
        if view is not None:
            title = tr("What did {who} earn in a week?").format(who=view.first_name)
            form = AverageForm(self._desk, view, self.show_spell)
            self._page.show_form(title, tr("Before the sickness, on average."), form, form.finish)


def _row(about: Down, button: Button) -> QWidget:
    row = Across(Icon("heart-handshake"), gap="s")
    row.addLayout(about, 1)
    row.add(button)
    holder = QWidget()
    holder.setLayout(row)
    return holder

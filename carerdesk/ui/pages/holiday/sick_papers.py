"""Self-certificates and fit notes of a sickness: the days they speak for, their photos, and what no paper covers."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from carerdesk.catalogue.guidance import guidance
from carerdesk.catalogue.words import problem_words
from carerdesk.domain.dates import long_date, span
from carerdesk.domain.problem import Problem
from carerdesk.domain.sickness.papers import PaperKind
from carerdesk.services.outcome import Rejected
from carerdesk.services.sickness.papers import (
    MAY_BE_FIT,
    NOT_FIT,
    NOTE,
    NewPaper,
    PaperView,
    keep_paper,
    odd,
    remove_paper,
)
from carerdesk.services.sickness.read import SpellView
from carerdesk.services.sickness.spells import RECORD
from carerdesk.ui.half_typed import HalfTyped
from carerdesk.ui.page import Desk
from carerdesk.ui.pages.holiday.family_parts import note
from carerdesk.ui.pages.people.paper_rows import Papers, add_papers
from carerdesk.ui.widgets.arrange import Across, Down, Flow
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import Card, FormCard
from carerdesk.ui.widgets.choices import choice_field
from carerdesk.ui.widgets.fields import Answer, DateField, TextField
from carerdesk.ui.widgets.notices import CheckStrip
from carerdesk.ui.widgets.text import Icon, Label, Rule, translated


def tr(words: str) -> str:
    """Words of papers about sickness."""
    return translated("SickPapers", words)


class PapersCard(Card):
    """Each paper with its days and its photo; in amber the days no paper covers, and when the last one runs out."""

    def __init__(self, desk: Desk, view: SpellView, go: Callable[..., object]) -> None:
        super().__init__(tr("Self-certificate and fit notes"), gap="s")
        self._desk, self._view, self._go = desk, view, go
        for at, paper in enumerate(view.notes_kept.papers):
            self.add(*([Rule()] if at else []), self._paper(paper))
        self._loose()
        self._wanted()
        self.add(Label(guidance("sickness", "papers_own_word"), "small", "ink2", wrap=True))
        self.add(Label(guidance("sickness", "fit_note_why"), "small", "ink2", wrap=True))
        whose = tr("{who}, sick {days}").format(who=view.first_name, days=view.days)
        photo = tr("Add a fit note: {whose}").format(whose=whose)
        self.add(
            Flow(
                Button(tr("Add a paper with its days"), act=partial(go, view)),
                Button(tr("Add a photo alone"), "small", icon="paperclip", name=photo,
                       act=partial(add_papers, desk, self, photo, RECORD, view.id, NOTE)),
            )
        )  # fmt: skip

    def _paper(self, paper: PaperView) -> QWidget:
        from carerdesk.services.money.attaching import papers

        title = guidance("sickness", f"paper_{paper.kind.value}")
        parts = [paper.days]
        if paper.kind is PaperKind.FIT_NOTE:
            parts.append(guidance("sickness", f"advice_{paper.advice}").lower())
        if paper.received_on is not None:
            parts.append(tr("got on {day}").format(day=long_date(paper.received_on)))
        parts += [paper.note] if paper.note else []
        whose = f"{title}, {paper.days}"
        row = Across(Icon("paperclip"), gap="m")
        row.addLayout(Down(Label(title, "strong"), Label(", ".join(parts), "small", "ink2", wrap=True), gap=1), 1)
        add = tr("Add a photo or PDF: {whose}").format(whose=whose)
        buttons = (
            Button(tr("Add a photo"), "small", name=add,
                   act=partial(add_papers, self._desk, self, add, NOTE, paper.id, NOTE)),
            Button(tr("Change"), "small", name=tr("Change {whose}").format(whose=whose),
                   act=partial(self._go, self._view, paper)),
            Button(tr("Take out"), "small", name=tr("Take out {whose}").format(whose=whose),
                   act=partial(self._take_out, paper.id)),
        )  # fmt: skip
        holder = QWidget()
        whole = Down(row, Flow(*buttons, gap="xs"), gap="xs")
        found = papers(self._desk.books, NOTE, paper.id)
        if found:
            whole.add(Papers(self._desk, found, whose))
        holder.setLayout(whole)
        return holder

    def _loose(self) -> None:
        """Photos kept with the sickness itself, without their days."""
        from carerdesk.services.money.attaching import papers

        found = papers(self._desk.books, RECORD, self._view.id)
        if found:
            whose = tr("{who}, sick {days}").format(who=self._view.first_name, days=self._view.days)
            self.add(Papers(self._desk, found, whose))

    def _wanted(self) -> None:
        view, kept = self._view, self._view.notes_kept
        if view.wants_fit_note:
            with_days = any(one.kind is PaperKind.FIT_NOTE for one in kept.papers)
            days = "; ".join(span(first, last) for first, last in kept.gaps)
            words = (
                guidance("sickness", "paper_gap", days=days) if with_days else guidance("sickness", "fit_note_wanted")
            )
            self.add(note(words, "triangle-alert", "attention"))
        if kept.until is not None and view.is_open:
            ran_out = kept.until < self._desk.today()
            words = guidance("sickness", "paper_ran_out" if ran_out else "paper_runs_out", day=long_date(kept.until))
            tone, icon = ("attention", "triangle-alert") if ran_out else ("note", "calendar-days")
            self.add(note(words, icon, tone))

    def _take_out(self, paper_id: int) -> None:
        self._desk.report(remove_paper(self._desk.books, paper_id))


class PaperForm(QWidget):
    """What kind of paper, the days it speaks for, when it came, and what it says. Not the illness."""

    def __init__(
        self, desk: Desk, view: SpellView, after: Callable[[], object], paper: PaperView | None = None
    ) -> None:
        super().__init__()
        self.desk, self._view, self._after, self._paper = desk, view, after, paper
        today = desk.today()
        kinds = tuple((kind, guidance("sickness", f"paper_{kind.value}")) for kind in PaperKind)
        self.kind = choice_field(tr("What kind of paper is it?"), kinds)
        self.first = DateField(tr("First day it speaks for"), today)
        self.last = DateField(tr("Last day it speaks for"), today)
        self.received = DateField(tr("You got it on"), today, optional=True, calendar=False)
        advice = ((each, guidance("sickness", f"advice_{each}")) for each in (NOT_FIT, MAY_BE_FIT))
        self.advice = choice_field(tr("What does a fit note say?"), tuple(advice))
        self.note = TextField(tr("Note"), guidance("sickness", "note_hint"), optional=True, characters=44)
        self.finish = Button(tr("Keep the paper"), "primary", act=self._finish)
        self._asked = Down(gap="s")
        days = Flow(self.first, self.last, gap="l")
        card = FormCard("", self.kind, days, self.received, self.advice, self.note, main=self.finish)
        self.setLayout(Down(self._asked, card, gap="m"))
        self._fill()
        key = f"paper:{paper.id}" if paper is not None else f"paper_of:{view.id}"
        self.half_typed = HalfTyped(desk, self, key, self.fields)

    @property
    def fields(self) -> dict[str, Answer[Any]]:
        """The fields by the names the problems use."""
        return {
            "kind": self.kind, "first": self.first, "last": self.last, "received_on": self.received,
            "advice": self.advice, "note": self.note,
        }  # fmt: skip

    def _fill(self) -> None:
        paper = self._paper
        self.advice.set_value(paper.advice if paper is not None else NOT_FIT)
        if paper is None:
            until = self._view.notes_kept.until
            self.first.set_value(self._view.first if until is None else None)
            return
        self.kind.set_value(paper.kind)
        self.first.set_value(paper.first)
        self.last.set_value(paper.last)
        self.received.set_value(paper.received_on)
        self.note.set_value(paper.note or None)

    def _finish(self) -> None:
        self._asked.clear()
        if not self.desk.understood(self.fields):
            return
        new = self._typed()
        if new is None:
            return
        if questions := odd(new):
            strip = CheckStrip(problem_words(questions[0]), lambda: self._keep(new), self.last.take_focus)
            self._asked.add(strip)
            strip.show()
        else:
            self._keep(new)

    def _keep(self, new: NewPaper) -> None:
        kept = keep_paper(self.desk.books, new, self._paper.id if self._paper is not None else None)
        if self.desk.report(kept, self.fields):
            self.half_typed.drop()
            self._after()

    def _typed(self) -> NewPaper | None:
        kind, first, last = self.kind.value(), self.first.value(), self.last.value()
        missing = [Problem("kind", "paper_kind_missing")] if kind is None else []
        missing += [Problem("first", "paper_first_missing")] if first is None else []
        missing += [Problem("last", "paper_last_missing")] if last is None else []
        if missing or kind is None or first is None or last is None:
            self.desk.report(Rejected(tuple(missing)), self.fields)
            return None
        return NewPaper(
            self._view.id, kind, first, last, self.received.value(), self.advice.value() or NOT_FIT,
            self.note.value() or "",
        )  # fmt: skip

"""The year end as a path: what to do by when, P60s, papers, and whether payslips, HMRC and bank agree."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import full_date, long_date
from carerdesk.services.year_end.reconcile import Compared, reconciliation
from carerdesk.services.year_end.summary import year_summary
from carerdesk.services.year_end.todo import GivenP60, Step, say_p60_given, say_step_done, year_end
from carerdesk.services.year_end.years import first_of, year_after
from carerdesk.ui.page import Desk
from carerdesk.ui.saving import Paper, save
from carerdesk.ui.widgets.arrange import Across, Down, Flow
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import Card
from carerdesk.ui.widgets.text import Chip, Icon, Label, Rule


class YearView(QWidget):
    """One tax year. `go` opens another view of the room: ("codes", "2027-04-06"), ("year", "2025-26")."""

    def __init__(self, desk: Desk, year: str, years: tuple[str, ...], go: Callable[[str, Any], object]) -> None:
        super().__init__()
        self.desk, self.year, self._go = desk, year, go
        found = year_end(desk.books, year)
        column = Down(gap="l")
        self.setLayout(column)
        others = [one for one in years if one != year]
        if others:
            words = self.tr("See the tax year {year}")
            buttons = [Button(words.format(year=one), "small", act=partial(go, "year", one)) for one in others[:6]]
            column.add(Flow(*buttons, gap="xs"))
        column.add(self._path(found.steps), self._p60s(found.p60s), self._papers(), self._agreeing())

    # --- the path -----------------------------------------------------------------------------------------------------

    def _path(self, steps: tuple[Step, ...]) -> Card:
        card = Card(self.tr("What to do, and by when"))
        for at, step in enumerate(steps):
            card.add(*([Rule()] if at else []), self._step(step))
        return card

    def _step(self, step: Step) -> QWidget:
        late = not step.done and step.by < self.desk.today()
        title = guidance("year_end", f"step_{step.key}")
        status = self.tr("Done") if step.done else self.tr("Late") if late else self.tr("To do")
        head = Across(Icon("circle-check" if step.done else "circle", "good" if step.done else "ink2", 18), gap="s")
        head.addWidget(Label(title, "strong", wrap=True), 1)
        head.add(Chip(status, "good" if step.done else "attention" if late else "quiet"))
        body = Down(head, Label(self._when(step), "small", "ink2", wrap=True), gap="xs")
        body.add(Label(guidance("year_end", f"step_{step.key}_why"), wrap=True))
        if not step.confirmed:
            body.add(Label(guidance("year_end", "unconfirmed"), "small", "ink2", wrap=True))
        if button := self._act(step, title):
            body.add(Across(button, None))
        holder = QWidget()
        holder.setLayout(body)
        return holder

    def _when(self, step: Step) -> str:
        by = self.tr("By {day}").format(day=full_date(step.by))
        return f"{by}. {step.left}." if step.left else f"{by}."

    def _act(self, step: Step, title: str) -> Button | None:
        if step.key == "codes":
            april = first_of(year_after(self.year)).isoformat()
            return Button(self.tr("See the codes"), "small", act=partial(self._go, "codes", april))
        if not step.by_hand:
            return None
        if step.done:
            words, name = self.tr("Not done after all"), self.tr("Not done after all: {what}").format(what=title)
        else:
            words, name = self.tr("This is done"), self.tr("This is done: {what}").format(what=title)
        act = partial(self._tick, step.key, is_done=not step.done)
        return Button(words, "small", name=name, act=act)

    def _tick(self, key: str, *, is_done: bool) -> None:
        self.desk.report(say_step_done(self.desk.books, self.year, key, is_done=is_done))

    # --- P60s and papers ----------------------------------------------------------------------------------------------

    def _p60s(self, people: tuple[GivenP60, ...]) -> Card:
        card = Card(self.tr("P60s"))
        if not people:
            card.add(Label(guidance("year_end", "no_p60s"), wrap=True))
        for at, one in enumerate(people):
            card.add(*([Rule()] if at else []), self._p60(one))
        return card

    def _p60(self, one: GivenP60) -> QWidget:
        said = (
            self.tr("Given on {day}").format(day=long_date(one.given_on)) if one.given_on else self.tr("Not given yet")
        )
        names = {"name": one.name}
        row = Across(gap="s")
        row.addLayout(Down(Label(one.name, "strong", wrap=True), Label(said, "small", "ink2", wrap=True), gap=1), 1)
        figures = self.tr("Figures for {name}’s P60").format(**names)
        given = self.tr("{name} has the P60") if one.given_on is None else self.tr("{name} has no P60 after all")
        act = partial(self._given, one.worker_id, is_given=one.given_on is None)
        body = Down(row, Flow(
            Button(figures, "small", act=partial(self._save_p60, one)),
            Button(given.format(**names), "small", act=act),
            gap="xs",
        ), gap="xs")  # fmt: skip
        holder = QWidget()
        holder.setLayout(body)
        return holder

    def _given(self, worker_id: int, *, is_given: bool) -> None:
        self.desk.report(say_p60_given(self.desk.books, self.year, worker_id, is_given=is_given))

    def _save_p60(self, one: GivenP60) -> None:
        from carerdesk.services.year_end.p60 import p60_pdf

        name = self.tr("P60 figures, {name}, {year}.pdf").format(name=one.name, year=self.year)
        made = partial(p60_pdf, self.desk.books, self.year, one.worker_id)
        save(self.desk, self, Paper(self.tr("Save the figures for the P60"), name, made))

    def _papers(self) -> Card:
        card = Card(self.tr("Papers of the year"))
        people = year_summary(self.desk.books, self.year).people
        summary = Button(self.tr("Save the payroll summary"), act=self._save_summary)
        words = self.tr("Deductions record of {name}")
        records = [
            Button(words.format(name=one.name), "small", act=partial(self._save_record, one.worker_id, one.name))
            for one in people
        ]
        card.add(Label(guidance("year_end", "keep_note"), "small", "ink2", wrap=True), Flow(summary, *records, gap="s"))
        return card

    def _save_summary(self) -> None:
        from carerdesk.services.year_end.papers import year_summary_pdf

        name = self.tr("Payroll summary {year}.pdf").format(year=self.year)
        made = partial(year_summary_pdf, self.desk.books, self.year)
        save(self.desk, self, Paper(self.tr("Save the payroll summary"), name, made))

    def _save_record(self, worker_id: int, who: str) -> None:
        from carerdesk.services.filing.papers import deductions_record_pdf

        name = self.tr("Deductions record, {name}, {year}.pdf").format(name=who, year=self.year)
        made = partial(deductions_record_pdf, self.desk.books, worker_id, self.year)
        save(self.desk, self, Paper(self.tr("Save the deductions record"), name, made))

    # --- agreeing -----------------------------------------------------------------------------------------------------

    def _agreeing(self) -> Card:
        from carerdesk.services.year_end.papers import difference_words

        found = reconciliation(self.desk.books, self.year)
        card = Card(self.tr("Payslips, HMRC and bank"))
        good = len(found.wages) + len(found.hmrc) - len(found.differences)
        words = self.tr("{good} agree, {open} do not yet.").format(good=good, open=len(found.differences))
        card.add(Label(words, "strong", wrap=True))
        for one in found.differences:
            card.add(Rule(), self._difference(one, difference_words(one)))
        return card

    def _difference(self, one: Compared, why: str) -> QWidget:
        told = self.tr(", HMRC is told {hmrc}").format(hmrc=one.hmrc) if one.hmrc is not None else ""
        sums = self.tr("Payslips {payslips}{told}, bank {bank}").format(payslips=one.payslips, told=told, bank=one.bank)
        holder = QWidget()
        holder.setLayout(
            Down(
                Label(one.title, "strong", wrap=True),
                Label(why, wrap=True),
                Label(sums, "small", "ink2", wrap=True),
                gap=1,
            )
        )
        return holder

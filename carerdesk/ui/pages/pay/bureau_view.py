"""Check the bureau: our payslips, what it made of them, and why they differ."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from itertools import groupby
from typing import Any, ClassVar

from PySide6.QtWidgets import QWidget

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.bureau.explain import FIGURES, Explained, Part
from carerdesk.domain.dates import full_date, long_date
from carerdesk.domain.money import Money
from carerdesk.domain.problem import Problem
from carerdesk.services.bureau.checking import SlipToCheck, keep_bureau_slip, slips_to_check, typed_before
from carerdesk.services.bureau.sending import hours_sent_on, say_hours_sent
from carerdesk.services.outcome import Outcome, Rejected
from carerdesk.ui.half_typed import HalfTyped, Typed
from carerdesk.ui.page import Desk
from carerdesk.ui.pages.pay.bureau_reading import ReadFile
from carerdesk.ui.pages.people.form import Form
from carerdesk.ui.saving import Paper, save
from carerdesk.ui.widgets.arrange import Across, Down, Flow
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import Card, EmptyPage
from carerdesk.ui.widgets.fields import MoneyField
from carerdesk.ui.widgets.text import Chip, Label, Rule

_TONES = {"open": "quiet", "agrees": "good", "differs": "attention"}


def said(key: str, **values: str) -> str:
    """The words of the subject."""
    return guidance("bureau", key, **values)


class BureauView(QWidget):
    """Payday by payday, the newest first; `open_slip` goes to one payslip."""

    def __init__(self, desk: Desk, open_slip: Callable[[int], object]) -> None:
        super().__init__()
        self.desk, self._open = desk, open_slip
        column = Down(gap="l")
        self.setLayout(column)
        slips = slips_to_check(desk.books)
        if not slips:
            column.add(EmptyPage("scale", self.tr("Nothing to check yet"), said("check_empty")))
        for payday, found in groupby(slips, key=lambda one: one.payday):
            card = Card(full_date(payday))
            for at, one in enumerate(found):
                card.add(*([Rule()] if at else []), self._row(one))
            if sent := hours_sent_on(desk.books, payday):
                words = self.tr("Hours saved for the bureau on {day}").format(day=long_date(sent))
                card.add(Label(words, "small", "ink2", wrap=True))
            card.add(Flow(*self._schedule(payday), gap="xs"))
            column.add(card)

    def _row(self, one: SlipToCheck) -> QWidget:
        words = self.tr("Check {name}’s payslip") if one.state == "open" else self.tr("See {name}’s payslip")
        name = self.tr("{words}, {day}").format(words=words.format(name=one.name), day=full_date(one.payday))
        row = Across(gap="s")
        row.addLayout(Down(Label(one.name, "strong", wrap=True), Label(str(one.net), "small", "ink2"), gap=1), 1)
        row.add(Chip(said(f"state_{one.state}"), _TONES[one.state]))
        row.add(Button(words.format(name=one.name), "small", name=name, act=partial(self._open, one.payslip_id)))
        holder = QWidget()
        holder.setLayout(row)
        return holder

    def _schedule(self, payday: Any) -> list[QWidget]:  # noqa: ANN401 - a day
        day = full_date(payday)
        pdf, sheet = self.tr("Hours for the bureau (PDF)"), self.tr("Hours for the bureau (CSV)")
        return [
            Button(pdf, "small", name=f"{pdf}, {day}", act=partial(self._save, payday, "pdf")),
            Button(sheet, "small", name=f"{sheet}, {day}", act=partial(self._save, payday, "csv")),
        ]

    def _save(self, payday: Any, kind: str) -> None:  # noqa: ANN401 - a day
        from carerdesk.services.bureau.papers import schedule_csv, schedule_pdf

        made = partial(schedule_pdf if kind == "pdf" else schedule_csv, self.desk.books, payday)
        name = self.tr("Hours for the bureau {day}.{kind}").format(day=payday.isoformat(), kind=kind)
        saved = partial(self._sent, payday)
        save(self.desk, self, Paper(self.tr("Save the hours for the bureau"), name, made, saved))

    def _sent(self, payday: Any, _path: object) -> None:  # noqa: ANN401 - a day
        self.desk.report(say_hours_sent(self.desk.books, payday))


class BureauSlipForm(Form):
    """What the bureau's payslip says, and under it how it differs."""

    wanted: ClassVar[Mapping[str, str]] = {"gross": "bureau_slip_gross_and_net", "net": "bureau_slip_gross_and_net"}

    def __init__(self, desk: Desk, slip: SlipToCheck) -> None:
        super().__init__(desk)
        self._slip = slip
        self.act = self.tr("Compare")
        before = typed_before(desk.books, slip.payslip_id)
        for name in FIGURES:
            field = self.take(name, MoneyField(said(f"figure_{name}"), optional=name not in self.wanted))
            field.set_value(before.get(name))
        self.reading = ReadFile(desk, self._read, to_date=False)
        self.card(self.tr("On the bureau’s payslip"), self.reading, *self.fields.values())
        typed: dict[str, Typed] = {**self.fields, "reading": self.reading}
        self.half_typed = HalfTyped(desk, self, f"bureau_slip:{slip.payslip_id}", typed)
        if slip.checked:
            self.column.add(self._found(slip.checked))

    def _read(self, found: Mapping[str, Money]) -> None:
        for name, amount in found.items():
            if name in self.fields:
                self.fields[name].set_value(amount)

    @staticmethod
    def _found(checked: tuple[Explained, ...]) -> Card:
        card = Card("How they compare")
        for at, one in enumerate(checked):
            card.add(*([Rule()] if at else []), _explained(one))
        return card

    def is_complete(self) -> bool:
        if self.reading.wants_confirming:
            return self.desk.report(Rejected((Problem("", "bureau_figures_not_confirmed"),)), self.fields)
        return super().is_complete()

    def save(self) -> Outcome:
        typed: dict[str, Money | None] = {name: field.value() for name, field in self.fields.items()}
        return keep_bureau_slip(self.desk.books, self._slip.payslip_id, typed)

    def finish(self, after: Callable[[], object]) -> None:
        """Keep it and show what was found."""
        if self.is_complete() and self.desk.report(self.save(), self.fields):
            self.half_typed.drop()
            after()


def _explained(one: Explained) -> QWidget:
    key = "differs" if one.parts else "agrees"
    parts = [Label(said(key, ours=str(one.ours), theirs=str(one.theirs)), wrap=True)]
    parts += [Label(part_words(part), "small", "attention", wrap=True) for part in one.parts]
    holder = QWidget()
    holder.setLayout(Down(Label(said(f"figure_{one.figure}"), "strong", wrap=True), *parts, gap=1))
    return holder


def part_words(part: Part) -> str:
    """One part of a difference, in a sentence."""
    return said(f"why_{part.reason}", amount=str(part.amount), what=part.what)

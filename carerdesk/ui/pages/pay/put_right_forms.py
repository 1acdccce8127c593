"""Putting pay right beside its hours: what was wrong, and the right rate, tax code, letter or PA."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import full_date
from carerdesk.domain.problem import Problem
from carerdesk.services.hours.views import ShiftView
from carerdesk.services.outcome import Rejected
from carerdesk.services.pay.difference import Difference, difference_of
from carerdesk.services.pay.paid_hours import PaidHours, PaidTerms
from carerdesk.services.pay.wrong import RATE, WORKER, Wrong, WrongRate, WrongTax, WrongWorker
from carerdesk.services.people import choices
from carerdesk.services.people.names import choice_name
from carerdesk.ui.half_typed import HalfTyped
from carerdesk.ui.page import Desk
from carerdesk.ui.widgets.arrange import Down
from carerdesk.ui.widgets.buttons import Button, DueRow
from carerdesk.ui.widgets.cards import FormCard, ListCard
from carerdesk.ui.widgets.choices import FilteredList, choice_field
from carerdesk.ui.widgets.fields import Answer, DateField, RateField, TextField
from carerdesk.ui.widgets.text import Label

TAX = "tax"
_KINDS = (("hours", "clock"), (RATE, "banknote"), (TAX, "landmark"), (WORKER, "users"))
_PER = {"sleep_in": "a night", "mileage": "a mile"}


class WhatWasWrong(QWidget):
    """The first question. `chosen` gets "hours", "rate", "tax" or "worker"."""

    def __init__(self, chosen: Callable[[str], object]) -> None:
        super().__init__()
        rows = ListCard(title=self.tr("What was wrong?"))
        rows.fill(*(self._row(kind, icon, chosen) for kind, icon in _KINDS))
        self.setLayout(Down(rows, Label(guidance("pay", "put_right_stays"), "small", "ink2", wrap=True), gap="m"))

    @staticmethod
    def _row(kind: str, icon: str, chosen: Callable[[str], object]) -> DueRow:
        title, about = guidance("pay", f"wrong_{kind}"), guidance("pay", f"wrong_{kind}_about")
        return DueRow(icon, title, about, "", act=lambda: chosen(kind))


class RightTerms(QWidget):
    """One form of what is right, and why. `look` gets what was understood, and what it comes to."""

    def __init__(self, desk: Desk, paid: PaidHours, key: str, look: Callable[[Wrong, Difference, str], object]) -> None:
        super().__init__()
        self.desk, self.paid, self._look = desk, paid, look
        self.key = f"put_right:{paid.payslip_id}:{key}"
        self.finish = Button(self.tr("See the difference"), "primary", act=self._finish)
        why = self.tr("One sentence for whoever asks later")
        self.why = TextField(self.tr("Why was it wrong?"), why, characters=60)
        self.fields: Mapping[str, Answer[Any]] = {}

    def build(self, fields: Mapping[str, Answer[Any]], *parts: QWidget, note: str = "") -> None:
        """Lay the form out, and put back what was typed on it before; `fields` are named as the problems name them."""
        self.fields = {**fields, "why": self.why}
        about = [Label(guidance("pay", note), "small", "ink2", wrap=True)] if note else []
        self.setLayout(Down(FormCard("", *parts, self.why, *about, main=self.finish)))
        self.half_typed = HalfTyped(self.desk, self, self.key, self.fields)

    def meant(self) -> Wrong | Problem:
        """What was typed, or what is missing."""
        raise NotImplementedError

    def reason(self) -> str:
        """Why it was wrong."""
        return self.why.value() or ""

    def _finish(self) -> None:
        if not self.desk.understood(self.fields):
            return
        wrong = self.meant()
        if isinstance(wrong, Problem):
            self.desk.report(Rejected((wrong,)), self.fields)
            return
        found = difference_of(self.desk.books, wrong)
        if isinstance(found, Rejected):
            self.desk.report(found, self.fields)
        else:
            self._look(wrong, found, self.key)


class RightRate(RightTerms):
    """The right rate, and from which day."""

    def __init__(
        self, desk: Desk, paid: PaidHours, terms: PaidTerms, look: Callable[[Wrong, Difference, str], object]
    ) -> None:
        super().__init__(desk, paid, "rate", look)
        self.kind = choice_field(
            self.tr("Which rate was wrong?"), [(kind, _paid_at(kind, terms)) for kind in terms.rates]
        )
        self.amount = RateField(self.tr("The right rate"), self.tr("In pounds, like 13.60"))
        self.day = DateField(
            self.tr("Wrong since"), paid.last, self.tr("The first day the right rate should have held")
        )
        fields: dict[str, Answer[Any]] = {"kind": self.kind, "amount": self.amount, "day": self.day}
        self.build(fields, self.kind, self.amount, self.day, note="put_right_rate_about")

    def meant(self) -> Wrong | Problem:
        kind, day, amount = self.kind.value(), self.day.value(), self.amount.value()
        if kind is None:
            return Problem("kind", "put_right_rate_kind_missing")
        if amount is None:
            return Problem("amount", "put_right_rate_missing")
        if day is None:
            return Problem("day", "put_right_rate_from_missing")
        return WrongRate(self.paid.payslip_id, self.reason(), kind, day, amount)


def _paid_at(kind: str, terms: PaidTerms) -> str:
    amount = terms.rates[kind]
    paid = f"£{amount:.2f}" if amount == round(amount, 2) else f"£{amount.normalize():f}"
    return f"{choice_name('rate', kind)}: {paid} {_PER.get(kind, 'an hour')}"


class RightTax(RightTerms):
    """The right code, the way it counts and the letter, and the first payday they should have held for."""

    def __init__(
        self, desk: Desk, paid: PaidHours, terms: PaidTerms, look: Callable[[Wrong, Difference, str], object]
    ) -> None:
        super().__init__(desk, paid, "tax", look)
        paydays = [(day.isoformat(), full_date(day)) for day in terms.paydays]
        self.day = FilteredList(self.tr("The first payday it was wrong"), paydays, characters=28)
        self.code = TextField(self.tr("The right tax code"), self.tr("Like 1257L, BR or S1257L"), characters=12)
        self.basis = choice_field(
            self.tr("How it counts"), [(each, choice_name("basis", each)) for each in choices.BASES]
        )
        letters = [(letter, choice_name("ni_letter", letter)) for letter in choices.NI_LETTERS]
        self.letter = FilteredList(self.tr("The right National Insurance letter"), letters, characters=40)
        self.day.set_value(paid.payday.isoformat())
        self.code.set_value(terms.code)
        self.basis.set_value(terms.basis)
        self.letter.set_value(terms.letter)
        fields = {"day": self.day, "tax_code": self.code, "basis": self.basis, "ni_letter": self.letter}
        self.build(fields, self.day, self.code, self.basis, self.letter, note="put_right_tax_about")

    def meant(self) -> Wrong | Problem:
        day, code, basis, letter = self.day.value(), self.code.value(), self.basis.value(), self.letter.value()
        if day is None or basis is None:
            return Problem("day", "put_right_payday_missing")
        if letter is None:
            return Problem("ni_letter", "ni_letter_missing")
        return WrongTax(self.paid.payslip_id, self.reason(), date.fromisoformat(day), code or "", basis, letter)


class RightWorker(RightTerms):
    """Who worked a shift."""

    def __init__(
        self,
        desk: Desk,
        paid: PaidHours,
        terms: PaidTerms,
        shift: ShiftView,
        look: Callable[[Wrong, Difference, str], object],
    ) -> None:
        super().__init__(desk, paid, f"worker:{shift.id}", look)
        self._shift = shift
        self.worker = choice_field(self.tr("Who worked this shift?"), terms.others)
        self.build({"worker_id": self.worker}, self.worker, note="put_right_worker_about")

    def meant(self) -> Wrong | Problem:
        worker_id = self.worker.value()
        if worker_id is None:
            return Problem("worker_id", "put_right_worker_missing")
        return WrongWorker(self.paid.payslip_id, self.reason(), self._shift.id, worker_id)

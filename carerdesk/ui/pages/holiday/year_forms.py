"""Carrying holiday over, and putting a balance right."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from carerdesk.catalogue.guidance import guidance
from carerdesk.catalogue.words import problem_words
from carerdesk.domain.holiday.carry_over import CarryReason
from carerdesk.domain.hours.shift import hours_text
from carerdesk.domain.problem import Problem
from carerdesk.services.holiday.year_end import Carrying, YearEnd, carry_over, odd_carry, put_balance_right
from carerdesk.services.outcome import Rejected
from carerdesk.ui.half_typed import HalfTyped
from carerdesk.ui.page import Desk
from carerdesk.ui.widgets.arrange import Down
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import FormCard
from carerdesk.ui.widgets.choices import choice_field
from carerdesk.ui.widgets.fields import Answer, DateField, HoursField, TextField
from carerdesk.ui.widgets.notices import CheckStrip
from carerdesk.ui.widgets.text import Label


class CarryForm(QWidget):
    """How much is carried over, why, and until when where an agreement says so."""

    def __init__(self, desk: Desk, view: YearEnd, after: Callable[[], object]) -> None:
        super().__init__()
        self.desk, self._view, self._after = desk, view, after
        reasons = tuple((reason.value, guidance("holiday", f"reason_{reason.value}")) for reason in CarryReason)
        self.reason = choice_field(self.tr("Why is it carried over?"), reasons, guidance("holiday", "carry_why"))
        self.minutes = HoursField(self.tr("Hours to carry over"))
        self.note = TextField(self.tr("What was agreed, or what happened"), guidance("holiday", "carry_note_hint"))
        self.use_by = DateField(
            self.tr("To be taken by"), desk.today(), guidance("holiday", "carry_until_hint"), optional=True
        )
        self.finish = Button(self.tr("Carry it over"), "primary", act=self._finish)
        left = self.tr("{left} left of the leave year {days}.").format(
            left=hours_text(max(view.left, 0)), days=view.days
        )
        self._odd = Down(gap="s")
        until = Label(guidance("holiday", "carry_until"), "small", "ink2", wrap=True)
        card = FormCard(
            "", Label(left, wrap=True), self.reason, until, self.minutes, self.note, self.use_by, main=self.finish
        )
        self.setLayout(Down(self._odd, card, gap="m"))
        self.minutes.set_value(max(view.left, 0) or None)
        key = f"carry:{view.worker_id}:{view.year.first.isoformat()}"
        self.half_typed = HalfTyped(desk, self, key, self.fields)

    @property
    def fields(self) -> dict[str, Answer[Any]]:
        """The fields by the names the problems use."""
        return {"reason": self.reason, "minutes": self.minutes, "note": self.note, "use_by": self.use_by}

    def _finish(self) -> None:
        self._odd.clear()
        if not self.desk.understood(self.fields):
            return
        new = Carrying(
            self._view.worker_id, self._view.year.first, self.minutes.value() or 0, self.reason.value() or "",
            self.note.value() or "", self.use_by.value(),
        )  # fmt: skip
        if questions := odd_carry(self.desk.books, new):
            strip = CheckStrip(problem_words(questions[0]), lambda: self._keep(new), self.minutes.take_focus)
            self._odd.add(strip)
            strip.show()
        else:
            self._keep(new)

    def _keep(self, new: Carrying) -> None:
        if self.desk.report(carry_over(self.desk.books, new), self.fields):
            self.half_typed.drop()
            self._after()


class BalanceForm(QWidget):
    """Hours added to a balance or taken off it, with the reason."""

    def __init__(self, desk: Desk, view: YearEnd, after: Callable[[], object]) -> None:
        super().__init__()
        self.desk, self._view, self._after = desk, view, after
        self.way = choice_field(
            self.tr("What is to be done?"),
            ((False, self.tr("Add hours")), (True, self.tr("Take hours off"))),
            guidance("holiday", "balance_why"),
        )
        self.minutes = HoursField(self.tr("Hours"))
        self.note = TextField(self.tr("Why?"), self.tr("It stays in the record"), characters=60)
        self.finish = Button(self.tr("Put it right"), "primary", act=self._finish)
        self.setLayout(Down(FormCard("", self.way, self.minutes, self.note, main=self.finish)))
        self.half_typed = HalfTyped(desk, self, f"holiday_balance:{view.worker_id}", self.fields)

    @property
    def fields(self) -> dict[str, Answer[Any]]:
        """The fields by the names the problems use."""
        return {"way": self.way, "minutes": self.minutes, "note": self.note}

    def _finish(self) -> None:
        if not self.desk.understood(self.fields):
            return
        off = self.way.value()
        if off is None:
            self.desk.report(Rejected((Problem("way", "add_or_take_off"),)), self.fields)
            return
        worker_id, why = self._view.worker_id, self.note.value() or ""
        if self.desk.report(
            put_balance_right(self.desk.books, worker_id, self.minutes.value(), why, off=off), self.fields
        ):
            self.half_typed.drop()
            self._after()

"""A school term: its name, first day and last."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from carerdesk.domain.problem import Problem
from carerdesk.services.outcome import Outcome, Rejected
from carerdesk.services.rota.terms import TermView, keep_term, remove_term
from carerdesk.ui.half_typed import HalfTyped
from carerdesk.ui.page import Desk
from carerdesk.ui.widgets.answer import Answer
from carerdesk.ui.widgets.arrange import Across, Down, Flow
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import FormCard
from carerdesk.ui.widgets.fields import DateField, TextField


class TermForm(QWidget):
    """Adds a term, or changes one."""

    def __init__(self, desk: Desk, term: TermView | None, after: Callable[[], object]) -> None:
        super().__init__()
        self._desk, self._term, self._after = desk, term, after
        self.name = TextField(self.tr("Name"), self.tr("Like Autumn term 2026"))
        self.first = DateField(self.tr("First day of term"), desk.today())
        self.last = DateField(self.tr("Last day of term"), desk.today())
        self.finish = Button(self.tr("Keep the term"), "primary", act=self.keep)
        days = QWidget()
        days.setLayout(Flow(self.first, self.last, gap="l"))
        card = FormCard("", self.name, days, main=self.finish)
        if term is not None:
            self.name.set_value(term.name)
            self.first.set_value(term.first_day)
            self.last.set_value(term.last_day)
            card.add(Across(Button(self.tr("Take the term out"), "small", act=self._remove), None))
        self.setLayout(Down(card))
        self.half_typed = HalfTyped(desk, self, f"term:{term.id if term else 'new'}", self.by_name())

    def by_name(self) -> dict[str, Answer[Any]]:
        """The fields under the names services know them by."""
        return {"name": self.name, "first_day": self.first, "last_day": self.last}

    def keep(self) -> None:
        """Keep it, or say what is missing."""
        if self._desk.understood(self.by_name()):
            self._report(self._kept())

    def _kept(self) -> Outcome:
        first, last = self.first.value(), self.last.value()
        if first is None or last is None:
            return Rejected((Problem("first_day" if first is None else "last_day", "term_day_missing"),))
        return keep_term(self._desk.books, self.name.value() or "", first, last, self._term.id if self._term else None)

    def _remove(self) -> None:
        assert self._term is not None
        self._report(remove_term(self._desk.books, self._term.id))

    def _report(self, outcome: Outcome) -> None:
        if self._desk.report(outcome, self.by_name()):
            self.half_typed.drop()
            self._after()

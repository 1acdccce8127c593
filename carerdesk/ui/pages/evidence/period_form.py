"""A period a funder's letter asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.problem import Problem
from carerdesk.services.evidence.explaining import add_return_period
from carerdesk.services.money.choices import funder_choices
from carerdesk.services.outcome import Rejected
from carerdesk.ui.views import FormView
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import FormCard, PageHead
from carerdesk.ui.widgets.fields import DateField

if TYPE_CHECKING:
    from carerdesk.ui.pages.evidence.page import EvidencePage


class PeriodForm(FormView["EvidencePage"]):
    """First day, last day, and when the return is due."""

    def __init__(self, room: EvidencePage, funder_id: int) -> None:
        super().__init__(room, room.show_returns)
        self._funder_id, self.draft = funder_id, f"period:{funder_id}"
        today = self.desk.today()
        self._first = DateField(self.tr("First day"), today)
        self._last = DateField(self.tr("Last day"), today)
        self._due = DateField(self.tr("To be sent by"), today, optional=True)
        for name, field in (("first", self._first), ("last", self._last), ("due", self._due)):
            self.take(name, field)
        main = Button(self.tr("Keep this period"), "primary", act=self._save)
        self.column.add(FormCard("", self._first, self._last, self._due, main=main), self.buttons(main))
        self.restore()

    def head(self) -> PageHead:
        names = {each.id: each.name for each in funder_choices(self.books)}
        title = self.tr("A period for {funder}").format(funder=names.get(self._funder_id, ""))
        return self.head_of(title, guidance("evidence", "period_why"))

    def _save(self) -> None:
        if not self.is_understood():
            return
        first, last = self._first.value(), self._last.value()
        if first is None or last is None:
            empty = [name for name, day in (("first", first), ("last", last)) if day is None]
            problems = tuple(Problem(name, f"period_{name}_missing") for name in empty)
            self.desk.report(Rejected(problems), self.fields)
            return
        self.finish(add_return_period(self.books, self._funder_id, first, last, self._due.value()))

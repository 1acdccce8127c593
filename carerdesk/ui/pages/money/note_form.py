"""A note on a line, in the family's own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from carerdesk.catalogue.guidance import guidance
from carerdesk.services.money.details import line_details
from carerdesk.services.money.sorting import explain_line
from carerdesk.ui.views import FormView
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import Card, PageHead
from carerdesk.ui.widgets.fields import NotesField

if TYPE_CHECKING:
    from carerdesk.ui.pages.money.page import MoneyPage


class NoteForm(FormView["MoneyPage"]):
    """One box, and who the line is."""

    def __init__(self, room: MoneyPage, line_id: int) -> None:
        super().__init__(room)
        self._line_id = line_id
        self.draft = f"note:{line_id}"
        details = line_details(self.books, line_id)
        assert details is not None
        self._who = f"{details.line.who}, {abs(details.line.amount)}"
        self._note = NotesField(self.tr("Note"), guidance("money", "note_hint"), optional=True)
        self._note.set_value(details.note)
        self.take("note", self._note)
        self.column.add(
            Card("", self._note), self.buttons(Button(self.tr("Keep this note"), "primary", act=self._save))
        )
        self.restore()

    def head(self) -> PageHead:
        return self.head_of(self.tr("Note on a line"), self._who)

    def _save(self) -> None:
        self.finish(explain_line(self.books, self._line_id, self._note.value() or ""))

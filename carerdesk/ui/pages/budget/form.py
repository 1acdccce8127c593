"""Views that ask: fields by the name services know them by, a main button, and Back. Half-typed words are kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from carerdesk.services.funding.drafts import drop_draft, keep_draft, kept_draft
from carerdesk.services.outcome import Outcome
from carerdesk.ui.pages.budget.view import View
from carerdesk.ui.widgets.arrange import Flow
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import PageHead
from carerdesk.ui.widgets.fields import Answer, Field, NotesField

if TYPE_CHECKING:
    from carerdesk.ui.pages.budget.page import BudgetPage


class FormView(View):
    """A form of the room. What is half typed is kept under `draft`; "" keeps nothing."""

    draft = ""

    def __init__(self, room: BudgetPage, go_back: Callable[[], object]) -> None:
        super().__init__(room)
        self.fields: dict[str, Answer[Any]] = {}
        self.go_back = go_back
        self._finished = False

    def take(self, name: str, field: Answer[Any]) -> None:
        """Make a field part of the form."""
        self.fields[name] = field

    def head_of(self, title: str, sub: str) -> PageHead:
        """The head with Back."""
        return PageHead(title, sub, back=self.tr("Back"), go_back=self.go_back)

    def buttons(self, *buttons: Button) -> QWidget:
        """The row of buttons at the foot."""
        row = QWidget()
        row.setLayout(Flow(*buttons, gap="m"))
        return row

    def is_understood(self) -> bool:
        """Whether every field could be read; shows what to do where not."""
        return self.desk.understood(self.fields)

    def finish(self, outcome: Outcome) -> bool:
        """Report, and go back where it is done."""
        self._finished = True
        if not self.desk.report(outcome, self.fields):
            self._finished = False
            return False
        if self.draft:
            drop_draft(self.books, self.draft)
        self.go_back()
        return True

    def restore(self) -> None:
        """Put back what was typed before and not finished."""
        typed = kept_draft(self.books, self.draft) if self.draft else None
        for name, field in self.fields.items():
            if typed is not None and name in typed:
                _retype(field, typed[name])

    def leave(self) -> None:
        if self.draft and not self._finished and any(not field.is_blank for field in self.fields.values()):
            keep_draft(self.books, self.draft, {name: _typed(field) for name, field in self.fields.items()})

    def begin(self) -> None:
        first = next((field for field in self.fields.values() if field.isVisible()), None)
        if first is not None:
            first.take_focus()


def _typed(field: Answer[Any]) -> object:
    return field.text if isinstance(field, (Field, NotesField)) else field.value()


def _retype(field: Answer[Any], typed: object) -> None:
    if isinstance(field, (Field, NotesField)):
        field.text = str(typed or "")
    else:
        field.set_value(typed)

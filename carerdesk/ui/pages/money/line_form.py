"""Typing a line, and putting a typed one right."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.money import Money
from carerdesk.services.money.accounts import accounts
from carerdesk.services.money.details import line_details
from carerdesk.services.money.lines import NewLine, add_line, change_line, remove_line
from carerdesk.services.outcome import Done
from carerdesk.ui.views import FormView
from carerdesk.ui.widgets.arrange import Flow
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import FormCard, PageHead
from carerdesk.ui.widgets.choices import RadioRow
from carerdesk.ui.widgets.fields import DateField, MoneyField, NotesField, TextField

if TYPE_CHECKING:
    from carerdesk.ui.pages.money.page import MoneyPage

OUT, IN = "out", "in"


class LineForm(FormView["MoneyPage"]):
    """Which account, which day, in or out, how much, who. What it was for is asked of all lines in one place."""

    def __init__(self, room: MoneyPage, line_id: int | None) -> None:
        super().__init__(room)
        self._line_id = line_id
        self.draft = "" if line_id else "line"
        found = [account for account in accounts(self.books) if account.closed_on is None or line_id]
        self._account = RadioRow(self.tr("Account"), [(each.id, each.name) for each in found], across=True)
        self._day = DateField(self.tr("Day"), self.desk.today(), self.tr("As the bank shows it"))
        self._way = RadioRow(
            self.tr("Which way"), [(OUT, self.tr("Money out")), (IN, self.tr("Money in"))], across=True
        )
        self._amount = MoneyField(self.tr("Amount"), self.tr("Without plus or minus"))
        self._who = TextField(self.tr("Who was paid, or who paid"))
        self._note = NotesField(self.tr("Note"), optional=True, lines=2)
        self.take("day", self._day)
        self.take("amount", self._amount)
        self.take("description", self._who)
        self.take("way", self._way)
        self.take("note", self._note)
        self._account.set_value(room.account_in_view(found))
        self._way.set_value(OUT)
        self._main = Button(self._act(), "primary", act=self._save)
        row = Flow(self._day, self._amount, gap="l")
        card = FormCard("", row, self._way, self._who, self._note, main=self._main, gap="l")
        if len(found) > 1 and line_id is None:
            self.take("account", self._account)
            card.body.insertWidget(0, self._account)
        self.column.add(card, self._foot())
        if line_id is not None:
            self._fill(line_id)
        self.restore()

    def head(self) -> PageHead:
        if self._line_id is None:
            return self.head_of(self.tr("Add a line"), guidance("money", "add_line_why"))
        return self.head_of(self.tr("Put a line right"), guidance("money", "change_line_why"))

    def _act(self) -> str:
        return self.tr("Add this line") if self._line_id is None else self.tr("Put this line right")

    def _foot(self) -> QWidget:
        buttons = [self._main]
        if self._line_id is None:
            buttons.append(Button(self.tr("Add it, then another"), act=self._save_and_another))
        else:
            buttons.append(Button(self.tr("Take this line out"), "danger", act=self._remove))
        return self.buttons(*buttons)

    def _fill(self, line_id: int) -> None:
        details = line_details(self.books, line_id)
        assert details is not None
        self._account.set_value(details.line.account_id)
        self._day.set_value(details.line.day)
        self._way.set_value(IN if details.line.amount.pence > 0 else OUT)
        self._amount.set_value(abs(details.line.amount))
        self._who.set_value(details.text)
        self._note.set_value(details.note)

    def _new(self) -> NewLine | None:
        if not self.is_understood():
            return None
        day, amount = self._day.value(), self._amount.value() or Money(0)
        signed = abs(amount) if self._way.value() == IN else -abs(amount)
        return NewLine(day or date.min, signed, self._who.value() or "", note=self._note.value() or "")

    def _save(self) -> None:
        new = self._new()
        if new is None:
            return
        if self._line_id is not None:
            self.finish(change_line(self.books, self._line_id, new))
            return
        outcome = add_line(self.books, self._account.value() or 0, new)
        made = outcome.id if isinstance(outcome, Done) else None
        self.finish(outcome, lambda: self.room.show_register(made))

    def _save_and_another(self) -> None:
        new = self._new()
        if new is not None and self.finish(add_line(self.books, self._account.value() or 0, new), lambda: None):
            for field in (self._amount, self._who, self._note):
                field.set_value(None)
            self._amount.take_focus()

    def _remove(self) -> None:
        assert self._line_id is not None
        self.finish(remove_line(self.books, self._line_id))

"""What every form of the room has in common: its fields, whether they can be read, and keeping them half-typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from carerdesk.domain.dates import MONTHS
from carerdesk.domain.problem import Problem
from carerdesk.domain.typed import read_date, read_rate
from carerdesk.services.outcome import Outcome, Rejected
from carerdesk.services.people.names import choice_name
from carerdesk.ui.page import Desk
from carerdesk.ui.widgets.arrange import Down, Item
from carerdesk.ui.widgets.cards import Card
from carerdesk.ui.widgets.choices import FilteredList, RadioRow, TickField
from carerdesk.ui.widgets.fields import Answer, Field

T = TypeVar("T")
PAGE = "people"  # what drafts of the room are kept under


class Form(QWidget):
    """Fields about one subject. `fields` are named as services name them in their problems.

    `question` and `why` head the page, `act` is the words on its button.
    """

    changed = Signal()
    question = ""
    why = ""
    act = ""
    wanted: ClassVar[Mapping[str, str]] = {}

    def __init__(self, desk: Desk, worker_id: int | None = None) -> None:
        super().__init__()
        self.desk, self.worker_id = desk, worker_id
        self.fields: dict[str, Answer[Any]] = {}
        self.column = Down(gap="l")
        self.setLayout(self.column)
        self._asked: QWidget | None = None

    def take(self, name: str, field: Answer[T]) -> Answer[T]:
        """Make a field part of the form, under the name services know it by."""
        self.fields[name] = field
        field.changed.connect(self.changed)
        return field

    def card(self, title: str, *items: Item) -> Card:
        """A card with some of the fields."""
        card = Card(title, *items, gap="l")
        self.column.add(card)
        return card

    def ask(self, strip: QWidget) -> None:
        """Show a question about something odd but possible, below the fields."""
        if self._asked is not None:
            self._asked.hide()
            self._asked.deleteLater()
        self._asked = strip
        self.column.add(strip)

    def odd(self) -> str:
        """Something odd but possible in the answers, as a question; "" where there is nothing to ask."""
        return ""

    def save(self) -> Outcome:
        """Have the service keep what the fields say."""
        raise NotImplementedError

    def is_begun(self) -> bool:
        """Whether anything was filled in; a form that was not begun can be left out."""
        return any(not field.is_blank for name, field in self.fields.items() if name in self.wanted)

    def is_complete(self) -> bool:
        """Whether every field could be read and none that is wanted is empty; shows what to do where not."""
        shown = {name: field for name, field in self.fields.items() if not field.isHidden()}
        if not self.desk.understood(shown):
            return False
        empty = [Problem(name, code) for name, code in self.wanted.items() if name in shown and shown[name].is_blank]
        return not empty or self.desk.report(Rejected(tuple(empty)), self.fields)

    def typed(self) -> dict[str, object]:
        """What stands in the fields, to be kept half-typed."""
        return {name: field.as_typed() for name, field in self.fields.items()}

    def retype(self, typed: Mapping[str, object]) -> None:
        """Put back what was typed before."""
        for name, field in self.fields.items():
            if name in typed:
                field.retype(typed[name])
        self.settle()

    def settle(self) -> None:
        """Bring what hangs on the answers up to date, after the fields were filled by the program."""


def choices_of(subject: str, values: Sequence[str]) -> list[tuple[str, str]]:
    """Values with their words, for a choice field."""
    return [(value, choice_name(subject, value)) for value in values]


def radios(label: str, subject: str, values: Sequence[str], hint: str = "", *, across: bool = False) -> RadioRow[str]:
    """Radio buttons for one of the room's choices."""
    return RadioRow(label, choices_of(subject, values), hint, across=across)


def a_list(label: str, subject: str, values: Sequence[str], hint: str = "", characters: int = 34) -> FilteredList[str]:
    """A list that narrows as you type, for one of the room's longer choices."""
    return FilteredList(label, choices_of(subject, values), hint, characters=characters)


def tick(label: str, hint: str = "") -> TickField:
    """A yes-or-no box."""
    return TickField(label, hint)


class NumberField(Field[Decimal]):
    """A plain number above or at nothing, like 2.5."""

    characters = 8
    shows_reading = False

    def read(self, text: str) -> Decimal | None:
        return read_rate(text)

    def write(self, value: Decimal) -> str:
        return f"{value.normalize():f}"

    def unread(self) -> str:
        return self.tr("{label} must be a number, like 3 or 2.5").format(label=self.label)


class DayOfYearField(Field[tuple[int, int]]):
    """A day that comes each year, typed "1 April" or "1/4"; `value()` is (month, day)."""

    characters = 14

    def __init__(self, label: str, today: date, hint: str = "") -> None:
        self._today = today
        super().__init__(label, hint)

    def read(self, text: str) -> tuple[int, int] | None:
        found = read_date(text, self._today)
        return (found.month, found.day) if found else None

    def write(self, value: tuple[int, int]) -> str:
        return f"{value[1]} {MONTHS[value[0] - 1]}"

    def unread(self) -> str:
        return self.tr("{label} must be a day and a month, like 1 April").format(label=self.label)

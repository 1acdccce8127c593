"""The register's own boxes: day, who, who pays, breaks, call-outs, miles. All can be filled in by typing alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import time
from decimal import Decimal
from typing import TypeVar

from PySide6.QtCore import Qt

from carerdesk.domain.listed import listed
from carerdesk.services.hours.choices import Choice
from carerdesk.services.hours.expenses import Expenses
from carerdesk.services.hours.short_forms import (
    Payers,
    Span,
    expenses_words,
    fitting,
    payers_words,
    read_call_outs,
    read_expenses,
    read_miles,
    read_minutes,
    read_name,
    read_payers,
    read_people,
    read_span,
)
from carerdesk.ui.theme import look
from carerdesk.ui.widgets.cards import announce
from carerdesk.ui.widgets.choices import FilteredList
from carerdesk.ui.widgets.fields import DateField, Field

T = TypeVar("T")
_BETWEEN_NAMES = re.compile(r"[,;+/&]\s*|\b(?:and|with)\s+", re.IGNORECASE)


class DayField(DateField):
    """A day of the week in view ("sun"), or any date; the line below the row says it in full."""

    characters = 8
    shows_reading = False

    def widen(self) -> None:
        """Room for a whole date."""
        self._characters = 12
        self.restyle(look())


class StartAndEndField(Field[Span]):
    """Start and end in one box; the line below the row says them."""

    characters = 11
    shows_reading = False

    def read(self, text: str) -> Span | None:
        return read_span(text)

    def write(self, value: Span) -> str:
        later = " next day" if value.days and value.end > value.start else ""
        return f"{value.start:%H:%M}-{value.end:%H:%M}{later}"

    def unread(self) -> str:
        return f"{self.label} must be two times, like 16:00-19:00 or 4-7pm"


class _TypedList(FilteredList[T]):
    """A box with a list to help: Enter takes what the list shows first; where it `goes_on`, Enter moves on as well."""

    goes_on = True

    def __init__(self, label: str, among: Sequence[Choice], *, optional: bool = False, characters: int) -> None:
        self.among = list(among)
        super().__init__(label, [], optional=optional, characters=characters)

    def offer(self, among: Sequence[Choice]) -> None:
        """Offer others; what was typed stays."""
        self.among = list(among)

    def _key(self, key: Qt.Key) -> bool:
        if self._options.isVisible() and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(str(self._options.currentIndex().data()))
            return not self.goes_on
        return super()._key(key)

    def _typed(self, text: str) -> None:
        self._open(text)
        self.changed.emit()

    def _open(self, text: str) -> None:
        words = [one.short for one in fitting(self._part(text), self.among)]
        if not words or (words == [self._part(text).strip()]):
            self._options.hide()
            return
        self._options.show_below(self.edit, words)
        announce(self.edit, f"{len(words)} choices. {words[0]}")

    def _part(self, text: str) -> str:
        """The part of what was typed that the list is about."""
        return text


class WhoField(_TypedList[int]):
    """A person by the first letters of the name."""

    def value(self) -> int | None:
        found = read_name(self.text, self.among)
        return found.id if found else None

    def set_value(self, value: int | None) -> None:
        self.edit.setText(next((one.short for one in self.among if one.id == value), ""))

    def fault(self) -> str:
        if self.is_blank or self.value() is not None:
            return ""
        names = [one.short for one in self.among]
        return f"{self.label} must be {_either(names)}" if names else f"Add {self.text.strip()} in People first"


class PeopleField(_TypedList[tuple[int, ...]]):
    """Those who go along, by their first letters: "Tom and Kasia"."""

    def value(self) -> tuple[int, ...] | None:
        return read_people(self.text, self.among)

    def set_value(self, value: tuple[int, ...] | None) -> None:
        self.edit.setText(listed(one.short for one in self.among if one.id in (value or ())))

    def fault(self) -> str:
        if self.is_blank or self.value() is not None:
            return ""
        names = [one.short for one in self.among]
        return f"{self.label} must be {_either(names)}, or two of them like {listed(names[:2])}"

    def _part(self, text: str) -> str:
        return text[self._last_name(text) :]

    def _take(self, words: str) -> None:
        super()._take(self.text[: self._last_name(self.text)] + words)

    @staticmethod
    def _last_name(text: str) -> int:
        """Where the name that is being typed begins."""
        return max((found.end() for found in _BETWEEN_NAMES.finditer(text)), default=0)


class PayersField(_TypedList[Payers]):
    """One funder by its first letters, or several with their part of a hundred: "Council 60, NHS 40"."""

    def value(self) -> Payers | None:
        return read_payers(self.text, self.among)

    def set_value(self, value: Payers | None) -> None:
        self.edit.setText(payers_words(value, self.among) if value else "")

    def fault(self) -> str:
        if self.is_blank or self.value() is not None:
            return ""
        return f"{self.label} must be {_either([one.short for one in self.among])}, or shares like Council 60, NHS 40"

    def _part(self, text: str) -> str:
        return text.rpartition(",")[2].strip()

    def _take(self, words: str) -> None:
        before, comma, _ = self.text.rpartition(",")
        super()._take(f"{before}{comma} {words}" if comma else words)


class BreakField(Field[int]):
    """Minutes of break, not paid and not shared."""

    characters = 8

    def read(self, text: str) -> int | None:
        return read_minutes(text)

    def say(self, value: int) -> str:
        return f"{value} minutes"

    def unread(self) -> str:
        return f"{self.label} must be minutes, like 20 or 30"


class CallOutsField(Field[tuple[tuple[time, time], ...]]):
    """Times awake and working within a sleep-in."""

    characters = 26

    def read(self, text: str) -> tuple[tuple[time, time], ...] | None:
        return read_call_outs(text)

    def write(self, value: tuple[tuple[time, time], ...]) -> str:
        return ", ".join(f"{first:%H:%M}-{last:%H:%M}" for first, last in value)

    def unread(self) -> str:
        return f"{self.label} must be times, like 02:00-02:30, 04:10-04:30"


class MilesField(Field[Decimal]):
    """Miles driven in the PA's own car."""

    characters = 8

    def read(self, text: str) -> Decimal | None:
        return read_miles(text)

    def write(self, value: Decimal) -> str:
        return f"{value.normalize():f}"

    def say(self, value: Decimal) -> str:
        return f"{value.normalize():f} miles"

    def unread(self) -> str:
        return f"{self.label} must be a number, like 12 or 4.5"


class NeededField(Field[int]):
    """How many PAs should be there."""

    characters = 4
    shows_reading = False

    def read(self, text: str) -> int | None:
        words = text.strip().removesuffix(":1")
        return int(words) if re.fullmatch(r"[1-9]", words) else None

    def unread(self) -> str:
        return f"{self.label} must be a number, like 1 or 2"


class ExpensesField(Field[Expenses]):
    """What the PA spent, to be paid back with the wage."""

    characters = 26

    def read(self, text: str) -> Expenses | None:
        return read_expenses(text)

    def write(self, value: Expenses) -> str:
        return expenses_words(value)

    def say(self, value: Expenses) -> str:
        return f"{listed(f'{title} {amount}' for title, amount in value)}, paid back with the wage"

    def unread(self) -> str:
        return f"{self.label} must be words and an amount, like parking 3.50, lunch 8"


def _either(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"

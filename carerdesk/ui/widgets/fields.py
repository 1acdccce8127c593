"""House fields: a label above, a hint, one box, "we read this as" below in green, a fault in brick before the box.

A field keeps what was typed, whatever it was. `value()` is what was understood, or None. No spin boxes, no date boxes,
nothing that hears the mouse wheel: one notch of it would move 6 April to 5 April, another tax year.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from PySide6.QtWidgets import QLineEdit, QWidget

from carerdesk.domain import typed
from carerdesk.domain.dates import full_date
from carerdesk.domain.money import Money
from carerdesk.ui.theme import Look, look, repolish
from carerdesk.ui.widgets.answer import Answer
from carerdesk.ui.widgets.arrange import Across
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.notes_field import NotesField
from carerdesk.ui.widgets.text import translated

__all__ = [
    "AccountNumberField", "Answer", "DateField", "EmailField", "Field", "HoursField", "MoneyField", "NiNumberField",
    "NotesField", "PasswordField", "PercentField", "RateField", "SortCodeField", "TextField", "TimesField",
]  # fmt: skip
T = TypeVar("T")


class Field(Answer[T]):
    """A box with a parser. Sub-classes say how to read, how to say it back, and what to do when it cannot be read."""

    characters = 20  # how wide the box is, in figures
    shows_reading = True

    def __init__(
        self, label: str, hint: str = "", *, optional: bool = False, characters: int = 0, beside: QWidget | None = None
    ) -> None:
        super().__init__(label, hint, optional=optional)
        self._characters = characters or self.characters
        self.edit = QLineEdit()
        self.edit.setObjectName(label)
        self._caption.setBuddy(self.edit)
        self._row = Across(self.edit, gap="xs")
        if beside is not None:
            self._row.add(beside)
        self._row.add(None)
        self._body.add(self._row, self._read_as)
        self._name()
        self._describe()
        self.edit.textChanged.connect(self._show_reading)
        self.edit.textEdited.connect(lambda _text: self.changed.emit())
        self.edit.returnPressed.connect(self.entered)
        self.restyle(look())

    @property
    def text(self) -> str:
        """What stands in the box."""
        return self.edit.text()

    @text.setter
    def text(self, text: str) -> None:
        self.edit.setText(text)

    @property
    def is_blank(self) -> bool:
        return not self.text.strip()

    def value(self) -> T | None:
        return None if self.is_blank else self.read(self.text)

    def set_value(self, value: T | None) -> None:
        self.text = "" if value is None else self.write(value)

    def as_typed(self) -> object:
        return self.text

    def retype(self, kept: Any) -> None:  # noqa: ANN401 - as every field
        self.text = str(kept or "")

    def fault(self) -> str:
        return "" if self.is_blank or self.value() is not None else self.unread()

    def set_problem(self, words: str) -> None:
        super().set_problem(words)
        self.edit.setProperty("faulty", "true" if words else "false")
        repolish(self.edit)
        if words:
            self._read_as.say("")

    def read(self, text: str) -> T | None:
        """What was typed, understood; None where it cannot be."""
        raise NotImplementedError

    def write(self, value: T) -> str:
        """The value as it stands in the box."""
        return str(value)

    def say(self, value: T) -> str:
        """The value said back below the box."""
        return self.write(value)

    def unread(self) -> str:
        """What to do when it cannot be read."""
        return self.tr("Check {label}").format(label=f"{self.label[0].lower()}{self.label[1:]}")

    def restyle(self, chosen: Look) -> None:
        """Size the box to its answer."""
        self.edit.setFont(chosen.font())
        figure = self.edit.fontMetrics().horizontalAdvance("0")
        self.edit.setMinimumWidth(min(self._characters, 16) * figure + 2 * chosen.space(11))
        self.edit.setMaximumWidth(self._characters * figure + 2 * chosen.space(11))
        self._row.setStretch(0, 100)

    def _target(self) -> QWidget:
        return self.edit

    def _show_reading(self) -> None:
        value = self.value()
        words = "" if value is None or not self.shows_reading else self.say(value)
        self._read_as.say(words if words != self.text.strip() else "")


class TextField(Field[str]):
    """A line of words; `value()` is trimmed."""

    characters = 32
    shows_reading = False

    def read(self, text: str) -> str | None:
        return text.strip() or None


class PasswordField(TextField):
    """A password: hidden until Show is pressed; pasting is allowed."""

    def __init__(self, label: str, hint: str = "") -> None:
        self.show_button = Button("", "small", act=self._turn)
        super().__init__(label, hint, beside=self.show_button)
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self._name_button(hidden=True)

    def read(self, text: str) -> str | None:
        return text or None

    @property
    def is_blank(self) -> bool:
        return not self.text

    def _turn(self) -> None:
        hidden = self.edit.echoMode() == QLineEdit.EchoMode.Password
        self.edit.setEchoMode(QLineEdit.EchoMode.Normal if hidden else QLineEdit.EchoMode.Password)
        self._name_button(hidden=not hidden)

    def _name_button(self, *, hidden: bool) -> None:
        what = f"{self.label[0].lower()}{self.label[1:]}"
        name = self.tr("Show {what}") if hidden else self.tr("Hide {what}")
        self.show_button.rename(self.tr("Show") if hidden else self.tr("Hide"), name.format(what=what))


class DateField(Field[date]):
    """A date in any sensible form, day first; a calendar is beside it.

    `week_of` gives a bare "sun" its week; with `ahead` it is the first one from the day on that this says.
    """

    characters = 16

    def __init__(
        self,
        label: str,
        today: date,
        hint: str = "",
        *,
        optional: bool = False,
        week_of: date | None = None,
        ahead: Callable[[], date] | None = None,
        calendar: bool = True,
    ) -> None:
        self.today, self.week_of, self._ahead = today, week_of, ahead
        opener = Button(
            "",
            "quiet",
            icon="calendar-days",
            name=translated("DateField", "Calendar for {label}").format(label=label),
            act=self._open_calendar,
        )
        super().__init__(label, hint, optional=optional, beside=opener if calendar else None)

    def read(self, text: str) -> date | None:
        return typed.read_date(text, self.today, self.week_of, self._ahead() if self._ahead else None)

    def write(self, value: date) -> str:
        return f"{value.day}/{value.month}/{value.year}"

    def say(self, value: date) -> str:
        return full_date(value)

    def unread(self) -> str:
        return self.tr("{label} must be a date, like 3/11/2026 or 3 November 2026").format(label=self.label)

    def _open_calendar(self) -> None:
        from carerdesk.ui.widgets.calendar import CalendarDialog

        CalendarDialog(self, self.label, self.value() or self.today, self.today, self._choose).open()

    def _choose(self, day: date) -> None:
        self.set_value(day)
        self.changed.emit()
        self.take_focus()


class TimesField(Field[typed.Times]):
    """Start and end in one box: "4-7pm", "22:00-7"."""

    characters = 14

    def read(self, text: str) -> typed.Times | None:
        return typed.read_times(text)

    def write(self, value: typed.Times) -> str:
        return f"{value.start:%H:%M}-{value.end:%H:%M}"

    def say(self, value: typed.Times) -> str:
        return typed.times_words(value)

    def unread(self) -> str:
        return self.tr("{label} must be two times, like 16:00-19:00 or 4-7pm").format(label=self.label)


class HoursField(Field[int]):
    """A length of time; `value()` is whole minutes."""

    characters = 10

    def read(self, text: str) -> int | None:
        return typed.read_hours(text)

    def write(self, value: int) -> str:
        return f"{value // 60}:{value % 60:02d}"

    def say(self, value: int) -> str:
        return typed.hours_words(value)

    def unread(self) -> str:
        return self.tr("{label} must be hours, like 7.5 or 7:30").format(label=self.label)


class MoneyField(Field[Money]):
    """An amount of money."""

    characters = 12

    def read(self, text: str) -> Money | None:
        return typed.read_money(text)

    def write(self, value: Money) -> str:
        return value.plain

    def say(self, value: Money) -> str:
        return str(value)

    def unread(self) -> str:
        return self.tr("{label} must be an amount, like 12.40").format(label=self.label)


class RateField(Field[Decimal]):
    """Pounds an hour, a mile or a night (`per`)."""

    characters = 10

    def __init__(self, label: str, hint: str = "", *, optional: bool = False, per: str = "an hour") -> None:
        self._per = per
        super().__init__(label, hint, optional=optional)

    def read(self, text: str) -> Decimal | None:
        return typed.read_rate(text)

    def say(self, value: Decimal) -> str:
        return f"£{value:.2f} {self._per}" if value == round(value, 2) else f"£{value.normalize():f} {self._per}"

    def unread(self) -> str:
        return self.tr("{label} must be an amount, like 12.71").format(label=self.label)


class PercentField(Field[Decimal]):
    """A share of a hundred."""

    characters = 8

    def read(self, text: str) -> Decimal | None:
        return typed.read_percent(text)

    def say(self, value: Decimal) -> str:
        return f"{value}%"

    def unread(self) -> str:
        return self.tr("{label} must be from 0 to 100, like 75").format(label=self.label)


class NiNumberField(Field[str]):
    """A National Insurance number. `examples` lets made-up ones that begin QQ through."""

    characters = 16

    def __init__(
        self,
        label: str = "",
        hint: str = "",
        *,
        optional: bool = False,
        examples: bool = False,
    ) -> None:
        self._examples = examples
        label = label or translated("NiNumberField", "National Insurance number")
        hint = hint or translated("NiNumberField", "On a payslip, P45 or letter from HMRC")
        super().__init__(label, hint, optional=optional)

    def read(self, text: str) -> str | None:
        return typed.read_ni_number(text, examples=self._examples)

    def write(self, value: str) -> str:
        return typed.ni_number_words(value)

    def unread(self) -> str:
        if not self._examples and typed.read_ni_number(self.text, examples=True) is not None:
            return self.tr("QQ numbers are examples and belong to nobody. Type the one on a payslip or P45.")
        return self.tr("{label} must be 2 letters, 6 figures and a letter, like QQ 12 34 56 C").format(label=self.label)


class SortCodeField(Field[str]):
    """A bank sort code."""

    characters = 10

    def __init__(self, label: str = "", hint: str = "", *, optional: bool = False) -> None:
        super().__init__(label or translated("SortCodeField", "Sort code"), hint, optional=optional)

    def read(self, text: str) -> str | None:
        return typed.read_sort_code(text)

    def unread(self) -> str:
        return self.tr("{label} must be 6 figures, like 30-99-50").format(label=self.label)


class AccountNumberField(Field[str]):
    """A bank account number."""

    characters = 10

    def __init__(self, label: str = "", hint: str = "", *, optional: bool = False) -> None:
        super().__init__(label or translated("AccountNumberField", "Account number"), hint, optional=optional)

    def read(self, text: str) -> str | None:
        return typed.read_account_number(text)

    def unread(self) -> str:
        return self.tr("{label} must be 8 figures, like 00733445").format(label=self.label)


class EmailField(Field[str]):
    """An e-mail address."""

    characters = 32
    shows_reading = False

    def read(self, text: str) -> str | None:
        return typed.read_email(text)

    def unread(self) -> str:
        return self.tr("{label} must be like name@example.com").format(label=self.label)

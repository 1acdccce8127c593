"""On which days a shift comes again, as plain choices: each week, some weeks, a weekday or a date of each month."""

from __future__ import annotations

import re
from typing import Any

from PySide6.QtCore import QObject, Signal

from carerdesk.domain.dates import DAYS
from carerdesk.domain.rota.recurrence import LAST, MOST_WEEKS, Every, Unit, read_rule, rule_text
from carerdesk.ui.widgets.answer import Answer
from carerdesk.ui.widgets.arrange import let_show
from carerdesk.ui.widgets.choices import RadioRow
from carerdesk.ui.widgets.fields import Field
from carerdesk.ui.widgets.weekdays import WeekdaysField

WEEK, OTHER_WEEK, WEEKS, MONTH_DAY, MONTH_DATE = "week", "other_week", "weeks", "month_day", "month_date"
_EVERY_OTHER = 2
_MONTH_DAYS = 31


class WeeksField(Field[int]):
    """Every how many weeks."""

    characters = 4
    shows_reading = False

    def read(self, text: str) -> int | None:
        number = int(text) if re.fullmatch(r"\s*\d{1,2}\s*", text) else 0
        return number if 1 <= number <= MOST_WEEKS else None

    def unread(self) -> str:
        return self.tr("{label} must be a number from 1 to 52").format(label=self.label)


class MonthDateField(Field[int]):
    """A date of the month, or its last day."""

    characters = 6
    shows_reading = True

    def read(self, text: str) -> int | None:
        words = re.sub(r"(?:st|nd|rd|th|the|day|\s)", "", text.lower())
        if words in {"la", "last"}:  # "last" without its "st"
            return LAST
        return int(words) if re.fullmatch(r"\d{1,2}", words) and 1 <= int(words) <= _MONTH_DAYS else None

    def write(self, value: int) -> str:
        return "last" if value == LAST else str(value)

    def say(self, value: int) -> str:
        return self.tr("the last day of the month") if value == LAST else ""

    def unread(self) -> str:
        return self.tr("{label} must be a number from 1 to 31, or last").format(label=self.label)


class DaysFields(QObject):
    """The choices; a rule that is none of them, as typed, stands until a person chooses. `changed` fires on each."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.often: RadioRow[str] = RadioRow(self.tr("How often"), self._often(), across=True)
        self.weeks = WeeksField(self.tr("Every how many weeks"))
        self.weekdays = WeekdaysField(self.tr("Days"))
        self.nth: RadioRow[int] = RadioRow(self.tr("Which one of the month"), self._nths(), across=True)
        self.nth_day: RadioRow[int] = RadioRow(self.tr("Weekday"), list(enumerate(DAYS)), across=True)
        self.date = MonthDateField(self.tr("Date of the month"), self.tr("A number, or last"))
        self._typed: Every | None = None
        for each in self.all:
            each.changed.connect(self._chosen)
        self.settle()

    @property
    def all(self) -> tuple[Answer[Any], ...]:
        """Every field, in order of reading."""
        return (self.often, self.weeks, self.weekdays, self.nth, self.nth_day, self.date)

    def by_name(self) -> dict[str, Answer[Any]]:
        """The fields under names of their own, to be kept half-typed."""
        names = ("often", "weeks", "weekdays", "nth", "nth_day", "date")
        return dict(zip(names, self.all, strict=True))

    def value(self) -> Every | None:
        """What is chosen; None while something is missing."""
        often = self.often.value()
        if often is None:
            return self._typed
        weekdays, nth_day, date = tuple(self.weekdays.value() or ()), self.nth_day.value(), self.date.value()
        if often == MONTH_DAY:
            nth = self.nth.value()
            ready = nth is not None and nth_day is not None
            return Every(Unit.MONTH, weekdays=(nth_day,), nth=nth) if ready and nth_day is not None else None
        if often == MONTH_DATE:
            return Every(Unit.MONTH, month_day=date) if date is not None else None
        interval = {WEEK: 1, OTHER_WEEK: _EVERY_OTHER}.get(often) or self.weeks.value()
        return Every(Unit.WEEK, interval, weekdays) if interval and weekdays else None

    def set_value(self, every: Every | None) -> None:
        """Show a rule in the choices, or keep it as typed where they have no place for it."""
        self._typed = every
        shape = None if every is None else _shape(every)
        self.often.set_value(shape)
        if every is not None:
            self.weeks.set_value(every.interval if shape == WEEKS else None)
            self.weekdays.set_value(every.weekdays if shape in {WEEK, OTHER_WEEK, WEEKS} else None)
            self.nth.set_value(every.nth)
            self.nth_day.set_value(every.weekdays[0] if shape == MONTH_DAY else None)
            self.date.set_value(every.month_day if shape == MONTH_DATE else None)
        self.settle()

    def as_typed(self) -> object:
        """The choices and a rule that is none of them, to be kept half-typed."""
        rule = rule_text(self._typed) if self._typed is not None else ""
        return {"rule": rule, **{name: field.as_typed() for name, field in self.by_name().items()}}

    def retype(self, kept: Any) -> None:  # noqa: ANN401 - as every field
        """Put back what `as_typed` gave."""
        self._typed = read_rule(kept["rule"]) if kept["rule"] else None
        for name, field in self.by_name().items():
            field.retype(kept[name])
        self.settle()

    def settle(self) -> None:
        """Ask only what the choice needs."""
        often = self.often.value()
        let_show(self.weeks, often == WEEKS)
        let_show(self.weekdays, often in {WEEK, OTHER_WEEK, WEEKS})
        let_show(self.nth, often == MONTH_DAY)
        let_show(self.nth_day, often == MONTH_DAY)
        let_show(self.date, often == MONTH_DATE)

    def _chosen(self) -> None:
        self.settle()
        self.changed.emit()

    def _often(self) -> list[tuple[str, str]]:
        return [
            (WEEK, self.tr("Every week")),
            (OTHER_WEEK, self.tr("Every other week")),
            (WEEKS, self.tr("Every few weeks")),
            (MONTH_DAY, self.tr("A weekday of each month")),
            (MONTH_DATE, self.tr("A date of each month")),
        ]

    def _nths(self) -> list[tuple[int, str]]:
        words = (self.tr("First"), self.tr("Second"), self.tr("Third"), self.tr("Fourth"), self.tr("Last"))
        return list(zip((1, 2, 3, 4, LAST), words, strict=True))


def _shape(every: Every) -> str | None:
    """Which of the choices a rule is; None for those that can only be typed."""
    if every.unit is Unit.WEEK:
        return {1: WEEK, _EVERY_OTHER: OTHER_WEEK}.get(every.interval, WEEKS)
    if every.unit is Unit.MONTH and every.interval == 1 and every.nth in {1, 2, 3, 4, LAST}:
        return MONTH_DAY
    if every.unit is Unit.MONTH and every.interval == 1 and every.month_day is not None:
        return MONTH_DATE
    return None

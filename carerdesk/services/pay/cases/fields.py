"""The inputs of one published case, read strictly."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, DecimalException
from typing import Any, TypeAlias

from carerdesk.domain.payroll.frequency import Frequency
from carerdesk.domain.rates import Rates

Figures: TypeAlias = Mapping[str, Any]


class CannotRunError(ValueError):
    """A case of a known topic lacks something, or asks for something there is not."""


class Fields:
    """The inputs of one case: what is missing or unreadable is said by name."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self._values = values
        self._asked: set[str] = set()

    def text(self, name: str, default: str | None = None) -> str:
        """A word. Raises CannotRunError where there is none and no default."""
        value = self._values.get(name)
        if value is None and default is not None:
            return default
        if not isinstance(value, str):
            raise CannotRunError(f"it has no {name}")
        return value.strip()

    def figure(self, name: str, default: Decimal | None = None) -> Decimal:
        """A number. Raises CannotRunError where there is none and no default."""
        value = self._values.get(name)
        if value is None and default is not None:
            return default
        read = read_figure(value)
        if read is None:
            raise CannotRunError(f"it has no {name}")
        return read

    def truth(self, name: str) -> bool:
        """True or false. Raises CannotRunError where it is neither."""
        value = self._values.get(name)
        if not isinstance(value, bool):
            raise CannotRunError(f"it has no {name}")
        return value

    def day(self, name: str) -> date:
        """A day (2026-04-13). Raises ValueError where it is none."""
        return date.fromisoformat(self.text(name))

    def has(self, name: str) -> bool:
        """Whether it is told at all."""
        return self._values.get(name) is not None

    def raw(self, name: str) -> Any:  # noqa: ANN401 - whatever JSON holds there
        """A list or a table as it stands in the file; None where it is not told."""
        self._asked.add(name)
        return self._values.get(name)

    def unused(self, *names: str) -> tuple[str, ...]:
        """Those of these names that are told and that nobody asked for with `raw`."""
        return tuple(name for name in names if self._values.get(name) and name not in self._asked)

    @property
    def frequency(self) -> Frequency:
        """The pay frequency. Raises ValueError for one there is not."""
        return Frequency(self.text("frequency"))


Topic: TypeAlias = Callable[[Fields, Rates], Figures]


def read_figure(value: object) -> Decimal | None:
    """A JSON number, or the text of one; None for anything else. NaN and infinity arrive as floats and are refused."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal | str):
        return None
    try:
        figure = Decimal(value)
    except DecimalException:
        return None
    return figure if figure.is_finite() else None


def first_day_of(tax_year: str) -> date:
    """The first day of a tax year told by name ("2026-27"), or the day itself where one is told."""
    try:
        return date.fromisoformat(tax_year)
    except ValueError:
        return date(int(tax_year[:4]), 4, 6)

"""A plain number."""

from __future__ import annotations

from decimal import Decimal

from carerdesk.domain.typed import read_rate
from carerdesk.ui.widgets.fields import Field


class NumberField(Field[Decimal]):
    """A plain number of weeks, days or years, like 4 or 2.5."""

    characters = 8
    shows_reading = False

    def read(self, text: str) -> Decimal | None:
        return read_rate(text)

    def write(self, value: Decimal) -> str:
        return f"{value.normalize():f}"

    def unread(self) -> str:
        return f"{self.label} must be a number, like 4 or 2.5"

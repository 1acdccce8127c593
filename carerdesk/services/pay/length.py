"""How long a payslip pays for: hours worked, hours of holiday and nights asleep at work, told apart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from carerdesk.domain.hours.shift import hours_text

HOLIDAY = "holiday"
SLEEP_IN = "sleep_in"


@dataclass(frozen=True, slots=True)
class Length:
    """Minutes worked, minutes of holiday, and sleep-ins, as they were paid."""

    worked: int = 0
    holiday: int = 0
    nights: int = 0

    @property
    def text(self) -> str:
        """72 h + 8 h holiday + 2 nights; 2 nights where there are no hours."""
        nights = f"{self.nights} night{'s' if abs(self.nights) > 1 else ''}" if self.nights else ""
        holiday = f"{_signed(self.holiday)} holiday" if self.holiday else ""
        worked = _signed(self.worked) if self.worked or not (holiday or nights) else ""
        return " + ".join(part for part in (worked, holiday, nights) if part)


class Line(Protocol):
    """A line of pay, worked out or kept."""

    @property
    def kind(self) -> str:
        """What was paid."""

    @property
    def minutes(self) -> int | None:
        """How long, where it was paid by the hour."""

    @property
    def quantity(self) -> Decimal | None:
        """How many, where it was not."""


def length_of(lines: Iterable[Line]) -> Length:
    """How long these lines pay for; what they take back of an earlier payslip counts against it."""
    given = tuple(lines)
    return Length(
        sum(line.minutes or 0 for line in given if line.kind != HOLIDAY),
        sum(line.minutes or 0 for line in given if line.kind == HOLIDAY),
        sum(int(line.quantity or 0) for line in given if line.kind == SLEEP_IN),
    )


def together(lengths: Iterable[Length]) -> Length:
    """All of them added up."""
    given = tuple(lengths)
    return Length(*(sum(getattr(one, part) for one in given) for part in ("worked", "holiday", "nights")))


def _signed(minutes: int) -> str:
    return f"{'−' if minutes < 0 else ''}{hours_text(abs(minutes))}"

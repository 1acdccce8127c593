"""The books' clock: what day it is for the family, and the moment a thing was done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Protocol
from zoneinfo import ZoneInfo


class Clock(Protocol):
    """Tells the day in the United Kingdom and the moment in UTC."""

    def today(self) -> date:
        """The day in the United Kingdom."""
        ...

    def now(self) -> datetime:
        """The moment, with its zone (UTC)."""
        ...


@dataclass(frozen=True, slots=True)
class SystemClock:
    """The computer's own clock."""

    def today(self) -> date:
        """The day in the United Kingdom, wherever the computer is."""
        return datetime.now(ZoneInfo("Europe/London")).date()

    def now(self) -> datetime:
        """The moment in UTC."""
        return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class FixedClock:
    """A clock that stands still, for trying things out on another day."""

    day: date
    moment: time = time(12)

    def today(self) -> date:
        """The chosen day."""
        return self.day

    def now(self) -> datetime:
        """The chosen day at the chosen time, UTC."""
        return datetime.combine(self.day, self.moment, UTC)

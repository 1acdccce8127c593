"""A clock that walks through the family's years, so that each thing is done at a believable moment."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

A_LITTLE = timedelta(seconds=9)


class WalkingClock:
    """Stands where it is put and goes on a little each time it is looked at."""

    def __init__(self, day: date) -> None:
        self._moment = datetime.combine(day, time(9), UTC)

    def put(self, day: date, at: time) -> None:
        """Go on to a day and a time; it never goes back."""
        self._moment = max(self._moment, datetime.combine(day, at, UTC))

    def today(self) -> date:
        """The day it stands on."""
        return self._moment.date()

    def now(self) -> datetime:
        """The moment, a little later each time."""
        self._moment += A_LITTLE
        return self._moment

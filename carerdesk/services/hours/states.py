"""How sure the hours of a shift are."""

from __future__ import annotations

from datetime import datetime

from carerdesk.domain.hours.shift import Shift

PLANNED, WORKED, CONFIRMED = "planned", "worked", "confirmed"


def state_of(shift: Shift, now: datetime) -> str:
    """What a shift is when it is typed: a plan until it has ended, hours worked from then on."""
    return WORKED if shift.ends <= now else PLANNED

"""Typed shifts, short."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from typing import Any

from carerdesk.services.hours.new_shift import NewShift
from carerdesk.services.outcome import Done, Outcome, Rejected

HUNDRED = Decimal(100)


def typed(worker_id: int, day: date, starts: str, ends: str, **more: Any) -> NewShift:
    """A shift paid by the council unless `shares` says otherwise."""
    more.setdefault("shares", ((2, HUNDRED),))
    return NewShift(worker_id, day, time.fromisoformat(starts), time.fromisoformat(ends), **more)


def kept(outcome: Outcome) -> int:
    """The id of what was kept."""
    assert isinstance(outcome, Done), outcome
    assert outcome.id is not None
    return outcome.id


def codes(outcome: Outcome) -> list[str]:
    """What it was rejected for."""
    assert isinstance(outcome, Rejected), outcome
    return [problem.code for problem in outcome.problems]

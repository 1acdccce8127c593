"""Shifts for tests, typed as clock times."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from carerdesk.domain.hours.clock import moment
from carerdesk.domain.hours.pay_lines import PayRate
from carerdesk.domain.hours.shift import CallOut, FunderMinutes, Shift, ShiftKind, shared_minutes

COUNCIL, NHS, WORK = 1, 2, 3


def at(text: str) -> datetime:
    """The moment of "2026-11-02 09:00"."""
    found, problem = moment("starts", datetime.fromisoformat(text))
    assert problem is None
    assert found is not None
    return found


def shift(starts: str, ends: str, **others: Any) -> Shift:
    """A shift of worker 7 all for the council, unless shares are given."""
    made = Shift(worker_id=others.pop("worker_id", 7), starts=at(starts), ends=at(ends), **others)
    if made.shares:
        return made
    return Shift(7 if made.worker_id == 7 else made.worker_id, made.starts, made.ends, made.kind, made.break_minutes,
                 made.call_outs, (FunderMinutes(COUNCIL, shared_minutes(made)),), made.miles, made.outing, made.what,
                 made.how_it_went, made.zone, made.id)  # fmt: skip


def awake(starts: str, ends: str) -> CallOut:
    """A call-out."""
    return CallOut(at(starts), at(ends))


def rates(**pounds: str) -> tuple[PayRate, ...]:
    """Rates from 1 April 2026 on, by kind."""
    return tuple(PayRate(kind, date(2026, 4, 1), Decimal(rate)) for kind, rate in pounds.items())


ALL_KINDS = rates(**{kind.value: "13.50" for kind in ShiftKind} | {"sleep_in": "60", "mileage": "0.55"})

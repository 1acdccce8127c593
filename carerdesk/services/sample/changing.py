"""Changing a shift that stands already, the way a person would who remembers better."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from carerdesk.domain.dates import monday_of
from carerdesk.services.hours.confirm import confirm_week
from carerdesk.services.hours.new_shift import NewShift
from carerdesk.services.hours.record_shift import change_shift
from carerdesk.services.pay.periods import PayPeriod
from carerdesk.services.sample.world import World, must

_LONDON = ZoneInfo("Europe/London")


def make_longer(world: World, worker_id: int, period: PayPeriod, minutes: int) -> date | None:
    """Let somebody's last shift of a period that is on no outing end later, and confirm its week again; its day."""
    rows = world.books.quick(
        "SELECT id, day, starts, ends, kind, what, how_it_went FROM shift"
        " WHERE worker_id = ? AND day BETWEEN ? AND ? AND outing IS NULL ORDER BY starts DESC LIMIT 1",
        (worker_id, period.first.isoformat(), period.last.isoformat()),
    )
    if not rows:
        return None
    shift_id, day_text, starts, ends, kind, what, how_it_went = rows[0]
    day = date.fromisoformat(day_text)
    ends_at = _local(ends) + timedelta(minutes=minutes)
    new = NewShift(
        worker_id, day, _local(starts).time(), ends_at.time(), kind=kind, what=what, how_it_went=how_it_went
    )  # fmt: skip
    must(change_shift(world.books, shift_id, new))
    must(confirm_week(world.books, monday_of(day), until=monday_of(day) + timedelta(days=6)))
    return day


def _local(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(_LONDON)

"""Hours that want confirming."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from carerdesk.domain.dates import monday_of, span
from carerdesk.services.books import owner
from carerdesk.services.due.items import Due
from carerdesk.services.hours.states import CONFIRMED
from carerdesk.store.tables import Shift

WEEKS_BACK = 8


def due_items(session: Session, today: date) -> list[Due]:
    """A week is due for confirming from its Friday on; older weeks that were left stand first."""
    since = monday_of(today) - timedelta(weeks=WEEKS_BACK)
    waiting: dict[date, int] = defaultdict(int)
    mine = Shift.person_id == owner(session).person_id
    for day in session.scalars(
        select(Shift.day).where(mine, Shift.day >= since, Shift.day <= today, Shift.state != CONFIRMED)
    ):
        waiting[monday_of(day)] += 1
    return [_item(monday, count) for monday, count in sorted(waiting.items())]


def _item(monday: date, count: int) -> Due:
    sunday = monday + timedelta(days=6)
    shifts = "1 shift" if count == 1 else f"{count} shifts"
    return Due(
        key=f"hours:{monday.isoformat()}",
        room="rota",
        title=f"Confirm the hours of {span(monday, sunday)}",
        second=f"{shifts} to look at. About two minutes.",
        day=monday + timedelta(days=4),
        icon="calendar-days",
        button="Confirm hours",
        takes="About two minutes",
        place={"monday": monday.isoformat(), "check": 1},
    )

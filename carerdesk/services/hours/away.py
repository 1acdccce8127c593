"""Who is on holiday when, as far as the rota must know."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from carerdesk.store.tables import LeaveBooking


def days_away(session: Session, first: date, last: date) -> frozenset[tuple[int, date]]:
    """Workers and days of agreed holiday between two days."""
    booking = LeaveBooking
    wanted = select(booking).where(booking.state == "agreed", booking.first_day <= last, booking.last_day >= first)
    return frozenset(
        (row.worker_id, day)
        for row in session.scalars(wanted)
        for day in _days(max(row.first_day, first), min(row.last_day, last))
    )


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=at) for at in range((last - first).days + 1)]

"""Who is on holiday or off sick when, as far as the rota must know."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from carerdesk.store.tables import LeaveBooking, Sickness


def days_away(session: Session, first: date, last: date) -> frozenset[tuple[int, date]]:
    """Workers and days of agreed holiday or sickness between two days; sickness that is open goes on."""
    booking = LeaveBooking
    agreed = select(booking).where(booking.state == "agreed", booking.first_day <= last, booking.last_day >= first)
    ongoing = Sickness.last_day.is_(None) | (Sickness.last_day >= first)
    sick = select(Sickness).where(Sickness.first_day <= last, ongoing)
    away = [(row.worker_id, row.first_day, row.last_day) for row in session.scalars(agreed)]
    away += [(row.worker_id, row.first_day, row.last_day or last) for row in session.scalars(sick)]
    return frozenset(
        (worker_id, day) for worker_id, begins, ends in away for day in _days(max(begins, first), min(ends, last))
    )


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=at) for at in range((last - first).days + 1)]

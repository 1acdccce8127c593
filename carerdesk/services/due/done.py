"""What was done this week, told back as sentences."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from sqlalchemy import select
from sqlalchemy.orm import Session

from carerdesk.domain.dates import monday_of
from carerdesk.store.tables import Operation

TOLD = frozenset({"pay", "week", "import", "pack", "sent", "check", "timesheet"})
MOST = 12


def done_this_week(session: Session, today: date) -> tuple[str, ...]:
    """The bigger things done since Monday and not undone, the newest first."""
    since = datetime.combine(monday_of(today), time(), UTC)
    wanted = (
        select(Operation.said)
        .where(Operation.at >= since, Operation.kind.in_(TOLD), Operation.undone_by_id.is_(None))
        .order_by(Operation.id.desc())
        .limit(MOST)
    )
    return tuple(session.scalars(wanted))

"""Papers that are given once and written down: P45s, P60s, and steps of the year that somebody says are done."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from carerdesk.services.books import owner

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from carerdesk.store.tables import Filing


def given(session: Session, kind: str, first: date, last: date, worker_id: int | None = None) -> Filing | None:
    """What is written down of a paper of these days, where it has been given."""
    from sqlalchemy import select

    from carerdesk.store.tables import Filing

    wanted = select(Filing).where(
        Filing.employer_id == owner(session).employer_id,
        Filing.kind == kind,
        Filing.first_day == first,
        Filing.last_day == last,
        Filing.worker_id == worker_id,
        Filing.sent_on.is_not(None),
    )
    return session.scalars(wanted).first()


def write_down(session: Session, kind: str, days: tuple[date, date], on: date, worker_id: int | None = None) -> Filing:
    """Write down within an operation that it was given on a day; a second time puts the day right."""
    from carerdesk.store.tables import Filing

    row = given(session, kind, *days, worker_id)
    if row is None:
        row = Filing(**owner(session).keys(), kind=kind, first_day=days[0], last_day=days[1], worker_id=worker_id)
        session.add(row)
    row.sent_on = on
    session.flush()
    return row


def strike_out(session: Session, kind: str, days: tuple[date, date], worker_id: int | None = None) -> bool:
    """Take it back within an operation; False where nothing was written down."""
    row = given(session, kind, *days, worker_id)
    if row is None:
        return False
    session.delete(row)
    session.flush()
    return True

"""What becomes of the rota when somebody's job ends: their repeating shifts end, and planned shifts after it go."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from carerdesk.domain.dates import day_and_month
from carerdesk.domain.hours.clock import clock_time
from carerdesk.services.books import Books
from carerdesk.services.hours.states import PLANNED
from carerdesk.services.rota.said import shifts_words
from carerdesk.services.rota.standing import standing
from carerdesk.store import tables
from carerdesk.store.operations import Operation

_MOST_NAMED = 4


def falls_open(books: Books, worker_id: int, left: date) -> str:
    """What would fall open after somebody's last day: "3 planned shifts after it: …"; "" where nothing would."""
    with books.reading() as session:
        rows = _after(session, worker_id, left)
        goes_on = any(one.worker_id == worker_id and one.goes_on(left) for one in standing(session))
    return _words(rows) or ("Their repeating shifts end with the job." if goes_on else "")


def end_with_job(op: Operation, today: date, worker_id: int, left: date) -> str:
    """End a worker's repeating shifts and take out what was planned after their last day; what fell open, in words."""
    from carerdesk.services.hours.record_shift import take_out
    from carerdesk.services.rota.pattern_rows import end_series

    words = _words(_after(op.session, worker_id, left))
    series = {one.series for one in standing(op.session) if one.worker_id == worker_id and one.goes_on(left)}
    if series:
        end_series(op, today, series, left)
    for row in _after(op.session, worker_id, left):
        take_out(op.session, row)
    op.session.flush()
    return words


def _after(session: Session, worker_id: int, left: date) -> list[tables.Shift]:
    shift = tables.Shift
    wanted = select(shift).where(shift.worker_id == worker_id, shift.day > left, shift.state == PLANNED)
    return list(session.scalars(wanted.order_by(shift.starts)))


def _words(rows: list[tables.Shift]) -> str:
    if not rows:
        return ""
    named = [
        f"{day_and_month(row.day)}, {clock_time(row.starts, row.zone):%H:%M} to {clock_time(row.ends, row.zone):%H:%M}"
        for row in rows[:_MOST_NAMED]
    ]
    more = f" and {len(rows) - _MOST_NAMED} more" if len(rows) > _MOST_NAMED else ""
    falls = "falls" if len(rows) == 1 else "fall"
    return f"{shifts_words(len(rows))} planned after it {falls} open: {'; '.join(named)}{more}."

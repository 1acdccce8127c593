"""A usual week of work, which a week of carer's leave is as long as."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from carerdesk.services.people.read import contract_at
from carerdesk.store import tables

WEEKS = 52
A_YEAR = timedelta(weeks=WEEKS)


def usual_week(session: Session, worker_id: int, day: date) -> int | None:
    """Minutes of a week: the contract's, else the average of the 52 weeks before, or of as many as the job has.

    As carers' organisations tell the Carer's Leave Regulations 2024; not read at their source. None in a first week
    with hours that vary.
    """
    terms = contract_at(session, worker_id, day)
    if terms is not None and terms.hours_kind == "fixed" and terms.weekly_minutes:
        return terms.weekly_minutes
    shift = tables.Shift
    started = session.get_one(tables.Worker, worker_id).started
    since = max(day - A_YEAR, started) if started is not None else day - A_YEAR
    weeks = (day - since).days // 7
    if weeks < 1:
        return None
    mine = (shift.worker_id == worker_id) & (shift.day >= since) & (shift.day < day)
    minutes = session.scalar(
        select(func.sum(shift.shared_minutes)).where(mine, shift.kind.not_in(("on_call", "sleep_in")))
    )
    return int(minutes or 0) // weeks

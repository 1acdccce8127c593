"""Who is off when and why, as far as the rota must know: holiday, sickness, family leave and leave of other kinds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from carerdesk.store.tables import FamilyLeave, FamilyLeaveBlock, LeaveBooking, OtherLeave, Sickness

A_DAY = timedelta(days=1)
HOLIDAY, SICK, FAMILY, OTHER = "holiday", "sick", "family", "other"


@dataclass(frozen=True, slots=True)
class Away:
    """A worker's days off. `last` is None while they go on; `of` says what they are, where `kind` is other or family.

    `id` names the record: a leave booking, a sickness, a family leave, or other leave.
    """

    worker_id: int
    kind: str
    first: date
    last: date | None
    id: int
    of: str = ""

    def until(self, day: date) -> date:
        """Its last day as far as a day is looked at."""
        return day if self.last is None else min(self.last, day)


def days_away(session: Session, first: date, last: date) -> frozenset[tuple[int, date]]:
    """Workers and days off between two days: agreed holiday, sickness (open goes on), family leave, other leave."""
    return frozenset(
        (each.worker_id, day)
        for each in away_between(session, first, last)
        for day in _days(max(each.first, first), each.until(last))
    )


def away_between(session: Session, first: date, last: date) -> tuple[Away, ...]:
    """Everything that keeps workers off between two days, in order of its first day."""
    found = [
        *_holidays(session, first, last), *_sick(session, first, last), *_family(session, first, last),
        *_others(session, first, last),
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda each: (each.first, each.worker_id, each.kind, each.id)))


def _holidays(session: Session, first: date, last: date) -> Iterator[Away]:
    row = LeaveBooking
    agreed = select(row).where(row.state == "agreed", row.first_day <= last, row.last_day >= first)
    for each in session.scalars(agreed):
        yield Away(each.worker_id, HOLIDAY, each.first_day, each.last_day, each.id)


def _sick(session: Session, first: date, last: date) -> Iterator[Away]:
    ongoing = Sickness.last_day.is_(None) | (Sickness.last_day >= first)
    for each in session.scalars(select(Sickness).where(Sickness.first_day <= last, ongoing)):
        yield Away(each.worker_id, SICK, each.first_day, each.last_day, each.id)


def _family(session: Session, first: date, last: date) -> Iterator[Away]:
    """Family leave that was not refused, in its blocks, up to the day it ended where that came early."""
    leave, block = FamilyLeave, FamilyLeaveBlock
    ongoing = leave.last_day.is_(None) | (leave.last_day >= first)
    wanted = (
        select(leave, block.first_day, block.weeks)
        .outerjoin(block, block.family_leave_id == leave.id)
        .where(leave.refused == "", ongoing, leave.first_day <= last)
    )
    for row, begins, weeks in session.execute(wanted):
        starts = begins or row.first_day
        planned = begins + timedelta(weeks=weeks) - A_DAY if begins is not None else None
        ends = min((day for day in (planned, row.last_day) if day is not None), default=None)
        if starts <= last and (ends is None or first <= ends) and (ends is None or starts <= ends):
            yield Away(row.worker_id, FAMILY, starts, ends, row.id, row.kind)


def _others(session: Session, first: date, last: date) -> Iterator[Away]:
    row = OtherLeave
    for each in session.scalars(select(row).where(row.first_day <= last, row.last_day >= first)):
        yield Away(each.worker_id, OTHER, each.first_day, each.last_day, each.id, each.kind)


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=at) for at in range((last - first).days + 1)]

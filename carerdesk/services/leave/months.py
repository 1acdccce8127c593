"""Who is off when: everything that keeps somebody off in the months to come, agreed or still asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import add_months, long_date, span
from carerdesk.services.books import Books, owner
from carerdesk.services.holiday.requests import waiting
from carerdesk.services.hours.away import FAMILY, HOLIDAY, OTHER, SICK, Away, away_between
from carerdesk.store import tables

ASKED = "asked"
MONTHS = 3
A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Off:
    """Somebody's days off. `kind` is holiday, sick, family, other or asked; `what` says it in words.

    `last` is None while they go on; `id` names the record.
    """

    worker_id: int
    worker: str
    kind: str
    what: str
    first: date
    last: date | None
    id: int

    @property
    def days(self) -> str:
        """7 to 11 December 2026; from 9 November 2026 on."""
        return span(self.first, self.last) if self.last is not None else f"From {long_date(self.first)} on"


@dataclass(frozen=True, slots=True)
class Months:
    """The days looked at, everybody who could be off, and who is off when, in order of the first day."""

    first: date
    last: date
    people: tuple[tuple[int, str], ...]
    off: tuple[Off, ...]


def off_in_months(books: Books, months: int = MONTHS) -> Months:
    """From the first of this month over some months. Those who have left are in it while days of theirs are."""
    first = books.today().replace(day=1)
    last = add_months(first, months) - A_DAY
    with books.reading() as session:
        found = _off(session, first, last)
        worker = tables.Worker
        mine = select(worker).where(worker.person_id == owner(session).person_id, worker.kind == "employee")
        here = {one.worker_id for one in found}
        people = [
            (row.id, row.name)
            for row in session.scalars(mine.order_by(worker.name))
            if row.id in here or row.left is None or row.left >= first
        ]
    return Months(first, last, tuple(people), found)


def _off(session: Session, first: date, last: date) -> tuple[Off, ...]:
    here = owner(session).person_id
    names = {row.id: row.name for row in session.scalars(select(tables.Worker).where(tables.Worker.person_id == here))}
    found = [
        Off(each.worker_id, names[each.worker_id], each.kind, _what(each), each.first, each.last, each.id)
        for each in away_between(session, first, last)
        if each.worker_id in names
    ]
    found += [
        Off(one.worker_id, one.worker, ASKED, guidance("leave", "off_asked"), one.first, one.last, one.id)
        for one in waiting(session)
        if one.first <= last and one.last >= first
    ]
    return tuple(sorted(found, key=lambda one: (one.first, one.worker, one.id)))


def _what(each: Away) -> str:
    if each.kind == OTHER:
        return guidance("leave", f"kind_{each.of}")
    return guidance("leave", {HOLIDAY: "off_holiday", SICK: "off_sick", FAMILY: "off_family"}[each.kind])

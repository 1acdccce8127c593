"""The log of permissions: who agreed what, when and how, with its paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from carerdesk.services.books import Books, owner
from carerdesk.services.hours.week import tone_of
from carerdesk.services.money.attaching import Paper, papers
from carerdesk.store import tables


@dataclass(frozen=True, slots=True)
class PermissionView:
    """One permission. `worker` is whom it is about, where it is about somebody."""

    id: int
    funder_id: int
    funder: str
    tone: str
    day: date
    who: str
    how: str
    what: str
    topic: str
    worker: str
    papers: tuple[Paper, ...]


def permissions(books: Books, funder_id: int | None = None) -> tuple[PermissionView, ...]:
    """All permissions, the newest first; of one funder or of all."""
    with books.reading() as session:
        row, funder, worker = tables.Permission, tables.Funder, tables.Worker
        wanted = (
            select(row, funder, worker.name)
            .join(funder, funder.id == row.funder_id)
            .outerjoin(worker, worker.id == row.worker_id)
            .where(row.person_id == owner(session).person_id)
        )
        if funder_id is not None:
            wanted = wanted.where(row.funder_id == funder_id)
        rows = session.execute(wanted.order_by(row.day.desc(), row.id.desc())).all()
        found = [
            (one.id, by.id, by.short_name, tone_of(by.kind), one.day, one.who, one.how, one.what, one.topic, name or "")
            for one, by, name in rows
        ]
    return tuple(PermissionView(*one, papers=papers(books, "permission", one[0])) for one in found)

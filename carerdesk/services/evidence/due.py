"""What stands on This week about returns: the next one to send, and what does not pass in it yet."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import long_date
from carerdesk.services.books import owner
from carerdesk.services.due.items import Due
from carerdesk.services.evidence.gathered import Gathered, Known, Period
from carerdesk.services.evidence.periods import Days, asks_for_returns, funder_periods, sent_days
from carerdesk.services.evidence.returns import length_of, view_of
from carerdesk.services.people.due import things_missing
from carerdesk.store import tables

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

ROOM = "evidence"
SOON = timedelta(days=14)


def due_items(session: Session, today: date) -> list[Due]:
    """Each funder's last return that has ended, and the one that ends soon, where they were not sent.

    Earlier ones that were never sent are history, not a task.
    """
    funder = tables.Funder
    wanted = select(funder).where(funder.person_id == owner(session).person_id, funder.kind != "own")
    known = Known(session)
    rows = session.scalars(wanted.order_by(funder.position, funder.id))
    return [_due(known, row, today, days) for row in rows for days in _to_send(session, row, today)]


def _to_send(session: Session, funder: tables.Funder, today: date) -> list[Days]:
    if not asks_for_returns(session, funder):
        return []
    near = [one for one in funder_periods(session, funder, today) if one[1] <= today + SOON]
    over = [one for one in near if one[1] < today][-1:]
    soon = [one for one in near if one[1] >= today]
    sent = sent_days(session, funder.id)
    return [one for one in (*over, *soon) if (one[0], one[1]) not in sent]


def _due(known: Known, funder: tables.Funder, today: date, days: Days) -> Due:
    session, (first, last, day) = known.session, days
    wanting = len(view_of(Gathered(session, Period(funder.id, first, last, today), known), day).wanting)
    return Due(
        key=f"evidence:{funder.id}:{last.isoformat()}",
        room=ROOM,
        title=guidance("evidence", "due_send", funder=funder.short_name),
        second=guidance(
            "evidence", "due_send_second", funder=funder.name, length=length_of(first, last), last=long_date(last)
        ),
        day=day,
        flag=things_missing(wanting) if wanting else "",
        icon="folder-check",
        button=guidance("evidence", "due_send_button"),
        takes=guidance("evidence", "due_send_takes"),
        place={"funder": funder.id, "first": first.isoformat(), "last": last.isoformat()},
    )

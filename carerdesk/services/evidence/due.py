"""What stands on This week about returns: the next one to send, and what does not pass in it yet."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import span
from carerdesk.domain.evidence.results import State
from carerdesk.services.books import owner
from carerdesk.services.due.items import Due
from carerdesk.services.evidence.gathered import Gathered, Known, Period
from carerdesk.services.evidence.periods import Days, asks_for_returns, funder_periods, sent_days
from carerdesk.services.evidence.returns import view_of
from carerdesk.services.people.due import things_missing
from carerdesk.store import tables

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

ROOM = "evidence"
URGENT = frozenset({2, 5, 7, 8, 11})  # wages, HMRC, insurance, payments to the family, consent: the longer the worse
SOON = timedelta(days=14)


def due_items(session: Session, today: date) -> list[Due]:
    """Each funder's last return that has ended, and the one that ends soon, where they were not sent.

    Earlier ones that were never sent are history, not a task. A funder with nothing to send may have something in the
    running period that should not wait until its end.
    """
    funder = tables.Funder
    wanted = select(funder).where(funder.person_id == owner(session).person_id, funder.kind != "own")
    known = Known(session)
    rows = session.scalars(wanted.order_by(funder.position, funder.id))
    return [item for row in rows for item in _of_funder(known, row, today)]


def _of_funder(known: Known, funder: tables.Funder, today: date) -> list[Due]:
    """What is to be sent; where nothing is, what does not pass in the period that runs."""
    to_send = _to_send(known.session, funder, today)
    if to_send:
        return [_due(known, funder, today, days) for days in to_send]
    return _failing(known, funder, today)


def _failing(known: Known, funder: tables.Funder, today: date) -> list[Due]:
    session = known.session
    running = funder_periods(session, funder, today)[-1:] if asks_for_returns(session, funder) else []
    for first, last, _ in running:
        view = view_of(Gathered(session, Period(funder.id, first, last, today), known), None)
        count = sum(test.state is State.ATTENTION and test.n in URGENT for test in view.wanting)
        if first <= today <= last and count:
            which = "one" if count == 1 else "many"
            return [
                Due(
                    key=f"evidence:{funder.id}:{first.isoformat()}",
                    room=ROOM,
                    title=guidance("evidence", f"due_failing_{which}", funder=funder.short_name, count=str(count)),
                    second=guidance("evidence", "due_failing_second"),
                    icon="folder-check",
                    button=guidance("evidence", "due_send_button"),
                    place={"funder": funder.id, "first": first.isoformat(), "last": last.isoformat()},
                )
            ]
    return []


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
        second=guidance("evidence", "due_send_second", funder=funder.name, days=span(first, last)),
        day=day,
        flag=things_missing(wanting) if wanting else "",
        icon="folder-check",
        button=guidance("evidence", "due_send_button"),
        takes=guidance("evidence", "due_send_takes"),
        place={"funder": funder.id, "first": first.isoformat(), "last": last.isoformat()},
    )

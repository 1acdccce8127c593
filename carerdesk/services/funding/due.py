"""What funders give that is about to end, with nothing entered for the time after."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import long_date
from carerdesk.domain.funding.awards import Every
from carerdesk.services.books import owner
from carerdesk.services.due.items import Due
from carerdesk.store.tables import Award, Funder

SOON = timedelta(days=42)
LATELY = timedelta(days=90)
ADD = "Add a change from a date"
"""The spoken name of the button that adds what a funder gives from a day on."""


def due_items(session: Session, today: date) -> list[Due]:
    """One for each funder whose last award ends within six weeks, or ended in the last three months."""
    mine = select(Funder).where(Funder.person_id == owner(session).person_id, Funder.kind != "own")
    found = (_of(session, row, today) for row in session.scalars(mine.order_by(Funder.position, Funder.id)))
    return [item for item in found if item is not None]


def _of(session: Session, funder: Funder, today: date) -> Due | None:
    awards = select(Award).where(Award.funder_id == funder.id, Award.every != Every.ONE_OFF.value)
    last = session.scalars(awards.order_by(Award.first_day.desc(), Award.id.desc()).limit(1)).first()
    ends = last.last_day if last is not None else None
    if ends is None or not today - LATELY <= ends <= today + SOON or funder.ended is not None:
        return None
    when = "due_ended" if ends < today else "due_ends"
    return Due(
        key=f"award:{funder.id}:{ends.isoformat()}",
        room="budget",
        title=guidance("budget", when, funder=funder.short_name, day=long_date(ends)),
        second=guidance("budget", "due_ends_second"),
        day=ends,
        icon="landmark",
        button=guidance("budget", "due_ends_button"),
        takes=guidance("budget", "due_ends_takes"),
        place={"funder": funder.id},
        at=ADD,
    )

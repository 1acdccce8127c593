"""Days off sick that a PA chooses to take as holiday instead: nobody may be made to."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from carerdesk.domain.dates import long_date
from carerdesk.domain.money import ZERO
from carerdesk.domain.problem import Problem
from carerdesk.services.books import owner
from carerdesk.services.sickness.reckoned import paid_so_far
from carerdesk.services.sickness.spells import RECORD
from carerdesk.store.tables import Attachment, FitNote, Sickness

A_DAY = timedelta(days=1)
_KEPT = ("weekdays", "told_on", "proof", "average", "average_reason", "refused", "note")


def stays_sick(session: Session, spell_id: int, first: date, last: date) -> list[Problem]:
    """Why days of a sickness cannot become holiday: all of it would, and it was paid or has papers."""
    row = session.get_one(Sickness, spell_id)
    whole = first <= row.first_day and row.last_day is not None and row.last_day <= last
    if not whole:
        return []
    if paid_so_far(session, row.worker_id).get(row.id, ZERO):
        return [Problem("first", "sick_all_holiday_paid", {"day": long_date(row.first_day)})]
    return [Problem("first", "sick_has_papers")] if _has_papers(session, row.id) else []


def holiday_instead(session: Session, worker_id: int, first: date, last: date) -> None:
    """Take days out of the sickness they lie in: it ends before them, and goes on after them as a record of its own."""
    wanted = select(Sickness).where(
        Sickness.worker_id == worker_id, Sickness.first_day <= last,
        Sickness.last_day.is_(None) | (Sickness.last_day >= first),
    )  # fmt: skip
    for row in session.scalars(wanted).all():
        goes_on = row.last_day is None or row.last_day > last
        if row.first_day < first:
            if goes_on:
                _add_after(session, row, last + A_DAY)
            row.last_day = first - A_DAY
        elif goes_on:
            row.first_day = last + A_DAY
        else:
            session.delete(row)
    session.flush()


def _add_after(session: Session, row: Sickness, first: date) -> None:
    kept = {name: getattr(row, name) for name in _KEPT}
    session.add(
        Sickness(**owner(session).keys(), worker_id=row.worker_id, first_day=first, last_day=row.last_day, **kept)
    )


def _has_papers(session: Session, spell_id: int) -> bool:
    on_it = select(Attachment.id).where(Attachment.record == RECORD, Attachment.record_id == spell_id)
    notes = select(FitNote.id).where(FitNote.sickness_id == spell_id)
    return session.scalar(on_it.limit(1)) is not None or session.scalar(notes.limit(1)) is not None

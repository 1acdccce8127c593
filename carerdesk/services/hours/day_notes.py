"""What to know of a day beside its shifts: that it is a bank holiday, and who is off."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from sqlalchemy.orm import Session

from carerdesk.catalogue.bank_holidays import NoBankHolidaysFor, bank_holidays
from carerdesk.catalogue.guidance import guidance
from carerdesk.services.books import owner
from carerdesk.services.hours.away import Away, away_between
from carerdesk.services.hours.choices import short_names
from carerdesk.services.hours.views import DayNote
from carerdesk.services.people.read import workers
from carerdesk.store.tables import Person


def day_notes(session: Session, first: date, last: date) -> tuple[DayNote, ...]:
    """The days between two, both counted, that are not plain. Outside the lists, no day is called a bank holiday."""
    nation = session.get_one(Person, owner(session).person_id).nation
    names = short_names(workers(session))
    away = [each for each in away_between(session, first, last) if each.worker_id in names]
    days = (first + timedelta(days=at) for at in range((last - first).days + 1))
    notes = (DayNote(day, _bank_holiday(nation, day), _off(away, names, day)) for day in days)
    return tuple(note for note in notes if note.bank_holiday or note.off)


def _bank_holiday(nation: str, day: date) -> str:
    try:
        return bank_holidays(nation).title_on(day) or ""
    except NoBankHolidaysFor:
        return ""


def _off(away: Iterable[Away], names: dict[int, str], day: date) -> tuple[str, ...]:
    """Each once, however many records say so."""
    found = [
        guidance("rota", f"off_{each.kind}", who=names[each.worker_id])
        for each in away
        if each.first <= day <= each.until(day)
    ]
    return tuple(dict.fromkeys(found))

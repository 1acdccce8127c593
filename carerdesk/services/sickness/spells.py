"""Between the rows of the books and the spells of the rules."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from carerdesk.domain.dates import DAYS
from carerdesk.domain.sickness.spells import Spell
from carerdesk.store.tables import Sickness

RECORD = "sickness"
_SHORT = tuple(name[:3].lower() for name in DAYS)


def read_weekdays(text: str) -> frozenset[int]:
    """Days of the week as they are kept ("mon,tue"); Monday is 0."""
    return frozenset(_SHORT.index(part) for part in text.split(",") if part in _SHORT)


def write_weekdays(days: Iterable[int]) -> str:
    """Days of the week as they are kept."""
    return ",".join(_SHORT[day] for day in sorted(days))


def rows_of(session: Session, worker_id: int) -> list[Sickness]:
    """One worker's records, the oldest first."""
    wanted = select(Sickness).where(Sickness.worker_id == worker_id)
    return list(session.scalars(wanted.order_by(Sickness.first_day, Sickness.id)))


def spell_of(row: Sickness) -> Spell:
    """A record as the rules see it."""
    return Spell(row.id, row.first_day, row.last_day, read_weekdays(row.weekdays), row.refused)


def spells_of(session: Session, worker_id: int) -> tuple[Spell, ...]:
    """Every spell of one worker, the oldest first."""
    return tuple(spell_of(row) for row in rows_of(session, worker_id))

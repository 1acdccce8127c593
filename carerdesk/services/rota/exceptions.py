"""What a person settled otherwise than a pattern says: it outlives every change of the pattern."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from carerdesk.store import tables

PLANNED = "planned"
OFF, CHANGED = "off", "changed"


def shift_changed(session: Session, row: tables.Shift) -> None:
    """Remember that a person changed a planned shift, so that its pattern leaves it alone. Others are passed over.

    What was worked needs no remembering: nothing that was worked is ever filled over. Called once its state is set.
    """
    if row.state == PLANNED:
        _settle(session, row, CHANGED)


def shift_removed(session: Session, row: tables.Shift) -> None:
    """Remember that a person took a shift out, so that its pattern does not bring it back. Others are passed over."""
    _settle(session, row, OFF)


def exceptions_of(session: Session, series: int) -> dict[date, tables.PatternException]:
    """What was settled otherwise for each day of a series."""
    exception = tables.PatternException
    found = session.scalars(select(exception).where(exception.series == series).order_by(exception.day))
    return {row.day: row for row in found}


def _settle(session: Session, row: tables.Shift, kind: str) -> None:
    if row.pattern_id is None or row.pattern_day is None:
        return
    series = session.get_one(tables.Pattern, row.pattern_id).series
    settled = exceptions_of(session, series).get(row.pattern_day)
    if settled is not None:
        settled.kind = kind
        return
    keys = {"employer_id": row.employer_id, "person_id": row.person_id}
    session.add(tables.PatternException(**keys, series=series, day=row.pattern_day, kind=kind))

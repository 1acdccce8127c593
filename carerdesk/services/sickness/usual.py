"""Which days of the week somebody usually works: what is proposed as qualifying days."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from decimal import ROUND_CEILING

from sqlalchemy import select
from sqlalchemy.orm import Session

from carerdesk.services.books import Books
from carerdesk.services.people.read import contract_at
from carerdesk.services.sickness.spells import read_weekdays, rows_of, spell_of
from carerdesk.store import tables

LOOK_BACK = timedelta(weeks=8)
ONE_IN = 3  # of the weeks looked at: a day worked less often is an exception


def usual_weekdays(books: Books, worker_id: int, first: date) -> frozenset[int]:
    """The contract's days, else those of the last sickness, else those worked in the eight weeks before; else none."""
    with books.reading() as session:
        terms = contract_at(session, worker_id, first)
        kept = _of_contract(session, worker_id, first)
        if kept:
            return kept
        before = [row for row in rows_of(session, worker_id) if row.first_day < first]
        if before:
            return spell_of(before[-1]).weekdays
        most = int(terms.days_per_week.to_integral_value(ROUND_CEILING)) if terms and terms.days_per_week else 7
        return _worked(session, worker_id, first, most)


def _of_contract(session: Session, worker_id: int, day: date) -> frozenset[int]:
    contract = tables.Contract
    wanted = select(contract.weekdays).where(contract.worker_id == worker_id, contract.first_day <= day)
    return read_weekdays(session.scalar(wanted.order_by(contract.first_day.desc()).limit(1)) or "")


def _worked(session: Session, worker_id: int, before: date, most: int) -> frozenset[int]:
    shift = tables.Shift
    wanted = select(shift.day).where(shift.worker_id == worker_id, shift.day < before, shift.day >= before - LOOK_BACK)
    days = set(session.scalars(wanted))
    if not days:
        return frozenset()
    weeks = max(1, -(-(before - min(days)).days // 7))
    often = Counter(day.weekday() for day in days)
    usual = sorted((day for day in often if often[day] * ONE_IN >= weeks), key=lambda day: (-often[day], day))
    return frozenset((usual or sorted(often))[:most])

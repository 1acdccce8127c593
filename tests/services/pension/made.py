"""A scheme, a PA in it, and her paydays."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from carerdesk.services.books import Books
from carerdesk.services.outcome import Done, Outcome
from carerdesk.services.pension.details import Scheme
from carerdesk.services.pension.events import Happened, record_event
from carerdesk.services.pension.scheme import set_scheme
from carerdesk.store.tables import Payslip
from tests.services.pay.made import PAYDAY, done, keep, pa, weekdays

FIRST = date(2026, 10, 26)
LAST = date(2026, 11, 22)
NEST = Scheme(
    date(2026, 9, 1), "Nest", "relief_at_source", "qualifying_earnings", Decimal(5), Decimal(3), "EMP000123456"
)


def scheme(books: Books, **changes: Any) -> int:
    """Nest’s terms from September 2026."""
    from dataclasses import replace

    kept = done(set_scheme(books, replace(NEST, **changes))).id
    assert kept is not None
    return kept


def asha_on(books: Books, hours: int = 12, **who: Any) -> int:
    """Asha with so many days of 9:00 to 16:00 up to 20 November, paid four-weekly: 12 days are £1,142.40."""
    asha = pa(books, **who)
    keep(books, weekdays(asha, date(2026, 11, 20), hours, "09:00-16:00"))
    return asha


def record(books: Books, worker_id: int, kind: str, day: date, **days: Any) -> Outcome:
    """What happened on a day."""
    return record_event(books, worker_id, Happened(kind, day, **days))


def enrol(books: Books, worker_id: int, day: date = FIRST, **days: Any) -> Done:
    """Enrolled from the first day of the period."""
    return done(record(books, worker_id, "enrolled", day, **days))


def slip_of(books: Books, worker_id: int, payday: date = PAYDAY) -> Payslip:
    """A kept payslip."""
    from sqlalchemy import select

    with books.reading() as session:
        row = session.scalars(select(Payslip).where(Payslip.worker_id == worker_id, Payslip.payday == payday)).one()
        session.expunge(row)
        return row

"""The shifts one payslip paid for, as they stand now, for putting them right."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from carerdesk.services.books import Books
from carerdesk.services.hours.rows import rows_between
from carerdesk.services.hours.views import ShiftView
from carerdesk.services.hours.week import shift_views
from carerdesk.store import tables


@dataclass(frozen=True, slots=True)
class PaidHours:
    """A payslip's worker, payday, days and shifts."""

    payslip_id: int
    worker_id: int
    name: str
    payday: date
    first: date
    last: date
    shifts: tuple[ShiftView, ...]

    @property
    def first_name(self) -> str:
        """What to call them in a sentence."""
        return self.name.split(" ", maxsplit=1)[0]


def paid_hours(books: Books, payslip_id: int) -> PaidHours | None:
    """The shifts of a payslip's days; None where there is no such payslip any more."""
    with books.reading() as session:
        slip = session.get(tables.Payslip, payslip_id)
        if slip is None:
            return None
        rows = rows_between(session, slip.first_day, slip.last_day, slip.worker_id)
        name = session.get_one(tables.Worker, slip.worker_id).name
        shifts = shift_views(session, rows, books.now())
        return PaidHours(slip.id, slip.worker_id, name, slip.payday, slip.first_day, slip.last_day, shifts)

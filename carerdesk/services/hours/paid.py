"""Which payslip has paid for a PA's day: hours of it are put right there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from carerdesk.services.books import Books
from carerdesk.store.tables import Payslip


@dataclass(frozen=True, slots=True)
class PaidOn:
    """The payslip and its payday."""

    payslip_id: int
    payday: date


def paid_on(books: Books, worker_id: int, day: date) -> PaidOn | None:
    """What has paid for a worker's day; None where nothing has."""
    wanted = select(Payslip.id, Payslip.payday).where(
        Payslip.worker_id == worker_id, Payslip.first_day <= day, Payslip.last_day >= day
    )
    with books.reading() as session:
        found = session.execute(wanted.order_by(Payslip.payday.desc(), Payslip.id.desc()).limit(1)).first()
    return None if found is None else PaidOn(*found)

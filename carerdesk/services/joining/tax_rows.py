"""The rows of tax details as starters, notices and a new tax year write them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from carerdesk.domain.dates import tax_year_start
from carerdesk.services.books import owner
from carerdesk.services.people.details import Tax
from carerdesk.services.people.rows import columns, plain, write

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from carerdesk.store.tables import TaxDetails

TAX_DETAILS = "tax_details"


@dataclass(frozen=True, slots=True)
class TaxRow:
    """Tax details with their number."""

    id: int
    tax: Tax


def keep_tax(session: Session, worker_id: int, tax: Tax) -> int:
    """Keep tax details from a day on, in place of what a starter's papers said for the same day. The row's number."""
    from sqlalchemy import select

    from carerdesk.store.tables import TaxDetails

    same = select(TaxDetails).where(TaxDetails.worker_id == worker_id, TaxDetails.first_day == tax.first_day)
    row = session.scalars(same.order_by(TaxDetails.id.desc())).first()
    if row is None:
        return add_tax(session, worker_id, tax)
    write(row, tax)
    session.flush()
    return row.id


def add_tax(session: Session, worker_id: int, tax: Tax) -> int:
    """A further row, beside any of the same day: the newest of one day counts, and all of them are its history."""
    from carerdesk.store.tables import TaxDetails

    row = TaxDetails(**owner(session).keys(), worker_id=worker_id, **columns(tax))
    session.add(row)
    session.flush()
    return row.id


def tax_rows(session: Session, worker_id: int) -> Sequence[TaxDetails]:
    """A worker's rows, newest first."""
    from sqlalchemy import select

    from carerdesk.store.tables import TaxDetails

    wanted = select(TaxDetails).where(TaxDetails.worker_id == worker_id)
    return session.scalars(wanted.order_by(TaxDetails.first_day.desc(), TaxDetails.id.desc())).all()


def tax_history(session: Session, worker_id: int) -> tuple[TaxRow, ...]:
    """A worker's tax details, newest first."""
    return tuple(TaxRow(row.id, plain(Tax, row)) for row in tax_rows(session, worker_id))


def first_paid_from(session: Session, worker_id: int, day: date) -> date | None:
    """The first payday from a day on whose payslip has left the house, in the tax year of that day; None: none has."""
    from sqlalchemy import select

    from carerdesk.services.pay.leaving import ways_out
    from carerdesk.store.tables import Payslip

    end = tax_year_start(day).replace(year=tax_year_start(day).year + 1)
    wanted = select(Payslip.id, Payslip.payday).where(
        Payslip.worker_id == worker_id, Payslip.payday >= day, Payslip.payday < end
    )
    found = {slip_id: payday for slip_id, payday in session.execute(wanted)}  # noqa: C416 - typed rows
    out = ways_out(session, found)
    return min((found[slip_id] for slip_id in out), default=None)

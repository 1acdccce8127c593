"""Tax years by name: "2026-27", its first and last day, and whose pay falls in it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from carerdesk.domain.dates import tax_year_name
from carerdesk.services.books import Books, owner
from carerdesk.store import tables


def first_of(year: str) -> date:
    """6 April."""
    return date(int(year[:4]), 4, 6)


def last_of(year: str) -> date:
    """5 April."""
    return date(int(year[:4]) + 1, 4, 5)


def year_after(year: str) -> str:
    """The tax year that follows."""
    return tax_year_name(date(int(year[:4]) + 1, 4, 6))


def years_with_pay(books: Books) -> tuple[str, ...]:
    """The tax years with payslips, the newest first; this one where there are none."""
    slip = tables.Payslip
    with books.reading() as session:
        wanted = select(slip.tax_year).where(slip.employer_id == owner(session).employer_id).distinct()
        found = sorted(session.scalars(wanted), reverse=True)
    return tuple(found) or (tax_year_name(books.today()),)


def people_paid(session: Session, year: str) -> Sequence[tables.Worker]:
    """Everyone with a payslip in a tax year, by name."""
    slip, worker = tables.Payslip, tables.Worker
    paid = select(slip.worker_id).where(slip.tax_year == year, slip.employer_id == owner(session).employer_id)
    return session.scalars(select(worker).where(worker.id.in_(paid)).order_by(worker.name, worker.id)).all()


def employed_at_end(worker: tables.Worker, year: str) -> bool:
    """Whether somebody was on the payroll on 5 April: they get a P60 (PAYE Regulations 2003 reg 67)."""
    started = worker.started is None or worker.started <= last_of(year)
    return started and (worker.left is None or worker.left >= last_of(year))

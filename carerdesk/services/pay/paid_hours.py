"""The shifts one payslip paid for and the terms it was worked out with, as they stand now, for putting them right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import select

from carerdesk.services.books import Books
from carerdesk.services.hours.rows import rows_between
from carerdesk.services.hours.views import ShiftView
from carerdesk.services.hours.week import shift_views
from carerdesk.services.people.read import rates_at, tax_details_at, workers
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


@dataclass(frozen=True, slots=True)
class PaidTerms:
    """What a payslip was worked out with, for putting it right: rates by kind, code, basis and letter.

    `paydays` are those of its tax year up to it, the latest first; `others` are the PAs who might have worked its
    shifts, as numbers and names.
    """

    rates: Mapping[str, Decimal]
    code: str
    basis: str
    letter: str
    paydays: tuple[date, ...]
    others: tuple[tuple[int, str], ...]


def paid_terms(books: Books, payslip_id: int) -> PaidTerms:
    """The rates and tax details of a payslip as they stand now."""
    with books.reading() as session:
        slip = session.get_one(tables.Payslip, payslip_id)
        tax = tax_details_at(session, slip.worker_id, slip.payday)
        other = tables.Payslip
        wanted = select(other.payday).where(
            other.worker_id == slip.worker_id, other.tax_year == slip.tax_year, other.payday <= slip.payday
        )
        return PaidTerms(
            rates_at(session, slip.worker_id, slip.last_day),
            tax.code if tax else slip.code,
            tax.basis if tax else slip.basis,
            tax.ni_letter if tax else slip.ni_letter,
            tuple(sorted(set(session.scalars(wanted)), reverse=True)),
            tuple((one.id, one.name) for one in workers(session) if one.id != slip.worker_id),
        )

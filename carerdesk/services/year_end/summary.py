"""A tax year in one view: each PA's pay from gross to net, and what it cost the employer."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from carerdesk.domain.money import ZERO, Money
from carerdesk.services.books import Books, owner
from carerdesk.services.pay.situation import as_money
from carerdesk.services.year_end.years import employed_at_end
from carerdesk.store import tables

COLUMNS = (
    "gross", "tax", "employee_ni", "student_loan", "postgraduate_loan", "pension", "deductions", "expenses", "net",
    "employer_ni", "allowance", "employer_pension", "recovered",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PersonYear:
    """One PA's tax year by these books: sums of COLUMNS, hours paid, and how many payslips."""

    worker_id: int
    name: str
    payslips: int
    minutes: int
    sums: dict[str, Money]
    at_end: bool

    @property
    def cost(self) -> Money:
        """What the employer paid for it: gross, expenses, employer's NI and pension, less what came back."""
        paid = sum((self.sums[name] for name in ("gross", "expenses", "employer_ni", "employer_pension")), ZERO)
        return paid - self.sums["allowance"] - self.sums["recovered"]


@dataclass(frozen=True, slots=True)
class YearSummary:
    """Everybody's tax year, by name."""

    year: str
    people: tuple[PersonYear, ...]

    def total_of(self, name: str) -> Money:
        """One of COLUMNS, or "cost", over everybody."""
        if name == "cost":
            return sum((one.cost for one in self.people), ZERO)
        return sum((one.sums[name] for one in self.people), ZERO)


def year_summary(books: Books, year: str) -> YearSummary:
    """What these books paid in a tax year. Figures taken over from another payroll are not in it."""
    with books.reading() as session:
        return summary_of(session, year)


def summary_of(session: Session, year: str) -> YearSummary:
    """As `year_summary`, within a session."""
    slip, worker = tables.Payslip, tables.Worker
    sums = [func.coalesce(func.sum(getattr(slip, name)), 0) for name in COLUMNS]
    wanted = (
        select(worker, func.count(slip.id), func.sum(slip.paid_minutes), *sums)
        .join(slip, slip.worker_id == worker.id)
        .where(slip.tax_year == year, slip.employer_id == owner(session).employer_id)
        .group_by(worker.id)
        .order_by(worker.name, worker.id)
    )
    return YearSummary(year, tuple(_person(year, *row) for row in session.execute(wanted)))


def _person(year: str, worker: tables.Worker, payslips: int, minutes: int, *sums: Money | int) -> PersonYear:
    named = {name: as_money(amount) for name, amount in zip(COLUMNS, sums, strict=True)}
    return PersonYear(worker.id, worker.name, payslips, int(minutes or 0), named, employed_at_end(worker, year))

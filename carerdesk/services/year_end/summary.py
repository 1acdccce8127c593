"""A tax year in one view: each PA's pay from gross to net, and what it cost the employer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from carerdesk.domain.money import ZERO, Money
from carerdesk.services.books import Books, owner
from carerdesk.services.pay.length import Length, Line, length_of
from carerdesk.services.pay.situation import as_money
from carerdesk.services.year_end.years import employed_at_end
from carerdesk.store import tables

COLUMNS = (
    "gross", "tax", "employee_ni", "student_loan", "postgraduate_loan", "pension", "deductions", "expenses", "net",
    "employer_ni", "allowance", "employer_pension", "recovered",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PersonYear:
    """One PA's tax year by these books: sums of COLUMNS, how long they paid for, and how many payslips."""

    worker_id: int
    name: str
    payslips: int
    length: Length
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
        select(worker, func.count(slip.id), *sums)
        .join(slip, slip.worker_id == worker.id)
        .where(slip.tax_year == year, slip.employer_id == owner(session).employer_id)
        .group_by(worker.id)
        .order_by(worker.name, worker.id)
    )
    lines = _lines(session, year)
    return YearSummary(year, tuple(_person(year, lines, *row) for row in session.execute(wanted)))


def _lines(session: Session, year: str) -> Mapping[int, Sequence[Line]]:
    """The year's lines of pay, by worker."""
    slip, line = tables.Payslip, tables.PayslipLine
    wanted = select(slip.worker_id, line).join(line, line.payslip_id == slip.id).where(slip.tax_year == year)
    found: dict[int, list[Line]] = defaultdict(list)
    for worker_id, one in session.execute(wanted):
        found[worker_id].append(one)
    return found


def _person(
    year: str, lines: Mapping[int, Sequence[Line]], worker: tables.Worker, payslips: int, *sums: Money | int
) -> PersonYear:
    named = {name: as_money(amount) for name, amount in zip(COLUMNS, sums, strict=True)}
    length = length_of(lines.get(worker.id, ()))
    return PersonYear(worker.id, worker.name, payslips, length, named, employed_at_end(worker, year))

"""The figures for a P60: pay, tax and National Insurance of a tax year, to copy onto HMRC's form."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from io import BytesIO

from sqlalchemy.orm import Session

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import long_date
from carerdesk.domain.rti.figures import FAMILY_PAY, LetterFigures, WorkerFigures
from carerdesk.domain.typed import ni_number_words
from carerdesk.reports import copy_sheet
from carerdesk.reports.copy_sheet import CopyLine, CopySection, CopySheet
from carerdesk.services.books import Books, owner
from carerdesk.services.filing.figures import figures_of
from carerdesk.services.joining.earlier_job import earlier_job
from carerdesk.services.year_end.years import employed_at_end, first_of, last_of, people_paid
from carerdesk.store import tables

_FAMILY_NAMES = {
    "smp": "Statutory maternity pay", "spp": "Statutory paternity pay", "shpp": "Statutory shared parental pay",
    "sap": "Statutory adoption pay", "spbp": "Statutory parental bereavement pay",
    "sncp": "Statutory neonatal care pay",
}  # fmt: skip


def p60_pdf(books: Books, year: str, worker_id: int | None = None) -> bytes:
    """The P60 figures of everybody employed on 5 April, or of one of them.

    Raises:
        ValueError: where nobody was.
    """
    out = BytesIO()
    with books.reading() as session:
        copy_sheet.write(p60_sheets(session, year, worker_id), out)
    return out.getvalue()


def p60_sheets(session: Session, year: str, worker_id: int | None = None) -> Sequence[CopySheet]:
    """A sheet for each of them, by name."""
    wanted = [row for row in people_paid(session, year) if employed_at_end(row, year)]
    return [_sheet(session, row, year) for row in wanted if worker_id in (None, row.id)]


def _sheet(session: Session, worker: tables.Worker, year: str) -> CopySheet:
    employer = session.get_one(tables.Employer, owner(session).employer_id)
    (told,) = figures_of(session, first_of(year), last_of(year), worker.id)
    return CopySheet(
        title="Figures for the P60",
        beside=worker.name,
        under=f"{employer.name}, employer",
        right=f"Tax year to {long_date(last_of(year))}",
        heads=(("Employer reference", employer.paye_reference), ("Give it by", long_date(_by(year)))),
        sections=(
            CopySection("Employee", _employee(worker)),
            CopySection("Pay and tax", _pay(session, worker, told, year)),
            *(CopySection(f"National Insurance, letter {one.letter}", _letter(one)) for one in told.letters),
            CopySection("Included in pay, and loans", _others(told)),
            CopySection("Employer", _employer(employer)),
        ),
        notes=tuple(guidance("year_end", key) for key in ("p60_copy_note", "p60_boxes_note")),
    )


def _by(year: str) -> date:
    return last_of(year).replace(month=5, day=31)


def _employee(worker: tables.Worker) -> tuple[CopyLine, ...]:
    names = worker.name.split()
    return (
        CopyLine("", "Surname", names[-1] if names else ""),
        CopyLine("", "First names", " ".join(names[:-1])),
        CopyLine("", "National Insurance number", ni_number_words(worker.ni_number) if worker.ni_number else ""),
        CopyLine("", "Works or payroll number", worker.works_number),
    )


def _pay(session: Session, worker: tables.Worker, told: WorkerFigures, year: str) -> tuple[CopyLine, ...]:
    earlier = earlier_job(session, worker.id, last_of(year))
    pay, tax = told.taxable.to_date, told.tax.to_date
    refund = guidance("year_end", "p60_refund") if tax.pence < 0 else ""
    code = f"{told.payment.nation_prefix}{told.payment.code}{' W1/M1' if told.payment.week_one else ''}"
    return (
        CopyLine("", "Pay in previous employments", str(earlier.pay) if earlier.pay else ""),
        CopyLine("", "Tax in previous employments", str(earlier.tax) if earlier.pay or earlier.tax else ""),
        CopyLine("", "Pay in this employment", str(pay)),
        CopyLine("", "Tax in this employment", str(tax), refund),
        CopyLine("", "Total pay for the year", str(pay + earlier.pay)),
        CopyLine("", "Total tax for the year", str(tax + earlier.tax)),
        CopyLine("", "Final tax code", code),
    )


def _letter(one: LetterFigures) -> tuple[CopyLine, ...]:
    return (
        CopyLine("1a", "Earnings at the lower earnings limit", str(one.at_lel)),
        CopyLine("1b", "Earnings above that, up to the primary threshold", str(one.lel_to_pt)),
        CopyLine("1c", "Earnings above that, up to the upper earnings limit", str(one.pt_to_uel)),
        CopyLine("1d", "Employee’s contributions due on all of them", str(one.employee.to_date)),
    )


def _others(told: WorkerFigures) -> tuple[CopyLine, ...]:
    """What there was; the boxes of the rest stay empty."""
    found = [(_FAMILY_NAMES[kind], told.statutory[kind]) for kind in FAMILY_PAY if told.statutory.get(kind)]
    loans = (("Student loan deductions", told.student_loan), ("Postgraduate loan deductions", told.postgraduate_loan))
    found += [(name, loan.to_date) for name, loan in loans if loan.to_date]
    lines = tuple(CopyLine("", name, str(amount)) for name, amount in found)
    return lines or (CopyLine("", "Statutory family pay, student and postgraduate loans", ""),)


def _employer(employer: tables.Employer) -> tuple[CopyLine, ...]:
    address = ", ".join(line.strip().rstrip(",") for line in employer.address.splitlines() if line.strip())
    return (
        CopyLine("", "Employer’s name and address", ", ".join(part for part in (employer.name, address) if part)),
        CopyLine("", "Employer PAYE reference", employer.paye_reference or "Not recorded yet"),
    )

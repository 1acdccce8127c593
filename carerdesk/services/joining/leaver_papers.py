"""The papers of a leaver: the figures for a P45, and the letter that takes the place of a second one."""

from __future__ import annotations

from io import BytesIO

from sqlalchemy.orm import Session

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import full_date, long_date, tax_year_start
from carerdesk.domain.money import Money, total
from carerdesk.domain.typed import ni_number_words
from carerdesk.reports import copy_sheet, earnings_letter
from carerdesk.reports.copy_sheet import CopyLine, CopySection
from carerdesk.services.books import Books, owner
from carerdesk.services.filing.figures import figures_of
from carerdesk.services.joining.earlier_job import earlier_job
from carerdesk.services.joining.leavers import final_slip, paid_after
from carerdesk.services.people.read import tax_details_at
from carerdesk.store import tables

NOT_KNOWN = "Not recorded yet"


def p45_pdf(books: Books, worker_id: int) -> bytes:
    """The figures to copy onto a P45.

    Raises:
        LookupError: before the final payslip is made.
    """
    out = BytesIO()
    with books.reading() as session:
        copy_sheet.write([p45_sheet(session, worker_id)], out)
    return out.getvalue()


def p45_sheet(session: Session, worker_id: int) -> copy_sheet.CopySheet:
    """The figures of a P45, box by box. Raises LookupError before the final payslip is made."""
    worker = session.get_one(tables.Worker, worker_id)
    slip = final_slip(session, worker)
    if slip is None or worker.left is None:
        raise LookupError("no final payslip yet")
    employer = session.get_one(tables.Employer, slip.employer_id)
    return copy_sheet.CopySheet(
        title="Figures for the P45",
        beside=worker.name,
        under=f"{employer.name}, employer",
        right=f"Left on {long_date(worker.left)}",
        heads=(("Employer reference", employer.paye_reference), ("Final payday", full_date(slip.payday))),
        sections=(
            CopySection("Parts 1A, 2 and 3", _first_boxes(session, worker, slip, employer)),
            CopySection("Pay and tax", _money_boxes(session, worker, slip)),
            CopySection("Part 1A as well", _more_boxes(worker, employer)),
        ),
        notes=tuple(_said(key) for key in ("p45_copy_note", "p45_once_note", "p45_without_delay", "p45_boxes_note")),
    )


def _first_boxes(
    session: Session, worker: tables.Worker, slip: tables.Payslip, employer: tables.Employer
) -> tuple[CopyLine, ...]:
    assert worker.left is not None
    tax = tax_details_at(session, worker.id, slip.payday)
    loan = "Y" if tax is not None and (tax.loan_plan or tax.postgraduate_loan) else ""
    ni_number = ni_number_words(worker.ni_number) if worker.ni_number else NOT_KNOWN
    return (
        CopyLine("1", "Employer PAYE reference", employer.paye_reference or NOT_KNOWN),
        CopyLine("2", "Employee’s National Insurance number", ni_number),
        CopyLine("3", "Title, surname, first names", " ".join(part for part in (worker.title, worker.name) if part)),
        CopyLine("4", "Leaving date", worker.left.strftime("%d %m %Y")),
        CopyLine("5", "Student loan deductions to continue", loan, _said("p45_loan_note")),
        CopyLine("6", "Tax code at leaving", slip.code),
        CopyLine("6", "Week 1/month 1", "X" if slip.basis == "week_one" else ""),
    )


def _money_boxes(session: Session, worker: tables.Worker, slip: tables.Payslip) -> tuple[CopyLine, ...]:
    (told,) = figures_of(session, tax_year_start(slip.payday), slip.payday, worker.id)
    here_pay, here_tax = told.taxable.to_date, told.tax.to_date
    earlier = earlier_job(session, worker.id, slip.payday)
    week_one = slip.basis == "week_one"
    unit = "Month number" if slip.frequency == "monthly" else "Week number"
    own = week_one or earlier.pay != Money(0) or earlier.tax != Money(0)
    return (
        CopyLine("7", unit, "" if week_one else str(slip.tax_period), _said("p45_week_one_note") if week_one else ""),
        CopyLine("7", "Total pay to date", "" if week_one else str(here_pay + earlier.pay)),
        CopyLine("7", "Total tax to date", "" if week_one else str(here_tax + earlier.tax)),
        CopyLine("8", "Total pay in this employment", str(here_pay) if own else ""),
        CopyLine("8", "Total tax in this employment", str(here_tax) if own else ""),
    )


def _more_boxes(worker: tables.Worker, employer: tables.Employer) -> tuple[CopyLine, ...]:
    sex = {"M": "Male", "F": "Female"}.get(worker.sex.upper()[:1], NOT_KNOWN)
    born = worker.born.strftime("%d %m %Y") if worker.born else NOT_KNOWN
    return (
        CopyLine("9", "Works or payroll number", worker.works_number),
        CopyLine("10", "Gender", sex),
        CopyLine("11", "Date of birth", born),
        CopyLine("12", "Employee’s private address", _one_line(worker.address)),
        CopyLine(
            "13", "Employer’s name and address", ", ".join((employer.name, _one_line(employer.address))).rstrip(", ")
        ),
    )


def _one_line(address: str) -> str:
    return ", ".join(line.strip().rstrip(",") for line in address.splitlines() if line.strip())


def earnings_letter_pdf(books: Books, worker_id: int, year: str) -> bytes:
    """The statement of earnings of one tax year ("2026-27")."""
    out = BytesIO()
    with books.reading() as session:
        earnings_letter.write(_letter(session, books, worker_id, year), out)
    return out.getvalue()


def _letter(session: Session, books: Books, worker_id: int, year: str) -> earnings_letter.EarningsLetter:
    from datetime import date

    worker = session.get_one(tables.Worker, worker_id)
    employer = session.get_one(tables.Employer, owner(session).employer_id)
    start = date(int(year[:4]), 4, 6)
    (told,) = figures_of(session, start, date(start.year + 1, 4, 5), worker_id)
    after_pay, after_tax = paid_after(session, worker_id, year)
    after = (_said("letter_after", pay=str(after_pay), tax=str(after_tax)),) if after_pay or after_tax else ()
    ni = total(letter.employee.to_date for letter in told.letters)
    return earnings_letter.EarningsLetter(
        employer.name,
        tuple(line for line in employer.address.splitlines() if line.strip()),
        employer.paye_reference,
        worker.name,
        ni_number_words(worker.ni_number) if worker.ni_number else "",
        year,
        books.today(),
        worker.started,
        worker.left,
        (
            ("Taxable pay", told.taxable.to_date),
            ("Income tax taken", told.tax.to_date),
            ("National Insurance taken", ni),
            ("Student and postgraduate loans", told.student_loan.to_date + told.postgraduate_loan.to_date),
        ),
        _said("letter_intro", year=year),
        (*after, _said("letter_no_second")),
    )


def _said(key: str, **values: str) -> str:
    return guidance("joining", key, **values)

"""The papers between a family and a bureau: what to ask for, hours of a payday, and the pack handed over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from io import BytesIO

from sqlalchemy import select
from sqlalchemy.orm import Session

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import full_date, long_date, tax_year_name, tax_year_start
from carerdesk.domain.hours.shift import hours_text
from carerdesk.domain.money import Money
from carerdesk.domain.rti.figures import WorkerFigures
from carerdesk.domain.typed import ni_number_words
from carerdesk.reports import bureau_paper
from carerdesk.reports.bureau_paper import BureauPaper, PaperSection
from carerdesk.reports.table_csv import csv_bytes
from carerdesk.services.books import Books, owner
from carerdesk.services.bureau.taken_off import scheme_rows, taken_off_rows
from carerdesk.services.filing.employer import year_end
from carerdesk.services.filing.figures import figures_of
from carerdesk.services.holiday.balance import holiday_view
from carerdesk.services.joining.earlier_job import earlier_job
from carerdesk.services.pay.leaving import slips_of
from carerdesk.services.pay.length import length_of
from carerdesk.services.people.names import choice_name
from carerdesk.services.people.read import contract_at, tax_details_at
from carerdesk.store import tables

_LAST_PAYDAYS = 13


def ask_for_pdf(books: Books) -> bytes:
    """The list of what to ask the bureau for."""
    with books.reading() as session:
        name = session.get_one(tables.Employer, owner(session).employer_id).name
    today = books.today()
    return _pdf(
        BureauPaper(
            _said("ask_title"),
            long_date(today),
            f"{name}, employer",
            f"Tax year {tax_year_name(today)}",
            (_said("ask_intro", year=tax_year_name(today)),),
            (
                PaperSection(_said("ask_employer"), tuple(_said("ask_employer_lines").splitlines())),
                PaperSection(_said("ask_worker"), tuple(_said("ask_worker_lines").splitlines())),
            ),
            (_said("ask_stop"),),
        )
    )


def schedule_pdf(books: Books, payday: date) -> bytes:
    """Hours and gross pay of an agreed payday, for the bureau."""
    with books.reading() as session:
        name = session.get_one(tables.Employer, owner(session).employer_id).name
        sections = tuple(
            PaperSection(
                f"{worker.name}: {slip.gross} gross, {length_of(_lines(session, slip)).text}",
                heads=("What", "Hours", "Number", "Rate £", "Amount £"),
                rows=tuple(_line_cells(line) for line in _lines(session, slip)),
            )
            for worker, slip in _paid(session, payday)
        )
    intro = (_said("schedule_note"),)
    title = "Hours and gross pay"
    return _pdf(BureauPaper(title, full_date(payday), f"{name}, employer", "For the payroll bureau", intro, sections))


def schedule_csv(books: Books, payday: date) -> bytes:
    """As `schedule_pdf`, as a table: a row for each line of pay."""
    heads = ("Name", "Works number", "Payday", "From", "To", "What", "Hours", "Number", "Rate", "Amount", "Taxed")
    with books.reading() as session:
        rows = [
            (
                worker.name, worker.works_number, payday.isoformat(), slip.first_day.isoformat(),
                slip.last_day.isoformat(), *_line_cells(line), "yes" if line.is_pay else "no",
            )
            for worker, slip in _paid(session, payday)
            for line in _lines(session, slip)
        ]  # fmt: skip
    return csv_bytes(heads, rows)


def handover_pdf(books: Books) -> bytes:
    """The pack for a bureau: everything it needs to go on with the next payday."""
    today = books.today()
    with books.reading() as session:
        employer = session.get_one(tables.Employer, owner(session).employer_id)
        sections = [PaperSection("Employer", heads=("", ""), rows=tuple(_employer_rows(session, employer, today)))]
        for worker in _employees(session):
            sections.append(PaperSection(worker.name, heads=("", ""), rows=tuple(_rows(session, worker, today))))
            if past := _past(session, worker):
                heads = ("Payday", "Hours", "Gross £", "Take-home £")
                sections.append(PaperSection(f"{worker.name}, last paydays", heads=heads, rows=past))
        name = employer.name
    year = tax_year_name(today)
    return _pdf(
        BureauPaper(
            "Payroll handed over", long_date(today), f"{name}, employer", f"Tax year {year}",
            (_said("handover_note", year=year),), tuple(sections),
        )
    )  # fmt: skip


def handover_csv(books: Books) -> bytes:
    """As `handover_pdf`, as a table: name, what, value."""
    with books.reading() as session:
        employer = session.get_one(tables.Employer, owner(session).employer_id)
        rows = [("Employer", *row) for row in _employer_rows(session, employer, books.today())]
        for worker in _employees(session):
            rows += [(worker.name, *row) for row in _rows(session, worker, books.today())]
            rows += [(worker.name, f"Payday {row[0]}", f"{row[1]}; gross {row[2]}; net {row[3]}")
                     for row in _past(session, worker)]  # fmt: skip
    return csv_bytes(("Whose", "What", "Value"), rows)


def _pdf(view: BureauPaper) -> bytes:
    out = BytesIO()
    bureau_paper.write(view, out)
    return out.getvalue()


def _said(key: str, **values: str) -> str:
    return guidance("bureau", key, **values)


def _paid(session: Session, payday: date) -> list[tuple[tables.Worker, tables.Payslip]]:
    return [(session.get_one(tables.Worker, slip.worker_id), slip) for slip in slips_of(session, payday)]


def _lines(session: Session, slip: tables.Payslip) -> Sequence[tables.PayslipLine]:
    line = tables.PayslipLine
    return session.scalars(select(line).where(line.payslip_id == slip.id).order_by(line.position)).all()


def _line_cells(line: tables.PayslipLine) -> tuple[str, ...]:
    hours = f"{Decimal(line.minutes) / 60:.2f}" if line.minutes is not None else ""
    number = f"{line.quantity:f}" if line.quantity is not None else ""
    rate = f"{line.rate:f}" if line.rate is not None else ""
    return line.title, hours, number, rate, line.amount.text


def _employees(session: Session) -> Sequence[tables.Worker]:
    worker = tables.Worker
    mine = select(worker).where(worker.employer_id == owner(session).employer_id, worker.kind == "employee")
    return session.scalars(mine.order_by(worker.name, worker.id)).all()


def _employer_rows(session: Session, employer: tables.Employer, today: date) -> Iterator[tuple[str, str]]:
    yield "Name", employer.name
    yield "Address", _one_line(employer.address)
    yield "PAYE reference", employer.paye_reference or "Not recorded"
    yield "Accounts Office reference", employer.accounts_office_reference or "Not recorded"
    yield "Claims the Employment Allowance", "Yes" if employer.claims_employment_allowance else "No"
    yield from scheme_rows(session, employer.id, today)


def _rows(session: Session, worker: tables.Worker, today: date) -> Iterator[tuple[str, str]]:
    yield from _details(worker)
    yield from _terms(session, worker, today)
    yield from taken_off_rows(session, worker, today)
    told = figures_of(session, tax_year_start(today), year_end(today), worker.id)
    if told:
        yield from _to_date(told[0])
        earlier = earlier_job(session, worker.id, told[0].payment.payday)
        yield "Of an earlier job: pay", str(earlier.pay)
        yield "Of an earlier job: tax", str(earlier.tax)
    view = holiday_view(session, worker.id, today)
    if view is not None and not view.questions:
        yield "Holiday left", hours_text(max(view.balance.not_taken, 0))


def _details(worker: tables.Worker) -> Iterator[tuple[str, str]]:
    yield "Works number", worker.works_number or "None"
    yield "National Insurance number", ni_number_words(worker.ni_number) if worker.ni_number else "Not recorded"
    yield "Born", long_date(worker.born) if worker.born else "Not recorded"
    yield "Address", _one_line(worker.address) or "Not recorded"
    yield "Started", long_date(worker.started) if worker.started else "Not recorded"
    if worker.left:
        yield "Left", long_date(worker.left)
    if worker.account_number:
        yield "Bank", f"{worker.sort_code} {worker.account_number}"


def _terms(session: Session, worker: tables.Worker, today: date) -> Iterator[tuple[str, str]]:
    terms, tax = contract_at(session, worker.id, today), tax_details_at(session, worker.id, today)
    if terms is not None:
        yield "Paid", choice_name("frequency", terms.frequency)
    if tax is not None:
        yield "Tax code", f"{tax.code}{' W1/M1' if tax.basis == 'week_one' else ''}"
        yield "National Insurance letter", tax.ni_letter
        yield "Student loan", choice_name("loan_plan", tax.loan_plan)
        yield "Postgraduate loan", "Yes" if tax.postgraduate_loan else "No"


def _to_date(told: WorkerFigures) -> Iterator[tuple[str, str]]:
    yield "Last payday", long_date(told.payment.payday)
    yield "Taxable pay to date, this job", str(told.taxable.to_date)
    yield "Tax to date, this job", str(told.tax.to_date)
    for one in told.letters:
        yield f"Pay for NI to date, letter {one.letter}", str(one.earnings.to_date)
        yield f"At the LEL, letter {one.letter}", str(one.at_lel)
        yield f"LEL to primary threshold, letter {one.letter}", str(one.lel_to_pt)
        yield f"Primary threshold to UEL, letter {one.letter}", str(one.pt_to_uel)
        yield f"Employee’s NI to date, letter {one.letter}", str(one.employee.to_date)
        yield f"Employer’s NI to date, letter {one.letter}", str(one.employer.to_date)
    yield "Student loan to date", str(told.student_loan.to_date)
    yield "Postgraduate loan to date", str(told.postgraduate_loan.to_date)
    yield "Pension to date, net pay", str(told.pension_net_pay.to_date)
    yield "Pension to date, relief at source", str(told.pension_other.to_date)
    for kind, amount in told.statutory.items():
        if amount != Money(0):
            yield f"{kind.upper()} to date", str(amount)


def _past(session: Session, worker: tables.Worker) -> tuple[tuple[str, ...], ...]:
    slip = tables.Payslip
    wanted = select(slip).where(slip.worker_id == worker.id).order_by(slip.payday.desc(), slip.id.desc())
    return tuple(
        (long_date(one.payday), length_of(_lines(session, one)).text, one.gross.text, one.net.text)
        for one in session.scalars(wanted.limit(_LAST_PAYDAYS))
    )


def _one_line(address: str) -> str:
    return ", ".join(line.strip().rstrip(",") for line in address.splitlines() if line.strip())

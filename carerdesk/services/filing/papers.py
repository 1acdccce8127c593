"""The papers of filing as bytes of PDF and CSV: returns, deductions records, the payment record, notes for PAs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from io import BytesIO

from sqlalchemy import select
from sqlalchemy.orm import Session

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import MONTHS, full_date, long_date, tax_year_name
from carerdesk.domain.money import ZERO, Money, total
from carerdesk.domain.rti.figures import FAMILY_PAY
from carerdesk.domain.rti.lines import FormSection, each_line, employer_sections, worker_sections
from carerdesk.domain.typed import ni_number_words
from carerdesk.reports import p32, return_sheet, rt11, universal_credit
from carerdesk.reports.table_csv import csv_bytes
from carerdesk.services.books import Books
from carerdesk.services.filing.boxes import boxes_of
from carerdesk.services.filing.employer import employer_figures, is_last_payday, year_end
from carerdesk.services.filing.figures import figures_of, opening_of, slips_between
from carerdesk.services.filing.record import RecordedPeriod, YearRecord, period_name, year_record
from carerdesk.services.filing.returns import Key, Kind, days_words, known_deadlines
from carerdesk.services.filing.who import employer_references
from carerdesk.services.joining.earlier_job import EarlierJob, earlier_job
from carerdesk.store import tables

BY_LAW = ("ssp", *FAMILY_PAY)
STATES = {
    "paid": "Paid", "nothing": "Nothing to pay", "late": "Late", "part": "Partly paid", "open": "To pay",
    "over": "Paid too much",
}  # fmt: skip


def return_sections(books: Books, key: Key) -> tuple[tuple[str, tuple[FormSection, ...]], ...]:
    """The lines of a return as they are shown: a name and sections for each worker, or for the employer alone."""
    with books.reading() as session:
        return _sections(session, key)


def _sections(session: Session, key: Key) -> tuple[tuple[str, tuple[FormSection, ...]], ...]:
    refs = employer_references(session)
    if key.kind in {Kind.EPS, Kind.RT5}:
        return ((refs.name, employer_sections(refs, employer_figures(session, key.first, key.last))),)
    final = _final(session, key)
    period = "this payday" if key.kind is Kind.FPS else "this quarter"
    found = figures_of(session, key.first, key.last, key.worker_id or None)
    return tuple((each.who.name, worker_sections(refs, each, period, final=final)) for each in found)


def _final(session: Session, key: Key) -> bool:
    return is_last_payday(session, key.first) if key.kind is Kind.FPS else key.last == year_end(key.last)


def paid_workers(books: Books, key: Key) -> tuple[int | None, ...]:
    """Whom each part of `return_sections` is about: workers, or None for the employer."""
    if key.kind in {Kind.EPS, Kind.RT5}:
        return (None,)
    with books.reading() as session:
        return tuple(each.who.worker_id for each in figures_of(session, key.first, key.last, key.worker_id or None))


def return_pdf(books: Books, key: Key) -> bytes:
    """The figures sheet of a return: to copy on to a form, or to type."""
    boxes = boxes_of(books, key.kind.value) if key.kind in {Kind.RT2, Kind.RT5} else {}
    with books.reading() as session:
        employer = employer_references(session).name
        views = [
            return_sheet.ReturnView(
                title=_title(key),
                beside=name if key.worker_id or key.kind is Kind.FPS else tax_year_name(key.last),
                under=f"{employer}, employer",
                subject=_capital(days_words(key)),
                dates=_dates(session, key),
                sections=sections,
                last_column="Box on your form" if key.kind in {Kind.RT2, Kind.RT5} else "",
                boxes=boxes,
                notes=_notes(session, key),
            )
            for name, sections in _sections(session, key)
        ]
    out = BytesIO()
    return_sheet.write(tuple(views), out)
    return out.getvalue()


def return_csv(books: Books, key: Key) -> bytes:
    """The same lines as a table."""
    boxes = boxes_of(books, key.kind.value) if key.kind in {Kind.RT2, Kind.RT5} else {}
    rows = [
        (name, line.name, line.value, boxes.get(line.key, ""))
        for name, sections in return_sections(books, key)
        for line in each_line(sections)
    ]
    return csv_bytes(("Who", "Line", "Figure", "Box on your form"), rows)


def _title(key: Key) -> str:
    paper = key.kind in {Kind.RT2, Kind.RT5}
    return f"Figures for your {key.kind.shown}" if paper else f"What to type: {key.kind.shown}"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _dates(session: Session, key: Key) -> tuple[tuple[str, str], ...]:
    if key.kind is Kind.FPS:
        return (("Type and send by", full_date(key.first)),)
    dates = known_deadlines(session, key.last)
    posted = (("Post by", full_date(dates.post_by) if dates.post_by else "Not known"),)
    paper = posted if key.kind in {Kind.RT2, Kind.RT5} else ()
    return (
        *paper,
        ("At HMRC by", long_date(dates.return_due)),
        ("Pay by post by", long_date(dates.pay_by_post)),
        ("Or electronically by", long_date(dates.clear_by or dates.pay_electronically)),
    )


def _notes(session: Session, key: Key) -> tuple[str, ...]:
    due = long_date(key.first if key.kind is Kind.FPS else known_deadlines(session, key.last).return_due)
    if key.kind in {Kind.FPS, Kind.EPS}:
        return (guidance("filing", f"sheet_{key.kind}", due=due),)
    post_by = known_deadlines(session, key.last).post_by
    reach = (
        guidance("filing", "sheet_reach", due=due, post_by=full_date(post_by))
        if post_by
        else guidance("filing", "sheet_reach_unknown", due=due)
    )
    more = ("sheet_surname", "sheet_net_pay") if key.kind is Kind.RT2 else ()
    return (
        guidance("filing", f"sheet_{key.kind}"), reach, *(guidance("filing", each) for each in more),
        guidance("filing", "sheet_helpline"),
    )  # fmt: skip


def deductions_record_pdf(books: Books, worker_id: int, year: str) -> bytes:
    """The RT11-style record of one PA and tax year ("2026-27")."""
    out = BytesIO()
    with books.reading() as session:
        rt11.write(_deductions_record(session, worker_id, year), out)
    return out.getvalue()


def _deductions_record(session: Session, worker_id: int, year: str) -> rt11.RecordView:
    first = date(int(year[:4]), 4, 6)
    worker, refs = session.get_one(tables.Worker, worker_id), employer_references(session)
    slips = slips_between(session, first, year_end(first), worker_id)
    opening = opening_of(session, worker_id, year)
    return rt11.RecordView(
        refs.name,
        worker.name,
        year,
        (
            ("PAYE reference", refs.paye_reference),
            ("National Insurance number", ni_number_words(worker.ni_number) if worker.ni_number else "Not known"),
            ("Birth date", long_date(worker.born) if worker.born else "Not known"),
            ("Payroll number", worker.works_number or "None"),
            ("Letters", ", ".join(dict.fromkeys(slip.ni_letter for slip in slips))),
        ),
        _record_rows(session, slips, opening),
        _brought(session, slips, opening),
        (guidance("filing", "rt11_keep"),),
    )


def _brought(session: Session, slips: Sequence[tables.Payslip], opening: tables.OpeningFigures | None) -> str:
    """What stands behind the sums beside the paydays: figures taken over, and those of an earlier job."""
    over = guidance("filing", "rt11_brought", day=long_date(opening.as_at)) if opening else ""
    earlier = earlier_job(session, slips[-1].worker_id, slips[-1].payday) if slips else EarlierJob()
    told = guidance("filing", "rt11_earlier", pay=str(earlier.pay), tax=str(earlier.tax)) if earlier.came_from else ""
    return " ".join(part for part in (over, told) if part)


def _record_rows(
    session: Session, slips: Sequence[tables.Payslip], opening: tables.OpeningFigures | None
) -> tuple[rt11.RecordRow, ...]:
    pay = opening.taxable - opening.earlier_job_pay if opening else ZERO
    tax = opening.tax - opening.earlier_job_tax if opening else ZERO
    rows = []
    for slip in slips:
        pay, tax = pay + slip.taxable, tax + slip.tax
        unit = "M" if slip.frequency == "monthly" else "W"
        rows.append(
            rt11.RecordRow(
                slip.payday, f"{unit}{slip.tax_period}", slip.ni_letter, slip.at_lel, slip.lel_to_pt, slip.pt_to_uel,
                slip.employee_ni, slip.employer_ni, slip.taxable, pay, slip.tax, tax, slip.student_loan,
                slip.postgraduate_loan, _by_law(session, slip.id),
            )
        )  # fmt: skip
    return tuple(rows)


def _by_law(session: Session, payslip_id: int) -> Money:
    line = tables.PayslipLine
    wanted = select(line.amount).where(line.payslip_id == payslip_id, line.kind.in_(BY_LAW))
    return total(session.scalars(wanted))


def payment_record_pdf(books: Books, year: str) -> bytes:
    """The employer payment record of one tax year."""
    out = BytesIO()
    p32.write(_payment_record(books, year), out)
    return out.getvalue()


def _payment_record(books: Books, year: str) -> p32.RecordView:
    record = year_record(books, year)
    with books.reading() as session:
        refs = employer_references(session)
    heads = (
        ("PAYE reference", refs.paye_reference),
        ("Accounts Office reference", refs.accounts_office),
        ("Allowance used", str(record.allowance_used)),
        ("Allowance left", str(record.allowance_left) if record.allowance_left is not None else "Not known"),
    )
    notes = (*record_words(record), guidance("filing", "record_recovery"), guidance("filing", "record_levy"))
    return p32.RecordView(refs.name, year, heads, tuple(_column(each) for each in record.periods), notes)


def _column(each: RecordedPeriod) -> p32.RecordColumn:
    due = each.due
    return p32.RecordColumn(
        period_name(due.first, due.last), each.sums, due.brought_in, due.due, due.paid, each.paid_on, STATES[each.state]
    )


def record_words(record: YearRecord) -> tuple[str, ...]:
    """The allowance and whether HMRC may be paid quarterly, in sentences."""
    quarterly = "record_quarterly_yes" if record.may_pay_quarterly else "record_quarterly_no"
    return (_allowance_words(record), guidance("filing", quarterly, average=str(record.average)))


def _allowance_words(record: YearRecord) -> str:
    if record.allowance_left is None:
        return guidance("filing", "record_allowance_unknown", year=record.year)
    if not record.claims:
        return guidance("filing", "record_allowance_none")
    return guidance("filing", "record_allowance", used=str(record.allowance_used), left=str(record.allowance_left),
                    year=record.year)  # fmt: skip


def payment_record_csv(books: Books, year: str) -> bytes:
    """Every line of every period of a tax year as a table."""
    record = year_record(books, year)
    rows = [
        (
            period_name(each.due.first, each.due.last),
            str(line.number),
            line.text,
            line.amount.text if line.amount else "",
        )
        for each in record.periods
        for line in each.sums.lines
    ]
    rows += [
        (period_name(each.due.first, each.due.last), "", name, value)
        for each in record.periods
        for name, value in _ends(each)
    ]
    return csv_bytes(("Period", "Line", "What", "Amount"), rows)


def _ends(each: RecordedPeriod) -> tuple[tuple[str, str], ...]:
    due = each.due
    return (
        ("Owed from before", due.brought_in.text),
        ("Pay by", due.due.isoformat()),
        ("Paid", due.paid.text),
        ("Paid on", " ".join(day.isoformat() for day in each.paid_on)),
        ("Left to pay", due.left.text),
    )


def universal_credit_pdf(books: Books, worker_id: int) -> bytes:
    """The note to a PA on telling Universal Credit."""
    out = BytesIO()
    with books.reading() as session:
        name = session.get_one(tables.Worker, worker_id).name
        words = tuple(guidance("filing", f"universal_credit_{number}") for number in range(1, 5))
        employer = employer_references(session).name
        universal_credit.write_note(universal_credit.NoteView(employer, name, books.today(), words), out)
    return out.getvalue()


def earnings_slips_pdf(books: Books, worker_id: int, first: date, last: date) -> bytes:
    """A page for each calendar month with paydays between these days.

    Raises:
        LookupError: where there is no payday between them.
    """
    out = BytesIO()
    with books.reading() as session:
        views = _earnings_slips(session, worker_id, first, last)
    if not views:
        raise LookupError("nobody was paid in these days")
    universal_credit.write_slips(views, out)
    return out.getvalue()


def _earnings_slips(session: Session, worker_id: int, first: date, last: date) -> tuple[universal_credit.SlipView, ...]:
    worker, refs = session.get_one(tables.Worker, worker_id), employer_references(session)
    months: dict[str, list[universal_credit.Earned]] = {}
    for slip in slips_between(session, first, last, worker_id):
        row = universal_credit.Earned(slip.payday, slip.gross, slip.tax, slip.employee_ni, slip.pension, slip.net)
        months.setdefault(f"{MONTHS[slip.payday.month - 1]} {slip.payday.year}", []).append(row)
    number = ni_number_words(worker.ni_number) if worker.ni_number else "Not known"
    note = guidance("filing", "earnings_slip")
    return tuple(
        universal_credit.SlipView(refs.name, refs.paye_reference, worker.name, number, month, tuple(rows), note)
        for month, rows in months.items()
    )

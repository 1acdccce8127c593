"""The documents of a pack, numbered: statements, payslips and timesheets, receipts, insurance, HMRC, other papers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from io import BytesIO

from sqlalchemy import select
from sqlalchemy.orm import Session

from carerdesk.domain.dates import day_and_month, long_date, span
from carerdesk.domain.money import Money
from carerdesk.reports import claim as claim_paper
from carerdesk.reports import payslip as payslip_paper
from carerdesk.reports.archive import Original
from carerdesk.reports.pack_view import Exhibit, Listed
from carerdesk.services.books import Books
from carerdesk.services.evidence.claim import claim_view
from carerdesk.services.evidence.gathered import Gathered, attachments, chunks
from carerdesk.services.evidence.passed_on import PAY_OVER, months_paid
from carerdesk.services.funding.claiming import is_rate_based
from carerdesk.services.hours.timesheets import timesheet_pdf
from carerdesk.services.money.paid_over import title_of
from carerdesk.services.pay.papers import hmrc_pdf
from carerdesk.services.pay.slip_paper import payslip_view
from carerdesk.services.pension.schedule import schedule_pdf
from carerdesk.store import tables

PDF = "application/pdf"
ENDINGS = {PDF: "pdf", "image/jpeg": "jpg", "image/png": "png", "image/heic": "heic", "text/csv": "csv"}
LETTERS = {"statement": "A", "insurance": "D", "payment_record": "E", "timesheet": "B", "certificate": "D"}


@dataclass(frozen=True, slots=True)
class Paper:
    """One document of a pack before its number: its group, what it shows, and how its bytes are had."""

    group: str
    title: str
    day: date | None
    payee: str
    amount: Money | None
    media_type: str
    file_name: str
    load: Callable[[], bytes]


@dataclass(slots=True)
class Numbered:
    """All documents with their numbers, and which numbers prove each record."""

    papers: list[tuple[str, Paper]] = field(default_factory=list)
    by_record: dict[tuple[str, int], list[str]] = field(default_factory=lambda: defaultdict(list))

    def listed(self) -> tuple[Listed, ...]:
        """As the pack's list names them."""
        return tuple(Listed(number, paper.title, paper.day, paper.amount) for number, paper in self.papers)

    def exhibits(self) -> Iterator[Exhibit]:
        """As the pack shows them, one at a time."""
        return (Exhibit(number, paper.title, paper.media_type, paper.load) for number, paper in self.papers)

    def originals(self) -> Iterator[Original]:
        """As the archive keeps them, as they came in."""
        for number, paper in self.papers:
            ending = ENDINGS.get(paper.media_type) or paper.file_name.rpartition(".")[2] or "bin"
            yield Original(number, paper.day, paper.payee, paper.amount, ending, paper.load)

    def groups(self) -> Mapping[str, Sequence[str]]:
        """The numbers of each group."""
        found: dict[str, list[str]] = defaultdict(list)
        for number, _ in self.papers:
            found[number[0]].append(number)
        return found


@dataclass(slots=True)
class _Collector:
    """Gathers papers; a document that proves several records is one exhibit."""

    books: Books
    found: list[tuple[Paper, list[tuple[str, int]]]] = field(default_factory=list)
    by_document: dict[int, int] = field(default_factory=dict)

    def add_document(
        self,
        row: tables.Document,
        group: str,
        record: tuple[str, int],
        about: tuple[str, date | None, str, Money | None],
    ) -> None:
        if row.id in self.by_document:
            self.found[self.by_document[row.id]][1].append(record)
            return
        title, day, payee, amount = about
        load = partial(_load, self.books, row.id, row.media_type)
        self.by_document[row.id] = len(self.found)
        self.found.append((Paper(group, title, day, payee, amount, row.media_type, row.file_name, load), [record]))

    def add_made(self, paper: Paper, record: tuple[str, int]) -> None:
        self.found.append((paper, [record]))

    def numbered(self) -> Numbered:
        numbered = Numbered()
        for group in "ABCDEF":
            mine = [one for one in self.found if one[0].group == group]
            for at, (paper, records) in enumerate(mine, 1):
                number = f"{group}{at}"
                numbered.papers.append((number, paper))
                for record in records:
                    numbered.by_record[record].append(number)
        return numbered


def _load(books: Books, document_id: int, media_type: str) -> bytes:
    data = books.documents.read(document_id)
    if media_type == "image/heic":
        from carerdesk.intake.pictures import as_jpeg

        return as_jpeg(data, "image/heic")
    return data


def numbered_exhibits(books: Books, gathered: Gathered) -> Numbered:
    """Every document of a funder's period, in the order of the pack."""
    collector = _Collector(books)
    _statements(collector, gathered)
    _payslips(collector, gathered)
    _hmrc(collector, gathered)
    _passed_on(collector, gathered)
    _lines(collector, gathered)
    _insurance(collector, gathered)
    _claim(collector, gathered)
    _funders(collector, gathered)
    _workers(collector, gathered)
    return collector.numbered()


def _documents(session: Session, rows: Sequence[tables.Attachment]) -> list[tuple[tables.Attachment, tables.Document]]:
    ids = sorted({row.document_id for row in rows})
    wanted = select(tables.Document)
    found = {one.id: one for some in chunks(ids) for one in session.scalars(wanted.where(tables.Document.id.in_(some)))}
    return [(row, found[row.document_id]) for row in rows]


def _statements(collector: _Collector, gathered: Gathered) -> None:
    session, of = gathered.session, gathered.of
    accounts = [row.id for row in gathered.accounts]
    names = {row.id: row.name for row in gathered.accounts}
    batch, line = tables.ImportBatch, tables.BankLine
    used = select(line.import_batch_id).where(line.account_id.in_(accounts), line.day.between(of.first, of.last))
    wanted = select(batch).where(batch.id.in_(used), batch.document_id.is_not(None)).order_by(batch.at)
    for row in session.scalars(wanted):
        assert row.document_id is not None
        document = session.get_one(tables.Document, row.document_id)
        title = f"Statement file, {names[row.account_id]}: {row.file_name}"
        collector.add_document(document, "A", ("import_batch", row.id), (title, None, names[row.account_id], None))
    statement = tables.Statement
    rows = session.scalars(
        select(statement).where(statement.account_id.in_(accounts), statement.last_day.between(of.first, of.last))
    ).all()
    papers = attachments(session, "statement", [row.id for row in rows])
    for told in rows:
        title = f"Statement to {long_date(told.last_day)}, {names[told.account_id]}"
        for _, document in _documents(session, papers.get(told.id, [])):
            about = (title, told.last_day, names[told.account_id], told.balance)
            collector.add_document(document, "A", ("statement", told.id), about)


def _payslips(collector: _Collector, gathered: Gathered) -> None:
    for slip in gathered.payslips:
        name = gathered.session.get_one(tables.Worker, slip.worker_id).name
        title = f"Payslip, {name}, {day_and_month(slip.payday)}"
        load = partial(_payslip_pdf, collector.books, slip.id)
        paper = Paper("B", title, slip.payday, name, slip.net, PDF, f"{title}.pdf", load)
        collector.add_made(paper, ("payslip", slip.id))
        _timesheets(collector, gathered, slip)


def _payslip_pdf(books: Books, payslip_id: int) -> bytes:
    out = BytesIO()
    with books.reading() as session:
        payslip_paper.write([payslip_view(session, session.get_one(tables.Payslip, payslip_id))], out)
    return out.getvalue()


def _timesheets(collector: _Collector, gathered: Gathered, slip: tables.Payslip) -> None:
    """Its signed timesheets: the scan where there is one, else the sheet as it was agreed on screen."""
    session, sheet = gathered.session, tables.Timesheet
    rows = session.scalars(
        select(sheet)
        .where(sheet.worker_id == slip.worker_id, sheet.signed_on.is_not(None))
        .where(sheet.first_day >= slip.first_day, sheet.last_day <= slip.last_day)
        .order_by(sheet.first_day, sheet.id)
    ).all()
    scans = attachments(session, "timesheet", [row.id for row in rows])
    for row in rows:
        name = session.get_one(tables.Worker, row.worker_id).name
        title = f"Timesheet, {name}, {span(row.first_day, row.last_day)}"
        for _, document in _documents(session, scans.get(row.id, [])):
            collector.add_document(document, "B", ("payslip", slip.id), (title, row.last_day, name, None))
        if row.id not in scans:
            load = partial(timesheet_pdf, collector.books, row.id)
            paper = Paper("B", title, row.last_day, name, None, PDF, f"{title}.pdf", load)
            collector.add_made(paper, ("payslip", slip.id))


def _lines(collector: _Collector, gathered: Gathered) -> None:
    seen: set[int] = set()
    papers: dict[int, list[tuple[tables.Attachment, tables.Document]]] = defaultdict(list)
    for row, document in _documents(gathered.session, [row for rows in gathered.attached.values() for row in rows]):
        papers[row.record_id].append((row, document))
    for _, line in (*gathered.splits, *gathered.unsorted):
        if line.id in seen:
            continue
        seen.add(line.id)
        for row, document in papers[line.id]:
            group = LETTERS.get(row.kind, "C")
            title = f"{row.kind.replace('_', ' ').capitalize()}, {line.description}"
            about = (title, line.day, line.description, abs(line.amount))
            collector.add_document(document, group, ("bank_line", line.id), about)
        for bill_id in {one.bill_id for one in gathered.allocations.get(line.id, []) if one.bill_id is not None}:
            for row, document in _documents(
                gathered.session, attachments(gathered.session, "bill", [bill_id])[bill_id]
            ):
                title = f"{row.kind.replace('_', ' ').capitalize()}, {line.description}"
                about = (title, line.day, line.description, abs(line.amount))
                collector.add_document(document, "C", ("bank_line", line.id), about)


def _insurance(collector: _Collector, gathered: Gathered) -> None:
    session, of = gathered.session, gathered.of
    certificate = tables.Certificate
    rows = session.scalars(
        select(certificate).where(
            certificate.kind == "employers_liability", certificate.employer_id == gathered.funder.employer_id
        )
    ).all()
    shown = [row for row in rows if (row.last_day or date.max) >= of.first and (row.first_day or date.min) <= of.last]
    papers = attachments(session, "certificate", [row.id for row in shown])
    for row in shown:
        title = f"Employers’ liability insurance, {row.provider or row.reference}".rstrip(", ")
        for _, document in _documents(session, papers.get(row.id, [])):
            about = (title, row.first_day, row.provider, None)
            collector.add_document(document, "D", ("certificate", row.id), about)


def _hmrc(collector: _Collector, gathered: Gathered) -> None:
    """For each tax month or quarter paid in the period: what was due, and HMRC's own papers where they are kept."""
    session = gathered.session
    ids = {
        one.hmrc_period_id for rows in gathered.allocations.values() for one in rows if one.hmrc_period_id is not None
    }
    scans = attachments(session, "hmrc_period", sorted(ids))
    for period_id in sorted(ids):
        period = session.get_one(tables.HmrcPeriod, period_id)
        title = f"What was due to HMRC, {span(period.first_day, period.last_day)}"
        load = partial(hmrc_pdf, collector.books, period_id)
        paper = Paper("E", title, period.due, "HMRC", None, PDF, f"{title}.pdf", load)
        collector.add_made(paper, ("hmrc_period", period_id))
        for _, document in _documents(session, scans.get(period_id, [])):
            about = (f"HMRC record to {long_date(period.last_day)}", period.last_day, "HMRC", None)
            collector.add_document(document, "E", ("hmrc_period", period_id), about)


def _passed_on(collector: _Collector, gathered: Gathered) -> None:
    """For each month paid over: the contributions it is made of, and the papers kept with it."""
    session, rows = gathered.session, months_paid(gathered)
    scans = attachments(session, PAY_OVER, [row.id for row in rows])
    for row in rows:
        title = title_of(session, row)
        if row.kind == "pension":
            load = partial(schedule_pdf, collector.books, row.id)
            paper = Paper("E", title, row.due, row.payee, None, PDF, f"{title}.pdf", load)
            collector.add_made(paper, (PAY_OVER, row.id))
        for _, document in _documents(session, scans.get(row.id, [])):
            about = (f"Record of {title}", row.last_day, row.payee, None)
            collector.add_document(document, "E", (PAY_OVER, row.id), about)


def _claim(collector: _Collector, gathered: Gathered) -> None:
    """The hours of a funder that pays by the hour, shift by shift."""
    if not is_rate_based(gathered.funder):
        return
    of, view = gathered.of, claim_view(gathered)
    title = f"Claim by the hour, {span(of.first, of.until)}"
    load = partial(_claim_pdf, view)
    paper = Paper("F", title, of.until, gathered.funder.name, view.amount, PDF, f"{title}.pdf", load)
    collector.add_made(paper, ("funder", gathered.funder.id))


def _claim_pdf(view: claim_paper.ClaimView) -> bytes:
    out = BytesIO()
    claim_paper.write(view, out)
    return out.getvalue()


def _workers(collector: _Collector, gathered: Gathered) -> None:
    """Contracts, consents and criminal record checks of everyone paid: what funders ask for, and no other papers."""
    session = gathered.session
    ids = list(dict.fromkeys(slip.worker_id for slip in gathered.payslips))
    for worker_id, rows in attachments(session, "worker", ids).items():
        name = session.get_one(tables.Worker, worker_id).name
        for row, document in _documents(session, [row for row in rows if row.kind in ("contract", "consent")]):
            title = f"{row.kind.capitalize()}, {name}"
            collector.add_document(document, "F", ("worker", worker_id), (title, None, name, None))
    certificate = tables.Certificate
    checks = session.scalars(
        select(certificate).where(certificate.worker_id.in_(ids), certificate.kind == "dbs").order_by(certificate.id)
    ).all()
    scans = attachments(session, "certificate", [row.id for row in checks])
    for check in checks:
        name = session.get_one(tables.Worker, check.worker_id).name
        for _, document in _documents(session, scans.get(check.id, [])):
            about = (f"Criminal record check, {name}", check.first_day, name, None)
            collector.add_document(document, "F", ("certificate", check.id), about)


def _funders(collector: _Collector, gathered: Gathered) -> None:
    """Award letters and permissions of this funder."""
    session, of = gathered.session, gathered.of
    awards = session.scalars(select(tables.Award).where(tables.Award.funder_id == of.funder_id)).all()
    agreed = session.scalars(select(tables.Permission).where(tables.Permission.funder_id == of.funder_id)).all()
    papers = attachments(session, "award", [row.id for row in awards])
    for award in awards:
        for _, document in _documents(session, papers.get(award.id, [])):
            about = (f"Award from {long_date(award.first_day)}", award.first_day, "", award.amount)
            collector.add_document(document, "F", ("award", award.id), about)
    papers = attachments(session, "permission", [row.id for row in agreed])
    for permission in agreed:
        for _, document in _documents(session, papers.get(permission.id, [])):
            title = f"Permission: {permission.what}"
            collector.add_document(
                document, "F", ("permission", permission.id), (title, permission.day, permission.who, None)
            )

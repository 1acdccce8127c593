"""Receipts, invoices and other papers, attached to what they prove when the money is spent."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from carerdesk.domain.dates import long_date
from carerdesk.domain.money import Money
from carerdesk.domain.problem import Problem
from carerdesk.services.books import Books, done, owner
from carerdesk.services.money.finding import line_of, line_title
from carerdesk.services.money.proof import kind_words
from carerdesk.services.money.register import Query, RegisterLine, Show, register_page
from carerdesk.services.outcome import Outcome, Rejected
from carerdesk.services.people.names import certificate_name, within_sentence

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from carerdesk.intake.checked import Checked
    from carerdesk.store.tables import Attachment, Document

BANK_LINE = "bank_line"
PREVIEW_PIXELS = 1400
MOST_CANDIDATES = 8
_NEAR = timedelta(days=10)
_AMOUNT = re.compile(r"(?<![\d.,])(\d{1,3}(?:,\d{3})+|\d+)\.(\d{2})(?![\d])")


@dataclass(frozen=True, slots=True)
class Paper:
    """A document on a record, as a page lists it."""

    attachment_id: int
    document_id: int
    kind: str
    kind_words: str
    file_name: str
    media_type: str
    taken_on: date | None
    added_on: date


@dataclass(frozen=True, slots=True)
class LoosePaper:
    """A document that proves nothing yet."""

    document_id: int
    file_name: str
    media_type: str
    taken_on: date | None
    added_on: date


@dataclass(frozen=True, slots=True)
class Preview:
    """What can be shown of a document: a picture (PNG), or the first words of a PDF that is text."""

    title: str
    media_type: str
    pages: int
    png: bytes | None
    words: str


def attach_document(books: Books, record: str, record_id: int, data: bytes, *, file_name: str, kind: str) -> Outcome:
    """Keeps a document and attaches it. Rejected where it cannot be opened, or is on this record already."""
    from carerdesk.intake.documents import check_document

    checked = check_document(data, file_name)
    if isinstance(checked, Problem):
        return Rejected((checked,))
    with books.reading() as session:
        problems = _check_twice(session, record, record_id, data)
    if problems:
        return Rejected(problems)
    with books.operation("") as op:
        document = keep_within(books, op.session, data, file_name, checked)
        op.session.add(attachment_to(op.session, document.id, record, record_id, kind))
        op.said = f"{kind_words(kind)} on {record_title(op.session, record, record_id)}"
        made = document.id
    return done(op, id=made)


def keep_document(books: Books, data: bytes, file_name: str) -> Outcome:
    """Keeps a document for later, on nothing yet."""
    from carerdesk.intake.documents import check_document

    checked = check_document(data, file_name)
    if isinstance(checked, Problem):
        return Rejected((checked,))
    with books.operation(f"{file_name} kept for later") as op:
        made = keep_within(books, op.session, data, file_name, checked).id
    return done(op, id=made)


def attach_kept(books: Books, record: str, record_id: int, document_id: int, kind: str) -> Outcome:
    """Attaches a document that is in the books already: one paper may prove many things."""
    with books.reading() as session:
        if is_attached(session, record, record_id, document_id):
            return Rejected((Problem("file", "paper_is_here_already"),))
    with books.operation("") as op:
        op.session.add(attachment_to(op.session, document_id, record, record_id, kind))
        op.said = f"{kind_words(kind)} on {record_title(op.session, record, record_id)}"
    return done(op, id=document_id)


def change_kind(books: Books, attachment_id: int, kind: str) -> Outcome:
    """Says what kind of paper it is."""
    with books.operation("") as op:
        from carerdesk.store.tables import Attachment

        attachment = op.session.get_one(Attachment, attachment_id)
        attachment.kind = kind
        op.said = f"{kind_words(kind)} on {record_title(op.session, attachment.record, attachment.record_id)}"
    return done(op, id=attachment_id)


def detach(books: Books, attachment_id: int) -> Outcome:
    """Takes a paper off its record. The document stays, among the loose papers if it is on nothing else."""
    with books.operation("") as op:
        from carerdesk.store.tables import Attachment

        attachment = op.session.get_one(Attachment, attachment_id)
        title = record_title(op.session, attachment.record, attachment.record_id)
        op.said = f"{kind_words(attachment.kind)} taken off {title}"
        op.session.delete(attachment)
    return done(op)


def papers(books: Books, record: str, record_id: int) -> tuple[Paper, ...]:
    """The papers on a record, in the order they were attached."""
    from carerdesk.store.tables import Document

    with books.reading() as session:
        rows = attachments_of(session, record, record_id)
        return tuple(_paper(row, session.get_one(Document, row.document_id)) for row in rows)


def loose_papers(books: Books) -> tuple[LoosePaper, ...]:
    """Photos and PDFs that are on nothing, the newest first. Statement files and sent packs are not among them."""
    sql = (
        "SELECT d.id, d.file_name, d.media_type, d.taken_on, substr(d.added_at, 1, 10) FROM document d"
        " WHERE d.media_type IN ('image/jpeg', 'image/png', 'image/heic', 'application/pdf')"
        " AND NOT EXISTS (SELECT 1 FROM attachment a WHERE a.document_id = d.id)"
        " AND NOT EXISTS (SELECT 1 FROM import_batch b WHERE b.document_id = d.id)"
        " AND NOT EXISTS (SELECT 1 FROM pack p WHERE d.id IN (p.pdf_id, p.spreadsheet_id, p.archive_id))"
        " ORDER BY d.added_at DESC, d.id DESC"
    )
    return tuple(
        LoosePaper(row_id, name, media_type, _day(taken), date.fromisoformat(added))
        for row_id, name, media_type, taken, added in books.quick(sql)
    )


def document_preview(books: Books, document_id: int, max_px: int = PREVIEW_PIXELS) -> Preview:
    """A picture or the first words of a document, upright and no larger than `max_px` either way."""
    from carerdesk.intake.papers import glance_at_pdf
    from carerdesk.intake.pictures import preview_png

    name, media_type = books.quick("SELECT file_name, media_type FROM document WHERE id = ?", (document_id,))[0]
    data = books.documents.read(document_id)
    png = preview_png(data, media_type, max_px)
    if media_type != "application/pdf":
        return Preview(name, media_type, 1, png, "")
    glance = glance_at_pdf(data)
    return Preview(name, media_type, glance.pages, png, glance.first_words)


def document_bytes(books: Books, document_id: int) -> tuple[str, bytes]:
    """A document's file name and its bytes, to save a copy elsewhere."""
    name = books.quick("SELECT file_name FROM document WHERE id = ?", (document_id,))[0][0]
    return str(name), books.documents.read(document_id)


def lines_for_document(books: Books, data: bytes, file_name: str) -> tuple[RegisterLine, ...]:
    """The lines a new paper may belong to: by an amount in its words, by the day of the photo, else the latest waiting.

    Every line that still needs a paper is a candidate; one whose amount the paper names comes first.
    """
    from carerdesk.intake.documents import check_document

    checked = check_document(data, file_name)
    if isinstance(checked, Problem):
        return ()
    amounts, day = amounts_in(data, file_name, checked), checked.taken_on
    waiting = register_page(books, Query(show=Show.NEED_PAPER), limit=500)
    named = [line for line in waiting if abs(line.amount) in amounts]
    near = [line for line in waiting if day and abs(line.day - day) <= _NEAR and line not in named]
    near.sort(key=lambda line: abs((line.day - (day or line.day)).days))
    rest = [line for line in waiting if line not in named and line not in near]
    return tuple([*named, *near, *rest][:MOST_CANDIDATES])


def record_title(session: Session, record: str, record_id: int) -> str:
    """What a paper is on, in words."""
    from carerdesk.store.tables import Bill, Certificate, Statement, Worker

    if record == BANK_LINE:
        return line_title(line_of(session, record_id))
    if record == "bill":
        return f"the bill from {session.get_one(Bill, record_id).payee}"
    if record == "statement":
        return f"the statement to {long_date(session.get_one(Statement, record_id).last_day)}"
    if record == "worker":
        return f"{session.get_one(Worker, record_id).name}’s papers"
    if record == "certificate":
        certificate = session.get_one(Certificate, record_id)
        return f"the {within_sentence(certificate_name(certificate.kind, certificate.note))}"
    return f"the {record.replace('_', ' ')}"


def attachments_of(session: Session, record: str, record_id: int) -> list[Attachment]:
    """The attachments of a record, in the order they were made."""
    from sqlalchemy import select

    from carerdesk.store.tables import Attachment

    query = select(Attachment).where(Attachment.record == record, Attachment.record_id == record_id)
    return list(session.scalars(query.order_by(Attachment.id)))


def _check_twice(session: Session, record: str, record_id: int, data: bytes) -> tuple[Problem, ...]:
    from hashlib import sha256

    from sqlalchemy import select

    from carerdesk.store.tables import Document

    content = sha256(data).hexdigest()
    document_id = session.scalar(select(Document.id).where(Document.content_sha256 == content))
    if document_id is not None and is_attached(session, record, record_id, document_id):
        return (Problem("file", "paper_is_here_already"),)
    return ()


def is_attached(session: Session, record: str, record_id: int, document_id: int) -> bool:
    """Whether a document is on a record already."""
    return any(each.document_id == document_id for each in attachments_of(session, record, record_id))


def keep_within(books: Books, session: Session, data: bytes, file_name: str, checked: Checked) -> Document:
    """Keeps a document within an operation, on nothing yet."""
    return books.documents.add(
        data, session=session, file_name=file_name, media_type=checked.kind, taken_on=checked.taken_on
    )


def attachment_to(session: Session, document_id: int, record: str, record_id: int, kind: str) -> Attachment:
    """A document on a record, to be added to the session."""
    from carerdesk.store.tables import Attachment

    keys = owner(session).keys()
    return Attachment(document_id=document_id, record=record, record_id=record_id, kind=kind, **keys)


def _paper(row: Attachment, document: Document) -> Paper:
    return Paper(
        row.id, document.id, row.kind, kind_words(row.kind), document.file_name, document.media_type,
        document.taken_on, document.added_at.date(),
    )  # fmt: skip


def amounts_in(data: bytes, file_name: str, checked: Checked) -> frozenset[Money]:
    """The amounts a paper names, in the words of a PDF or in its file name."""
    from carerdesk.intake.papers import text_of_pdf

    text = text_of_pdf(data, most_pages=3, seconds=2) if checked.kind == "application/pdf" else ""
    found = _AMOUNT.findall(f"{text} {file_name}")
    return frozenset(Money.of(f"{pounds.replace(',', '')}.{pence}") for pounds, pence in found)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None

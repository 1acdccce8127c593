"""Checks, trainings and insurances with their dates: a worker's, or the employer's own."""

from __future__ import annotations

from carerdesk.services.books import Books, done, owner
from carerdesk.services.outcome import Outcome, Rejected
from carerdesk.services.people.check_who import check_certificate
from carerdesk.services.people.details import CertificateDetails
from carerdesk.services.people.names import certificate_name
from carerdesk.services.people.rows import columns, plain, write


def add_certificate(books: Books, worker_id: int | None, details: CertificateDetails) -> Outcome:
    """Keep a check, training or insurance; without a worker it is the employer's own. `Done.id` is its number."""
    from carerdesk.store.tables import Certificate, Worker

    problems = check_certificate(details)
    if problems:
        return Rejected(problems)
    with books.operation("", kind="people") as op:
        whose = op.session.get_one(Worker, worker_id).name if worker_id else ""
        op.said = _said(details, whose, "added")
        row = Certificate(**owner(op.session).keys(), worker_id=worker_id, **columns(details))
        op.session.add(row)
        op.session.flush()
        kept_id = row.id
    return done(op, id=kept_id)


def change_certificate(books: Books, certificate_id: int, details: CertificateDetails) -> Outcome:
    """Put a check, training or insurance right."""
    from carerdesk.store.tables import Certificate

    problems = check_certificate(details)
    if problems:
        return Rejected(problems)
    with books.operation("", kind="people") as op:
        row = op.session.get_one(Certificate, certificate_id)
        write(row, details)
        op.said = _said(details, "", "changed")
    return done(op, id=certificate_id)


def remove_certificate(books: Books, certificate_id: int) -> Outcome:
    """Take out one entered by mistake. One with a paper attached stays: the paper would be left without it."""
    from sqlalchemy import select

    from carerdesk.domain.problem import Problem
    from carerdesk.store.tables import Attachment, Certificate

    papers = select(Attachment.id).where(Attachment.record == "certificate", Attachment.record_id == certificate_id)
    with books.operation("", kind="people") as op:
        if op.session.scalars(papers).first() is not None:
            return Rejected((Problem("", "certificate_has_papers"),))
        row = op.session.get_one(Certificate, certificate_id)
        op.said = _said(plain(CertificateDetails, row), "", "taken out")
        op.session.delete(row)
    return done(op)


def _said(details: CertificateDetails, whose: str, what: str) -> str:
    name = certificate_name(details.kind, details.note)
    return f"{name} for {whose} {what}" if whose else f"{name} {what}"

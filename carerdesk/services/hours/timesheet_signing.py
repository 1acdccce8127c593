"""Saying that a timesheet was signed on paper, or agreed on screen: by whom, and when."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from carerdesk.domain.dates import full_date, span
from carerdesk.domain.problem import Problem
from carerdesk.services.books import Books, done
from carerdesk.services.hours.timesheets import ON_PAPER, ON_SCREEN, agrees, made_sheet
from carerdesk.services.money.attaching import attachment_to, is_attached, keep_within
from carerdesk.services.outcome import Outcome, Rejected
from carerdesk.store import tables

if TYPE_CHECKING:
    from carerdesk.intake.checked import Checked
    from carerdesk.store.operations import Operation


def sign_timesheet(
    books: Books, timesheet_id: int, on: date, scan: bytes | None = None, file_name: str = ""
) -> Outcome:
    """Say that both signed it on paper, with a scan where there is one."""
    from carerdesk.intake.documents import check_document

    checked = check_document(scan, file_name) if scan is not None else None
    if isinstance(checked, Problem):
        return Rejected((checked,))
    with books.operation("Timesheet signed", kind="timesheet") as op:
        row = op.session.get_one(tables.Timesheet, timesheet_id)
        if problems := unsignable(op.session, row, on, books.today()):
            return Rejected(problems)
        row.signed_on, row.signed_how = on, ON_PAPER
        if scan is not None and checked is not None:
            keep_scan(books, op.session, row.id, scan, file_name, checked)
        op.said = f"Timesheet of {title_of(op.session, row)}, signed"
    return done(op, id=timesheet_id)


def agree_timesheet(books: Books, timesheet_id: int, by: str) -> Outcome:
    """Say that the PA agreed to it on this screen, now: `by` is the name of who did."""
    if not by.strip():
        return Rejected((Problem("signed_by", "agreed_by_missing"),))
    with books.operation("Timesheet agreed", kind="timesheet") as op:
        row = op.session.get_one(tables.Timesheet, timesheet_id)
        if problems := _agreed(books, op, row, by):
            return Rejected(problems)
    return done(op, id=timesheet_id)


def agree_hours(books: Books, worker_id: int, first: date, last: date, by: str) -> Outcome:
    """The same for the hours of a period as they stand now; its sheet is made with it, where none was printed."""
    if not by.strip():
        return Rejected((Problem("signed_by", "agreed_by_missing"),))
    if books.today() < first:
        return Rejected((Problem("", "signed_before_period", {"first": full_date(first)}),))
    with books.operation("Timesheet agreed", kind="timesheet") as op:
        row = made_sheet(op.session, worker_id, first, last)
        if row is None:
            return Rejected((Problem("", "no_hours_in_period", {"period": span(first, last)}),))
        if problems := _agreed(books, op, row, by):
            return Rejected(problems)
    return done(op, id=row.id)


def _agreed(books: Books, op: Operation, row: tables.Timesheet, by: str) -> tuple[Problem, ...]:
    if problems := unsignable(op.session, row, books.today(), books.today()):
        return problems
    row.signed_on, row.signed_how = books.today(), ON_SCREEN
    row.signed_by, row.signed_at = by.strip(), books.now()
    op.said = f"Timesheet of {title_of(op.session, row)}, agreed"
    return ()


def unsignable(
    session: Session, row: tables.Timesheet, on: date, today: date, field: str = "signed_on"
) -> tuple[Problem, ...]:
    """Why a sheet cannot be signed on a day; `field` is where the day was asked for."""
    if row.signed_on is not None:
        return (Problem("", "timesheet_signed_already", {"day": full_date(row.signed_on)}),)
    if on > today:
        return (Problem(field, "signed_in_future", {"day": full_date(on)}),)
    if on < row.first_day:
        return (Problem(field, "signed_before_period", {"first": full_date(row.first_day)}),)
    return () if agrees(session, row) else (Problem("", "timesheet_hours_changed"),)


def keep_scan(books: Books, session: Session, timesheet_id: int, data: bytes, file_name: str, checked: Checked) -> None:
    """Keep a scan with a timesheet, within an operation; one that is there already is not kept twice."""
    document = keep_within(books, session, data, file_name, checked)
    if not is_attached(session, "timesheet", timesheet_id, document.id):
        session.add(attachment_to(session, document.id, "timesheet", timesheet_id, "timesheet"))
        session.flush()


def title_of(session: Session, row: tables.Timesheet) -> str:
    """Asha, 26 October to 22 November 2026."""
    name = session.get_one(tables.Worker, row.worker_id).name.split()[0]
    return f"{name}, {span(row.first_day, row.last_day)}"

"""Keeping, changing and ending what is taken payday after payday."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from carerdesk.domain.dates import long_date
from carerdesk.domain.payroll.orders import STANDING
from carerdesk.domain.problem import Problem
from carerdesk.services.books import Books, done, owner
from carerdesk.services.deductions.check import check_standing
from carerdesk.services.deductions.details import StandingDetails
from carerdesk.services.outcome import Outcome, Rejected
from carerdesk.services.people.rows import columns, plain, write
from carerdesk.store import tables

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def add_standing(books: Books, worker_id: int, details: StandingDetails) -> Outcome:
    """Keep an order or an agreed deduction. `Done.id` is its number."""
    details = _tidied(details)
    if problems := check_standing(details):
        return Rejected(problems)
    with books.operation("", kind="pay") as op:
        name = first_name(op.session, worker_id)
        op.said = f"{details.title} kept for {name}, from paydays on {long_date(details.first_day)}"
        row = tables.StandingDeduction(**owner(op.session).keys(), worker_id=worker_id, **columns(details))
        op.session.add(row)
        op.session.flush()
        kept_id = row.id
    return done(op, id=kept_id)


def change_standing(books: Books, standing_id: int, details: StandingDetails) -> Outcome:
    """Put an order or an agreed deduction right, from the next payday on. What was taken stays as it was."""
    details = _tidied(details)
    with books.reading() as session:
        row = session.get_one(tables.StandingDeduction, standing_id)
        problems = (*check_standing(details), *_already_taken(session, row, details))
    if problems:
        return Rejected(problems)
    with books.operation("", kind="pay") as op:
        row = op.session.get_one(tables.StandingDeduction, standing_id)
        op.said = f"{details.title} for {first_name(op.session, row.worker_id)} changed"
        write(row, details)
    return done(op, id=standing_id)


def end_standing(books: Books, standing_id: int, last_day: date) -> Outcome:
    """Take nothing more on paydays after a day: the order was ended, or both agreed."""
    with books.reading() as session:
        details = plain(StandingDetails, session.get_one(tables.StandingDeduction, standing_id))
    outcome = change_standing(books, standing_id, replace(details, last_day=last_day))
    if isinstance(outcome, Rejected):
        return outcome
    return replace(outcome, said=f"{details.title} ends with paydays on {long_date(last_day)}")


def remove_standing(books: Books, standing_id: int) -> Outcome:
    """Take out one entered by mistake; one that a payslip has taken from, or with a paper, stays."""
    with books.operation("", kind="pay") as op:
        row = op.session.get_one(tables.StandingDeduction, standing_id)
        if last_taken(op.session, standing_id) is not None:
            return Rejected((Problem("", "deduction_taken_stays", {"title": row.title}),))
        if _has_papers(op.session, standing_id):
            return Rejected((Problem("", "deduction_has_papers", {"title": row.title}),))
        op.said = f"{row.title} for {first_name(op.session, row.worker_id)} taken out"
        op.session.delete(row)
    return done(op)


def last_taken(session: Session, standing_id: int) -> date | None:
    """The last payday whose payslip took something for it."""
    row, slip = tables.PayslipDeduction, tables.Payslip
    wanted = (
        select(func.max(slip.payday))
        .join(row, row.payslip_id == slip.id)
        .where(row.source == STANDING, row.source_id == standing_id)
    )
    return session.scalar(wanted)


def first_name(session: Session, worker_id: int) -> str:
    """What to call a worker in a sentence."""
    return session.get_one(tables.Worker, worker_id).name.split(" ", maxsplit=1)[0]


def _already_taken(session: Session, row: tables.StandingDeduction, details: StandingDetails) -> tuple[Problem, ...]:
    """What cannot change any more once a payslip took something: its kind, and days that were paid."""
    paid = last_taken(session, row.id)
    if paid is None:
        return ()
    values = {"payday": long_date(paid)}
    found = []
    if details.kind != row.kind:
        found.append(Problem("kind", "deduction_kind_stays", values))
    if details.first_day > paid:
        found.append(Problem("first_day", "deduction_start_stays", values))
    if details.last_day and details.last_day < paid:
        found.append(Problem("last_day", "deduction_end_before_taken", values))
    return tuple(found)


def _has_papers(session: Session, standing_id: int) -> bool:
    table = tables.Attachment
    wanted = select(table.id).where(table.record == STANDING, table.record_id == standing_id)
    return session.scalar(wanted.limit(1)) is not None


def _tidied(details: StandingDetails) -> StandingDetails:
    return replace(
        details,
        title=" ".join(details.title.split()),
        payee=details.payee.strip(),
        reference=details.reference.strip(),
        note=details.note.strip(),
    )

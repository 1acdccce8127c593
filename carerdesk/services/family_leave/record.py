"""Recording a family leave, changing it, ending it, refusing its pay, and taking one out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import long_date
from carerdesk.domain.problem import Problem
from carerdesk.services.books import Books, done, owner
from carerdesk.services.family_leave.check import check_details
from carerdesk.services.family_leave.details import DECIDED, ENDED_WHY, SOURCE, LeaveDetails, of_row, write_row
from carerdesk.services.family_leave.earnings import forget_average, kept_row
from carerdesk.services.family_leave.standing import leaves_of
from carerdesk.services.outcome import Outcome, Rejected
from carerdesk.services.rates.known import known_rates
from carerdesk.store import tables


def record_leave(books: Books, details: LeaveDetails) -> Outcome:
    """Keep a family leave with its weeks and answers. `Done.id` is its number."""
    details = _decided(details, books.today())
    with books.operation("", kind="family_leave") as op:
        if problems := _check(op.session, details, None, books.today()):
            return Rejected(problems)
        row = tables.FamilyLeave(**owner(op.session).keys(), worker_id=details.worker_id)
        write_row(row, details)
        op.session.add(row)
        op.session.flush()
        _write_blocks(op.session, row.id, details)
        op.said = _said(op.session, details, "recorded" if not details.refused else "recorded as not due")
    return done(op, id=row.id)


def change_leave(books: Books, leave_id: int, details: LeaveDetails) -> Outcome:
    """Put a family leave right. What it changes of pay given already is paid or taken back on the next payday."""
    with books.operation("", kind="family_leave") as op:
        row = op.session.get_one(tables.FamilyLeave, leave_id)
        before = of_row(op.session, row)
        details = details if before.refused and details.refused else _decided(details, books.today())
        if _is_paid(op.session, leave_id) and before.kind is not details.kind:
            return Rejected((Problem("kind", "family_kind_is_paid"),))
        if problems := _check(op.session, details, leave_id, books.today()):
            return Rejected(problems)
        if before.event != details.event or details.average is not None:
            forget_average(op.session, leave_id)
        write_row(row, details)
        _write_blocks(op.session, leave_id, details)
        op.said = _said(op.session, details, "changed")
    return done(op, id=leave_id)


def end_leave(books: Books, leave_id: int, last_day: date | None, why: str = "") -> Outcome:
    """Say which day was the last of the leave, or with None that it goes on as planned.

    `why` is given where pay ends by law before its time: then the worker must be told in writing.
    """
    with books.operation("", kind="family_leave") as op:
        row = op.session.get_one(tables.FamilyLeave, leave_id)
        before = of_row(op.session, row)
        told = {**before.answers, ENDED_WHY: why.strip() if last_day else ""}
        details = _decided(replace(before, last_day=last_day, answers=told), books.today())
        if problems := _check(op.session, details, leave_id, books.today()):
            return Rejected(problems)
        write_row(row, details)
        said = f"ends on {long_date(last_day)}" if last_day else "goes on as planned"
        op.said = _said(op.session, details, said)
    return done(op, id=leave_id)


def answer(books: Books, leave_id: int, code: str, value: str) -> Outcome:
    """Keep one answer to a question of a recorded leave, such as that the proof has come."""
    with books.reading() as session:
        details = of_row(session, session.get_one(tables.FamilyLeave, leave_id))
    return change_leave(books, leave_id, replace(details, answers={**details.answers, code: value}))


def refuse(books: Books, leave_id: int, reason: str) -> Outcome:
    """Keep that no pay is due, and why. What was paid already is taken back on the next payday."""
    if not reason.strip():
        return Rejected((Problem("refused", "family_refusal_needs_reason"),))
    with books.operation("", kind="family_leave") as op:
        row = op.session.get_one(tables.FamilyLeave, leave_id)
        details = _decided(replace(of_row(op.session, row), refused=reason.strip()), books.today())
        write_row(row, details)
        op.said = _said(op.session, details, "is not due")
    return done(op, id=leave_id)


def remove_leave(books: Books, leave_id: int) -> Outcome:
    """Take out a leave entered by mistake. One that a payslip pays, or that papers are kept with, stays."""
    with books.operation("", kind="family_leave") as op:
        row = op.session.get_one(tables.FamilyLeave, leave_id)
        if _is_paid(op.session, leave_id):
            return Rejected((Problem("", "family_is_paid"),))
        if _has_papers(op.session, leave_id):
            return Rejected((Problem("", "family_has_papers"),))
        op.said = _said(op.session, of_row(op.session, row), "taken out")
        if (kept := kept_row(op.session, leave_id)) is not None:
            op.session.delete(kept)
        _clear_blocks(op.session, leave_id)
        op.session.flush()
        op.session.delete(row)
    return done(op)


def _decided(details: LeaveDetails, today: date) -> LeaveDetails:
    """The day on which it was decided what is due: the time for giving the form runs from it."""
    return replace(details, answers={**details.answers, DECIDED: today.isoformat()})


def _check(session: Session, details: LeaveDetails, leave_id: int | None, today: date) -> tuple[Problem, ...]:
    others = [of_row(session, row) for row in leaves_of(session, details.worker_id) if row.id != leave_id]
    return check_details(details, others, known_rates(session), today)


def _write_blocks(session: Session, leave_id: int, details: LeaveDetails) -> None:
    """Keep the weeks as they are now; rows that say the same stay."""
    block = tables.FamilyLeaveBlock
    there = {row.first_day: row for row in session.scalars(select(block).where(block.family_leave_id == leave_id))}
    wanted = {one.first: one.weeks for one in details.blocks}
    for first, row in there.items():
        if first not in wanted:
            session.delete(row)
    for first, weeks in sorted(wanted.items()):
        if first not in there:
            keys = owner(session).keys()
            session.add(block(**keys, family_leave_id=leave_id, first_day=first, weeks=weeks))
        elif there[first].weeks != weeks:
            there[first].weeks = weeks


def _clear_blocks(session: Session, leave_id: int) -> None:
    block = tables.FamilyLeaveBlock
    for row in session.scalars(select(block).where(block.family_leave_id == leave_id)):
        session.delete(row)


def _is_paid(session: Session, leave_id: int) -> bool:
    line = tables.PayslipLine
    wanted = select(line.id).where(line.source == SOURCE, line.source_id == leave_id).limit(1)
    return session.scalar(wanted) is not None


def _has_papers(session: Session, leave_id: int) -> bool:
    paper = tables.Attachment
    wanted = select(paper.id).where(paper.record == SOURCE, paper.record_id == leave_id).limit(1)
    return session.scalar(wanted) is not None


def _said(session: Session, details: LeaveDetails, what: str) -> str:
    name = session.get_one(tables.Worker, details.worker_id).name.split()[0]
    kind = guidance("family_leave", f"leave_{details.kind.value}")
    return f"{kind} for {name} from {long_date(details.first_day)} {what}"

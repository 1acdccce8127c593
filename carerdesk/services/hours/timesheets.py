"""Timesheets: a PA's hours of a pay period, printed with a code, signed on paper or agreed on screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from hashlib import sha256
from io import BytesIO

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from carerdesk.domain.dates import full_date, span
from carerdesk.domain.hours.pay_lines import CallOutPay
from carerdesk.domain.hours.shift import Shift, ShiftKind, hours_text, paid_minutes
from carerdesk.domain.problem import Problem
from carerdesk.services.books import Books, done, owner
from carerdesk.services.hours.choices import short_names
from carerdesk.services.hours.rows import load, rows_between
from carerdesk.services.hours.states import CONFIRMED
from carerdesk.services.outcome import Outcome, Rejected
from carerdesk.services.pay.periods import PayPeriod
from carerdesk.services.pay.situation import periods_of
from carerdesk.services.people.read import contract_at, workers
from carerdesk.store import tables

ON_PAPER, ON_SCREEN = "on paper", "agreed on screen"
NOT_PRINTED, WAITING, SIGNED = "Not printed", "Waiting for a signature", "Signed"
PERIODS_BACK = 4
AHEAD = timedelta(days=62)
_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # none that looks like another


@dataclass(frozen=True, slots=True)
class TimesheetRow:
    """One PA and one pay period, and how far its timesheet is.

    `minutes` are paid by the hour as the shifts stand now; `changed` says that they are not those on the sheet.
    `waiting` counts shifts nobody has confirmed.
    """

    worker_id: int
    worker: str
    first_name: str
    first: date
    last: date
    minutes: int
    nights: int
    waiting: int
    state: str = NOT_PRINTED
    changed: bool = False
    id: int | None = None
    code: str = ""
    signed_on: date | None = None
    signed_how: str = ""
    scans: int = 0

    @property
    def words(self) -> str:
        """12 h 30 min and 2 sleep-ins."""
        nights = f" and {self.nights} sleep-in{'s' * (self.nights != 1)}" if self.nights else ""
        return f"{hours_text(self.minutes)}{nights}"


def list_timesheets(books: Books, periods_back: int = PERIODS_BACK) -> tuple[TimesheetRow, ...]:
    """Each PA's last pay periods that have begun, the newest first; periods without hours only where printed."""
    today = books.today()
    with books.reading() as session:
        people = workers(session)
        short = short_names(people)
        found = [
            _row(session, one.id, one.name, short[one.id], period.first, period.last)
            for one in people
            for period in _begun(session, one.id, today)[-periods_back:]
        ]
    shown = [row for row in found if row.minutes or row.nights or row.id is not None]
    return tuple(sorted(shown, key=lambda row: (-row.last.toordinal(), row.first, row.worker.casefold())))


def make_timesheet(books: Books, worker_id: int, first: date, last: date) -> Outcome:
    """Set a timesheet down with its code; `id` names it. An unsigned one is brought up to date.

    One that was signed stays as it is: where the hours have changed since, another is made.
    """
    with books.operation("Timesheet made", kind="timesheet") as op:
        shifts, minutes = _hours(op.session, worker_id, first, last)
        if not shifts:
            return Rejected((Problem("", "no_hours_in_period", {"period": span(first, last)}),))
        row = _latest(op.session, worker_id, first, last)
        fresh = row is None or (row.signed_on is not None and not _agrees(row, shifts, minutes))
        if row is None or fresh:
            row = tables.Timesheet(
                **owner(op.session).keys(), worker_id=worker_id, first_day=first, last_day=last, code="", minutes=0
            )
            row.code = _code(_next_number(op.session), shifts)
            op.session.add(row)
        elif row.signed_on is None:
            row.code = _code(_number(row.code), shifts)
        row.minutes = minutes
        op.session.flush()
        op.said = f"Timesheet of {_name(op.session, worker_id)}, {span(first, last)}, made"
    return done(op, id=row.id)


def timesheet_pdf(books: Books, timesheet_id: int) -> bytes:
    """The sheet as PDF, to be signed by both."""
    from carerdesk.reports import timesheet
    from carerdesk.services.hours.timesheet_paper import paper_of

    out = BytesIO()
    with books.reading() as session:
        timesheet.write([paper_of(session, session.get_one(tables.Timesheet, timesheet_id))], out)
    return out.getvalue()


def sign_timesheet(
    books: Books, timesheet_id: int, on: date, how: str, scan: bytes | None = None, file_name: str = ""
) -> Outcome:
    """Say that both signed it (`ON_PAPER`, with a scan where there is one) or agreed to it (`ON_SCREEN`)."""
    from carerdesk.intake.documents import check_document

    checked = check_document(scan, file_name) if scan is not None else None
    if isinstance(checked, Problem):
        return Rejected((checked,))
    with books.operation("Timesheet signed", kind="timesheet") as op:
        row = op.session.get_one(tables.Timesheet, timesheet_id)
        if problems := _unsignable(op.session, row, on, books.today()):
            return Rejected(problems)
        row.signed_on, row.signed_how = on, how
        if scan is not None and checked is not None:
            document = books.documents.add(
                scan, session=op.session, file_name=file_name, media_type=checked.kind, taken_on=checked.taken_on
            )
            op.session.add(_attachment(op.session, document.id, row.id))
        verb = "agreed" if how == ON_SCREEN else "signed"
        op.said = f"Timesheet of {_name(op.session, row.worker_id)}, {span(row.first_day, row.last_day)}, {verb}"
    return done(op, id=timesheet_id)


def _unsignable(session: Session, row: tables.Timesheet, on: date, today: date) -> tuple[Problem, ...]:
    if row.signed_on is not None:
        return (Problem("", "timesheet_signed_already", {"day": full_date(row.signed_on)}),)
    if on > today:
        return (Problem("signed_on", "signed_in_future", {"day": full_date(on)}),)
    if on < row.first_day:
        return (Problem("signed_on", "signed_before_period", {"first": full_date(row.first_day)}),)
    shifts, minutes = _hours(session, row.worker_id, row.first_day, row.last_day)
    return () if _agrees(row, shifts, minutes) else (Problem("", "timesheet_hours_changed"),)


def _attachment(session: Session, document_id: int, timesheet_id: int) -> tables.Attachment:
    keys = owner(session).keys()
    return tables.Attachment(
        **keys, document_id=document_id, record="timesheet", record_id=timesheet_id, kind="timesheet"
    )


def _begun(session: Session, worker_id: int, today: date) -> list[PayPeriod]:
    """The worker's pay periods that have begun."""
    return [period for period in periods_of(session, worker_id, today + AHEAD) if period.first <= today]


def _row(session: Session, worker_id: int, name: str, first_name: str, first: date, last: date) -> TimesheetRow:
    shifts, minutes = _hours(session, worker_id, first, last)
    sheet = _latest(session, worker_id, first, last)
    plain = TimesheetRow(
        worker_id=worker_id, worker=name, first_name=first_name, first=first, last=last, minutes=minutes,
        nights=sum(shift.kind is ShiftKind.SLEEP_IN for shift in shifts),
        waiting=sum(row.state != CONFIRMED for row in rows_between(session, first, last, worker_id)),
    )  # fmt: skip
    if sheet is None:
        return plain
    return replace(
        plain, state=WAITING if sheet.signed_on is None else SIGNED, changed=not _agrees(sheet, shifts, minutes),
        id=sheet.id, code=sheet.code, signed_on=sheet.signed_on, signed_how=sheet.signed_how,
        scans=_scans(session, sheet.id),
    )  # fmt: skip


def hours_paid(session: Session, worker_id: int, shifts: Sequence[Shift]) -> int:
    """Minutes paid by the hour, as a payslip counts them: call-outs while on call come on top where so agreed."""
    total = sum(paid_minutes(shift) for shift in shifts)
    for shift in shifts:
        terms = contract_at(session, worker_id, shift.day)
        on_top = terms is None or CallOutPay(terms.call_outs_paid) is CallOutPay.ON_TOP
        total += shift.called_out_minutes if shift.kind is ShiftKind.ON_CALL and on_top else 0
    return total


def _hours(session: Session, worker_id: int, first: date, last: date) -> tuple[tuple[Shift, ...], int]:
    shifts = load(session, rows_between(session, first, last, worker_id))
    return shifts, hours_paid(session, worker_id, shifts)


def _latest(session: Session, worker_id: int, first: date, last: date) -> tables.Timesheet | None:
    sheet = tables.Timesheet
    wanted = select(sheet).where(sheet.worker_id == worker_id, sheet.first_day == first, sheet.last_day == last)
    return session.scalars(wanted.order_by(sheet.id.desc())).first()


def _scans(session: Session, timesheet_id: int) -> int:
    paper = tables.Attachment
    wanted = select(func.count(paper.id)).where(paper.record == "timesheet", paper.record_id == timesheet_id)
    return session.scalar(wanted) or 0


def _agrees(row: tables.Timesheet, shifts: Sequence[Shift], minutes: int) -> bool:
    """Whether the hours are those the sheet was made from: its code tells."""
    return row.minutes == minutes and row.code == _code(_number(row.code), shifts)


def _code(number: int, shifts: Sequence[Shift]) -> str:
    """T12-7KQ2: the sheet's number, and four signs that change with any of its hours."""
    digest = sha256("\n".join(_line(shift) for shift in shifts).encode()).digest()
    return f"T{number}-" + "".join(_LETTERS[byte % len(_LETTERS)] for byte in digest[:4])


def _line(shift: Shift) -> str:
    calls = ",".join(f"{call.starts.isoformat()}/{call.ends.isoformat()}" for call in shift.call_outs)
    return f"{shift.starts.isoformat()} {shift.ends.isoformat()} {shift.kind.value} {shift.break_minutes} {calls}"


def _number(code: str) -> int:
    return int(code.removeprefix("T").partition("-")[0])


def _next_number(session: Session) -> int:
    return max((_number(code) for code in session.scalars(select(tables.Timesheet.code)) if code), default=0) + 1


def _name(session: Session, worker_id: int) -> str:
    return session.get_one(tables.Worker, worker_id).name.split()[0]

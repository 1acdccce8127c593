"""Timesheets: a PA's hours of a pay period, printed with a code, signed on paper or agreed on screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from hashlib import sha256
from io import BytesIO

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from carerdesk.domain.dates import long_date, span
from carerdesk.domain.hours.clock import clock_time
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
    signed_by: str = ""
    signed_at: datetime | None = None
    scans: int = 0
    payday: date | None = None

    @property
    def title(self) -> str:
        """Asha Rahman, 26 October to 22 November 2026."""
        return f"{self.worker}, {span(self.first, self.last)}"

    @property
    def signed(self) -> str:
        """Signed on 20 November 2026; "" where it is not."""
        if self.signed_on is None:
            return ""
        return signed_words(self.signed_on, self.signed_how, self.signed_by, self.signed_at)

    @property
    def words(self) -> str:
        """12 h 30 min and 2 sleep-ins."""
        nights = f" and {self.nights} sleep-in{'s' * (self.nights != 1)}" if self.nights else ""
        return f"{hours_text(self.minutes)}{nights}"

    def lacks(self, today: date) -> str:
        """Why a sheet made today would not be complete; "" where it would."""
        return lacking(self.last, today, self.waiting)


def lacking(last: date, day: date, waiting: int) -> str:
    """Why a sheet to `last` is not complete on a day, with so many shifts nobody has confirmed; "" where it is."""
    going_on = f"It is made up to {long_date(day)}, and its period goes on to {long_date(last)}." if day < last else ""
    one_or_more = "1 shift is" if waiting == 1 else f"{waiting} shifts are"
    return f"{going_on} {f'{one_or_more} not confirmed yet.' if waiting else ''}".strip()


def signed_words(on: date, how: str, by: str, at: datetime | None) -> str:
    """Signed on 20 November 2026; agreed on screen by Asha Rahman on 20 November 2026 at 20:14."""
    if how != ON_SCREEN:
        return f"Signed on {long_date(on)}"
    whose = f" on screen by {by}" if by else ""
    clock = f" at {clock_time(at):%H:%M}" if at is not None else ""
    return f"Agreed{whose} on {long_date(on)}{clock}"


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


def unsigned_since(session: Session, since: date, today: date) -> list[TimesheetRow]:
    """Sheets of pay periods that ended from a day on until yesterday, with hours nobody has signed for.

    The oldest payday first.
    """
    people = workers(session)
    short = short_names(people)
    found = [
        replace(_row(session, one.id, one.name, short[one.id], period.first, period.last), payday=period.payday)
        for one in people
        for period in _begun(session, one.id, today)
        if since <= period.last < today
    ]
    missing = [row for row in found if (row.minutes or row.nights) and (row.state != SIGNED or row.changed)]
    return sorted(missing, key=lambda row: (row.payday or row.last, row.worker.casefold()))


def make_timesheet(books: Books, worker_id: int, first: date, last: date) -> Outcome:
    """Set a timesheet down with its code; `id` names it. An unsigned one is brought up to date.

    One that was signed stays as it is: where the hours have changed since, another is made.
    """
    with books.operation("Timesheet made", kind="timesheet") as op:
        row = made_sheet(op.session, worker_id, first, last)
        if row is None:
            return Rejected((Problem("", "no_hours_in_period", {"period": span(first, last)}),))
        op.said = f"Timesheet of {_name(op.session, worker_id)}, {span(first, last)}, made"
    return done(op, id=row.id)


def make_timesheets(books: Books, wanted: Sequence[TimesheetRow]) -> tuple[Outcome, tuple[int, ...]]:
    """Set down several timesheets in one operation, and which they are; those without hours are left out."""
    with books.operation("Timesheets made", kind="timesheet") as op:
        rows = [
            row for one in wanted if (row := made_sheet(op.session, one.worker_id, one.first, one.last)) is not None
        ]
        if not rows:
            return Rejected((Problem("", "nothing_to_print"),)), ()
        names = together(list(dict.fromkeys(_name(op.session, row.worker_id) for row in rows)))
        op.said = f"{len(rows)} timesheets of {names} made" if len(rows) > 1 else f"Timesheet of {names} made"
    return done(op), tuple(row.id for row in rows)


def together(names: Sequence[str]) -> str:
    """Asha, Kasia and Tom."""
    return " and ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)


def made_sheet(session: Session, worker_id: int, first: date, last: date) -> tables.Timesheet | None:
    """Within an operation: the sheet as the hours stand now; None where there are none."""
    shifts, minutes = _hours(session, worker_id, first, last)
    if not shifts:
        return None
    row = latest(session, worker_id, first, last)
    if row is None or (row.signed_on is not None and not _agrees(row, shifts, minutes)):
        row = tables.Timesheet(
            **owner(session).keys(), worker_id=worker_id, first_day=first, last_day=last, code="", minutes=0
        )
        row.code = _code(_next_number(session), shifts)
        session.add(row)
    elif row.signed_on is None:
        row.code = _code(number_of(row.code), shifts)
    row.minutes = minutes
    session.flush()
    return row


def timesheet_pdf(books: Books, *timesheet_ids: int) -> bytes:
    """These sheets as one PDF, to be signed by both."""
    from carerdesk.reports import timesheet
    from carerdesk.services.hours.timesheet_paper import paper_of

    out = BytesIO()
    with books.reading() as session:
        sheets = [paper_of(session, session.get_one(tables.Timesheet, one), books.today()) for one in timesheet_ids]
        timesheet.write(sheets, out)
    return out.getvalue()


def _begun(session: Session, worker_id: int, today: date) -> list[PayPeriod]:
    """The worker's pay periods that have begun."""
    return [period for period in periods_of(session, worker_id, today + AHEAD) if period.first <= today]


def _row(session: Session, worker_id: int, name: str, first_name: str, first: date, last: date) -> TimesheetRow:
    shifts, minutes = _hours(session, worker_id, first, last)
    sheet = latest(session, worker_id, first, last)
    plain = TimesheetRow(
        worker_id=worker_id, worker=name, first_name=first_name, first=first, last=last, minutes=minutes,
        nights=sum(shift.kind is ShiftKind.SLEEP_IN for shift in shifts),
        waiting=sum(row.state != CONFIRMED for row in rows_between(session, first, last, worker_id)),
    )  # fmt: skip
    return plain if sheet is None else _with_sheet(session, plain, sheet)


def _with_sheet(session: Session, plain: TimesheetRow, sheet: tables.Timesheet) -> TimesheetRow:
    return replace(
        plain, state=WAITING if sheet.signed_on is None else SIGNED, changed=not agrees(session, sheet),
        id=sheet.id, code=sheet.code, signed_on=sheet.signed_on, signed_how=sheet.signed_how,
        signed_by=sheet.signed_by, signed_at=sheet.signed_at, scans=_scans(session, sheet.id),
    )  # fmt: skip


def row_of(session: Session, sheet: tables.Timesheet) -> TimesheetRow:
    """One sheet, as a list of timesheets shows it."""
    worker = session.get_one(tables.Worker, sheet.worker_id)
    short = short_names(workers(session)).get(worker.id, worker.name.split()[0])
    plain = _row(session, worker.id, worker.name, short, sheet.first_day, sheet.last_day)
    return _with_sheet(session, plain, sheet)


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


def latest(session: Session, worker_id: int, first: date, last: date) -> tables.Timesheet | None:
    sheet = tables.Timesheet
    wanted = select(sheet).where(sheet.worker_id == worker_id, sheet.first_day == first, sheet.last_day == last)
    return session.scalars(wanted.order_by(sheet.id.desc())).first()


def _scans(session: Session, timesheet_id: int) -> int:
    paper = tables.Attachment
    wanted = select(func.count(paper.id)).where(paper.record == "timesheet", paper.record_id == timesheet_id)
    return session.scalar(wanted) or 0


def agrees(session: Session, row: tables.Timesheet) -> bool:
    """Whether the hours are still those the sheet was made from."""
    return _agrees(row, *_hours(session, row.worker_id, row.first_day, row.last_day))


def _agrees(row: tables.Timesheet, shifts: Sequence[Shift], minutes: int) -> bool:
    """Whether the hours are those the sheet was made from: its code tells."""
    return row.minutes == minutes and row.code == _code(number_of(row.code), shifts)


def _code(number: int, shifts: Sequence[Shift]) -> str:
    """T12-7KQ2: the sheet's number, and four signs that change with any of its hours."""
    digest = sha256("\n".join(_line(shift) for shift in shifts).encode()).digest()
    return f"T{number}-" + "".join(_LETTERS[byte % len(_LETTERS)] for byte in digest[:4])


def _line(shift: Shift) -> str:
    calls = ",".join(f"{call.starts.isoformat()}/{call.ends.isoformat()}" for call in shift.call_outs)
    return f"{shift.starts.isoformat()} {shift.ends.isoformat()} {shift.kind.value} {shift.break_minutes} {calls}"


def number_of(code: str) -> int:
    return int(code.removeprefix("T").partition("-")[0])


def _next_number(session: Session) -> int:
    return max((number_of(code) for code in session.scalars(select(tables.Timesheet.code)) if code), default=0) + 1


def _name(session: Session, worker_id: int) -> str:
    return session.get_one(tables.Worker, worker_id).name.split()[0]

"""Holiday a PA asks for: kept with the day it was asked for, then agreed, refused with a reason, or withdrawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from carerdesk.domain.dates import long_date, span
from carerdesk.domain.holiday.notice import Notice
from carerdesk.domain.hours.shift import hours_text
from carerdesk.domain.problem import Problem
from carerdesk.services.books import Books, done, owner
from carerdesk.services.holiday.book import Over, check_new, keep_parts
from carerdesk.services.holiday.weigh import NewBooking, notice_of, parts_of
from carerdesk.services.outcome import Outcome, Rejected
from carerdesk.services.sickness.give_way import holiday_instead
from carerdesk.store import tables

ASKED, AGREED, REFUSED, WITHDRAWN = "asked", "agreed", "refused", "withdrawn"
_NOT_NOW = frozenset({"holiday_while_sick"})  # asked for all the same; it is seen to when it is answered


@dataclass(frozen=True, slots=True)
class RequestView:
    """A holiday asked for, and what was said to it. `notice` is what the rule asks of both sides."""

    id: int
    worker_id: int
    worker: str
    first: date
    last: date
    minutes: int
    asked_on: date
    state: str
    answered_on: date | None
    reason: str
    note: str
    notice: Notice

    @property
    def first_name(self) -> str:
        """What to call them in a sentence."""
        return self.worker.split(" ", maxsplit=1)[0]

    @property
    def asks(self) -> NewBooking:
        """What would be booked."""
        return NewBooking(self.worker_id, self.first, self.last, self.minutes, self.note)

    @property
    def refuse_by(self) -> date | None:
        """The last day to refuse it in time; None where it was asked for too late to have one."""
        return self.notice.to_refuse_by(self.asked_on)


def ask_for_holiday(books: Books, new: NewBooking, asked_on: date | None = None) -> Outcome:
    """Keep what a PA asked for, to be answered. `asked_on` is today unless it was said."""
    day = asked_on or books.today()
    with books.operation("Holiday asked for", kind="holiday") as op:
        if problems := _check(op.session, new, day, books.today()):
            return Rejected(problems)
        row = tables.LeaveRequest(**owner(op.session).keys(), worker_id=new.worker_id, asked_on=day, **_columns(new))
        op.session.add(row)
        op.session.flush()
        op.said = f"{_name(op.session, row)} asks for holiday {_days(row)}, {hours_text(row.minutes)}"
    return done(op, id=row.id)


def change_request(books: Books, request_id: int, new: NewBooking, asked_on: date | None = None) -> Outcome:
    """Change the days or hours of a request that waits for an answer."""
    with books.operation("Holiday asked for", kind="holiday") as op:
        row = op.session.get_one(tables.LeaveRequest, request_id)
        day = asked_on or row.asked_on
        if problems := _waits(row) or _check(op.session, new, day, books.today()):
            return Rejected(problems)
        row.asked_on = day
        for column, value in _columns(new).items():
            setattr(row, column, value)
        op.said = f"What {_name(op.session, row)} asks for changed to {_days(row)}, {hours_text(row.minutes)}"
    return done(op, id=request_id)


def agree_request(
    books: Books, request_id: int, over: Over = Over.ADVANCE, *, instead_of_sick: bool = False
) -> Outcome:
    """Agree to a request: it becomes a booking. `over` and `instead_of_sick` are as when booking."""
    with books.operation("Holiday agreed", kind="holiday") as op:
        row = op.session.get_one(tables.LeaveRequest, request_id)
        new = _asks(row)
        if problems := _waits(row) or check_new(op.session, new, instead_of_sick=instead_of_sick):
            return Rejected(problems)
        if instead_of_sick:
            holiday_instead(op.session, new.worker_id, new.first, new.last)
        booked = keep_parts(op.session, new, over)
        row.state, row.answered_on = AGREED, books.today()
        row.leave_booking_id = booked[0].id if booked else None
        op.said = f"Holiday for {_name(op.session, row)}, {_days(row)}, agreed"
    return done(op, id=request_id)


def refuse_request(books: Books, request_id: int, reason: str) -> Outcome:
    """Refuse a request, with the reason: both stay in the holiday record."""
    with books.operation("Holiday refused", kind="holiday") as op:
        row = op.session.get_one(tables.LeaveRequest, request_id)
        missing = () if reason.strip() else (Problem("reason", "refusal_needs_reason"),)
        if problems := _waits(row) or missing:
            return Rejected(problems)
        row.state, row.answered_on, row.reason = REFUSED, books.today(), reason.strip()
        op.said = f"Holiday for {_name(op.session, row)}, {_days(row)}, refused"
    return done(op, id=request_id)


def withdraw_request(books: Books, request_id: int) -> Outcome:
    """The PA does not want it any more. It stays in the record."""
    with books.operation("Holiday withdrawn", kind="holiday") as op:
        row = op.session.get_one(tables.LeaveRequest, request_id)
        if problems := _waits(row):
            return Rejected(problems)
        row.state, row.answered_on = WITHDRAWN, books.today()
        op.said = f"{_name(op.session, row)} does not ask for holiday {_days(row)} any more"
    return done(op, id=request_id)


# --- reading ----------------------------------------------------------------------------------------------------------


def waiting_requests(books: Books) -> tuple[RequestView, ...]:
    """Everything that waits for an answer, the soonest holiday first."""
    with books.reading() as session:
        return waiting(session)


def waiting(session: Session) -> tuple[RequestView, ...]:
    """As `waiting_requests`, within a session."""
    row = tables.LeaveRequest
    wanted = select(row).where(row.person_id == owner(session).person_id, row.state == ASKED)
    return tuple(_view(session, each) for each in session.scalars(wanted.order_by(row.first_day, row.id)))


def request_view(books: Books, request_id: int) -> RequestView | None:
    """One request; None where it is not there any more."""
    with books.reading() as session:
        row = session.get(tables.LeaveRequest, request_id)
        return _view(session, row) if row is not None else None


def requests_of(session: Session, worker_id: int, first: date, last: date) -> tuple[RequestView, ...]:
    """What a worker asked for of days between two, oldest first, however it was answered."""
    row = tables.LeaveRequest
    wanted = select(row).where(row.worker_id == worker_id, row.first_day >= first, row.first_day <= last)
    return tuple(_view(session, each) for each in session.scalars(wanted.order_by(row.asked_on, row.id)))


def _view(session: Session, row: tables.LeaveRequest) -> RequestView:
    return RequestView(
        row.id, row.worker_id, session.get_one(tables.Worker, row.worker_id).name, row.first_day, row.last_day,
        row.minutes, row.asked_on, row.state, row.answered_on, row.reason, row.note,
        notice_of(session, _asks(row)),
    )  # fmt: skip


# --- checks -----------------------------------------------------------------------------------------------------------


def _check(session: Session, new: NewBooking, asked_on: date, today: date) -> tuple[Problem, ...]:
    found = tuple(problem for problem in check_new(session, new) if problem.code not in _NOT_NOW)
    if asked_on > today:
        found = (*found, Problem("asked_on", "asked_ahead", {"today": long_date(today)}))
    if not found and not parts_of(session, new):
        found = (Problem("", "holiday_pay_needs_contract"),)
    return found


def _waits(row: tables.LeaveRequest) -> tuple[Problem, ...]:
    return () if row.state == ASKED else (Problem("", "request_answered"),)


def _columns(new: NewBooking) -> Mapping[str, object]:
    return {"first_day": new.first, "last_day": new.last, "minutes": new.minutes, "note": new.note.strip()}


def _asks(row: tables.LeaveRequest) -> NewBooking:
    return NewBooking(row.worker_id, row.first_day, row.last_day, row.minutes, row.note)


def _name(session: Session, row: tables.LeaveRequest) -> str:
    return session.get_one(tables.Worker, row.worker_id).name.split(" ", maxsplit=1)[0]


def _days(row: tables.LeaveRequest) -> str:
    return span(row.first_day, row.last_day)

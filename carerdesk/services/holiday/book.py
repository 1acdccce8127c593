"""Booking holiday, taking a booking out, and answering what the law leaves to the family."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from carerdesk.domain.dates import span
from carerdesk.domain.holiday.balance import Booking, booking_warnings, check_booking
from carerdesk.domain.hours.shift import hours_text
from carerdesk.domain.problem import Problem
from carerdesk.services.books import Books, done, owner
from carerdesk.services.holiday.balance import answers_choice, holiday_view
from carerdesk.services.outcome import Done, Outcome, Rejected
from carerdesk.store import settings, tables


@dataclass(frozen=True, slots=True)
class NewBooking:
    """Holiday asked for: its days, both counted, and the minutes of work it takes the place of."""

    worker_id: int
    first: date
    last: date
    minutes: int
    note: str = ""


def book_holiday(books: Books, new: NewBooking) -> Outcome:
    """Keep a booking. More than is left is allowed: `odd` says so first."""
    with books.operation("Holiday booked", kind="holiday") as op:
        worker = op.session.get_one(tables.Worker, new.worker_id)
        booking = Booking(new.first, new.last, new.minutes)
        others = _others(op.session, new.worker_id)
        if problems := check_booking(booking, others, started=worker.started, left=worker.left):
            return Rejected(problems)
        row = tables.LeaveBooking(
            **owner(op.session).keys(), worker_id=new.worker_id, first_day=new.first, last_day=new.last,
            minutes=new.minutes, note=new.note.strip(),
        )  # fmt: skip
        op.session.add(row)
        op.session.flush()
        name = worker.name.split()[0]
        op.said = f"Holiday for {name}, {span(new.first, new.last)}, {hours_text(new.minutes)}, booked"
    return done(op, id=row.id)


def odd(books: Books, new: NewBooking) -> tuple[Problem, ...]:
    """What to ask about a booking before it is kept: more than is left."""
    with books.reading() as session:
        view = holiday_view(session, new.worker_id, new.first)
        return booking_warnings(Booking(new.first, new.last, new.minutes), view.balance) if view else ()


def cancel_booking(books: Books, booking_id: int) -> Outcome:
    """Take a booking out. A paid one stays."""
    with books.operation("Holiday taken out", kind="holiday") as op:
        row = op.session.get_one(tables.LeaveBooking, booking_id)
        if row.payslip_id is not None:
            return Rejected((Problem("", "holiday_already_paid"),))
        name = op.session.get_one(tables.Worker, row.worker_id).name.split()[0]
        op.said = f"Holiday for {name}, {span(row.first_day, row.last_day)}, taken out"
        op.session.delete(row)
    return done(op)


def answer(books: Books, worker_id: int, *, sleep_ins_count: bool | None, most_minutes: int | None) -> Outcome:
    """Keep what was answered about how one worker's holiday is earned."""
    kept = {"sleep_ins_count": sleep_ins_count, "most_minutes": most_minutes}
    settings.write(books, answers_choice(worker_id), kept)
    return Done("Kept. Holiday is worked out with your answers.", frozenset({"holiday_entry"}))


def _others(session: Session, worker_id: int) -> list[Booking]:
    booking = tables.LeaveBooking
    rows = session.scalars(select(booking).where(booking.worker_id == worker_id, booking.state != "refused"))
    return [Booking(row.first_day, row.last_day, row.minutes, row.id) for row in rows]

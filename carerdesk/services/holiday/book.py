"""Booking holiday, taking a booking out, and answering what the law leaves to the family."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_CEILING

from sqlalchemy import select
from sqlalchemy.orm import Session

from carerdesk.domain.dates import span
from carerdesk.domain.holiday.balance import Booking, booking_minutes, booking_warnings, check_booking
from carerdesk.domain.hours.shift import hours_text
from carerdesk.domain.money import ZERO, Money
from carerdesk.domain.problem import Problem
from carerdesk.services.books import Books, done, owner
from carerdesk.services.holiday.answers import answers_choice
from carerdesk.services.holiday.balance import holiday_view
from carerdesk.services.holiday.booking_pay import BookingPay, booking_pay
from carerdesk.services.outcome import Done, Outcome, Rejected
from carerdesk.services.people.read import contract_at
from carerdesk.store import settings, tables

LOOK_BACK = timedelta(weeks=8)


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


def would_pay(books: Books, new: NewBooking) -> BookingPay:
    """What a booking would pay, worked out from what the books hold now."""
    with books.reading() as session:
        return booking_pay(session, new.worker_id, new.first, new.last, new.minutes)


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


def say_what_it_pays(books: Books, booking_id: int, pay: Money | None, reason: str) -> Outcome:
    """Keep what a holiday comes to as somebody worked it out, and how. A paid one stays."""
    with books.operation("Holiday pay", kind="holiday") as op:
        row = op.session.get_one(tables.LeaveBooking, booking_id)
        worker = op.session.get_one(tables.Worker, row.worker_id)
        if problems := _check_pay(row, pay, reason):
            return Rejected(problems)
        row.pay, row.pay_reason = pay, reason.strip()
        name = worker.name.split()[0]
        op.said = f"Holiday pay for {name}, {span(row.first_day, row.last_day)}: {pay}"
    return done(op, id=booking_id)


def _check_pay(row: tables.LeaveBooking, pay: Money | None, reason: str) -> tuple[Problem, ...]:
    if row.payslip_id is not None:
        return (Problem("", "holiday_already_paid"),)
    found = [] if pay is not None and pay >= ZERO else [Problem("pay", "holiday_pay_below_nothing")]
    return (*found, *([] if reason.strip() else [Problem("reason", "holiday_pay_needs_reason")]))


def usual_minutes(books: Books, worker_id: int, first: date, last: date) -> int | None:
    """What somebody with fixed hours would work between two days; None where hours vary or are not known.

    The contract's week is spread over the weekdays worked most in the weeks before, or from Monday on.
    """
    with books.reading() as session:
        terms = contract_at(session, worker_id, first)
        if terms is None or terms.hours_kind != "fixed" or not terms.weekly_minutes or not terms.days_per_week:
            return None
        days = _usual_weekdays(session, worker_id, first, int(terms.days_per_week.to_integral_value(ROUND_CEILING)))
        a_day = int((terms.weekly_minutes / terms.days_per_week).to_integral_value(ROUND_CEILING))
        return booking_minutes(first, last, dict.fromkeys(days, a_day))


def _usual_weekdays(session: Session, worker_id: int, before: date, count: int) -> list[int]:
    shift = tables.Shift
    wanted = select(shift.day).where(shift.worker_id == worker_id, shift.day < before, shift.day >= before - LOOK_BACK)
    often = Counter(day.weekday() for day in set(session.scalars(wanted)))
    return sorted(range(7), key=lambda day: (-often[day], day))[:count]


def answer_sleep_ins(books: Books, worker_id: int, *, count: bool) -> Done:
    """Keep whether the hours of a sleep-in count for this worker's holiday."""
    return _keep_answer(books, worker_id, "sleep_ins_count", count)


def answer_limit(books: Books, worker_id: int, most_minutes: int | None) -> Outcome:
    """Keep what 28 days come to for this worker, in minutes."""
    if most_minutes is None or most_minutes <= 0:
        return Rejected((Problem("most_minutes", "ask_holiday_limit"),))
    return _keep_answer(books, worker_id, "most_minutes", most_minutes)


def answer_extra(books: Books, worker_id: int, *, regular: bool) -> Done:
    """Keep whether hours beyond a fixed week, or at other rates, are a regular part of the work: then they count."""
    return _keep_answer(books, worker_id, "extra_is_regular", regular)


def answer_overtaken(books: Books, worker_id: int, agreed_on: date | None) -> Outcome:
    """Keep the day of the written agreement that lets holiday taken too much come off the last pay."""
    if agreed_on is None:
        return Rejected((Problem("agreed_on", "overtaken_day_missing"),))
    return _keep_answer(books, worker_id, "overtaken_agreed_on", agreed_on.isoformat())


def _keep_answer(books: Books, worker_id: int, which: str, value: bool | int | str) -> Done:
    choice = answers_choice(worker_id)
    kept: dict[str, object] = settings.read(books, choice)
    settings.write(books, choice, {**kept, which: value})
    return Done("Kept. Holiday is worked out with your answer.", frozenset({"holiday_entry"}))


def _others(session: Session, worker_id: int) -> list[Booking]:
    booking = tables.LeaveBooking
    rows = session.scalars(select(booking).where(booking.worker_id == worker_id, booking.state != "refused"))
    return [Booking(row.first_day, row.last_day, row.minutes, row.id) for row in rows]

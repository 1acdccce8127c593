"""Booking holiday, changing a booking, taking it out, and answering what the law leaves to the family."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from carerdesk.domain.dates import span
from carerdesk.domain.holiday.balance import Booking, check_booking
from carerdesk.domain.hours.shift import hours_text
from carerdesk.domain.money import ZERO, Money
from carerdesk.domain.problem import Problem
from carerdesk.services.books import Books, done, owner
from carerdesk.services.holiday.answers import answers_choice
from carerdesk.services.holiday.days_off import days_off, spread
from carerdesk.services.holiday.weigh import NewBooking, Part, parts_of
from carerdesk.services.hours.away import HOLIDAY, SICK, away_between
from carerdesk.services.outcome import Done, Outcome, Rejected
from carerdesk.services.sickness.give_way import holiday_instead, stays_sick
from carerdesk.store import settings, tables

__all__ = ["NewBooking"]
TAKEN_OUT = "taken_out"


class Over(StrEnum):
    """What becomes of hours beyond what is left: taken before they are earned, or taken without pay."""

    ADVANCE = "advance"
    UNPAID = "unpaid"


def book_holiday(books: Books, new: NewBooking, over: Over = Over.ADVANCE, *, instead_of_sick: bool = False) -> Outcome:
    """Keep a holiday that is agreed; over the end of a leave year it becomes one booking in each.

    More than is left is allowed: `weigh` says so first, and `over` what becomes of the rest. `instead_of_sick` takes
    the days out of a sickness, as only the PA may choose.
    """
    with books.operation("Holiday booked", kind="holiday") as op:
        worker = op.session.get_one(tables.Worker, new.worker_id)
        if problems := check_new(op.session, new, instead_of_sick=instead_of_sick):
            return Rejected(problems)
        if instead_of_sick:
            holiday_instead(op.session, new.worker_id, new.first, new.last)
        rows = keep_parts(op.session, new, over)
        op.said = f"Holiday for {worker.name.split()[0]}, {_said(new, rows)}, booked"
    return done(op, id=rows[0].id if rows else None)


def keep_parts(session: Session, new: NewBooking, over: Over) -> list[tables.LeaveBooking]:
    """The bookings of a holiday, and unpaid leave for what is beyond the balance where `over` says so."""
    by_day = spread(new.minutes, new.first, new.last, days_off(session, new.worker_id, new.first, new.last))
    rows = []
    parts = parts_of(session, new)
    if not parts:
        rows.append(_add(session, new, (new.first, new.last), new.minutes))
    for part in parts:
        days = {day: minutes for day, minutes in by_day.items() if part.first <= day <= part.last}
        paid = part.minutes - (part.over if over is Over.UNPAID else 0)
        if paid:
            rows.append(_add(session, new, _up_to(days, paid), paid))
        if paid < part.minutes:
            _add_unpaid(session, new, part, days, paid)
    session.flush()
    return rows


def _add(session: Session, new: NewBooking, days: tuple[date, date], minutes: int) -> tables.LeaveBooking:
    row = tables.LeaveBooking(
        **owner(session).keys(), worker_id=new.worker_id, first_day=days[0], last_day=days[1], minutes=minutes,
        note=new.note.strip(),
    )  # fmt: skip
    session.add(row)
    return row


def _up_to(days: dict[date, int], minutes: int) -> tuple[date, date]:
    """The days from the first to the one that so many minutes reach; all of them where all are meant."""
    so_far = 0
    for day, each in days.items():
        so_far += each
        if so_far >= minutes and so_far < sum(days.values()):
            return min(days), day
    return min(days), max(days)


def _add_unpaid(session: Session, new: NewBooking, part: Part, days: dict[date, int], paid: int) -> None:
    """Unpaid leave from the day the paid hours run out in."""
    so_far, first = 0, part.last
    for day, each in days.items():
        so_far += each
        if so_far > paid:
            first = day
            break
    session.add(
        tables.OtherLeave(
            **owner(session).keys(), worker_id=new.worker_id, kind="unpaid", first_day=first, last_day=part.last,
            minutes=part.minutes - paid, note=new.note.strip(),
        )
    )  # fmt: skip


def _said(new: NewBooking, rows: list[tables.LeaveBooking]) -> str:
    paid = sum(row.minutes for row in rows)
    unpaid = f", and {hours_text(new.minutes - paid)} unpaid" if paid < new.minutes else ""
    return f"{span(new.first, new.last)}, {hours_text(paid)}{unpaid}"


def check_new(
    session: Session, new: NewBooking, booking_id: int | None = None, *, instead_of_sick: bool = False
) -> tuple[Problem, ...]:
    """Why a holiday cannot be kept: its days, its hours, the job, and what else is on those days."""
    worker = session.get_one(tables.Worker, new.worker_id)
    booking = Booking(new.first, new.last, new.minutes, booking_id)
    found = check_booking(booking, _others(session, new.worker_id), started=worker.started, left=worker.left)
    if any(problem.code == "holiday_ends_before_start" for problem in found):
        return found
    beside = tuple(_in_the_way(session, new, instead_of_sick=instead_of_sick))
    return (*found, *beside)


def _in_the_way(session: Session, new: NewBooking, *, instead_of_sick: bool) -> list[Problem]:
    """Sickness, family leave and other leave on the same days: one day is not two things."""
    who = session.get_one(tables.Worker, new.worker_id).name.split(" ", maxsplit=1)[0]
    found = []
    for each in away_between(session, new.first, new.last):
        if each.worker_id != new.worker_id or each.kind == HOLIDAY:
            continue
        values = {"worker": who, "days": span(each.first, each.until(max(new.last, each.first)))}
        if each.kind != SICK:
            found.append(Problem("first", "holiday_on_other_leave", values))
        elif not instead_of_sick:
            found.append(Problem("first", "holiday_while_sick", values))
        else:
            found += stays_sick(session, each.id, new.first, new.last)
    return found


def change_booking(books: Books, booking_id: int, new: NewBooking) -> Outcome:
    """Change the days or hours of a booking that is not paid yet, as when it is cut short."""
    with books.operation("Holiday changed", kind="holiday") as op:
        row = op.session.get_one(tables.LeaveBooking, booking_id)
        if row.payslip_id is not None:
            return Rejected((Problem("", "holiday_already_paid"),))
        if problems := check_new(op.session, new, booking_id):
            return Rejected(problems)
        if len(parts_of(op.session, new)) > 1:
            return Rejected((Problem("last", "holiday_over_the_leave_year"),))
        row.first_day, row.last_day, row.minutes, row.note = new.first, new.last, new.minutes, new.note.strip()
        name = op.session.get_one(tables.Worker, row.worker_id).name.split()[0]
        op.said = f"Holiday for {name} changed to {span(new.first, new.last)}, {hours_text(new.minutes)}"
    return done(op, id=booking_id)


def cancel_booking(books: Books, booking_id: int) -> Outcome:
    """Take a booking out; the request it came from is then withdrawn. A paid one stays."""
    with books.operation("Holiday taken out", kind="holiday") as op:
        row = op.session.get_one(tables.LeaveBooking, booking_id)
        if row.payslip_id is not None:
            return Rejected((Problem("", "holiday_already_paid"),))
        name = op.session.get_one(tables.Worker, row.worker_id).name.split()[0]
        op.said = f"Holiday for {name}, {span(row.first_day, row.last_day)}, taken out"
        _withdraw_request(op.session, row, books.today())
        if row.first_day <= books.today():
            row.state = TAKEN_OUT  # its days have begun: that it was agreed stays on record
        else:
            op.session.delete(row)
    return done(op)


def _withdraw_request(session: Session, row: tables.LeaveBooking, today: date) -> None:
    request = tables.LeaveRequest
    for each in session.scalars(select(request).where(request.leave_booking_id == row.id)):
        each.state, each.answered_on, each.leave_booking_id = "withdrawn", today, None
    session.flush()


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


def answer_first_year(books: Books, worker_id: int, *, by_month: bool) -> Done:
    """Keep whether holiday of a first year is earned month by month, or is there all at once."""
    return _keep_answer(books, worker_id, "first_year_by_month", by_month)


def _keep_answer(books: Books, worker_id: int, which: str, value: bool | int | str) -> Done:
    choice = answers_choice(worker_id)
    kept: dict[str, object] = settings.read(books, choice)
    settings.write(books, choice, {**kept, which: value})
    return Done("Kept. Holiday is worked out with your answer.", frozenset({"holiday_entry"}))


def _others(session: Session, worker_id: int) -> list[Booking]:
    booking = tables.LeaveBooking
    rows = session.scalars(select(booking).where(booking.worker_id == worker_id, booking.state == "agreed"))
    return [Booking(row.first_day, row.last_day, row.minutes, row.id) for row in rows]

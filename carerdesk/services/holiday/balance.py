"""What holiday a worker has on a day: entitlement or accrual, taken, booked and left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from sqlalchemy import select
from sqlalchemy.orm import Session

from carerdesk.domain.dates import span
from carerdesk.domain.holiday.balance import Balance, Booking, Entry, balance_on
from carerdesk.domain.holiday.carry_over import lapsed
from carerdesk.domain.holiday.leave_year import LeaveYear, leave_year
from carerdesk.domain.hours.shift import hours_text
from carerdesk.domain.money import Money
from carerdesk.domain.problem import Problem
from carerdesk.domain.working import Line, Source, Working
from carerdesk.services.books import Books, owner
from carerdesk.services.holiday.answers import HolidayAnswers, read_answers
from carerdesk.services.holiday.booking_pay import BookingPay, booking_pay, kept_pay
from carerdesk.services.holiday.days_off import day_minutes
from carerdesk.services.holiday.earned import Earned, earned
from carerdesk.services.holiday.week_pay import WeeksPay, weeks_pay
from carerdesk.services.people.read import contract_at
from carerdesk.store import tables

BOOKED = ("agreed", "asked")
NOT_ASKED = HolidayAnswers()
RULES = Source("GOV.UK, Holiday entitlement", "https://www.gov.uk/holiday-entitlement-rights")


@dataclass(frozen=True, slots=True)
class BookingView:
    """One holiday booking. `pay` is what a person typed; `worked_out` what it pays, or paid, with its working.

    `problem` is why that cannot be worked out; `asks_pay` that somebody may type it then.
    """

    id: int
    first: date
    last: date
    minutes: int
    note: str
    paid: bool
    pay: Money | None = None
    pay_reason: str = ""
    asks_pay: bool = False
    worked_out: Money | None = None
    working: Working | None = None
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class HolidayView:
    """A worker's holiday in the leave year of a day. `questions` must be answered before accrual is right.

    `bookings` are those of the leave year, `later` those after it; `entitlement` is the year's own, `lapsed` what was
    carried over and not taken in time, `carried_out` what goes into the next one; `week` is what an hour
    of holiday is paid at now, `a_day` an average working day in minutes (None where the books cannot tell).
    `first_year` says that the job began in this leave year, and its holiday of fixed hours may be earned by the month.
    """

    worker_id: int
    worker: str
    method: str
    year: LeaveYear
    balance: Balance
    bookings: tuple[BookingView, ...]
    questions: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    working: Working
    brought_in: bool = False
    fixed: bool = False
    later: tuple[BookingView, ...] = ()
    answers: HolidayAnswers = NOT_ASKED
    week: WeeksPay | Problem | None = None
    lapsed: int = 0
    entitlement: int = 0
    carried_out: int = 0
    left_on: date | None = None
    a_day: Fraction | None = None
    first_year: bool = False

    @property
    def first_name(self) -> str:
        """What to call them in a sentence."""
        return self.worker.split(" ", maxsplit=1)[0]


def holiday_of(books: Books, worker_id: int, day: date | None = None) -> HolidayView | None:
    """A worker's holiday on a day (today); None where no contract stands."""
    with books.reading() as session:
        return holiday_view(session, worker_id, day or books.today())


def days_words(minutes: int, a_day: Fraction | None) -> str:
    """Minutes in average days, to a tenth: "22.4 days"; "" where nobody knows how long a day is.

    Rounded to the nearest, for reading only: no balance rests on it.
    """
    if a_day is None or not a_day:
        return ""
    tenths = int(abs(minutes) * 10 / a_day + Fraction(1, 2))
    whole, part = divmod(tenths, 10)
    figure = f"{whole}.{part}" if part else str(whole)
    sign = "−\u2009" if minutes < 0 and tenths else ""
    return f"{sign}{figure} day{'' if figure == '1' else 's'}"


def everyones_holiday(books: Books, day: date | None = None) -> tuple[HolidayView, ...]:
    """Everyone's holiday on a day (today), by name; of who has left by then, as it stood on their last day."""
    on = day or books.today()
    with books.reading() as session:
        here = owner(session)
        wanted = select(tables.Worker).where(
            tables.Worker.person_id == here.person_id, tables.Worker.kind == "employee"
        )
        rows = list(session.scalars(wanted.order_by(tables.Worker.name)))
        found = (holiday_view(session, row.id, min(on, row.left or on), with_pay=True) for row in rows)
        return tuple(view for view in found if view is not None)


def holiday_view(session: Session, worker_id: int, day: date, *, with_pay: bool = False) -> HolidayView | None:
    """As `holiday_of`, within a session. `with_pay` works out what each booking pays and what a week is paid at."""
    terms = contract_at(session, worker_id, day)
    if terms is None:
        return None
    worker = session.get_one(tables.Worker, worker_id)
    year = leave_year(day, terms.leave_year_month, terms.leave_year_day)
    found = earned(session, worker, terms, year)
    bookings = _bookings(session, worker_id, with_pay=with_pay)
    mine = [row for row in bookings if row.first in year and (found.since is None or row.first > found.since)]
    on = max(day, year.first)
    gone = lapsed(found.carried, [(row.first, row.minutes) for row in mine], on)
    entries = (*found.entries, Entry(on, -gone)) if gone else found.entries
    balance = balance_on(on, year, entries, [Booking(b.first, b.last, b.minutes, b.id) for b in mine])
    return HolidayView(
        worker_id, worker.name, terms.holiday_method, year, balance, tuple(mine), found.questions, found.warnings,
        _working(found, balance, year, gone), found.since is not None, terms.hours_kind == "fixed",
        tuple(row for row in bookings if row.first > year.last), read_answers(session, worker_id),
        weeks_pay(session, worker_id, day) if with_pay else None, gone, found.entitlement,
        found.carried_out, worker.left,
        day_minutes(session, worker_id, day) if with_pay else None,
        terms.hours_kind == "fixed" and found.since is None and worker.started is not None and worker.started in year,
    )  # fmt: skip


def _bookings(session: Session, worker_id: int, *, with_pay: bool) -> list[BookingView]:
    booking = tables.LeaveBooking
    wanted = select(booking).where(booking.worker_id == worker_id, booking.state.in_(BOOKED))
    rows = session.scalars(wanted.order_by(booking.first_day))
    return [_booking(row, _pay_of(session, row) if with_pay else None) for row in rows]


def _pay_of(session: Session, row: tables.LeaveBooking) -> BookingPay:
    if row.payslip_id is not None:
        return kept_pay(session, row)
    return booking_pay(session, row.worker_id, row.first_day, row.last_day, row.minutes, row.pay, row.pay_reason)


def _booking(row: tables.LeaveBooking, pays: BookingPay | None) -> BookingView:
    return BookingView(
        row.id, row.first_day, row.last_day, row.minutes, row.note, row.payslip_id is not None, row.pay, row.pay_reason,
        pays is not None and pays.problem is not None, pays.amount if pays else None, pays.working if pays else None,
        pays.problem if pays else None,
    )  # fmt: skip


def _working(found: Earned, balance: Balance, year: LeaveYear, gone: int) -> Working:
    lines = (
        *found.lines,
        *((Line("Carried over and not taken in time", f"− {hours_text(gone)}"),) if gone else ()),
        Line("Earned so far", hours_text(balance.earned), strong=True),
        Line("Taken", hours_text(balance.taken)),
        Line("Booked", hours_text(balance.booked)),
        Line("Left", _signed(balance.left), strong=True),
    )
    return Working(f"Holiday, {span(year.first, year.last)}", lines, (RULES, *found.sources), found.notes)


def _signed(minutes: int) -> str:
    return hours_text(minutes) if minutes >= 0 else f"− {hours_text(-minutes)}"

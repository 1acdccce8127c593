"""What holiday a worker has on a day: entitlement or accrual, taken, booked and left."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from carerdesk.domain.dates import long_date, span
from carerdesk.domain.holiday.balance import Balance, Booking, Entry, balance_on, in_minutes
from carerdesk.domain.holiday.fixed import FixedHours, entitled_hours
from carerdesk.domain.holiday.irregular import Accrual, Answers, WorkedPeriod, accrue
from carerdesk.domain.holiday.leave_year import LeaveYear, leave_year
from carerdesk.domain.hours.clock import minutes_between
from carerdesk.domain.hours.shift import hours_text
from carerdesk.domain.money import Money
from carerdesk.domain.problem import Problem
from carerdesk.domain.working import Line, Source, Working
from carerdesk.services.books import Books, owner
from carerdesk.services.people.details import ContractTerms, TakenOver
from carerdesk.services.people.read import contract_at, opening_figures
from carerdesk.store import settings, tables

BOOKED = ("agreed", "asked")
NOT_ASKED = Answers()
RULES = Source("GOV.UK, Holiday entitlement", "https://www.gov.uk/holiday-entitlement-rights")


@dataclass(frozen=True, slots=True)
class BookingView:
    """One holiday booking. `asks_pay` says that a person must type what it comes to; `pay` is what they typed."""

    id: int
    first: date
    last: date
    minutes: int
    note: str
    paid: bool
    pay: Money | None = None
    pay_reason: str = ""
    asks_pay: bool = False


@dataclass(frozen=True, slots=True)
class HolidayView:
    """A worker's holiday in the leave year of a day. `questions` must be answered before accrual is right.

    `bookings` are those of the leave year, `later` those after it.
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
    answers: Answers = NOT_ASKED

    @property
    def first_name(self) -> str:
        """What to call them in a sentence."""
        return self.worker.split(" ", maxsplit=1)[0]


def answers_choice(worker_id: int) -> settings.Choice[dict[str, Any]]:
    """Where the answers about one worker's holiday are kept."""
    return settings.Choice(f"holiday.answers.{worker_id}", dict, {}, "What was answered about how holiday is earned.")


def holiday_of(books: Books, worker_id: int, day: date | None = None) -> HolidayView | None:
    """A worker's holiday on a day (today); None where no contract stands."""
    with books.reading() as session:
        return holiday_view(session, worker_id, day or books.today())


def everyones_holiday(books: Books, day: date | None = None) -> tuple[HolidayView, ...]:
    """Everyone's holiday on a day (today), by name."""
    on = day or books.today()
    with books.reading() as session:
        here = owner(session)
        wanted = select(tables.Worker.id).where(
            tables.Worker.person_id == here.person_id, tables.Worker.kind == "employee"
        )
        ids = list(session.scalars(wanted.order_by(tables.Worker.name)))
        found = (holiday_view(session, worker_id, on) for worker_id in ids)
        return tuple(view for view in found if view is not None)


def holiday_view(session: Session, worker_id: int, day: date) -> HolidayView | None:
    """As `holiday_of`, within a session."""
    terms = contract_at(session, worker_id, day)
    if terms is None:
        return None
    worker = session.get_one(tables.Worker, worker_id)
    year = leave_year(day, terms.leave_year_month, terms.leave_year_day)
    earned = _earned(session, worker, terms, year)
    bookings = _bookings(session, worker_id, fixed=terms.hours_kind == "fixed")
    mine = [row for row in bookings if row.first in year and (earned.since is None or row.first > earned.since)]
    balance = balance_on(
        max(day, year.first), year, earned.entries, [Booking(b.first, b.last, b.minutes, b.id) for b in mine]
    )
    return HolidayView(
        worker_id, worker.name, terms.holiday_method, year, balance, tuple(mine), earned.questions, earned.warnings,
        _working(earned, balance, year), earned.since is not None, terms.hours_kind == "fixed",
        tuple(row for row in bookings if row.first > year.last), _answers(session, worker_id),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Earned:
    entries: tuple[Entry, ...]
    lines: tuple[Line, ...]
    since: date | None = None
    questions: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()


def _earned(session: Session, worker: tables.Worker, terms: ContractTerms, year: LeaveYear) -> _Earned:
    taken_over = opening_figures(session, worker.id)
    brought = taken_over if taken_over is not None and taken_over.as_at in year else None
    if terms.hours_kind == "fixed":
        return _fixed(worker, terms, year, brought)
    return _irregular(session, worker, year, brought)


def _brought(brought: TakenOver) -> tuple[Entry, Line]:
    words = f"Left on {long_date(brought.as_at)}, as taken over"
    return Entry(brought.as_at, brought.holiday_minutes), Line(words, hours_text(brought.holiday_minutes))


def _fixed(worker: tables.Worker, terms: ContractTerms, year: LeaveYear, brought: TakenOver | None) -> _Earned:
    if brought is not None:
        entry, line = _brought(brought)
        return _Earned((entry,), (line,), since=brought.as_at)
    if terms.weekly_minutes is None or terms.days_per_week is None:
        return _Earned((), (), questions=(Problem("weekly_minutes", "holiday_needs_weekly_hours"),))
    pattern = FixedHours(terms.days_per_week, Decimal(terms.weekly_minutes) / 60)
    hours = entitled_hours(pattern, year, worker.started, worker.left)
    minutes = in_minutes(hours)
    words = f"5.6 weeks of {hours_text(terms.weekly_minutes)} on {terms.days_per_week.normalize():f} days"
    entry = Entry(max(year.first, worker.started or year.first), minutes)
    return _Earned((entry,), (Line(words, hours_text(minutes)),))


def _irregular(session: Session, worker: tables.Worker, year: LeaveYear, brought: TakenOver | None) -> _Earned:
    nation = session.get_one(tables.Person, worker.person_id).nation
    accrual = accrue(year, _worked(session, worker.id), _answers(session, worker.id), nation)
    entries = [Entry(accrued.period.last, accrued.minutes) for accrued in accrual.entries]
    lines = [_accrual_line(accrued.period, accrued.minutes) for accrued in accrual.entries]
    if brought is not None:
        entry, line = _brought(brought)
        entries.insert(0, entry)
        lines.insert(0, line)
    since = brought.as_at if brought else None
    return _Earned(tuple(entries), tuple(lines), since, accrual.questions, accrual.warnings)


def _accrual_line(period: WorkedPeriod, minutes: int) -> Line:
    return Line(f"{span(period.first, period.last)}: {hours_text(period.minutes)} × 12.07%", hours_text(minutes))


def _worked(session: Session, worker_id: int) -> list[WorkedPeriod]:
    """The paid periods with their minutes; a payslip's lines put right count in the period they are paid in."""
    line, slip = tables.PayslipLine, tables.Payslip
    minutes: dict[int, int] = {}
    for payslip_id, kind, worked in session.execute(
        select(line.payslip_id, line.kind, line.minutes)
        .join(slip, slip.id == line.payslip_id)
        .where(slip.worker_id == worker_id, line.minutes.is_not(None), line.kind != "holiday")
    ):
        minutes[payslip_id] = minutes.get(payslip_id, 0) + (worked or 0 if kind != "on_call" else 0)
    nights = _sleep_in_minutes(session, worker_id)
    slips = session.scalars(select(slip).where(slip.worker_id == worker_id).order_by(slip.payday))
    return [
        WorkedPeriod(row.first_day, row.last_day, max(minutes.get(row.id, 0), 0), nights(row.first_day, row.last_day))
        for row in slips
    ]


def _sleep_in_minutes(session: Session, worker_id: int) -> Callable[[date, date], int]:
    """Minutes of sleep-ins between two days, without the time awake: that is paid, and counted, as hours."""
    shift, call = tables.Shift, tables.CallOut
    rows = session.execute(
        select(shift.id, shift.day, shift.shared_minutes).where(shift.worker_id == worker_id, shift.kind == "sleep_in")
    ).all()
    awake: dict[int, int] = {}
    mine = select(call).join(shift, shift.id == call.shift_id).where(shift.worker_id == worker_id)
    for each in session.scalars(mine):
        awake[each.shift_id] = awake.get(each.shift_id, 0) + minutes_between(each.starts, each.ends)
    found = [(day, minutes - awake.get(shift_id, 0)) for shift_id, day, minutes in rows]
    return lambda first, last: sum(minutes for day, minutes in found if first <= day <= last)


def _answers(session: Session, worker_id: int) -> Answers:
    row = session.get(tables.Setting, answers_choice(worker_id).key)
    kept = json.loads(row.value) if row else {}
    return Answers(kept.get("sleep_ins_count"), kept.get("most_minutes"))


def _bookings(session: Session, worker_id: int, *, fixed: bool) -> list[BookingView]:
    booking = tables.LeaveBooking
    wanted = select(booking).where(booking.worker_id == worker_id, booking.state.in_(BOOKED))
    return [
        BookingView(
            row.id, row.first_day, row.last_day, row.minutes, row.note, row.payslip_id is not None, row.pay,
            row.pay_reason, not fixed and row.payslip_id is None and row.pay is None,
        )
        for row in session.scalars(wanted.order_by(booking.first_day))
    ]  # fmt: skip


def _working(earned: _Earned, balance: Balance, year: LeaveYear) -> Working:
    lines = (
        *earned.lines,
        Line("Earned so far", hours_text(balance.earned), strong=True),
        Line("Taken", hours_text(balance.taken)),
        Line("Booked", hours_text(balance.booked)),
        Line("Left", _signed(balance.left), strong=True),
    )
    return Working(f"Holiday, {span(year.first, year.last)}", lines, (RULES,))


def _signed(minutes: int) -> str:
    return hours_text(minutes) if minutes >= 0 else f"− {hours_text(-minutes)}"


__all__ = ["Accrual", "BookingView", "HolidayView", "answers_choice", "everyones_holiday", "holiday_of", "holiday_view"]

"""The end of a leave year: warning in writing, carrying over with a reason, finishing the year, putting it right."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import long_date, span
from carerdesk.domain.holiday.carry_over import CarryReason, check_carrying, odd_carrying, use_by
from carerdesk.domain.holiday.leave_year import LeaveYear, leave_year
from carerdesk.domain.hours.shift import hours_text
from carerdesk.domain.problem import Problem
from carerdesk.services.books import Books, done, owner
from carerdesk.services.holiday.balance import holiday_view
from carerdesk.services.holiday.earned import CARRIED, CLOSED, TYPED, WARNED, entries_of
from carerdesk.services.outcome import Outcome, Rejected
from carerdesk.services.pay.situation import periods_of
from carerdesk.services.people.read import contract_at
from carerdesk.store import tables

A_DAY = timedelta(days=1)
A_PAYDAY_LATER = timedelta(days=62)
ALMOST_A_YEAR = timedelta(days=364)


@dataclass(frozen=True, slots=True)
class YearEnd:
    """A worker's leave year as it ends: what is left, and what was done about it.

    `not_paid_to` is the last day of a period in it whose pay is not agreed: what hours that vary earn is not known yet.
    """

    worker_id: int
    worker: str
    year: LeaveYear
    left: int
    entitlement: int
    fixed: bool
    warned_on: date | None
    closed: bool
    lapsed: int
    not_paid_to: date | None
    method: str

    @property
    def first_name(self) -> str:
        """What to call them in a sentence."""
        return self.worker.split(" ", maxsplit=1)[0]

    @property
    def days(self) -> str:
        """1 April 2026 to 31 March 2027."""
        return span(self.year.first, self.year.last)


@dataclass(frozen=True, slots=True)
class Carrying:
    """Minutes of a leave year to carry into the next one, and why. `use_by` stands in for the reason's own last day."""

    worker_id: int
    year_first: date
    minutes: int
    reason: str
    note: str = ""
    use_by: date | None = None


def year_end(books: Books, worker_id: int, day: date) -> YearEnd | None:
    """The leave year a day falls in; None where no contract stood."""
    with books.reading() as session:
        return year_end_view(session, worker_id, day)


def open_years(books: Books, worker_id: int) -> tuple[YearEnd, ...]:
    """The leave year before this one, where it is not finished and the books know its pay, and this one."""
    with books.reading() as session:
        today = books.today()
        now = year_end_view(session, worker_id, today)
        before = year_before(session, worker_id, today)
        return tuple(one for one in (before, now) if one is not None)


def year_before(session: Session, worker_id: int, today: date) -> YearEnd | None:
    """The leave year before today's, where it is not finished, something is left of it and the books know its pay."""
    now = leave_year_at(session, worker_id, today)
    if now is None:
        return None
    last = now.first - A_DAY
    slip = tables.Payslip
    known = session.scalar(select(func.min(slip.first_day)).where(slip.worker_id == worker_id))
    if known is None or known > last:
        return None
    found = year_end_view(session, worker_id, last)
    return found if found is not None and not found.closed and found.left > 0 else None


def leave_year_at(session: Session, worker_id: int, day: date) -> LeaveYear | None:
    """The leave year a day falls in by the contract then, or by one that begins within the year after it."""
    terms = contract_at(session, worker_id, day) or contract_at(session, worker_id, day + ALMOST_A_YEAR)
    return leave_year(day, terms.leave_year_month, terms.leave_year_day) if terms is not None else None


def year_end_view(session: Session, worker_id: int, day: date) -> YearEnd | None:
    """As `year_end`, within a session."""
    year = leave_year_at(session, worker_id, day)
    view = holiday_view(session, worker_id, year.last) if year is not None else None
    if year is None or view is None:
        return None
    rows = [row for row in entries_of(session, worker_id) if row.from_year == year.first]
    closed = [row for row in rows if row.kind == CLOSED]
    return YearEnd(
        worker_id, view.worker, year, view.balance.left, view.entitlement, view.fixed,
        max((row.day for row in rows if row.kind == WARNED), default=None), bool(closed),
        sum(-row.minutes for row in closed),
        None if view.fixed else _not_paid_to(session, worker_id, year), view.method,
    )  # fmt: skip


def _entry(session: Session, worker_id: int, **values: Any) -> tables.HolidayEntry:  # noqa: ANN401 - its columns
    return tables.HolidayEntry(**owner(session).keys(), worker_id=worker_id, **values)


def _not_paid_to(session: Session, worker_id: int, year: LeaveYear) -> date | None:
    paid = set(session.scalars(select(tables.Payslip.last_day).where(tables.Payslip.worker_id == worker_id)))
    worker = session.get_one(tables.Worker, worker_id)
    shift = tables.Shift
    for period in periods_of(session, worker_id, year.last + A_PAYDAY_LATER):
        mine = (shift.worker_id == worker_id) & shift.day.between(period.first, period.last)
        if period.last not in year or period.last in paid or (worker.left and period.first > worker.left):
            continue
        if session.scalar(select(shift.id).where(mine).limit(1)) is not None:
            return period.last
    return None


def odd_carry(books: Books, new: Carrying) -> tuple[Problem, ...]:
    """What to ask before holiday is carried over: more than its reason is known to carry."""
    found = year_end(books, new.worker_id, new.year_first)
    if found is None or new.reason not in set(CarryReason):
        return ()
    return odd_carrying(new.minutes, CarryReason(new.reason), found.entitlement, fixed=found.fixed)


def carry_over(books: Books, new: Carrying) -> Outcome:
    """Keep holiday for the next leave year, with its reason and the day it has to be taken by."""
    with books.operation("Holiday carried over", kind="holiday") as op:
        found = year_end_view(op.session, new.worker_id, new.year_first)
        if problems := _check(found, new):
            return Rejected(problems)
        assert found is not None
        reason = CarryReason(new.reason)
        until = new.use_by if reason is CarryReason.AGREED and new.use_by else use_by(reason, found.year)
        op.session.add(
            _entry(
                op.session,
                new.worker_id,
                day=found.year.last + A_DAY,
                minutes=new.minutes,
                kind=CARRIED,
                note=new.note.strip(),
                from_year=found.year.first,
                reason=new.reason,
                use_by=until,
            )
        )
        op.said = f"{hours_text(new.minutes)} of {found.first_name}’s holiday carried into the next leave year"
    return done(op)


def _check(found: YearEnd | None, new: Carrying) -> tuple[Problem, ...]:
    if found is None:
        return (Problem("", "holiday_pay_needs_contract"),)
    if found.closed:
        return (Problem("", "leave_year_closed"),)
    problems = list(check_carrying(new.minutes, found.left))
    if new.reason not in set(CarryReason):
        problems.append(Problem("reason", "carry_reason_missing"))
    if new.reason == CarryReason.AGREED and not new.note.strip():
        problems.append(Problem("note", "carry_note_missing"))
    if new.use_by is not None and new.use_by <= found.year.last:
        problems.append(Problem("use_by", "carry_ends_too_soon", {"day": long_date(found.year.last)}))
    return tuple(problems)


def close_year(books: Books, worker_id: int, year_first: date, *, all_the_same: bool = False) -> Outcome:
    """Finish a leave year: what is left of it lapses. Without a warning given that has to be meant (`all_the_same`)."""
    with books.operation("Leave year finished", kind="holiday") as op:
        found = year_end_view(op.session, worker_id, year_first)
        if problems := _check_closing(found, books.today(), all_the_same=all_the_same):
            return Rejected(problems)
        assert found is not None
        left = max(found.left, 0)
        op.session.add(
            _entry(
                op.session,
                worker_id,
                day=found.year.last,
                minutes=-left,
                kind=CLOSED,
                note=guidance("holiday", "closed_unwarned") if left and found.warned_on is None else "",
                from_year=found.year.first,
            )
        )
        rest = f", {hours_text(left)} lapsed" if left else ""
        op.said = f"{found.first_name}’s leave year to {long_date(found.year.last)} finished{rest}"
    return done(op)


def _check_closing(found: YearEnd | None, today: date, *, all_the_same: bool) -> tuple[Problem, ...]:
    if found is None:
        return (Problem("", "holiday_pay_needs_contract"),)
    if found.closed:
        return (Problem("", "leave_year_closed"),)
    if today <= found.year.last:
        return (Problem("", "leave_year_not_over", {"day": long_date(found.year.last)}),)
    if found.not_paid_to is not None:
        return (Problem("", "leave_year_not_paid", {"day": long_date(found.not_paid_to)}),)
    if found.left > 0 and found.warned_on is None and not all_the_same:
        return (Problem("", "leave_year_not_warned"),)
    return ()


def say_warned(books: Books, worker_id: int, year_first: date) -> Outcome:
    """Keep that the worker was told in writing, today, what would be lost at the end of the leave year."""
    with books.operation("Holiday warning given", kind="holiday") as op:
        found = year_end_view(op.session, worker_id, year_first)
        if found is None:
            return Rejected((Problem("", "holiday_pay_needs_contract"),))
        op.session.add(
            _entry(
                op.session,
                worker_id,
                day=books.today(),
                minutes=0,
                kind=WARNED,
                note=hours_text(max(found.left, 0)),
                from_year=found.year.first,
            )
        )
        op.said = f"{found.first_name} told what holiday would be lost on {long_date(found.year.last)}"
    return done(op)


def put_balance_right(books: Books, worker_id: int, minutes: int | None, why: str, *, off: bool = False) -> Outcome:
    """Add hours to a worker's holiday today, or take them off, with the reason: what these books cannot work out."""
    with books.operation("Holiday put right", kind="holiday") as op:
        problems = [] if minutes and minutes > 0 else [Problem("minutes", "nothing_to_put_right")]
        problems += [] if why.strip() else [Problem("note", "put_right_needs_note")]
        if problems or minutes is None:
            return Rejected(tuple(problems))
        worker = op.session.get_one(tables.Worker, worker_id)
        op.session.add(
            _entry(
                op.session,
                worker_id,
                day=books.today(),
                minutes=-minutes if off else minutes,
                kind=TYPED,
                note=why.strip(),
            )
        )
        word = "taken off" if off else "added to"
        op.said = f"{hours_text(minutes)} {word} {worker.name.split()[0]}’s holiday"
    return done(op)

"""Holiday left, or taken too much, when a job ends: what a final payslip pays or takes back, less what it did."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import long_date
from carerdesk.domain.holiday.carry_over import lapsed
from carerdesk.domain.holiday.irregular import WorkedPeriod
from carerdesk.domain.holiday.leave_year import LeaveYear, leave_year
from carerdesk.domain.holiday.leaver import HolidayAtEnd, holiday_at_end
from carerdesk.domain.hours.shift import Shift, hours_text, shared_minutes
from carerdesk.domain.money import ZERO, Money
from carerdesk.domain.problem import Problem
from carerdesk.domain.working import Line, Working
from carerdesk.services.holiday.answers import read_answers
from carerdesk.services.holiday.booking_pay import is_rolled_up
from carerdesk.services.holiday.earned import Earned, earned
from carerdesk.services.holiday.earnings import AT_THE_END
from carerdesk.services.holiday.week_pay import weeks_pay
from carerdesk.services.pay.situation import Situation
from carerdesk.services.people.read import contract_at
from carerdesk.store import tables

A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class AtEnd:
    """What a payslip pays (or with a minus takes back) for holiday at the end of a job; a problem where it cannot."""

    minutes: int = 0
    amount: Money = ZERO
    working: Working | None = None
    problem: Problem | None = None


def left_at_end(session: Session, of: Situation) -> AtEnd | None:
    """What this payslip does about holiday at the end of a job; None where the job goes on or nothing is left to do."""
    worker = session.get_one(tables.Worker, of.worker_id)
    terms = contract_at(session, of.worker_id, worker.left) if worker.left else None
    if worker.left is None or worker.left > of.period.last or terms is None:
        return None
    if is_rolled_up(session, of.worker_id, terms, worker.left):
        return None
    year = leave_year(worker.left, terms.leave_year_month, terms.leave_year_day)
    found = earned(session, worker, terms, year, _now(of))
    if found.questions:
        values = {"worker": of.first_name}
        return AtEnd(problem=Problem("holiday", "holiday_at_end_waits", values))
    return _difference(session, of, worker.left, year, found)


def _difference(session: Session, of: Situation, left: date, year: LeaveYear, found: Earned) -> AtEnd | None:
    taken = _taken(session, of.worker_id, year, left, found.since)
    gone = lapsed(found.carried, taken, left)
    all_earned = sum(entry.minutes for entry in found.entries) - gone
    all_taken = sum(minutes for _, minutes in taken)
    answers = read_answers(session, of.worker_id)
    due = holiday_at_end(all_earned, all_taken, answers.overtaken_agreed_on)
    before = _done_before(session, of.worker_id, year)
    minutes = due.pay_for - due.take_back - before
    if due.left_be and not before:
        values = {"worker": of.first_name, "over": hours_text(due.left_be)}
        return AtEnd(problem=Problem("holiday", "holiday_taken_too_much", values))
    return _valued(session, of, left, minutes, _lines(found, all_earned, all_taken, due, before)) if minutes else None


def _valued(session: Session, of: Situation, left: date, minutes: int, lines: tuple[Line, ...]) -> AtEnd:
    found = weeks_pay(session, of.worker_id, left + A_DAY)
    if isinstance(found, Problem):
        return AtEnd(problem=Problem("holiday", "holiday_at_end_waits", {"worker": of.first_name}))
    title = f"Holiday at the end of the job, {long_date(left)}"
    sum_of_pay = found.working(abs(minutes), title)
    amount = found.pay(abs(minutes))
    working = Working(
        title,
        (*lines, *sum_of_pay.lines),
        sum_of_pay.sources,
        (*sum_of_pay.notes, guidance("holiday", "at_the_end")),
    )
    return AtEnd(minutes, amount if minutes > 0 else -amount, working)


def _lines(found: Earned, all_earned: int, all_taken: int, due: HolidayAtEnd, before: int) -> tuple[Line, ...]:
    over = due.take_back or due.left_be
    parts = [
        *found.lines,
        Line("Earned by the last day", hours_text(max(all_earned, 0))),
        Line("Taken", hours_text(all_taken)),
        Line("Taken and not earned" if over else "Not taken", hours_text(over or due.pay_for), strong=True),
    ]
    if before:
        parts.append(Line("Paid by an earlier payslip", hours_text(abs(before))))
    return tuple(parts)


def _taken(session: Session, worker_id: int, year: LeaveYear, left: date, since: date | None) -> list[tuple[date, int]]:
    """Holiday of the leave year that began by the last day; days booked beyond it were not taken."""
    booking = tables.LeaveBooking
    rows = session.scalars(
        select(booking).where(
            booking.worker_id == worker_id,
            booking.state == "agreed",
            booking.first_day >= max(year.first, since + A_DAY if since else year.first),
            booking.first_day <= left,
        )
    )
    return [(row.first_day, row.minutes) for row in rows]


def _done_before(session: Session, worker_id: int, year: LeaveYear) -> int:
    """Minutes that earlier payslips paid for, less those they took back."""
    line, slip = tables.PayslipLine, tables.Payslip
    wanted = (
        select(func.coalesce(func.sum(line.minutes), 0))
        .join(slip, slip.id == line.payslip_id)
        .where(line.source == AT_THE_END, line.source_id == worker_id, slip.last_day >= year.first)
    )
    return session.scalars(wanted).one() or 0


def _now(of: Situation) -> WorkedPeriod:
    """The period of this payslip, whose hours no payslip holds yet."""
    return WorkedPeriod(of.period.first, of.period.last, *worked_minutes(of.shifts))


def worked_minutes(shifts: Iterable[Shift]) -> tuple[int, int]:
    """Minutes that earn holiday, and those asleep in sleep-ins: on call counts only while called out."""
    worked = asleep = 0
    for shift in shifts:
        awake = shift.called_out_minutes
        if shift.kind.value == "sleep_in":
            worked, asleep = worked + awake, asleep + shared_minutes(shift) - awake
        else:
            worked += awake if shift.kind.value == "on_call" else shared_minutes(shift)
    return worked, asleep

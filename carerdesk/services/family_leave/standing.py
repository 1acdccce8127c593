"""How one family leave stands: entitled or not and why, week by week, paid and still due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from carerdesk.domain.family_leave.average import Average
from carerdesk.domain.family_leave.questions import Verdict, verdict
from carerdesk.domain.family_leave.schedule import Schedule, due_by, schedule_of
from carerdesk.domain.money import ZERO, Money
from carerdesk.domain.problem import Problem
from carerdesk.services.family_leave.details import SOURCE, LeaveDetails, of_row
from carerdesk.services.family_leave.earnings import average_for
from carerdesk.services.hours.states import CONFIRMED
from carerdesk.services.pay.situation import as_money, periods_of
from carerdesk.services.rates.known import known_rates
from carerdesk.store import tables

A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Standing:
    """A leave with everything worked out. `average` is a Problem where the books cannot tell."""

    id: int | None
    details: LeaveDetails
    average: Average | Problem
    verdict: Verdict
    schedule: Schedule | None
    paid: Money = ZERO

    @property
    def pays(self) -> bool:
        """Whether pay is due now: entitled, not refused, and its proof is there."""
        return self.is_due and not self.verdict.waits

    @property
    def is_due(self) -> bool:
        """Whether pay is or will be due."""
        return not self.details.refused and self.verdict.is_entitled and self.schedule is not None


def leaves_of(session: Session, worker_id: int) -> list[tables.FamilyLeave]:
    """A worker's family leaves, oldest first."""
    leave = tables.FamilyLeave
    wanted = select(leave).where(leave.worker_id == worker_id).order_by(leave.first_day, leave.id)
    return list(session.scalars(wanted))


def standing(session: Session, row: tables.FamilyLeave) -> Standing:
    """How a recorded leave stands."""
    return worked(session, of_row(session, row), row.id)


def worked(session: Session, details: LeaveDetails, leave_id: int | None = None) -> Standing:
    """How a leave stands, recorded or still being asked about."""
    rates = known_rates(session)
    worker = session.get_one(tables.Worker, details.worker_id)
    average = average_for(session, details, leave_id)
    amount = average.amount if isinstance(average, Average) else None
    found = verdict(
        details.event, details.answers, started=worker.started, left=worker.left, average=amount, rates=rates
    )
    schedule = None
    if amount is not None and details.blocks:
        worked_days = days_worked(session, details)
        schedule = schedule_of(
            details.kind, details.blocks, amount, rates, worked=worked_days, last_day=details.last_day
        )
    return Standing(leave_id, details, average, found, schedule, paid_so_far(session, leave_id))


def days_worked(session: Session, details: LeaveDetails) -> list[date]:
    """Days on which the worker has worked, as confirmed, within the leave."""
    shift = tables.Shift
    last = max(block.last for block in details.blocks)
    wanted = select(shift.day).where(
        shift.worker_id == details.worker_id,
        shift.state == CONFIRMED,
        shift.day >= details.first_day,
        shift.day <= last,
    )
    return sorted(set(session.scalars(wanted)))


def pay_spans(session: Session, worker_id: int) -> tuple[tuple[date, date], ...]:
    """The days of a worker's family leaves for which pay by law is or may be due: no sick pay falls into them.

    Weeks lost to work stay in: they are part of the pay period. A leave that is refused, or was ended, is not.
    """
    found = []
    for row in leaves_of(session, worker_id):
        details = of_row(session, row)
        until = details.last_day or date.max
        if not details.refused:
            found += [(one.first, min(one.last, until)) for one in details.blocks if one.first <= until]
    return tuple(found)


def paid_so_far(session: Session, leave_id: int | None, before: date | None = None) -> Money:
    """What payslips have paid of a leave, up to but not including a payday where one is given."""
    line, slip = tables.PayslipLine, tables.Payslip
    wanted = (
        select(func.coalesce(func.sum(line.amount), 0))
        .join(slip, slip.id == line.payslip_id)
        .where(line.source == SOURCE, line.source_id == leave_id)
    )
    if before is not None:
        wanted = wanted.where(slip.payday < before)
    return as_money(session.scalars(wanted).one())


def due_here(session: Session, of: Standing, until: date) -> Money:
    """Pay for the days of a leave up to a day, without those that somebody else's payroll paid before these books.

    Raises:
        NoRateFor: where the rate of a week is not known yet.
    """
    if of.schedule is None or not of.pays:
        return ZERO
    since = min((one.first for one in periods_of(session, of.details.worker_id, until + _NEXT)), default=None)
    before = due_by(of.schedule, since - A_DAY) if since is not None else ZERO
    return due_by(of.schedule, until) - before


_NEXT = timedelta(days=62)
"""Paydays follow their period by less than this."""

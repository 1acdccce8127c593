"""Average weekly earnings for a family leave: from the payslips, from pay taken over, or typed with a reason."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select

from carerdesk.domain.dates import long_date, span
from carerdesk.domain.family_leave.average import Average, Payday, Period, average_of, relevant_period
from carerdesk.domain.family_leave.dates import Event, earnings_until
from carerdesk.domain.money import ZERO, Money
from carerdesk.domain.payroll.frequency import Frequency
from carerdesk.domain.problem import Problem
from carerdesk.domain.working import Line, Working
from carerdesk.services.family_leave.details import SOURCE, LeaveDetails
from carerdesk.services.pay.situation import periods_of
from carerdesk.services.people.read import contract_at, opening_figures
from carerdesk.store import tables

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def average_for(session: Session, details: LeaveDetails, leave_id: int | None = None) -> Average | Problem:
    """The average a leave's pay rests on: typed, kept from the first payslip that paid it, or worked out now."""
    if details.average is not None:
        lines = (
            Line("Average weekly earnings, typed", f"£{details.average:,}", strong=True),
            Line(f"Why: {details.average_reason}"),
        )
        return Average(details.average, Working("Average weekly earnings", lines))
    kept = _kept(session, leave_id) if leave_id is not None else None
    return kept or worked_out(session, details.worker_id, details.event)


def worked_out(session: Session, worker_id: int, event: Event) -> Average | Problem:
    """The average as the books have it; a Problem says why they cannot tell."""
    until = earnings_until(event)
    contract = contract_at(session, worker_id, until)
    if contract is None:
        return Problem("average", "family_average_no_contract", {"day": long_date(until)})
    frequency = Frequency(contract.frequency)
    paid = _paid(session, worker_id, until)
    period = relevant_period([*_normal_paydays(session, worker_id, until), *paid], until, frequency)
    if period is None:
        return Problem("average", "family_average_no_payday", {"day": long_date(until)})
    if problem := _not_known(session, worker_id, period, paid, frequency):
        return problem
    return average_of([Payday(day, amount) for day, amount in sorted(paid.items())], period, frequency)


def _normal_paydays(session: Session, worker_id: int, until: date) -> Iterable[date]:
    return (period.payday for period in periods_of(session, worker_id, until))


def _paid(session: Session, worker_id: int, until: date) -> dict[date, Money]:
    """What National Insurance counts of each payday: payslips, and the last paydays before the books began."""
    slip = tables.Payslip
    found: dict[date, Money] = defaultdict(lambda: ZERO)
    wanted = select(slip.payday, slip.niable).where(slip.worker_id == worker_id, slip.payday <= until)
    for payday, niable in session.execute(wanted):
        found[payday] += niable
    taken_over = opening_figures(session, worker_id)
    for past in taken_over.earnings if taken_over else ():
        if past.payday <= until:
            found[past.payday] += past.gross
    return dict(found)


def _not_known(
    session: Session, worker_id: int, period: Period, paid: dict[date, Money], frequency: Frequency
) -> Problem | None:
    """Why the books cannot tell: they begin too late, or how often the worker is paid changed in the period."""
    values = {"days": span(period.first, period.last)}
    known = [payday for payday in paid if payday >= period.first]
    normal = [payday for payday in _normal_paydays(session, worker_id, period.last) if payday >= period.first]
    first = min((*known, *normal), default=None)
    if first is None or not paid or min(paid) > first or first > period.first + _LONGEST[frequency]:
        return Problem("average", "family_average_begins_too_late", values)
    contract = contract_at(session, worker_id, period.first)
    if contract is not None and contract.frequency != frequency.value:
        return Problem("average", "family_average_frequency_changed", values)
    return None


_LONGEST = {
    Frequency.WEEKLY: timedelta(days=7),
    Frequency.FORTNIGHTLY: timedelta(days=14),
    Frequency.FOUR_WEEKLY: timedelta(days=28),
    Frequency.MONTHLY: timedelta(days=31),
}
"""The first payday of a period comes no later than this after it begins: a later one means that one is not known."""


def _kept(session: Session, leave_id: int) -> Average | None:
    row = kept_row(session, leave_id)
    if row is None:
        return None
    lines = tuple(Line(text, figure, strong) for text, figure, strong in json.loads(row.working))
    return Average(row.amount, Working("Average weekly earnings, as first paid", lines))


def kept_row(session: Session, leave_id: int) -> tables.KeptAverage | None:
    """The average that the first payslip of a leave rested on."""
    kept = tables.KeptAverage
    wanted = select(kept).where(kept.record == SOURCE, kept.record_id == leave_id)
    return session.scalars(wanted.order_by(kept.id.desc()).limit(1)).first()


def keep_average(session: Session, leave_id: int, details: LeaveDetails, day: date) -> None:
    """Freeze the average with the first payslip that rests on it; a typed one is kept with its leave."""
    from carerdesk.services.books import owner

    if details.average is not None or kept_row(session, leave_id) is not None:
        return
    average = worked_out(session, details.worker_id, details.event)
    if isinstance(average, Problem):
        return
    lines = [[line.text, line.figure, line.strong] for line in average.working.lines]
    session.add(
        tables.KeptAverage(
            **owner(session).keys(), worker_id=details.worker_id, record=SOURCE, record_id=leave_id, day=day,
            amount=average.amount, working=json.dumps(lines, ensure_ascii=False),
        )
    )  # fmt: skip


def forget_average(session: Session, leave_id: int) -> None:
    """Let the average be worked out anew, as when the due date turns out to be another."""
    row = kept_row(session, leave_id)
    if row is not None:
        session.delete(row)

"""Whose money pays for days off: as the hours of the twelve weeks paid before them, else those around them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from carerdesk.domain.funding.earned import Behind, Earned, PaidMinutes, line_weights, twelve_weeks
from carerdesk.domain.money import Money, split
from carerdesk.domain.problem import Problem
from carerdesk.store import tables

A_DAY = timedelta(days=1)
TWELVE_WEEKS = timedelta(weeks=12)
Shares = dict[int, tuple[int, Money]]


def absence_shares(
    session: Session, worker_id: int, first: date, amount: Money, funders: Sequence[int]
) -> Shares | Problem:
    """Each funder's part of pay for days off from a day on; the problem that nothing says who pays."""
    paid = twelve_weeks(_paid_minutes(session, worker_id, first), first)
    around = _minutes(session, worker_id, first - TWELVE_WEEKS, first - A_DAY)
    planned = around or _minutes(session, worker_id, first, first + TWELVE_WEEKS)
    weights = line_weights(Earned.ABSENCE, Behind(last_twelve_weeks=paid, planned=planned), funders)
    return weights if isinstance(weights, Problem) else in_parts(amount, funders, weights)


def in_parts(amount: Money, funders: Sequence[int], weights: Sequence[int]) -> Shares:
    """An amount shared out by weights, without minutes."""
    parts = split(amount, weights)
    return {funder: (0, part) for funder, part in zip(funders, parts, strict=True) if part}


def _paid_minutes(session: Session, worker_id: int, before: date) -> list[PaidMinutes]:
    share, line, slip = tables.LineShare, tables.PayslipLine, tables.Payslip
    wanted = (
        select(slip.payday, share.funder_id, share.minutes)
        .join(line, line.id == share.payslip_line_id)
        .join(slip, slip.id == line.payslip_id)
        .where(slip.worker_id == worker_id, slip.payday >= before - TWELVE_WEEKS, slip.payday < before)
    )
    return [PaidMinutes(payday, funder, minutes) for payday, funder, minutes in session.execute(wanted)]


def _minutes(session: Session, worker_id: int, first: date, last: date) -> dict[int, int]:
    share, shift = tables.ShiftShare, tables.Shift
    wanted = (
        select(share.funder_id, func.sum(share.minutes))
        .join(shift, shift.id == share.shift_id)
        .where(shift.worker_id == worker_id, shift.day >= first, shift.day <= last)
        .group_by(share.funder_id)
    )
    return {funder: int(minutes) for funder, minutes in session.execute(wanted)}

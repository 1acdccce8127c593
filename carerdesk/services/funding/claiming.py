"""What is claimed of a funder that pays by the hour at an agreed rate, and what those hours cost."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from carerdesk.domain.funding.claims import RateClaim, rate_claim
from carerdesk.domain.money import ZERO, Money
from carerdesk.services.pay.read import costs_by_funder
from carerdesk.store import tables


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """One shift claimed by the hour: its times on the clock of its place, and its minutes in all and claimed."""

    day: date
    who: str
    times: str
    worked: int
    minutes: int
    amount: Money


@dataclass(frozen=True, slots=True)
class HoursClaimed:
    """Hours of some days at an agreed rate: the shifts, the claim, and what those hours cost."""

    minutes: int
    claim: RateClaim
    lines: tuple[ClaimLine, ...]


def is_rate_based(funder: tables.Funder) -> bool:
    """Whether a funder pays by the hour at an agreed rate."""
    return not funder.cost_based and funder.agreed_rate is not None


def claim_between(session: Session, funder: tables.Funder, first: date, last: date) -> HoursClaimed:
    """The claim of a rate-based funder for its hours of some days.

    The claim is the minutes of all shifts at the agreed rate, rounded once; each line is rounded by itself so that the
    lines add up to it. The cost is each payslip's cost for the funder in proportion to the minutes of these days.
    """
    assert funder.agreed_rate is not None
    share, shift, worker = tables.ShiftShare, tables.Shift, tables.Worker
    rows = session.execute(
        select(shift, worker.id, worker.name, share.minutes)
        .join(share, share.shift_id == shift.id)
        .join(worker, worker.id == shift.worker_id)
        .where(share.funder_id == funder.id, shift.day.between(first, last), shift.state != "planned")
        .order_by(shift.starts, shift.id)
    ).all()
    lines, minutes, so_far = [], 0, ZERO
    for row, _, name, mine in rows:
        minutes += mine
        claimed = rate_claim(minutes, funder.agreed_rate, ZERO).amount
        lines.append(ClaimLine(row.day, name, _times(row), row.shared_minutes, mine, claimed - so_far))
        so_far = claimed
    cost = _cost(session, funder.id, [(row.day, worker_id, mine) for row, worker_id, _, mine in rows])
    return HoursClaimed(minutes, rate_claim(minutes, funder.agreed_rate, cost), tuple(lines))


def _times(row: tables.Shift) -> str:
    """09:00 to 16:30, as the clock at home showed it."""
    zone = ZoneInfo(row.zone)
    return f"{row.starts.astimezone(zone):%H:%M} to {row.ends.astimezone(zone):%H:%M}"


def _cost(session: Session, funder_id: int, worked: list[tuple[date, int, int]]) -> Money:
    """What hours cost so far: those no payslip pays yet cost nothing yet."""
    if not worked:
        return ZERO
    slip = tables.Payslip
    days = [day for day, _, _ in worked]
    slips = session.scalars(select(slip).where(slip.last_day >= min(days), slip.first_day <= max(days))).all()
    cost = ZERO
    for row in slips:
        here = sum(m for day, who, m in worked if who == row.worker_id and row.first_day <= day <= row.last_day)
        whole = _minutes_of(session, row, funder_id)
        part = costs_by_funder(session, row.id).get(funder_id, ZERO)
        if whole and here:
            cost += Money(round(Fraction(part.pence) * here / whole))
    return cost


def _minutes_of(session: Session, slip: tables.Payslip, funder_id: int) -> int:
    share, shift = tables.ShiftShare, tables.Shift
    wanted = (
        select(share.minutes)
        .join(shift, shift.id == share.shift_id)
        .where(share.funder_id == funder_id, shift.worker_id == slip.worker_id)
        .where(shift.day.between(slip.first_day, slip.last_day), shift.state != "planned")
    )
    return sum(session.scalars(wanted))

"""Holiday paid and then given back, as lines of the next payslip: what stands now, less what was paid for it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from fractions import Fraction

from sqlalchemy import select
from sqlalchemy.orm import Session

from carerdesk.domain.dates import span
from carerdesk.domain.holiday.week_pay import in_pence
from carerdesk.domain.hours.shift import hours_text
from carerdesk.domain.money import Money, split
from carerdesk.domain.working import Line, Working
from carerdesk.services.holiday.earnings import BOOKING
from carerdesk.services.holiday.give_back import AGREED
from carerdesk.services.pay.slip_lines import SlipLine
from carerdesk.store import tables


@dataclass(slots=True)
class _Paid:
    """What payslips paid for one booking so far."""

    minutes: int = 0
    amount: int = 0
    by_funder: dict[int, int] = field(default_factory=lambda: defaultdict(int))


def put_right(session: Session, worker_id: int) -> list[SlipLine]:
    """A line for each paid booking that holds fewer hours now than were paid; it goes back to those who paid."""
    rows = _rows(session, worker_id)
    found = []
    for root, paid in _paid(session, worker_id).items():
        mine = rows.get(root, [])
        now = sum(row.minutes for row in mine if row.state == AGREED)
        if mine and paid.amount > 0 and paid.minutes > now:
            found.append(_line(mine, root, paid, now))
    return found


def _rows(session: Session, worker_id: int) -> dict[int, list[tables.LeaveBooking]]:
    booking = tables.LeaveBooking
    found: dict[int, list[tables.LeaveBooking]] = defaultdict(list)
    for row in session.scalars(select(booking).where(booking.worker_id == worker_id, booking.payslip_id.is_not(None))):
        found[row.paid_with_id or row.id].append(row)
    return found


def _paid(session: Session, worker_id: int) -> dict[int, _Paid]:
    line, slip, share = tables.PayslipLine, tables.Payslip, tables.LineShare
    found: dict[int, _Paid] = defaultdict(_Paid)
    mine = (slip.worker_id == worker_id) & (line.source == BOOKING)
    for row in session.scalars(select(line).join(slip, slip.id == line.payslip_id).where(mine)):
        found[row.source_id or 0].minutes += row.minutes or 0
        found[row.source_id or 0].amount += row.amount.pence
    shares = select(line.source_id, share.funder_id, share.amount).join(line, line.id == share.payslip_line_id)
    for root, funder, amount in session.execute(shares.join(slip, slip.id == line.payslip_id).where(mine)):
        found[root or 0].by_funder[funder] += amount.pence
    return found


def _line(mine: list[tables.LeaveBooking], root: int, paid: _Paid, now: int) -> SlipLine:
    off = paid.minutes - now
    amount = -in_pence(Fraction(paid.amount * off, paid.minutes * 100))
    days = span(min(row.first_day for row in mine), max(row.last_day for row in mine))
    title = f"Holiday, {days}, put right: {hours_text(off)} off sick"
    working = Working(
        title,
        (
            Line(f"Paid for {hours_text(paid.minutes)}", str(Money(paid.amount))),
            Line(f"Given back, off sick: {hours_text(off)}", str(amount), strong=True),
        ),
    )
    return SlipLine(
        "holiday", title, -off, None, None, amount, True, _shares(paid, amount, off), source=BOOKING, source_id=root,
        working=working,
    )  # fmt: skip


def _shares(paid: _Paid, amount: Money, minutes: int) -> dict[int, tuple[int, Money]]:
    funders = [funder for funder, pence in paid.by_funder.items() if pence > 0]
    weights = [paid.by_funder[funder] for funder in funders]
    parts, times = split(amount, weights), split(Money(-minutes), weights)
    return {funder: (time.pence, part) for funder, part, time in zip(funders, parts, times, strict=True)}

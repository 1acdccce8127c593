"""Paid leave of other kinds as lines of a payslip: its hours at the normal rate. Unpaid leave puts no line there."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import span
from carerdesk.domain.hours.pay_lines import rate_on, rate_text, to_the_penny
from carerdesk.domain.hours.shift import hours_text
from carerdesk.domain.problem import Problem
from carerdesk.domain.working import Line, Working
from carerdesk.services.leave.whose_money import absence_shares
from carerdesk.services.pay.situation import Situation, periods_of
from carerdesk.services.pay.slip_lines import SlipLine, SlipLines
from carerdesk.store import tables

SOURCE = "other_leave"
KIND = "leave"
NORMAL = "normal"


def lines(session: Session, of: Situation, funders: Sequence[int]) -> SlipLines:
    """A line for each paid leave over by the end of the period; a notice for one that has no rate."""
    found: list[SlipLine] = []
    notices: list[Problem] = []
    for row in _over(session, of):
        made = _line(session, of, row, funders)
        if isinstance(made, Problem):
            notices.append(made)
        else:
            found.append(made)
    return SlipLines(tuple(found), (), tuple(notices))


def settle(session: Session, leave_id: int, payslip_id: int) -> None:
    """This payslip pays the leave."""
    session.get_one(tables.OtherLeave, leave_id).payslip_id = payslip_id


def _over(session: Session, of: Situation) -> list[tables.OtherLeave]:
    """Paid leave over by the end of the period; what ended before the first payday here was paid elsewhere."""
    leave, period = tables.OtherLeave, of.period
    since = min((one.first for one in periods_of(session, of.worker_id, period.payday)), default=period.first)
    wanted = select(leave).where(
        leave.worker_id == of.worker_id, leave.paid, leave.minutes > 0, leave.payslip_id.is_(None),
        leave.last_day <= period.last, leave.last_day >= since,
    )  # fmt: skip
    return list(session.scalars(wanted.order_by(leave.first_day)))


def _line(session: Session, of: Situation, row: tables.OtherLeave, funders: Sequence[int]) -> SlipLine | Problem:
    days = span(row.first_day, row.last_day)
    rate = rate_on(of.rates, NORMAL, row.first_day)
    if rate is None:
        return Problem("leave", "leave_pay_needs_rate", {"worker": of.first_name, "days": days})
    amount = to_the_penny(rate * row.minutes / 60)
    shares = absence_shares(session, of.worker_id, row.first_day, amount, funders)
    if isinstance(shares, Problem):
        return shares
    title = f"{guidance('leave', f'kind_{row.kind}')}, {days}"
    working = working_of(row.minutes, rate, title)
    return SlipLine(
        KIND, f"{title}, {hours_text(row.minutes)}", None, None, None, amount, True, shares, source=SOURCE,
        source_id=row.id, working=working,
    )  # fmt: skip


def working_of(minutes: int, rate: Decimal, title: str) -> Working:
    """How pay for leave comes about: its hours at the normal rate."""
    amount = to_the_penny(rate * minutes / 60)
    lines = (Line(f"{hours_text(minutes)} × {rate_text(rate)}", str(amount), strong=True),)
    return Working(title, lines, (), (guidance("leave", "pay_as_agreed"),))

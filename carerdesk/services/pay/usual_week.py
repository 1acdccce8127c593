"""A worker's usual week: what their last payslips paid, spread over the weeks they were for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from carerdesk.services.people.read import contract_at, rates_at
from carerdesk.store.tables import LineShare, Payslip, PayslipLine

LOOK_BACK: Final = timedelta(weeks=12)
NORMAL: Final = "normal"
WORKED: Final = frozenset({NORMAL, "weekend", "bank_holiday", "waking_night", "sleep_in", "call_out"})
_A_WEEK: Final = 7


@dataclass(frozen=True, slots=True)
class UsualWeek:
    """Minutes at the normal rate in a week, and the pounds all other work brings in; funders by what they paid.

    `weeks` says from how many weeks it was found; nothing where it is the contract's.
    """

    minutes: Decimal
    other_pay: Decimal
    by_funder: Mapping[int, int]
    weeks: Decimal | None = None


def usual_week(session: Session, worker_id: int, today: date) -> UsualWeek:
    """From the payslips of the last twelve weeks, else the contract's week, else nothing."""
    recent = select(Payslip).where(
        Payslip.worker_id == worker_id, Payslip.payday > today - LOOK_BACK, Payslip.payday <= today
    )
    slips = session.scalars(recent).all()
    days = sum((slip.last_day - slip.first_day).days + 1 for slip in slips)
    if not days:
        terms = contract_at(session, worker_id, today)
        return UsualWeek(Decimal(terms.weekly_minutes or 0) if terms else Decimal(0), Decimal(0), {})
    weeks = Decimal(days) / _A_WEEK
    normal, other, by_funder = _worked(session, [slip.id for slip in slips], rates_at(session, worker_id, today))
    return UsualWeek(normal / weeks, other / weeks, by_funder, weeks)


def _worked(
    session: Session, slips: list[int], rates: Mapping[str, Decimal]
) -> tuple[Decimal, Decimal, Mapping[int, int]]:
    """Minutes at the normal rate; pounds of other work at today's rates, or at those paid; minutes by funder."""
    lines = session.scalars(
        select(PayslipLine).where(PayslipLine.payslip_id.in_(slips), PayslipLine.kind.in_(WORKED))
    ).all()
    normal = sum((Decimal(line.minutes or 0) for line in lines if line.kind == NORMAL), Decimal(0))
    other = sum((_at_rate(line, rates) for line in lines if line.kind != NORMAL), Decimal(0))
    by_funder: dict[int, int] = defaultdict(int)
    shares = select(LineShare).where(LineShare.payslip_line_id.in_([line.id for line in lines]))
    for share in session.scalars(shares):
        by_funder[share.funder_id] += share.amount.pence
    return normal, other, {funder: max(weight, 0) for funder, weight in by_funder.items()}


def _at_rate(line: PayslipLine, rates: Mapping[str, Decimal]) -> Decimal:
    rate = rates.get(line.kind)
    if rate is None:
        return Decimal(line.amount.pence).scaleb(-2)
    if line.minutes is not None:
        return rate * line.minutes / 60
    return rate * (line.quantity or Decimal(0))

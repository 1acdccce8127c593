"""The periods a funder wants accounted for, and which of them were sent."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from carerdesk.domain.funding.returns import Cycle, periods
from carerdesk.services.evidence.gathered import Period
from carerdesk.store import tables

Days = tuple[date, date, date | None]


def funder_periods(session: Session, funder: tables.Funder, today: date) -> list[Days]:
    """A funder's periods that have begun and hold data: typed ones, those of its cycle, else calendar quarters.

    Each with its first and last day, and the day its return is due where that is known.
    """
    since = _first_data(session, funder.id)
    if since is None:
        return []
    row = tables.ReturnPeriod
    typed = session.scalars(select(row).where(row.funder_id == funder.id).order_by(row.first_day)).all()
    if typed:
        return [
            (one.first_day, one.last_day, one.due) for one in typed if one.first_day <= today and one.last_day >= since
        ]
    known = Cycle(funder.cycle) if funder.cycle else Cycle.QUARTERLY
    cycle = known if known.is_counted else Cycle.QUARTERLY
    anchor = funder.cycle_from or date(since.year, (since.month - 1) // 3 * 3 + 1, 1)
    found = periods(cycle, anchor, today, due_days=funder.deadline_days)
    return [(one.first, one.last, one.due) for one in found if one.last >= since]


def asks_for_returns(session: Session, funder: tables.Funder) -> bool:
    """Whether anybody said when this funder wants its returns; else the quarters shown are only a help."""
    row = tables.ReturnPeriod
    return bool(funder.cycle) or session.scalar(select(row.id).where(row.funder_id == funder.id).limit(1)) is not None


def _first_data(session: Session, funder_id: int) -> date | None:
    split, line, share = tables.Split, tables.BankLine, tables.OpeningShare
    first_line = session.scalar(
        select(func.min(line.day)).join(split, split.bank_line_id == line.id).where(split.funder_id == funder_id)
    )
    opened = session.scalar(
        select(func.min(tables.Account.opening_on))
        .join(share, share.account_id == tables.Account.id)
        .where(share.funder_id == funder_id)
    )
    known = [day for day in (first_line, opened) if day is not None]
    return min(known) if known else None


def due_day(session: Session, of: Period) -> date | None:
    """When a period's return is due, where that is known."""
    known = funder_periods(session, session.get_one(tables.Funder, of.funder_id), of.as_at)
    return next((due for first, last, due in known if (first, last) == (of.first, of.last)), None)


def sent_days(session: Session, funder_id: int) -> Mapping[tuple[date, date], date]:
    """When each period of a funder that was sent was sent last."""
    pack = tables.Pack
    wanted = (
        select(pack.first_day, pack.last_day, func.max(pack.sent_on))
        .where(pack.funder_id == funder_id, pack.sent_on.is_not(None), pack.kind == "evidence")
        .group_by(pack.first_day, pack.last_day)
    )
    return {(first, last): day for first, last, day in session.execute(wanted) if day is not None}

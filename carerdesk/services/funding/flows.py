"""What was expected of a funder against what came, and hours worked against those of the award."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from carerdesk.domain.dates import monday_of
from carerdesk.domain.funding import awards as rules
from carerdesk.domain.funding.awards import Arrived, Expected, arrived
from carerdesk.domain.money import Money
from carerdesk.services.funding.held import awards_of
from carerdesk.store import tables

RECEIVED = ("direct_payment", "claim_paid")
AHEAD = timedelta(days=400)
A_DAY, A_WEEK = timedelta(days=1), timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Flow:
    """What should have come since a day, what came, and what comes next."""

    since: date
    due: Money
    came: Money
    next: Expected | None = None

    @property
    def missing(self) -> Money:
        """What has not come; minus where too much did."""
        return self.due - self.came


@dataclass(frozen=True, slots=True)
class Hours:
    """Minutes worked for a funder since a day against the plan's. `planned` None: the award does not say."""

    since: date
    worked: int
    planned: int | None


def _begun(session: Session, funder_id: int, awards: Sequence[rules.Award]) -> date | None:
    """From when payments are compared: the first award, but not before the accounts begin in the books."""
    if not awards:
        return None
    here = session.get_one(tables.Funder, funder_id).person_id
    opened = session.scalar(select(func.min(tables.Account.opening_on)).where(tables.Account.person_id == here))
    return None if opened is None else max(opened, min(award.first_day for award in awards))


def received(session: Session, funder_id: int, categories: Sequence[str]) -> list[tuple[date, Money]]:
    split, line = tables.Split, tables.BankLine
    wanted = (
        select(line.day, split.amount)
        .join(line, line.id == split.bank_line_id)
        .where(split.funder_id == funder_id, split.category.in_(categories))
    )
    return [(day, amount) for day, amount in session.execute(wanted)]


def payments(session: Session, funder_id: int, on: date) -> Flow | None:
    awards = awards_of(session, funder_id)
    since = _begun(session, funder_id, awards)
    if since is None:
        return None
    due = [one for award in awards for one in rules.expected(award, on + AHEAD)]
    return _flow(due, received(session, funder_id, RECEIVED), since, on)


def contribution(session: Session, funder_id: int, on: date) -> Flow | None:
    awards = [one for one in awards_of(session, funder_id) if one.contribution]
    since = _begun(session, funder_id, awards)
    if since is None:
        return None
    due = [one for award in awards for one in rules.contributions_due(award, on + AHEAD)]
    return _flow(due, received(session, funder_id, ("contribution",)), since, on)


def _flow(due: Sequence[Expected], came: Sequence[tuple[date, Money]], since: date, on: date) -> Flow:
    found: Arrived = arrived(due, came, since, on)
    ahead = sorted((one for one in due if one.day > on), key=lambda one: one.day)
    return Flow(since, found.due, found.received, ahead[0] if ahead else None)


def hours(session: Session, funder_id: int, on: date) -> Hours | None:
    """The last four whole weeks, as far as the books and the award go back."""
    awards = awards_of(session, funder_id)
    if not awards:
        return None
    since = max(monday_of(on) - 4 * A_WEEK, min(award.first_day for award in awards))
    last = monday_of(on) - A_DAY
    if since > last:
        return None
    days = [since + timedelta(days=at) for at in range((last - since).days + 1)]
    weekly = [rules.minutes_on(awards, each) for each in days]
    planned = None if any(one is None for one in weekly) else sum(one or 0 for one in weekly) // 7
    return Hours(since, _minutes(session, funder_id, since, last), planned)


def _minutes(session: Session, funder_id: int, first: date, last: date) -> int:
    share, shift = tables.ShiftShare, tables.Shift
    wanted = (
        select(func.coalesce(func.sum(share.minutes), 0))
        .join(shift, shift.id == share.shift_id)
        .where(share.funder_id == funder_id, shift.day.between(first, last), shift.state != "planned")
    )
    return int(session.scalar(wanted) or 0)

"""A funder's money week by week, for a picture and its table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from carerdesk.domain.dates import monday_of
from carerdesk.domain.money import ZERO, Money
from carerdesk.services.funding.held import balance_of
from carerdesk.store import tables

WEEKS_SHOWN = 26
A_DAY, A_WEEK = timedelta(days=1), timedelta(days=7)


@dataclass(frozen=True, slots=True)
class WeekOfMoney:
    """One week of a funder's money: in, out, and what stood at its end."""

    last: date
    money_in: Money
    money_out: Money
    balance: Money


def weeks_of_money(session: Session, funder_id: int, on: date) -> tuple[WeekOfMoney, ...]:
    """The money week by week, up to the week a day falls in, from the first week with any."""
    first = monday_of(on) - (WEEKS_SHOWN - 1) * A_WEEK
    came, went = _moved(session, funder_id, first, on)
    opened = _opened(session, funder_id, first, on)
    balance = balance_of(session, funder_id, first - A_DAY)
    weeks = []
    for at in range(WEEKS_SHOWN):
        monday = first + A_WEEK * at
        balance += came.get(monday, ZERO) - went.get(monday, ZERO) + opened.get(monday, ZERO)
        last = min(monday + A_WEEK - A_DAY, on)
        weeks.append(WeekOfMoney(last, came.get(monday, ZERO), went.get(monday, ZERO), balance))
    while weeks and not (weeks[0].balance or weeks[0].money_in or weeks[0].money_out):
        weeks.pop(0)
    return tuple(weeks)


ByWeek = dict[date, Money]


def _moved(session: Session, funder_id: int, first: date, last: date) -> tuple[ByWeek, ByWeek]:
    """Money in and money out by week. What moved between own accounts is in both, as each account shows it."""
    split, line, account = tables.Split, tables.BankLine, tables.Account
    rows = session.execute(
        select(line.day, split.amount)
        .join(line, line.id == split.bank_line_id)
        .join(account, account.id == line.account_id)
        .where(split.funder_id == funder_id, line.day.between(first, last), line.day >= account.opening_on)
    )
    came: ByWeek = {}
    went: ByWeek = {}
    for day, amount in rows:
        side = came if amount > ZERO else went
        side[monday_of(day)] = side.get(monday_of(day), ZERO) + abs(amount)
    return came, went


def _opened(session: Session, funder_id: int, first: date, last: date) -> ByWeek:
    """What accounts that were opened in these days brought in, by week."""
    account, share = tables.Account, tables.OpeningShare
    rows = session.execute(
        select(account.opening_on, share.amount)
        .join(share, share.account_id == account.id)
        .where(share.funder_id == funder_id, account.opening_on.between(first, last))
    )
    found: ByWeek = {}
    for day, amount in rows:
        found[monday_of(day)] = found.get(monday_of(day), ZERO) + amount
    return found

"""Keeping each check against the bank true while lines come and go."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from carerdesk.domain.money import ZERO, Money

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from carerdesk.store.tables import Account


def balance_at(session: Session, account: Account, day: date) -> Money:
    """What the books say stood on the account at the end of a day."""
    from sqlalchemy import func, select

    from carerdesk.store.tables import BankLine

    until = select(func.sum(BankLine.amount)).where(
        BankLine.account_id == account.id, BankLine.day >= account.opening_on, BankLine.day <= day
    )
    return account.opening_balance + (session.scalar(until) or ZERO)


def settle_checks(session: Session, account_id: int, now: datetime) -> None:
    """Looks at every balance a person typed from the bank: agreed where the sums agree now, open where they do not.

    Called within each operation that moves lines, so that "checked against the bank" is never an old truth.
    """
    from sqlalchemy import select

    from carerdesk.store.tables import Account, Statement

    session.flush()
    account = session.get(Account, account_id)
    assert account is not None
    for statement in session.scalars(select(Statement).where(Statement.account_id == account_id)):
        agrees = balance_at(session, account, statement.last_day) == statement.balance
        if agrees and statement.checked_at is None:
            statement.checked_at = now
        elif not agrees:
            statement.checked_at = None
    session.flush()

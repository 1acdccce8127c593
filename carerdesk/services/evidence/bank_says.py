"""What the bank itself says stands on an account, beside what the books have after it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from carerdesk.domain.money import Money
from carerdesk.services.pay.situation import as_money
from carerdesk.store import tables


@dataclass(frozen=True, slots=True)
class BankSays:
    """The bank's last balance of an account by a day, and what the books have after it.

    `told_on` is None where the bank said nothing: then `balance` is what the account was opened with.
    """

    told_on: date | None
    balance: Money
    since: Money

    @property
    def now(self) -> Money:
        """The bank's balance with everything after it."""
        return self.balance + self.since


def bank_says(session: Session, account: tables.Account, until: date) -> BankSays:
    """What the bank says of an account by the end of a day."""
    told = _last_told(session, account, until)
    line = tables.BankLine
    wanted = select(func.coalesce(func.sum(line.amount), 0)).where(
        line.account_id == account.id, line.day >= account.opening_on, line.day <= until
    )
    if told is None:
        return BankSays(None, account.opening_balance, as_money(session.scalars(wanted).one()))
    day, balance, after = told
    later = line.day > day if after is None else (line.day > day) | ((line.day == day) & (line.position > after))
    return BankSays(day, balance, as_money(session.scalars(wanted.where(later)).one()))


def _last_told(session: Session, account: tables.Account, until: date) -> tuple[date, Money, int | None] | None:
    """The bank's last balance: a statement's, which closes its day, or a line's own, which stands after that line."""
    statement, line = tables.Statement, tables.BankLine
    typed = session.execute(
        select(statement.last_day, statement.balance)
        .where(statement.account_id == account.id, statement.last_day.between(account.opening_on, until))
        .order_by(statement.last_day.desc())
        .limit(1)
    ).first()
    printed = session.execute(
        select(line.day, line.balance, line.position)
        .where(line.account_id == account.id, line.day.between(account.opening_on, until), line.balance.is_not(None))
        .order_by(line.day.desc(), line.position.desc(), line.id.desc())
        .limit(1)
    ).first()
    if typed is not None and (printed is None or typed[0] >= printed[0]):
        return typed[0], typed[1], None
    if printed is None or printed[1] is None:
        return None
    return printed[0], printed[1], printed[2]

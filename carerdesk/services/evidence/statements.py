"""What the bank says of each account in a period, as the first test wants it: the books' lines, and statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from carerdesk.domain.evidence.records import Account, AccountLine, Statement, StatementLine
from carerdesk.services.evidence.gathered import Gathered, Period
from carerdesk.services.funding.held import account_balance
from carerdesk.store import tables

A_DAY = timedelta(days=1)
COVERS_AFTER = timedelta(days=62)
TYPED = "typed"


def account_of(gathered: Gathered, row: tables.Account) -> Account:
    """An account from the period's first day on, with the statements of the period.

    A statement from after the period counts too where the books agreed with it: it shows the period's lines as well.
    """
    session, of = gathered.session, gathered.of
    first = max(row.opening_on, of.first)
    opening = row.opening_balance if first == row.opening_on else account_balance(session, row, first - A_DAY)
    typed = _typed(session, row, first, of)
    last = max([of.last, *(one.last_day for one in typed)])
    lines = _lines(session, row, first, last)
    found = [*typed, *_brought_in(row, of, [line for line in lines if line.day <= of.last])]
    return Account(
        row.name,
        first,
        opening,
        tuple(AccountLine(line.id, line.day, line.amount, line.description) for line in lines),
        tuple(sorted(found, key=lambda one: one.last_day)),
    )


def _lines(session: Session, row: tables.Account, first: date, last: date) -> list[tables.BankLine]:
    line = tables.BankLine
    wanted = select(line).where(line.account_id == row.id, line.day.between(first, last))
    return list(session.scalars(wanted.order_by(line.day, line.position, line.id)))


def _typed(session: Session, row: tables.Account, first: date, of: Period) -> list[Statement]:
    statement = tables.Statement
    during = statement.last_day.between(first, of.last)
    after = (statement.last_day > of.last) & (statement.last_day <= of.last + COVERS_AFTER)
    wanted = (
        select(statement)
        .where(statement.account_id == row.id, during | (after & statement.checked_at.is_not(None)))
        .order_by(statement.last_day)
    )
    return [Statement(one.id, row.name, first, one.last_day, one.balance) for one in session.scalars(wanted)]


def _brought_in(row: tables.Account, of: Period, lines: Sequence[tables.BankLine]) -> list[Statement]:
    """Each file brought in is a statement of its days, as far as its lines print a balance."""
    batches: dict[int, list[tables.BankLine]] = defaultdict(list)
    imported: dict[date, list[tables.BankLine]] = defaultdict(list)
    for line in lines:
        if line.entered != TYPED:
            imported[line.day].append(line)
        if line.import_batch_id is not None:
            batches[line.import_batch_id].append(line)
    found = []
    for batch, mine in batches.items():
        last = mine[-1]
        alone = all(one.import_batch_id == batch for one in imported[last.day])
        if last.balance is not None and last.day <= of.last and alone:
            found.append(Statement(batch, row.name, mine[0].day, last.day, last.balance, _told(mine, imported)))
    return found


def _told(
    mine: Sequence[tables.BankLine], imported: dict[date, list[tables.BankLine]]
) -> tuple[StatementLine, ...] | None:
    """The file's own lines where no other file has lines between its days; else they say nothing about each other."""
    first, last = mine[0].day, mine[-1].day
    count = sum(len(rows) for day, rows in imported.items() if first <= day <= last)
    if count != len(mine):
        return None
    return tuple(StatementLine(one.day, one.amount, one.description) for one in mine)

"""Checking the books against the bank: a balance and its date, from the statement and nowhere else.

It is done when the sums agree. Where they do not, what is typed is kept, the likely causes are named, and no entry is
ever made to force the sum.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from carerdesk.domain.dates import long_date
from carerdesk.domain.money import Money, total
from carerdesk.domain.problem import Problem
from carerdesk.services.books import Books, done, owner
from carerdesk.services.money.agreeing import balance_at, settle_checks
from carerdesk.services.money.finding import account_of, payee
from carerdesk.services.outcome import Outcome, Rejected

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from carerdesk.store.tables import Account, BankLine, Statement

NEAR = timedelta(days=5)
MOST_LINES = 5
SWAPPED_DIGITS = 9


@dataclass(frozen=True, slots=True)
class Cause:
    """A likely reason for a difference: a code with words of its own, their values, and the lines to look at."""

    code: str
    values: Mapping[str, str] = field(default_factory=dict)
    line_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class BankCheck:
    """One balance from the bank beside that of the books. `difference` is the bank's less the books'."""

    id: int
    account_id: int
    day: date
    by_bank: Money
    by_books: Money
    agreed: bool
    causes: tuple[Cause, ...] = ()

    @property
    def difference(self) -> Money:
        """Nothing when they agree."""
        return self.by_bank - self.by_books


def bank_checks(books: Books, account_id: int) -> tuple[BankCheck, ...]:
    """Every balance typed for an account, the newest first; causes are looked for where they do not agree."""
    from sqlalchemy import select

    from carerdesk.store.tables import Statement

    with books.reading() as session:
        account = account_of(session, account_id)
        query = select(Statement).where(Statement.account_id == account_id)
        rows = session.scalars(query.order_by(Statement.last_day.desc(), Statement.id.desc())).all()
        return tuple(_check(session, account, row) for row in rows)


def check_against_bank(books: Books, account_id: int, day: date, balance: Money) -> Outcome:
    """Keeps what the bank says and compares. Typing the same day again replaces the balance."""
    with books.reading() as session:
        problems = _problems(account_of(session, account_id), day, books.today())
    if problems:
        return Rejected(problems)
    with books.operation("", kind="check") as op:
        statement = _statement(op.session, account_id, day, balance)
        settle_checks(op.session, account_id, books.now())
        name = account_of(op.session, account_id).name
        agrees = statement.checked_at is not None
        op.said = f"{name} {'agrees' if agrees else 'does not agree'} with the bank on {long_date(day)}"
        made = statement.id
    return done(op, id=made)


def forget_check(books: Books, check_id: int) -> Outcome:
    """Takes out a balance that was typed by mistake."""
    from carerdesk.services.money.attaching import attachments_of
    from carerdesk.store.tables import Statement

    with books.reading() as session:
        if attachments_of(session, "statement", check_id):
            return Rejected((Problem("", "take_papers_off_first"),))
    with books.operation("") as op:
        statement = op.session.get_one(Statement, check_id)
        op.said = f"Balance of {long_date(statement.last_day)} taken out"
        op.session.delete(statement)
    return done(op)


def _statement(session: Session, account_id: int, day: date, balance: Money) -> Statement:
    from sqlalchemy import select

    from carerdesk.store.tables import Statement

    there = session.scalar(select(Statement).where(Statement.account_id == account_id, Statement.last_day == day))
    if there is None:
        there = Statement(**owner(session).keys(), account_id=account_id, last_day=day, balance=balance)
        session.add(there)
    there.balance = balance
    session.flush()
    return there


def _problems(account: Account, day: date, today: date) -> tuple[Problem, ...]:
    if day < account.opening_on:
        return (Problem("day", "line_before_account", {"day": long_date(account.opening_on)}),)
    if day > today:
        return (Problem("day", "line_in_the_future", {"day": long_date(day)}),)
    return ()


def _check(session: Session, account: Account, row: Statement) -> BankCheck:
    by_books = balance_at(session, account, row.last_day)
    agreed = row.balance == by_books
    causes = () if agreed else tuple(_causes(session, account, row, row.balance - by_books))
    return BankCheck(row.id, account.id, row.last_day, row.balance, by_books, agreed, causes)


def _causes(session: Session, account: Account, row: Statement, missing: Money) -> Iterable[Cause]:
    """The difference explained, the likeliest cause first."""
    since = _last_agreement(session, account, row.last_day)
    lines = _lines_between(session, account, since, row.last_day)
    yield from _gaps(lines)
    yield from _twice(lines, -missing)
    yield from _late(session, account, row.last_day, missing)
    yield from _single(lines, -missing)
    yield from _wrong_way(lines, missing)
    yield from _swapped(lines, missing)
    if since is None:
        yield from _opening(account, lines)
    yield Cause("cause_line_missing", {"amount": str(abs(missing)), "way": "in" if missing.pence > 0 else "out"})


def _last_agreement(session: Session, account: Account, day: date) -> date | None:
    from sqlalchemy import func, select

    from carerdesk.store.tables import Statement

    return session.scalar(
        select(func.max(Statement.last_day)).where(
            Statement.account_id == account.id, Statement.checked_at.is_not(None), Statement.last_day < day
        )
    )


def _lines_between(session: Session, account: Account, since: date | None, day: date) -> Sequence[BankLine]:
    from sqlalchemy import select

    from carerdesk.store.tables import BankLine

    query = select(BankLine).where(BankLine.account_id == account.id, BankLine.day <= day)
    query = query.where(BankLine.day > since) if since else query.where(BankLine.day >= account.opening_on)
    return session.scalars(query.order_by(BankLine.day, BankLine.position, BankLine.id)).all()


def _gaps(lines: Sequence[BankLine]) -> Iterable[Cause]:
    """Where two balances the bank printed do not follow from the lines between them: a statement is missing there."""
    last: BankLine | None = None
    moved, count = Money(0), 0
    for line in lines:
        moved += line.amount
        if line.balance is None:
            continue
        if (
            last is not None
            and last.balance is not None
            and last.balance + moved != line.balance
            and count < MOST_LINES
        ):
            values = {"from": long_date(last.day), "to": long_date(line.day)}
            gap = line.balance - last.balance - moved
            yield Cause("cause_gap", values | {"amount": str(abs(gap))}, (last.id, line.id))
            count += 1
        last, moved = line, Money(0)


def _twice(lines: Sequence[BankLine], amount: Money) -> Iterable[Cause]:
    alike = [line for line in lines if line.amount == amount]
    for one in alike[:MOST_LINES]:
        twin = next((other for other in alike if other.id > one.id and abs(other.day - one.day) <= NEAR), None)
        if twin is not None:
            yield Cause("cause_twice", _told(one), (one.id, twin.id))


def _late(session: Session, account: Account, day: date, missing: Money) -> Iterable[Cause]:
    from sqlalchemy import select

    from carerdesk.store.tables import BankLine

    after = select(BankLine).where(
        BankLine.account_id == account.id, BankLine.day > day, BankLine.day <= day + NEAR, BankLine.amount == missing
    )
    for line in session.scalars(after.limit(MOST_LINES)):
        yield Cause("cause_dated_after", _told(line), (line.id,))


def _single(lines: Sequence[BankLine], amount: Money) -> Iterable[Cause]:
    typed = [line for line in lines if line.amount == amount and line.entered != "imported"]
    for line in typed[:MOST_LINES]:
        yield Cause("cause_not_at_bank", _told(line), (line.id,))


def _wrong_way(lines: Sequence[BankLine], missing: Money) -> Iterable[Cause]:
    wrong = [line for line in lines if line.entered != "imported" and -line.amount - line.amount == missing]
    for line in wrong[:MOST_LINES]:
        yield Cause("cause_wrong_way", _told(line), (line.id,))


def _swapped(lines: Sequence[BankLine], missing: Money) -> Iterable[Cause]:
    """Two digits changed places: the difference then divides by nine."""
    typed = [line for line in lines if line.entered != "imported"]
    if missing.pence % SWAPPED_DIGITS == 0 and typed:
        swaps = [line for line in typed if _could_swap(line.amount, missing)]
        for line in swaps[:MOST_LINES]:
            yield Cause("cause_digits_swapped", _told(line), (line.id,))


def _could_swap(amount: Money, missing: Money) -> bool:
    wanted = abs((amount + missing).pence)
    digits = list(str(abs(amount.pence)))
    for at in range(len(digits) - 1):
        swapped = [*digits]
        swapped[at], swapped[at + 1] = digits[at + 1], digits[at]
        if int("".join(swapped)) == wanted and swapped != digits:
            return True
    return False


def _opening(account: Account, lines: Sequence[BankLine]) -> Iterable[Cause]:
    """The first balance the bank printed tells what stood on the account before: not what was typed at the start."""
    first = next((at for at, line in enumerate(lines) if line.balance is not None), None)
    if first is None:
        return
    line = lines[first]
    assert line.balance is not None
    opening = line.balance - total(each.amount for each in lines[: first + 1])
    if opening != account.opening_balance:
        values = {"typed": str(account.opening_balance), "bank": str(opening)}
        yield Cause("cause_opening", values, (line.id,))


def _told(line: BankLine) -> dict[str, str]:
    return {"who": payee(line.description), "day": long_date(line.day), "amount": str(abs(line.amount))}

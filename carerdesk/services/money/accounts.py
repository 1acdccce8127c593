"""Accounts: where the money is, what stood there when the books began, and whose it was."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from carerdesk.domain.dates import long_date
from carerdesk.domain.money import ZERO, Money, total
from carerdesk.domain.problem import Problem
from carerdesk.services.books import Books, Owner, done, owner
from carerdesk.services.money.agreeing import settle_checks
from carerdesk.services.money.finding import account_of
from carerdesk.services.outcome import Outcome, Rejected

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from carerdesk.store.tables import Account

KINDS = ("bank", "card", "cash", "savings")
SORT_CODE_DIGITS = 6
MOST_LAST_DIGITS = 4


@dataclass(frozen=True, slots=True)
class FunderAmount:
    """How much of an amount is one funder's."""

    funder_id: int
    amount: Money


@dataclass(frozen=True, slots=True)
class NewAccount:
    """An account as typed. `opening_balance` stood on it at the start of `opening_on`; its parts say whose it was."""

    name: str
    opening_on: date
    opening_balance: Money
    opening_parts: tuple[FunderAmount, ...] = ()
    kind: str = "bank"
    provider: str = ""
    sort_code: str = ""
    last_digits: str = ""


@dataclass(frozen=True, slots=True)
class AccountView:
    """An account as a page shows it. `checked_on` is the last day on which the books agreed with the bank."""

    id: int
    name: str
    kind: str
    provider: str
    sort_code: str
    last_digits: str
    opening_on: date
    opening_balance: Money
    opening_parts: tuple[FunderAmount, ...]
    closed_on: date | None
    balance: Money
    lines: int
    last_day: date | None
    checked_on: date | None

    @property
    def title(self) -> str:
        """As a page names it: "Support account ending 4471"."""
        return f"{self.name} ending {self.last_digits}" if self.last_digits else self.name


def accounts(books: Books) -> tuple[AccountView, ...]:
    """The accounts of the person in view, open ones first, each with its balance now."""
    with books.reading() as session:
        return _accounts(session, owner(session))


def add_account(books: Books, new: NewAccount) -> Outcome:
    """Begins an account. Rejected where it has no name, or where whose money it was does not add up."""
    from carerdesk.store.tables import Account

    new = _tidied(new)
    with books.reading() as session:
        problems = _check(session, new, None)
    if problems:
        return Rejected(problems)
    with books.operation(f"Account added: {new.name}") as op:
        account = Account(
            **owner(op.session).keys(), name=new.name, kind=new.kind, provider=new.provider, sort_code=new.sort_code,
            last_digits=new.last_digits, opening_on=new.opening_on, opening_balance=new.opening_balance,
        )  # fmt: skip
        op.session.add(account)
        op.session.flush()
        _put_opening_parts(op.session, account, new.opening_parts)
        made = account.id
    return done(op, id=made)


def change_account(books: Books, account_id: int, new: NewAccount) -> Outcome:
    """Puts an account's particulars right. A check against the bank that no longer agrees is opened again."""
    new = _tidied(new)
    with books.reading() as session:
        problems = _check(session, new, account_id)
    if problems:
        return Rejected(problems)
    with books.operation(f"Account changed: {new.name}") as op:
        account = account_of(op.session, account_id)
        account.name, account.kind, account.provider = new.name, new.kind, new.provider
        account.sort_code, account.last_digits = new.sort_code, new.last_digits
        account.opening_on, account.opening_balance = new.opening_on, new.opening_balance
        _put_opening_parts(op.session, account, new.opening_parts)
        settle_checks(op.session, account_id, books.now())
    return done(op, id=account_id)


def close_account(books: Books, account_id: int, day: date) -> Outcome:
    """Closes an account that holds nothing any more. Its lines stay."""
    with books.reading() as session:
        view = _view(session, account_of(session, account_id))
    problems = _check_closing(view, day)
    if problems:
        return Rejected(problems)
    with books.operation(f"{view.title} closed on {long_date(day)}") as op:
        account_of(op.session, account_id).closed_on = day
    return done(op, id=account_id)


def open_account_again(books: Books, account_id: int) -> Outcome:
    """Takes a closing back."""
    with books.operation("") as op:
        account = account_of(op.session, account_id)
        account.closed_on = None
        op.said = f"{account.name} is open again"
    return done(op, id=account_id)


def _tidied(new: NewAccount) -> NewAccount:
    from dataclasses import replace

    return replace(
        new,
        name=" ".join(new.name.split()),
        provider=new.provider.strip(),
        sort_code=re.sub(r"[\s-]", "", new.sort_code),
        last_digits=new.last_digits.strip(),
    )


def _check(session: Session, new: NewAccount, account_id: int | None) -> tuple[Problem, ...]:
    problems = []
    if not new.name:
        problems.append(Problem("name", "account_needs_a_name"))
    elif new.name.casefold() in _other_names(session, account_id):
        problems.append(Problem("name", "account_name_taken", {"name": new.name}))
    if new.kind not in KINDS:
        problems.append(Problem("kind", "account_kind_unknown"))
    if new.sort_code and not re.fullmatch(rf"\d{{{SORT_CODE_DIGITS}}}", new.sort_code):
        problems.append(Problem("sort_code", "sort_code_not_six_digits"))
    if new.last_digits and not re.fullmatch(rf"\d{{1,{MOST_LAST_DIGITS}}}", new.last_digits):
        problems.append(Problem("last_digits", "last_digits_not_digits"))
    return (*problems, *_check_opening(new))


def _check_opening(new: NewAccount) -> tuple[Problem, ...]:
    summed = total(part.amount for part in new.opening_parts)
    funders = [part.funder_id for part in new.opening_parts]
    if len(funders) != len(set(funders)):
        return (Problem("opening_parts", "opening_funder_twice"),)
    if summed == new.opening_balance:
        return ()
    values = {
        "sum": str(summed), "balance": str(new.opening_balance), "left": str(abs(new.opening_balance - summed)),
    }  # fmt: skip
    return (Problem("opening_parts", "opening_parts_do_not_add_up", values),)


def _check_closing(view: AccountView, day: date) -> tuple[Problem, ...]:
    if view.last_day and view.last_day > day:
        return (Problem("day", "account_has_later_lines", {"day": long_date(view.last_day)}),)
    if view.balance:
        return (Problem("day", "account_still_holds_money", {"balance": str(view.balance)}),)
    return ()


def _other_names(session: Session, account_id: int | None) -> set[str]:
    from sqlalchemy import select

    from carerdesk.store.tables import Account

    found = session.scalars(select(Account).where(Account.person_id == owner(session).person_id))
    return {account.name.casefold() for account in found if account.id != account_id}


def _put_opening_parts(session: Session, account: Account, parts: tuple[FunderAmount, ...]) -> None:
    from sqlalchemy import select

    from carerdesk.store.tables import OpeningShare

    there = session.scalars(select(OpeningShare).where(OpeningShare.account_id == account.id))
    old = {share.funder_id: share for share in there}
    new = {part.funder_id: part.amount for part in parts if part.amount}
    keys = {"employer_id": account.employer_id, "person_id": account.person_id, "account_id": account.id}
    for funder_id, share in old.items():
        if funder_id not in new:
            session.delete(share)
    for funder_id, amount in new.items():
        if funder_id in old:
            old[funder_id].amount = amount
        else:
            session.add(OpeningShare(funder_id=funder_id, amount=amount, **keys))
    session.flush()


def _accounts(session: Session, who: Owner) -> tuple[AccountView, ...]:
    from sqlalchemy import select

    from carerdesk.store.tables import Account

    rows = session.scalars(select(Account).where(Account.person_id == who.person_id).order_by(Account.id))
    views = [_view(session, account) for account in rows]
    return tuple(sorted(views, key=lambda view: view.closed_on is not None))


def _view(session: Session, account: Account) -> AccountView:
    from sqlalchemy import func, select

    from carerdesk.store.tables import BankLine, OpeningShare, Statement

    lines = select(func.sum(BankLine.amount), func.count(), func.max(BankLine.day))
    summed, count, last_day = session.execute(lines.where(BankLine.account_id == account.id)).one()
    checked = select(func.max(Statement.last_day)).where(
        Statement.account_id == account.id, Statement.checked_at.is_not(None)
    )
    shares = select(OpeningShare).where(OpeningShare.account_id == account.id).order_by(OpeningShare.id)
    return AccountView(
        account.id, account.name, account.kind, account.provider, account.sort_code, account.last_digits,
        account.opening_on, account.opening_balance,
        tuple(FunderAmount(share.funder_id, share.amount) for share in session.scalars(shares)),
        account.closed_on, account.opening_balance + (summed or ZERO), count, last_day, session.scalar(checked),
    )  # fmt: skip

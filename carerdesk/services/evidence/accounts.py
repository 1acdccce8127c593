"""Accounts of the money held for a person, over twelve months or any other stretch of days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from carerdesk.catalogue.categories import categories
from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import add_months, long_date
from carerdesk.domain.funding.set_aside import Reason
from carerdesk.domain.money import ZERO, Money, total
from carerdesk.reports.accounts import AccountBalance, AccountsView, CategoryRow, FunderBalance, Owned
from carerdesk.services.evidence.bank_says import BankSays, bank_says
from carerdesk.services.evidence.reasons import NOT_SORTED, REASONS
from carerdesk.services.funding.held import FunderMoney, account_balance, balance_of, funder_money, opening_between
from carerdesk.services.pay.situation import as_money
from carerdesk.store import tables

A_DAY = timedelta(days=1)
MOVED = "transfer"
DEBTS = (Reason.WAGES, Reason.HMRC, Reason.PENSION, Reason.BILLS)
Sums = Mapping[str, Mapping[int | None, Money]]


@dataclass(frozen=True, slots=True)
class _Span:
    """The person whose accounts they are, and the days they cover."""

    person_id: int
    first: date
    last: date

    def year_before(self) -> _Span:
        """The same days a year earlier."""
        return _Span(self.person_id, add_months(self.first, -12), add_months(self.last + A_DAY, -12) - A_DAY)


def accounts_view(session: Session, person_id: int, first: date, last: date, made: date) -> AccountsView:
    """The accounts, every figure from the books; what has no funder yet stands as "Not sorted yet"."""
    of = _Span(person_id, first, last)
    person = session.get_one(tables.Person, person_id)
    keeper = session.get_one(tables.Employer, person.employer_id)
    came, went = _by_category(session, of)
    before = _last_year(session, of)
    funders = _funders(session, of, (came, went))
    accounts = _accounts(session, of)
    money = funder_money(session, last)
    mine = [one for one in money if one.funder_id in {funder for funder, _ in funders}]
    return AccountsView(
        person=person.name,
        holder=keeper.name,
        reference=", ".join(filter(None, _references(session, person_id))),
        first=first,
        last=last,
        made=made,
        funders=tuple(name for _, name in funders),
        receipts=_rows(came, before[0] if before else None, [funder for funder, _ in funders]),
        payments=_rows(went, before[1] if before else None, [funder for funder, _ in funders]),
        accounts=tuple(_account_balance(session, row, of) for row in accounts),
        funder_balances=tuple(_funder_balance(session, of, funder, name, (came, went)) for funder, name in funders),
        assets=_assets(session, accounts, last),
        debts=(*_kept(mine, DEBTS), *_loans(session, of)),
        set_aside=_kept(mine, [reason for reason in Reason if reason not in DEBTS]),
        notes=_notes(session, of, accounts, mine),
        certificate=guidance("evidence", "certificate"),
        signed_by=(keeper.name,),
    )


def _references(session: Session, person_id: int) -> Sequence[str]:
    funder = tables.Funder
    return session.scalars(
        select(funder.reference).where(funder.person_id == person_id).order_by(funder.position, funder.id)
    ).all()


def _accounts(session: Session, of: _Span) -> list[tables.Account]:
    account = tables.Account
    wanted = select(account).where(
        account.person_id == of.person_id, account.opening_on <= of.last,
        account.closed_on.is_(None) | (account.closed_on >= of.first),
    )  # fmt: skip
    return list(session.scalars(wanted.order_by(account.id)))


def _by_category(session: Session, of: _Span) -> tuple[Sums, Sums]:
    """Money in and money out by category and funder. What only moved between these accounts is left out."""
    came: dict[str, dict[int | None, Money]] = defaultdict(lambda: defaultdict(lambda: ZERO))
    went: dict[str, dict[int | None, Money]] = defaultdict(lambda: defaultdict(lambda: ZERO))
    moved: dict[int | None, Money] = defaultdict(lambda: ZERO)
    within = _moved_within(session, of)
    split, line, account = tables.Split, tables.BankLine, tables.Account
    rows = session.execute(
        select(line.id, split.category, split.funder_id, split.amount)
        .join(line, line.id == split.bank_line_id)
        .join(account, account.id == line.account_id)
        .where(account.person_id == of.person_id, line.day >= account.opening_on, line.day.between(of.first, of.last))
    )
    for line_id, category, funder, amount in rows:
        if line_id in within:
            moved[funder] += amount
        else:
            side = came if amount > ZERO else went
            side[category][funder] += abs(amount)
    for funder, amount in moved.items():
        if amount:
            (came if amount > ZERO else went)[MOVED][funder] += abs(amount)
    return came, went


def _moved_within(session: Session, of: _Span) -> frozenset[int]:
    """Both lines of each movement between own accounts that began and ended in these days."""
    from sqlalchemy.orm import aliased

    pair, out, into = tables.TransferPair, aliased(tables.BankLine), aliased(tables.BankLine)
    rows = session.execute(
        select(pair.out_line_id, pair.in_line_id)
        .join(out, out.id == pair.out_line_id)
        .join(into, into.id == pair.in_line_id)
        .where(out.day.between(of.first, of.last), into.day.between(of.first, of.last))
    )
    return frozenset(line for both in rows for line in both)


def _last_year(session: Session, of: _Span) -> tuple[Sums, Sums] | None:
    """The same sums a year earlier; None where the books hold nothing of those days."""
    before = of.year_before()
    sums = _by_category(session, before)
    return sums if any(sums) else None


def _funders(session: Session, of: _Span, sums: tuple[Sums, Sums]) -> list[tuple[int | None, str]]:
    """The funders with money in these days, in their order; what nobody has sorted yet comes last."""
    funder = tables.Funder
    rows = session.scalars(
        select(funder).where(funder.person_id == of.person_id).order_by(funder.position, funder.id)
    ).all()
    seen = {one for side in sums for amounts in side.values() for one in amounts}
    shown: list[tuple[int | None, str]] = [
        (row.id, row.short_name) for row in rows if row.id in seen or _opening(session, of, row.id)
    ]
    if None in seen or _opening(session, of, None):
        shown.append((None, NOT_SORTED))
    return shown


def _opening(session: Session, of: _Span, funder_id: int | None) -> Money:
    before = balance_of(session, funder_id, of.first - A_DAY, person_id=of.person_id)
    return before + opening_between(session, funder_id, of.first, of.last, person_id=of.person_id)


def _rows(sums: Sums, before: Sums | None, funders: Sequence[int | None]) -> tuple[CategoryRow, ...]:
    codes = [*categories(), ""]
    seen = [*sums, *(before or {})]
    shown = sorted(dict.fromkeys(seen), key=lambda code: codes.index(code) if code in codes else len(codes))
    return tuple(
        CategoryRow(
            category_title(code),
            tuple(sums.get(code, {}).get(funder, ZERO) for funder in funders),
            None if before is None else total(before.get(code, {}).values()),
        )
        for code in shown
    )


def category_title(code: str) -> str:
    """A category's name on paper."""
    known = categories().get(code)
    return known.name if known else NOT_SORTED


def _funder_balance(
    session: Session, of: _Span, funder_id: int | None, name: str, sums: tuple[Sums, Sums]
) -> FunderBalance:
    came, went = (total(amounts.get(funder_id, ZERO) for amounts in side.values()) for side in sums)
    return FunderBalance(name, _opening(session, of, funder_id), came, went)


def _account_balance(session: Session, row: tables.Account, of: _Span) -> AccountBalance:
    during = row.opening_on >= of.first
    opening = row.opening_balance if during else account_balance(session, row, of.first - A_DAY)
    said = bank_says(session, row, of.last)
    note = _told(said)
    if during and row.opening_on > of.first:
        note = f"In the books from {long_date(row.opening_on)}. {note}"
    return AccountBalance(account_title(row), opening, account_balance(session, row, of.last), said.now, note)


def _told(said: BankSays) -> str:
    if said.told_on is None:
        return "No balance from the bank is in the books yet"
    told = f"The bank’s balance of {long_date(said.told_on)}, {said.balance}"
    return f"{told}, and {said.since} after it" if said.since else told


def account_title(row: tables.Account) -> str:
    """An account's name with its last figures."""
    return f"{row.name} ending {row.last_digits}" if row.last_digits else row.name


def _assets(session: Session, accounts: Sequence[tables.Account], last: date) -> tuple[Owned, ...]:
    return tuple(Owned(account_title(row), account_balance(session, row, last), "in the account") for row in accounts)


def _kept(money: Iterable[FunderMoney], reasons: Sequence[Reason]) -> tuple[Owned, ...]:
    """Money set aside for some reasons, all funders together, with each funder's part as a note."""
    found: dict[Reason, list[tuple[str, Money]]] = defaultdict(list)
    for one in money:
        for item in one.aside.items:
            if item.amount:
                found[item.reason].append((one.short_name, item.amount))
    return tuple(
        Owned(
            REASONS[reason],
            total(amount for _, amount in found[reason]),
            ", ".join(f"{name} {amount}" for name, amount in found[reason]),
        )
        for reason in reasons
        if reason in found
    )


def _loans(session: Session, of: _Span) -> tuple[Owned, ...]:
    """Private money lent to the accounts and not repaid by the last day."""
    split, line, account = tables.Split, tables.BankLine, tables.Account
    wanted = (
        select(func.coalesce(func.sum(split.amount), 0))
        .join(line, line.id == split.bank_line_id)
        .join(account, account.id == line.account_id)
        .where(account.person_id == of.person_id, line.day <= of.last, line.day >= account.opening_on)
        .where(split.category.in_(("loan_in", "loan_repaid")))
    )
    owed = as_money(session.scalars(wanted).one())
    return (Owned("Money lent to the account and not repaid", owed),) if owed > ZERO else ()


def _notes(
    session: Session, of: _Span, accounts: Sequence[tables.Account], money: Iterable[FunderMoney]
) -> tuple[str, ...]:
    notes = [guidance("evidence", "note_bank_dates"), guidance("evidence", "note_moved")]
    unsorted = balance_of(session, None, of.last, person_id=of.person_id)
    if unsorted:
        notes.append(guidance("evidence", "note_not_sorted", amount=str(unsorted)))
    before = of.year_before()
    begun = min((row.opening_on for row in accounts), default=of.first)
    if before.first < begun <= before.last:
        notes.append(guidance("evidence", "note_part_year", day=long_date(begun)))
    gaps = dict.fromkeys(item.note for one in money for item in one.aside.not_worked_out if item.note)
    if gaps:
        notes.append(guidance("evidence", "note_not_worked_out", what="; ".join(gaps)))
    return tuple(notes)

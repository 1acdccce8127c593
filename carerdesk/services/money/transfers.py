"""Money moved between the person's own accounts: two lines that are one movement."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from carerdesk.domain.dates import day_and_month
from carerdesk.domain.money import Money
from carerdesk.domain.problem import Problem
from carerdesk.services.books import Books, done, owner
from carerdesk.services.money.finding import account_of, in_view, line_of, payee
from carerdesk.services.money.parts import Part, parts_of, put_parts
from carerdesk.services.outcome import Outcome, Rejected

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from carerdesk.store.tables import BankLine, TransferPair

DAYS_APART = 5
TWO_ACCOUNTS = 2
TRANSFER = "transfer"


@dataclass(frozen=True, slots=True)
class TransferSuggestion:
    """Two lines of opposite amounts in two accounts, a few days apart."""

    out_line_id: int
    in_line_id: int
    amount: Money
    out_day: date
    in_day: date
    out_account: str
    in_account: str
    out_text: str
    in_text: str


def transfer_suggestions(books: Books, line_id: int | None = None) -> tuple[TransferSuggestion, ...]:
    """Pairs that may be one movement, nearest days first; each line is offered once. For one line, all its pairs."""
    found = _candidates(_free(books))
    if line_id is not None:
        found = [each for each in found if line_id in {each.out_line_id, each.in_line_id}]
    found.sort(key=lambda each: (abs((each.in_day - each.out_day).days), each.out_line_id, each.in_line_id))
    return tuple(found) if line_id is not None else _once_each(found)


def pair_transfer(books: Books, out_line_id: int, in_line_id: int, funder_id: int | None = None) -> Outcome:
    """The two lines are one movement. Whose money moved: the funder named, else as either line says already."""
    with books.reading() as session:
        problems = _check(session, line_of(session, out_line_id), line_of(session, in_line_id))
    if problems:
        return Rejected(problems)
    with books.operation("") as op:
        from carerdesk.store.tables import TransferPair

        out, into = line_of(op.session, out_line_id), line_of(op.session, in_line_id)
        op.session.add(TransferPair(**owner(op.session).keys(), out_line_id=out.id, in_line_id=into.id))
        parts = _moved(op.session, out, into, funder_id)
        put_parts(op.session, out, parts)
        put_parts(op.session, into, [replace(part, amount=-part.amount) for part in parts])
        names = [account_of(op.session, line.account_id).name for line in (out, into)]
        op.said = f"{into.amount} moved from {names[0]} to {names[1]}, {day_and_month(out.day)}"
    return done(op, id=out_line_id)


def unpair_transfer(books: Books, line_id: int) -> Outcome:
    """The line is no transfer after all; both lines are to be sorted again."""
    with books.operation("") as op:
        pair = _pair(op.session, line_id)
        if pair is None:
            raise LookupError(f"bank line {line_id} has no other side")
        sides = [line_of(op.session, pair.out_line_id), line_of(op.session, pair.in_line_id)]
        op.session.delete(pair)
        op.session.flush()
        for line in sides:
            put_parts(op.session, line, [replace(part, category="") for part in parts_of(op.session, line.id)])
        op.said = f"{sides[1].amount} on {day_and_month(sides[0].day)} is no longer a transfer"
    return done(op, id=line_id)


def other_side(session: Session, line_id: int) -> BankLine | None:
    """The line at the other end of a transfer."""
    pair = _pair(session, line_id)
    if pair is None:
        return None
    return line_of(session, pair.in_line_id if pair.out_line_id == line_id else pair.out_line_id)


def _pair(session: Session, line_id: int) -> TransferPair | None:
    from sqlalchemy import select

    from carerdesk.store.tables import TransferPair

    either = (TransferPair.out_line_id == line_id) | (TransferPair.in_line_id == line_id)
    return session.scalar(select(TransferPair).where(either))


def _check(session: Session, out: BankLine, into: BankLine) -> tuple[Problem, ...]:
    from carerdesk.services.money.shares import allocations_of

    if out.account_id == into.account_id:
        return (Problem("", "transfer_within_one_account"),)
    if out.amount.pence >= 0 or out.amount + into.amount:
        return (Problem("", "transfer_amounts_differ"),)
    if any(_pair(session, line.id) for line in (out, into)):
        return (Problem("", "transfer_paired_already"),)
    if any(allocations_of(session, line.id) for line in (out, into)):
        return (Problem("", "unmatch_the_line_first"),)
    return ()


def _moved(session: Session, out: BankLine, into: BankLine, funder_id: int | None) -> list[Part]:
    if funder_id is not None:
        return [Part(TRANSFER, funder_id, out.amount)]
    sides = (parts_of(session, out.id), [replace(part, amount=-part.amount) for part in parts_of(session, into.id)])
    told = next((side for side in sides if all(part.funder_id is not None for part in side)), None)
    return [Part(TRANSFER, part.funder_id, part.amount) for part in told or [Part(TRANSFER, None, out.amount)]]


@dataclass(frozen=True, slots=True)
class _Free:
    """A line that may be half of a transfer."""

    id: int
    account_id: int
    account: str
    day: date
    amount: int
    text: str


_FREE = (
    "SELECT l.id, l.account_id, a.name, l.day, l.amount, l.description FROM bank_line l"
    " JOIN account a ON a.id = l.account_id WHERE l.person_id = ?"
    " AND NOT EXISTS (SELECT 1 FROM split s WHERE s.bank_line_id = l.id AND s.category NOT IN ('', 'transfer'))"
    " AND NOT EXISTS (SELECT 1 FROM allocation b WHERE b.bank_line_id = l.id)"
    " AND NOT EXISTS (SELECT 1 FROM transfer_pair t WHERE t.out_line_id = l.id)"
    " AND NOT EXISTS (SELECT 1 FROM transfer_pair t WHERE t.in_line_id = l.id)"
)


def _free(books: Books) -> list[_Free]:
    person = in_view(books).person_id
    if books.quick("SELECT COUNT(*) FROM account WHERE person_id = ?", (person,))[0][0] < TWO_ACCOUNTS:
        return []
    rows = books.quick(_FREE, (person,))
    return [
        _Free(row_id, at, name, date.fromisoformat(day), amount, text) for row_id, at, name, day, amount, text in rows
    ]


def _candidates(free: list[_Free]) -> list[TransferSuggestion]:
    came: dict[int, list[_Free]] = {}
    for line in free:
        if line.amount > 0:
            came.setdefault(line.amount, []).append(line)
    return [
        _suggestion(out, into)
        for out in free
        if out.amount < 0
        for into in came.get(-out.amount, ())
        if into.account_id != out.account_id and abs((into.day - out.day).days) <= DAYS_APART
    ]


def _suggestion(out: _Free, into: _Free) -> TransferSuggestion:
    return TransferSuggestion(
        out.id, into.id, Money(into.amount), out.day, into.day, out.account, into.account,
        payee(out.text), payee(into.text),
    )  # fmt: skip


def _once_each(found: list[TransferSuggestion]) -> tuple[TransferSuggestion, ...]:
    taken: set[int] = set()
    kept = []
    for each in found:
        if not taken & {each.out_line_id, each.in_line_id}:
            taken |= {each.out_line_id, each.in_line_id}
            kept.append(each)
    return tuple(kept)

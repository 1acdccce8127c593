"""Lines typed by hand: cash, a paper statement, a payment the file does not hold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from carerdesk.domain.dates import long_date
from carerdesk.domain.money import Money
from carerdesk.domain.problem import Problem
from carerdesk.services.books import Books, done, owner
from carerdesk.services.money.agreeing import settle_checks
from carerdesk.services.money.finding import account_of, line_of, line_title, payee_key
from carerdesk.services.money.parts import Part, check_parts, put_parts, splits_of
from carerdesk.services.money.rules import applied, rules_by_text
from carerdesk.services.outcome import Outcome, Rejected

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from carerdesk.store.tables import Account, BankLine

IMPORTED = "imported"
TYPED = "typed"
PASTED = "pasted"


@dataclass(frozen=True, slots=True)
class NewLine:
    """A line as typed. Money in is plus, money out is minus."""

    day: date
    amount: Money
    description: str
    category: str = ""
    funder_id: int | None = None
    outcome_id: int | None = None
    note: str = ""


def add_line(books: Books, account_id: int, new: NewLine) -> Outcome:
    """Adds a typed line. Without a category it is sorted like other lines of its payee, where a person said so."""
    with books.reading() as session:
        problems = _check(session, account_of(session, account_id), new, books.today())
        problems = problems or check_parts(session, new.amount, [_part(new)])
    if problems:
        return Rejected(problems)
    with books.operation("") as op:
        line = _line(op.session, account_id, new)
        op.session.add(line)
        op.session.flush()
        put_parts(op.session, line, _parts(op.session, new))
        settle_checks(op.session, account_id, books.now())
        op.said = f"{_money(new.amount)}: {line_title(line)}"
        made = line.id
    return done(op, id=made)


def change_line(books: Books, line_id: int, new: NewLine) -> Outcome:
    """Puts a typed line's date, amount or text right; what it was for is kept where its amount stays the same."""
    with books.reading() as session:
        line = line_of(session, line_id)
        problems = _check_typed(line) or _check(session, account_of(session, line.account_id), new, books.today())
        if not problems and line.amount != new.amount:
            problems = _check_free(session, line_id) or check_parts(session, new.amount, [_part(new)])
    if problems:
        return Rejected(problems)
    with books.operation("") as op:
        line = line_of(op.session, line_id)
        if line.day != new.day:
            line.position = next_position(op.session, line.account_id, new.day)
        resized = line.amount != new.amount
        line.day, line.amount, line.description, line.note = new.day, new.amount, new.description.strip(), new.note
        if resized:
            put_parts(op.session, line, [_part(new)])
        settle_checks(op.session, line.account_id, books.now())
        op.said = f"Line put right: {line_title(line)}"
    return done(op, id=line_id)


def remove_line(books: Books, line_id: int) -> Outcome:
    """Takes a typed line out. A line from a file stays: it is taken out by undoing the file, or explained."""
    with books.reading() as session:
        line = line_of(session, line_id)
        problems = _check_typed(line) or _check_free(session, line_id) or _check_bare(session, line_id)
    if problems:
        return Rejected(problems)
    with books.operation("") as op:
        line = line_of(op.session, line_id)
        op.said, account_id = f"Line taken out: {line_title(line)}", line.account_id
        for split in splits_of(op.session, line_id):
            op.session.delete(split)
        op.session.flush()
        op.session.delete(line)
        settle_checks(op.session, account_id, books.now())
    return done(op)


def next_position(session: Session, account_id: int, day: date) -> int:
    """The place after the last line of a day."""
    from sqlalchemy import func, select

    from carerdesk.store.tables import BankLine

    last = select(func.max(BankLine.position)).where(BankLine.account_id == account_id, BankLine.day == day)
    found = session.scalar(last)
    return 0 if found is None else found + 1


def check_day(account: Account, day: date, today: date) -> tuple[Problem, ...]:
    """Whether a line of this day may stand in the account."""
    if day < account.opening_on:
        return (Problem("day", "line_before_account", {"day": long_date(account.opening_on)}),)
    if account.closed_on and day > account.closed_on:
        return (Problem("day", "line_after_closing", {"day": long_date(account.closed_on)}),)
    if day > today:
        return (Problem("day", "line_in_the_future", {"day": long_date(day)}),)
    return ()


def _check(session: Session, account: Account, new: NewLine, today: date) -> tuple[Problem, ...]:  # noqa: ARG001 - one shape for all checks
    problems = list(check_day(account, new.day, today))
    if not new.description.strip():
        problems.append(Problem("description", "line_needs_words"))
    if not new.amount:
        problems.append(Problem("amount", "line_of_nothing"))
    return tuple(problems)


def _check_typed(line: BankLine) -> tuple[Problem, ...]:
    return (Problem("", "line_is_the_banks"),) if line.entered == IMPORTED else ()


def _check_free(session: Session, line_id: int) -> tuple[Problem, ...]:
    from carerdesk.services.money.shares import allocations_of
    from carerdesk.services.money.transfers import other_side

    if allocations_of(session, line_id):
        return (Problem("", "unmatch_the_line_first"),)
    if other_side(session, line_id) is not None:
        return (Problem("", "unpair_the_line_first"),)
    return ()


def _check_bare(session: Session, line_id: int) -> tuple[Problem, ...]:
    from carerdesk.services.money.attaching import attachments_of

    return (Problem("", "take_papers_off_first"),) if attachments_of(session, "bank_line", line_id) else ()


def _part(new: NewLine) -> Part:
    return Part(new.category, new.funder_id, new.amount, new.outcome_id)


def _parts(session: Session, new: NewLine) -> tuple[Part, ...]:
    if new.category or new.funder_id is not None:
        return (_part(new),)
    rule = rules_by_text(session).get(payee_key(new.description))
    return (rule and applied(rule, new.amount)) or (_part(new),)


def _line(session: Session, account_id: int, new: NewLine) -> BankLine:
    from carerdesk.store.tables import BankLine

    return BankLine(
        **owner(session).keys(), account_id=account_id, day=new.day, amount=new.amount,
        description=" ".join(new.description.split()), note=new.note.strip(), entered=TYPED,
        position=next_position(session, account_id, new.day),
    )  # fmt: skip


def _money(amount: Money) -> str:
    return f"{abs(amount)} {'in' if amount.pence > 0 else 'out'}"

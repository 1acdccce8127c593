"""Saying what a line was for, whose money it was, and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from carerdesk.catalogue.categories import categories
from carerdesk.domain.money import Money, total
from carerdesk.domain.problem import Problem
from carerdesk.services.books import Books, done, owner
from carerdesk.services.money.finding import line_of, line_title, payee_key
from carerdesk.services.money.parts import Part, check_parts, parts_of, put_parts
from carerdesk.services.money.rules import applied, remember, rules_by_text
from carerdesk.services.outcome import Outcome, Rejected

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session

    from carerdesk.store.tables import BankLine

TRANSFER = "transfer"


def sort_line(
    books: Books,
    line_id: int,
    *,
    category: str,
    funder_id: int | None,
    outcome_id: int | None = None,
    reason: str = "",
    always: bool = False,
) -> Outcome:
    """The whole line was for one thing and one funder's money. `always` sorts later lines of this payee the same."""
    with books.reading() as session:
        amount = line_of(session, line_id).amount
    return split_line(books, line_id, [Part(category, funder_id, amount, outcome_id, reason)], always=always)


def split_line(books: Books, line_id: int, parts: Sequence[Part], *, always: bool = False) -> Outcome:
    """The line's parts. Rejected where they do not add up to it, or would undo what it is matched with."""
    with books.reading() as session:
        problems = _check(session, line_id, parts)
    if problems:
        return Rejected(problems)
    with books.operation("") as op:
        line = line_of(op.session, line_id)
        put_parts(op.session, line, parts)
        _mirror(op.session, line, parts)
        if always:
            remember(op.session, payee_key(line.description), parts)
        op.said = _said(line, parts)
    return done(op, id=line_id)


def sort_alike(books: Books, line_id: int) -> Outcome:
    """Sorts every line of the same payee that is not sorted yet like this one."""
    with books.reading() as session:
        line = line_of(session, line_id)
        text, parts = payee_key(line.description), parts_of(session, line_id)
    if not all(part.sorted for part in parts):
        return Rejected((Problem("", "sort_this_line_first"),))
    with books.operation("") as op:
        remember(op.session, text, parts)
        rule = rules_by_text(op.session)[text]
        count = 0
        for other in unsorted_alike(op.session, line_id):
            shares = applied(rule, other.amount)
            if shares:
                put_parts(op.session, other, shares)
                count += 1
        op.said = f"{count} more {'line' if count == 1 else 'lines'} sorted like {line_title(line)}"
    return done(op, id=line_id)


def unsorted_alike(session: Session, line_id: int) -> list[BankLine]:
    """Other lines of the same payee, the same way in or out, of which nothing is sorted yet."""
    from sqlalchemy import select

    from carerdesk.store.tables import BankLine

    texts = list(_texts_alike(session, line_of(session, line_id)))
    found = session.scalars(
        select(BankLine).where(*_unsorted_beside(session, line_id), BankLine.description.in_(texts))
    )
    return list(found)


def count_unsorted_alike(session: Session, line_id: int) -> int:
    """How many those are, without reading them."""
    return sum(_texts_alike(session, line_of(session, line_id)).values())


def _texts_alike(session: Session, line: BankLine) -> dict[str, int]:
    """Each text by which the payee's unsorted lines stand in the books, and how often."""
    from sqlalchemy import func, select

    from carerdesk.store.tables import BankLine

    key = payee_key(line.description)
    query = select(BankLine.description, func.count()).where(
        *_unsorted_beside(session, line.id), BankLine.description.ilike(f"%{max(key.split(), key=len)}%")
    )
    found = session.execute(query.group_by(BankLine.description)).all()
    return {text: count for text, count in found if payee_key(text) == key}


def _unsorted_beside(session: Session, line_id: int) -> tuple[ColumnElement[bool], ...]:
    from sqlalchemy import select

    from carerdesk.store.tables import BankLine, Split

    line = line_of(session, line_id)
    begun = select(Split.bank_line_id).where((Split.category != "") | Split.funder_id.is_not(None))
    way = BankLine.amount > Money(0) if line.amount.pence > 0 else BankLine.amount <= Money(0)
    return BankLine.person_id == line.person_id, BankLine.id != line_id, way, BankLine.id.not_in(begun)


def explain_line(books: Books, line_id: int, note: str) -> Outcome:
    """The family's own words about a line, whichever way it came in."""
    with books.operation("") as op:
        line = line_of(op.session, line_id)
        line.note = note.strip()
        op.said = f"Note on {line_title(line)}" if line.note else f"Note taken off {line_title(line)}"
    return done(op, id=line_id)


def _check(session: Session, line_id: int, parts: Sequence[Part]) -> tuple[Problem, ...]:
    line = line_of(session, line_id)
    problems = check_parts(session, line.amount, parts)
    if problems:
        return problems
    return _check_pair(session, line, parts) or _check_joined(session, line, parts)


def _check_pair(session: Session, line: BankLine, parts: Sequence[Part]) -> tuple[Problem, ...]:
    from carerdesk.services.money.transfers import other_side

    if other_side(session, line.id) is not None and any(part.category != TRANSFER for part in parts):
        return (Problem("parts", "line_is_a_transfer"),)
    return ()


def _check_joined(session: Session, line: BankLine, parts: Sequence[Part]) -> tuple[Problem, ...]:
    from carerdesk.services.money.shares import joined_categories

    joined = joined_categories(session, line.id)
    if _by_funder(parts, joined) == _by_funder(parts_of(session, line.id), joined):
        return ()
    return (Problem("parts", "line_is_matched"),)


def _by_funder(parts: Sequence[Part], wanted: frozenset[str]) -> dict[tuple[str, int | None], Money]:
    keys = {(part.category, part.funder_id) for part in parts if part.category in wanted}
    return {key: total(part.amount for part in parts if (part.category, part.funder_id) == key) for key in keys}


def _mirror(session: Session, line: BankLine, parts: Sequence[Part]) -> None:
    from dataclasses import replace

    from carerdesk.services.money.transfers import other_side

    other = other_side(session, line.id)
    if other is not None:
        put_parts(session, other, [replace(part, amount=-part.amount) for part in parts])


def _said(line: BankLine, parts: Sequence[Part]) -> str:
    known = categories()
    names = list(dict.fromkeys(known[part.category].name for part in parts if part.category))
    return f"{line_title(line)}: {' and '.join(names)}" if names else f"{line_title(line)} is not sorted any more"


def latest_like(session: Session, line: BankLine) -> tuple[Part, ...] | None:
    """What the last sorted line of the same payee was for, as a suggestion for this one."""
    from sqlalchemy import select

    from carerdesk.services.money.rules import Rule, RulePart
    from carerdesk.store.tables import BankLine, Split

    rule = rules_by_text(session).get(payee_key(line.description))
    if rule is not None:
        return applied(rule, line.amount)
    person, key = owner(session).person_id, payee_key(line.description)
    sorted_lines = select(Split.bank_line_id).where(Split.category != "", Split.funder_id.is_not(None))
    word = max(key.split(), key=len)
    others = select(BankLine).where(
        BankLine.person_id == person, BankLine.id != line.id, BankLine.id.in_(sorted_lines),
        BankLine.description.ilike(f"%{word}%"),
    )  # fmt: skip
    for other in session.scalars(others.order_by(BankLine.day.desc(), BankLine.id.desc()).limit(40)):
        if payee_key(other.description) == key and (other.amount.pence < 0) == (line.amount.pence < 0):
            from decimal import Decimal

            rows = tuple(
                RulePart(part.category, part.funder_id, part.outcome_id, Decimal(abs(part.amount.pence)))
                for part in parts_of(session, other.id)
            )
            return applied(Rule(0, key, key, rows), line.amount)
    return None

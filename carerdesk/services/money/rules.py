"""What lines from the same payee were for the last time, used again only where a person said so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from carerdesk.catalogue.categories import categories
from carerdesk.domain.money import Money, split
from carerdesk.services.books import Books, done, owner
from carerdesk.services.money.finding import payee
from carerdesk.services.money.parts import Part
from carerdesk.services.outcome import Outcome

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from carerdesk.store.tables import PayeeRule


@dataclass(frozen=True, slots=True)
class RulePart:
    """One row of a rule; `weight` is its share where a payee's lines are split."""

    category: str
    funder_id: int | None
    outcome_id: int | None
    weight: Decimal


@dataclass(frozen=True, slots=True)
class Rule:
    """What lines with this text are for, in the person's own decision. `id` is that of its first row."""

    id: int
    text: str
    name: str
    parts: tuple[RulePart, ...]


def rules(books: Books) -> tuple[Rule, ...]:
    """Every rule of the person in view, by name."""
    with books.reading() as session:
        found = rules_by_text(session)
    return tuple(sorted(found.values(), key=lambda rule: rule.name))


def forget_rule(books: Books, text: str) -> Outcome:
    """Lines with this text are no longer sorted by themselves. Lines sorted already stay as they are."""
    with books.operation(f"Lines from {payee(text)} are no longer sorted by themselves") as op:
        for row in _rows(op.session, text):
            op.session.delete(row)
    return done(op)


def rules_by_text(session: Session) -> Mapping[str, Rule]:
    """The rules of the person in view by the text they know a line by."""
    from sqlalchemy import select

    from carerdesk.store.tables import PayeeRule

    person = owner(session).person_id
    rows: dict[str, list[PayeeRule]] = {}
    for row in session.scalars(select(PayeeRule).where(PayeeRule.person_id == person).order_by(PayeeRule.id)):
        rows.setdefault(row.text, []).append(row)
    return {text: _rule(text, some) for text, some in rows.items()}


def _rule(text: str, rows: Sequence[PayeeRule]) -> Rule:
    parts = tuple(RulePart(row.category, row.funder_id, row.outcome_id, row.weight) for row in rows)
    return Rule(rows[0].id, text, payee(text), parts)


def remember(session: Session, text: str, parts: Sequence[Part]) -> None:
    """Keeps what a line was for, in the place of what was kept before. Weights are the parts' pence."""
    from carerdesk.store.tables import PayeeRule

    for row in _rows(session, text):
        session.delete(row)
    keys = owner(session).keys()
    for part in parts:
        weight = Decimal(1) if len(parts) == 1 else Decimal(abs(part.amount.pence))
        row = PayeeRule(
            text=text,
            category=part.category,
            funder_id=part.funder_id,
            outcome_id=part.outcome_id,
            weight=weight,
            **keys,
        )  # fmt: skip
        session.add(row)
    session.flush()


def applied(rule: Rule, amount: Money) -> tuple[Part, ...] | None:
    """The rule's parts for a line of this amount; None where a category does not suit money of this direction."""
    known = categories()
    every = [known.get(part.category) for part in rule.parts]
    if not amount or any(category is None or not category.suits(amount) for category in every):
        return None
    shares = split(amount, [part.weight for part in rule.parts])
    both = zip(rule.parts, shares, strict=True)
    return tuple(Part(part.category, part.funder_id, share, part.outcome_id) for part, share in both if share)


def _rows(session: Session, text: str) -> Sequence[PayeeRule]:
    from sqlalchemy import select

    from carerdesk.store.tables import PayeeRule

    person = owner(session).person_id
    return list(session.scalars(select(PayeeRule).where(PayeeRule.person_id == person, PayeeRule.text == text)))

"""The parts of a bank line: what each was for, whose money it was, and which outcome of the plan it serves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from carerdesk.catalogue.categories import categories
from carerdesk.domain.money import Money, total
from carerdesk.domain.problem import Problem

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from carerdesk.store.tables import BankLine, Split


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a bank line, signed as the bank's: out is minus. An empty category or no funder is not sorted yet."""

    category: str
    funder_id: int | None
    amount: Money
    outcome_id: int | None = None
    reason: str = ""

    @property
    def sorted(self) -> bool:
        """Whether it is known what it was for and whose money it was."""
        return bool(self.category) and self.funder_id is not None


def check_parts(session: Session, amount: Money, parts: Sequence[Part]) -> tuple[Problem, ...]:
    """What is wrong with these parts of a line of this amount."""
    if not parts:
        return (Problem("parts", "parts_none"),)
    problems = [problem for at, part in enumerate(parts) for problem in _check_part(session, at, part)]
    summed = total(part.amount for part in parts)
    if summed != amount:
        values = {"sum": str(abs(summed)), "line": str(abs(amount)), "left": str(abs(amount - summed))}
        problems.append(Problem("parts", "parts_do_not_add_up", values))
    return tuple(problems)


def _check_part(session: Session, at: int, part: Part) -> list[Problem]:
    from carerdesk.store.tables import Funder

    problems = []
    if not part.amount:
        problems.append(Problem(f"amount {at}", "part_of_nothing"))
    known = categories().get(part.category)
    if part.category and known is None:
        problems.append(Problem(f"category {at}", "category_unknown", {"category": part.category}))
    if known and part.amount and not known.suits(part.amount):
        code = "category_for_money_out" if part.amount.pence > 0 else "category_for_money_in"
        problems.append(Problem(f"category {at}", code, {"category": known.name}))
    if part.funder_id is not None and session.get(Funder, part.funder_id) is None:
        problems.append(Problem(f"funder {at}", "funder_unknown"))
    return problems + _check_outcome(session, at, part)


def _check_outcome(session: Session, at: int, part: Part) -> list[Problem]:
    from carerdesk.store.tables import PlanOutcome

    if part.outcome_id is None:
        return []
    outcome = session.get(PlanOutcome, part.outcome_id)
    if outcome is None:
        return [Problem(f"outcome {at}", "outcome_unknown")]
    if outcome.funder_id != part.funder_id:
        return [Problem(f"outcome {at}", "outcome_of_another_funder", {"outcome": outcome.title})]
    return []


def splits_of(session: Session, line_id: int) -> list[Split]:
    """A line's splits, in the order they were made."""
    from sqlalchemy import select

    from carerdesk.store.tables import Split

    return list(session.scalars(select(Split).where(Split.bank_line_id == line_id).order_by(Split.id)))


def parts_of(session: Session, line_id: int) -> tuple[Part, ...]:
    """A line's splits as plain values."""
    return tuple(
        Part(split.category, split.funder_id, split.amount, split.outcome_id, split.reason)
        for split in splits_of(session, line_id)
    )


def put_parts(session: Session, line: BankLine, parts: Iterable[Part]) -> None:
    """Makes these the line's splits. Rows that are there are changed, so that the history reads as a change."""
    from carerdesk.store.tables import Split

    old = splits_of(session, line.id)
    new = merged(parts)
    for split, part in zip(old, new, strict=False):
        split.category, split.funder_id, split.amount = part.category, part.funder_id, part.amount
        split.outcome_id, split.reason = part.outcome_id, part.reason
    for part in new[len(old) :]:
        keys = {"employer_id": line.employer_id, "person_id": line.person_id, "bank_line_id": line.id}
        row = Split(
            category=part.category,
            funder_id=part.funder_id,
            amount=part.amount,
            outcome_id=part.outcome_id,
            reason=part.reason,
            **keys,
        )  # fmt: skip
        session.add(row)
    for split in old[len(new) :]:
        session.delete(split)
    session.flush()


def merged(parts: Iterable[Part]) -> list[Part]:
    """Parts that say the same become one; the order stays; what comes to nothing goes, unless all does."""
    found: dict[tuple[str, int | None, int | None, str], Part] = {}
    for part in parts:
        key = (part.category, part.funder_id, part.outcome_id, part.reason)
        there = found.get(key)
        found[key] = replace(part, amount=there.amount + part.amount) if there else part
    every = list(found.values())
    return [part for part in every if part.amount] or every[:1]

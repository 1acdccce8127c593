"""What a person can choose from when sorting a line: categories, funders, outcomes of the plan."""

from __future__ import annotations

from dataclasses import dataclass

from carerdesk.catalogue.categories import categories
from carerdesk.domain.money import Money
from carerdesk.services.books import Books, owner

_TONES = frozenset({"council", "nhs", "atw", "own"})


@dataclass(frozen=True, slots=True)
class OutcomeChoice:
    """An outcome in a funder's plan."""

    id: int
    title: str


@dataclass(frozen=True, slots=True)
class FunderChoice:
    """A funder and its plan's outcomes. `is_own` is the person's own money."""

    id: int
    name: str
    short_name: str
    tone: str
    outcomes: tuple[OutcomeChoice, ...]
    is_own: bool


@dataclass(frozen=True, slots=True)
class CategoryChoice:
    """A category; `tells` says what a reviewer sees in it."""

    code: str
    name: str
    tells: str
    points_to_plan: bool


def tone(kind: str) -> str:
    """The colour of a funder's chip; any other kind takes that of own money."""
    return kind if kind in _TONES else "own"


def funder_choices(books: Books) -> tuple[FunderChoice, ...]:
    """The funders of the person in view, in their order; those that have ended last."""
    from sqlalchemy import select

    from carerdesk.store.tables import Funder, PlanOutcome

    with books.reading() as session:
        person = owner(session).person_id
        outcomes: dict[int, list[OutcomeChoice]] = {}
        for row in session.scalars(select(PlanOutcome).where(PlanOutcome.person_id == person).order_by(PlanOutcome.id)):
            outcomes.setdefault(row.funder_id, []).append(OutcomeChoice(row.id, row.title))
        query = select(Funder).where(Funder.person_id == person)
        rows = session.scalars(query.order_by(Funder.ended.is_not(None), Funder.position, Funder.id))
        return tuple(
            FunderChoice(
                row.id, row.name, row.short_name, tone(row.kind), tuple(outcomes.get(row.id, ())), row.kind == "own"
            )
            for row in rows
        )  # fmt: skip


def category_choices(amount: Money) -> tuple[CategoryChoice, ...]:
    """The categories that suit money of this direction, in their order."""
    return tuple(
        CategoryChoice(each.code, each.name, each.tells, each.points_to_plan)
        for each in categories().values()
        if each.suits(amount)
    )


def category_name(code: str) -> str:
    """A category's name; nothing for a line that is not sorted."""
    return categories()[code].name if code else ""

"""Who may be written into a shift, and whose money may pay for it, by the short names people type."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from carerdesk.domain.hours.shift import ShiftKind
from carerdesk.services.books import Books, owner
from carerdesk.services.people.read import workers
from carerdesk.services.people.records import WorkerSummary
from carerdesk.store.tables import Funder


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose: a worker or a funder. `short` is what is typed and shown where there is little room."""

    id: int
    name: str
    short: str
    tone: str = ""


def tone_of(kind: str) -> str:
    """The colour token of a funder's kind; a fifth kind takes the family's own."""
    return {"council": "council", "nhs": "nhs", "atw": "atw"}.get(kind, "own")


def choices(books: Books, first: date, last: date | None = None) -> tuple[tuple[Choice, ...], tuple[Choice, ...]]:
    """Those who work on some day between two, by name, and the funders still paying then, in their order."""
    until = last or first
    with books.reading() as session:
        there = [one for one in workers(session) if _works_between(one, first, until)]
        short = short_names(there)
        return (
            tuple(Choice(one.id, one.name, short[one.id]) for one in there),
            tuple(
                Choice(row.id, row.name, row.short_name, tone_of(row.kind))
                for row in funders(session)
                if row.ended is None or row.ended >= first
            ),
        )


def kinds() -> tuple[tuple[str, str], ...]:
    """The kinds of work with their words."""
    return tuple((kind.value, kind.label) for kind in ShiftKind)


def funders(session: Session) -> list[Funder]:
    """The funders of the person in view, in their order."""
    here = owner(session)
    return list(
        session.scalars(select(Funder).where(Funder.person_id == here.person_id).order_by(Funder.position, Funder.id))
    )


def short_names(people: Iterable[WorkerSummary]) -> dict[int, str]:
    """First names, or whole ones where two would be called the same."""
    found = list(people)
    often = Counter(one.first_name for one in found)
    return {one.id: one.first_name if often[one.first_name] == 1 else one.name for one in found}


def _works_between(one: WorkerSummary, first: date, last: date) -> bool:
    return (one.started is None or one.started <= last) and (one.left is None or one.left >= first)

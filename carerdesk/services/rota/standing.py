"""Between the rows of patterns and the rules: what stands, for whom, paid by whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from carerdesk.catalogue.bank_holidays import bank_holidays
from carerdesk.domain.rota.pattern import Pattern
from carerdesk.domain.rota.terms import KnownDays, TermDays
from carerdesk.services.books import owner
from carerdesk.store import tables

Shares = tuple[tuple[int, Decimal], ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """One version of one PA's pattern, as the books have it. `shares` are funders with their per cent."""

    id: int
    worker_id: int
    series: int
    when: Pattern
    kind: str
    break_minutes: int
    miles: Decimal
    what: str
    outing: int | None
    people_needed: int
    shares: Shares
    filled_to: date | None

    @property
    def together(self) -> tuple[str, int, date]:
        """The same for all who go along, in one version."""
        key = ("alone", self.series) if self.outing is None else ("outing", self.outing)
        return (*key, self.when.first_day)

    def goes_on(self, day: date) -> bool:
        """Whether it has not ended before a day."""
        return self.when.last_day is None or self.when.last_day >= day


def standing(session: Session, series: Iterable[int] | None = None) -> list[Standing]:
    """The versions of some series, or all of the person in view, by their first day."""
    pattern = tables.Pattern
    wanted = select(pattern).where(pattern.person_id == owner(session).person_id)
    if series is not None:
        wanted = wanted.where(pattern.series.in_(list(series)))
    rows = list(session.scalars(wanted.order_by(pattern.first_day, pattern.id)))
    shares = _shares(session, [row.id for row in rows])
    return [_standing(row, tuple(shares[row.id])) for row in rows]


def _shares(session: Session, ids: Sequence[int]) -> dict[int, list[tuple[int, Decimal]]]:
    share = tables.PatternShare
    found: dict[int, list[tuple[int, Decimal]]] = defaultdict(list)
    for row in session.scalars(select(share).where(share.pattern_id.in_(ids)).order_by(share.id)):
        found[row.pattern_id].append((row.funder_id, row.percent))
    return found


def _standing(row: tables.Pattern, shares: Shares) -> Standing:
    when = Pattern(
        rule=row.rule,
        first_day=row.first_day,
        start_minute=row.start_minute,
        end_minute=row.end_minute,
        last_day=row.last_day,
        seasons=row.seasons,
        bank_holidays=row.bank_holidays,
        zone=row.zone,
    )
    return Standing(
        row.id, row.worker_id, row.series, when, row.kind, row.break_minutes, row.miles, row.what, row.outing,
        row.people_needed, shares, row.filled_to,
    )  # fmt: skip


def known_days(session: Session) -> KnownDays:
    """The terms of the person in view and the bank holidays of their nation."""
    here = owner(session)
    holidays = bank_holidays(session.get_one(tables.Person, here.person_id).nation)
    return KnownDays(
        tuple(TermDays(row.first_day, row.last_day, row.name) for row in term_rows(session)),
        frozenset(holidays.titles),
        holidays.known_from,
        holidays.known_to,
    )


def term_rows(session: Session) -> list[tables.Term]:
    """The terms of the person in view, in order."""
    term = tables.Term
    mine = term.person_id == owner(session).person_id
    return list(session.scalars(select(term).where(mine).order_by(term.first_day)))

"""Filling the rota from its patterns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from carerdesk.domain.dates import long_date, monday_of
from carerdesk.domain.problem import Problem
from carerdesk.services.books import Books, done
from carerdesk.services.outcome import Outcome, Rejected
from carerdesk.services.rota.said import settled_words
from carerdesk.services.rota.settling import Settled, settle
from carerdesk.services.rota.standing import Standing, standing
from carerdesk.store import tables
from carerdesk.store.operations import Operation

AHEAD = timedelta(weeks=8)
FARTHEST = timedelta(days=366)
_SIX_DAYS = timedelta(days=6)


def horizon(today: date) -> date:
    """The Sunday to which a rota is filled when nobody says otherwise: eight weeks after this week."""
    return monday_of(today) + AHEAD + _SIX_DAYS


def fill_rota(books: Books, to: date | None = None) -> Outcome:
    """Put the shifts of every pattern into the rota, from this week's Monday to a day. What is there stays."""
    until = to or horizon(books.today())
    if problem := _cannot_fill(books.today(), until):
        return Rejected((problem,))
    with books.operation("Rota filled", kind="rota") as op:
        patterns = [one for one in standing(op.session) if one.goes_on(monday_of(books.today()))]
        if not patterns:
            return Rejected((Problem("", "no_patterns_yet"),))
        filled = fill(op, books.today(), patterns, until)
        words = settled_words(filled) or "Nothing was missing."
        op.said = f"The rota is filled to {long_date(until)}. {words}"
    return done(op)


def filled_to(patterns: Sequence[Standing]) -> date | None:
    """The day to which every one of some repeating shifts is in the rota; None where one never was."""
    days = [one.filled_to for one in patterns]
    known = [day for day in days if day is not None]
    return min(known) if known and len(known) == len(days) else None


def rota_filled_to(books: Books) -> date | None:
    """The day to which every repeating shift that goes on is in the rota."""
    with books.reading() as session:
        going = [one for one in standing(session) if one.goes_on(horizon(books.today()))]
    return filled_to(going)


def _cannot_fill(today: date, until: date) -> Problem | None:
    if until < today:
        return Problem("to", "fill_to_the_past")
    return Problem("to", "fill_too_far", {"day": long_date(today + FARTHEST)}) if until > today + FARTHEST else None


def fill(op: Operation, today: date, patterns: Sequence[Standing], until: date) -> Settled:
    """Put in what is missing within an operation; weeks before this one are left as they are."""
    settled = settle(op, today, patterns, monday_of(today), until)
    note_filled(op.session, (one.id for one in patterns), until)
    return settled


def refill(
    op: Operation, today: date, patterns: Sequence[Standing], first: date, series: Iterable[int] = ()
) -> Settled:
    """Let the rota follow patterns that changed from a day on: as far as it was filled, else for eight weeks."""
    until = max((one.filled_to for one in patterns if one.filled_to is not None), default=horizon(today))
    begins = max(first, monday_of(today))
    settled = settle(op, today, patterns, begins, until, redo=True, series=series)
    note_filled(op.session, (one.id for one in patterns), until)
    return settled


def note_filled(session: Session, ids: Iterable[int], until: date) -> None:
    """Remember to which day patterns are filled."""
    pattern = tables.Pattern
    for row in session.scalars(select(pattern).where(pattern.id.in_(list(ids)))):
        if row.filled_to is None or row.filled_to < until:
            row.filled_to = until
    session.flush()

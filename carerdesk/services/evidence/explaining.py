"""Reasons given for tests that do not pass, and periods typed from a funder's letter."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from carerdesk.domain.dates import long_date, span
from carerdesk.domain.problem import Problem
from carerdesk.services.books import Books, done, owner
from carerdesk.services.outcome import Outcome, Rejected
from carerdesk.store import tables


def explain_test(books: Books, funder_id: int, first: date, last: date, test: int, words: str) -> Outcome:
    """Keep the family's words for one test of one period; empty words take them out again."""
    with books.operation(f"Reason given for test {test}, {span(first, last)}", kind="evidence") as op:
        row = tables.Explanation
        standing = op.session.scalars(
            select(row).where(
                row.funder_id == funder_id, row.first_day == first, row.last_day == last, row.test == test
            )
        ).first()
        if standing is not None and not words.strip():
            op.session.delete(standing)
        elif standing is not None:
            standing.words = words.strip()
        elif words.strip():
            keys = owner(op.session).keys()
            op.session.add(
                row(**keys, funder_id=funder_id, first_day=first, last_day=last, test=test, words=words.strip())
            )
        else:
            return Rejected((Problem("words", "reason_missing"),))
    return done(op)


def add_return_period(books: Books, funder_id: int, first: date, last: date, due: date | None) -> Outcome:
    """Keep a period a funder's letter asks for."""
    if last < first:
        return Rejected((Problem("last", "period_ends_before_start"),))
    with books.operation(f"Return for {span(first, last)}", kind="evidence") as op:
        row = tables.ReturnPeriod
        others = op.session.scalars(select(row).where(row.funder_id == funder_id)).all()
        clash = next((one for one in others if one.first_day <= last and first <= one.last_day), None)
        if clash is not None:
            return Rejected((Problem("first", "periods_overlap", {"day": long_date(clash.first_day)}),))
        made = row(**owner(op.session).keys(), funder_id=funder_id, first_day=first, last_day=last, due=due)
        op.session.add(made)
        op.session.flush()
    return done(op, id=made.id)

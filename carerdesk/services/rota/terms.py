"""School terms: entered, changed, taken out. Repeating shifts in term time follow at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from carerdesk.domain.dates import monday_of, span
from carerdesk.domain.problem import Problem
from carerdesk.domain.rota.pattern import ALWAYS
from carerdesk.domain.rota.terms import TermDays, check_terms
from carerdesk.services.books import Books, done, owner
from carerdesk.services.outcome import Outcome, Rejected
from carerdesk.services.rota.fill import refill
from carerdesk.services.rota.said import settled_words
from carerdesk.services.rota.standing import standing, term_rows
from carerdesk.store import tables
from carerdesk.store.operations import Operation


@dataclass(frozen=True, slots=True)
class TermView:
    """A term as it is listed."""

    id: int
    name: str
    first_day: date
    last_day: date

    @property
    def said(self) -> str:
        """7 September to 18 December 2026."""
        return span(self.first_day, self.last_day)


def list_terms(books: Books) -> tuple[TermView, ...]:
    """Every term, the latest first."""
    with books.reading() as session:
        rows = term_rows(session)
    return tuple(TermView(row.id, row.name, row.first_day, row.last_day) for row in reversed(rows))


def keep_term(books: Books, name: str, first_day: date, last_day: date, term_id: int | None = None) -> Outcome:
    """Add a term, or change one."""
    if not name.strip():
        return Rejected((Problem("name", "term_name_missing"),))
    with books.operation("School term kept", kind="rota") as op:
        new = TermDays(first_day, last_day, name.strip())
        if problems := check_terms([new, *_others(op.session, term_id)]):
            return Rejected(problems)
        row = _row(op.session, term_id)
        row.name, row.first_day, row.last_day = new.name, first_day, last_day
        op.session.add(row)
        op.session.flush()
        op.said = f"{new.name}, {span(first_day, last_day)}. {_follow(op, books.today())}".strip()
        kept = row.id
    return done(op, id=kept)


def remove_term(books: Books, term_id: int) -> Outcome:
    """Take a term out."""
    with books.operation("School term taken out", kind="rota") as op:
        row = op.session.get_one(tables.Term, term_id)
        name = row.name
        op.session.delete(row)
        op.session.flush()
        op.said = f"{name} taken out. {_follow(op, books.today())}".strip()
    return done(op)


def _others(session: Session, term_id: int | None) -> list[TermDays]:
    return [TermDays(row.first_day, row.last_day, row.name) for row in term_rows(session) if row.id != term_id]


def _row(session: Session, term_id: int | None) -> tables.Term:
    return tables.Term(**owner(session).keys()) if term_id is None else session.get_one(tables.Term, term_id)


def _follow(op: Operation, today: date) -> str:
    """Let the rota follow, from today on: what was planned before today stays for whoever worked it."""
    monday = monday_of(today)
    seasonal = {one.series for one in standing(op.session) if one.when.seasons != ALWAYS and one.goes_on(monday)}
    if not seasonal:
        return ""
    return settled_words(refill(op, today, standing(op.session, seasonal), today))

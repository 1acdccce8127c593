"""What the minimum wage check and mileage hang on, from a day on: vehicle, apprenticeship, on call, home, family."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from carerdesk.domain.dates import long_date
from carerdesk.domain.money import ZERO, Money
from carerdesk.domain.problem import Problem
from carerdesk.services.books import Books, done, owner
from carerdesk.services.outcome import Outcome, Rejected
from carerdesk.services.people import choices
from carerdesk.services.people.records import Kept
from carerdesk.services.people.rows import columns, plain, write

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

VEHICLES = ("car", "motorcycle", "bicycle")
ON_CALL_AT = ("", "workplace", "home")
_NIGHTS = 7


@dataclass(frozen=True, slots=True)
class WageTerms:
    """How a worker stands from a day on. `nights` a week in a home the employer provides (None: none) at `charge`."""

    first_day: date
    vehicle: str = "car"
    apprentice_since: date | None = None
    on_call_at: str = ""
    nights: Decimal | None = None
    charge: Money = ZERO
    family_exempt: bool = False
    family_reason: str = ""
    note: str = ""


def wage_terms(session: Session, worker_id: int) -> tuple[Kept[WageTerms], ...]:
    """A worker's terms, newest first."""
    from sqlalchemy import select

    from carerdesk.store import tables

    table = tables.WageTerms
    wanted = select(table).where(table.worker_id == worker_id).order_by(table.first_day.desc(), table.id.desc())
    return tuple(Kept(row.id, plain(WageTerms, row)) for row in session.scalars(wanted))


def wage_terms_of(books: Books, worker_id: int) -> tuple[Kept[WageTerms], ...]:
    """A worker's terms, newest first."""
    with books.reading() as session:
        return wage_terms(session, worker_id)


def terms_on(terms: tuple[WageTerms, ...], day: date) -> WageTerms:
    """The terms that hold on a day; nothing said where none do yet. `terms` may come in any order."""
    known = [each for each in terms if each.first_day <= day]
    return max(known, key=lambda each: each.first_day) if known else WageTerms(day)


def keep_wage_terms(books: Books, worker_id: int, terms: WageTerms) -> Outcome:
    """Keep terms from a day on; those of the same day are changed. Payslips that are made do not change."""
    terms = replace(terms, family_reason=terms.family_reason.strip(), note=terms.note.strip())
    if problems := check_wage_terms(terms):
        return Rejected(problems)
    with books.operation("", kind="people") as op:
        op.said = f"{_name(op.session, worker_id)}’s minimum wage details kept from {long_date(terms.first_day)}"
        kept_id = keep_in(op.session, worker_id, terms)
    return done(op, id=kept_id)


def keep_in(session: Session, worker_id: int, terms: WageTerms) -> int:
    """Keep checked terms within an operation; their number."""
    from carerdesk.store import tables

    same = next((kept for kept in wage_terms(session, worker_id) if kept.what.first_day == terms.first_day), None)
    if same is not None:
        row = session.get_one(tables.WageTerms, same.id)
        write(row, terms)
    else:
        row = tables.WageTerms(**owner(session).keys(), worker_id=worker_id, **columns(terms))
        session.add(row)
    session.flush()
    return row.id


def remove_wage_terms(books: Books, terms_id: int) -> Outcome:
    """Take out terms entered by mistake."""
    from carerdesk.store import tables

    with books.operation("", kind="people") as op:
        row = op.session.get_one(tables.WageTerms, terms_id)
        name = _name(op.session, row.worker_id)
        op.said = f"{name}’s minimum wage details from {long_date(row.first_day)} taken out"
        op.session.delete(row)
    return done(op)


def check_wage_terms(terms: WageTerms) -> tuple[Problem, ...]:
    """Problems with what was typed."""
    choices.known(terms.vehicle, VEHICLES)
    choices.known(terms.on_call_at, ON_CALL_AT)
    found: list[Problem] = []
    if terms.apprentice_since and terms.apprentice_since > terms.first_day:
        found.append(Problem("apprentice_since", "apprentice_after_terms", {"day": long_date(terms.first_day)}))
    if terms.nights is not None and not 0 < terms.nights <= _NIGHTS:
        found.append(Problem("nights", "nights_out_of_range"))
    if terms.charge < ZERO:
        found.append(Problem("charge", "home_charge_below_nothing"))
    elif terms.charge and terms.nights is None:
        found.append(Problem("nights", "home_charge_without_nights"))
    if terms.family_exempt and not terms.family_reason.strip():
        found.append(Problem("family_reason", "family_exempt_needs_reason"))
    return tuple(found)


def _name(session: Session, worker_id: int) -> str:
    from carerdesk.store import tables

    return session.get_one(tables.Worker, worker_id).name.split(" ", maxsplit=1)[0]

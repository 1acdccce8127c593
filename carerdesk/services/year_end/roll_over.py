"""The codes of a new tax year: which are carried over, what becomes of them, and saying that they are right."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from carerdesk.domain.dates import long_date, tax_year_name, tax_year_start
from carerdesk.domain.problem import Problem
from carerdesk.domain.rates import NoRateFor
from carerdesk.services.books import Books, done, owner
from carerdesk.services.joining.tax_rows import add_tax
from carerdesk.services.outcome import Outcome, Rejected
from carerdesk.services.people import choices
from carerdesk.services.people.details import Tax
from carerdesk.services.people.read import taxes
from carerdesk.services.rates.known import known_rates

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from carerdesk.store.tables import Worker

AHEAD = timedelta(days=60)
_ASK_FOR = timedelta(days=62)


@dataclass(frozen=True, slots=True)
class Carried:
    """One PA's code as the old tax year leaves it and as the new one begins. `why` is a key of the words.

    `why` is "told" where HMRC's notice for the new year is kept, "week_one_ends", or "same".
    """

    worker_id: int
    name: str
    before: Tax
    after: Tax
    why: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class RollOver:
    """Every PA's code on a 6 April. `uplift_known` is false where the new year's standard code is not known."""

    first_day: date
    people: tuple[Carried, ...]
    uplift_known: bool

    @property
    def year(self) -> str:
        """The new tax year."""
        return tax_year_name(self.first_day)

    @property
    def open(self) -> tuple[Carried, ...]:
        """Those nobody has confirmed."""
        return tuple(one for one in self.people if not one.confirmed)


def coming_april(today: date) -> date:
    """The 6 April whose codes are to be looked at: the one to come from 60 days before it, else the last."""
    coming = tax_year_start(today).replace(year=tax_year_start(today).year + 1)
    return coming if coming - today <= AHEAD else tax_year_start(today)


def roll_over(books: Books, first_day: date) -> RollOver:
    """The codes of the tax year that begins on this 6 April."""
    with books.reading() as session:
        return rolled_over(session, first_day)


def rolled_over(session: Session, first_day: date) -> RollOver:
    """As `roll_over`, within a session."""
    found = [_carried(session, worker, first_day) for worker in _employed(session, first_day)]
    return RollOver(first_day, tuple(one for one in found if one is not None), _standard_code_known(session, first_day))


def confirm_codes(books: Books, first_day: date) -> Outcome:
    """Say that the codes carried over are right: each is kept from 6 April, so that it stands in the history."""
    with books.operation(f"Tax codes from {long_date(first_day)} looked over", kind="people") as op:
        found = rolled_over(op.session, first_day)
        if not found.uplift_known:
            return Rejected((Problem("", "new_year_not_known", {"year": found.year}),))
        if not found.open:
            return Rejected((Problem("", "codes_confirmed_already"),))
        for one in found.open:
            add_tax(op.session, one.worker_id, one.after)
    return done(op)


def wants_confirming(session: Session, today: date) -> RollOver | None:
    """The codes to look over now: from 60 days before 6 April to two months after it, as far as they are open."""
    first_day = coming_april(today)
    if today - first_day > _ASK_FOR:
        return None
    found = rolled_over(session, first_day)
    return found if found.open else None


def _employed(session: Session, first_day: date) -> list[Worker]:
    from sqlalchemy import select

    from carerdesk.store.tables import Worker

    mine = select(Worker).where(Worker.employer_id == owner(session).employer_id, Worker.kind == "employee")
    found = session.scalars(mine.order_by(Worker.name, Worker.id))
    return [one for one in found if (one.left is None or one.left >= first_day) and _began_before(one, first_day)]


def _began_before(worker: Worker, first_day: date) -> bool:
    return worker.started is not None and worker.started < first_day


def _carried(session: Session, worker: Worker, first_day: date) -> Carried | None:
    kept = [one.what for one in taxes(session, worker.id)]
    old = next((one for one in kept if one.first_day < first_day), None)
    if old is None:
        return None
    new = next((one for one in kept if one.first_day == first_day), None)
    if new is not None:
        why = "told" if new.came_from in choices.CODE_NOTICES else _why(old)
        return Carried(worker.id, worker.name, old, new, why, confirmed=True)
    after = replace(
        old, first_day=first_day, basis="cumulative", came_from=choices.CARRIED_OVER, told_on=None, previous_pay=None,
        previous_tax=None,
    )  # fmt: skip
    return Carried(worker.id, worker.name, old, after, _why(old), confirmed=False)


def _why(old: Tax) -> str:
    return "week_one_ends" if old.basis == "week_one" else "same"


def _standard_code_known(session: Session, first_day: date) -> bool:
    """Whether the standard code of both years is known, and the same: codes ending in L then stay as they are."""
    rates = known_rates(session)
    try:
        now = rates.figure("income_tax.standard_code", first_day)
        return now == rates.figure("income_tax.standard_code", first_day - timedelta(days=1))
    except NoRateFor:
        return False

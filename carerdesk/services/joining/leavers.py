"""Somebody leaves: final pay, the P45 that follows it once, and what is paid after it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from carerdesk.domain.dates import long_date
from carerdesk.domain.money import ZERO, Money, total
from carerdesk.domain.problem import Problem
from carerdesk.services.books import Books, done
from carerdesk.services.joining.handed_out import given, strike_out, write_down
from carerdesk.services.outcome import Outcome, Rejected

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from carerdesk.store.tables import Payslip, Worker

P45_KIND = "p45"


@dataclass(frozen=True, slots=True)
class Leaving:
    """How far a leaver is.

    `final_payday` is the agreed payday that pays the last day (None: not yet), `next_payday` the one that will.
    `paid_after` is gross pay after it.
    """

    name: str
    left: date | None
    final_payday: date | None
    next_payday: date | None
    p45_on: date | None
    paid_after: Money
    years: tuple[str, ...]

    @property
    def step(self) -> str:
        """What comes next: last_day, final_pay, p45 or over."""
        if self.left is None:
            return "last_day"
        if self.final_payday is None:
            return "final_pay"
        return "over" if self.p45_on else "p45"


def leaving_of(books: Books, worker_id: int) -> Leaving:
    """How far a worker's leaving is. Raises LookupError where there is no such worker."""
    from carerdesk.store.tables import Worker

    with books.reading() as session:
        worker = session.get_one(Worker, worker_id)
        slips = _slips(session, worker_id)
        final = final_slip(session, worker)
        after = [slip for slip in slips if slip.after_leaving]
        return Leaving(
            worker.name,
            worker.left,
            final.payday if final else None,
            None if final else _payday_of(session, worker),
            p45_given(session, worker),
            total(slip.gross for slip in after),
            tuple(dict.fromkeys(slip.tax_year for slip in reversed(slips))),
        )


def _payday_of(session: Session, worker: Worker) -> date | None:
    """The payday that pays the last day of the job."""
    from carerdesk.services.pay.paydays import LONGEST_WAIT
    from carerdesk.services.pay.situation import periods_of

    if worker.left is None:
        return None
    found = periods_of(session, worker.id, worker.left + LONGEST_WAIT)
    return next((one.payday for one in found if one.first <= worker.left <= one.last), None)


def final_slip(session: Session, worker: Worker) -> Payslip | None:
    """The last payslip of the job: the one the P45 is made from."""
    if worker.left is None:
        return None
    whole = [slip for slip in _slips(session, worker.id) if slip.last_day >= worker.left and not slip.after_leaving]
    return whole[-1] if whole else None


def p45_given(session: Session, worker: Worker) -> date | None:
    """The day the P45 of this leaving was given."""
    if worker.left is None:
        return None
    row = given(session, P45_KIND, worker.left, worker.left, worker.id)
    return row.sent_on if row else None


def say_p45_given(books: Books, worker_id: int, on: date) -> Outcome:
    """Write down that the P45 was given. There is never a second one."""
    from carerdesk.store.tables import Worker

    with books.operation("", kind="people") as op:
        worker = op.session.get_one(Worker, worker_id)
        if problem := _cannot_give(op.session, worker, on, books.today()):
            return Rejected((problem,))
        assert worker.left is not None
        write_down(op.session, P45_KIND, (worker.left, worker.left), on, worker_id)
        op.said = f"{worker.name}’s P45 given on {long_date(on)}"
    return done(op, id=worker_id)


def take_p45_back(books: Books, worker_id: int) -> Outcome:
    """Say that it was not given after all."""
    from carerdesk.store.tables import Worker

    with books.operation("", kind="people") as op:
        worker = op.session.get_one(Worker, worker_id)
        if worker.left is None or not strike_out(op.session, P45_KIND, (worker.left, worker.left), worker_id):
            return Rejected((Problem("", "p45_not_yet", {"name": worker.name}),))
        op.said = f"{worker.name}’s P45 not given after all"
    return done(op, id=worker_id)


def _cannot_give(session: Session, worker: Worker, on: date, today: date) -> Problem | None:
    if worker.left is None:
        return Problem("left", "no_last_day")
    if before := p45_given(session, worker):
        return Problem("", "p45_given_already", {"day": long_date(before)})
    if final_slip(session, worker) is None:
        return Problem("", "p45_not_yet", {"name": worker.name})
    return Problem("given_on", "p45_given_in_future") if on > today else None


def paid_after(session: Session, worker_id: int, year: str) -> tuple[Money, Money]:
    """Taxable pay and tax after the P45, in a tax year."""
    after = [slip for slip in _slips(session, worker_id) if slip.after_leaving and slip.tax_year == year]
    return sum((slip.taxable for slip in after), ZERO), sum((slip.tax for slip in after), ZERO)


def _slips(session: Session, worker_id: int) -> list[Payslip]:
    from sqlalchemy import select

    from carerdesk.store.tables import Payslip

    wanted = select(Payslip).where(Payslip.worker_id == worker_id)
    return list(session.scalars(wanted.order_by(Payslip.payday, Payslip.id)))

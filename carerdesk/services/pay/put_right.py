"""Putting hours right after their pay has left the house: the difference is paid on the next payday."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from carerdesk.domain.dates import day_and_month
from carerdesk.domain.money import Money, total
from carerdesk.domain.payroll.frequency import Frequency
from carerdesk.domain.problem import Problem
from carerdesk.services.books import Books, done, owner
from carerdesk.services.hours.choices import tone_of
from carerdesk.services.hours.new_shift import NewShift
from carerdesk.services.hours.record_shift import CONFIRMED, keep_checked
from carerdesk.services.hours.rows import remove_parts
from carerdesk.services.outcome import Outcome, Rejected
from carerdesk.services.pay.leaving import ways_out
from carerdesk.services.pay.paydays import next_payday_of
from carerdesk.services.pay.periods import PayPeriod
from carerdesk.services.pay.situation import mended, situation
from carerdesk.services.pay.slip_lines import SlipLine, difference
from carerdesk.services.pay.work_out import funder_order
from carerdesk.store import tables


@dataclass(frozen=True, slots=True)
class WrongHours:
    """What was wrong with a paid period: a shift to add (`shift_id` None), to change, or (`new` None) to take out."""

    payslip_id: int
    why: str
    shift_id: int | None = None
    new: NewShift | None = None


@dataclass(frozen=True, slots=True)
class Changed:
    """One line that putting hours right makes; `funders` are names, tones and money, minus where it is taken back."""

    title: str
    minutes: int | None
    amount: Money
    funders: tuple[tuple[str, str, Money], ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """What putting hours right comes to before tax; `next_payday` pays it (None where no payday is known yet)."""

    worker: str
    payday: date
    lines: tuple[Changed, ...]
    next_payday: date | None

    @property
    def amount(self) -> Money:
        """All lines together."""
        return total(line.amount for line in self.lines)


def put_right(books: Books, wrong: WrongHours) -> Outcome:
    """Mend a paid period’s hours. The payslip stays as it is; the next one pays or takes back the difference."""
    with books.operation("Hours put right", kind="pay") as op:
        slip = op.session.get_one(tables.Payslip, wrong.payslip_id)
        day = _mend(op.session, slip, wrong, books.today())
        if isinstance(day, tuple):
            return Rejected(day)
        name = op.session.get_one(tables.Worker, slip.worker_id).name.split()[0]
        op.said = f"{name}’s hours for {day_and_month(day)} put right; the next payday pays the difference"
    return done(op)


def difference_of(books: Books, wrong: WrongHours) -> Difference | Rejected:
    """What putting it right would come to, without keeping anything."""
    with books.trying() as session:
        slip = session.get_one(tables.Payslip, wrong.payslip_id)
        day = _mend(session, slip, wrong, books.today())
        if isinstance(day, tuple):
            return Rejected(day)
        lines = _difference(session, slip)
        if isinstance(lines, Rejected):
            return lines
        name = session.get_one(tables.Worker, slip.worker_id).name
        return Difference(name, slip.payday, lines, next_payday_of(session, slip.worker_id, slip.payday))


def _mend(session: Session, slip: tables.Payslip, wrong: WrongHours, today: date) -> date | tuple[Problem, ...]:
    """Change the shift and write down why; the day it was, or what is wrong."""
    if problems := _check(session, slip, wrong):
        return problems
    if wrong.new is None:
        row = session.get_one(tables.Shift, wrong.shift_id)
        day = row.day
        remove_parts(session, row)
        session.delete(row)
    else:
        new = replace(wrong.new, worker_id=slip.worker_id, second_worker_id=None)
        kept = keep_checked(session, new, today, wrong.shift_id, paid_period=True, state=CONFIRMED)
        if isinstance(kept, tuple):
            return kept
        day = new.day
    keys = {"employer_id": slip.employer_id, "person_id": slip.person_id}
    why = wrong.why.strip()
    session.add(tables.PutRight(**keys, payslip_id=slip.id, worker_id=slip.worker_id, day=day, why=why))
    session.flush()
    return day


def _check(session: Session, slip: tables.Payslip, wrong: WrongHours) -> tuple[Problem, ...]:
    problems = []
    if not ways_out(session, [slip.id]):
        problems.append(Problem("", "payday_can_be_undone", {"payday": day_and_month(slip.payday)}))
    if not wrong.why.strip():
        problems.append(Problem("why", "put_right_needs_reason"))
    if wrong.new is not None and not slip.first_day <= wrong.new.day <= slip.last_day:
        values = {"first": day_and_month(slip.first_day), "last": day_and_month(slip.last_day)}
        problems.append(Problem("day", "day_outside_payslip", values))
    return tuple(problems)


def _difference(session: Session, slip: tables.Payslip) -> tuple[Changed, ...] | Rejected:
    worker = session.get_one(tables.Worker, slip.worker_id)
    period = PayPeriod(slip.first_day, slip.last_day, slip.payday, Frequency(slip.frequency))
    of = situation(session, worker, period)
    assert of is not None
    found = difference(of, mended(session, slip), funder_order(session))
    if found.problems:
        return Rejected(found.problems)
    funders = {row.id: (row.short_name, tone_of(row.kind)) for row in session.scalars(select(tables.Funder))}
    return tuple(_changed(line, funders) for line in found.lines)


def _changed(line: SlipLine, known: Mapping[int, tuple[str, str]]) -> Changed:
    funders = tuple((*known[funder], amount) for funder, (_, amount) in line.shares.items() if amount)
    return Changed(line.title, line.minutes, line.amount, funders)


@dataclass(frozen=True, slots=True)
class Waiting:
    """Hours put right and not paid yet: whose, which day, why."""

    worker: str
    day: date
    why: str


def waiting(books: Books) -> tuple[Waiting, ...]:
    """What has been put right and is not settled yet, the oldest day first."""
    with books.reading() as session:
        rows = session.execute(
            select(tables.Worker.name, tables.PutRight.day, tables.PutRight.why)
            .join(tables.Worker, tables.Worker.id == tables.PutRight.worker_id)
            .where(tables.PutRight.settled_by_id.is_(None), tables.PutRight.person_id == owner(session).person_id)
            .order_by(tables.PutRight.day, tables.PutRight.id)
        )
        return tuple(Waiting(name, day, why) for name, day, why in rows)

"""Putting hours right after their pay has left the house: the difference is paid on the next payday."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select

from carerdesk.domain.dates import day_and_month
from carerdesk.domain.problem import Problem
from carerdesk.services.books import Books, done
from carerdesk.services.hours.new_shift import NewShift
from carerdesk.services.hours.record_shift import CONFIRMED, keep_checked
from carerdesk.services.hours.rows import remove_parts
from carerdesk.services.outcome import Outcome, Rejected
from carerdesk.store import tables


@dataclass(frozen=True, slots=True)
class WrongHours:
    """What was wrong with a paid period: a shift to add (`shift_id` None), to change, or (`new` None) to take out."""

    payslip_id: int
    why: str
    shift_id: int | None = None
    new: NewShift | None = None


def put_right(books: Books, wrong: WrongHours) -> Outcome:
    """Mend a paid period's hours. The payslip stays as it is; the next one pays or takes back the difference."""
    with books.operation("Hours put right", kind="pay") as op:
        slip = op.session.get_one(tables.Payslip, wrong.payslip_id)
        name = op.session.get_one(tables.Worker, slip.worker_id).name.split()[0]
        if problems := _check(slip, wrong):
            return Rejected(problems)
        if wrong.new is None:
            row = op.session.get_one(tables.Shift, wrong.shift_id)
            day = row.day
            remove_parts(op.session, row)
            op.session.delete(row)
        else:
            new = replace(wrong.new, worker_id=slip.worker_id, second_worker_id=None)
            kept = keep_checked(op.session, new, books.today(), wrong.shift_id, paid_period=True, state=CONFIRMED)
            if isinstance(kept, tuple):
                return Rejected(kept)
            day = new.day
        keys = {"employer_id": slip.employer_id, "person_id": slip.person_id}
        op.session.add(
            tables.PutRight(**keys, payslip_id=slip.id, worker_id=slip.worker_id, day=day, why=wrong.why.strip())
        )
        op.said = f"{name}’s hours for {day_and_month(day)} put right; the next payday pays the difference"
    return done(op)


def _check(slip: tables.Payslip, wrong: WrongHours) -> tuple[Problem, ...]:
    problems = []
    if slip.left_at is None:
        problems.append(Problem("", "payday_can_be_undone", {"payday": day_and_month(slip.payday)}))
    if not wrong.why.strip():
        problems.append(Problem("why", "put_right_needs_reason"))
    if wrong.new is not None and not slip.first_day <= wrong.new.day <= slip.last_day:
        values = {"first": day_and_month(slip.first_day), "last": day_and_month(slip.last_day)}
        problems.append(Problem("day", "day_outside_payslip", values))
    return tuple(problems)


def waiting(books: Books) -> tuple[tuple[str, date, str], ...]:
    """What has been put right and not settled yet: name, day and reason."""
    with books.reading() as session:
        rows = session.execute(
            select(tables.Worker.name, tables.PutRight.day, tables.PutRight.why)
            .join(tables.Worker, tables.Worker.id == tables.PutRight.worker_id)
            .where(tables.PutRight.settled_by_id.is_(None))
            .order_by(tables.PutRight.day)
        )
        return tuple((name, day, why) for name, day, why in rows)

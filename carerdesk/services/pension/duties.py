"""Duties to The Pensions Regulator: when they began, declaring, enrolling again; what is done and what is next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import long_date
from carerdesk.domain.pension.dates import Again, declare_by, enrol_again
from carerdesk.domain.problem import Problem
from carerdesk.services.books import Books, done, owner
from carerdesk.services.outcome import Outcome, Rejected
from carerdesk.services.pension.details import DUTY_KINDS, DutyDone
from carerdesk.services.people.choices import known
from carerdesk.services.people.records import Kept
from carerdesk.services.people.rows import columns, plain

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

START, DECLARATION, AGAIN, DECLARED_AGAIN = DUTY_KINDS


@dataclass(frozen=True, slots=True)
class Duties:
    """Where the duties stand.

    `start` is when they began (None: not entered; then `suggested` is the first PA's first day). `declare_by` is open
    until the declaration is recorded. `again` is the next time to enrol again, `declare_again_by` open after one.
    """

    kept: tuple[Kept[DutyDone], ...]
    start: date | None
    suggested: date | None
    declare_by: date | None
    again: Again | None
    declare_again_by: date | None


def duties(session: Session) -> Duties:
    """Where they stand, from what is recorded."""
    kept = _kept(session)
    start = next((one.what.day for one in kept if one.what.kind == START), None)
    if start is None:
        return Duties(kept, None, _first_start(session), None, None, None)
    declared = any(one.what.kind == DECLARATION for one in kept)
    return Duties(
        kept, start, None, None if declared else declare_by(start),
        enrol_again(start, [one.what.day for one in kept if one.what.kind == AGAIN]), _declare_again(start, kept),
    )  # fmt: skip


def _declare_again(start: date, kept: Sequence[Kept[DutyDone]]) -> date | None:
    """By when to declare after enrolling again, where that has not been done since."""
    chosen = sorted(one.what.day for one in kept if one.what.kind == AGAIN)
    if not chosen:
        return None
    before = enrol_again(start, chosen[:-1])
    declared = [one.what.day for one in kept if one.what.kind == DECLARED_AGAIN and one.what.day >= chosen[-1]]
    return None if declared else before.declare_by


def _kept(session: Session) -> tuple[Kept[DutyDone], ...]:
    from sqlalchemy import select

    from carerdesk.store.tables import PensionDuty

    mine = select(PensionDuty).where(PensionDuty.employer_id == owner(session).employer_id)
    rows = session.scalars(mine.order_by(PensionDuty.day.desc(), PensionDuty.id.desc()))
    return tuple(Kept(row.id, plain(DutyDone, row)) for row in rows)


def _first_start(session: Session) -> date | None:
    from sqlalchemy import func, select

    from carerdesk.store.tables import Worker

    mine = Worker.employer_id == owner(session).employer_id
    return session.scalar(select(func.min(Worker.started)).where(mine, Worker.kind == "employee"))


def record_duty(books: Books, duty: DutyDone) -> Outcome:
    """Record when the duties began, or one that was done."""
    from carerdesk.store.tables import PensionDuty

    known(duty.kind, DUTY_KINDS)
    with books.operation(guidance("pension", f"said_{duty.kind}", day=long_date(duty.day)), kind="people") as op:
        if problems := _check(duties(op.session), duty, books.today()):
            return Rejected(problems)
        row = PensionDuty(**owner(op.session).keys(), **columns(duty))
        op.session.add(row)
        op.session.flush()
        kept_id = row.id
    return done(op, id=kept_id)


def _check(stand: Duties, duty: DutyDone, today: date) -> tuple[Problem, ...]:
    if duty.kind == START:
        if stand.start is not None:
            return (Problem("kind", "pension_starts_twice", {"start": long_date(stand.start)}),)
        return ()
    if stand.start is None:
        return (Problem("kind", "pension_start_first"),)
    if duty.day > today:
        return (Problem("day", "pension_day_in_the_future", {"today": long_date(today)}),)
    if duty.day < stand.start:
        return (Problem("day", "pension_duty_before_start", {"start": long_date(stand.start)}),)
    return ()


def remove_duty(books: Books, duty_id: int) -> Outcome:
    """Take out one recorded by mistake. The beginning stays while anything rests on it."""
    from carerdesk.store.tables import PensionDuty

    with books.operation("", kind="people") as op:
        row = op.session.get_one(PensionDuty, duty_id)
        others = [one for one in _kept(op.session) if one.id != duty_id]
        if row.kind == START and others:
            return Rejected((Problem("", "pension_duties_rest_on_it", {"day": long_date(others[0].what.day)}),))
        op.said = f"Taken out: {guidance('pension', f'said_{row.kind}', day=long_date(row.day))}"
        op.session.delete(row)
    return done(op)

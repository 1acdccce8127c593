"""The days of repeating shifts that a person settled otherwise, and bringing one back to what the pattern says."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from carerdesk.catalogue.words import problem_words
from carerdesk.domain.dates import day_and_month, monday_of
from carerdesk.domain.hours.clock import clock_time
from carerdesk.domain.problem import Problem
from carerdesk.services.books import Books, done, owner
from carerdesk.services.hours.states import CONFIRMED, PLANNED
from carerdesk.services.outcome import Outcome, Rejected
from carerdesk.services.rota.exceptions import OFF
from carerdesk.services.rota.pattern_rows import names_of
from carerdesk.services.rota.said import left_out_words
from carerdesk.services.rota.settling import settle
from carerdesk.services.rota.standing import Standing, standing
from carerdesk.store import tables


@dataclass(frozen=True, slots=True)
class HeldDay:
    """A day that stays as a person settled it. `id` is the exception's, `shift_id` its shift's where one stands.

    `why_it_stays` says why it cannot be brought back, as where its hours are confirmed; "" where it can.
    """

    id: int
    day: date
    names: str
    said: str
    shift_id: int | None
    why_it_stays: str = ""


def list_held(books: Books) -> tuple[HeldDay, ...]:
    """Those of this week and later, in order."""
    with books.reading() as session:
        patterns = {one.series: one for one in standing(session)}
        held = [row for row in _rows(session, monday_of(books.today())) if row.series in patterns]
        stays = [_stays(session, row, _worker_of(patterns.values(), row)) for row in held]
        return tuple(
            replace(_held(session, row, patterns[row.series]), why_it_stays="".join(map(problem_words, why)))
            for row, why in zip(held, stays, strict=True)
        )


def bring_back(books: Books, exception_id: int) -> Outcome:
    """Let a day be as its repeating shift says again. What was worked, confirmed or paid stays as it is."""
    with books.operation("Brought back", kind="rota") as op:
        held = op.session.get_one(tables.PatternException, exception_id)
        day, series = held.day, held.series
        if problems := _stays(op.session, held, _worker_of(standing(op.session), held)):
            return Rejected(problems)
        op.session.delete(held)
        op.session.flush()
        patterns = _with_mates(standing(op.session), series)
        names = names_of(op.session, _whose(patterns, series, day))
        back = settle(op, books.today(), patterns, day, day, redo=True, series=[series])
        left_out = " ".join(left_out_words(back))
        op.said = f"{names}, {day_and_month(day)}: as the repeating shift says again. {left_out}".strip()
    return done(op)


def _worker_of(patterns: Iterable[Standing], row: tables.PatternException) -> int:
    return _whose(patterns, row.series, row.day)[0]


def _stays(session: Session, row: tables.PatternException, worker_id: int) -> tuple[Problem, ...]:
    """Why a day cannot be as its pattern says again, at most one reason; `worker_id` is who would come then."""
    shift = _shift_of(session, row)
    days = {(worker_id, row.day)} | ({(shift.worker_id, shift.day)} if shift is not None else set())
    payday = next((found for who, day in sorted(days) if (found := _paid_on(session, who, day)) is not None), None)
    if payday is not None:
        return (Problem("", "hours_already_paid", {"payday": day_and_month(payday)}),)
    if shift is None:
        return ()
    if shift.state != PLANNED:
        return (Problem("", "held_day_confirmed" if shift.state == CONFIRMED else "held_day_worked"),)
    spent = tables.PayItem
    expenses = session.scalars(select(spent.id).where(spent.shift_id == shift.id)).first()
    return () if expenses is None else (Problem("", "held_day_expenses"),)


def _paid_on(session: Session, worker_id: int, day: date) -> date | None:
    slip = tables.Payslip
    wanted = select(slip.payday).where(slip.worker_id == worker_id, slip.first_day <= day, slip.last_day >= day)
    return session.scalars(wanted).first()


def _rows(session: Session, since: date) -> list[tables.PatternException]:
    exception = tables.PatternException
    mine = exception.person_id == owner(session).person_id
    return list(session.scalars(select(exception).where(mine, exception.day >= since).order_by(exception.day)))


def _held(session: Session, row: tables.PatternException, pattern: Standing) -> HeldDay:
    names = names_of(session, [pattern.worker_id])
    if row.kind == OFF:
        return HeldDay(row.id, row.day, names, "taken out", None)
    shift = _shift_of(session, row)
    if shift is None:
        return HeldDay(row.id, row.day, names, "changed", None)
    starts, ends = clock_time(shift.starts, shift.zone), clock_time(shift.ends, shift.zone)
    moved = f" on {day_and_month(shift.day)}" if shift.day != row.day else ""
    other = f", {names_of(session, [shift.worker_id])}" if shift.worker_id != pattern.worker_id else ""
    return HeldDay(row.id, row.day, names, f"changed: {starts:%H:%M} to {ends:%H:%M}{moved}{other}", shift.id)


def _shift_of(session: Session, row: tables.PatternException) -> tables.Shift | None:
    shift, pattern = tables.Shift, tables.Pattern
    wanted = select(shift).join(pattern, pattern.id == shift.pattern_id)
    return session.scalars(wanted.where(pattern.series == row.series, shift.pattern_day == row.day)).first()


def _with_mates(patterns: Iterable[Standing], series: int) -> list[Standing]:
    every = list(patterns)
    outings = {one.outing for one in every if one.series == series and one.outing is not None}
    return [one for one in every if one.series == series or one.outing in outings]


def _whose(patterns: Iterable[Standing], series: int, day: date) -> list[int]:
    mine = [one for one in patterns if one.series == series]
    there = [one for one in mine if one.when.first_day <= day and one.goes_on(day)] or mine
    return [there[-1].worker_id]

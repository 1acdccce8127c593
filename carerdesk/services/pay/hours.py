"""The hours a payday pays for: looking them over and confirming them, before any money is worked out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from carerdesk.domain.dates import day_and_month, span
from carerdesk.domain.hours.shares import check_shares
from carerdesk.domain.hours.shift import hours_text
from carerdesk.domain.problem import Problem
from carerdesk.services.books import Books, done
from carerdesk.services.hours.rows import load, rows_between
from carerdesk.services.hours.states import CONFIRMED
from carerdesk.services.hours.views import ShiftView
from carerdesk.services.hours.week import shift_views
from carerdesk.services.outcome import Outcome, Rejected
from carerdesk.services.pay.situation import Situation
from carerdesk.services.pay.work_out import situations
from carerdesk.store import tables


@dataclass(frozen=True, slots=True)
class WorkerHours:
    """One worker’s shifts of the days a payday pays for; `to_come` of them are not over yet."""

    worker_id: int
    name: str
    first: date
    last: date
    shifts: tuple[ShiftView, ...]
    to_come: int

    @property
    def first_name(self) -> str:
        """What to call them in a sentence."""
        return self.name.split(" ", maxsplit=1)[0]

    @property
    def to_confirm(self) -> tuple[ShiftView, ...]:
        """Shifts whose hours nobody has said are right yet."""
        return tuple(shift for shift in self.shifts if shift.state != CONFIRMED)

    @property
    def said(self) -> str:
        """20 shifts, 44 h, 26 October to 22 November 2026."""
        count = f"{len(self.shifts)} shift{'' if len(self.shifts) == 1 else 's'}"
        return f"{count}, {hours_text(sum(shift.minutes for shift in self.shifts))}, {span(self.first, self.last)}"


def hours_of(books: Books, payday: date) -> tuple[WorkerHours, ...]:
    """Everyone still to be paid on this payday, with their shifts in order of time."""
    with books.reading() as session:
        return tuple(_hours(session, of, books.now()) for of in situations(session, payday))


def _hours(session: Session, of: Situation, now: datetime) -> WorkerHours:
    shifts = shift_views(session, rows_between(session, of.period.first, of.period.last, of.worker_id), now)
    to_come = sum(not shift.ended for shift in shifts)
    return WorkerHours(of.worker_id, of.name, of.period.first, of.period.last, shifts, to_come)


def confirm_hours(books: Books, payday: date, worker_id: int | None = None) -> Outcome:
    """Say that the hours this payday pays for are right, one worker’s or everyone’s; those still to come as planned."""
    with books.operation("Hours confirmed", kind="week") as op:
        wanted = [of for of in situations(op.session, payday) if worker_id in (None, of.worker_id)]
        rows = [row for of in wanted for row in _unconfirmed(op.session, of)]
        if not rows:
            return Rejected((Problem("", "nothing_to_confirm"),))
        if problems := _without_funder(op.session, rows, {of.worker_id: of.first_name for of in wanted}):
            return Rejected(problems)
        for row in rows:
            row.state = CONFIRMED
        names = _together([of.first_name for of in wanted if any(row.worker_id == of.worker_id for row in rows)])
        length = hours_text(sum(row.shared_minutes for row in rows))
        op.said = f"Hours confirmed for {names}, {length}, paid {day_and_month(payday)}"
    return done(op)


def _together(names: list[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _unconfirmed(session: Session, of: Situation) -> list[tables.Shift]:
    rows = rows_between(session, of.period.first, of.period.last, of.worker_id)
    return [row for row in rows if row.state != CONFIRMED]


def _without_funder(session: Session, rows: list[tables.Shift], names: dict[int, str]) -> tuple[Problem, ...]:
    return tuple(
        Problem("", "shift_not_shared", {"worker": names[row.worker_id], "day": day_and_month(row.day)})
        for row, shift in zip(rows, load(session, rows), strict=True)
        if check_shares(shift)
    )

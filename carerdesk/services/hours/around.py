"""What stands around a shift that is to be kept: the worker's job, their other shifts, what was paid already."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache, partial

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from carerdesk.domain.dates import day_and_month, long_date
from carerdesk.domain.hours.check import check_shift, warnings
from carerdesk.domain.hours.shift import Shift
from carerdesk.domain.problem import Problem
from carerdesk.services.books import Owner, owner
from carerdesk.services.hours.beside import Known, known_beside
from carerdesk.services.hours.rows import load
from carerdesk.services.hours.usual import UsualKinds, usual_kinds
from carerdesk.store import tables

A_WEEK = timedelta(days=7)
TWO_DAYS = timedelta(days=2)  # the longest shift is 30 hours: no other can reach it from farther away


@dataclass(frozen=True, slots=True)
class Paid:
    """Days that a payslip has paid for."""

    worker_id: int
    first: date
    last: date
    payday: date


@dataclass(slots=True)
class Around:
    """All that shifts of some workers in some days are checked against. `add` a shift that is to stand with them.

    `known` reads what warnings want beside, once, when it is first asked for.
    """

    today: date
    keys: Owner
    usual: UsualKinds
    workers: dict[int, tables.Worker]
    funders_ended: dict[int, tuple[str, date]]
    paid: tuple[Paid, ...]
    next_outing: int
    known: Callable[[], Known]
    shifts: dict[tuple[int, date], list[Shift]] = field(default_factory=lambda: defaultdict(list))

    def add(self, shift: Shift) -> None:
        """Let a shift stand among the others."""
        self.shifts[shift.worker_id, shift.day].append(shift)

    def name(self, worker_id: int) -> str:
        """What to call a worker in a sentence."""
        worker = self.workers[worker_id]
        return worker.name if worker.kind == "agency" else worker.name.split()[0]

    def problems(self, shift: Shift, *, paid_period: bool = False) -> tuple[Problem, ...]:
        """Why a shift cannot be kept; `paid_period` lets hours through that were paid already."""
        worker = self.workers[shift.worker_id]
        near = self._near(shift, TWO_DAYS)
        return (
            *check_shift(shift, near, self.today, started=worker.started, left=worker.left),
            *self._ended_funders(shift),
            *(() if paid_period else self.paid_days(shift.worker_id, shift.day)),
        )

    def oddities(self, shift: Shift, *, together: int = 1) -> tuple[Problem, ...]:
        """What is odd about a shift, to ask about and not to block. `together` is how many PAs were typed with it."""
        beside = self.known().of(shift, self.name(shift.worker_id), together=together)
        return warnings(shift, self._near(shift, A_WEEK), self.today, beside)

    def paid_days(self, worker_id: int, day: date) -> tuple[Problem, ...]:
        """The problem where a worker's day was paid for already."""
        for paid in self.paid:
            if paid.worker_id == worker_id and paid.first <= day <= paid.last:
                return (Problem("day", "hours_already_paid", {"payday": day_and_month(paid.payday)}),)
        return ()

    def without_ended_funders(self, shift: Shift) -> Shift:
        """The shift, its minutes open again where a funder of it has ended."""
        return replace(shift, shares=()) if self._ended_funders(shift) else shift

    def _near(self, shift: Shift, by: timedelta) -> list[Shift]:
        days = range(-by.days, by.days + 1)
        return [each for at in days for each in self.shifts[shift.worker_id, shift.day + timedelta(days=at)]]

    def _ended_funders(self, shift: Shift) -> tuple[Problem, ...]:
        ended = [self.funders_ended[s.funder_id] for s in shift.shares if s.funder_id in self.funders_ended]
        return tuple(
            Problem("shares", "funder_ended", {"funder": name, "ended": long_date(last)})
            for name, last in ended
            if last < shift.day
        )


def around(session: Session, today: date, worker_ids: Collection[int], first: date, last: date) -> Around:
    """What stands around shifts of these workers between two days, read in a handful of queries."""
    keys = owner(session)
    wanted = set(worker_ids)
    workers = {row.id: row for row in session.scalars(select(tables.Worker).where(tables.Worker.id.in_(wanted)))}
    funders = session.scalars(select(tables.Funder).where(tables.Funder.ended.is_not(None)))
    found = Around(
        today=today,
        keys=keys,
        usual=usual_kinds(session, wanted),
        workers=workers,
        funders_ended={row.id: (row.short_name, row.ended) for row in funders if row.ended is not None},
        paid=_paid(session, wanted, first, last),
        next_outing=next_outing(session),
        known=cache(partial(known_beside, session, workers, first, last)),
    )
    for shift in _shifts(session, wanted, first - A_WEEK, last + A_WEEK):
        found.add(shift)
    return found


def next_outing(session: Session) -> int:
    """A number no outing has yet."""
    return (session.scalar(select(func.max(tables.Shift.outing))) or 0) + 1


def _paid(session: Session, worker_ids: Collection[int], first: date, last: date) -> tuple[Paid, ...]:
    slip = tables.Payslip
    wanted = select(slip.worker_id, slip.first_day, slip.last_day, slip.payday)
    here = wanted.where(slip.worker_id.in_(worker_ids), slip.first_day <= last, slip.last_day >= first)
    return tuple(Paid(*row) for row in session.execute(here))


def _shifts(session: Session, worker_ids: Collection[int], first: date, last: date) -> tuple[Shift, ...]:
    shift = tables.Shift
    wanted = select(shift).where(shift.worker_id.in_(worker_ids), shift.day >= first, shift.day <= last)
    return load(session, list(session.scalars(wanted)))

"""What each PA can work by their own word, from a day on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from carerdesk.domain.dates import long_date
from carerdesk.domain.hours.shift import ShiftKind
from carerdesk.domain.problem import Problem
from carerdesk.domain.rota.limits import A_DAYS_MINUTES, Limits, check_limits
from carerdesk.domain.rota.rest import REFERENCE_DAYS, Work, works_at_night
from carerdesk.services.books import Books, done, owner
from carerdesk.services.hours.states import PLANNED
from carerdesk.services.outcome import Outcome, Rejected
from carerdesk.services.people.records import Kept
from carerdesk.services.sickness.spells import read_weekdays, write_weekdays
from carerdesk.store import tables


@dataclass(frozen=True, slots=True)
class KeptLimits:
    """Limits with what was written down beside them."""

    limits: Limits
    note: str = ""


def limits_of(books: Books, worker_id: int) -> tuple[Kept[KeptLimits], ...]:
    """A PA's limits, newest first."""
    with books.reading() as session:
        rows = session.scalars(_wanted({worker_id}))
        found = [Kept(row.id, KeptLimits(_limits(row), row.note)) for row in rows]
    return tuple(sorted(found, key=lambda kept: (kept.what.limits.first_day, kept.id), reverse=True))


def limits_of_all(session: Session, worker_ids: Collection[int]) -> Mapping[int, tuple[Limits, ...]]:
    """The limits of some PAs, in one query."""
    found: dict[int, list[Limits]] = defaultdict(list)
    for row in session.scalars(_wanted(worker_ids)):
        found[row.worker_id].append(_limits(row))
    return {worker_id: tuple(limits) for worker_id, limits in found.items()}


def nights_of(books: Books, worker_id: int) -> int:
    """How many waking nights of three hours or more somebody had in the last 17 weeks, planned ones left out."""
    shift, today = tables.Shift, books.today()
    with books.reading() as session:
        rows = session.scalars(
            select(shift).where(
                shift.worker_id == worker_id, shift.day > today - timedelta(days=REFERENCE_DAYS), shift.day <= today,
                shift.kind != ShiftKind.SLEEP_IN, shift.state != PLANNED,
            )
        )  # fmt: skip
        return sum(works_at_night(Work(row.day, row.starts, row.ends, row.shared_minutes)) for row in rows)


def keep_limits(books: Books, worker_id: int, limits: Limits, note: str = "") -> Outcome:
    """Keep what a PA can work from a day on; limits of the same day are changed."""
    with books.operation("", kind="people") as op:
        worker = op.session.get_one(tables.Worker, worker_id)
        if problems := (*check_limits(limits, born=worker.born), *_times(limits), *_signed(limits, books.today())):
            return Rejected(problems)
        row = _of_day(op.session, worker_id, limits.first_day)
        if row is None:
            row = tables.WorkLimit(**owner(op.session).keys(), worker_id=worker_id, first_day=limits.first_day)
            op.session.add(row)
        _write(row, limits, note)
        op.session.flush()
        op.said = f"{_first(worker.name)}’s own limits kept from {long_date(limits.first_day)}"
        kept_id = row.id
    return done(op, id=kept_id)


def remove_limits(books: Books, limit_id: int) -> Outcome:
    """Take limits out that were entered by mistake."""
    with books.operation("", kind="people") as op:
        row = op.session.get_one(tables.WorkLimit, limit_id)
        name = _first(op.session.get_one(tables.Worker, row.worker_id).name)
        op.said = f"{name}’s own limits from {long_date(row.first_day)} taken out"
        op.session.delete(row)
    return done(op)


def _wanted(worker_ids: Collection[int]) -> Select[tables.WorkLimit]:
    return select(tables.WorkLimit).where(tables.WorkLimit.worker_id.in_(worker_ids))


def _of_day(session: Session, worker_id: int, day: date) -> tables.WorkLimit | None:
    limit = tables.WorkLimit
    return session.scalars(select(limit).where(limit.worker_id == worker_id, limit.first_day == day)).first()


def _times(limits: Limits) -> tuple[Problem, ...]:
    earliest, latest = limits.earliest_minute, limits.latest_minute
    if earliest is not None and latest is not None and latest <= earliest:
        return (Problem("latest_minute", "limit_latest_before_earliest"),)
    if latest is not None and latest > 2 * A_DAYS_MINUTES:
        return (Problem("latest_minute", "limit_time_unread"),)
    return ()


def _signed(limits: Limits, today: date) -> tuple[Problem, ...]:
    ahead = limits.opted_out_on is not None and limits.opted_out_on > today
    return (Problem("opted_out_on", "opt_out_ahead"),) if ahead else ()


def _limits(row: tables.WorkLimit) -> Limits:
    return Limits(
        first_day=row.first_day,
        weekly_minutes=row.weekly_minutes,
        weekdays=read_weekdays(row.weekdays),
        earliest_minute=row.earliest_minute,
        latest_minute=row.latest_minute,
        opted_out_on=row.opted_out_on,
        opt_out_ends=row.opt_out_ends,
    )


def _write(row: tables.WorkLimit, limits: Limits, note: str) -> None:
    row.weekly_minutes = limits.weekly_minutes
    row.weekdays = write_weekdays(limits.weekdays)
    row.earliest_minute, row.latest_minute = limits.earliest_minute, limits.latest_minute
    row.opted_out_on, row.opt_out_ends, row.note = limits.opted_out_on, limits.opt_out_ends, note.strip()


def _first(name: str) -> str:
    return name.split(" ", maxsplit=1)[0]

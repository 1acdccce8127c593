"""A week of shifts: reading it, copying the one before, confirming it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from carerdesk.domain.dates import day_and_month, long_date
from carerdesk.domain.hours.clock import clock_time
from carerdesk.domain.hours.shift import Shift, hours_text
from carerdesk.domain.hours.week import copy_week
from carerdesk.domain.problem import Problem
from carerdesk.services.books import Books, done, owner
from carerdesk.services.hours.around import next_outing
from carerdesk.services.hours.record_shift import CONFIRMED, PLANNED, WORKED
from carerdesk.services.hours.rows import load, rows_between, write
from carerdesk.services.outcome import Outcome, Rejected
from carerdesk.store import tables

SIX_DAYS = timedelta(days=6)
A_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class ShareView:
    """A funder's minutes of a shift, with its name and tone for the screen."""

    funder_id: int
    short_name: str
    tone: str
    minutes: int


@dataclass(frozen=True, slots=True)
class ShiftView:
    """One shift as the screens show it; times are the clock's where it is worked."""

    id: int
    worker_id: int
    worker: str
    day: date
    starts: datetime
    ends: datetime
    kind: str
    kind_label: str
    break_minutes: int
    minutes: int
    call_outs: tuple[tuple[datetime, datetime], ...]
    miles: Decimal
    outing: int | None
    what: str
    how_it_went: str
    state: str
    shares: tuple[ShareView, ...]

    @property
    def times(self) -> str:
        """07:30–10:30."""
        return f"{self.starts:%H:%M}–{self.ends:%H:%M}"


@dataclass(frozen=True, slots=True)
class FunderHours:
    """What a week holds for one funder, in minutes, and what its award buys a week (None where not typed)."""

    funder_id: int
    short_name: str
    tone: str
    worked: int
    planned: int
    awarded: int | None


@dataclass(frozen=True, slots=True)
class Week:
    """The seven days from a Monday."""

    monday: date
    shifts: tuple[ShiftView, ...]
    funders: tuple[FunderHours, ...]
    confirmed: bool

    @property
    def to_confirm(self) -> tuple[ShiftView, ...]:
        """Shifts whose hours nobody has said are right yet."""
        return tuple(shift for shift in self.shifts if shift.state != CONFIRMED)


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose: a worker or a funder."""

    id: int
    name: str
    tone: str = ""


def tone_of(kind: str) -> str:
    """The colour token of a funder's kind; a fifth kind takes the family's own."""
    return {"council": "council", "nhs": "nhs", "atw": "atw"}.get(kind, "own")


def read_week(books: Books, monday: date) -> Week:
    """The week from a Monday, in order of time."""
    with books.reading() as session:
        rows = rows_between(session, monday, monday + SIX_DAYS)
        shifts = shift_views(session, rows)
        confirmed = bool(rows) and all(row.state == CONFIRMED for row in rows)
        return Week(monday, shifts, _funder_hours(session, shifts, monday), confirmed)


def shift_views(session: Session, rows: list[tables.Shift]) -> tuple[ShiftView, ...]:
    """Rows as the screens show them."""
    workers = {worker.id: worker.name for worker in session.scalars(select(tables.Worker))}
    funders = {funder.id: funder for funder in session.scalars(select(tables.Funder))}
    return tuple(
        _view(row, shift, workers[row.worker_id], funders) for row, shift in zip(rows, load(session, rows), strict=True)
    )


def _view(row: tables.Shift, shift: Shift, worker: str, funders: dict[int, tables.Funder]) -> ShiftView:
    return ShiftView(
        id=row.id,
        worker_id=row.worker_id,
        worker=worker,
        day=shift.day,
        starts=clock_time(shift.starts, shift.zone),
        ends=clock_time(shift.ends, shift.zone),
        kind=shift.kind.value,
        kind_label=shift.kind.label,
        break_minutes=shift.break_minutes,
        minutes=row.shared_minutes,
        call_outs=tuple((clock_time(c.starts, shift.zone), clock_time(c.ends, shift.zone)) for c in shift.call_outs),
        miles=shift.miles,
        outing=shift.outing,
        what=shift.what,
        how_it_went=shift.how_it_went,
        state=row.state,
        shares=tuple(
            ShareView(s.funder_id, funders[s.funder_id].short_name, tone_of(funders[s.funder_id].kind), s.minutes)
            for s in shift.shares
        ),
    )


def _funder_hours(session: Session, shifts: tuple[ShiftView, ...], monday: date) -> tuple[FunderHours, ...]:
    worked: dict[int, int] = defaultdict(int)
    planned: dict[int, int] = defaultdict(int)
    for shift in shifts:
        for share in shift.shares:
            pile = planned if shift.state == PLANNED else worked
            pile[share.funder_id] += share.minutes
    funders = session.scalars(select(tables.Funder).order_by(tables.Funder.position, tables.Funder.id)).all()
    return tuple(
        FunderHours(f.id, f.short_name, tone_of(f.kind), worked[f.id], planned[f.id], _awarded(session, f.id, monday))
        for f in funders
        if worked[f.id] or planned[f.id] or _awarded(session, f.id, monday)
    )


def _awarded(session: Session, funder_id: int, monday: date) -> int | None:
    awards = session.scalars(
        select(tables.Award).where(
            tables.Award.funder_id == funder_id,
            tables.Award.first_day <= monday + SIX_DAYS,
            (tables.Award.last_day.is_(None)) | (tables.Award.last_day >= monday),
        )
    )
    minutes = [award.weekly_minutes for award in awards if award.weekly_minutes is not None]
    return sum(minutes) if minutes else None


def choices(books: Books, day: date) -> tuple[tuple[Choice, ...], tuple[Choice, ...]]:
    """Workers who may work on a day, and funders still paying, in their order."""
    with books.reading() as session:
        workers = session.scalars(select(tables.Worker).order_by(tables.Worker.name)).all()
        funders = session.scalars(select(tables.Funder).order_by(tables.Funder.position, tables.Funder.id)).all()
        return (
            tuple(Choice(w.id, w.name) for w in workers if w.left is None or w.left >= day),
            tuple(Choice(f.id, f.short_name, tone_of(f.kind)) for f in funders if f.ended is None or f.ended >= day),
        )


def copy_last_week(books: Books, monday: date) -> Outcome:
    """Set last week's shifts down in this week, but for those this week has already."""
    with books.operation(f"Last week copied to the week of {long_date(monday)}", kind="week") as op:
        before = load(op.session, rows_between(op.session, monday - A_WEEK, monday - A_WEEK + SIX_DAYS))
        if not before:
            return Rejected((Problem("", "last_week_empty"),))
        here = {(row.worker_id, row.starts) for row in rows_between(op.session, monday, monday + SIX_DAYS)}
        copied = copy_week(before, monday)
        fresh = [shift for shift in copied.shifts if (shift.worker_id, shift.starts) not in here]
        if not fresh:
            return Rejected(copied.problems or (Problem("", "last_week_copied_already"),))
        _insert_all(op.session, fresh, books.today())
        left = f"; {len(copied.problems)} need their times typed" if copied.problems else ""
        op.said = f"{len(fresh)} shifts copied from last week{left}"
    return done(op)


def _insert_all(session: Session, shifts: list[Shift], today: date) -> None:
    keys = owner(session).keys()
    numbers: dict[int, int] = {}
    for shift in shifts:
        if shift.outing is not None and shift.outing not in numbers:
            numbers[shift.outing] = next_outing(session)
        outing = numbers[shift.outing] if shift.outing is not None else None
        state = WORKED if shift.day <= today else PLANNED
        write(session, tables.Shift(**keys, state=state), replace(shift, outing=outing))


def confirm_week(books: Books, monday: date, *, until: date | None = None) -> Outcome:
    """Say that the hours of a week are right, up to a day (today where none is named)."""
    last = min(until or books.today(), monday + SIX_DAYS)
    with books.operation(f"Hours confirmed for the week of {long_date(monday)}", kind="week") as op:
        rows = [row for row in rows_between(op.session, monday, last) if row.state != CONFIRMED]
        if not rows:
            return Rejected((Problem("", "nothing_to_confirm"),))
        if problems := _without_funder(op.session, rows):
            return Rejected(problems)
        for row in rows:
            row.state = CONFIRMED
        minutes = sum(row.shared_minutes for row in rows)
        op.said = f"{len(rows)} shifts confirmed, {hours_text(minutes)}, to {day_and_month(last)}"
    return done(op)


def _without_funder(session: Session, rows: list[tables.Shift]) -> tuple[Problem, ...]:
    names = {worker.id: worker.name for worker in session.scalars(select(tables.Worker))}
    return tuple(
        Problem("", "shift_not_shared", {"worker": names[row.worker_id], "day": day_and_month(row.day)})
        for row, shift in zip(rows, load(session, rows), strict=True)
        if not shift.shares
    )

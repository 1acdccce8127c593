"""Reading a week of shifts."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from carerdesk.domain.hours.clock import clock_time
from carerdesk.domain.hours.shares import check_shares
from carerdesk.domain.hours.shift import Shift, day_parts, shared_minutes
from carerdesk.services.books import Books
from carerdesk.services.hours.away import days_away
from carerdesk.services.hours.choices import funders, short_names, tone_of
from carerdesk.services.hours.day_notes import day_notes
from carerdesk.services.hours.expenses import Expenses, expenses_of
from carerdesk.services.hours.funder_hours import Payers, week_of
from carerdesk.services.hours.odd import with_odd
from carerdesk.services.hours.rows import load, rows_of_person
from carerdesk.services.hours.states import CONFIRMED
from carerdesk.services.hours.usual import UsualKinds, usual_kinds
from carerdesk.services.hours.views import ShareView, ShiftView, Stretch, Week
from carerdesk.services.people.read import workers
from carerdesk.store import tables

__all__ = ["read_shift", "read_week", "shift_views", "tone_of"]

A_DAY = timedelta(days=1)
SIX_DAYS = timedelta(days=6)
MIDNIGHT = 24 * 60


def read_week(books: Books, monday: date) -> Week:
    """The week from a Monday, in order of time."""
    with books.reading() as session:
        rows = rows_of_person(session, monday - A_DAY, monday + SIX_DAYS)
        views = with_odd(session, rows, shift_views(session, rows, books.now()), books.today())
        shifts = tuple(view for view in views if view.day >= monday)
        before = tuple(view for view in views if view.day < monday and view.ends.date() == monday)
        confirmed = bool(shifts) and all(shift.state == CONFIRMED for shift in shifts)
        days = week_of(monday)
        hours = Payers.read(session, *days).hours(shifts, *days)
        return Week(monday, shifts, hours, confirmed, before, day_notes(session, *days))


def read_shift(books: Books, shift_id: int) -> ShiftView | None:
    """One shift; None where it is gone."""
    with books.reading() as session:
        row = session.get(tables.Shift, shift_id)
        return None if row is None else shift_views(session, [row], books.now())[0]


def shift_views(session: Session, rows: Sequence[tables.Shift], now: datetime) -> tuple[ShiftView, ...]:
    """Rows as the screens show them."""
    if not rows:
        return ()
    seen = _Seen.read(session, rows, now)
    return tuple(_view(row, shift, seen) for row, shift in zip(rows, load(session, rows), strict=True))


@dataclass(frozen=True, slots=True)
class _Seen:
    """What a row needs beside itself to be shown."""

    names: dict[int, str]
    short: dict[int, str]
    funders: dict[int, tables.Funder]
    away: frozenset[tuple[int, date]]
    now: datetime
    usual: UsualKinds
    going: dict[int | None, int]
    expenses: Mapping[int, Expenses]

    @classmethod
    def read(cls, session: Session, rows: Sequence[tables.Shift], now: datetime) -> _Seen:
        people = workers(session)
        return cls(
            {one.id: one.name for one in people},
            short_names(people),
            {row.id: row for row in funders(session)},
            days_away(session, min(row.day for row in rows), max(row.day for row in rows)),
            now,
            usual_kinds(session),
            _going(session, {row.outing for row in rows if row.outing is not None}),
            expenses_of(session, rows),
        )


def _view(row: tables.Shift, shift: Shift, seen: _Seen) -> ShiftView:
    planned = _planned(row)
    return ShiftView(
        id=row.id,
        worker_id=row.worker_id,
        worker=seen.names[row.worker_id],
        first_name=seen.short[row.worker_id],
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
        shares=_share_views(shift, seen.funders),
        stretches=_stretches(shift),
        ended=row.ends <= seen.now,
        kind_is_usual=shift.kind is seen.usual.of(row.worker_id, shift.day),
        away=(row.worker_id, row.day) in seen.away,
        unshared=bool(check_shares(shift)),
        planned=planned,
        people_needed=row.people_needed,
        repeats=row.pattern_id is not None,
        going=seen.going.get(row.outing, 1),
        expenses=seen.expenses.get(row.id, ()),
        planned_minutes=0 if row.planned_starts is None or row.planned_ends is None
        else (row.planned_ends - row.planned_starts) // timedelta(minutes=1) - row.break_minutes,
    )  # fmt: skip


def _going(session: Session, outings: Collection[int]) -> dict[int | None, int]:
    """How many go on each outing."""
    outing = tables.Shift.outing
    wanted = select(outing, func.count()).where(outing.in_(outings)).group_by(outing)
    return {number: count for number, count in session.execute(wanted)} if outings else {}  # noqa: C416 - typed rows


def _planned(row: tables.Shift) -> tuple[datetime, datetime] | None:
    if row.planned_starts is None or row.planned_ends is None:
        return None
    return clock_time(row.planned_starts, row.zone), clock_time(row.planned_ends, row.zone)


def _share_views(shift: Shift, known: dict[int, tables.Funder]) -> tuple[ShareView, ...]:
    whole = shared_minutes(shift)
    return tuple(
        ShareView(
            share.funder_id,
            known[share.funder_id].short_name,
            tone_of(known[share.funder_id].kind),
            share.minutes,
            _percent(share.minutes, whole),
        )
        for share in shift.shares
    )


def _percent(part: int, whole: int) -> str:
    return f"{(Decimal(100 * part) / whole).quantize(Decimal(1), ROUND_HALF_UP)}%"


def _stretches(shift: Shift) -> tuple[Stretch, ...]:
    parts = []
    for part in day_parts(shift):
        first, last = clock_time(part.starts, shift.zone), clock_time(part.ends, shift.zone)
        ends = MIDNIGHT if last.date() > part.day else last.hour * 60 + last.minute
        parts.append(Stretch(part.day, first.hour * 60 + first.minute, ends))
    return tuple(parts)

"""Repeating shifts made of shifts that stand in the rota."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from carerdesk.domain.dates import long_date
from carerdesk.domain.hours.clock import clock_time
from carerdesk.domain.hours.shares import share_minutes
from carerdesk.domain.hours.shift import Shift
from carerdesk.domain.problem import Problem
from carerdesk.domain.rota.pattern import DAY_MINUTES
from carerdesk.domain.rota.recurrence import weekly
from carerdesk.services.books import Books, done
from carerdesk.services.hours.rows import load, rows_of_person
from carerdesk.services.hours.usual import UsualKinds, usual_kinds
from carerdesk.services.outcome import Outcome, Rejected
from carerdesk.services.rota.fill import fill, horizon
from carerdesk.services.rota.new_pattern import MOST_TOGETHER, NewPattern, check_new
from carerdesk.services.rota.pattern_rows import insert_patterns
from carerdesk.services.rota.said import settled_words, shifts_words
from carerdesk.services.rota.standing import Shares, standing
from carerdesk.store import tables

SIX_DAYS = timedelta(days=6)
_PARTS = 100 * 100  # shares to a hundredth of a per cent


def suggested(books: Books, shift_id: int) -> NewPattern | None:
    """A shift, with all who go along, as one that comes every week; None where it is gone or comes from a pattern."""
    with books.reading() as session:
        row = session.get(tables.Shift, shift_id)
        if row is None or row.pattern_id is not None:
            return None
        return _weekly(load(session, _outing(session, row)), usual_kinds(session))


def patterns_from_week(books: Books, monday: date) -> Outcome:
    """Let every shift of a week that comes from no pattern yet come again each week."""
    with books.operation("Repeating shifts made from a week", kind="rota") as op:
        new = _of_week(op.session, monday)
        problems = tuple(fault for each in new for fault in check_new(op.session, each))
        if problems or not new:
            return Rejected(problems or (Problem("", "nothing_to_repeat"),))
        ids = {row_id for each in new for row_id in insert_patterns(op.session, each)}
        mine = [one for one in standing(op.session) if one.id in ids]
        filled = fill(op, books.today(), mine, horizon(books.today()))
        count = "1 repeating shift" if len(new) == 1 else f"{len(new)} repeating shifts"
        op.said = f"{count} made from the week of {long_date(monday)}. {settled_words(filled)}".strip()
    return done(op)


def can_repeat(books: Books, monday: date) -> str:
    """What `patterns_from_week` would take up: "5 shifts"; "" where there is none."""
    with books.reading() as session:
        count = len(_of_week(session, monday))
    return shifts_words(count) if count else ""


def _of_week(session: Session, monday: date) -> list[NewPattern]:
    rows = [row for row in rows_of_person(session, monday, monday + SIX_DAYS) if row.pattern_id is None]
    usual = usual_kinds(session)
    cards: dict[object, list[tables.Shift]] = {}
    for row in rows:
        cards.setdefault(("shift", row.id) if row.outing is None else ("out", row.outing, row.day), []).append(row)
    return [_weekly(load(session, group[:MOST_TOGETHER]), usual) for group in cards.values()]


def _outing(session: Session, row: tables.Shift) -> list[tables.Shift]:
    if row.outing is None:
        return [row]
    shift = tables.Shift
    mates = select(shift).where(shift.outing == row.outing, shift.id != row.id).order_by(shift.id)
    return [row, *session.scalars(mates)][:MOST_TOGETHER]


def _weekly(shifts: Sequence[Shift], usual: UsualKinds) -> NewPattern:
    first = shifts[0]
    starts, ends = clock_time(first.starts, first.zone), clock_time(first.ends, first.zone)
    start = starts.hour * 60 + starts.minute
    days = (ends.date() - starts.date()).days
    return NewPattern(
        worker_ids=tuple(shift.worker_id for shift in shifts),
        every=weekly(first.day.weekday()),
        start_minute=start,
        end_minute=days * DAY_MINUTES + ends.hour * 60 + ends.minute,
        first_day=first.day,
        shares=_percentages(first),
        kind="" if first.kind is usual.of(first.worker_id, first.day) else first.kind.value,
        break_minutes=first.break_minutes,
        miles=first.miles,
        what=first.what,
        people_needed=first.people_needed,
    )


def _percentages(shift: Shift) -> Shares:
    if not shift.shares:
        return ()
    parts = share_minutes(_PARTS, [share.minutes for share in shift.shares])
    return tuple((share.funder_id, Decimal(part) / 100) for share, part in zip(shift.shares, parts, strict=True))

"""The rows of repeating shifts: written, given a next version, ended, dropped. All within somebody's operation."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from carerdesk.domain.listed import listed
from carerdesk.services.books import owner
from carerdesk.services.hours.choices import short_names
from carerdesk.services.people.read import workers
from carerdesk.services.rota.new_pattern import NewPattern
from carerdesk.services.rota.settling import Settled, settle
from carerdesk.services.rota.standing import Standing, standing
from carerdesk.store import tables
from carerdesk.store.operations import Operation

A_DAY = timedelta(days=1)
_FAR = timedelta(days=800)


def group_of(session: Session, pattern_id: int) -> list[Standing]:
    """All who go along in one version of a pattern, who was entered first in front; nobody where it is gone."""
    every = standing(session)
    one = next((each for each in every if each.id == pattern_id), None)
    if one is None:
        return []
    return sorted((each for each in every if each.together == one.together), key=lambda each: each.id)


def names_of(session: Session, worker_ids: Iterable[int]) -> str:
    """Asha; Asha and Kasia; Asha, Kasia and Tom."""
    short = short_names(workers(session))
    return listed(short[each] for each in worker_ids)


def insert_patterns(
    session: Session, new: NewPattern, series: Sequence[int | None] = (), outing: int | None = None
) -> list[int]:
    """A row for each PA; `series` goes on with theirs, `outing` with the number of those who go together."""
    together = (outing or _next_outing(session)) if len(new.worker_ids) > 1 else outing
    ids = []
    for at, worker_id in enumerate(new.worker_ids):
        known = series[at] if at < len(series) else None
        row = tables.Pattern(**owner(session).keys(), worker_id=worker_id, series=known or _next_series(session))
        _write(session, row, new, together, miles=new.miles if at == 0 else Decimal(0))
        ids.append(row.id)
    return ids


def put_over(op: Operation, today: date, group: Sequence[Standing], new: NewPattern) -> list[int]:
    """Put a new version in the place of a group's from its first day on; the rota is not touched but for who goes."""
    session, first = op.session, new.first_day
    known = {one.worker_id: one for one in group}
    gone = [one for one in group if one.worker_id not in new.worker_ids]
    if first > group[0].when.first_day:
        for one in group:
            if one.goes_on(first):
                session.get_one(tables.Pattern, one.id).last_day = first - A_DAY
        session.flush()
        series = [known[each].series if each in known else None for each in new.worker_ids]
        return insert_patterns(session, new, series, group[0].outing)
    for one in gone:
        _drop_after_settling(op, today, one)
    return _rewritten(session, known, new, group[0].outing)


def _rewritten(session: Session, known: dict[int, Standing], new: NewPattern, outing: int | None) -> list[int]:
    together = (outing or _next_outing(session)) if len(new.worker_ids) > 1 else outing
    ids = []
    for at, worker_id in enumerate(new.worker_ids):
        if worker_id in known:
            row = session.get_one(tables.Pattern, known[worker_id].id)
        else:
            row = tables.Pattern(**owner(session).keys(), worker_id=worker_id, series=_next_series(session))
        _write(session, row, new, together, miles=new.miles if at == 0 else Decimal(0))
        ids.append(row.id)
    return ids


def _drop_after_settling(op: Operation, today: date, one: Standing) -> None:
    """Take one PA's version out, with its untouched shifts."""
    rest = [each for each in standing(op.session, [one.series]) if each.id != one.id]
    last = one.when.last_day or today + _FAR
    settle(op, today, rest, one.when.first_day, last, redo=True, series=[one.series])
    _drop(op.session, {one.id})


def end_series(op: Operation, today: date, series: Collection[int], last_day: date) -> Settled:
    """Let series end with a day: later versions go, and planned shifts after it that nobody changed."""
    session = op.session
    dropped = {one.id for one in standing(session, series) if one.when.first_day > last_day}
    for row in _rows(session, series):
        if row.id not in dropped and (row.last_day is None or row.last_day > last_day):
            row.last_day = last_day
    session.flush()
    rest = [one for one in standing(session, series) if one.id not in dropped]
    far = max(today, last_day) + _FAR
    ended = settle(op, today, rest, last_day + A_DAY, far, redo=True, series=series)
    _drop(session, dropped)
    return ended


def drop_unused(session: Session, series: Collection[int]) -> None:
    """Take out versions from which no shift came that still stands, and what was settled for a series that is gone."""
    shift = tables.Shift
    rows = _rows(session, series)
    used = set(session.scalars(select(shift.pattern_id).where(shift.pattern_id.in_([row.id for row in rows]))))
    _drop(session, {row.id for row in rows if row.id not in used})
    left = {row.series for row in rows if row.id in used}
    exception = tables.PatternException
    for held in session.scalars(select(exception).where(exception.series.in_(set(series) - left))):
        session.delete(held)
    session.flush()


def _drop(session: Session, ids: Collection[int]) -> None:
    """Take versions out; shifts that stay are from no pattern any more."""
    shift, share = tables.Shift, tables.PatternShare
    for row in session.scalars(select(shift).where(shift.pattern_id.in_(ids))):
        row.pattern_id = row.pattern_day = None
    for part in session.scalars(select(share).where(share.pattern_id.in_(ids))):
        session.delete(part)
    session.flush()
    for row_id in ids:
        session.delete(session.get_one(tables.Pattern, row_id))
    session.flush()


def _rows(session: Session, series: Iterable[int]) -> list[tables.Pattern]:
    pattern = tables.Pattern
    return list(session.scalars(select(pattern).where(pattern.series.in_(list(series)))))


def _write(session: Session, row: tables.Pattern, new: NewPattern, outing: int | None, *, miles: Decimal) -> None:
    when = new.when
    row.first_day, row.last_day, row.rule = when.first_day, when.last_day, when.rule
    row.start_minute, row.end_minute, row.kind = when.start_minute, when.end_minute, new.kind
    row.break_minutes, row.what, row.people_needed = new.break_minutes, new.what.strip(), new.needed
    row.seasons, row.bank_holidays = when.seasons, when.bank_holidays
    row.miles, row.outing = miles, outing
    session.add(row)
    session.flush()
    _write_shares(session, row, new)


def _write_shares(session: Session, row: tables.Pattern, new: NewPattern) -> None:
    share = tables.PatternShare
    for old in session.scalars(select(share).where(share.pattern_id == row.id)):
        session.delete(old)
    session.flush()
    keys = {"employer_id": row.employer_id, "person_id": row.person_id, "pattern_id": row.id}
    session.add_all(share(**keys, funder_id=funder, percent=percent) for funder, percent in new.shares if percent)
    session.flush()


def _next_series(session: Session) -> int:
    """A number no series has had, not even one of which only exceptions are left."""
    used = (session.scalar(select(func.max(table.series))) or 0 for table in (tables.Pattern, tables.PatternException))
    return max(used) + 1


def _next_outing(session: Session) -> int:
    return (session.scalar(select(func.max(tables.Pattern.outing))) or 0) + 1

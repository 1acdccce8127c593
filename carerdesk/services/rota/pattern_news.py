"""Repeating shifts that are news to their PA: a new one, or one that comes at other times than before.

One that was written down as it had long been is none, and neither is one whose shifts they have come to, or were told
of, since it was made.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from carerdesk.domain.hours.clock import clock_time
from carerdesk.domain.rota.pattern import pattern_words
from carerdesk.services.rota.standing import Standing, standing
from carerdesk.store import tables

_TIMES = ("worker_id", "rule", "first_day", "start_minute", "end_minute", "seasons", "bank_holidays")
_TELLING = ("offered", "changed")
PatternDay = tuple[int, date]


@dataclass(frozen=True, slots=True)
class News:
    """A repeating shift in words, and whether it came in the place of another."""

    said: str
    is_change: bool


@dataclass(frozen=True, slots=True)
class _Made:
    """When the times of a version were last entered, and whether something else stood there before."""

    at: datetime
    is_change: bool


def news_of(
    session: Session, pattern_ids: Collection[int], settled: Collection[PatternDay], now: datetime
) -> dict[int, News]:
    """Which of these versions are news. `settled` are the patterns and days a person changed: they tell of no other."""
    if not pattern_ids:
        return {}
    every = standing(session)
    alike = {one.id: _alike(one, every) for one in every if one.id in pattern_ids}
    made = _made(session, {chain[0].id for chain in alike.values()})
    found: dict[int, News] = {}
    for pattern_id, chain in alike.items():
        first = made.get(chain[0].id)
        if first is None:
            continue
        changed = first.is_change or _follows(chain[0], every)
        long_so = not changed and chain[0].when.first_day < clock_time(first.at, chain[0].when.zone).date()
        if not long_so and not _is_known(session, chain, first.at, now, settled):
            found[pattern_id] = News(pattern_words(chain[-1].when), changed)
    return found


def _alike(one: Standing, every: Sequence[Standing]) -> list[Standing]:
    """A version with those just before it that were the same to its PA, the first in front."""
    chain = [one]
    while (before := _before(chain[0], every)) is not None and _times(before) == _times(chain[0]):
        chain.insert(0, before)
    return chain


def _before(one: Standing, every: Sequence[Standing]) -> Standing | None:
    earlier = [each for each in every if each.series == one.series and each.when.first_day < one.when.first_day]
    return earlier[-1] if earlier else None


def _follows(one: Standing, every: Sequence[Standing]) -> bool:
    return _before(one, every) is not None


def _times(one: Standing) -> tuple[object, ...]:
    when = one.when
    return one.worker_id, when.rule, when.start_minute, when.end_minute, when.seasons, when.bank_holidays


def _made(session: Session, pattern_ids: Iterable[int]) -> dict[int, _Made]:
    """From the log, leaving out what was taken back; a version of which nothing is known any more is left out."""
    change, operation = tables.Change, tables.Operation
    wanted = (
        select(change.row_id, change.before, change.after, operation.at, operation.id)
        .join(operation, operation.id == change.operation_id)
        .where(
            change.table_name == "pattern", change.row_id.in_(list(pattern_ids)),
            operation.undoes_id.is_(None), operation.undone_by_id.is_(None), change.after.is_not(None),
        )
        .order_by(change.id)
    )  # fmt: skip
    found: dict[int, tuple[int, _Made]] = {}
    for row_id, before, after, at, operation_id in session.execute(wanted):
        if before is None or (after is not None and _moved(json.loads(before), json.loads(after))):
            found[row_id] = (operation_id, _Made(at, before is not None))
    others = _changing(session, {operation_id for operation_id, _ in found.values()})
    return {
        row_id: _Made(made.at, made.is_change or operation_id in others)
        for row_id, (operation_id, made) in found.items()
    }


def _moved(before: Mapping[str, object], after: Mapping[str, object]) -> bool:
    return any(before.get(name) != after.get(name) for name in _TIMES)


def _changing(session: Session, operation_ids: Collection[int]) -> set[int]:
    """Those that changed what stood before, as where somebody else comes from now on."""
    change = tables.Change
    wanted = select(change.operation_id).where(
        change.table_name == "pattern", change.operation_id.in_(list(operation_ids)), change.before.is_not(None)
    )
    return set(session.scalars(wanted))


def _is_known(
    session: Session, chain: Sequence[Standing], since: datetime, now: datetime, settled: Collection[PatternDay]
) -> bool:
    shift, notice = tables.Shift, tables.ShiftNotice
    theirs = shift.pattern_id.in_([one.id for one in chain]), shift.worker_id == chain[-1].worker_id
    came = select(shift.id).where(*theirs, shift.starts > since, shift.starts <= now)
    if session.scalars(came).first() is not None:
        return True
    told = (
        select(shift.pattern_id, shift.pattern_day)
        .join(notice, (notice.shift_id == shift.id) & (notice.worker_id == shift.worker_id))
        .where(*theirs, notice.kind.in_(_TELLING), notice.at >= since)
    )
    return any((pattern_id, day) not in settled for pattern_id, day in session.execute(told))

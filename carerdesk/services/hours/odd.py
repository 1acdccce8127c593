"""What is odd about shifts that stand in the rota, so that their cards and Check hours can say so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.hours.check import warnings
from carerdesk.domain.hours.shift import Shift
from carerdesk.domain.problem import Problem
from carerdesk.services.hours.beside import known_beside
from carerdesk.services.hours.choices import short_names
from carerdesk.services.hours.rows import load
from carerdesk.services.hours.states import CONFIRMED
from carerdesk.services.hours.views import ShiftView
from carerdesk.services.people.read import workers
from carerdesk.store import tables

NEAR = timedelta(days=3)  # no rest between two shifts is counted over more


def oddities_of(session: Session, rows: Sequence[tables.Shift], today: date) -> dict[int, tuple[Problem, ...]]:
    """What is odd about each of these shifts, by number; those with nothing odd are left out.

    Where several shifts together are too much, the last of them is named.
    """
    if not rows:
        return {}
    first, last = min(row.day for row in rows), max(row.day for row in rows)
    ids = {row.worker_id for row in rows}
    mates = _by_worker(session, ids, first - NEAR, last)
    people = {row.id: row for row in session.scalars(select(tables.Worker).where(tables.Worker.id.in_(ids)))}
    beside = known_beside(session, people, first, last)
    names = short_names(workers(session))
    found = {}
    for shift in (each for kept in mates.values() for each in kept if each.id in {row.id for row in rows}):
        assert shift.id is not None
        before = [each for each in mates[shift.worker_id] if _order(each) < _order(shift)]
        known = beside.of(shift, names[shift.worker_id], standing=True)
        found[shift.id] = warnings(shift, before, today, known)
    return {shift_id: odd for shift_id, odd in found.items() if odd}


def with_odd(
    session: Session, rows: Sequence[tables.Shift], views: Sequence[ShiftView], today: date
) -> tuple[ShiftView, ...]:
    """Views of these rows with what is odd about them, in short; what is confirmed or wants cover needs no more."""
    open_ones = {view.id for view in views if view.state != CONFIRMED and not view.needs_cover}
    odd = oddities_of(session, [row for row in rows if row.id in open_ones], today)
    told = {shift_id: tuple(short_words(each) for each in found) for shift_id, found in odd.items()}
    return tuple(replace(view, odd=told.get(view.id, ())) for view in views)


def short_words(problem: Problem) -> str:
    """A warning in a few words, for a card."""
    return guidance("cover", f"short_{problem.code}", **problem.values)


def _order(shift: Shift) -> tuple[object, int]:
    return shift.starts, shift.id or 0


def _by_worker(session: Session, ids: Collection[int], first: date, last: date) -> dict[int, list[Shift]]:
    shift = tables.Shift
    wanted = select(shift).where(shift.worker_id.in_(ids), shift.day.between(first, last))
    found: dict[int, list[Shift]] = defaultdict(list)
    for each in load(session, list(session.scalars(wanted))):
        found[each.worker_id].append(each)
    return found

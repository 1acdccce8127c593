"""Adding, changing, ending and taking out repeating shifts; the rota follows in the same operation.

Shifts that were worked, confirmed or paid stay as they are, and so does each day that a person settled otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy.orm import Session

from carerdesk.domain.dates import long_date
from carerdesk.domain.problem import Problem
from carerdesk.domain.rota.pattern import check_pattern, pattern_days, pattern_words
from carerdesk.services.books import Books, done
from carerdesk.services.outcome import Outcome, Rejected
from carerdesk.services.rota.fill import fill, horizon, refill
from carerdesk.services.rota.new_pattern import NewPattern, check_new
from carerdesk.services.rota.pattern_rows import (
    drop_unused,
    end_series,
    group_of,
    insert_patterns,
    names_of,
    put_over,
)
from carerdesk.services.rota.said import by_hand_words, coming_words, left_out_words, notes_words, settled_words
from carerdesk.services.rota.settling import Settled
from carerdesk.services.rota.standing import Standing, standing
from carerdesk.store.operations import Operation

A_DAY = timedelta(days=1)
_GONE = Problem("", "pattern_gone")
_LONGEST_STEP = timedelta(days=3000)  # every other 29 February takes eight years


@dataclass(frozen=True, slots=True)
class Preview:
    """What a change would do to shifts that are in the rota already, in sentences; `said` is all of it."""

    changed: int
    removed: int
    added: int
    by_hand: int
    said: tuple[str, ...]


def add_pattern(books: Books, new: NewPattern) -> Outcome:
    """Keep a repeating shift and put its shifts of eight weeks into the rota. `id` is the first PA's pattern."""
    with books.operation("Repeating shift added", kind="rota") as op:
        if problems := check_new(op.session, new):
            return Rejected(problems)
        ids = insert_patterns(op.session, new)
        filled = fill(op, books.today(), _with_ids(op.session, ids), horizon(books.today()))
        op.said = f"{_sentence(op.session, new)} {settled_words(filled)}".strip()
    return done(op, id=ids[0])


def change_pattern(books: Books, pattern_id: int, new: NewPattern) -> Outcome:
    """From `new.first_day` on, let a repeating shift be another; before that day it stays what it was."""
    with books.operation("Repeating shift changed", kind="rota") as op:
        found = _change(op, books.today(), pattern_id, new)
        if not isinstance(found, Settled):
            return Rejected(found)
        op.said = f"{_sentence(op.session, new)} {_what_became(found)}".strip()
    return done(op, id=pattern_id)


def preview_change(books: Books, pattern_id: int, new: NewPattern) -> Preview | Rejected:
    """What `change_pattern` would do; nothing is kept."""
    answer: Preview | Rejected | None = None
    with books.trying_out() as op:
        found = _change(op, books.today(), pattern_id, new)
        answer = _preview(found) if isinstance(found, Settled) else Rejected(found)
    assert answer is not None
    return answer


def end_pattern(books: Books, pattern_id: int, last_day: date) -> Outcome:
    """Let a repeating shift end with a day; planned shifts after it go."""
    with books.operation("Repeating shift ends", kind="rota") as op:
        group = group_of(op.session, pattern_id)
        if not group:
            return Rejected((_GONE,))
        begins = min(one.when.first_day for one in standing(op.session, (each.series for each in group)))
        if last_day < begins:
            return Rejected((Problem("last_day", "pattern_ends_too_early", {"day": long_date(begins)}),))
        ended = end_series(op, books.today(), {one.series for one in group}, last_day)
        names = names_of(op.session, (one.worker_id for one in group))
        op.said = f"{names}: the repeating shift ends on {long_date(last_day)}. {_what_became(ended)}".strip()
    return done(op, id=pattern_id)


def remove_pattern(books: Books, pattern_id: int) -> Outcome:
    """Take a repeating shift out with its planned shifts of today and later. What was worked stays."""
    with books.operation("Repeating shift taken out", kind="rota") as op:
        group = group_of(op.session, pattern_id)
        if not group:
            return Rejected((_GONE,))
        names = names_of(op.session, (one.worker_id for one in group))
        series = {one.series for one in group}
        ended = end_series(op, books.today(), series, books.today() - A_DAY)
        drop_unused(op.session, series)
        op.said = f"{names}: the repeating shift is taken out. {_what_became(ended)}".strip()
    return done(op)


def _change(op: Operation, today: date, pattern_id: int, new: NewPattern) -> Settled | tuple[Problem, ...]:
    """Put another version in the place of one from a day on, and let the rota follow."""
    session, group = op.session, group_of(op.session, pattern_id)
    if not group:
        return (_GONE,)
    before = tuple(one for one in standing(session, (each.series for each in group)) if one not in group)
    new = _in_step(_before_the_next(new, group, before), group)
    if problems := (*_in_time(new, group, before), *check_new(session, new)):
        return problems
    series = {one.series for one in group}
    ids = put_over(op, today, group, new)
    now = standing(session, series | {one.series for one in _with_ids(session, ids)})
    return refill(op, today, now, new.first_day, series)


def _before_the_next(new: NewPattern, group: list[Standing], others: Iterable[Standing]) -> NewPattern:
    """A change counts until the next version begins."""
    later = [one.when.first_day for one in others if one.when.first_day > group[0].when.first_day]
    ends = min(later) - A_DAY if later else None
    return replace(new, last_day=ends) if ends and (new.last_day is None or new.last_day > ends) else new


def _in_step(new: NewPattern, group: list[Standing]) -> NewPattern:
    """Where the rule stays, every other week stays the same weeks."""
    old = replace(group[0].when, last_day=None)
    if new.every.interval == 1 or new.every != old.every or new.first_day <= old.first_day:
        return new
    days = pattern_days(old, new.first_day, new.first_day + _LONGEST_STEP)
    return replace(new, first_day=days[0]) if days else new


def _in_time(new: NewPattern, group: list[Standing], others: Iterable[Standing]) -> tuple[Problem, ...]:
    begins = group[0].when.first_day
    if not any(one.goes_on(new.first_day) for one in group):
        ends = max(one.when.last_day for one in group if one.when.last_day is not None)
        return (Problem("first_day", "pattern_over", {"day": long_date(ends)}),)
    earlier = [one.when.last_day for one in others if one.when.first_day < begins and one.when.last_day is not None]
    if earlier and new.first_day <= max(earlier):
        return (Problem("first_day", "pattern_overlaps_earlier", {"day": long_date(max(earlier))}),)
    return check_pattern(new.when)


def _with_ids(session: Session, ids: Iterable[int]) -> list[Standing]:
    wanted = set(ids)
    return [one for one in standing(session) if one.id in wanted]


def _preview(done_so: Settled) -> Preview:
    came = coming_words(done_so)
    said = (f"{came}." if came else "No shift in the rota changes.", *left_out_words(done_so), by_hand_words(done_so))
    words = tuple(part for part in (*said, *notes_words(done_so)) if part)
    return Preview(done_so.changed, done_so.removed, done_so.added, len(done_so.by_hand), words)


def _sentence(session: Session, new: NewPattern) -> str:
    return f"{names_of(session, new.worker_ids)}: {pattern_words(new.when)}."


def _what_became(done_so: Settled) -> str:
    """What was done to the rota, and what stays because somebody changed it."""
    return " ".join(part for part in (settled_words(done_so), by_hand_words(done_so)) if part)

"""A repeating shift as a person enters it, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from carerdesk.domain.dates import long_date
from carerdesk.domain.hours.check import MOST_MILES
from carerdesk.domain.hours.shares import by_percent
from carerdesk.domain.hours.shift import hours_text
from carerdesk.domain.problem import Problem
from carerdesk.domain.rota.pattern import ALWAYS, WORK, Pattern, anchored, check_pattern
from carerdesk.domain.rota.recurrence import Every, rule_text
from carerdesk.services.rota.standing import Shares
from carerdesk.store import tables

MOST_TOGETHER = 3


@dataclass(frozen=True, slots=True)
class NewPattern:
    """What a person chose. All workers go out together; the miles are the first one's.

    Minutes are the clock's, from midnight; above 1440 the shift ends on the next day. `kind` is empty for the usual
    kind of the day. `people_needed` None means as many as are named.
    """

    worker_ids: tuple[int, ...]
    every: Every
    start_minute: int
    end_minute: int
    first_day: date
    last_day: date | None = None
    shares: Shares = ()
    kind: str = ""
    break_minutes: int = 0
    miles: Decimal = Decimal(0)
    what: str = ""
    people_needed: int | None = None
    seasons: str = ALWAYS
    bank_holidays: str = WORK

    @property
    def when(self) -> Pattern:
        """The rule of it, counted from the first day it falls on where it skips weeks or months."""
        first = anchored(self.every, self.first_day) if self.every.interval > 1 else None
        return Pattern(
            rule_text(self.every),
            first or self.first_day,
            self.start_minute,
            self.end_minute,
            self.last_day,
            self.seasons,
            self.bank_holidays,
        )

    @property
    def needed(self) -> int:
        """How many should be there."""
        return max(len(self.worker_ids), self.people_needed or 1)


def check_new(session: Session, new: NewPattern) -> tuple[Problem, ...]:
    """Why a pattern cannot be kept as it was entered."""
    return (*_people(session, new), *check_pattern(new.when), *_sums(new))


def _people(session: Session, new: NewPattern) -> Iterator[Problem]:
    if not new.worker_ids:
        yield Problem("who", "pattern_for_nobody")
    if len(set(new.worker_ids)) < len(new.worker_ids):
        yield Problem("along", "pattern_person_twice")
    if len(new.worker_ids) > MOST_TOGETHER:
        yield Problem("along", "pattern_too_many_people", {"most": str(MOST_TOGETHER)})
    for worker_id in new.worker_ids:
        worker = session.get_one(tables.Worker, worker_id)
        if worker.started is not None and worker.started > new.first_day:
            yield Problem("first_day", "pattern_before_job", {"name": worker.name, "day": long_date(worker.started)})
        if worker.left is not None and worker.left < new.first_day:
            yield Problem("first_day", "pattern_after_job", {"name": worker.name, "day": long_date(worker.left)})


def _sums(new: NewPattern) -> Iterator[Problem]:
    length = new.end_minute - new.start_minute
    if new.break_minutes < 0 or (0 < length <= new.break_minutes):
        yield Problem("break_minutes", "break_too_long", {"length": hours_text(max(length, 0))})
    if not Decimal(0) <= new.miles <= MOST_MILES:
        yield Problem("miles", "miles_out_of_range", {"most": str(MOST_MILES)})
    shares = by_percent(length, new.shares) if new.shares and length > 0 else ()
    if isinstance(shares, Problem):
        yield shares
    if len({funder for funder, _ in new.shares}) < len(new.shares):
        yield Problem("shares", "funder_twice")

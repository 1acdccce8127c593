"""Checking the hours of a week, and saying that they are right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sqlalchemy.orm import Session

from carerdesk.catalogue.guidance import guidance
from carerdesk.catalogue.words import problem_words
from carerdesk.domain.dates import day_and_month, long_date
from carerdesk.domain.hours.shares import check_shares
from carerdesk.domain.hours.shift import hours_text
from carerdesk.domain.problem import Problem
from carerdesk.services.books import Books, done
from carerdesk.services.hours.choices import short_names
from carerdesk.services.hours.in_place import planned_for
from carerdesk.services.hours.odd import oddities_of
from carerdesk.services.hours.rows import load, rows_of_person
from carerdesk.services.hours.states import CONFIRMED
from carerdesk.services.hours.views import ShiftView
from carerdesk.services.hours.week import shift_views
from carerdesk.services.outcome import Outcome, Rejected
from carerdesk.services.people.read import workers
from carerdesk.store import tables

SIX_DAYS = timedelta(days=6)
_SAID_SHORT = frozenset({"no_funder_yet", "too_few_together"})  # a shift's own trouble says them


@dataclass(frozen=True, slots=True)
class ToLookAt:
    """A shift and why it wants a look; `stops` where it cannot be confirmed as it stands."""

    shift: ShiftView
    why: tuple[str, ...]
    stops: bool = False


@dataclass(frozen=True, slots=True)
class HoursToCheck:
    """A week's hours as they are checked: plain ones, those that want a look, and those still to come.

    A planned shift that nobody typed hours for is plain: confirmed, it was worked as planned.
    """

    monday: date
    plain: tuple[ShiftView, ...]
    look: tuple[ToLookAt, ...]
    to_come: tuple[ShiftView, ...]
    confirmed: tuple[ShiftView, ...]

    @property
    def waiting(self) -> tuple[ShiftView, ...]:
        """What one press confirms."""
        return (*self.plain, *(each.shift for each in self.look))

    @property
    def minutes(self) -> int:
        """The minutes of it."""
        return sum(shift.minutes for shift in self.waiting)


def hours_to_check(books: Books, monday: date) -> HoursToCheck:
    """A week's shifts sorted for checking. What is not over yet is still to come."""
    with books.reading() as session:
        return to_check_in(session, monday, books.now(), books.today())


def to_check_in(session: Session, monday: date, now: datetime, today: date) -> HoursToCheck:
    """The same, within a session."""
    rows = rows_of_person(session, monday, monday + SIX_DAYS)
    views = shift_views(session, rows, now)
    open_ones = [view for view in views if view.state != CONFIRMED]
    over = {view.id for view in open_ones if view.ended}
    odd = oddities_of(session, [row for row in rows if row.id in over], today)
    covered = _in_place(session, [view for view in open_ones if view.ended])
    looked = [_look(view, odd.get(view.id, ()), covered.get(view.id, "")) for view in open_ones if view.ended]
    return HoursToCheck(
        monday,
        tuple(each.shift for each in looked if not each.why),
        tuple(each for each in looked if each.why),
        tuple(view for view in open_ones if not view.ended),
        tuple(view for view in views if view.state == CONFIRMED),
    )


def _look(view: ShiftView, odd: tuple[Problem, ...], covered: str) -> ToLookAt:
    why = [covered] if covered else []
    why += [f"{view.oddness}."] if view.oddness else []
    why += [problem_words(each) for each in odd if each.code not in _SAID_SHORT]
    return ToLookAt(view, tuple(why), view.unshared)


def _in_place(session: Session, views: Sequence[ShiftView]) -> dict[int, str]:
    """Tom in place of Asha: for shifts that were given to another than they were planned for."""
    before = planned_for(session, [view.id for view in views])
    names = short_names(workers(session)) if before else {}
    return {
        view.id: guidance("rota", "in_place_of", who=view.first_name, before=names[before[view.id]])
        for view in views
        if before.get(view.id) in names
    }


def confirm_week(books: Books, monday: date, *, until: date | None = None) -> Outcome:
    """Say that the hours of a week are right: those that are over by now.

    `until` is for hours still to come that the person says are certain: all up to that day.
    """
    last = min(until or books.today(), monday + SIX_DAYS)
    over = datetime.max.replace(tzinfo=UTC) if until else books.now()
    with books.operation(f"Hours confirmed for the week of {long_date(monday)}", kind="week") as op:
        rows = [row for row in rows_of_person(op.session, monday, last) if row.state != CONFIRMED and row.ends <= over]
        if not rows:
            return Rejected((Problem("", "nothing_to_confirm"),))
        if problems := _without_funder(op.session, rows):
            return Rejected(problems)
        for row in rows:
            row.state = CONFIRMED
        minutes = sum(row.shared_minutes for row in rows)
        count = "1 shift" if len(rows) == 1 else f"{len(rows)} shifts"
        op.said = f"{count} confirmed, {hours_text(minutes)}, to {day_and_month(max(row.day for row in rows))}"
    return done(op)


def _without_funder(session: Session, rows: list[tables.Shift]) -> tuple[Problem, ...]:
    from sqlalchemy import select

    names = {worker.id: worker.name.split()[0] for worker in session.scalars(select(tables.Worker))}
    return tuple(
        Problem("", "shift_not_shared", {"worker": names[row.worker_id], "day": day_and_month(row.day)})
        for row, shift in zip(rows, load(session, rows), strict=True)
        if check_shares(shift)
    )

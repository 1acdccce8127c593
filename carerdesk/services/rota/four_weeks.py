"""Four weeks of the rota at once: what each day holds, and the hours against what the awards buy."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from carerdesk.domain.dates import monday_of
from carerdesk.services.books import Books
from carerdesk.services.hours.funder_hours import Payers, week_of
from carerdesk.services.hours.odd import with_odd
from carerdesk.services.hours.rows import rows_of_person
from carerdesk.services.hours.states import CONFIRMED
from carerdesk.services.hours.views import FunderHours, Outing, ShiftView, Week
from carerdesk.services.hours.week import shift_views

WEEKS = 4
A_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class FourWeeks:
    """Four weeks from a Monday, and what they hold together for each funder."""

    weeks: tuple[Week, ...]
    funders: tuple[FunderHours, ...]

    @property
    def first(self) -> date:
        """The Monday they begin with."""
        return self.weeks[0].monday

    @property
    def last(self) -> date:
        """The Sunday they end with."""
        return week_of(self.weeks[-1].monday)[1]

    @property
    def shifts(self) -> tuple[ShiftView, ...]:
        """All of them, in order of time."""
        return tuple(shift for week in self.weeks for shift in week.shifts)

    @property
    def gaps(self) -> int:
        """How many shifts want somebody: nobody there, or too few."""
        return sum(is_gap(outing) for week in self.weeks for outing in week.outings)

    @property
    def looks(self) -> int:
        """How many want a look for another reason."""
        outings = [outing for week in self.weeks for outing in week.outings]
        return sum(bool(outing.trouble) and not is_gap(outing) for outing in outings)


def is_gap(outing: Outing) -> bool:
    """Whether somebody is missing: a PA is away, or fewer go than are needed."""
    return any(shift.needs_cover or shift.is_short for shift in outing.shifts)


def read_four_weeks(books: Books, monday: date) -> FourWeeks:
    """The four weeks from a Monday. Raises ValueError where it is none."""
    if monday != monday_of(monday):
        raise ValueError(f"{monday} is not a Monday")
    last = week_of(monday + (WEEKS - 1) * A_WEEK)[1]
    with books.reading() as session:
        rows = rows_of_person(session, monday, last)
        views = with_odd(session, rows, shift_views(session, rows, books.now()), books.today())
        payers = Payers.read(session, monday, last)
        weeks = tuple(_week(monday + at * A_WEEK, views, payers) for at in range(WEEKS))
        return FourWeeks(weeks, payers.hours(views, monday, last))


def _week(monday: date, views: tuple[ShiftView, ...], payers: Payers) -> Week:
    first, last = week_of(monday)
    mine = tuple(view for view in views if first <= view.day <= last)
    confirmed = bool(mine) and all(view.state == CONFIRMED for view in mine)
    return Week(monday, mine, payers.hours(mine, first, last), confirmed)

"""What a stretch of days holds for each funder, against what its awards buy."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from carerdesk.services.hours.choices import funders, tone_of
from carerdesk.services.hours.states import PLANNED
from carerdesk.services.hours.views import FunderHours, ShiftView
from carerdesk.store import tables

_DAYS = 7


@dataclass(frozen=True, slots=True)
class Buying:
    """The hours a week that one award buys, and its days."""

    funder_id: int
    first: date
    last: date
    weekly_minutes: int

    def minutes(self, first: date, last: date) -> int:
        """Sevenths of a minute that it buys from one day to another, both counted: a week's minutes for each day."""
        days = (min(last, self.last) - max(first, self.first)).days + 1
        return self.weekly_minutes * max(days, 0)


@dataclass(frozen=True, slots=True)
class Payers:
    """The funders, in their order, and what their awards buy."""

    rows: Sequence[tables.Funder]
    awards: Sequence[Buying]

    @classmethod
    def read(cls, session: Session, first: date, last: date) -> Payers:
        """As they stand between two days, in two queries."""
        award = tables.Award
        wanted = select(award).where(
            award.first_day <= last,
            award.last_day.is_(None) | (award.last_day >= first),
            award.weekly_minutes.is_not(None),
        )
        found = [
            Buying(row.funder_id, row.first_day, row.last_day or date.max, row.weekly_minutes)
            for row in session.scalars(wanted)
            if row.weekly_minutes is not None
        ]
        return cls(funders(session), found)

    def buys(self, funder_id: int, first: date, last: date) -> int | None:
        """Minutes that a funder's awards buy from one day to another; None where no award says.

        A week in which one award gives way to the next is bought by both, each for its days: seven days make the week.
        """
        mine = [each for each in self.awards if each.funder_id == funder_id]
        sevenths = sum(each.minutes(first, last) for each in mine)
        if not any(each.first <= last and each.last >= first for each in mine):
            return None
        return (2 * sevenths + _DAYS) // (2 * _DAYS)

    def hours(self, shifts: Iterable[ShiftView], first: date, last: date) -> tuple[FunderHours, ...]:
        """What these shifts hold for each funder, against what it buys from one day to another."""
        worked: dict[int, int] = defaultdict(int)
        planned: dict[int, int] = defaultdict(int)
        nights: dict[int, int] = defaultdict(int)
        for shift in shifts:
            pile = planned if shift.state == PLANNED else worked
            for share in shift.shares:
                if shift.kind == "sleep_in":
                    nights[share.funder_id] += 1
                else:
                    pile[share.funder_id] += share.minutes
        return tuple(
            FunderHours(
                row.id, row.short_name, tone_of(row.kind), worked[row.id], planned[row.id], nights[row.id], buys
            )
            for row in self.rows
            for buys in (self.buys(row.id, first, last),)
            if worked[row.id] or planned[row.id] or nights[row.id] or buys
        )


def week_of(monday: date) -> tuple[date, date]:
    """A week's first day and last."""
    return monday, monday + timedelta(days=_DAYS - 1)

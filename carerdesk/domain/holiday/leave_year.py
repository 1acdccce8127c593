"""The year in which holiday is earned and taken."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from carerdesk.domain.dates import add_months
from carerdesk.domain.problem import Problem


@dataclass(frozen=True, slots=True)
class LeaveYear:
    """A leave year by its first day; it lasts twelve months.

    `next_first` is the first day of the next one where that is not twelve months on: years that begin on 29 February
    begin on the 28th where there is none.
    """

    first: date
    next_first: date | None = None

    @property
    def last(self) -> date:
        """Its last day."""
        return (self.next_first or add_months(self.first, 12)) - timedelta(days=1)

    @property
    def days(self) -> int:
        """365, or 366 where it holds a 29 February."""
        return (self.last - self.first).days + 1

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.first <= day <= self.last


def leave_year(day: date, month: int, day_of_month: int) -> LeaveYear:
    """The leave year a day falls in, where the contract starts it on the same date each year."""
    this = _on(day.year, month, day_of_month)
    first = this if this <= day else _on(day.year - 1, month, day_of_month)
    following = _on(first.year + 1, month, day_of_month)
    return LeaveYear(first, following if following != add_months(first, 12) else None)


def by_leave_year(first: date, last: date, month: int, day_of_month: int) -> tuple[tuple[date, date], ...]:
    """Days from first to last cut where one leave year ends and the next begins."""
    parts = []
    begins = first
    while begins <= last:
        ends = min(leave_year(begins, month, day_of_month).last, last)
        parts.append((begins, ends))
        begins = ends + timedelta(days=1)
    return tuple(parts)


def leave_year_of_job(day: date, started: date) -> LeaveYear:
    """The leave year a day falls in where the contract names none: it starts on the first day of the job.

    Working Time Regulations 1998 reg 13(3)(b). Raises ValueError for a day before the job.
    """
    if day < started:
        raise ValueError(f"{day} is before the job started")
    return leave_year(day, started.month, started.day) if day.year > started.year else LeaveYear(started)


def _on(year: int, month: int, day: int) -> date:
    last = add_months(date(year, month, 1), 1) - timedelta(days=1)
    return last.replace(day=min(day, last.day))


def check_nation(nation: str) -> Problem | None:
    """Why holiday cannot be worked out where the person lives: the rules here are those of Great Britain."""
    return Problem("holiday_method", "holiday_not_known_ni") if nation == "northern_ireland" else None

"""Holiday that hours which vary go on earning during sick and family leave.

Each week of leave earns 12.07 % of the average hours of the last 52 weeks before it (Working Time Regulations 1998 reg
15C; Acas, Irregular hours and part-year workers: other leave and sickness). Weeks with sick or family leave in them are
passed over, weeks without work for any other reason count, and none lies more than 104 weeks back; fewer where the job
is younger. How a part of a week of leave counts is not in the sources: by its days, a seventh each.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

WEEKS, LOOK_BACK = 52, 104
NOTHING = Fraction(0)
A_DAY = timedelta(days=1)
A_WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class Leave:
    """A stretch of sick or family leave, both days counted."""

    first: date
    last: date

    def days_between(self, first: date, last: date) -> int:
        """How many of its days lie between two days."""
        return max((min(self.last, last) - max(self.first, first)).days + 1, 0)


def average_week(
    worked: Mapping[date, Fraction], leaves: Iterable[Leave], before: date, known_from: date
) -> Fraction | None:
    """Average minutes of the weeks that end before a leave; None where no whole week is known.

    `worked` are minutes by day. Weeks are counted back in sevens from the day before the leave.
    """
    away = list(leaves)
    found: list[Fraction] = []
    for back in range(LOOK_BACK):
        last = before - A_DAY - A_WEEK * back
        first = last - A_WEEK + A_DAY
        if first < known_from or len(found) == WEEKS:
            break
        if not any(leave.days_between(first, last) for leave in away):
            found.append(sum((worked.get(first + timedelta(days=at), NOTHING) for at in range(7)), NOTHING))
    return sum(found, NOTHING) / len(found) if found else None


def leave_minutes(leave: Leave, first: date, last: date, weekly: Fraction) -> int:
    """Minutes that a leave stands for in a pay period, whole minutes, half a minute up."""
    exact = weekly * leave.days_between(first, last) / 7
    return int(exact + Fraction(1, 2))

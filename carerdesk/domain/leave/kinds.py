"""Kinds of leave beside holiday, sickness and family leave, and what the law says of each.

Jury service and time off for dependants are unpaid unless the contract pays them (Employment Rights Act 1996 ss.43M and
57A). Carer's leave is one week in any twelve months, unpaid, from the first day of a job; notice is twice its length
and at least three days; it can be put off and not refused (Carer's Leave Regulations 2024). Compassionate and unpaid
leave are what the two agree. What is not at GOV.UK or in the regulations is general knowledge and marked as such.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from carerdesk.domain.dates import add_months, long_date, span
from carerdesk.domain.hours.shift import hours_text
from carerdesk.domain.problem import Problem
from carerdesk.domain.working import Source

A_DAY = timedelta(days=1)
A_YEAR = 12
LEAST_NOTICE = 3
FAR_AHEAD = timedelta(days=731)


class LeaveKind(StrEnum):
    """What the time off is for."""

    UNPAID = "unpaid"
    JURY = "jury"
    CARERS = "carers"
    EMERGENCY = "emergency"
    COMPASSIONATE = "compassionate"


SOURCES: dict[LeaveKind, Source] = {
    LeaveKind.JURY: Source("GOV.UK, Jury service: taking time off work", "https://www.gov.uk/jury-service", "", False),
    LeaveKind.CARERS: Source("GOV.UK, Unpaid carer’s leave", "https://www.gov.uk/carers-leave", "", False),
    LeaveKind.EMERGENCY: Source(
        "GOV.UK, Time off for family and dependants", "https://www.gov.uk/time-off-for-dependants", "", False
    ),
}
"""Known from solicitors' and carers' pages, and not read at its source: shown as not confirmed."""


@dataclass(frozen=True, slots=True)
class Leave:
    """Days off, both counted, and the minutes of work they take the place of."""

    first: date
    last: date
    minutes: int
    id: int | None = None


def check_leave(
    new: Leave, others: Iterable[Leave], *, today: date, started: date | None = None, left: date | None = None
) -> tuple[Problem, ...]:
    """Why leave cannot be kept: days back to front, other leave on them, outside the job, far ahead."""
    if new.last < new.first:
        return (Problem("last", "leave_ends_before_start"),)
    found = [Problem("minutes", "leave_below_nothing")] if new.minutes < 0 else []
    found += [
        Problem("first", "leave_overlaps", {"days": span(other.first, other.last)})
        for other in others
        if not _same(other, new) and new.first <= other.last and other.first <= new.last
    ]
    if started and new.first < started:
        found.append(Problem("first", "leave_before_job", {"started": long_date(started)}))
    if left and new.last > left:
        found.append(Problem("last", "leave_after_job", {"left": long_date(left)}))
    if new.first > today + FAR_AHEAD:
        found.append(Problem("first", "leave_far_ahead", {"first": long_date(new.first)}))
    return tuple(found)


def _same(one: Leave, other: Leave) -> bool:
    return one.id is not None and one.id == other.id


def carers_left(new: Leave, taken: Iterable[Leave], week: int) -> int:
    """Minutes of a week of carer's leave left once it is taken; minus where it is more than the week.

    `taken` is carer's leave on record; that which began in the twelve months to the last day counts.
    """
    since = add_months(new.last, -A_YEAR)
    before = sum(one.minutes for one in taken if not _same(one, new) and since < one.first <= new.last)
    return week - before - new.minutes


def odd_leave(
    kind: LeaveKind, new: Leave, taken: Iterable[Leave], *, week: int | None, told_on: date | None, paid: bool
) -> tuple[Problem, ...]:
    """What to ask about leave before it is kept. `week` is a usual week's minutes, None where it is not known."""
    found = []
    if kind is LeaveKind.CARERS and week is not None and (left := carers_left(new, taken, week)) < 0:
        found.append(Problem("minutes", "carers_leave_over_a_week", {"over": hours_text(-left)}))
    if kind is LeaveKind.CARERS and told_on is not None and told_on > carers_notice_by(new):
        found.append(Problem("told_on", "carers_leave_short_notice", {"day": long_date(carers_notice_by(new))}))
    if paid and not new.minutes:
        found.append(Problem("minutes", "paid_leave_without_hours"))
    return tuple(found)


def carers_notice_by(new: Leave) -> date:
    """The last day to tell of carer's leave in time: twice its length before it, and at least three days."""
    days = (new.last - new.first).days + 1
    return new.first - A_DAY * max(2 * days, LEAST_NOTICE)

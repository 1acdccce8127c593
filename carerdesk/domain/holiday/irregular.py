"""Holiday of someone with irregular hours, or who works only part of the year, in Great Britain.

For leave years from 1 April 2024: 12.07 % of the hours worked, earned at the end of each pay period, to the nearest
hour, half an hour up (Working Time Regulations 1998 regs 15B to 15E). The sources leave open whether a sleep-in's hours
count and how 28 days limit hours: both are asked on screen, and the answers kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from carerdesk.domain.dates import long_date
from carerdesk.domain.holiday.leave_year import LeaveYear, check_nation
from carerdesk.domain.problem import Problem

RATE = Decimal("12.07")
FROM_LEAVE_YEAR = date(2024, 4, 1)
WEEKS_BEFORE_LIMIT = Decimal("46.4")  # 52 weeks less 5.6: no one earns more than 5.6 weeks in fewer weeks at 12.07 %


@dataclass(frozen=True, slots=True)
class WorkedPeriod:
    """A pay period and the minutes worked in it; those of sleep-ins stand apart, without their time awake.

    `leave_minutes` are those that sick and family leave in it stand for (`on_leave.leave_minutes`).
    """

    first: date
    last: date
    minutes: int
    sleep_in_minutes: int = 0
    leave_minutes: int = 0


@dataclass(frozen=True, slots=True)
class Answers:
    """What a person answered where the sources do not. None is: not asked yet.

    `most_minutes` is what 28 days come to for this worker in a year.
    """

    sleep_ins_count: bool | None = None
    most_minutes: int | None = None
    percent: Decimal = RATE


@dataclass(frozen=True, slots=True)
class Accrued:
    """Holiday one pay period earned, in minutes (whole hours)."""

    period: WorkedPeriod
    minutes: int


@dataclass(frozen=True, slots=True)
class Accrual:
    """Holiday earned in a leave year, what must be asked before it is right, and what to warn of."""

    entries: tuple[Accrued, ...]
    questions: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()

    @property
    def minutes(self) -> int:
        """All that was earned."""
        return sum(entry.minutes for entry in self.entries)


def accrued_hours(hours: Decimal, percent: Decimal = RATE) -> int:
    """Hours of holiday that hours worked in one pay period earn: half an hour or more up, less down."""
    return int((hours * percent / 100).quantize(Decimal(1), ROUND_HALF_UP))


def accrue(year: LeaveYear, periods: Sequence[WorkedPeriod], answers: Answers, nation: str) -> Accrual:
    """Holiday earned over the pay periods that end in a leave year.

    Nothing is earned while a question stands open, for a leave year before 1 April 2024, or in Northern Ireland, where
    these rules do not hold: the problem says why. Raises ValueError for a percentage below the statutory one.
    """
    if answers.percent < RATE:
        raise ValueError("holiday cannot be earned at less than 12.07 %")
    if refused := _refused(year, nation):
        return Accrual((), (refused,))
    mine = sorted((period for period in periods if period.last in year), key=lambda period: period.last)
    if answers.sleep_ins_count is None and any(period.sleep_in_minutes for period in mine):
        return Accrual((), (Problem("sleep_ins_count", "ask_sleep_ins_count"),))
    entries = _capped([Accrued(period, _minutes(period, answers)) for period in mine], answers.most_minutes)
    questions = () if answers.most_minutes is not None else _ask_limit(mine)
    return Accrual(entries, questions, tuple(_small(entry) for entry in entries if _earned_nothing(entry)))


def _refused(year: LeaveYear, nation: str) -> Problem | None:
    if elsewhere := check_nation(nation):
        return elsewhere
    if year.first < FROM_LEAVE_YEAR:
        return Problem("holiday_method", "holiday_before_2024", {"day": long_date(year.first)})
    return None


def _minutes(period: WorkedPeriod, answers: Answers) -> int:
    worked = period.minutes + period.leave_minutes + (period.sleep_in_minutes if answers.sleep_ins_count else 0)
    return 60 * accrued_hours(Decimal(worked) / 60, answers.percent)


def _capped(entries: Sequence[Accrued], most: int | None) -> tuple[Accrued, ...]:
    if most is None:
        return tuple(entries)
    left = most
    kept = []
    for entry in entries:
        minutes = min(entry.minutes, left)
        left -= minutes
        kept.append(Accrued(entry.period, minutes))
    return tuple(kept)


def _ask_limit(periods: Sequence[WorkedPeriod]) -> tuple[Problem, ...]:
    weeks = sum(((period.last - period.first).days + 1 for period in periods if period.minutes), 0) / Decimal(7)
    return (Problem("most_minutes", "ask_holiday_limit"),) if weeks > WEEKS_BEFORE_LIMIT else ()


def _earned_nothing(entry: Accrued) -> bool:
    return entry.minutes == 0 and entry.period.minutes > 0


def _small(entry: Accrued) -> Problem:
    return Problem("holiday_method", "period_earns_no_holiday", {"day": long_date(entry.period.last)})

"""Holiday carried into the next leave year: why, how much of it, and until when it can be taken.

Working Time Regulations 1998 regs 13(9) to (17) and 15E. Family leave: all that could not be taken, into the next
leave year. Sickness: to be taken within 18 months of the end of the leave year it arose in. Not given the chance (the
right not recognised, no fair chance, no warning that it would be lost): carries until that is put right. Otherwise only
what the contract or an agreement lets carry. How much each reason can carry (four of 5.6 weeks for sickness on fixed
hours, 1.6 by agreement) is general knowledge and not confirmed: it is asked about, never refused.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction

from carerdesk.domain.dates import add_months
from carerdesk.domain.holiday.leave_year import LeaveYear
from carerdesk.domain.hours.shift import hours_text
from carerdesk.domain.problem import Problem

MONTHS_AFTER_SICKNESS = 18
A_YEAR = 12
A_DAY = timedelta(days=1)
WEEKS, BASIC_WEEKS, ADDED_WEEKS = Fraction(56, 10), Fraction(4), Fraction(16, 10)


class CarryReason(StrEnum):
    """Why holiday is carried over."""

    FAMILY_LEAVE = "family_leave"
    SICKNESS = "sickness"
    NO_CHANCE = "no_chance"
    AGREED = "agreed"


@dataclass(frozen=True, slots=True)
class Carried:
    """Minutes carried into the leave year that begins on `into`, from the one before; None: until it is put right."""

    minutes: int
    reason: CarryReason
    into: date
    use_by: date | None


def use_by(reason: CarryReason, year: LeaveYear) -> date | None:
    """The last day on which holiday of a leave year can be taken once it is carried over; None where none is set.

    18 months run from the end of the leave year; other holiday lasts to the end of the next leave year.
    """
    if reason is CarryReason.NO_CHANCE:
        return None
    months = MONTHS_AFTER_SICKNESS if reason is CarryReason.SICKNESS else A_YEAR
    return add_months(year.last + A_DAY, months) - A_DAY


def check_carrying(minutes: int, left: int) -> tuple[Problem, ...]:
    """Why minutes cannot be carried over: nothing, or more than is left."""
    if minutes <= 0:
        return (Problem("minutes", "nothing_to_carry"),)
    if minutes > left:
        return (Problem("minutes", "more_carried_than_left", {"left": hours_text(max(left, 0))}),)
    return ()


def odd_carrying(minutes: int, reason: CarryReason, entitlement: int, *, fixed: bool) -> tuple[Problem, ...]:
    """What to ask before it is kept: more than a reason is known to carry of a year's holiday."""
    if reason is CarryReason.SICKNESS and fixed and minutes > entitlement * BASIC_WEEKS / WEEKS:
        most = int(entitlement * BASIC_WEEKS / WEEKS)
        return (Problem("minutes", "more_than_sickness_carries", {"most": hours_text(most)}),)
    if reason is CarryReason.AGREED and minutes > entitlement * ADDED_WEEKS / WEEKS:
        most = int(entitlement * ADDED_WEEKS / WEEKS)
        return (Problem("minutes", "more_than_agreement_carries", {"most": hours_text(most)}),)
    return ()


def lapsed(carried: Iterable[Carried], taken: Iterable[tuple[date, int]], day: date) -> int:
    """Minutes carried over that can no longer be taken on a day: holiday taken uses up what ends first.

    `taken` are minutes with the day they were taken on.
    """
    lots = sorted(carried, key=lambda lot: lot.use_by or date.max)
    left = [lot.minutes for lot in lots]
    for when, minutes in sorted(taken):
        rest = minutes
        for at, lot in enumerate(lots):
            if when < lot.into or (lot.use_by is not None and when > lot.use_by):
                continue
            used = min(left[at], rest)
            left[at] -= used
            rest -= used
    return sum(minutes for lot, minutes in zip(lots, left, strict=True) if lot.use_by is not None and day > lot.use_by)

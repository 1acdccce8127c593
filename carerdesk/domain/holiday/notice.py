"""How long before a holiday it has to be asked for, and until when it can be refused.

Unless the contract says otherwise, a PA gives notice of twice the length of the leave and a day more, and an employer
refuses with notice of the length of the leave and a day more (Working Time Regulations 1998 reg 15; GOV.UK, Holiday
entitlement: booking time off: 3 days' notice for a day off, 11 to refuse ten).

A PA has a right to the days by giving that notice (reg 15(1)). Where it was shorter no right to them came about, so
there is nothing to refuse with notice: the employer need not agree. GOV.UK does not speak of that case.

Whether days off are counted as working days or as days of the calendar is not in the sources: both are counted here,
and where they answer differently that is said.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from carerdesk.domain.working import Source

BOOKING = Source(
    "GOV.UK, Holiday entitlement: booking time off",
    "https://www.gov.uk/holiday-entitlement-rights/booking-time-off-",
)
A_DAY = timedelta(days=1)


class Asked(StrEnum):
    """Whether a holiday was asked for in time: however its days are counted, in one way only, or in neither."""

    IN_TIME = "in_time"
    DEPENDS = "depends"
    LATE = "late"


class Refusing(StrEnum):
    """What the rule says of a refusal on a day."""

    FREE = "free"
    IN_TIME = "in_time"
    DEPENDS = "depends"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Notice:
    """The last days to ask for a holiday and to refuse it, with every day counted, and with days of work alone."""

    ask_by: date
    refuse_by: date
    ask_latest: date
    refuse_latest: date

    def asked(self, on: date) -> Asked:
        """Whether it was asked for in time."""
        if on <= self.ask_by:
            return Asked.IN_TIME
        return Asked.DEPENDS if on <= self.ask_latest else Asked.LATE

    def to_refuse_by(self, asked_on: date) -> date | None:
        """The day by which a refusal is in time however days are counted; None where none is set: asked too late.

        Where it was in time with days of work alone, its refusal is counted in the same way.
        """
        asked = self.asked(asked_on)
        if asked is Asked.LATE:
            return None
        return self.refuse_by if asked is Asked.IN_TIME else self.refuse_latest

    def refusing(self, asked_on: date, day: date) -> Refusing:
        """What a refusal on a day is, of a holiday asked for on another."""
        by = self.to_refuse_by(asked_on)
        if by is None:
            return Refusing.FREE
        if day <= by:
            return Refusing.IN_TIME
        return Refusing.DEPENDS if day <= self.refuse_latest else Refusing.LATE


def notice_for(first: date, last: date, days_of_work: int | None = None) -> Notice:
    """The notice that a holiday from first to last asks for. Where its days of work are not known, every day counts."""
    every = (last - first).days + 1
    fewest = min(max(days_of_work, 1), every) if days_of_work is not None else every
    return Notice(*_by(first, every), *_by(first, fewest))


def _by(first: date, days: int) -> tuple[date, date]:
    return first - A_DAY * (2 * days + 1), first - A_DAY * (days + 1)

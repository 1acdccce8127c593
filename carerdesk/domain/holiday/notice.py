"""How long before a holiday it has to be asked for, and by when it can be refused.

Unless the contract says otherwise, a PA gives notice of twice the length of the leave and a day more, and an employer
refuses with notice of the length of the leave and a day more (Working Time Regulations 1998 reg 15; GOV.UK, Holiday
entitlement: booking time off: 3 days' notice for a day off, 11 to refuse ten). Whether days off are counted as working
days or as days of the calendar is not in the sources: here every day from the first to the last counts, which asks for
more notice and never for less.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from carerdesk.domain.working import Source

BOOKING = Source(
    "GOV.UK, Holiday entitlement: booking time off",
    "https://www.gov.uk/holiday-entitlement-rights/booking-time-off-",
)
A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Notice:
    """The last day to ask for a holiday in time, and the last day to refuse it in time."""

    ask_by: date
    refuse_by: date

    def asked_late(self, asked_on: date) -> bool:
        """Whether it was asked for with less notice than the rule gives."""
        return asked_on > self.ask_by

    def too_late_to_refuse(self, day: date) -> bool:
        """Whether a refusal on a day comes with less notice than the rule gives."""
        return day > self.refuse_by


def notice_for(first: date, last: date) -> Notice:
    """The notice that a holiday from first to last asks for."""
    days = (last - first).days + 1
    return Notice(first - A_DAY * (2 * days + 1), first - A_DAY * (days + 1))

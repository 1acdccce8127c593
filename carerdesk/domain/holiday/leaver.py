"""Holiday when a job ends: what was earned and not taken is paid, the only time money stands in for time off.

Working Time Regulations 1998 reg 14. Taken beyond what was earned may come off the last pay only where a written
agreement says so (reg 14(4), Employment Rights Act 1996 s.13).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class HolidayAtEnd:
    """Minutes of holiday at the end of a job: to pay for, to take back, or taken too many and left be."""

    pay_for: int = 0
    take_back: int = 0
    left_be: int = 0


def holiday_at_end(earned: int, taken: int, agreed_in_writing: date | None) -> HolidayAtEnd:
    """What is done about minutes earned and taken by the last day. `agreed_in_writing` is the day of the agreement."""
    over = taken - earned
    if over <= 0:
        return HolidayAtEnd(pay_for=-over)
    return HolidayAtEnd(take_back=over) if agreed_in_writing is not None else HolidayAtEnd(left_be=over)

"""Rolled-up holiday pay: 12.07 % on top of the pay for work done, on the same payslip, on a line of its own.

Lawful in Great Britain for irregular hours and part-year work alone, in leave years from 1 April 2024 (Working Time
Regulations 1998 reg 16A). The sources give no rounding: half a penny goes up. Time off must still be possible, and is
not paid again.
"""

from __future__ import annotations

from decimal import Decimal

from carerdesk.domain.dates import long_date
from carerdesk.domain.holiday.irregular import FROM_LEAVE_YEAR, RATE
from carerdesk.domain.holiday.leave_year import LeaveYear
from carerdesk.domain.hours.pay_lines import to_the_penny
from carerdesk.domain.money import Money
from carerdesk.domain.problem import Problem

LAWFUL_FOR = frozenset({"irregular", "part_year"})


def rolled_up_pay(work_done: Money, percent: Decimal = RATE) -> Money:
    """Holiday pay on pay for work done; what is put right downwards takes its part back.

    Raises ValueError for a percentage below the statutory one.
    """
    if percent < RATE:
        raise ValueError("rolled-up holiday pay cannot be less than 12.07 %")
    if work_done.pence < 0:
        return -rolled_up_pay(-work_done, percent)
    return to_the_penny(work_done.pounds * percent / 100)


def check_rolled_up(hours_kind: str, nation: str, year: LeaveYear) -> Problem | None:
    """Why holiday may not be paid with each wage in a leave year, or None where it may."""
    if nation == "northern_ireland":
        return Problem("holiday_method", "rolled_up_not_in_northern_ireland")
    if hours_kind not in LAWFUL_FOR:
        return Problem("holiday_method", "rolled_up_not_for_fixed_hours")
    if year.first < FROM_LEAVE_YEAR:
        return Problem("holiday_method", "rolled_up_before_2024", {"day": long_date(year.first)})
    return None

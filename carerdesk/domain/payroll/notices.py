"""What somebody must look at beside the figures of a payslip: hourly rates under the minimum wage."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from carerdesk.domain.dates import long_date
from carerdesk.domain.problem import Problem
from carerdesk.domain.rates import Rates


def minimum_hourly_rate(age: int, day: date, rates: Rates, *, apprentice: bool = False) -> Decimal:
    """The National Minimum Wage in pounds an hour for an age on the first day of a pay reference period.

    Raises:
        NoRateFor: outside the known years.
    """
    if apprentice:
        return rates.figure("minimum_wage.apprentice", day)
    by_age = rates.table("minimum_wage.by_age", day)
    return by_age[max((youngest for youngest in by_age if int(youngest) <= age), key=int)]


def below_minimum_wage(
    hourly: Decimal, age: int, day: date, rates: Rates, *, apprentice: bool = False
) -> Problem | None:
    """A notice where a typed hourly rate is under the minimum for that age on that day.

    `day` is the first day of the pay reference period and `age` the worker's age on it (National Minimum Wage
    Regulations 2015 regs 4-6). `apprentice` means under 19 or in the first year. A real family member who lives in
    the employer's home may be exempt (reg 57), so this is a notice and stops nothing.
    """
    least = minimum_hourly_rate(age, day, rates, apprentice=apprentice)
    if hourly >= least:
        return None
    values = {"rate": f"£{hourly:.2f}", "least": f"£{least:.2f}", "age": str(age), "day": long_date(day)}
    return Problem("hourly_rate", "below_minimum_wage", values)

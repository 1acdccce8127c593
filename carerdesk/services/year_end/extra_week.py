"""What a pay sheet says at the turn of a tax year: week 53, 54 or 56, and codes nobody has looked over."""

from __future__ import annotations

from carerdesk.domain.dates import tax_year_start
from carerdesk.domain.payroll.frequency import TaxPeriod
from carerdesk.domain.problem import Problem
from carerdesk.services.pay.situation import Situation


def extra_week(period: TaxPeriod, worker: str) -> tuple[Problem, ...]:
    """What to say on the pay sheet of such a payday; nothing on any other (PAYE Manual PAYE70015)."""
    if not period.is_extra:
        return ()
    values = {"worker": worker, "week": str(period.number), "weeks": str(period.frequency.periods)}
    return (Problem("", "extra_week" if period.frequency.periods > 1 else "extra_week_one", values),)


def not_looked_over(of: Situation) -> tuple[Problem, ...]:
    """That a code came over from last tax year and nobody has confirmed it: said with the first pay of the year."""
    first_of_year = not (of.before.niable_pay or of.before.taxable_pay)
    if of.tax is None or not first_of_year or of.tax.first_day >= tax_year_start(of.period.payday):
        return ()
    return (Problem("tax_code", "codes_not_looked_over", {"worker": of.first_name, "code": of.tax.code}),)

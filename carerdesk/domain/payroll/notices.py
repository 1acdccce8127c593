"""What applies to a person's pay but is not worked out here, so that nothing is left out in silence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from carerdesk.domain.dates import long_date
from carerdesk.domain.money import Money
from carerdesk.domain.payroll.frequency import Frequency
from carerdesk.domain.payroll.ni_letters import PensionAges, age_on
from carerdesk.domain.problem import Problem
from carerdesk.domain.rates import Rates

_PENSION_FROM: Final = 16
_PENSION_BEFORE: Final = 75


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What is known of a person that pay may have to answer for. `student_loan` is a plan ("plan_2") or ""."""

    birth: date | None
    student_loan: str = ""
    postgraduate_loan: bool = False
    pension_member: bool = False
    sick: bool = False
    parental_leave: bool = False
    attachment_order: bool = False


def not_worked_out(
    who: Circumstances, earnings: Money, frequency: Frequency, payday: date, rates: Rates, *, ages: PensionAges
) -> tuple[Problem, ...]:
    """Notices for the screen: each duty that applies on this payday and must be seen to by hand.

    Raises:
        NoRateFor: outside the known years.
    """
    notices = []
    if who.student_loan:
        plan = who.student_loan.removeprefix("plan_")
        notices.append(Problem("student_loan", "student_loan_not_worked_out", {"plan": plan}))
    if who.postgraduate_loan:
        notices.append(Problem("postgraduate_loan", "postgraduate_loan_not_worked_out"))
    pension = _pension(who, earnings, frequency, payday, rates, ages=ages)
    if pension:
        notices.append(pension)
    if who.sick:
        notices.append(Problem("sick_pay", "sick_pay_not_worked_out"))
    if who.parental_leave:
        notices.append(Problem("parental_pay", "parental_pay_not_worked_out"))
    if who.attachment_order:
        notices.append(Problem("attachment_order", "attachment_order_not_worked_out"))
    return tuple(notices)


def _pension(
    who: Circumstances, earnings: Money, frequency: Frequency, payday: date, rates: Rates, *, ages: PensionAges
) -> Problem | None:
    """What the Pensions Act 2008 ss.1-9 makes of this pay: a member, to be enrolled, may opt in, may join."""
    trigger = Money.of(rates.table("pension.trigger", payday)[frequency.value])
    lower = Money.of(rates.table("pension.lower", payday)[frequency.value])
    values = {"earnings": str(earnings), "trigger": str(trigger), "lower": str(lower)}
    if who.pension_member:
        return Problem("pension", "pension_not_worked_out", values)
    if who.birth is None:
        return Problem("pension", "pension_age_unknown", values) if earnings > lower else None
    age = age_on(who.birth, payday)
    if not _PENSION_FROM <= age < _PENSION_BEFORE:
        return None
    if earnings > trigger and age >= rates.figure("pension.enrol_from_age", payday):
        reached = ages.reached(who.birth, payday)
        if not reached:
            return Problem("pension", "pension_must_enrol", values)
    return Problem("pension", "pension_may_opt_in" if earnings > lower else "pension_may_join", values)


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

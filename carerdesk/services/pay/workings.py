"""The working of every figure of a payslip, as it is shown before agreeing and kept with it afterwards."""

from __future__ import annotations

from typing import Final

from carerdesk.domain.family_leave.recovery import recovered, recovery_working
from carerdesk.domain.money import total
from carerdesk.domain.payroll.workings_after_tax import DEDUCTION
from carerdesk.domain.working import Working
from carerdesk.services.deductions.mileage import working_of_mileage
from carerdesk.services.pay.minimum_wage import wage_working
from carerdesk.services.pay.share_out import GIVEN_BACK
from carerdesk.services.pay.work_out import WorkedOut

ALWAYS: Final = ("gross", "tax", "employee_ni", "employer_ni", "net")
WHERE_THERE: Final = (
    "student_loan", "postgraduate_loan", "pension", "employer_pension", "deductions", "expenses", "recovered",
)  # fmt: skip


def workings_of(answer: WorkedOut) -> dict[str, Working]:
    """By figure: those every payslip has, and those of what applies to this one.

    A line of pay with more to say than hours times a rate has its own ("line_2"), and so has each line that is taken
    off ("deduction_0").
    """
    pay = answer.pay
    figures = [*ALWAYS, *(figure for figure in WHERE_THERE if _applies(answer, figure))]
    found = {figure: pay.working(figure) for figure in figures}
    found |= {f"line_{at}": line.working for at, line in enumerate(answer.lines) if line.working is not None}
    found |= {f"{DEDUCTION}{at}": pay.working(f"{DEDUCTION}{at}") for at in range(len(pay.taken))}
    found |= {f"{line.source}:{line.source_id}": line.working for line in answer.lines if line.working is not None}
    if pay.recovered:
        found["recovered"] = _recovered(answer)
    if (wage := wage_working(answer.of, answer.lines, pay, answer.rates)) is not None:
        found["minimum_wage"] = wage
    if (miles := working_of_mileage(answer.of, answer.lines, answer.rates)) is not None:
        found["mileage"] = miles
    return found


def _recovered(answer: WorkedOut) -> Working:
    """By the rate it was worked out with: the small employer's where that is what it comes to."""
    pay, rates = answer.pay, answer.rates
    paid, payday = total(line.amount for line in answer.lines if line.kind in GIVEN_BACK), pay.inputs.payday
    small = recovered(paid, payday, rates) == pay.recovered
    return recovery_working(paid, payday, rates, small=small)


def _applies(answer: WorkedOut, figure: str) -> bool:
    """A figure above nothing, and one of nothing where somebody would ask why: a loan or a pension that stands."""
    pay = answer.pay
    stands = {
        "student_loan": bool(pay.inputs.loan_plan),
        "postgraduate_loan": pay.inputs.postgraduate_loan,
        "pension": pay.inputs.pension is not None,
        "employer_pension": pay.inputs.pension is not None,
    }
    return bool(getattr(pay, figure)) or stands.get(figure, False)

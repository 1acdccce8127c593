"""The working of every figure of a payslip, as it is shown before agreeing and kept with it afterwards."""

from __future__ import annotations

from typing import Final

from carerdesk.catalogue.rates import load_rates
from carerdesk.domain.family_leave.recovery import recovery_working
from carerdesk.domain.money import total
from carerdesk.domain.payroll.workings_after_tax import DEDUCTION
from carerdesk.domain.working import Working
from carerdesk.services.pay.share_out import GIVEN_BACK
from carerdesk.services.pay.work_out import WorkedOut

ALWAYS: Final = ("gross", "tax", "employee_ni", "employer_ni", "net")
WHERE_THERE: Final = (
    "student_loan", "postgraduate_loan", "pension", "employer_pension", "deductions", "expenses", "recovered",
)  # fmt: skip


def workings_of(answer: WorkedOut) -> dict[str, Working]:
    """By figure: those every payslip has, those of what applies to this one, and one for each line taken off."""
    pay = answer.pay
    figures = [*ALWAYS, *(figure for figure in WHERE_THERE if _applies(answer, figure))]
    found = {figure: pay.working(figure) for figure in figures}
    found |= {f"{DEDUCTION}{at}": pay.working(f"{DEDUCTION}{at}") for at in range(len(pay.taken))}
    found |= {f"{line.source}:{line.source_id}": line.working for line in answer.lines if line.working is not None}
    if pay.recovered:
        paid = total(line.amount for line in answer.lines if line.kind in GIVEN_BACK)
        found["recovered"] = recovery_working(paid, pay.inputs.payday, load_rates())
    return found


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

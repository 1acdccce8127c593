"""The sums behind what comes off pay beside tax and National Insurance: loans, pension, orders, what was agreed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from carerdesk.domain.money import ZERO
from carerdesk.domain.payroll.loans import POSTGRADUATE, LoanDeduction
from carerdesk.domain.payroll.orders import BY_EMPLOYER, BY_WORKER, ORDER_RULES, Deduction, Taken
from carerdesk.domain.payroll.pension import NET_PAY, QUALIFYING_EARNINGS, Contributions
from carerdesk.domain.payroll.words import exact, percent, whole
from carerdesk.domain.working import Line, Source, Working

if TYPE_CHECKING:
    from carerdesk.domain.payroll.pay import Pay

DEDUCTION = "deduction_"
_LOANS = {
    "plan_1": "Student loan, plan 1", "plan_2": "Student loan, plan 2", "plan_4": "Student loan, plan 4",
    "plan_5": "Student loan, plan 5", POSTGRADUATE: "Postgraduate loan",
}  # fmt: skip
_WHERE = {
    BY_EMPLOYER: "The employer keeps it.",
    BY_WORKER: "The worker had this money before, so it is not paid again.",
}
_AFTER_ORDERS = Source(
    "HMRC, Collection of Student Loans Manual CSLM18025: student loans and orders together",
    "https://www.gov.uk/hmrc-internal-manuals/collection-of-student-loans-manual/cslm18025",
)


def loan_title(plan: str) -> str:
    """What a plan is called on a payslip."""
    return _LOANS[plan]


def student_loan(pay: Pay) -> Working:
    """The student loan repayment."""
    return _loan(pay, next((loan for loan in pay.loan_details if loan.plan != POSTGRADUATE), None), "Student loan")


def postgraduate_loan(pay: Pay) -> Working:
    """The postgraduate loan repayment."""
    return _loan(pay, next((loan for loan in pay.loan_details if loan.plan == POSTGRADUATE), None), "Postgraduate loan")


def _loan(pay: Pay, loan: LoanDeduction | None, title: str) -> Working:
    if loan is None:
        return Working(title, (Line("Nothing is repaid through this job", str(ZERO), strong=True),))
    table = loan.table
    if table is None:
        notes = ("Repayments of this plan through pay begin on 6 April 2026.",)
        return Working(loan_title(loan.plan), (Line("Repaid this payday", str(loan.amount), strong=True),), (), notes)
    above = loan.niable.pounds - table.threshold
    lines = [Line("Pay this payday", str(loan.niable)), Line("Nothing is repaid up to", exact(table.threshold))]
    if above > 0:
        lines.append(Line(f"{exact(above)} × {percent(table.rate)}", exact(above * table.rate)))
    if loan.reduced_from is not None:
        lines.append(Line("In whole pounds", str(loan.reduced_from)))
        lines.append(Line("Orders leave this much of it, in whole pounds again", str(loan.amount)))
    same = pay.inputs.same_day
    if same is not None:
        already = same.postgraduate_loan if loan.plan == POSTGRADUATE else same.student_loan
        lines.append(Line("Repaid from the other job’s pay of the same day", str(-already)))
    lines.append(Line("Repaid this payday, in whole pounds", str(loan.amount), strong=True))
    sources = (table.source, *((_AFTER_ORDERS,) if loan.reduced_from is not None else ()))
    return Working(
        loan_title(loan.plan), tuple(lines), sources, ("Each payday stands alone: earlier ones do not count.",)
    )


def pension(pay: Pay) -> Working:
    """What is taken off the pay for the pension."""
    found, lines, notes = pay.pension_detail, [], []
    if found is not None:
        lines, notes = _worker_lines(found), _worker_notes(found)
    back = pay.inputs.pension_refund
    if back is not None:
        lines.append(Line("Given back after opting out", str(-back.worker)))
    title = "Given back from the pension" if pay.pension < ZERO else "Paid into the pension from this pay"
    lines.append(Line(title, str(abs(pay.pension)), strong=True))
    return Working("Pension", tuple(lines), _pension_sources(found), tuple(notes))


def _worker_lines(found: Contributions) -> list[Line]:
    terms = found.terms
    share = terms.worker_percent / 100
    lines = [*_basis(found), Line(f"{found.qualifying} × {percent(share)}", exact(found.qualifying.pounds * share))]
    if terms.method == NET_PAY:
        return lines
    gross = found.qualifying.pounds * share
    return [*lines, Line(f"{exact(gross)} × {percent(found.table.net_share)}", exact(gross * found.table.net_share))]


def _worker_notes(found: Contributions) -> list[str]:
    provider = found.terms.provider
    if found.terms.method == NET_PAY:
        return [f"{provider} has the whole of it: it is taken before tax, though not before National Insurance."]
    return [f"{provider} claims {found.relief} tax relief and adds it: {found.worker_gross} in all."]


def employer_pension(pay: Pay) -> Working:
    """What the employer adds to the pension."""
    found, lines = pay.pension_detail, []
    if found is not None:
        share = found.terms.employer_percent / 100
        lines = [*_basis(found), Line(f"{found.qualifying} × {percent(share)}", exact(found.qualifying.pounds * share))]
    back = pay.inputs.pension_refund
    if back is not None:
        lines.append(Line("Given back after opting out", str(-back.employer)))
    title = "Given back from the pension" if pay.employer_pension < ZERO else "Paid into the pension by the employer"
    lines.append(Line(title, str(abs(pay.employer_pension)), strong=True))
    return Working("Employer’s pension", tuple(lines), _pension_sources(found))


def _basis(found: Contributions) -> list[Line]:
    pay = Line("Pay this payday", str(found.pay))
    if found.terms.basis != QUALIFYING_EARNINGS:
        return [pay]
    table = found.table
    return [pay, Line(f"Between {whole(table.lower)} and {whole(table.upper)}", str(found.qualifying))]


def _pension_sources(found: Contributions | None) -> tuple[Source, ...]:
    return (found.table.source,) if found is not None else ()


def deductions(pay: Pay) -> Working:
    """Everything that orders and agreements take, added up."""
    lines = [Line(line.title, str(line.amount)) for line in pay.taken]
    return Working("Other deductions", (*lines, Line("Taken off together", str(pay.deductions), strong=True)))


def deduction(pay: Pay, position: int) -> Working:
    """One line that is taken off. Raises KeyError for a position there is not."""
    if not 0 <= position < len(pay.taken):
        raise KeyError(f"{DEDUCTION}{position}")
    line = pay.taken[position]
    order = next((one for one in pay.orders_detail if one.order.id == line.source_id and _is_of(one, line)), None)
    if order is not None:
        return _order(order, line)
    notes = (_WHERE[line.goes],) if line.goes in _WHERE else ()
    return Working(line.title, (Line("Taken this payday", str(line.amount), strong=True),), (), notes)


def _is_of(one: Taken, line: Deduction) -> bool:
    return line.kind == one.order.kind


def _order(one: Taken, line: Deduction) -> Working:
    order = one.order
    lines = [Line("Left of the pay after tax, National Insurance, pension and what came before", str(one.reached))]
    if order.amount is not None:
        lines.append(Line("The order takes", str(order.amount)))
    elif order.percent is not None:
        lines.append(Line(f"The order takes {percent(order.percent / 100)}", str(one.wanted)))
    if order.carries and order.brought_shortfall:
        lines.append(Line("Brought on from earlier paydays", str(order.brought_shortfall)))
    if order.left_of_total is not None:
        lines.append(Line("Left of the order’s total", str(order.left_of_total)))
    if order.protected:
        lines.append(Line("The order protects", str(order.protected)))
    lines.append(Line("Taken this payday", str(line.amount), strong=True))
    notes = (f"{one.shortfall} could not be taken and is added the next time.",) if one.shortfall else ()
    return Working(order.title, tuple(lines), (ORDER_RULES,), notes)


def recovered(pay: Pay) -> Working:
    """What HMRC gives back of family leave pay."""
    return Working("What HMRC gives back", (Line("HMRC gives back", str(pay.recovered), strong=True),))


def expenses(pay: Pay) -> Working:
    """What is paid back with the wage."""
    lines = [Line(item.title, str(item.amount)) for item in pay.inputs.expenses]
    return Working("Money paid back", (*lines, Line("Paid back, not taxed", str(pay.expenses), strong=True)))

"""What comes off pay after tax, National Insurance and pension: orders, student loans, and what was agreed."""

from __future__ import annotations

from dataclasses import replace
from typing import Final, NamedTuple

from carerdesk.domain.money import ZERO, Money
from carerdesk.domain.payroll.loans import POSTGRADUATE, LoanDeduction, loan_deduction, whole_pounds
from carerdesk.domain.payroll.orders import Deduction, Taken, left_for_loans, lines_of, take_orders
from carerdesk.domain.payroll.pay_inputs import PayInputs, SameDay
from carerdesk.domain.rates import Rates


class AfterTax(NamedTuple):
    """Orders, loans and what was agreed, line by line, and the pence that are left."""

    left: int
    lines: tuple[Deduction, ...] = ()
    student_loan: Money = ZERO
    postgraduate_loan: Money = ZERO
    loans: tuple[LoanDeduction, ...] = ()
    orders: tuple[Taken, ...] = ()


def after_tax(inputs: PayInputs, niable: int, left: int, rates: Rates) -> AfterTax:
    """What comes off the pence `left` after tax, National Insurance and pension; `niable` pence count for loans.

    Orders with priority come first, student loans out of what those leave, then other orders, then what was agreed.

    Raises:
        NoRateFor: for a loan that is not known on the payday.
    """
    if not (inputs.loan_plan or inputs.postgraduate_loan or inputs.orders or inputs.deductions):
        return AfterTax(left)
    attachable = Money(max(left, 0))
    first = take_orders([order for order in inputs.orders if order.comes_first], attachable)
    student, postgraduate = _loans(inputs, niable, left_for_loans(first, attachable) if first else None, rates)
    loans = tuple(loan for loan in (student, postgraduate) if loan is not None)
    gone = sum(loan.amount.pence for loan in loans)
    rest = Money(max(left - gone - _orders_pence(first), 0))
    last = take_orders([order for order in inputs.orders if not order.comes_first], rest)
    orders = (*first, *last)
    lines = (*lines_of(orders), *inputs.deductions)
    return AfterTax(
        left - gone - sum(line.amount.pence for line in lines),
        lines,
        student.amount if student else ZERO,
        postgraduate.amount if postgraduate else ZERO,
        loans,
        orders,
    )


def _orders_pence(taken: tuple[Taken, ...]) -> int:
    return sum(one.amount.pence + one.administration.pence for one in taken)


def _loans(
    inputs: PayInputs, niable: int, most: Money | None, rates: Rates
) -> tuple[LoanDeduction | None, LoanDeduction | None]:
    """The student loan, then the postgraduate loan out of what that leaves where orders left too little for both."""
    same = inputs.same_day or _NO_OTHER_JOB
    together = Money(niable) + same.niable

    def worked_out(plan: str, already: Money) -> LoanDeduction:
        return _once(loan_deduction(plan, inputs.frequency, inputs.payday, together, rates), already)

    student = worked_out(inputs.loan_plan, same.student_loan) if inputs.loan_plan else None
    postgraduate = worked_out(POSTGRADUATE, same.postgraduate_loan) if inputs.postgraduate_loan else None
    if most is None:
        return student, postgraduate
    student = _reduced(student, most)
    return student, _reduced(postgraduate, most - student.amount if student else most)


_NO_OTHER_JOB: Final = SameDay(ZERO, ZERO, ZERO)


def _once(loan: LoanDeduction, already: Money) -> LoanDeduction:
    return replace(loan, amount=max(loan.amount - already, ZERO)) if already else loan


def _reduced(loan: LoanDeduction | None, most: Money) -> LoanDeduction | None:
    if loan is None or loan.amount <= most:
        return loan
    return replace(loan, amount=whole_pounds(most), reduced_from=loan.amount)

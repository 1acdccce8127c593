"""Whose money pays a payslip: every component shared between the funders by itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from carerdesk.domain.funding.components import Component, Goes, PayslipShares, split_payslip
from carerdesk.domain.funding.signs import DEDUCTION
from carerdesk.domain.money import ZERO, Money, total
from carerdesk.domain.payroll.pay import Pay
from carerdesk.services.pay.slip_lines import STATUTORY, SlipLine

SSP: Final = "ssp"
GIVEN_BACK: Final = STATUTORY - {SSP}
"""The kinds of pay by law of which HMRC gives some back."""
_BY_PAY: Final = {
    "tax": Goes.TO_HMRC,
    "employee_ni": Goes.TO_HMRC,
    "student_loan": Goes.TO_HMRC,
    "postgraduate_loan": Goes.TO_HMRC,
    "pension": Goes.TO_PENSION,
    "employer_pension": Goes.EMPLOYER_PENSION,
    "employer_ni": Goes.EMPLOYER_HMRC,
}


def shared(
    pay: Pay, lines: Sequence[SlipLine], covered: Money, funders: Sequence[int], behind: Mapping[int, int]
) -> PayslipShares:
    """A payslip's components, each split by the funders' shares of the pay.

    Where there is no pay to share by, it is the expenses, then the hours `behind` it (minutes by funder), then the
    first funder. An Employment Allowance follows the employer's National Insurance, and what HMRC gives back the
    family leave pay it is for.
    """
    by_pay = _by_funder([line for line in lines if line.is_pay], funders)
    by_expense = _by_funder([line for line in lines if not line.is_pay], funders)
    by_leave = _weights(_by_funder([line for line in lines if line.kind in GIVEN_BACK], funders))
    weights = _first_with_something(by_pay, by_expense, tuple(Money(behind.get(f, 0)) for f in funders))
    components = [
        Component("gross", Goes.GROSS, pay.gross, parts=by_pay),
        Component("expenses", Goes.EXPENSES, pay.expenses, parts=by_expense),
        *(Component(code, goes, getattr(pay, code)) for code, goes in _BY_PAY.items()),
        *(Component(f"{DEDUCTION}{at}", Goes.KEPT_BACK, line.amount) for at, line in enumerate(pay.taken)),
        Component("recovered", Goes.EMPLOYER_HMRC, -pay.recovered, by_leave),
    ]
    money = [Money(weight) for weight in weights]
    ni = _weights(split_payslip(components, money, funders).part("employer_ni"))
    allowance = Component("allowance", Goes.EMPLOYER_HMRC, -covered, ni)
    return split_payslip([*components, allowance], money, funders)


def _by_funder(lines: Sequence[SlipLine], funders: Sequence[int]) -> tuple[Money, ...]:
    return tuple(total(line.shares[f][1] for line in lines if f in line.shares) for f in funders)


def _first_with_something(*ways: tuple[Money, ...]) -> tuple[int, ...]:
    for way in ways:
        if (found := _weights(way)) is not None:
            return found
    return tuple(int(at == 0) for at in range(len(ways[0])))


def _weights(parts: Sequence[Money]) -> tuple[int, ...] | None:
    """Shares as weights: one below nothing weighs nothing. None where all of them do."""
    plus = tuple(max(part, ZERO).pence for part in parts)
    if any(plus):
        return plus
    minus = tuple(max(-part, ZERO).pence for part in parts)
    return minus if any(minus) else None

"""All that one person's pay for one payday is worked out from."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Final, Protocol

from carerdesk.domain.money import ZERO, Money
from carerdesk.domain.payroll.corrections import Correction
from carerdesk.domain.payroll.frequency import Frequency
from carerdesk.domain.payroll.mileage import ABOVE, OVER_LIMIT
from carerdesk.domain.payroll.orders import Deduction, Order
from carerdesk.domain.payroll.pension import PensionTerms
from carerdesk.domain.payroll.rounding import pay_penny
from carerdesk.domain.payroll.tax_code import TaxCode

ONLY_TAXED: Final = frozenset({OVER_LIMIT})
"""Kinds of pay that are taxed but bear no National Insurance and count for no student loan."""
NOT_PENSIONED: Final = frozenset({ABOVE, OVER_LIMIT})
"""Kinds of pay that are no earnings for a pension: mileage above what is free (Pensions Act 2008 s.13)."""


class PayItem(Protocol):
    """Anything with the figures of one line of pay, such as the lines made from shifts."""

    @property
    def kind(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def minutes(self) -> int | None: ...
    @property
    def quantity(self) -> Decimal | None: ...
    @property
    def rate(self) -> Decimal | None: ...
    @property
    def amount(self) -> Money: ...


@dataclass(frozen=True, slots=True)
class Item:
    """One line of pay, expense or deduction: minutes for hours, quantity for the rest, `rate` in pounds for each."""

    kind: str
    title: str
    amount: Money
    minutes: int | None = None
    quantity: Decimal | None = None
    rate: Decimal | None = None


def hours_item(kind: str, title: str, minutes: int, rate: Decimal) -> Item:
    """Hours at a rate, to the nearest penny, half a penny to the worker."""
    amount = Money.of(pay_penny(rate * minutes / 60))
    return Item(kind, title, amount, minutes=minutes, rate=rate)


@dataclass(frozen=True, slots=True)
class YearToDate:
    """What one job has come to in a tax year; taxable pay and tax include a P45's, the rest do not.

    `at_lel`, `lel_to_pt` and `pt_to_uel` are the earnings that National Insurance was worked out on, band by band.
    """

    taxable_pay: Money = ZERO
    tax: Money = ZERO
    niable_pay: Money = ZERO
    employee_ni: Money = ZERO
    employer_ni: Money = ZERO
    student_loan: Money = ZERO
    postgraduate_loan: Money = ZERO
    pension: Money = ZERO
    employer_pension: Money = ZERO
    at_lel: Money = ZERO
    lel_to_pt: Money = ZERO
    pt_to_uel: Money = ZERO


@dataclass(frozen=True, slots=True)
class SameDay:
    """What the same person was paid in another job with the same employer on the same payday.

    Pay of one payday is added together before National Insurance and loans are worked out (Social Security
    (Contributions) Regulations 2001 regs 14 and 15); this is what has been taken for its first part.
    """

    niable: Money
    employee_ni: Money
    employer_ni: Money
    student_loan: Money = ZERO
    postgraduate_loan: Money = ZERO
    at_lel: Money = ZERO
    lel_to_pt: Money = ZERO
    pt_to_uel: Money = ZERO


@dataclass(frozen=True, slots=True)
class PensionRefund:
    """Contributions given back after opting out: the worker's, the employer's, and the method they were taken by."""

    worker: Money
    employer: Money
    method: str


@dataclass(frozen=True, slots=True)
class PayInputs:
    """All that one person's pay is worked out from.

    `lines` are gross pay: taxed, and counted for National Insurance. `expenses` are paid on top and never taxed
    (mileage up to the approved rate). `orders` and then `deductions` come off what is left after tax.
    `week_one` is true where HMRC says week 1/month 1 though the code does not end in it. `loan_plan` is a student
    plan or "". `recovered` is what HMRC gives back of family leave pay among the lines. `after_leaving` is true for
    pay after the P45. `corrections` are what earlier payslips of the tax year should have borne.
    """

    payday: date
    frequency: Frequency
    code: TaxCode
    letter: str
    lines: tuple[PayItem, ...]
    before: YearToDate = field(default_factory=YearToDate)
    expenses: tuple[PayItem, ...] = ()
    deductions: tuple[Deduction, ...] = ()
    week_one: bool = False
    loan_plan: str = ""
    postgraduate_loan: bool = False
    pension: PensionTerms | None = None
    pension_refund: PensionRefund | None = None
    orders: tuple[Order, ...] = ()
    recovered: Money = ZERO
    same_day: SameDay | None = None
    after_leaving: bool = False
    corrections: tuple[Correction, ...] = ()

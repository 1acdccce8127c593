"""One person's pay for one payday: gross, everything that is taken off, net, and what the employer adds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, NamedTuple

from carerdesk.domain.dates import long_date, tax_year_name
from carerdesk.domain.money import Money
from carerdesk.domain.payroll.after_tax import after_tax
from carerdesk.domain.payroll.bands import tax_year_of
from carerdesk.domain.payroll.corrections import Correction, within
from carerdesk.domain.payroll.frequency import TaxPeriod, tax_period
from carerdesk.domain.payroll.income_tax import IncomeTax, TaxablePay, income_tax
from carerdesk.domain.payroll.loans import STUDENT_PLANS, LoanDeduction
from carerdesk.domain.payroll.national_insurance import LETTERS, NationalInsurance, national_insurance
from carerdesk.domain.payroll.orders import Deduction, Taken
from carerdesk.domain.payroll.pay_inputs import (
    NOT_PENSIONED,
    ONLY_TAXED,
    Item,
    PayInputs,
    PayItem,
    PensionRefund,
    SameDay,
    YearToDate,
    hours_item,
)
from carerdesk.domain.payroll.pension import NET_PAY, Contributions, contributions
from carerdesk.domain.payroll.tax_code import CodeKind
from carerdesk.domain.problem import Problem
from carerdesk.domain.rates import Rates
from carerdesk.domain.working import Working

__all__ = [
    "FIGURES", "Item", "Pay", "PayInputs", "PayItem", "PensionRefund", "SameDay", "YearToDate", "check_pay",
    "check_pay_inputs", "hours_item", "work_out_pay",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pay:
    """One person's pay. A minus `tax` is a refund, a minus `pension` contributions given back.

    `taxable` is without contributions under net pay; `niable` has them in it, but no pay that is only taxed.
    `taken` are the lines that orders and agreements take, whose sum is `deductions`. `employer_ni` and
    `employer_pension` are paid by the employer on top; `recovered` is what HMRC gives back. `put_right` are the
    corrections taken into tax and National Insurance, their tax cut to what the limit leaves.
    """

    inputs: PayInputs
    period: TaxPeriod
    gross: Money
    taxable: Money
    niable: Money
    tax: Money
    employee_ni: Money
    employer_ni: Money
    student_loan: Money
    postgraduate_loan: Money
    pension: Money
    employer_pension: Money
    taken: tuple[Deduction, ...]
    expenses: Money
    deductions: Money
    net: Money
    tax_detail: IncomeTax
    ni_detail: NationalInsurance
    loan_details: tuple[LoanDeduction, ...] = ()
    pension_detail: Contributions | None = None
    orders_detail: tuple[Taken, ...] = ()
    put_right: tuple[Correction, ...] = ()

    @property
    def recovered(self) -> Money:
        """What HMRC gives back of the family leave pay in it."""
        return self.inputs.recovered

    @property
    def cost(self) -> Money:
        """What this payday costs the employer before the Employment Allowance."""
        return self.gross + self.employer_ni + self.employer_pension + self.expenses - self.recovered

    @property
    def bands(self) -> tuple[Money, Money, Money]:
        """Earnings at the lower earnings limit, from there to the primary threshold, and on to the upper limit."""
        ni, same = self.ni_detail, self.inputs.same_day
        found = (Money.of(ni.at_lel), Money.of(ni.lel_to_primary), Money.of(ni.primary_to_uel))
        if same is None:
            return found
        return found[0] - same.at_lel, found[1] - same.lel_to_pt, found[2] - same.pt_to_uel

    @property
    def year_to_date(self) -> YearToDate:
        """The year so far with this payday in it."""
        before = self.inputs.before
        at_lel, lel_to_pt, pt_to_uel = self.bands
        return YearToDate(
            before.taxable_pay + self.taxable,
            before.tax + self.tax,
            before.niable_pay + self.niable,
            before.employee_ni + self.employee_ni,
            before.employer_ni + self.employer_ni,
            before.student_loan + self.student_loan,
            before.postgraduate_loan + self.postgraduate_loan,
            before.pension + self.pension,
            before.employer_pension + self.employer_pension,
            before.at_lel + at_lel,
            before.lel_to_pt + lel_to_pt,
            before.pt_to_uel + pt_to_uel,
        )

    def working(self, figure: str) -> Working:
        """How a figure came about, by its name here ("gross", "student_loan", "net" …) or "deduction_<position>".

        Raises:
            KeyError: for any other name.
        """
        from carerdesk.domain.payroll.workings import working_of

        return working_of(self, figure)


FIGURES: Final = (
    "gross", "tax", "employee_ni", "student_loan", "postgraduate_loan", "pension", "deductions", "expenses", "net",
    "employer_ni", "employer_pension", "recovered",
)  # fmt: skip


def check_pay_inputs(inputs: PayInputs, rates: Rates) -> tuple[Problem, ...]:
    """What keeps this pay from being worked out; nothing where all is well."""
    payday = inputs.payday
    if not rates.known_from <= payday <= rates.known_to:
        known = {"from": long_date(rates.known_from), "to": long_date(rates.known_to), "day": long_date(payday)}
        return (Problem("payday", "payday_outside_known_rates", known),)
    problems = []
    code = inputs.code
    if code.kind is CodeKind.FLAT and code.flat not in tax_year_of(rates, code.nation, payday).flat:
        values = {"code": code.text, "year": tax_year_name(payday)}
        problems.append(Problem("tax_code", "tax_code_not_in_year", values))
    if inputs.letter not in LETTERS:
        problems.append(Problem("ni_letter", "ni_letter_unknown", {"letter": inputs.letter}))
    if inputs.loan_plan and inputs.loan_plan not in STUDENT_PLANS:
        problems.append(Problem("loan_plan", "loan_plan_unknown", {"plan": inputs.loan_plan}))
    if _sum(inputs.lines) < 0:
        problems.append(Problem("", "gross_below_nothing", {"gross": str(Money(_sum(inputs.lines)))}))
    return tuple(problems)


def work_out_pay(inputs: PayInputs, rates: Rates) -> Pay:
    """One person's pay for one payday, each figure to the penny.

    The order is that of the law: pension contributions, tax (after contributions under net pay), National Insurance
    (before them), orders with priority, student loans out of what those leave, other orders, and last what was agreed.
    Ask `check_pay_inputs` first: it says in words what this refuses.

    Raises:
        NoRateFor: where no rate is known for the payday, the letter, the code or the loan.
        ValueError: where gross pay is below nothing.
    """
    gross = _sum(inputs.lines)
    if gross < 0:
        raise ValueError("gross pay cannot be below nothing")
    period = tax_period(inputs.payday, inputs.frequency)
    pension = _Pension.of(inputs, gross, rates)
    taxable = gross - pension.before_tax
    before = inputs.before
    pay = TaxablePay(_pounds(taxable), _pounds(before.taxable_pay.pence), _pounds(before.tax.pence))
    tax = income_tax(inputs.code, period, pay, inputs.payday, rates, week_one=inputs.week_one)
    niable = _without(inputs.lines, gross, ONLY_TAXED)
    ni, employee_pence, employer_pence = _national_insurance(inputs, niable, rates)
    right = within(inputs.corrections, _pence(tax.limit - tax.tax)) if inputs.corrections else ()
    tax_pence = _pence(tax.tax) + sum(one.tax.pence for one in right)
    employee_pence += sum(one.employee_ni.pence for one in right)
    employer_pence += sum(one.employer_ni.pence for one in right)
    after = after_tax(inputs, niable, gross - tax_pence - employee_pence - pension.worker, rates)
    expenses, deductions = _sum(inputs.expenses), _sum(after.lines)
    return Pay(
        inputs=inputs,
        period=period,
        gross=Money(gross),
        taxable=Money(taxable),
        niable=Money(niable),
        tax=Money(tax_pence),
        employee_ni=Money(employee_pence),
        employer_ni=Money(employer_pence),
        student_loan=after.student_loan,
        postgraduate_loan=after.postgraduate_loan,
        pension=Money(pension.worker),
        employer_pension=Money(pension.employer),
        taken=after.lines,
        expenses=Money(expenses),
        deductions=Money(deductions),
        net=Money(after.left + expenses),
        tax_detail=tax,
        ni_detail=ni,
        loan_details=after.loans,
        pension_detail=pension.detail,
        orders_detail=after.orders,
        put_right=right,
    )


class _Pension(NamedTuple):
    """Pence of the worker's and the employer's contributions less what is given back, and what of it tax leaves out."""

    worker: int = 0
    employer: int = 0
    before_tax: int = 0
    detail: Contributions | None = None

    @classmethod
    def of(cls, inputs: PayInputs, gross: int, rates: Rates) -> _Pension:
        if inputs.pension is None and inputs.pension_refund is None:
            return _NO_PENSION
        worker = employer = before_tax = 0
        detail = None
        if inputs.pension is not None:
            pay = _without(inputs.lines, gross, NOT_PENSIONED)
            detail = contributions(inputs.pension, Money(pay), inputs.frequency, inputs.payday, rates)
            worker, employer = detail.worker.pence, detail.employer.pence
            before_tax = worker if inputs.pension.method == NET_PAY else 0
        back = inputs.pension_refund
        if back is not None:
            worker, employer = worker - back.worker.pence, employer - back.employer.pence
            before_tax -= back.worker.pence if back.method == NET_PAY else 0
        return cls(worker, employer, before_tax, detail)


_NO_PENSION: Final = _Pension()


def _without(lines: tuple[PayItem, ...], gross: int, kinds: frozenset[str]) -> int:
    return gross - sum(line.amount.pence for line in lines if line.kind in kinds)


def _national_insurance(inputs: PayInputs, niable: int, rates: Rates) -> tuple[NationalInsurance, int, int]:
    """Both sides in pence: on all pay of the day, less what another job with this employer bore already."""
    same = inputs.same_day
    together = niable if same is None else niable + same.niable.pence
    ni = national_insurance(inputs.letter, inputs.frequency, inputs.payday, _pounds(together), rates)
    employee, employer = _pence(ni.employee), _pence(ni.employer)
    if same is None:
        return ni, employee, employer
    return ni, employee - same.employee_ni.pence, employer - same.employer_ni.pence


def check_pay(pay: Pay) -> tuple[Problem, ...]:
    """What is wrong with a pay once worked out: deductions that leave less than nothing.

    Orders keep the earnings they protect by themselves, so only what was agreed, or paid before, can do that.
    """
    if pay.net.pence < 0:
        agreed = Money(sum(line.amount.pence for line in pay.inputs.deductions))
        values = {"net": str(pay.net), "short": str(-pay.net), "deductions": str(agreed)}
        return (Problem("deductions", "deductions_above_pay", values),)
    return ()


def _sum(items: Iterable[PayItem | Deduction]) -> int:
    return sum(item.amount.pence for item in items)


def _pounds(pence: int) -> Decimal:
    return Decimal(pence).scaleb(-2)


def _pence(pounds: Decimal) -> int:
    return int(pounds.scaleb(2))

"""One person's pay for one payday: gross, tax, National Insurance and net."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Protocol

from carerdesk.domain.dates import long_date, tax_year_name
from carerdesk.domain.money import ZERO, Money
from carerdesk.domain.payroll.bands import tax_year_of
from carerdesk.domain.payroll.frequency import Frequency, TaxPeriod, tax_period
from carerdesk.domain.payroll.income_tax import IncomeTax, TaxablePay, income_tax
from carerdesk.domain.payroll.national_insurance import LETTERS, NationalInsurance, national_insurance
from carerdesk.domain.payroll.rounding import pay_penny
from carerdesk.domain.payroll.tax_code import CodeKind, TaxCode
from carerdesk.domain.problem import Problem
from carerdesk.domain.rates import Rates
from carerdesk.domain.working import Working


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
    """What one job has come to in a tax year; taxable pay and tax include a P45's, the rest do not."""

    taxable_pay: Money = ZERO
    tax: Money = ZERO
    niable_pay: Money = ZERO
    employee_ni: Money = ZERO
    employer_ni: Money = ZERO


@dataclass(frozen=True, slots=True)
class PayInputs:
    """All that one person's pay is worked out from.

    `lines` are gross pay: taxed, and counted for National Insurance. `expenses` are paid on top and never taxed
    (mileage up to the approved rate). `deductions` come off what is left after tax, as amounts to take.
    `week_one` is true where HMRC says week 1/month 1 though the code does not end in it.
    """

    payday: date
    frequency: Frequency
    code: TaxCode
    letter: str
    lines: tuple[PayItem, ...]
    before: YearToDate = field(default_factory=YearToDate)
    expenses: tuple[PayItem, ...] = ()
    deductions: tuple[PayItem, ...] = ()
    week_one: bool = False


@dataclass(frozen=True, slots=True)
class Pay:
    """One person's pay. A minus `tax` is a refund."""

    inputs: PayInputs
    period: TaxPeriod
    gross: Money
    tax: Money
    employee_ni: Money
    employer_ni: Money
    expenses: Money
    deductions: Money
    net: Money
    tax_detail: IncomeTax
    ni_detail: NationalInsurance

    @property
    def taxable(self) -> Money:
        """The pay that tax is worked out from."""
        return self.gross

    @property
    def niable(self) -> Money:
        """The pay that National Insurance is worked out from."""
        return self.gross

    @property
    def cost(self) -> Money:
        """What this payday costs the employer before the Employment Allowance."""
        return self.gross + self.employer_ni + self.expenses

    @property
    def year_to_date(self) -> YearToDate:
        """The year so far with this payday in it."""
        before = self.inputs.before
        return YearToDate(
            before.taxable_pay + self.taxable,
            before.tax + self.tax,
            before.niable_pay + self.niable,
            before.employee_ni + self.employee_ni,
            before.employer_ni + self.employer_ni,
        )

    def working(self, figure: str) -> Working:
        """How a figure came about: "gross", "tax", "employee_ni", "employer_ni" or "net".

        Raises:
            KeyError: for any other name.
        """
        from carerdesk.domain.payroll.workings import working_of

        return working_of(self, figure)


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
    if _sum(inputs.lines) < 0:
        problems.append(Problem("", "gross_below_nothing", {"gross": str(Money(_sum(inputs.lines)))}))
    return tuple(problems)


def work_out_pay(inputs: PayInputs, rates: Rates) -> Pay:
    """One person's pay for one payday, each figure to the penny.

    Ask `check_pay_inputs` first: it says in words what this refuses.

    Raises:
        NoRateFor: where no rate is known for the payday, the letter or the code.
        ValueError: where gross pay is below nothing.
    """
    gross = _sum(inputs.lines)
    if gross < 0:
        raise ValueError("gross pay cannot be below nothing")
    period = tax_period(inputs.payday, inputs.frequency)
    pounds = _pounds(gross)
    before = inputs.before
    pay = TaxablePay(pounds, _pounds(before.taxable_pay.pence), _pounds(before.tax.pence))
    tax = income_tax(inputs.code, period, pay, inputs.payday, rates, week_one=inputs.week_one)
    ni = national_insurance(inputs.letter, inputs.frequency, inputs.payday, pounds, rates)
    tax_pence, employee_pence = _pence(tax.tax), _pence(ni.employee)
    expenses, deductions = _sum(inputs.expenses), _sum(inputs.deductions)
    return Pay(
        inputs=inputs,
        period=period,
        gross=Money(gross),
        tax=Money(tax_pence),
        employee_ni=Money(employee_pence),
        employer_ni=Money(_pence(ni.employer)),
        expenses=Money(expenses),
        deductions=Money(deductions),
        net=Money(gross + expenses - tax_pence - employee_pence - deductions),
        tax_detail=tax,
        ni_detail=ni,
    )


def check_pay(pay: Pay) -> tuple[Problem, ...]:
    """What is wrong with a pay once worked out: deductions that leave less than nothing."""
    if pay.net.pence < 0:
        return (Problem("deductions", "deductions_above_pay", {"net": str(pay.net)}),)
    return ()


def _sum(items: tuple[PayItem, ...]) -> int:
    return sum(item.amount.pence for item in items)


def _pounds(pence: int) -> Decimal:
    return Decimal(pence).scaleb(-2)


def _pence(pounds: Decimal) -> int:
    return int(pounds.scaleb(2))

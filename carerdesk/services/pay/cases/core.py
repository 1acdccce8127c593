"""Student loans, pension contributions, and the tax of a whole year paid in twelve equal months."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Final

from carerdesk.catalogue.words import problem_words
from carerdesk.domain.dates import add_months
from carerdesk.domain.money import Money, split
from carerdesk.domain.payroll.frequency import Frequency
from carerdesk.domain.payroll.loans import loan_deduction
from carerdesk.domain.payroll.pay import Item, PayInputs, YearToDate, work_out_pay
from carerdesk.domain.payroll.pension import ALL_PAY, NET_PAY, PensionTerms, contributions, pension_table
from carerdesk.domain.payroll.tax_code import TaxCode
from carerdesk.domain.problem import Problem
from carerdesk.domain.rates import Rates
from carerdesk.services.pay.cases.fields import CannotRunError, Fields, Figures, Topic, first_day_of

_MONTHS: Final = 12
_PAYDAY: Final = 28
_LATEST_KNOWN: Final = date(2026, 4, 6)


def _student_loan(given: Fields, rates: Rates) -> Figures:
    day = first_day_of(given.text("tax_year"))
    niable = Money.of(given.figure("niable_pay"))
    return {"deduction": loan_deduction(given.text("plan"), given.frequency, day, niable, rates).amount.pounds}


def _pension(given: Fields, rates: Rates) -> Figures:
    """A case that tells its limits is refused where they are not those of the latest known year."""
    day = first_day_of(given.text("tax_year")) if given.has("tax_year") else _LATEST_KNOWN
    terms = PensionTerms(
        "", given.text("method"), given.text("basis"), given.figure("worker_percent"), given.figure("employer_percent")
    )
    table = pension_table(rates, given.frequency, day)
    if (given.figure("lower", table.lower), given.figure("upper", table.upper)) != (table.lower, table.upper):
        raise CannotRunError("its limits are not those of the year")
    found = contributions(terms, Money.of(given.figure("pay")), given.frequency, day, rates)
    return {
        "qualifying_earnings": found.qualifying.pounds,
        "employer": found.employer.pounds,
        "worker_deducted": found.worker.pounds,
        "tax_relief_added_by_scheme": found.relief.pounds,
    }


def _year_of_months(given: Fields, rates: Rates) -> Figures:
    return {"income_tax_for_year": _year(given, rates, None)}


def _year_with_pension(given: Fields, rates: Rates) -> Figures:
    percent = given.figure("net_pay_contribution_percent_of_pay")
    return {"income_tax_for_year": _year(given, rates, PensionTerms("", NET_PAY, ALL_PAY, percent, Decimal(0)))}


def _year(given: Fields, rates: Rates, pension: PensionTerms | None) -> Decimal:
    """The tax of twelve months of one pay on a cumulative code, payday after payday as a payroll would take it."""
    code = TaxCode.read(given.text("tax_code"))
    if isinstance(code, Problem):
        raise CannotRunError(problem_words(code))
    first = first_day_of(given.text("tax_year")).replace(day=_PAYDAY)
    months = split(Money.of(given.figure("annual_pay")), [1] * _MONTHS)
    so_far = YearToDate()
    month = PayInputs(first, Frequency.MONTHLY, code, "A", (), pension=pension)
    for number, amount in enumerate(months):
        lines = (Item("normal", "Pay", amount),)
        pay = replace(month, payday=add_months(first, number), lines=lines, before=so_far)
        so_far = work_out_pay(pay, rates).year_to_date
    return so_far.tax.pounds


TOPICS: Final[Mapping[str, Topic]] = {
    "student_loan": _student_loan,
    "pension": _pension,
    "paye_annual_estimate": _year_of_months,
    "pension_net_pay_annual_tax": _year_with_pension,
}

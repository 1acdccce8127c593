"""Income tax, free pay and National Insurance."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from carerdesk.catalogue.words import problem_words
from carerdesk.domain.payroll.free_pay import to_date
from carerdesk.domain.payroll.frequency import Frequency, TaxPeriod, tax_period
from carerdesk.domain.payroll.income_tax import TaxablePay, income_tax
from carerdesk.domain.payroll.national_insurance import national_insurance
from carerdesk.domain.payroll.tax_code import CodeKind, TaxCode
from carerdesk.domain.problem import Problem
from carerdesk.domain.rates import Rates
from carerdesk.services.pay.cases.fields import CannotRunError, Fields, Figures, Topic, first_day_of

_PREFIXES: Final = {"scotland": "S", "wales": "C"}
_CUMULATIVE: Final = "cumulative"
_NOTHING: Final = Decimal(0)


def _paye(given: Fields, rates: Rates) -> Figures:
    day = _day(given)
    week_one = given.text("basis", _CUMULATIVE).lower() != _CUMULATIVE
    now = given.figure("gross_taxable_pay_this_period")
    code, period = _code(given), _period(given, day)
    alone = week_one or code.week_one or period.is_extra
    to_date_known = given.has("taxable_pay_to_date_including_this") or alone or period.number == 1
    if not to_date_known:
        raise CannotRunError("it has no taxable_pay_to_date_including_this")
    before = given.figure("taxable_pay_to_date_including_this", now) - now
    tax_before = given.figure("tax_deducted_before_this_period", _NOTHING)
    tax = income_tax(code, period, TaxablePay(now, before, tax_before), day, rates, week_one=week_one).tax
    return {"tax_this_period": tax, "tax_to_date": tax_before + tax}


def _free_pay(given: Fields, rates: Rates) -> Figures:  # noqa: ARG001 - free pay needs no rates but is called alike
    code = _code(given)
    period = TaxPeriod(Frequency(given.text("frequency")), int(given.figure("period")))
    number = code.number if code.kind in {CodeKind.FREE_PAY, CodeKind.ADDED_PAY} else 0
    alone = code.week_one or period.is_extra
    periods = period.frequency.periods if alone else period.number
    return {"free_pay": to_date(number, period.frequency.base, periods)}


def _ni(given: Fields, rates: Rates) -> Figures:
    pay = given.figure("niable_pay")
    ni = national_insurance(given.text("category").upper(), Frequency(given.text("frequency")), _day(given), pay, rates)
    return {
        "employee_ni": ni.employee,
        "employer_ni": ni.employer,
        "earnings_at_LEL": ni.at_lel,
        "earnings_LEL_to_PT": ni.lel_to_primary,
        "earnings_PT_to_UEL": ni.primary_to_uel,
    }


def _day(given: Fields) -> date:
    """The payday, or the first day of the tax year where only the year is told ("2026-27" or a date in it)."""
    if given.has("pay_date"):
        return date.fromisoformat(given.text("pay_date"))
    return first_day_of(given.text("tax_year"))


def _code(given: Fields) -> TaxCode:
    """The tax code; one without S or C takes its nation from the region, but NT has none."""
    text = given.text("tax_code")
    code = TaxCode.read(_PREFIXES.get(given.text("region", ""), "") + text)
    if isinstance(code, Problem):
        code = TaxCode.read(text)
    if isinstance(code, Problem):
        raise CannotRunError(problem_words(code))
    return code


def _period(given: Fields, day: date) -> TaxPeriod:
    frequency = Frequency(given.text("frequency"))
    if given.has("tax_period"):
        return TaxPeriod(frequency, int(given.figure("tax_period")))
    if given.has("pay_date"):
        return tax_period(day, frequency)
    raise CannotRunError("it has no tax_period")


TOPICS: Final[Mapping[str, Topic]] = {"paye": _paye, "free_pay": _free_pay, "ni": _ni}

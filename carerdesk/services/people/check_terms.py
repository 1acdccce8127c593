"""Checks of a worker's terms: contract, rates of pay, tax details, and figures taken over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from carerdesk.domain.dates import long_date, tax_year_name
from carerdesk.domain.payroll.tax_code import TaxCode
from carerdesk.domain.problem import Problem
from carerdesk.services.people import choices
from carerdesk.services.people.details import ContractTerms, Rate, TakenOver, Tax

_LONGEST_LAG = timedelta(days=62)
_LEAP_YEAR = 2024
_WEEK_MINUTES = 7 * 24 * 60
_MOST_DAYS = 7
_MOST_HOURLY = Decimal(500)
_MOST_A_MILE = Decimal(5)
_MOST_PLACES = 4
_AVERAGING_WEEKS = 104
_NEVER_MINUS = (
    "gross", "taxable", "niable", "employee_ni", "employer_ni", "student_loan", "postgraduate_loan", "pension_paid",
    "at_lel", "lel_to_pt", "pt_to_uel", "earlier_job_pay",
)  # fmt: skip


def check_contract(terms: ContractTerms, nation: str) -> tuple[Problem, ...]:
    """Problems with the terms of a job; `nation` is where the person supported lives."""
    choices.known(terms.frequency, choices.FREQUENCIES)
    choices.known(terms.hours_kind, choices.HOURS_KINDS)
    choices.known(terms.holiday_method, choices.HOLIDAY_METHODS)
    choices.known(terms.call_outs_paid, choices.CALL_OUTS_PAID)
    return (*_payday(terms), *_hours(terms), *_holiday(terms, nation), *_leave_year(terms))


def _payday(terms: ContractTerms) -> Iterator[Problem]:
    if terms.first_payday < terms.first_day:
        yield Problem("first_payday", "first_payday_too_early", {"first_day": long_date(terms.first_day)})
    if abs(terms.first_payday - terms.period_end) > _LONGEST_LAG:
        yield Problem("period_end", "period_end_far_from_payday", {"payday": long_date(terms.first_payday)})
    elif terms.period_end < terms.first_day:
        yield Problem("period_end", "period_end_before_contract", {"first_day": long_date(terms.first_day)})


def _hours(terms: ContractTerms) -> Iterator[Problem]:
    fixed = terms.hours_kind == "fixed"
    if fixed and terms.weekly_minutes is None:
        yield Problem("weekly_minutes", "weekly_hours_missing")
    if fixed and terms.days_per_week is None:
        yield Problem("days_per_week", "days_per_week_missing")
    if terms.weekly_minutes is not None and not 0 < terms.weekly_minutes <= _WEEK_MINUTES:
        yield Problem("weekly_minutes", "weekly_hours_out_of_range")
    if terms.days_per_week is not None and not 0 < terms.days_per_week <= _MOST_DAYS:
        yield Problem("days_per_week", "days_per_week_out_of_range")


def _holiday(terms: ContractTerms, nation: str) -> Iterator[Problem]:
    """Accrual by 12.07% and rolled-up pay are for irregular and part-year hours, and not for Northern Ireland.

    Working Time Regulations 1998 regs 15B and 16A, leave years from 1 April 2024: Great Britain only.
    """
    northern_ireland = nation == "northern_ireland"
    if terms.hours_kind == "fixed" and terms.holiday_method != "fixed":
        yield Problem("holiday_method", "holiday_method_needs_irregular_hours")
    elif terms.holiday_method == "rolled_up" and northern_ireland:
        yield Problem("holiday_method", "rolled_up_not_in_northern_ireland")
    elif terms.holiday_method == "accrued" and northern_ireland:
        yield Problem("holiday_method", "earned_not_in_northern_ireland")


def _leave_year(terms: ContractTerms) -> Iterator[Problem]:
    try:
        day = date(_LEAP_YEAR, terms.leave_year_month, terms.leave_year_day)
    except ValueError:
        yield Problem("leave_year", "leave_year_unread")
        return
    if (day.month, day.day) == (2, 29):
        yield Problem("leave_year", "leave_year_leap_day")


def check_rate(rate: Rate) -> tuple[Problem, ...]:
    """Problems with one rate; the field is the rate's kind: "rate_normal"."""
    choices.known(rate.kind, choices.RATE_KINDS)
    field, most = f"rate_{rate.kind}", _MOST_A_MILE if rate.kind == "mileage" else _MOST_HOURLY
    places = -int(rate.amount.as_tuple().exponent)
    if not 0 < rate.amount <= most:
        return (Problem(field, "rate_out_of_range", {"most": f"£{most}"}),)
    if places > _MOST_PLACES:
        return (Problem(field, "rate_too_fine"),)
    return ()


def tidied_tax(tax: Tax) -> Tax:
    """The code in capitals, with a W1, M1 or X at its end turned into the basis. What cannot be read stays as typed."""
    code = TaxCode.read(tax.code)
    if isinstance(code, Problem):
        return tax
    return replace(tax, code=code.text, basis="week_one" if code.week_one else tax.basis)


def check_tax(tax: Tax) -> tuple[Problem, ...]:
    """Problems with tax details."""
    choices.known(tax.basis, choices.BASES)
    choices.known(tax.ni_letter, choices.NI_LETTERS)
    choices.known(tax.loan_plan, choices.LOAN_PLANS)
    choices.known(tax.came_from, choices.CODE_CAME_FROM)
    code = TaxCode.read(tax.code)
    return (code,) if isinstance(code, Problem) else ()


def check_taken_over(taken: TakenOver, today: date) -> tuple[Problem, ...]:
    """Problems with figures from an earlier payroll."""
    return (*_as_at(taken, today), *_sums(taken), *_earnings(taken))


def _as_at(taken: TakenOver, today: date) -> Iterator[Problem]:
    if taken.tax_year != tax_year_name(taken.as_at):
        yield Problem("as_at", "taken_over_other_tax_year", {"tax_year": tax_year_name(taken.as_at)})
    if taken.as_at > today:
        yield Problem("as_at", "taken_over_in_the_future")


def _sums(taken: TakenOver) -> Iterator[Problem]:
    """Taxable pay may be above gross pay: that of an earlier job, from a P45, counts in it."""
    for name in _NEVER_MINUS:
        if getattr(taken, name).pence < 0:
            yield Problem(name, "taken_over_below_nothing")
    if taken.earlier_job_pay > taken.taxable:
        yield Problem("earlier_job_pay", "taken_over_tax_above_pay", {"pay": str(taken.taxable)})
    if taken.niable > taken.gross:
        yield Problem("niable", "taken_over_above_gross", {"gross": str(taken.gross)})
    if taken.tax > taken.taxable:
        yield Problem("tax", "taken_over_tax_above_pay", {"pay": str(taken.taxable)})
    if taken.employee_ni > taken.niable:
        yield Problem("employee_ni", "taken_over_ni_above_pay", {"pay": str(taken.niable)})


def _earnings(taken: TakenOver) -> Iterator[Problem]:
    paydays = [past.payday for past in taken.earnings]
    for past in taken.earnings:
        if past.payday > taken.as_at:
            yield Problem("earnings", "past_pay_after_take_over", {"payday": long_date(past.payday)})
        if past.weeks <= 0 or past.gross.pence < 0 or past.minutes < 0:
            yield Problem("earnings", "past_pay_below_nothing", {"payday": long_date(past.payday)})
    if len(paydays) != len(set(paydays)):
        yield Problem("earnings", "past_payday_twice")
    if sum(past.weeks for past in taken.earnings) > _AVERAGING_WEEKS:
        yield Problem("earnings", "past_pay_too_long", {"weeks": str(_AVERAGING_WEEKS)})

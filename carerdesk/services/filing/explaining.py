"""Finding what another program must have taken differently: the letter, code, basis or plan that gives its figure."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from sqlalchemy.orm import Session

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.money import ZERO, Money, total
from carerdesk.domain.payroll.frequency import Frequency, TaxPeriod
from carerdesk.domain.payroll.income_tax import TaxablePay, income_tax
from carerdesk.domain.payroll.loans import loan_deduction
from carerdesk.domain.payroll.national_insurance import LETTERS, national_insurance
from carerdesk.domain.payroll.tax_code import TaxCode
from carerdesk.domain.problem import Problem
from carerdesk.domain.rates import NoRateFor, Rates
from carerdesk.services.filing.figures import slips_between
from carerdesk.services.pay.corrections import carried
from carerdesk.services.rates.known import known_rates
from carerdesk.store import tables

CODES: Final = ("1257L", "S1257L", "C1257L", "BR", "SBR", "CBR", "0T", "S0T", "C0T", "D0", "NT")
CORRECTED: Final = ("tax", "employee_ni", "employer_ni")
PLANS: Final = ("plan_1", "plan_2", "plan_4", "plan_5")


def exact_reasons(session: Session, payday: date, worker_id: int, theirs: Mapping[str, Money]) -> dict[str, str]:
    """For each figure that differs, in a sentence, what gives theirs to the penny; nothing where nothing was found.

    Only where the payday has one payslip of the worker, with the pay they have too.
    """
    slips = slips_between(session, payday, payday, worker_id)
    if len(slips) != 1 or theirs.get("taxable", slips[0].taxable) != slips[0].taxable:
        return {}
    try:
        return _reasons(session, slips[0], theirs, known_rates(session))
    except NoRateFor:
        return {}


def _reasons(session: Session, slip: tables.Payslip, theirs: Mapping[str, Money], rates: Rates) -> dict[str, str]:
    found: dict[str, str | None] = {}
    if theirs.get("tax", slip.tax) != slip.tax:
        found["tax"] = next(_tax_reasons(session, slip, theirs["tax"], rates), None)
    ours = {"employee_ni": slip.employee_ni, "employer_ni": slip.employer_ni}
    wrong = [name for name, amount in ours.items() if theirs.get(name, amount) != amount]
    if wrong == ["employer_ni"] and theirs["employer_ni"] == slip.employer_ni - slip.allowance:
        found["employer_ni"] = guidance("filing", "exact_allowance", allowance=str(slip.allowance))
    elif wrong:
        reason = next(_ni_reasons(slip, theirs, rates), None)
        found.update(dict.fromkeys(wrong, reason))
    if theirs.get("student_loan", slip.student_loan) != slip.student_loan:
        found["student_loan"] = next(_loan_reasons(slip, theirs["student_loan"], rates), None)
    found |= _without_corrections(slip, theirs)
    return {figure: reason for figure, reason in found.items() if reason}


def _without_corrections(slip: tables.Payslip, theirs: Mapping[str, Money]) -> dict[str, str]:
    """Figures that are ours but for what was put right of earlier paydays."""
    corrections = carried(slip)
    put_right = {name: total(getattr(one, name) for one in corrections) for name in CORRECTED}
    return {
        name: guidance("filing", "exact_put_right", amount=str(amount))
        for name, amount in put_right.items()
        if amount and theirs.get(name) == getattr(slip, name) - amount
    }


def _ni_reasons(slip: tables.Payslip, theirs: Mapping[str, Money], rates: Rates) -> Iterator[str]:
    """Another letter, or another length of pay period, that gives every figure of theirs."""
    mine = Frequency(slip.frequency)
    tries = [(letter, mine) for letter in LETTERS if letter != slip.ni_letter]
    tries += [(slip.ni_letter, frequency) for frequency in Frequency if frequency is not mine]
    for letter, frequency in tries:
        ni = national_insurance(letter, frequency, slip.payday, slip.niable.pounds, rates)
        sums = {"employee_ni": Money.of(ni.employee), "employer_ni": Money.of(ni.employer)}
        if all(theirs[name] == sums[name] for name in sums if name in theirs):
            if frequency is mine:
                yield guidance("filing", "exact_letter", letter=letter, ours=slip.ni_letter)
            else:
                yield guidance("filing", "exact_frequency", often=_often(frequency))


def _tax_reasons(session: Session, slip: tables.Payslip, theirs: Money, rates: Rates) -> Iterator[str]:
    """The same code on another basis, nothing paid before, or another code that the worker had or might have."""
    period, before = TaxPeriod(Frequency(slip.frequency), slip.tax_period), _before(slip)
    now = TaxablePay(slip.taxable.pounds, *before)
    if now.now < 0:
        return
    for text, week_one, pay in _tax_tries(session, slip, now):
        code = TaxCode.read(text)
        if isinstance(code, Problem):
            continue
        if _tax(code, period, pay, slip.payday, rates, week_one=week_one) == theirs:
            yield _tax_words(slip, text, week_one=week_one, alone=pay.before != now.before)


def _tax_tries(
    session: Session, slip: tables.Payslip, pay: TaxablePay
) -> Iterator[tuple[str, bool, TaxablePay]]:  # fmt: skip
    week_one = slip.basis != "cumulative"
    yield slip.code, not week_one, pay
    if pay.before or pay.tax_before:
        yield slip.code, week_one, TaxablePay(pay.now)
    details = tables.TaxDetails
    known = [row.code for row in session.query(details).filter(details.worker_id == slip.worker_id)]
    for code in dict.fromkeys([*known, *CODES]):
        if code != slip.code:
            yield code, week_one, pay
            yield code, not week_one, pay


def _tax(
    code: TaxCode, period: TaxPeriod, pay: TaxablePay, payday: date, rates: Rates, *, week_one: bool
) -> Money | None:  # fmt: skip
    try:
        return Money.of(income_tax(code, period, pay, payday, rates, week_one=week_one).tax)
    except NoRateFor:
        return None


def _tax_words(slip: tables.Payslip, code: str, *, week_one: bool, alone: bool) -> str:
    if alone:
        return guidance("filing", "exact_nothing_before")
    basis = guidance("filing", "exact_week_one" if week_one else "exact_cumulative")
    if code == slip.code:
        return guidance("filing", "exact_basis", basis=basis)
    return guidance("filing", "exact_code", code=code, basis=basis, ours=slip.code)


def _before(slip: tables.Payslip) -> tuple[Decimal, Decimal]:
    """Taxable pay and tax of the year before this payslip, as it was worked out."""
    known = json.loads(slip.inputs)
    return Decimal(known.get("taxable_pay_before", "0")), Decimal(known.get("tax_before", "0"))


def _loan_reasons(slip: tables.Payslip, theirs: Money, rates: Rates) -> Iterator[str]:
    for plan in PLANS:
        if plan != slip.loan_plan and theirs != ZERO:
            taken = loan_deduction(plan, Frequency(slip.frequency), slip.payday, slip.niable, rates)
            if taken.amount == theirs:
                yield guidance("filing", "exact_plan", plan=plan.replace("plan_", "Plan "))


def _often(frequency: Frequency) -> str:
    return guidance("people", f"frequency_{frequency.value}").lower()

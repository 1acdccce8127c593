"""Working a payday out: every payslip with its funders' shares, without keeping anything."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from carerdesk.catalogue.rates import load_pension_ages, load_rates
from carerdesk.domain.dates import day_and_month, long_date, span, tax_year_name
from carerdesk.domain.funding.components import Component, Goes, PayslipShares, split_payslip
from carerdesk.domain.money import ZERO, Money, total
from carerdesk.domain.payroll.hmrc import allowance_used
from carerdesk.domain.payroll.mileage import approved_for_ni, mileage_above_approved
from carerdesk.domain.payroll.ni_letters import age_on
from carerdesk.domain.payroll.notices import Circumstances, below_minimum_wage, not_worked_out
from carerdesk.domain.payroll.pay import Pay, PayInputs, check_pay, check_pay_inputs, work_out_pay
from carerdesk.domain.payroll.tax_code import TaxCode
from carerdesk.domain.problem import Problem
from carerdesk.domain.rates import NoRateFor, Rates
from carerdesk.services.books import owner
from carerdesk.services.pay.situation import Situation, as_money, periods_of, situation
from carerdesk.services.pay.slip_lines import SlipLine
from carerdesk.services.pay.sources import every_line
from carerdesk.store import tables

MILEAGE = "mileage"
HOURLY = frozenset({"normal", "weekend", "bank_holiday", "waking_night", "training", "travel"})


@dataclass(frozen=True, slots=True)
class WorkedOut:
    """One worker's payslip, not kept yet. `shares` are in the order of `shares.funders`."""

    of: Situation
    pay: Pay
    lines: tuple[SlipLine, ...]
    shares: PayslipShares
    allowance: Money
    notices: tuple[Problem, ...]
    settled: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class NotReady:
    """A worker whose pay cannot be worked out yet, and why."""

    of: Situation
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class NothingToPay:
    """A worker with no hours, holiday or anything put right on this payday; `notices` say what waits."""

    of: Situation
    notices: tuple[Problem, ...] = ()


def situations(session: Session, payday: date) -> list[Situation]:
    """Everyone on PAYE with a period paid on this day and no payslip for it yet, in order of name."""
    here = owner(session)
    worker = tables.Worker
    wanted = select(worker).where(worker.person_id == here.person_id, worker.kind == "employee").order_by(worker.name)
    found = []
    for row in session.scalars(wanted):
        for period in periods_of(session, row.id, payday):
            if period.payday == payday and not _paid_already(session, row.id, payday) and _in_job(row, period.last):
                one = situation(session, row, period)
                found.extend([one] if one else [])
    return found


def _in_job(row: tables.Worker, last: date) -> bool:
    return row.started is None or row.started <= last


def _paid_already(session: Session, worker_id: int, payday: date) -> bool:
    slip = tables.Payslip
    wanted = select(slip.id).where(slip.worker_id == worker_id, slip.payday == payday).limit(1)
    return session.scalar(wanted) is not None


def work_out(session: Session, payday: date) -> list[WorkedOut | NotReady | NothingToPay]:
    """Every payslip of a payday. The Employment Allowance goes to them in order, as far as it reaches."""
    funders = funder_order(session)
    rates = load_rates()
    used = allowance_used_before(session, payday)
    allowance = _allowance(session, payday, rates)
    answers: list[WorkedOut | NotReady | NothingToPay] = []
    for one in situations(session, payday):
        answer = _one(session, one, funders, rates, used, allowance)
        if isinstance(answer, WorkedOut):
            used = used + answer.allowance
        answers.append(answer)
    return answers


def funder_order(session: Session) -> list[int]:
    """Every funder's number in the order that settles ties."""
    return list(session.scalars(select(tables.Funder.id).order_by(tables.Funder.position, tables.Funder.id)))


def allowance_used_before(session: Session, payday: date) -> Money:
    """Employment Allowance used in the tax year by payslips kept so far, and before the books began."""
    employer = session.get_one(tables.Employer, owner(session).employer_id)
    slip = tables.Payslip
    year = tax_year_name(payday)
    wanted = select(func.coalesce(func.sum(slip.allowance), 0)).where(
        slip.tax_year == year, slip.employer_id == employer.id
    )
    brought = employer.allowance_used_before if employer.allowance_year == year else ZERO
    return as_money(session.scalars(wanted).one()) + brought


def _allowance(session: Session, payday: date, rates: Rates) -> Money:
    employer = session.get_one(tables.Employer, owner(session).employer_id)
    if not employer.claims_employment_allowance:
        return ZERO
    try:
        return Money.of(rates.figure("employment_allowance", payday))
    except NoRateFor:
        return ZERO  # the pay itself is refused for the same reason, and says so


def _one(
    session: Session, of: Situation, funders: Sequence[int], rates: Rates, used: Money, allowance: Money
) -> WorkedOut | NotReady | NothingToPay:
    made = every_line(session, of, funders)
    if not made.lines and not made.problems:
        return NothingToPay(of, (*made.notices, *_left_out(of)))
    pay = _too_late(of) or made.problems or _pay(of, made.lines, rates)
    if isinstance(pay, tuple):
        return NotReady(of, pay)
    covered = allowance_used(used, pay.employer_ni, allowance)
    shares = _shared(pay, made.lines, covered, funders)
    notices = (*made.notices, *_left_out(of), *_notices(of, pay, rates))
    return WorkedOut(of, pay, made.lines, shares, covered, notices, made.settled)


def _too_late(of: Situation) -> tuple[Problem, ...]:
    if of.paid_later is None:
        return ()
    values = {"worker": of.first_name, "later": day_and_month(of.paid_later)}
    return (Problem("payday", "paid_on_a_later_payday", values),)


def _left_out(of: Situation) -> tuple[Problem, ...]:
    if not of.left_out:
        return ()
    values = {"worker": of.first_name, "days": span(of.left_out[0], of.left_out[-1])}
    return (Problem("period_end", "hours_no_payday_pays", values),)


def _pay(of: Situation, lines: Sequence[SlipLine], rates: Rates) -> Pay | tuple[Problem, ...]:
    inputs = _inputs(of, lines)
    if isinstance(inputs, Problem):
        return (inputs,)
    if problems := check_pay_inputs(inputs, rates):
        return problems
    pay = work_out_pay(inputs, rates)
    return check_pay(pay) or pay


def _inputs(of: Situation, lines: Sequence[SlipLine]) -> PayInputs | Problem:
    if of.tax is None:
        values = {"worker": of.first_name, "payday": long_date(of.period.payday)}
        return Problem("tax_code", "no_tax_details", values)
    code = TaxCode.read(of.tax.code)
    if isinstance(code, Problem):
        return code
    return PayInputs(
        payday=of.period.payday,
        frequency=of.period.frequency,
        code=code,
        letter=of.tax.ni_letter,
        lines=tuple(line for line in lines if line.is_pay),
        before=of.before,
        expenses=tuple(line for line in lines if not line.is_pay),
        week_one=of.tax.basis == "week_one",
    )


def _shared(pay: Pay, lines: Sequence[SlipLine], covered: Money, funders: Sequence[int]) -> PayslipShares:
    by_pay = _by_funder([line for line in lines if line.is_pay], funders)
    by_expense = _by_funder([line for line in lines if not line.is_pay], funders)
    weights = by_pay if any(by_pay) else by_expense
    components = [
        Component("gross", Goes.GROSS, pay.gross),
        Component("tax", Goes.TO_HMRC, pay.tax),
        Component("employee_ni", Goes.TO_HMRC, pay.employee_ni),
        Component("employer_ni", Goes.EMPLOYER_HMRC, pay.employer_ni),
        Component("expenses", Goes.EXPENSES, pay.expenses, tuple(part.pence for part in by_expense)),
    ]
    first = split_payslip(components, weights, funders)
    ni = tuple(part.pence for part in first.part("employer_ni"))
    allowance = Component("allowance", Goes.EMPLOYER_HMRC, -covered, ni if any(ni) else None)
    return split_payslip([*components, allowance], weights, funders)


def _by_funder(lines: Sequence[SlipLine], funders: Sequence[int]) -> tuple[Money, ...]:
    return tuple(total(line.shares[f][1] for line in lines if f in line.shares) for f in funders)


def _notices(of: Situation, pay: Pay, rates: Rates) -> tuple[Problem, ...]:
    tax = of.tax
    assert tax is not None
    who = Circumstances(of.born, tax.loan_plan, tax.postgraduate_loan)
    found = list(not_worked_out(who, pay.gross, of.period.frequency, of.period.payday, rates, ages=load_pension_ages()))
    if of.terms.holiday_method == "rolled_up":
        found.append(Problem("holiday_method", "rolled_up_not_worked_out"))
    return (*found, *_minimum_wage(of, pay, rates), *_mileage(of, pay, rates))


def _minimum_wage(of: Situation, pay: Pay, rates: Rates) -> list[Problem]:
    if of.born is None:
        return []
    age = age_on(of.born, of.period.first)
    hourly = {line.rate for line in pay.inputs.lines if line.kind in HOURLY and line.rate is not None}
    try:
        found = [below_minimum_wage(rate, age, of.period.first, rates) for rate in sorted(hourly)]
    except NoRateFor:
        return [Problem("hourly_rate", "minimum_wage_not_known", {"day": long_date(of.period.first)})]
    return [problem for problem in found if problem is not None]


def _mileage(of: Situation, pay: Pay, rates: Rates) -> list[Problem]:
    driven = [line for line in pay.inputs.expenses if line.kind == MILEAGE and line.quantity]
    over = (
        mileage_above_approved(line.amount, approved_for_ni("car", line.quantity, of.period.payday, rates))
        for line in driven
        if line.quantity is not None and line.quantity > 0
    )
    return [problem for problem in over if problem is not None]

"""Working a payday out: every payslip with its funders' shares, without keeping anything."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from carerdesk.domain.dates import day_and_month, span, tax_year_name
from carerdesk.domain.funding.components import PayslipShares
from carerdesk.domain.money import ZERO, Money, total
from carerdesk.domain.payroll.corrections import Correction
from carerdesk.domain.payroll.hmrc import allowance_used
from carerdesk.domain.payroll.pay import Pay, check_pay, check_pay_inputs, work_out_pay
from carerdesk.domain.problem import Problem
from carerdesk.domain.rates import NoRateFor, Rates
from carerdesk.domain.working import Working
from carerdesk.services.books import owner
from carerdesk.services.pay.corrections import NOTHING, waiting_for
from carerdesk.services.pay.inputs import pay_inputs
from carerdesk.services.pay.minimum_wage import not_checked, unlawful, wage_working
from carerdesk.services.pay.same_day import same_day
from carerdesk.services.pay.share_out import shared
from carerdesk.services.pay.situation import Situation, as_money, periods_of, situation
from carerdesk.services.pay.slip_lines import SlipLine
from carerdesk.services.pay.sources import every_line
from carerdesk.services.pension.assess import duty_notices, terms_missing
from carerdesk.services.pension.membership import refund_due
from carerdesk.services.rates.known import known_rates
from carerdesk.services.year_end.extra_week import extra_week, not_looked_over
from carerdesk.store import tables


@dataclass(frozen=True, slots=True)
class WorkedOut:
    """One worker's payslip, not kept yet. `shares` are in the order of `shares.funders`.

    `settled` are the payslips whose lines it puts right, `put_right` the wrong codes and letters it settles.
    """

    of: Situation
    pay: Pay
    lines: tuple[SlipLine, ...]
    shares: PayslipShares
    allowance: Money
    notices: tuple[Problem, ...]
    rates: Rates
    settled: tuple[int, ...] = ()
    put_right: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class NotReady:
    """A worker whose pay cannot be worked out yet, and why; `wage` is how it falls short of the minimum wage."""

    of: Situation
    problems: tuple[Problem, ...]
    wage: Working | None = None


@dataclass(frozen=True, slots=True)
class NothingToPay:
    """A worker with no hours, holiday or anything put right on this payday; `notices` say what waits."""

    of: Situation
    notices: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class _Payday:
    """What holds for everybody paid on the day: the year's Employment Allowance and how much of it is used."""

    funders: list[int]
    rates: Rates
    used: Money
    allowance: Money


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
    rates = known_rates(session)
    day = _Payday(
        funder_order(session), rates, allowance_used_before(session, payday), _allowance(session, payday, rates)
    )
    answers: list[WorkedOut | NotReady | NothingToPay] = []
    for one in situations(session, payday):
        answers.append(_one(session, one, day, [answer for answer in answers if isinstance(answer, WorkedOut)]))
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
    session: Session, of: Situation, day: _Payday, done: Sequence[WorkedOut]
) -> WorkedOut | NotReady | NothingToPay:
    funders, rates = day.funders, day.rates
    made = every_line(session, of, funders)
    wrong = waiting_for(session, of, rates)
    waits = bool(wrong.corrections) or bool(refund_due(session, of.worker_id, of.period.payday))
    if not made.lines and not made.problems and not waits:
        return NothingToPay(of, (*made.notices, *_left_out(of)))
    stopped = _too_late(of) or made.problems or terms_missing(session, of)
    pay = stopped or _pay(session, of, made.lines, rates, done, wrong.corrections)
    held_back: tuple[Problem, ...] = ()
    if not stopped and wrong.corrections and _is_above_pay(pay):
        wrong, held_back = NOTHING, (Problem("", "correction_waits", {"worker": of.first_name}),)
        if not made.lines:
            return NothingToPay(of, (*made.notices, *_left_out(of), *held_back))
        pay = _pay(session, of, made.lines, rates, done)
    if isinstance(pay, tuple):
        return NotReady(of, pay)
    if stops := unlawful(of, made.lines, pay, rates):
        return NotReady(of, stops, wage_working(of, made.lines, pay, rates))
    used = day.used + total(answer.allowance for answer in done)
    covered = allowance_used(used, pay.employer_ni, day.allowance)
    shares = shared(pay, made.lines, covered, funders, of.minutes_by_funder)
    notices = (*made.notices, *held_back, *_put_right(pay), *_left_out(of), *_notices(session, of, pay, rates))
    whole = pay.put_right == wrong.corrections
    return WorkedOut(of, pay, made.lines, shares, covered, notices, rates, made.settled, wrong.rows if whole else ())


def _is_above_pay(pay: Pay | tuple[Problem, ...]) -> bool:
    return isinstance(pay, tuple) and any(problem.code == "deductions_above_pay" for problem in pay)


def _put_right(pay: Pay) -> list[Problem]:
    """What is carried for earlier payslips: how much, and that the limits on taking it back are not confirmed."""
    found = []
    employee = total(one.tax + one.employee_ni for one in pay.put_right)
    if employee > ZERO:
        found.append(Problem("", "correction_taken_back", {"amount": str(employee)}))
    elif employee < ZERO:
        found.append(Problem("", "correction_given_back", {"amount": str(-employee)}))
    if pay.put_right != pay.inputs.corrections:
        found.append(Problem("", "correction_over_limit"))
    return found


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


def _pay(
    session: Session,
    of: Situation,
    lines: Sequence[SlipLine],
    rates: Rates,
    done: Sequence[WorkedOut],
    corrections: tuple[Correction, ...] = (),
) -> Pay | tuple[Problem, ...]:
    other = same_day(session, of, [(answer.of.worker_id, answer.pay) for answer in done])
    inputs = other if isinstance(other, Problem) else pay_inputs(session, of, lines, rates, other, corrections)
    if isinstance(inputs, Problem):
        return (inputs,)
    if problems := check_pay_inputs(inputs, rates):
        return problems
    pay = work_out_pay(inputs, rates)
    return check_pay(pay) or pay


def _notices(session: Session, of: Situation, pay: Pay, rates: Rates) -> tuple[Problem, ...]:
    found: list[Problem] = []
    if pay.inputs.after_leaving:
        found.append(Problem("tax_code", "paid_after_leaving", {"worker": of.first_name}))
    found.extend(_loans_and_orders(of, pay))
    found.extend((*extra_week(pay.period, of.first_name), *not_looked_over(of)))
    return (*found, *duty_notices(session, of, pay.gross, rates), *not_checked(of, rates))


def _loans_and_orders(of: Situation, pay: Pay) -> list[Problem]:
    """What an order or a loan could not have, and what rests on rules we could not confirm."""
    found = [
        Problem("", "order_takes_less", {"title": line.title, "amount": str(line.amount), "short": str(line.shortfall)})
        for line in pay.taken
        if line.shortfall
    ]
    found += [
        Problem("", "loan_takes_less", {"amount": str(loan.amount), "whole": str(loan.reduced_from)})
        for loan in pay.loan_details
        if loan.reduced_from is not None
    ]
    if pay.orders_detail:
        found.append(Problem("", "orders_not_confirmed", {"worker": of.first_name}))
    return found

"""Somebody starts: what the P45 or the starter checklist says, and the code, loans and figures that follow from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from carerdesk.domain.dates import add_months, day_and_month, long_date, tax_year_start
from carerdesk.domain.money import Money
from carerdesk.domain.payroll.tax_code import TaxCode
from carerdesk.domain.problem import Problem
from carerdesk.domain.rates import NoRateFor
from carerdesk.domain.working import Source
from carerdesk.services.books import Books, done
from carerdesk.services.joining.tax_rows import first_paid_from, keep_tax
from carerdesk.services.outcome import Outcome, Rejected
from carerdesk.services.people import choices
from carerdesk.services.people.details import Tax
from carerdesk.services.people.starter_code import StarterCode, starter_code

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

PAPERS = ("p45", "checklist", "nothing")
STATEMENTS = ("a", "b", "c", "")
UNKNOWN_PLAN = "unknown"
STARTER_LOANS = ("", "plan_1", "plan_2", "plan_4", "plan_5", UNKNOWN_PLAN)
_PLAN_5_FROM = date(2026, 4, 6)
LOAN_SOURCE = Source(
    "HMRC starter checklist from 6 April 2026, as reported by bookkeepers.org.uk and payadvice.uk",
    "https://www.gov.uk/guidance/starter-checklist-for-paye",
    confirmed=False,
)


@dataclass(frozen=True, slots=True)
class P45:
    """What parts 2 and 3 of a P45 say: boxes 4 to 7. Pay and tax are None where they are left empty."""

    left: date
    code: str
    week_one: bool = False
    pay: Money | None = None
    tax: Money | None = None
    loan: bool = False


@dataclass(frozen=True, slots=True)
class NewStart:
    """A starter's papers: one of PAPERS, what it says, and the statement and loans of the starter checklist.

    HMRC asks for the statement even where there is a P45.
    """

    first_day: date
    paper: str
    ni_letter: str
    p45: P45 | None = None
    statement: str = ""
    loan_plan: str = ""
    postgraduate_loan: bool = False


@dataclass(frozen=True, slots=True)
class FirstCode:
    """What follows from the papers: the tax details to keep, and why. `loan_reason` may be "".

    `statement` is the A, B or C that the tax details do not tell, as the code is of a P45.
    """

    tax: Tax
    code: StarterCode
    loan_reason: str = ""
    statement: str = ""


def first_code(start: NewStart, today: date) -> FirstCode | tuple[Problem, ...]:
    """The code, its basis, earlier pay and tax, and loans for a first payday; or what is wrong with the papers."""
    if problems := tuple(_check(start, today)):
        return problems
    came_from = _came_from(start)
    on_paper = _code_on(start.p45) if start.p45 else ""
    try:
        code = starter_code(came_from, start.first_day, on_paper)
    except NoRateFor:
        return (Problem("tax_from", "first_code_not_known_then", {"day": long_date(start.first_day)}),)
    if isinstance(code, Problem):
        return (code,)
    plan, reason = _loan(start)
    tax = Tax(
        start.first_day, code.code, code.basis, start.ni_letter, plan, start.postgraduate_loan, came_from=came_from
    )
    if code.brings_figures and start.p45:
        tax = replace(tax, previous_pay=start.p45.pay, previous_tax=start.p45.tax)
    if start.p45:
        tax = replace(tax, told_on=start.p45.left)
    return FirstCode(tax, code, reason, start.statement.upper() if start.p45 else "")


def keep_start(books: Books, worker_id: int, start: NewStart) -> Outcome:
    """Keep what a starter's papers say. Once a payday has left the house, only HMRC's notice changes the code."""
    found = first_code(start, books.today())
    if isinstance(found, tuple):
        return Rejected(found)
    with books.operation("", kind="people") as op:
        if problems := _paid_before(op.session, worker_id, start.first_day):
            return Rejected(problems)
        kept_id = keep_tax(op.session, worker_id, found.tax)
        _keep_statement(op.session, worker_id, start.first_day, found.statement)
        op.said = f"{_name(op.session, worker_id)} starts on tax code {_shown(found.tax)}"
    return done(op, id=kept_id)


def _keep_statement(session: Session, worker_id: int, first_day: date, statement: str) -> None:
    from carerdesk.services.filing.statements import put_statement
    from carerdesk.store.tables import Worker

    put_statement(session, worker_id, session.get_one(Worker, worker_id).started or first_day, statement)


def default_plan(day: date) -> str:
    """The plan to use where nobody knows it: plan 5 from 6 April 2026, plan 1 before."""
    return "plan_5" if day >= _PLAN_5_FROM else "plan_1"


def _came_from(start: NewStart) -> str:
    if start.paper == "p45" and start.p45:
        this_year = start.p45.left >= tax_year_start(start.first_day)
        return "p45_this_year" if this_year else "p45_last_year"
    return f"statement_{start.statement}" if start.paper == "checklist" and start.statement else "none"


def _loan(start: NewStart) -> tuple[str, str]:
    if start.loan_plan != UNKNOWN_PLAN:
        return start.loan_plan, ""
    plan = default_plan(start.first_day)
    return plan, f"loan_unknown_{plan}"


def _code_on(p45: P45) -> str:
    return f"{p45.code} X" if p45.week_one and p45.code.strip() else p45.code


def _check(start: NewStart, today: date) -> Iterator[Problem]:
    choices.known(start.paper, PAPERS)
    choices.known(start.statement, STATEMENTS)
    choices.known(start.loan_plan, STARTER_LOANS)
    choices.known(start.ni_letter, choices.NI_LETTERS)
    if start.loan_plan == "plan_5" and start.first_day < _PLAN_5_FROM:
        yield Problem("loan_plan", "plan_5_not_yet")
    if start.paper != "p45":
        return
    assert start.p45 is not None
    yield from _check_p45(start.p45, start.first_day, today)
    if start.p45.loan and not start.loan_plan:
        yield Problem("loan_plan", "p45_loan_needs_plan")


def _check_p45(p45: P45, first_day: date, today: date) -> Iterator[Problem]:
    code = TaxCode.read(_code_on(p45))
    if isinstance(code, Problem):
        yield code
        return
    oldest = add_months(tax_year_start(first_day), -12)
    if p45.left > max(today, first_day):
        yield Problem("left_earlier", "p45_left_in_future")
    elif p45.left < oldest:
        yield Problem("left_earlier", "p45_too_old", {"oldest": long_date(oldest)})
    elif p45.left >= tax_year_start(first_day):
        yield from _figures(p45, week_one=code.week_one)


def _figures(p45: P45, *, week_one: bool) -> Iterator[Problem]:
    if not week_one and p45.pay is None:
        yield Problem("earlier_pay", "p45_pay_missing")
    if not week_one and p45.tax is None:
        yield Problem("earlier_tax", "p45_tax_missing")
    for field, amount in (("earlier_pay", p45.pay), ("earlier_tax", p45.tax)):
        if amount is not None and amount.pence < 0:
            yield Problem(field, "p45_below_nothing")
    if p45.pay is not None and p45.tax is not None and p45.tax > p45.pay:
        yield Problem("earlier_tax", "p45_tax_above_pay", {"pay": str(p45.pay)})


def _paid_before(session: Session, worker_id: int, first_day: date) -> tuple[Problem, ...]:
    paid = first_paid_from(session, worker_id, first_day)
    return () if paid is None else (Problem("", "start_after_first_pay", {"payday": day_and_month(paid)}),)


def _shown(tax: Tax) -> str:
    return f"{tax.code} W1/M1" if tax.basis == "week_one" else tax.code


def _name(session: Session, worker_id: int) -> str:
    from carerdesk.store.tables import Worker

    return session.get_one(Worker, worker_id).name

"""What if: a usual pay period with other hours, another rate, tax code or frequency. Nothing is ever kept.

Both sides are worked out on their own, week 1/month 1, so that they can be compared whatever the year has brought so
far; the payday itself may take more or less tax as the year catches up.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from sqlalchemy.orm import Session

from carerdesk.domain.funding.components import Component, Goes, split_payslip
from carerdesk.domain.money import Money
from carerdesk.domain.payroll.frequency import Frequency
from carerdesk.domain.payroll.gross_from_net import gross_for
from carerdesk.domain.payroll.pay import Item, Pay, PayInputs, check_pay, check_pay_inputs, hours_item, work_out_pay
from carerdesk.domain.payroll.rounding import pay_penny
from carerdesk.domain.payroll.tax_code import TaxCode
from carerdesk.domain.problem import Problem
from carerdesk.services.books import Books
from carerdesk.services.outcome import Rejected
from carerdesk.services.pay.periods import PayPeriod
from carerdesk.services.pay.usual_week import NORMAL, usual_week
from carerdesk.services.pay.work_out import funder_order
from carerdesk.services.pension.membership import terms_for
from carerdesk.services.people.read import contract_at, list_workers, rates_at, tax_details_at
from carerdesk.services.rates.known import known_rates
from carerdesk.store import tables

FIGURES: Final = (
    "gross", "tax", "employee_ni", "student_loan", "postgraduate_loan", "pension", "net", "employer_ni",
    "employer_pension", "cost",
)  # fmt: skip
A_YEAR: Final = {Frequency.WEEKLY: 52, Frequency.FORTNIGHTLY: 26, Frequency.FOUR_WEEKLY: 13, Frequency.MONTHLY: 12}


@dataclass(frozen=True, slots=True)
class Terms:
    """What can be changed: minutes a week at the normal rate, pounds an hour, the code as written, and how often paid.

    `funder_id` is who would pay for hours beyond the usual ones; None: as the others are shared.
    """

    weekly_minutes: int
    rate: Decimal
    code: str
    frequency: Frequency
    funder_id: int | None = None


@dataclass(frozen=True, slots=True)
class Usual:
    """A worker's terms as they are, with what other work brings in a week; `weeks` as in UsualWeek."""

    worker_id: int
    name: str
    terms: Terms
    other_pay: Decimal
    weeks: Decimal | None
    funders: tuple[tuple[int, str, str], ...]

    @property
    def first_name(self) -> str:
        """What to call them in a sentence."""
        return self.name.split(" ", maxsplit=1)[0]


@dataclass(frozen=True, slots=True)
class Side:
    """One usual pay period: its figures by name, what it costs in a year, and each funder's part of the cost."""

    terms: Terms
    pay: Pay
    figures: Mapping[str, Money]
    a_year: Money
    by_funder: Mapping[int, Money]


@dataclass(frozen=True, slots=True)
class WhatIf:
    """As it is, and as it would be."""

    now: Side
    then: Side


def everybody(books: Books) -> tuple[tuple[int, str], ...]:
    """Whom it can be asked for: PAs who are paid through PAYE and still work."""
    today = books.today()
    return tuple((one.id, one.name) for one in list_workers(books, today) if one.kind == "employee")


def usual(books: Books, worker_id: int) -> Usual | Rejected:
    """A worker's usual terms, or what is missing to say them: a contract, a rate, a tax code."""
    with books.reading() as session:
        return _usual(session, worker_id, books.today())


def _usual(session: Session, worker_id: int, today: date) -> Usual | Rejected:
    row = session.get_one(tables.Worker, worker_id)
    name = row.name
    contract, tax = contract_at(session, worker_id, today), tax_details_at(session, worker_id, today)
    rate = rates_at(session, worker_id, today).get(NORMAL)
    if contract is None or tax is None or rate is None:
        return Rejected((Problem("", "what_if_lacks", {"worker": name.split(" ", maxsplit=1)[0]}),))
    week = usual_week(session, worker_id, today)
    minutes = int(week.minutes.to_integral_value(ROUND_HALF_UP))
    terms = Terms(minutes, rate, tax.code, Frequency(contract.frequency))
    return Usual(worker_id, name, terms, week.other_pay, week.weeks, _funders(session))


def _funders(session: Session) -> tuple[tuple[int, str, str], ...]:
    from carerdesk.services.hours.choices import tone_of

    rows = [session.get_one(tables.Funder, each) for each in funder_order(session)]
    return tuple((row.id, row.short_name, tone_of(row.kind)) for row in rows)


def what_if(books: Books, worker_id: int, then: Terms) -> WhatIf | Rejected:
    """The usual period as it is and as it would be with `then`.

    Rejected where a code cannot be read, no rate is known for today, or more would be taken off than is paid.
    """
    with books.reading() as session:
        known = _usual(session, worker_id, books.today())
        if isinstance(known, Rejected):
            return known
        weights = dict(usual_week(session, worker_id, books.today()).by_funder)
        sides = [_side(session, known, each, weights, books.today()) for each in (known.terms, then)]
    now, other = sides
    if isinstance(now, Rejected):
        return now
    return other if isinstance(other, Rejected) else WhatIf(now, other)


def take_home(books: Books, worker_id: int, terms: Terms, net: Money) -> Pay | Rejected:
    """The gross pay of one period that leaves this take-home pay on these terms."""
    with books.reading() as session:
        rates = known_rates(session)
        inputs = _inputs(session, worker_id, terms, (), books.today())
        if isinstance(inputs, Problem):
            return Rejected((inputs,))
        if problems := check_pay_inputs(inputs, rates):
            return Rejected(problems)
        found = gross_for(net, inputs, rates)
    return found or Rejected((Problem("net", "take_home_beyond_reach", {"net": str(net)}),))


def _side(session: Session, known: Usual, terms: Terms, weights: Mapping[int, int], today: date) -> Side | Rejected:
    inputs = _inputs(session, known.worker_id, terms, _lines(known, terms), today)
    if isinstance(inputs, Problem):
        return Rejected((inputs,))
    rates = known_rates(session)
    if problems := check_pay_inputs(inputs, rates):
        return Rejected(problems)
    pay = work_out_pay(inputs, rates)
    if problems := check_pay(pay):
        return Rejected(problems)
    figures = {figure: getattr(pay, figure) for figure in FIGURES}
    shares = _shares(pay.cost, known, terms, weights)
    return Side(terms, pay, figures, Money(pay.cost.pence * A_YEAR[terms.frequency]), shares)


def _weeks(frequency: Frequency) -> Decimal:
    return Decimal(52) / A_YEAR[frequency]


def _lines(known: Usual, terms: Terms) -> tuple[Item, ...]:
    weeks = _weeks(terms.frequency)
    minutes = int((terms.weekly_minutes * weeks).to_integral_value(ROUND_HALF_UP))
    lines = [hours_item(NORMAL, "Hours", minutes, terms.rate)]
    if known.other_pay:
        lines.append(Item("other", "Other work", Money.of(pay_penny(known.other_pay * weeks))))
    return tuple(lines)


def _inputs(
    session: Session, worker_id: int, terms: Terms, lines: tuple[Item, ...], today: date
) -> PayInputs | Problem:
    code = TaxCode.read(terms.code)
    if isinstance(code, Problem):
        return replace(code, field="code")
    tax = tax_details_at(session, worker_id, today)
    assert tax is not None
    return PayInputs(
        payday=today,
        frequency=terms.frequency,
        code=code,
        letter=tax.ni_letter,
        lines=lines,
        week_one=True,
        loan_plan=tax.loan_plan,
        postgraduate_loan=tax.postgraduate_loan,
        pension=terms_for(session, worker_id, PayPeriod(today, today, today, terms.frequency)),
    )


def _shares(cost: Money, known: Usual, terms: Terms, weights: Mapping[int, int]) -> Mapping[int, Money]:
    """Each funder's part of the cost: the usual hours as they were shared lately, those beyond as asked for."""
    funders = [funder for funder, _, _ in known.funders]
    lasting = min(terms.weekly_minutes, known.terms.weekly_minutes)
    before = lasting * terms.rate / 60 + known.other_pay
    extra = max(terms.weekly_minutes - known.terms.weekly_minutes, 0) * terms.rate / 60
    whole = sum(weights.values())
    usual_part = [Decimal(weights.get(f, 0)) / whole if whole else Decimal(at == 0) for at, f in enumerate(funders)]
    by_weight = [before * part for part in usual_part]
    if terms.funder_id in funders:
        by_weight[funders.index(terms.funder_id)] += extra
    weighed = [Money(int((each * 100).to_integral_value(ROUND_HALF_UP))) for each in by_weight]
    if not any(weighed):
        weighed = [Money(int(at == 0)) for at in range(len(funders))]
    parts = split_payslip([Component("cost", Goes.GROSS, cost)], weighed, funders).part("cost")
    return dict(zip(funders, parts, strict=True))

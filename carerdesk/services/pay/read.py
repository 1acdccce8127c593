"""A payday as the screens show it, before and after it is agreed."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from carerdesk.catalogue.words import problem_words
from carerdesk.domain.dates import span
from carerdesk.domain.funding.signs import COST, MINUS
from carerdesk.domain.money import ZERO, Money, total
from carerdesk.domain.payroll.pay import Pay
from carerdesk.domain.problem import Problem
from carerdesk.domain.working import Line, Source, Working
from carerdesk.services.books import Books
from carerdesk.services.hours.choices import tone_of
from carerdesk.services.pay.leaving import runs_of, slips_of, ways_out
from carerdesk.services.pay.length import SLEEP_IN, Length, length_of, together
from carerdesk.services.pay.questions import compared, kept_questions
from carerdesk.services.pay.situation import Situation
from carerdesk.services.pay.work_out import NothingToPay, NotReady, WorkedOut, work_out
from carerdesk.services.pay.workings import workings_of
from carerdesk.store import tables

TAKEN = ("tax", "employee_ni", "student_loan", "postgraduate_loan", "pension", "deductions")
"""What comes off the pay, in the payslip's order; deductions are all that orders and agreements take."""
GIVEN = ("gross", "expenses", "net", "employer_ni", "employer_pension")
LENGTHS = {"weekly": "One week", "fortnightly": "Two weeks", "four_weekly": "Four weeks", "monthly": "One month"}


@dataclass(frozen=True, slots=True)
class FunderPart:
    """What one funder pays of a cost, component by component."""

    funder_id: int
    short_name: str
    tone: str
    amount: Money
    components: Mapping[str, Money]


@dataclass(frozen=True, slots=True)
class Stop:
    """What keeps somebody from being paid: the words, and where it is put right ("rate", "tax_code", "shares", …)."""

    words: str
    field: str
    code: str


@dataclass(frozen=True, slots=True)
class Column:
    """One worker on a payday.

    `figures` are the payslip's columns by their names, with `employer_ni_left` after the allowance and `cost`; what
    is taken off the pay, the allowance and what HMRC gives back are minus. `workings` say how they were worked out,
    by the same names, "line_2" and "deduction_0"; `taken` are the lines that orders and agreements take, `lines` those
    of pay. `problems` keep it from being worked out.
    """

    worker_id: int
    name: str
    code: str
    first: date
    last: date
    frequency: str
    length: Length
    unconfirmed: int
    figures: Mapping[str, Money] = field(default_factory=dict)
    workings: Mapping[str, Working] = field(default_factory=dict)
    lines: tuple[tuple[str, Money], ...] = ()
    taken: tuple[tuple[str, Money], ...] = ()
    expenses: tuple[tuple[str, Money], ...] = ()
    funders: tuple[FunderPart, ...] = ()
    notices: tuple[str, ...] = ()
    problems: tuple[Stop, ...] = ()
    payslip_id: int | None = None
    way_out: str = ""
    compared: str = ""

    @property
    def first_name(self) -> str:
        """What to call them in a sentence."""
        return self.name.split(" ", maxsplit=1)[0]

    @property
    def hours(self) -> str:
        """80 h + 8 h holiday + 2 nights."""
        return self.length.text


@dataclass(frozen=True, slots=True)
class PaydayView:
    """A payday: a column for each worker, and who has nothing to be paid with what waits for them."""

    payday: date
    columns: tuple[Column, ...]
    nothing: tuple[tuple[str, tuple[str, ...]], ...]
    agreed: bool
    filed_on: date | None

    @property
    def ready(self) -> bool:
        """Whether it can be agreed now."""
        return bool(self.columns) and not any(column.problems or column.unconfirmed for column in self.columns)

    @property
    def left(self) -> bool:
        """Whether a payslip has left the house."""
        return any(column.way_out for column in self.columns)

    @property
    def paid(self) -> tuple[Column, ...]:
        """The columns with figures."""
        return tuple(column for column in self.columns if column.figures)

    @property
    def hours(self) -> str:
        """All hours, holiday and nights."""
        return together(column.length for column in self.columns).text

    @property
    def length(self) -> str:
        """Four weeks to 22 November 2026; the days alone where the PAs are paid for different ones."""
        lengths = {(column.frequency, column.last) for column in self.columns}
        if len(lengths) != 1:
            return "Each PA’s own period" if self.columns else ""
        ((frequency, last),) = lengths
        return f"{LENGTHS[frequency]} to {span(last, last)}"

    def total_of(self, figure: str) -> Money:
        """One figure over all workers."""
        return total(column.figures[figure] for column in self.paid)


def payday_view(books: Books, payday: date) -> PaydayView:
    """The payday: as it was kept, else worked out now."""
    questions = kept_questions(books, payday)
    with books.reading() as session:
        funders = _funders(session)
        kept = _kept_columns(session, payday, funders)
        answers = work_out(session, payday)
        asked = [_column(session, a, funders, questions) for a in answers if isinstance(a, WorkedOut | NotReady)]
        nothing = tuple((a.of.first_name, _words(a.notices)) for a in answers if isinstance(a, NothingToPay))
        filed = [run.filed_on for run in runs_of(session, payday) if run.filed_on is not None]
        return PaydayView(payday, (*kept, *asked), nothing, bool(kept) and not asked, min(filed, default=None))


def _words(problems: Iterable[Problem]) -> tuple[str, ...]:
    return tuple(problem_words(problem) for problem in problems)


def _funders(session: Session) -> dict[int, tables.Funder]:
    rows = session.scalars(select(tables.Funder).order_by(tables.Funder.position, tables.Funder.id))
    return {row.id: row for row in rows}


def _column(
    session: Session, answer: WorkedOut | NotReady, funders: Mapping[int, tables.Funder], kept: Mapping[int, str]
) -> Column:
    of = answer.of
    shown = Column(
        of.worker_id, of.name, of.tax.code if of.tax else "", of.period.first, of.period.last,
        of.period.frequency.value, Length(_minutes(of), nights=_nights(of)), of.unconfirmed,
    )  # fmt: skip
    if isinstance(answer, NotReady):
        stops = tuple(Stop(problem_words(problem), problem.field, problem.code) for problem in answer.problems)
        return replace(shown, problems=stops, workings={"minimum_wage": answer.wage} if answer.wage else {})
    pay = answer.pay
    question = compared(session, of, answer.lines)
    return replace(
        shown,
        code=_code_shown(pay.inputs.code.text, week_one=pay.inputs.week_one or pay.inputs.code.week_one),
        length=length_of(answer.lines),
        figures=_figures(pay, answer.allowance),
        workings=workings_of(answer),
        lines=tuple((line.title, line.amount) for line in answer.lines),
        taken=tuple((line.title, line.amount) for line in pay.taken),
        expenses=tuple((line.title, line.amount) for line in answer.lines if not line.is_pay),
        funders=_parts(funders, _shares_worked_out(answer)),
        notices=_words(answer.notices),
        compared="" if kept.get(of.worker_id) == question else question,
    )


def _code_shown(code: str, *, week_one: bool) -> str:
    return f"{code} W1/M1" if week_one else code


def _minutes(of: Situation) -> int:
    return sum(
        shift.called_out_minutes if shift.kind.value == SLEEP_IN else shift.elapsed_minutes - shift.break_minutes
        for shift in of.shifts
    )


def _nights(of: Situation) -> int:
    return sum(shift.kind.value == SLEEP_IN for shift in of.shifts)


def _figures(of: Pay | tables.Payslip, allowance: Money) -> dict[str, Money]:
    """The same figures of a pay that is worked out and of a payslip that is kept: their names are the same."""
    found: dict[str, Money] = {figure: getattr(of, figure) for figure in GIVEN}
    found |= {figure: -getattr(of, figure) for figure in TAKEN}
    found |= {"allowance": -allowance, "recovered": -of.recovered}
    found["employer_ni_left"] = of.employer_ni - allowance
    found["cost"] = total(found[figure] for figure in COST)
    return found


def _shares_worked_out(answer: WorkedOut) -> dict[int, dict[str, Money]]:
    shares: dict[int, dict[str, Money]] = defaultdict(dict)
    for component in answer.shares.components:
        for funder, part in zip(answer.shares.funders, component.parts, strict=True):
            shares[funder][component.code] = part
    return shares


def _parts(funders: Mapping[int, tables.Funder], shares: Mapping[int, Mapping[str, Money]]) -> tuple[FunderPart, ...]:
    found = [
        (row, {code: amount for code, amount in shares.get(row.id, {}).items() if amount}) for row in funders.values()
    ]
    return tuple(
        FunderPart(row.id, row.short_name, tone_of(row.kind), _cost(parts), parts) for row, parts in found if parts
    )


def _cost(parts: Mapping[str, Money]) -> Money:
    """What the parts of a payslip cost: the pay and all on top, less what comes off it (here as minus)."""
    return total(parts.get(code, ZERO) for code in COST)


def _kept_columns(session: Session, payday: date, funders: Mapping[int, tables.Funder]) -> list[Column]:
    slips = slips_of(session, payday)
    ways = ways_out(session, [slip.id for slip in slips])
    return [_kept_column(session, slip, funders, ways.get(slip.id, "")) for slip in slips]


def _kept_column(session: Session, slip: tables.Payslip, funders: Mapping[int, tables.Funder], way: str) -> Column:
    lines = lines_of(session, slip.id)
    kept = json.loads(slip.working)
    return Column(
        slip.worker_id,
        session.get_one(tables.Worker, slip.worker_id).name,
        _code_shown(slip.code, week_one=slip.basis != "cumulative"),
        slip.first_day,
        slip.last_day,
        slip.frequency,
        length_of(lines),
        0,
        _figures(slip, slip.allowance),
        {figure: _read_working(working) for figure, working in kept["figures"].items()},
        tuple((line.title, line.amount) for line in lines),
        tuple((row.title, row.amount) for row in deductions_of(session, slip.id)),
        tuple((line.title, line.amount) for line in lines if not line.is_pay),
        _parts(funders, _kept_shares(session, slip.id)),
        tuple(kept["notices"]),
        payslip_id=slip.id,
        way_out=way,
    )


def kept_working(slip: tables.Payslip, figure: str) -> Working:
    """A working as it was kept with its payslip."""
    return _read_working(json.loads(slip.working)["figures"][figure])


def _read_working(kept: Mapping[str, Any]) -> Working:
    return Working(
        kept["title"],
        tuple(Line(*line) for line in kept["lines"]),
        tuple(Source(*source) for source in kept["sources"]),
        tuple(kept["notes"]),
    )


def lines_of(session: Session, payslip_id: int) -> Sequence[tables.PayslipLine]:
    """A payslip’s lines in their order."""
    line = tables.PayslipLine
    return session.scalars(select(line).where(line.payslip_id == payslip_id).order_by(line.position)).all()


def deductions_of(session: Session, payslip_id: int) -> Sequence[tables.PayslipDeduction]:
    """What orders and agreements took from a payslip, in their order."""
    row = tables.PayslipDeduction
    return session.scalars(select(row).where(row.payslip_id == payslip_id).order_by(row.position)).all()


def _kept_shares(session: Session, payslip_id: int) -> dict[int, dict[str, Money]]:
    shares: dict[int, dict[str, Money]] = defaultdict(dict)
    for row in session.scalars(select(tables.PayslipShare).where(tables.PayslipShare.payslip_id == payslip_id)):
        shares[row.funder_id][row.component] = -row.amount if row.component in MINUS else row.amount
    return shares


def costs_by_funder(session: Session, payslip_id: int) -> dict[int, Money]:
    """Each funder’s share of what a payslip costs: the pay and all on top of it, less what comes off that."""
    return {funder: _cost(parts) for funder, parts in _kept_shares(session, payslip_id).items()}

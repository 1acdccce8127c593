"""A payday as the screens show it, before and after it is agreed."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from carerdesk.catalogue.words import problem_words
from carerdesk.domain.dates import span
from carerdesk.domain.hours.shift import hours_text
from carerdesk.domain.money import ZERO, Money, total
from carerdesk.domain.working import Line, Source, Working
from carerdesk.services.books import Books, owner
from carerdesk.services.hours.week import tone_of
from carerdesk.services.pay.situation import Situation, periods_of
from carerdesk.services.pay.work_out import NotReady, WorkedOut, work_out
from carerdesk.store import tables

FIGURES = ("gross", "tax", "employee_ni", "expenses", "net", "employer_ni", "allowance", "cost")
AHEAD = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class FunderPart:
    """What one funder pays of a cost."""

    funder_id: int
    short_name: str
    tone: str
    amount: Money


@dataclass(frozen=True, slots=True)
class Column:
    """One worker on a payday. `figures` holds each of FIGURES; `problems` keep it from being worked out."""

    worker_id: int
    name: str
    code: str
    period: str
    hours: str
    unconfirmed: int
    figures: Mapping[str, Money]
    funders: tuple[FunderPart, ...]
    notices: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    payslip_id: int | None = None
    compared: str = ""

    @property
    def first_name(self) -> str:
        """What to call them in a sentence."""
        return self.name.split(" ", maxsplit=1)[0]


@dataclass(frozen=True, slots=True)
class PaydayView:
    """A payday: a column for each worker. `left` is True once a payslip has left the house."""

    payday: date
    columns: tuple[Column, ...]
    nothing: tuple[str, ...]
    agreed: bool
    left: bool
    run_id: int | None

    @property
    def ready(self) -> bool:
        """Whether it can be agreed now."""
        return bool(self.columns) and not any(column.problems or column.unconfirmed for column in self.columns)

    def total_of(self, figure: str) -> Money:
        """One figure over all workers."""
        return total(column.figures[figure] for column in self.columns if figure in column.figures)


@dataclass(frozen=True, slots=True)
class PaydayRow:
    """A payday in the list: coming, due or agreed."""

    payday: date
    names: tuple[str, ...]
    agreed: bool
    net: Money | None


def payday_view(books: Books, payday: date) -> PaydayView:
    """The payday: as it was kept, else worked out now."""
    with books.reading() as session:
        kept = _kept_columns(session, payday)
        answers = work_out(session, payday)
        columns = [_column(session, answer) for answer in answers if isinstance(answer, WorkedOut | NotReady)]
        nothing = tuple(a.of.first_name for a in answers if not isinstance(a, WorkedOut | NotReady))
        slips = _slips(session, payday)
        return PaydayView(
            payday,
            (*kept, *columns),
            nothing,
            agreed=bool(kept) and not columns,
            left=any(slip.left_at is not None for slip in slips),
            run_id=slips[0].pay_run_id if slips else None,
        )


def figure_working(books: Books, payday: date, worker_id: int, figure: str) -> Working | None:
    """How a figure of a payday came about; None for a figure that is a plain sum."""
    with books.reading() as session:
        for slip in _slips(session, payday):
            if slip.worker_id == worker_id:
                return _kept_working(slip, figure)
        for answer in work_out(session, payday):
            if isinstance(answer, WorkedOut) and answer.of.worker_id == worker_id:
                return _working(answer, figure)
    return None


def _working(answer: WorkedOut, figure: str) -> Working | None:
    if figure in ("gross", "tax", "employee_ni", "employer_ni", "net"):
        return answer.pay.working(figure)
    if figure == "allowance":
        return _allowance_working(answer.pay.employer_ni, answer.allowance)
    return None


def _allowance_working(employer_ni: Money, used: Money) -> Working:
    lines = (
        Line("Employer’s National Insurance", str(employer_ni)),
        Line("Covered by the Employment Allowance", str(-used)),
        Line("Left to pay", str(employer_ni - used), strong=True),
    )
    address = "https://www.gov.uk/claim-employment-allowance"
    return Working("Employment Allowance", lines, (Source("GOV.UK, Employment Allowance", address),))


def _kept_working(slip: tables.Payslip, figure: str) -> Working | None:
    if figure == "allowance":
        return _allowance_working(slip.employer_ni, slip.allowance)
    kept = json.loads(slip.working)["figures"].get(figure)
    if kept is None:
        return None
    return Working(
        kept["title"],
        tuple(Line(*line) for line in kept["lines"]),
        tuple(Source(*source) for source in kept["sources"]),
        tuple(kept["notes"]),
    )


def _slips(session: Session, payday: date) -> list[tables.Payslip]:
    here = owner(session)
    wanted = select(tables.Payslip).where(tables.Payslip.payday == payday, tables.Payslip.person_id == here.person_id)
    return list(session.scalars(wanted.order_by(tables.Payslip.id)))


def _funders(session: Session) -> dict[int, tables.Funder]:
    rows = session.scalars(select(tables.Funder).order_by(tables.Funder.position, tables.Funder.id))
    return {row.id: row for row in rows}


def _parts(funders: Mapping[int, tables.Funder], amounts: Mapping[int, Money]) -> tuple[FunderPart, ...]:
    return tuple(
        FunderPart(row.id, row.short_name, tone_of(row.kind), amounts[row.id])
        for row in funders.values()
        if amounts.get(row.id)
    )


def _column(session: Session, answer: WorkedOut | NotReady) -> Column:
    of = answer.of
    shown = Column(
        of.worker_id, of.name, of.tax.code if of.tax else "", span(of.period.first, of.period.last),
        _hours(of), of.unconfirmed, {}, (),
    )  # fmt: skip
    if isinstance(answer, NotReady):
        return _replaced(shown, problems=tuple(problem_words(problem) for problem in answer.problems))
    pay = answer.pay
    figures = {
        "gross": pay.gross, "tax": -pay.tax, "employee_ni": -pay.employee_ni, "expenses": pay.expenses,
        "net": pay.net, "employer_ni": pay.employer_ni, "allowance": -answer.allowance,
        "cost": pay.cost - answer.allowance,
    }  # fmt: skip
    amounts = dict(zip(answer.shares.funders, answer.shares.cost, strict=True))
    return _replaced(
        shown,
        code=pay.inputs.code.shown,
        figures=figures,
        funders=_parts(_funders(session), amounts),
        notices=tuple(problem_words(notice) for notice in answer.notices),
        compared=_compared(session, of, sum(line.minutes or 0 for line in answer.lines)),
    )


def _replaced(column: Column, **changes: object) -> Column:
    from dataclasses import replace

    return replace(column, **changes)  # type: ignore[arg-type] # each is a field of Column


def _hours(of: Situation) -> str:
    nights = sum(shift.kind.value == "sleep_in" for shift in of.shifts)
    minutes = sum(shift.elapsed_minutes - shift.break_minutes for shift in of.shifts if shift.kind.value != "sleep_in")
    awake = sum(shift.called_out_minutes for shift in of.shifts if shift.kind.value == "sleep_in")
    words = hours_text(minutes + awake)
    return f"{words} + {nights} night{'s' if nights > 1 else ''}" if nights else words


def _compared(session: Session, of: Situation, minutes: int) -> str:
    """A question where this is much more or less than last time: a quarter, and two hours at least."""
    slip = tables.Payslip
    wanted = select(slip.paid_minutes).where(slip.worker_id == of.worker_id, slip.payday < of.period.payday)
    last = session.scalars(wanted.order_by(slip.payday.desc()).limit(1)).first()
    if last is None or abs(minutes - last) < max(120, last // 4):
        return ""
    word = "more" if minutes > last else "less"
    return f"{of.first_name} has {hours_text(abs(minutes - last))} {word} than last time. Is it right?"


def _kept_columns(session: Session, payday: date) -> list[Column]:
    funders = _funders(session)
    found = []
    for slip in _slips(session, payday):
        name = session.get_one(tables.Worker, slip.worker_id).name
        figures = {
            "gross": slip.gross, "tax": -slip.tax, "employee_ni": -slip.employee_ni, "expenses": slip.expenses,
            "net": slip.net, "employer_ni": slip.employer_ni, "allowance": -slip.allowance,
            "cost": slip.gross + slip.expenses + slip.employer_ni - slip.allowance,
        }  # fmt: skip
        code = slip.code if slip.basis == "cumulative" else f"{slip.code} W1/M1"
        found.append(
            Column(
                slip.worker_id,
                name,
                code,
                span(slip.first_day, slip.last_day),
                hours_text(slip.paid_minutes),
                0,
                figures,
                _parts(funders, costs_by_funder(session, slip.id)),
                tuple(json.loads(slip.working)["notices"]),
                (),
                slip.id,
            )
        )
    return found


def costs_by_funder(session: Session, payslip_id: int) -> dict[int, Money]:
    """Each funder's share of what a payslip costs: gross, expenses and employer's NI, less the allowance."""
    sums: dict[int, Money] = defaultdict(lambda: ZERO)
    share = tables.PayslipShare
    for row in session.scalars(select(share).where(share.payslip_id == payslip_id)):
        if row.component in ("gross", "expenses", "employer_ni"):
            sums[row.funder_id] += row.amount
        elif row.component == "allowance":
            sums[row.funder_id] -= row.amount
    return dict(sums)


def next_paydays(session: Session, today: date, ahead: timedelta = AHEAD) -> dict[date, tuple[str, ...]]:
    """Paydays not paid yet, up to some days ahead, with the names on them; at most the last three missed ones each."""
    here = owner(session)
    worker = tables.Worker
    wanted = select(worker).where(worker.person_id == here.person_id, worker.kind == "employee").order_by(worker.name)
    found: dict[date, list[str]] = defaultdict(list)
    for row in session.scalars(wanted):
        for payday in _open_paydays(session, row, today + ahead):
            found[payday].append(row.name.split()[0])
    return {payday: tuple(names) for payday, names in sorted(found.items())}


def _open_paydays(session: Session, row: tables.Worker, until: date) -> list[date]:
    slip = tables.Payslip
    last_paid = session.scalars(
        select(slip.payday).where(slip.worker_id == row.id).order_by(slip.payday.desc()).limit(1)
    ).first()
    periods = [p for p in periods_of(session, row.id, until) if last_paid is None or p.payday > last_paid]
    mine = [p for p in periods if row.left is None or p.first <= row.left]
    return [p.payday for p in mine if _has_work(session, row.id, p.first, p.last) or p.last >= until - AHEAD]


def _has_work(session: Session, worker_id: int, first: date, last: date) -> bool:
    shift = tables.Shift
    wanted = select(shift.id).where(shift.worker_id == worker_id, shift.day >= first, shift.day <= last).limit(1)
    return session.scalar(wanted) is not None


def payday_list(books: Books, *, most: int = 60) -> tuple[PaydayRow, ...]:
    """Paydays to come and those agreed, the newest first."""
    with books.reading() as session:
        here = owner(session)
        coming = [PaydayRow(d, names, False, None) for d, names in next_paydays(session, books.today()).items()]
        slip, worker = tables.Payslip, tables.Worker
        rows = session.execute(
            select(slip.payday, worker.name, slip.net)
            .join(worker, worker.id == slip.worker_id)
            .where(slip.person_id == here.person_id)
            .order_by(slip.payday.desc(), worker.name)
            .limit(most * 5)
        )
        past: dict[date, list[tuple[str, Money]]] = defaultdict(list)
        for payday, name, net in rows:
            past[payday].append((name.split()[0], net))
        done = [
            PaydayRow(d, tuple(name for name, _ in found), True, total(net for _, net in found))
            for d, found in past.items()
        ]
        return tuple(sorted([*coming, *done], key=lambda row: row.payday, reverse=True))[:most]

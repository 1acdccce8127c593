"""Agreeing a payday: its payslips are kept, with what they were worked out from."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import fields
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from carerdesk.catalogue.words import problem_words
from carerdesk.domain.dates import day_and_month, tax_year_name
from carerdesk.domain.funding.signs import MINUS
from carerdesk.domain.money import total
from carerdesk.domain.payroll.orders import Deduction
from carerdesk.domain.payroll.pay import Pay, PayInputs
from carerdesk.domain.problem import Problem
from carerdesk.domain.working import Working
from carerdesk.services.books import Books, Owner, done, owner
from carerdesk.services.money.owed import Key, Kind
from carerdesk.services.money.shares import reshare
from carerdesk.services.outcome import Outcome, Rejected
from carerdesk.services.pay.corrections import kept
from carerdesk.services.pay.hmrc import ensure_period
from carerdesk.services.pay.inputs import WEEK_ONE
from carerdesk.services.pay.situation import IN_LINES
from carerdesk.services.pay.slip_lines import SlipLine
from carerdesk.services.pay.sources import settle
from carerdesk.services.pay.work_out import NothingToPay, NotReady, WorkedOut, work_out
from carerdesk.services.pay.workings import workings_of
from carerdesk.services.pension.pay_over import pass_on
from carerdesk.services.people.rows import columns
from carerdesk.store import tables

AS_PAID = (
    "gross", "taxable", "niable", "tax", "employee_ni", "employer_ni", "student_loan", "postgraduate_loan", "pension",
    "employer_pension", "recovered", "deductions", "expenses", "net",
)  # fmt: skip
"""The columns of a payslip that are figures of its pay, by the same name."""


def agree_payday(books: Books, payday: date) -> Outcome:
    """Keep every payslip of a payday. It can be undone until one of them has left the house."""
    with books.operation(f"Pay agreed for {day_and_month(payday)}", kind="pay") as op:
        found = agree_in(op.session, payday, books.now())
        if isinstance(found, Rejected):
            return found
        run_id, ready = found
        names = ", ".join(answer.of.first_name for answer in ready)
        take_home = total(answer.pay.net for answer in ready)
        op.said = f"Pay agreed for {day_and_month(payday)}: {names}, {take_home} take-home"
    return done(op, id=run_id)


def agree_in(session: Session, payday: date, now: datetime) -> tuple[int, Sequence[WorkedOut]] | Rejected:
    """Keep every payslip of a payday within an operation: the pay run's number and what was kept."""
    answers = work_out(session, payday)
    if problems := _problems(answers):
        return Rejected(problems)
    ready = [answer for answer in answers if isinstance(answer, WorkedOut)]
    if not ready:
        return Rejected((Problem("", "nobody_to_pay", {"payday": day_and_month(payday)}),))
    keys = owner(session)
    period = ensure_period(session, keys, payday)
    run = tables.PayRun(**keys.keys(), payday=payday, agreed_at=now, hmrc_period_id=period.id)
    session.add(run)
    session.flush()
    for answer in ready:
        _keep(session, keys, run.id, answer)
    pass_on(session, keys, run.id)
    reshare(session, [Key(Kind.HMRC, period.id)])
    return run.id, ready


def _problems(answers: list[WorkedOut | NotReady | NothingToPay]) -> tuple[Problem, ...]:
    found: list[Problem] = []
    for answer in answers:
        if isinstance(answer, NotReady):
            found.extend(answer.problems)
        elif answer.of.unconfirmed:
            values = {"worker": answer.of.first_name, "count": str(answer.of.unconfirmed)}
            found.append(Problem("", "hours_not_confirmed", values))
    return tuple(each for at, each in enumerate(found) if each not in found[:at])


def _keep(session: Session, keys: Owner, run_id: int, answer: WorkedOut) -> None:
    slip = _payslip(keys, run_id, answer)
    session.add(slip)
    session.flush()
    for position, line in enumerate(answer.lines):
        _keep_line(session, keys, slip.id, position, line)
    session.add_all(_deduction(keys, slip.id, at, line) for at, line in enumerate(answer.pay.taken))
    for component in answer.shares.components:
        for funder, part in zip(answer.shares.funders, component.parts, strict=True):
            if part:
                amount = -part if component.code in MINUS else part
                share = tables.PayslipShare(
                    **keys.keys(), payslip_id=slip.id, funder_id=funder, component=component.code, amount=amount
                )
                session.add(share)
    _settle(session, slip.id, answer)


def _payslip(keys: Owner, run_id: int, answer: WorkedOut) -> tables.Payslip:
    of, pay = answer.of, answer.pay
    assert of.tax is not None
    at_lel, lel_to_pt, pt_to_uel = pay.bands
    return tables.Payslip(
        **keys.keys(),
        pay_run_id=run_id,
        worker_id=of.worker_id,
        payday=of.period.payday,
        first_day=of.period.first,
        last_day=of.period.last,
        frequency=of.period.frequency.value,
        tax_year=tax_year_name(of.period.payday),
        tax_period=pay.period.number,
        code=pay.inputs.code.text,
        basis=WEEK_ONE if pay.inputs.week_one else of.tax.basis,
        ni_letter=pay.inputs.letter,
        paid_minutes=sum(line.minutes or 0 for line in answer.lines),
        allowance=answer.allowance,
        loan_plan=pay.inputs.loan_plan,
        pension_method=_method(pay),
        at_lel=at_lel,
        lel_to_pt=lel_to_pt,
        pt_to_uel=pt_to_uel,
        after_leaving=pay.inputs.after_leaving,
        inputs=_inputs(answer),
        **{figure: getattr(pay, figure) for figure in AS_PAID},
        follows_id=of.follows_id,
        working=json.dumps(
            {
                "figures": {figure: as_json(working) for figure, working in workings_of(answer).items()},
                "notices": [problem_words(notice) for notice in answer.notices],
                "codes": [notice.code for notice in answer.notices],
            },
            ensure_ascii=False,
        ),
    )


def _inputs(answer: WorkedOut) -> str:
    """What the pay was worked out from, beside its lines, for whoever wants to do it again."""
    inputs = answer.pay.inputs
    before = {f"{figure.name}_before": getattr(inputs.before, figure.name).text for figure in fields(inputs.before)}
    put_right = {"corrections": kept(answer.pay.put_right)} if answer.pay.put_right else {}
    return json.dumps({**before, **_terms(inputs), **put_right}, ensure_ascii=False)


def _terms(inputs: PayInputs) -> dict[str, str]:
    """What hung on other records than this payslip's own: pension terms, and pay of the same day in another job."""
    found = {}
    if inputs.pension is not None:
        found["pension"] = " ".join((
            inputs.pension.provider, inputs.pension.method, inputs.pension.basis,
            f"{inputs.pension.worker_percent}%", f"{inputs.pension.employer_percent}%",
        ))  # fmt: skip
    if inputs.pension_refund is not None:
        found["pension_back"] = inputs.pension_refund.worker.text
        found["employer_pension_back"] = inputs.pension_refund.employer.text
    if inputs.same_day is not None:
        found["other_job_niable"] = inputs.same_day.niable.text
    return found


def _method(pay: Pay) -> str:
    """How pension contributions were taken, or were that are given back."""
    if pay.inputs.pension is not None:
        return pay.inputs.pension.method
    return pay.inputs.pension_refund.method if pay.inputs.pension_refund is not None else ""


def _deduction(keys: Owner, payslip_id: int, position: int, line: Deduction) -> tables.PayslipDeduction:
    return tables.PayslipDeduction(
        **keys.keys(), payslip_id=payslip_id, position=position, **columns(line, "for_employer")
    )


def as_json(working: Working) -> dict[str, Any]:
    """A working as it is kept with its payslip."""
    return {
        "title": working.title,
        "lines": [[line.text, line.figure, line.strong] for line in working.lines],
        "sources": [[s.title, s.address, s.known_to, s.confirmed] for s in working.sources],
        "notes": list(working.notes),
    }


def _keep_line(session: Session, keys: Owner, payslip_id: int, position: int, line: SlipLine) -> None:
    row = tables.PayslipLine(
        **keys.keys(), payslip_id=payslip_id, position=position, **columns(line, "shares", "working")
    )
    session.add(row)
    session.flush()
    session.add_all(
        tables.LineShare(**keys.keys(), payslip_line_id=row.id, funder_id=funder, minutes=minutes, amount=amount)
        for funder, (minutes, amount) in line.shares.items()
    )


def _settle(session: Session, payslip_id: int, answer: WorkedOut) -> None:
    """What this payslip pays or takes, and what it puts right, is marked as settled by it."""
    paid = [(line.source, line.source_id) for line in answer.lines]
    settle(session, payslip_id, [*paid, *((line.source, line.source_id) for line in answer.pay.taken)])
    row = tables.PutRight
    in_lines = row.payslip_id.in_(answer.settled) & row.kind.in_(IN_LINES)
    waiting = select(row).where(row.settled_by_id.is_(None), in_lines | row.id.in_(answer.put_right))
    for settled in session.scalars(waiting):
        settled.settled_by_id = payslip_id

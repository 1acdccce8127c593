"""Agreeing a payday: its payslips are kept, with what they were worked out from."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from carerdesk.catalogue.words import problem_words
from carerdesk.domain.dates import day_and_month, tax_year_name
from carerdesk.domain.money import total
from carerdesk.domain.problem import Problem
from carerdesk.domain.working import Working
from carerdesk.services.books import Books, Owner, done, owner
from carerdesk.services.money.owed import Key, Kind
from carerdesk.services.money.shares import reshare
from carerdesk.services.outcome import Outcome, Rejected
from carerdesk.services.pay.hmrc import ensure_period
from carerdesk.services.pay.slip_lines import SlipLine
from carerdesk.services.pay.sources import settle
from carerdesk.services.pay.work_out import NothingToPay, NotReady, WorkedOut, work_out
from carerdesk.services.pension.pay_over import pass_on
from carerdesk.store import tables

FIGURES = ("gross", "tax", "employee_ni", "employer_ni", "net")


def agree_payday(books: Books, payday: date) -> Outcome:
    """Keep every payslip of a payday. It can be undone until one of them has left the house."""
    with books.operation(f"Pay agreed for {day_and_month(payday)}", kind="pay") as op:
        answers = work_out(op.session, payday)
        if problems := _problems(answers):
            return Rejected(problems)
        ready = [answer for answer in answers if isinstance(answer, WorkedOut)]
        if not ready:
            return Rejected((Problem("", "nobody_to_pay", {"payday": day_and_month(payday)}),))
        keys = owner(op.session)
        period = ensure_period(op.session, keys, payday)
        run = tables.PayRun(**keys.keys(), payday=payday, agreed_at=books.now(), hmrc_period_id=period.id)
        op.session.add(run)
        op.session.flush()
        for answer in ready:
            _keep(op.session, keys, run.id, answer)
        pass_on(op.session, keys, run.id)
        reshare(op.session, [Key(Kind.HMRC, period.id)])
        names = ", ".join(answer.of.first_name for answer in ready)
        take_home = total(answer.pay.net for answer in ready)
        op.said = f"Pay agreed for {day_and_month(payday)}: {names}, {take_home} take-home"
    return done(op, id=run.id)


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
    for component in answer.shares.components:
        for funder, part in zip(answer.shares.funders, component.parts, strict=True):
            if part:
                amount = -part if component.code == "allowance" else part
                share = tables.PayslipShare(
                    **keys.keys(), payslip_id=slip.id, funder_id=funder, component=component.code, amount=amount
                )
                session.add(share)
    _settle(session, slip.id, answer)


def _payslip(keys: Owner, run_id: int, answer: WorkedOut) -> tables.Payslip:
    of, pay = answer.of, answer.pay
    assert of.tax is not None
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
        basis=of.tax.basis,
        ni_letter=pay.inputs.letter,
        paid_minutes=sum(line.minutes or 0 for line in answer.lines),
        gross=pay.gross,
        taxable=pay.taxable,
        niable=pay.niable,
        tax=pay.tax,
        employee_ni=pay.employee_ni,
        employer_ni=pay.employer_ni,
        allowance=answer.allowance,
        expenses=pay.expenses,
        net=pay.net,
        inputs=_inputs(answer),
        follows_id=of.follows_id,
        working=json.dumps(
            {
                "figures": {figure: as_json(pay.working(figure)) for figure in FIGURES},
                "notices": [problem_words(notice) for notice in answer.notices],
                "codes": [notice.code for notice in answer.notices],
            },
            ensure_ascii=False,
        ),
    )


def _inputs(answer: WorkedOut) -> str:
    """What the pay was worked out from, beside its lines, for whoever wants to do it again."""
    before = answer.of.before
    detail = answer.pay.ni_detail
    return json.dumps(
        {
            "taxable_before": before.taxable_pay.text,
            "tax_before": before.tax.text,
            "niable_before": before.niable_pay.text,
            "employee_ni_before": before.employee_ni.text,
            "employer_ni_before": before.employer_ni.text,
            "at_lel": str(detail.at_lel),
            "lel_to_pt": str(detail.lel_to_primary),
            "pt_to_uel": str(detail.primary_to_uel),
        }
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
        **keys.keys(),
        payslip_id=payslip_id,
        position=position,
        kind=line.kind,
        title=line.title,
        minutes=line.minutes,
        quantity=line.quantity,
        rate=line.rate,
        amount=line.amount,
        is_pay=line.is_pay,
        source=line.source,
        source_id=line.source_id,
        corrects_id=line.corrects_id,
    )
    session.add(row)
    session.flush()
    session.add_all(
        tables.LineShare(**keys.keys(), payslip_line_id=row.id, funder_id=funder, minutes=minutes, amount=amount)
        for funder, (minutes, amount) in line.shares.items()
    )


def _settle(session: Session, payslip_id: int, answer: WorkedOut) -> None:
    """What this payslip pays or takes, and what it puts right, is marked as settled by it."""
    settle(session, payslip_id, ((line.source, line.source_id) for line in answer.lines))
    waiting = select(tables.PutRight).where(
        tables.PutRight.payslip_id.in_(answer.settled), tables.PutRight.settled_by_id.is_(None)
    )
    for row in session.scalars(waiting):
        row.settled_by_id = payslip_id

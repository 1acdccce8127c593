"""A payday as plain data, for the command line: every payslip with its components, year to date, cost and shares."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from carerdesk.catalogue.words import problem_words
from carerdesk.domain.funding.signs import COST, MINUS
from carerdesk.domain.money import Money
from carerdesk.domain.payroll.pay import YearToDate
from carerdesk.services.books import Books, owner
from carerdesk.services.pay.situation import year_to_date
from carerdesk.services.pay.work_out import NothingToPay, NotReady, WorkedOut, work_out
from carerdesk.store import tables

Data = dict[str, Any]
FIGURES: Final = (
    "gross", "taxable", "niable", "tax", "employee_ni", "student_loan", "postgraduate_loan", "pension", "deductions",
    "expenses", "net", "employer_ni", "allowance", "employer_pension", "recovered",
)  # fmt: skip


def payday_data(books: Books, payday: date) -> Data:
    """Everything of one payday: payslips kept and payslips worked out now, and who cannot be paid yet and why.

    Money is in pounds as Decimal, hours in minutes.
    """
    with books.reading() as session:
        names = {row.id: row.short_name for row in session.scalars(select(tables.Funder))}
        answers = work_out(session, payday)
        slips = [_kept(session, slip, names) for slip in _slips(session, payday)]
        slips += [_worked_out(answer, names) for answer in answers if isinstance(answer, WorkedOut)]
        return {
            "payday": payday,
            "agreed": bool(slips) and not any(isinstance(answer, WorkedOut | NotReady) for answer in answers),
            "payslips": slips,
            "not_ready": [_why(answer.of.name, answer.problems) for answer in answers if isinstance(answer, NotReady)],
            "nothing_to_pay": [
                _why(answer.of.name, answer.notices) for answer in answers if isinstance(answer, NothingToPay)
            ],
            "totals": _totals(slips),
        }


def _slips(session: Session, payday: date) -> Iterable[tables.Payslip]:
    slip = tables.Payslip
    wanted = select(slip).where(slip.payday == payday, slip.person_id == owner(session).person_id).order_by(slip.id)
    return session.scalars(wanted).all()


def _why(name: str, problems: Iterable[Any]) -> Data:
    return {"worker": name, "why": [problem_words(problem) for problem in problems]}


def _totals(slips: Iterable[Data]) -> Data:
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for slip in slips:
        for figure in ("gross", "net", "cost"):
            sums[figure] += slip["figures"][figure]
    return dict(sums)


# --- worked out now -----------------------------------------------------------------------------------------------


def _worked_out(answer: WorkedOut, names: Mapping[int, str]) -> Data:
    of, pay = answer.of, answer.pay
    given = {"allowance": answer.allowance}
    parts = {
        (component.code, funder): -part if component.code in MINUS else part
        for component in answer.shares.components
        for funder, part in zip(answer.shares.funders, component.parts, strict=True)
    }
    return {
        "worker": of.name,
        "state": "worked out",
        "first_day": of.period.first,
        "last_day": of.period.last,
        "frequency": of.period.frequency.value,
        "tax_period": pay.period.number,
        "tax_code": pay.inputs.code.text,
        "week_one": pay.inputs.week_one or pay.inputs.code.week_one,
        "ni_letter": pay.inputs.letter,
        "hours_not_confirmed": of.unconfirmed,
        "lines": [_line(line, line.shares, names) for line in answer.lines],
        "deductions": [{"title": line.title, "amount": _pounds(line.amount)} for line in pay.taken],
        "figures": _figures(lambda name: given[name] if name in given else getattr(pay, name)),
        "year_to_date": _to_date(pay.year_to_date),
        "funders": _funders(parts, names),
        "notices": [problem_words(notice) for notice in answer.notices],
    }


# --- kept ---------------------------------------------------------------------------------------------------------


def _kept(session: Session, slip: tables.Payslip, names: Mapping[int, str]) -> Data:
    lines = session.scalars(
        select(tables.PayslipLine).where(tables.PayslipLine.payslip_id == slip.id).order_by(tables.PayslipLine.position)
    ).all()
    taken = session.scalars(
        select(tables.PayslipDeduction)
        .where(tables.PayslipDeduction.payslip_id == slip.id)
        .order_by(tables.PayslipDeduction.position)
    )
    shares = session.scalars(select(tables.PayslipShare).where(tables.PayslipShare.payslip_id == slip.id))
    return {
        "worker": session.get_one(tables.Worker, slip.worker_id).name,
        "state": "left the house" if slip.left_at else "agreed",
        "first_day": slip.first_day,
        "last_day": slip.last_day,
        "frequency": slip.frequency,
        "tax_period": slip.tax_period,
        "tax_code": slip.code,
        "week_one": slip.basis == "week_one",
        "ni_letter": slip.ni_letter,
        "hours_not_confirmed": 0,
        "lines": [_line(line, _line_shares(session, line.id), names) for line in lines],
        "deductions": [{"title": row.title, "amount": _pounds(row.amount)} for row in taken],
        "figures": _figures(lambda name: getattr(slip, name)),
        "year_to_date": _to_date(year_to_date(session, slip.worker_id, slip.payday)),
        "funders": _funders({(share.component, share.funder_id): share.amount for share in shares}, names),
        "notices": _kept_notices(slip),
    }


def _kept_notices(slip: tables.Payslip) -> list[str]:
    import json

    return list(json.loads(slip.working).get("notices", []))


def _line_shares(session: Session, line_id: int) -> Mapping[int, tuple[int, Money]]:
    share = tables.LineShare
    rows = session.scalars(select(share).where(share.payslip_line_id == line_id))
    return {row.funder_id: (row.minutes, row.amount) for row in rows}


# --- both ---------------------------------------------------------------------------------------------------------


def _line(line: Any, shares: Mapping[int, tuple[int, Money]], names: Mapping[int, str]) -> Data:  # noqa: ANN401 - two kinds
    return {
        "kind": line.kind,
        "title": line.title,
        "minutes": line.minutes,
        "quantity": line.quantity,
        "rate": line.rate,
        "amount": _pounds(line.amount),
        "is_pay": line.is_pay,
        "funders": {names[funder]: _pounds(amount) for funder, (_, amount) in shares.items()},
    }


def _figures(figure: Callable[[str], Money]) -> Data:
    found = {name: _pounds(figure(name)) for name in FIGURES}
    found["cost"] = sum((sign * found[name] for name, sign in COST.items()), Decimal(0))
    return found


def _funders(parts: Mapping[tuple[str, int], Money], names: Mapping[int, str]) -> Data:
    """Each funder's part of every component that is not nothing, and of the cost."""
    found: dict[str, dict[str, Decimal]] = defaultdict(dict)
    for (component, funder), amount in parts.items():
        if amount:
            found[names[funder]][component] = _pounds(amount)
    for components in found.values():
        components["cost"] = sum((sign * components.get(name, Decimal(0)) for name, sign in COST.items()), Decimal(0))
    return dict(found)


def _to_date(year: YearToDate) -> Data:
    return {each.name: _pounds(getattr(year, each.name)) for each in fields(year)}


def _pounds(amount: Money) -> Decimal:
    return Decimal(amount.pence).scaleb(-2)


def as_text(payday: Data) -> list[str]:
    """The payday for people to read, a line for each figure that is not nothing."""
    said = [f"Payday {payday['payday'].isoformat()}: {'finished' if payday['agreed'] else 'not finished'}"]
    for slip in payday["payslips"]:
        said += [
            "",
            f"{slip['worker']}, {slip['first_day']} to {slip['last_day']}, {slip['tax_code']} ({slip['state']})",
        ]
        said += [f"  {line['title']:<44}{line['amount']:>12}" for line in slip["lines"]]
        figures = {name: amount for name, amount in slip["figures"].items() if amount or name in {"gross", "net"}}
        said += [f"  {name.replace('_', ' '):<44}{amount:>12}" for name, amount in figures.items()]
        said += [f"  {funder} pays {parts['cost']}" for funder, parts in slip["funders"].items()]
        said += [f"  {notice}" for notice in slip["notices"]]
    for one in (*payday["not_ready"], *payday["nothing_to_pay"]):
        said += ["", f"{one['worker']}: nothing worked out", *(f"  {why}" for why in one["why"])]
    return said

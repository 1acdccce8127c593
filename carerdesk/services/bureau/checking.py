"""Check the bureau: its payslips beside ours, figure by figure, with a reason for every penny, kept in the books."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from carerdesk.domain.bureau.explain import FIGURES, Explained, explain
from carerdesk.domain.dates import day_and_month
from carerdesk.domain.money import Money
from carerdesk.domain.payroll.frequency import Frequency
from carerdesk.domain.payroll.pay import Item, PayInputs, YearToDate
from carerdesk.domain.payroll.tax_code import TaxCode
from carerdesk.domain.problem import Problem
from carerdesk.services.books import Books, done, owner
from carerdesk.services.outcome import Outcome, Rejected
from carerdesk.services.pay.corrections import carried
from carerdesk.services.pay.periods import PayPeriod
from carerdesk.services.pension.membership import terms_for
from carerdesk.services.rates.known import known_rates
from carerdesk.store import tables

KIND = "bureau_slip"
_SINCE = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class SlipToCheck:
    """One payslip of ours, and what the bureau made of it; `checked` is empty until its payslip is typed."""

    payslip_id: int
    name: str
    payday: date
    net: Money
    checked: tuple[Explained, ...]

    @property
    def state(self) -> str:
        """How it stands: open, agrees or differs."""
        if not self.checked:
            return "open"
        return "differs" if any(one.apart for one in self.checked) else "agrees"


def slips_to_check(books: Books) -> tuple[SlipToCheck, ...]:
    """The payslips of the last year or so, the newest first."""
    slip, worker = tables.Payslip, tables.Worker
    with books.reading() as session:
        wanted = (
            select(slip, worker.name)
            .join(worker, worker.id == slip.worker_id)
            .where(slip.employer_id == owner(session).employer_id, slip.payday >= books.today() - _SINCE)
            .order_by(slip.payday.desc(), worker.name)
        )
        return tuple(_to_check(session, row, name) for row, name in session.execute(wanted))


def slip_to_check(books: Books, payslip_id: int) -> SlipToCheck | None:
    """One of them; None where it is gone."""
    with books.reading() as session:
        row = session.get(tables.Payslip, payslip_id)
        return _to_check(session, row, session.get_one(tables.Worker, row.worker_id).name) if row else None


def keep_bureau_slip(books: Books, payslip_id: int, typed: Mapping[str, Money | None]) -> Outcome:
    """Keep what the bureau's payslip says; figures left empty are not compared. A second time takes its place."""
    found = {name: amount.text for name, amount in typed.items() if amount is not None and name in FIGURES}
    if not {"gross", "net"} <= set(found):
        return Rejected((Problem("gross" if "gross" not in found else "net", "bureau_slip_gross_and_net"),))
    with books.operation("", kind="filing") as op:
        slip = op.session.get_one(tables.Payslip, payslip_id)
        name = op.session.get_one(tables.Worker, slip.worker_id).name
        row = _row(op.session, slip)
        if row is None:
            row = tables.Filing(
                **owner(op.session).keys(), kind=KIND, first_day=slip.payday, last_day=slip.payday,
                worker_id=slip.worker_id, pay_run_id=slip.pay_run_id,
            )  # fmt: skip
            op.session.add(row)
        row.answer, row.checked_at = json.dumps(found, sort_keys=True), books.now()
        op.said = f"The bureau’s payslip for {name}, {day_and_month(slip.payday)}, kept"
    return done(op, id=payslip_id)


def typed_before(books: Books, payslip_id: int) -> Mapping[str, Money]:
    """What was typed of the bureau's payslip."""
    with books.reading() as session:
        return _theirs(session, session.get_one(tables.Payslip, payslip_id))


def _to_check(session: Session, slip: tables.Payslip, name: str) -> SlipToCheck:
    theirs = _theirs(session, slip)
    checked = explain(_inputs(session, slip), _ours(slip), theirs, known_rates(session)) if theirs else ()
    return SlipToCheck(slip.id, name, slip.payday, slip.net, checked)


def _row(session: Session, slip: tables.Payslip) -> tables.Filing | None:
    filing = tables.Filing
    wanted = select(filing).where(
        filing.kind == KIND, filing.first_day == slip.payday, filing.worker_id == slip.worker_id
    )
    return session.scalars(wanted).first()


def _theirs(session: Session, slip: tables.Payslip) -> dict[str, Money]:
    row = _row(session, slip)
    kept = json.loads(row.answer) if row is not None and row.answer else {}
    return {name: Money.of(amount) for name, amount in kept.items()}


def _ours(slip: tables.Payslip) -> dict[str, Money]:
    return {name: getattr(slip, name) for name in FIGURES}


def _inputs(session: Session, slip: tables.Payslip) -> PayInputs:
    """What the payslip was worked out from, out of what was kept with it."""
    kept = json.loads(slip.inputs)
    code = TaxCode.read(slip.code)
    assert isinstance(code, TaxCode)
    before = YearToDate(
        **{
            each.name: Money.of(kept[f"{each.name}_before"])
            for each in fields(YearToDate)
            if f"{each.name}_before" in kept
        }
    )
    period = PayPeriod(slip.first_day, slip.last_day, slip.payday, Frequency(slip.frequency))
    return PayInputs(
        payday=slip.payday,
        frequency=period.frequency,
        code=code,
        letter=slip.ni_letter,
        lines=(Item("normal", "Gross pay", slip.gross),),
        before=before,
        week_one=slip.basis == "week_one",
        loan_plan=slip.loan_plan,
        postgraduate_loan=bool(slip.postgraduate_loan),
        pension=terms_for(session, slip.worker_id, period),
        corrections=carried(slip),
    )

"""What one worker's pay is worked out from, put together out of the books."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from carerdesk.domain.dates import long_date
from carerdesk.domain.money import ZERO, Money
from carerdesk.domain.payroll.corrections import Correction
from carerdesk.domain.payroll.pay import PayInputs, PensionRefund, SameDay
from carerdesk.domain.payroll.tax_code import Nation, TaxCode
from carerdesk.domain.problem import Problem
from carerdesk.domain.rates import NoRateFor, Rates
from carerdesk.services.deductions.on_payslip import once_for, orders_for
from carerdesk.services.family_leave.recovery import recovered_on
from carerdesk.services.pay.situation import Situation
from carerdesk.services.pay.slip_lines import SlipLine
from carerdesk.services.pension.membership import employer_refund_due, refund_due, terms_for
from carerdesk.store import tables

WEEK_ONE: Final = "week_one"
_PREFIX: Final = {Nation.SCOTLAND: "S", Nation.WALES: "C"}


def pay_inputs(
    session: Session,
    of: Situation,
    lines: Sequence[SlipLine],
    rates: Rates,
    other_job: SameDay | None,
    corrections: tuple[Correction, ...] = (),
) -> PayInputs | Problem:
    """Everything a worker's pay on a payday is worked out from, or what is missing."""
    code = _code(of)
    if isinstance(code, Problem):
        return code
    tax, payday = of.tax, of.period.payday
    assert tax is not None
    return PayInputs(
        payday=payday,
        frequency=of.period.frequency,
        code=code,
        letter=tax.ni_letter,
        lines=tuple(line for line in lines if line.is_pay),
        before=of.before,
        expenses=tuple(line for line in lines if not line.is_pay),
        week_one=of.after_leaving or tax.basis == WEEK_ONE,
        loan_plan=tax.loan_plan,
        postgraduate_loan=tax.postgraduate_loan,
        orders=orders_for(session, of.worker_id, payday),
        deductions=once_for(session, of.worker_id, payday),
        recovered=_recovered(session, of, lines, rates),
        same_day=other_job,
        after_leaving=of.after_leaving,
        corrections=corrections,
        **_pension(session, of),
    )


def _code(of: Situation) -> TaxCode | Problem:
    """The code in force; after the P45, 0T of the same nation, which frees no pay."""
    if of.tax is None:
        values = {"worker": of.first_name, "payday": long_date(of.period.payday)}
        return Problem("tax_code", "no_tax_details", values)
    code = TaxCode.read(of.tax.code)
    if isinstance(code, Problem) or not of.after_leaving:
        return code
    return TaxCode.read(f"{_PREFIX.get(code.nation, '')}0T")


def _pension(session: Session, of: Situation) -> dict[str, Any]:
    worker, payday = of.worker_id, of.period.payday
    back, employers = refund_due(session, worker, payday), employer_refund_due(session, worker, payday)
    refund = PensionRefund(back, employers, _method(session, worker)) if back or employers else None
    return {"pension": terms_for(session, worker, of.period), "pension_refund": refund}


def _method(session: Session, worker_id: int) -> str:
    """How the contributions that are given back were taken: as on the last payslip that took any."""
    slip = tables.Payslip
    wanted = select(slip.pension_method).where(slip.worker_id == worker_id, slip.pension_method != "")
    return session.scalars(wanted.order_by(slip.payday.desc(), slip.id.desc()).limit(1)).first() or ""


def _recovered(session: Session, of: Situation, lines: Sequence[SlipLine], rates: Rates) -> Money:
    try:
        return recovered_on(session, lines, of.period.payday, rates)
    except NoRateFor:
        return ZERO  # the pay itself is refused for the same reason, and says so

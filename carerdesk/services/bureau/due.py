"""Payslips of the bureau that nobody has compared yet, where a bureau does the payroll."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from carerdesk.domain.dates import day_and_month
from carerdesk.services.books import owner
from carerdesk.services.bureau.checking import KIND
from carerdesk.services.due.items import Due
from carerdesk.store.tables import Employer, Filing, Payslip

_SINCE = timedelta(days=35)


def due_items(session: Session, today: date) -> list[Due]:
    """One thing to do for each payday of the last five weeks with a payslip that was not compared."""
    here = owner(session)
    if session.get_one(Employer, here.employer_id).filing_route != "bureau":
        return []
    compared = select(Filing.id).where(
        Filing.kind == KIND, Filing.worker_id == Payslip.worker_id, Filing.first_day == Payslip.payday
    )
    wanted = select(Payslip.payday).where(
        Payslip.employer_id == here.employer_id, Payslip.payday.between(today - _SINCE, today), ~compared.exists()
    )
    return [_due(payday) for payday in session.scalars(wanted.distinct().order_by(Payslip.payday))]


def _due(payday: date) -> Due:
    return Due(
        key=f"bureau:{payday.isoformat()}",
        room="pay",
        title="Check the bureau’s payslips",
        second=f"For the payday of {day_and_month(payday)}",
        day=payday + timedelta(days=7),
        icon="scale",
        button="Check the bureau",
        takes="Three minutes a payslip",
        place={"bureau": "check"},
    )

"""Pay and tax of an earlier job this tax year, which a cumulative code counts in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from carerdesk.domain.dates import tax_year_name, tax_year_start
from carerdesk.domain.money import ZERO, Money
from carerdesk.services.people.read import opening_figures, taxes


@dataclass(frozen=True, slots=True)
class EarlierJob:
    """What other jobs had paid and taken in tax by the time this one began; `came_from` is the paper that says so."""

    pay: Money = ZERO
    tax: Money = ZERO
    came_from: str = ""


def earlier_job(session: Session, worker_id: int, payday: date) -> EarlierJob:
    """What counts on a payday: the P45 or P6 that holds by then and was told last, else what a payroll had taken over.

    A P6 that names earlier pay and tax takes the place of the P45's figures (HMRC, form P9X).
    """
    year = tax_year_start(payday)
    told = [kept.what for kept in taxes(session, worker_id) if year <= kept.what.first_day <= payday]
    for tax in told:
        if tax.previous_pay is not None:
            return EarlierJob(tax.previous_pay, tax.previous_tax or ZERO, tax.came_from)
    opening = opening_figures(session, worker_id)
    if opening is None or opening.tax_year != tax_year_name(payday):
        return EarlierJob()
    return EarlierJob(opening.earlier_job_pay, opening.earlier_job_tax, "taken_over")

"""What HMRC gives back of family leave pay, by whether the employer is small: worked out from the books, or asked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Protocol

from sqlalchemy import func, select

from carerdesk.domain.dates import tax_year_name, tax_year_start
from carerdesk.domain.family_leave.dates import qualifying_week
from carerdesk.domain.family_leave.questions import NO, YES
from carerdesk.domain.family_leave.recovery import is_small, recovered
from carerdesk.domain.money import ZERO, Money, total
from carerdesk.domain.rates import NoRateFor, Rates
from carerdesk.services.books import owner
from carerdesk.services.family_leave.details import SOURCE, LeaveDetails, of_row
from carerdesk.services.pay.situation import as_money
from carerdesk.store import tables

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_A_MONTH = timedelta(days=31)


class PaidLine(Protocol):
    """As much of a payslip line as says which leave it pays, and how much."""

    @property
    def amount(self) -> Money: ...
    @property
    def source(self) -> str: ...
    @property
    def source_id(self) -> int | None: ...


@dataclass(frozen=True, slots=True)
class Size:
    """Whether the employer is small: `year` is the tax year that decides, `ni` what the books have of it.

    `covered` says whether the books hold the whole year; `small` is None where nobody has said and they do not.
    """

    year: str
    ni: Money
    covered: bool
    small: bool | None


def size_for(session: Session, details: LeaveDetails, rates: Rates) -> Size:
    """Class 1 National Insurance of the last whole tax year before the qualifying week, before Employment Allowance.

    Where the books hold that year whole it decides; else the answer that somebody gave ("small").
    """
    week = qualifying_week(details.event)
    year = tax_year_name(tax_year_start(week) - timedelta(days=1))
    ni, covered = class_one_ni(session, year, tax_year_start(tax_year_start(week) - timedelta(days=1)))
    if covered:
        try:
            return Size(year, ni, covered=True, small=is_small(ni, week, rates))
        except NoRateFor:
            pass
    said = details.answers.get("small", "")
    return Size(year, ni, covered=False, small={YES: True, NO: False}.get(said))


def class_one_ni(session: Session, year: str, first: date) -> tuple[Money, bool]:
    """Workers' and employer's National Insurance of a tax year, and whether the books hold the whole of it."""
    slip, opening, employer_id = tables.Payslip, tables.OpeningFigures, owner(session).employer_id
    paid = select(func.coalesce(func.sum(slip.employee_ni + slip.employer_ni), 0)).where(
        slip.tax_year == year, slip.employer_id == employer_id
    )
    brought = select(func.coalesce(func.sum(opening.employee_ni + opening.employer_ni), 0)).where(
        opening.tax_year == year, opening.employer_id == employer_id
    )
    early = select(slip.id).where(slip.employer_id == employer_id, slip.payday < first + _A_MONTH).limit(1)
    begun = select(opening.id).where(opening.employer_id == employer_id, opening.tax_year == year).limit(1)
    covered = any(session.scalar(one) is not None for one in (early, begun))
    return as_money(session.scalars(paid).one()) + as_money(session.scalars(brought).one()), covered


def recovered_on(session: Session, lines: Iterable[PaidLine], payday: date, rates: Rates) -> Money:
    """What HMRC gives back of the family leave pay among some payslip lines.

    Where nobody knows whether the employer is small, the lower rate is taken back: a notice asks.

    Raises:
        NoRateFor: outside the known years.
    """
    by_leave: dict[int, Money] = {}
    for line in lines:
        if line.source == SOURCE and line.source_id is not None:
            by_leave[line.source_id] = by_leave.get(line.source_id, ZERO) + line.amount
    return total(
        recovered(amount, payday, rates, small=size_of(session, leave_id, rates).small is True)
        for leave_id, amount in by_leave.items()
    )


def size_of(session: Session, leave_id: int, rates: Rates) -> Size:
    """The same for a recorded leave."""
    row = session.get_one(tables.FamilyLeave, leave_id)
    return size_for(session, of_row(session, row), rates)

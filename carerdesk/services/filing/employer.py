"""What is told for the employer (RT5, EPS), and the employer payment record (P32) of a tax month or quarter."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from carerdesk.domain.dates import tax_year_name, tax_year_start
from carerdesk.domain.family_leave.recovery import given_back
from carerdesk.domain.money import ZERO, Money, split, total
from carerdesk.domain.rti.figures import FAMILY_PAY, EmployerFigures, Recovered, add_recovered
from carerdesk.domain.rti.p32 import P32
from carerdesk.services.books import owner
from carerdesk.services.filing.figures import paid_by_law, slips_between
from carerdesk.services.pay.situation import periods_of
from carerdesk.services.rates.known import known_rates
from carerdesk.store import tables

_YEAR_ENDS: Final = (4, 5)
_A_DAY: Final = timedelta(days=1)


def employer_figures(session: Session, first: date, last: date) -> EmployerFigures:
    """The employer in these days of one tax year, and in the year up to their end."""
    employer = session.get_one(tables.Employer, owner(session).employer_id)
    start, year = tax_year_start(last), tax_year_name(last)
    slips = slips_between(session, start, last)
    used_before = bool(employer.allowance_used_before) and employer.allowance_year == year
    ceased = employer.scheme_ceased_on
    return EmployerFigures(
        first=first,
        last=last,
        nobody_paid=not any(one.payday >= first for one in slips),
        allowance_claimed=employer.claims_employment_allowance,
        first_of_year=bool(slips) and slips[0].payday >= first and not used_before,
        recovered=add_recovered(recovered(session, slips), _recovered_before(session, year)),
        final=(last.month, last.day) == _YEAR_ENDS or (ceased is not None and first <= ceased <= last),
        ceased=ceased if ceased is not None and ceased <= last else None,
    )


def payment_record(session: Session, first: date, last: date) -> P32:
    """The sums of the paydays in these days."""
    slips = slips_between(session, first, last)

    def added(*columns: str) -> Money:
        return total(getattr(one, column) for one in slips for column in columns)

    return P32(
        tax=added("tax"),
        loans=added("student_loan", "postgraduate_loan"),
        employee_ni=added("employee_ni"),
        employer_ni=added("employer_ni"),
        allowance=added("allowance"),
        recovered=recovered(session, slips),
    )


def recovered(session: Session, slips: Iterable[tables.Payslip]) -> dict[str, Recovered]:
    """What was got back on these payslips, kind by kind: each payslip's own sum, shared over what it paid by law."""
    found: dict[str, Recovered] = {}
    for slip in slips:
        if slip.recovered:
            found = add_recovered(found, _by_kind(slip.recovered, paid_by_law(session, [slip])))
    return found


def _by_kind(back: Money, paid: Mapping[str, Money]) -> dict[str, Recovered]:
    """All of the pay and compensation on top; or, where less than the pay comes back, a share of each."""
    kinds = [kind for kind in FAMILY_PAY if paid.get(kind)]
    if not kinds:
        raise ValueError("a payslip gets back family leave pay that it does not pay")
    weights = [abs(paid[kind]).pence for kind in kinds]
    whole = total(paid[kind] for kind in kinds)
    if abs(back) < abs(whole):
        return {kind: Recovered(part) for kind, part in zip(kinds, split(back, weights), strict=True)}
    more = split(back - whole, weights)
    return {kind: Recovered(paid[kind], part) for kind, part in zip(kinds, more, strict=True)}


def _recovered_before(session: Session, year: str) -> dict[str, Recovered]:
    """What an earlier payroll got back this year: worked out from the family leave pay that was taken over."""
    opening = tables.OpeningFigures
    rows = session.scalars(
        select(opening).where(opening.employer_id == owner(session).employer_id, opening.tax_year == year)
    )
    found: dict[str, Recovered] = {}
    for row in rows:
        for kind, pence in json.loads(row.statutory).items():
            if kind in FAMILY_PAY and pence:
                back = given_back(Money(int(pence)), row.as_at, known_rates(session))
                found = add_recovered(found, {kind: Recovered(back.pay, back.compensation)})
    return found


def allowance_of_year(session: Session, day: date) -> tuple[Money, Money]:
    """The Employment Allowance of a day's tax year that is used, in these books and before them, and what is left.

    Raises:
        NoRateFor: outside the known years.
    """
    employer = session.get_one(tables.Employer, owner(session).employer_id)
    year, start = tax_year_name(day), tax_year_start(day)
    before = employer.allowance_used_before if employer.allowance_year == year else ZERO
    used = before + total(one.allowance for one in slips_between(session, start, year_end(day)))
    if not employer.claims_employment_allowance:
        return used, ZERO
    return used, Money.of(known_rates(session).figure("employment_allowance", day)) - used


def is_last_payday(session: Session, payday: date) -> bool:
    """Whether no contract brings another payday in the tax year, and none is kept."""
    last = year_end(payday)
    if slips_between(session, payday + _A_DAY, last):
        return False
    worker = tables.Worker
    rows = session.scalars(
        select(worker).where(worker.person_id == owner(session).person_id, worker.kind == "employee")
    )
    return not any(
        period.payday > payday and (row.left is None or period.first <= row.left)
        for row in rows
        for period in periods_of(session, row.id, last)
    )


def year_end(day: date) -> date:
    """The 5 April on or after a day."""
    start = tax_year_start(day)
    return start.replace(year=start.year + 1) - _A_DAY

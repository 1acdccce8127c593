"""Payslips with a wrong tax code or letter: a later one carries what they should have borne, less what they bore.

A correction is kept with the payslip that carries it. A payslip's own tax and National Insurance are so its columns
less what it carries, and what has been borne for it is its own with every correction made for it since.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from carerdesk.domain.dates import tax_year_name
from carerdesk.domain.money import ZERO, Money, total
from carerdesk.domain.payroll.corrections import Correction
from carerdesk.domain.payroll.frequency import Frequency, tax_period
from carerdesk.domain.payroll.income_tax import TaxablePay, income_tax
from carerdesk.domain.payroll.national_insurance import national_insurance
from carerdesk.domain.payroll.tax_code import TaxCode
from carerdesk.domain.problem import Problem
from carerdesk.domain.rates import Rates
from carerdesk.services.pay.situation import Situation, year_to_date
from carerdesk.services.people.details import Tax
from carerdesk.services.people.read import tax_details_at
from carerdesk.store import tables

CODE, LETTER = "code", "letter"
WEEK_ONE: Final = "week_one"
_MONEY: Final = ("tax", "employee_ni", "employer_ni")


@dataclass(frozen=True, slots=True)
class Waiting:
    """What a payday has to put right: the rows it settles, and the corrections it carries."""

    rows: tuple[int, ...] = ()
    corrections: tuple[Correction, ...] = ()


NOTHING: Final = Waiting()


def carried(slip: tables.Payslip) -> tuple[Correction, ...]:
    """The corrections a kept payslip has in its figures."""
    return tuple(_read(one) for one in json.loads(slip.inputs).get("corrections", ()))


def kept(corrections: Iterable[Correction]) -> list[dict[str, object]]:
    """Corrections as they are kept with the inputs of the payslip that carries them; money in pence."""
    return [
        {
            "payslip_id": one.payslip_id,
            "payday": one.payday.isoformat(),
            "letter_was": one.letter_was,
            "letter": one.letter,
            **{name: getattr(one, name).pence for name in _MONEY},
        }
        for one in corrections
    ]


def _read(one: dict[str, object]) -> Correction:
    money = {name: Money(int(str(one[name]))) for name in _MONEY}
    payday = date.fromisoformat(str(one["payday"]))
    return Correction(int(str(one["payslip_id"])), payday, str(one["letter_was"]), str(one["letter"]), **money)


def waiting_for(session: Session, of: Situation, rates: Rates) -> Waiting:
    """What was said to be wrong with codes and letters of earlier payslips this tax year, and is not settled yet.

    A cumulative code catches up on its tax by itself, so only National Insurance is carried then.

    Raises:
        NoRateFor: for a letter or code that its year does not know.
    """
    row, slip = tables.PutRight, tables.Payslip
    wanted = (
        select(row.id, row.kind, slip.payday)
        .join(slip, slip.id == row.payslip_id)
        .where(row.worker_id == of.worker_id, row.settled_by_id.is_(None), row.kind.in_((CODE, LETTER)))
        .where(slip.tax_year == tax_year_name(of.period.payday))
    )
    found = session.execute(wanted).all()
    if not found or of.tax is None:
        return NOTHING
    kinds = frozenset(kind for _, kind, _ in found)
    if catches_up(of):
        kinds -= {CODE}
    since = {kind: min(payday for _, each, payday in found if each == kind) for kind in kinds}
    corrections = _corrections(session, of, since, rates) if since else ()
    return Waiting(tuple(number for number, _, _ in found), corrections)


def catches_up(of: Situation) -> bool:
    """Whether the payday's tax counts all that was paid and taken this tax year."""
    code = TaxCode.read(of.tax.code) if of.tax is not None else None
    if of.tax is None or isinstance(code, Problem) or code is None:
        return False
    extra = tax_period(of.period.payday, of.period.frequency).is_extra
    return not (of.after_leaving or of.tax.basis == WEEK_ONE or code.week_one or extra)


def _corrections(session: Session, of: Situation, since: Mapping[str, date], rates: Rates) -> tuple[Correction, ...]:
    slip = tables.Payslip
    wanted = select(slip).where(slip.worker_id == of.worker_id, slip.tax_year == tax_year_name(of.period.payday))
    slips = list(session.scalars(wanted.order_by(slip.payday, slip.id)))
    made: list[Correction] = []
    behind = ZERO  # how much more tax should have been taken before a payslip than its year to date says
    for one in slips:
        borne = _borne(one, slips)
        found = replace(borne, letter_was=borne.letter, tax=ZERO, employee_ni=ZERO, employer_ni=ZERO)
        details = tax_details_at(session, of.worker_id, one.payday)
        if details is not None and not one.after_leaving:
            if CODE in since and one.payday >= since[CODE]:
                found = replace(found, tax=_tax(session, one, details, behind, rates) - borne.tax)
            if LETTER in since and one.payday >= since[LETTER]:
                found = _insured(one, details.ni_letter, borne, found, rates)
        behind += borne.tax + found.tax - one.tax
        if any(getattr(found, name) for name in _MONEY) or found.letter != found.letter_was:
            made.append(found)
    return tuple(made)


def _borne(slip: tables.Payslip, slips: Iterable[tables.Payslip]) -> Correction:
    """All that has been taken for a payslip so far, its own and what others carried for it, and under which letter."""
    own = {name: getattr(slip, name) - total(getattr(one, name) for one in carried(slip)) for name in _MONEY}
    for one in (each for other in slips for each in carried(other) if each.payslip_id == slip.id):
        own = {name: own[name] + getattr(one, name) for name in _MONEY}
    letters = [one.letter for other in slips for one in carried(other) if one.payslip_id == slip.id]
    letter = letters[-1] if letters else slip.ni_letter
    return Correction(slip.id, slip.payday, letter, letter, **own)


def _tax(session: Session, slip: tables.Payslip, details: Tax, behind: Money, rates: Rates) -> Money:
    """The tax a payslip would have had with the right code, after earlier ones had theirs."""
    code = TaxCode.read(details.code)
    assert not isinstance(code, Problem)
    before = year_to_date(session, slip.worker_id, slip.payday - timedelta(days=1))
    pay = TaxablePay(_pounds(slip.taxable), _pounds(before.taxable_pay), _pounds(before.tax + behind))
    period = tax_period(slip.payday, Frequency(slip.frequency))
    found = income_tax(code, period, pay, slip.payday, rates, week_one=details.basis == WEEK_ONE)
    return Money.of(found.tax)


def _insured(slip: tables.Payslip, letter: str, borne: Correction, found: Correction, rates: Rates) -> Correction:
    ni = national_insurance(letter, Frequency(slip.frequency), slip.payday, _pounds(slip.niable), rates)
    return replace(
        found,
        letter=letter,
        employee_ni=Money.of(ni.employee) - borne.employee_ni,
        employer_ni=Money.of(ni.employer) - borne.employer_ni,
    )


def _pounds(amount: Money) -> Decimal:
    return Decimal(amount.pence).scaleb(-2)


@dataclass(frozen=True, slots=True)
class UnderLetter:
    """Earnings and National Insurance that stand under one letter since a payday; minus where they were moved away."""

    payday: date
    ni_letter: str
    niable: Money
    at_lel: Money
    lel_to_pt: Money
    pt_to_uel: Money
    employee_ni: Money
    employer_ni: Money


def under_letters(slips: Sequence[tables.Payslip]) -> tuple[UnderLetter, ...]:
    """A worker's payslips of one tax year, oldest first, as HMRC counts them: each under its right letter."""
    found: list[UnderLetter] = []
    borne: dict[int, UnderLetter] = {}
    for slip in slips:
        corrections = carried(slip)
        values = {each.name: getattr(slip, each.name) for each in fields(UnderLetter)}
        own = UnderLetter(**values)
        for name in ("employee_ni", "employer_ni"):
            own = replace(own, **{name: getattr(own, name) - total(getattr(one, name) for one in corrections)})
        borne[slip.id] = own
        found.append(own)
        for one in corrections:
            before = borne[one.payslip_id]
            after = replace(
                before,
                ni_letter=one.letter,
                employee_ni=before.employee_ni + one.employee_ni,
                employer_ni=before.employer_ni + one.employer_ni,
            )
            borne[one.payslip_id] = after
            if after != before:
                found += [_minus(before, slip.payday), replace(after, payday=slip.payday)]
    return tuple(found)


def _minus(part: UnderLetter, payday: date) -> UnderLetter:
    money = {each.name: -getattr(part, each.name) for each in fields(part) if each.name not in {"payday", "ni_letter"}}
    return replace(part, payday=payday, **money)

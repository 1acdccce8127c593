"""The figures HMRC is told, read from the payslips that were kept, with the figures taken over counted to date."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, defer

from carerdesk.domain.dates import tax_year_name
from carerdesk.domain.money import ZERO, Money, total
from carerdesk.domain.payroll.tax_code import Nation, TaxCode
from carerdesk.domain.problem import Problem
from carerdesk.domain.rti.figures import FAMILY_PAY, Figure, LetterFigures, Payment, WorkerFigures
from carerdesk.domain.rti.hours import hours_band
from carerdesk.services.books import owner
from carerdesk.services.filing.who import joined, left_on, who_is
from carerdesk.services.pay.corrections import UnderLetter, under_letters
from carerdesk.services.people.read import contract_at, tax_details_at
from carerdesk.store import tables

NET_PAY, RELIEF_AT_SOURCE = "net_pay", "relief_at_source"
_VARIES = frozenset({"irregular", "part_year"})
Slips = Sequence[tables.Payslip]


def figures_of(session: Session, first: date, last: date, worker_id: int | None = None) -> tuple[WorkerFigures, ...]:
    """Everyone with a payday in these days of one tax year, in order of name; or one worker alone."""
    ids = dict.fromkeys(slip.worker_id for slip in slips_between(session, first, last, worker_id))
    found = [_worker_figures(session, each, first, last) for each in ids]
    return tuple(sorted(found, key=lambda each: (each.who.name, each.who.worker_id)))


def slips_between(session: Session, first: date, last: date, worker_id: int | None = None) -> list[tables.Payslip]:
    """The employer's payslips with a payday in these days, in the order they were made."""
    slip = tables.Payslip
    wanted = select(slip).where(slip.employer_id == owner(session).employer_id, slip.payday.between(first, last))
    wanted = wanted.options(defer(slip.working), defer(slip.inputs))  # long texts that no sum needs
    if worker_id is not None:
        wanted = wanted.where(slip.worker_id == worker_id)
    return list(session.scalars(wanted.order_by(slip.payday, slip.id)))


def opening_of(session: Session, worker_id: int, year: str) -> tables.OpeningFigures | None:
    """What was taken over of this tax year."""
    opening = tables.OpeningFigures
    return session.scalars(select(opening).where(opening.worker_id == worker_id, opening.tax_year == year)).first()


def _worker_figures(session: Session, worker_id: int, first: date, last: date) -> WorkerFigures:
    worker = session.get_one(tables.Worker, worker_id)
    year = tax_year_name(last)
    slips = [one for one in _slips_of_year(session, worker_id, year) if one.payday <= last]
    now = [one for one in slips if one.payday >= first]
    opening = opening_of(session, worker_id, year)
    terms = contract_at(session, worker_id, now[-1].last_day)
    method, doubts = _method_taken_over(session, worker_id, slips, opening)
    to_date, these = _Sums(session, slips), _Sums(session, now)

    def both(of: Callable[[_Sums], Money], brought: Money = ZERO) -> Figure:
        return Figure(of(these), of(to_date) + brought)

    def taken_over(name: str) -> Money:
        return getattr(opening, name) if opening is not None else ZERO

    pension = taken_over("pension_paid")
    return WorkerFigures(
        who=who_is(worker),
        first=first,
        last=last,
        payment=_payment(now, terms.weekly_minutes if terms else None),
        starter=joined(session, worker, slips_ever(session, worker_id), first, last),
        left=left_on(worker, now),
        irregular=terms is not None and terms.hours_kind in _VARIES,
        taxable=both(_column("taxable"), taken_over("taxable") - taken_over("earlier_job_pay")),
        tax=both(_column("tax"), taken_over("tax") - taken_over("earlier_job_tax")),
        student_loan=both(_column("student_loan"), taken_over("student_loan")),
        loan_plan=next((one.loan_plan for one in reversed(slips) if one.loan_plan), ""),
        postgraduate_loan=both(_column("postgraduate_loan"), taken_over("postgraduate_loan")),
        pension_net_pay=both(_pension(NET_PAY), pension if method == NET_PAY else ZERO),
        pension_other=both(_pension(RELIEF_AT_SOURCE), pension if method != NET_PAY else ZERO),
        not_taxed=these.of("expenses"),
        from_net=these.of("deductions") + _pension(RELIEF_AT_SOURCE)(these),
        statutory=_statutory(to_date, opening),
        letters=_letters(session, worker_id, slips, now, opening),
        net=these.of("net"),
        doubts=doubts,
    )


class _Sums:
    """Sums over some payslips."""

    def __init__(self, session: Session, slips: Slips) -> None:
        self.session, self.slips = session, slips

    def of(self, column: str) -> Money:
        return total(getattr(one, column) for one in self.slips)


def _column(name: str) -> Callable[[_Sums], Money]:
    return lambda sums: sums.of(name)


def _pension(method: str) -> Callable[[_Sums], Money]:
    return lambda sums: total(one.pension for one in sums.slips if (one.pension_method or RELIEF_AT_SOURCE) == method)


def _slips_of_year(session: Session, worker_id: int, year: str) -> list[tables.Payslip]:
    return [one for one in slips_ever(session, worker_id) if one.tax_year == year]


def slips_ever(session: Session, worker_id: int) -> list[tables.Payslip]:
    """Every payslip of a worker, the oldest first."""
    slip = tables.Payslip
    return list(session.scalars(select(slip).where(slip.worker_id == worker_id).order_by(slip.payday, slip.id)))


def _method_taken_over(
    session: Session, worker_id: int, slips: Slips, opening: tables.OpeningFigures | None
) -> tuple[str, tuple[Problem, ...]]:
    """How pension taken over was taken: as the scheme of that day says, else as the first payslip did; else doubted."""
    if opening is None or not opening.pension_paid:
        return "", ()
    scheme = tables.PensionScheme
    wanted = select(scheme.method).where(
        scheme.employer_id == owner(session).employer_id, scheme.first_day <= opening.as_at
    )
    method = session.scalars(wanted.order_by(scheme.first_day.desc()).limit(1)).first()
    method = method or next((one.pension_method for one in slips if one.pension_method), None)
    if method:
        return method, ()
    name = session.get_one(tables.Worker, worker_id).name
    return "", (Problem("pension", "pension_method_taken_over_unknown", {"worker": name}),)


def _payment(slips: Slips, weekly_minutes: int | None) -> Payment:
    last = slips[-1]
    code = TaxCode.read(last.code)
    prefix = "" if isinstance(code, Problem) or code.nation is Nation.ENGLAND else last.code[0]
    return Payment(
        payday=last.payday,
        frequency=last.frequency,
        number=last.tax_period,
        periods=len({(one.first_day, one.last_day) for one in slips}),
        hours_band=hours_band(weekly_minutes),
        code=last.code[len(prefix) :],
        nation_prefix=prefix,
        week_one=last.basis != "cumulative",
        after_leaving=last.after_leaving,
    )


def _statutory(to_date: _Sums, opening: tables.OpeningFigures | None) -> dict[str, Money]:
    paid = paid_by_law(to_date.session, to_date.slips)
    brought = json.loads(opening.statutory) if opening is not None else {}
    return {kind: paid.get(kind, ZERO) + Money(int(brought.get(kind, 0))) for kind in FAMILY_PAY}


def paid_by_law(session: Session, slips: Iterable[tables.Payslip]) -> dict[str, Money]:
    """What these payslips paid of each kind of family leave pay."""
    line = tables.PayslipLine
    ids = [one.id for one in slips]
    found: dict[str, Money] = {}
    for row in session.scalars(select(line).where(line.payslip_id.in_(ids), line.kind.in_(FAMILY_PAY))):
        found[row.kind] = found.get(row.kind, ZERO) + row.amount
    return found


def _letters(
    session: Session, worker_id: int, slips: Slips, now: Slips, opening: tables.OpeningFigures | None
) -> tuple[LetterFigures, ...]:
    """Each letter of the year, in the order they were first used. What was taken over stands under its day's letter."""
    brought = _letter_taken_over(session, worker_id, slips, opening)
    parts = under_letters(slips)
    since = now[0].payday
    letters = dict.fromkeys([*([brought] if brought else []), *(one.ni_letter for one in parts)])
    return tuple(
        _letter(
            letter,
            [one for one in parts if one.ni_letter == letter],
            [one for one in parts if one.ni_letter == letter and one.payday >= since],
            opening if letter == brought else None,
        )
        for letter in letters
    )


def _letter_taken_over(session: Session, worker_id: int, slips: Slips, opening: tables.OpeningFigures | None) -> str:
    if opening is None or not any((opening.niable, opening.employee_ni, opening.employer_ni, opening.at_lel)):
        return ""
    details = tax_details_at(session, worker_id, opening.as_at)
    return details.ni_letter if details is not None else slips[0].ni_letter


def _letter(
    letter: str, slips: Sequence[UnderLetter], now: Sequence[UnderLetter], opening: tables.OpeningFigures | None
) -> LetterFigures:
    def added(column: str) -> Money:
        return total(getattr(one, column) for one in slips) + (getattr(opening, column) if opening else ZERO)

    def both(column: str) -> Figure:
        return Figure(total(getattr(one, column) for one in now), added(column))

    return LetterFigures(
        letter, both("niable"), added("at_lel"), added("lel_to_pt"), added("pt_to_uel"), both("employer_ni"),
        both("employee_ni"),
    )  # fmt: skip

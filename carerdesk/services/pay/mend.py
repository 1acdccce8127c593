"""Mending what was wrong: the shift, the rate or the tax details, and marking each payslip that stands with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from carerdesk.catalogue.rates import load_rates
from carerdesk.domain.dates import day_and_month, tax_year_name
from carerdesk.domain.payroll.bands import tax_year_of
from carerdesk.domain.payroll.tax_code import CodeKind, TaxCode
from carerdesk.domain.problem import Problem
from carerdesk.services.books import owner
from carerdesk.services.hours.around import around
from carerdesk.services.hours.expenses import remove_expenses, settled_stay_behind, write_expenses
from carerdesk.services.hours.record_shift import CONFIRMED, keep_checked
from carerdesk.services.hours.rows import load, remove_parts, write
from carerdesk.services.pay.paydays import next_payday_of
from carerdesk.services.pay.wrong import (
    CODE,
    HOURS,
    LETTER,
    RATE,
    WORKER,
    Concern,
    Wrong,
    WrongHours,
    WrongRate,
    WrongTax,
    WrongWorker,
)  # fmt: skip
from carerdesk.services.people.check_terms import check_rate, check_tax, tidied_tax
from carerdesk.services.people.details import Rate, Tax
from carerdesk.store import tables

Problems = tuple[Problem, ...]


def mend(session: Session, wrong: Wrong, of: Concern, today: date) -> Problems:
    """Mend it within an operation, and mark every payslip that still stands with it; or say why it cannot be done."""
    if problems := (*_no_reason(wrong), *_day_outside(wrong, of)):
        return problems
    slips = [slip for slip in (session.get(tables.Payslip, each) for each in of.payslip_ids) if slip is not None]
    if isinstance(wrong, WrongHours):
        return _hours(session, wrong, of, slips, today)
    if isinstance(wrong, WrongWorker):
        return _worker(session, wrong, slips, today)
    if isinstance(wrong, WrongRate):
        return _rate(session, wrong, of, slips)
    return _tax(session, wrong, of, slips)


def _no_reason(wrong: Wrong) -> Problems:
    return () if wrong.why.strip() else (Problem("why", "put_right_needs_reason"),)


def _day_outside(wrong: Wrong, of: Concern) -> Problems:
    new = wrong.new if isinstance(wrong, WrongHours) else None
    if new is None or of.first_day <= new.day <= of.last_day:
        return ()
    values = {"first": day_and_month(of.first_day), "last": day_and_month(of.last_day)}
    return (Problem("day", "day_outside_payslip", values),)


def _mark(session: Session, slips: Iterable[tables.Payslip], kind: str, why: str, day: date | None = None) -> None:
    keys = owner(session).keys()
    session.add_all(
        tables.PutRight(
            **keys, payslip_id=slip.id, worker_id=slip.worker_id, day=day or slip.payday, kind=kind, why=why.strip()
        )
        for slip in slips
    )
    session.flush()


# --- hours ------------------------------------------------------------------------------------------------------------


def _hours(session: Session, wrong: WrongHours, of: Concern, slips: Sequence[tables.Payslip], today: date) -> Problems:
    if wrong.new is None:
        row = session.get_one(tables.Shift, wrong.shift_id)
        day = row.day
        remove_parts(session, row)
        remove_expenses(session, row)
        session.delete(row)
    else:
        day = wrong.new.day
        new = replace(wrong.new, worker_id=of.worker_id, with_worker_ids=())
        kept = keep_checked(session, new, today, wrong.shift_id, paid_period=True, state=CONFIRMED)
        if isinstance(kept, tuple):
            return kept
    _mark(session, slips, HOURS, wrong.why, day)
    return ()


def _worker(session: Session, wrong: WrongWorker, slips: Sequence[tables.Payslip], today: date) -> Problems:
    row = session.get_one(tables.Shift, wrong.shift_id)
    if row.worker_id == wrong.worker_id:
        return (Problem("worker_id", "put_right_same_worker"),)
    near = around(session, today, {row.worker_id, wrong.worker_id}, row.day, row.day)
    shift = replace(load(session, [row])[0], worker_id=wrong.worker_id)
    if problems := near.problems(shift, paid_period=True):
        return problems
    settled_stay_behind(session, row)
    write(session, row, shift)
    write_expenses(session, row, None)
    _mark(session, slips, WORKER, wrong.why, row.day)
    return ()


# --- rates ------------------------------------------------------------------------------------------------------------


def _rate(session: Session, wrong: WrongRate, of: Concern, slips: Sequence[tables.Payslip]) -> Problems:
    if problems := check_rate(Rate(wrong.kind, wrong.day, wrong.amount)):
        return tuple(replace(problem, field="amount") for problem in problems)
    if wrong.day > of.last_day:
        return (Problem("day", "put_right_rate_too_late", {"last": day_and_month(of.last_day)}),)
    rate = tables.PayRate
    wanted = select(rate).where(rate.worker_id == of.worker_id, rate.kind == wrong.kind)
    rows = list(session.scalars(wanted.order_by(rate.first_day, rate.id)))
    standing, later = _at(rows, wrong.day)
    if standing is None:
        return (Problem("day", "put_right_no_rate", {"worker": of.first_name}),)
    was = standing.amount
    if was == wrong.amount:
        return (Problem("amount", "put_right_same_rate"),)
    if standing.first_day == wrong.day:
        standing.amount = wrong.amount
    else:
        values = {"worker_id": of.worker_id, "kind": wrong.kind, "first_day": wrong.day, "amount": wrong.amount}
        session.add(rate(**owner(session).keys(), **values))
    _carry_on(later, {"amount": was}, {"amount": wrong.amount})
    _mark(session, slips, RATE, wrong.why)
    return ()


def _at(rows: Sequence[Any], day: date) -> tuple[Any, list[Any]]:
    """The row that holds on a day, and those that begin after it."""
    before = [row for row in rows if row.first_day <= day]
    return (before[-1] if before else None), [row for row in rows if row.first_day > day]


def _carry_on(later: Iterable[Any], was: Mapping[str, str | Decimal], right: Mapping[str, str | Decimal]) -> None:
    """Later rows that only repeat what was wrong take what is right, up to the first that says something else."""
    for row in later:
        if any(getattr(row, name) != value for name, value in was.items()):
            return
        for name, value in right.items():
            setattr(row, name, value)


# --- tax codes and letters --------------------------------------------------------------------------------------------


def _tax(session: Session, wrong: WrongTax, of: Concern, slips: Sequence[tables.Payslip]) -> Problems:
    right = tidied_tax(Tax(wrong.day, wrong.code, wrong.basis, wrong.letter))
    if problems := check_tax(right):
        return problems
    details = tables.TaxDetails
    wanted = select(details).where(details.worker_id == of.worker_id).order_by(details.first_day, details.id)
    standing, later = _at(list(session.scalars(wanted)), wrong.day)
    if standing is None:
        return (Problem("day", "put_right_no_code", {"worker": of.first_name}),)
    codes = ({"code": standing.code, "basis": standing.basis}, {"code": right.code, "basis": right.basis})
    letters = ({"ni_letter": standing.ni_letter}, {"ni_letter": right.ni_letter})
    kinds = [kind for kind, (was, now) in ((CODE, codes), (LETTER, letters)) if was != now]
    problems = _not_possible(session, of, slips, right, kinds)
    if problems:
        return problems
    if standing.first_day != wrong.day:
        standing = _again_from(session, standing, wrong.day)
    for was, now in (codes, letters):
        if was != now:
            _carry_on([standing, *later], was, now)
    for kind in kinds:
        _mark(session, slips[:1], kind, wrong.why)
    return ()


def _not_possible(
    session: Session, of: Concern, slips: Sequence[tables.Payslip], right: Tax, kinds: Sequence[str]
) -> Problems:
    if not kinds:
        return (Problem("tax_code", "put_right_same_tax"),)
    code = TaxCode.read(right.code)
    assert isinstance(code, TaxCode)
    flat = tax_year_of(load_rates(), code.nation, right.first_day).flat
    if code.kind is CodeKind.FLAT and code.flat not in flat:
        return (
            Problem("tax_code", "tax_code_not_in_year", {"code": code.text, "year": tax_year_name(right.first_day)}),
        )
    pays = next_payday_of(session, of.worker_id, of.payday)
    closed = [slip.tax_year for slip in slips if pays is not None and slip.tax_year != tax_year_name(pays)]
    if closed:
        return (Problem("day", "put_right_other_year", {"year": closed[0]}),)
    if LETTER in kinds and _two_jobs(session, slips):
        return (Problem("ni_letter", "put_right_two_jobs", {"worker": of.first_name}),)
    return ()


def _again_from(session: Session, standing: tables.TaxDetails, day: date) -> tables.TaxDetails:
    """The same details once more, from a later day."""
    values = {
        column.key: getattr(standing, column.key)
        for column in tables.TaxDetails.__table__.columns
        if column.key not in {"id", "first_day"}
    }
    row = tables.TaxDetails(**values, first_day=day)
    session.add(row)
    return row


def _two_jobs(session: Session, slips: Sequence[tables.Payslip]) -> bool:
    """Whether another job of the same person was paid on one of the days: its National Insurance hangs together."""
    worker, slip = tables.Worker, tables.Payslip
    for one in slips:
        number = session.get_one(worker, one.worker_id).ni_number
        wanted = select(slip.id).join(worker, worker.id == slip.worker_id)
        wanted = wanted.where(slip.payday == one.payday, slip.worker_id != one.worker_id, worker.ni_number == number)
        if number and session.scalar(wanted.limit(1)) is not None:
            return True
    return False

"""What one holiday booking pays: at the right week's pay, as somebody typed it, or nothing where it is rolled up."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import span
from carerdesk.domain.holiday.leave_year import leave_year
from carerdesk.domain.holiday.rolled_up import check_rolled_up
from carerdesk.domain.holiday.week_pay import in_pence
from carerdesk.domain.hours.shift import hours_text
from carerdesk.domain.money import Money
from carerdesk.domain.problem import Problem
from carerdesk.domain.working import Line, Source, Working
from carerdesk.services.holiday.earnings import BOOKING
from carerdesk.services.holiday.week_pay import weeks_pay
from carerdesk.services.people.details import ContractTerms
from carerdesk.services.people.read import contract_at
from carerdesk.store import tables


@dataclass(frozen=True, slots=True)
class BookingPay:
    """`amount` is None where nothing is paid for it again, or where a problem says what must be known first."""

    amount: Money | None
    rate: Decimal | None = None
    problem: Problem | None = None
    working: Working | None = None


def is_rolled_up(session: Session, worker_id: int, terms: ContractTerms, day: date) -> bool:
    """Whether holiday is paid with each wage on a day: by contract, and where that is lawful."""
    return terms.holiday_method == "rolled_up" and rolled_up_refused(session, worker_id, terms, day) is None


def rolled_up_refused(session: Session, worker_id: int, terms: ContractTerms, day: date) -> Problem | None:
    """Why holiday may not be paid with each wage on a day; None where it may."""
    worker = session.get_one(tables.Worker, worker_id)
    nation = session.get_one(tables.Person, worker.person_id).nation
    year = leave_year(day, terms.leave_year_month, terms.leave_year_day)
    return check_rolled_up(terms.hours_kind, nation, year)


def booking_pay(
    session: Session,
    worker_id: int,
    first: date,
    last: date,
    minutes: int,
    typed: Money | None = None,
    reason: str = "",
) -> BookingPay:
    """What a booking pays, with its working."""
    title = f"Holiday pay, {span(first, last)}"
    if typed is not None:
        lines = (Line(f"{hours_text(minutes)} of holiday, as somebody worked it out", str(typed), strong=True),)
        return BookingPay(typed, working=Working(title, lines, (), (reason,) if reason else ()))
    terms = contract_at(session, worker_id, first)
    if terms is not None and is_rolled_up(session, worker_id, terms, first):
        return BookingPay(None, working=Working(title, (), (), (guidance("holiday", "rolled_up"),)))
    found = weeks_pay(session, worker_id, first)
    if isinstance(found, Problem):
        return BookingPay(None, problem=found)
    return BookingPay(found.pay(minutes), found.rate, working=found.working(minutes, title))


def kept_pay(session: Session, booking: tables.LeaveBooking) -> BookingPay:
    """What a paid booking was paid, with the working its payslip kept; no working where an older payslip kept none.

    A booking that was cut was paid its part, by its minutes, of the one payment.
    """
    line = tables.PayslipLine
    root = booking.paid_with_id or booking.id
    wanted = select(line.amount, line.minutes).where(line.source == BOOKING, line.source_id == root)
    lines = session.execute(wanted).all()
    slip = session.get(tables.Payslip, booking.payslip_id) if booking.payslip_id is not None else None
    amount, minutes = sum(each.amount.pence for each in lines), sum(each.minutes or 0 for each in lines)
    paid = in_pence(Fraction(amount * booking.minutes, minutes * 100)) if minutes else None
    return BookingPay(paid, working=kept_working(slip, f"{BOOKING}:{root}") if slip is not None else None)


def kept_working(slip: tables.Payslip, record: str) -> Working | None:
    """The working a payslip kept of a line, by the record it pays ("leave_booking:3"); None where it kept none."""
    kept = json.loads(slip.working)["figures"].get(record)
    return _read(kept) if kept else None


def _read(kept: dict[str, Any]) -> Working:
    return Working(
        kept["title"],
        tuple(Line(*line) for line in kept["lines"]),
        tuple(Source(*source) for source in kept["sources"]),
        tuple(kept["notes"]),
    )

"""Holiday given back where the PA fell ill on it: those days count for nothing, and what they were paid is put right.

Somebody who is ill on holiday may take it at another time (GOV.UK, Taking sick leave: annual leave and sick leave). A
booking that was paid keeps its one payment: its rows together are then less than was paid for, and the next payday
takes the difference back, as sick pay is due for those days instead.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from sqlalchemy.orm import Session

from carerdesk.domain.holiday.week_pay import in_pence
from carerdesk.domain.money import Money
from carerdesk.services.holiday.days_off import days_off, spread
from carerdesk.store import tables

A_DAY = timedelta(days=1)
AGREED, GIVEN_BACK = "agreed", "given_back"


@dataclass(frozen=True, slots=True)
class _Piece:
    first: date
    last: date
    minutes: int


def minutes_on(session: Session, row: tables.LeaveBooking, first: date, last: date) -> int:
    """How many of a booking's minutes lie on some days."""
    return sum(minutes for day, minutes in _by_day(session, row).items() if first <= day <= last)


def give_back(session: Session, row: tables.LeaveBooking, first: date, last: date) -> int:
    """Give back the days of a booking from first to last; the minutes that return to the balance."""
    by_day = _by_day(session, row)
    back = _piece(by_day, max(first, row.first_day), min(last, row.last_day))
    kept = [_piece(by_day, row.first_day, first - A_DAY), _piece(by_day, last + A_DAY, row.last_day)]
    kept = [piece for piece in kept if piece.minutes]
    if not back.minutes:
        return 0
    if not kept:
        row.state = GIVEN_BACK
    else:
        whole, pay = row.minutes, row.pay
        _cut(row, kept[0], whole, pay)
        for piece in kept[1:]:
            _add(session, row, piece, AGREED, whole, pay)
        _add(session, row, back, GIVEN_BACK, whole, pay)
    session.flush()
    return back.minutes


def _by_day(session: Session, row: tables.LeaveBooking) -> dict[date, int]:
    known = days_off(session, row.worker_id, row.first_day, row.last_day)
    return spread(row.minutes, row.first_day, row.last_day, known)


def _piece(by_day: dict[date, int], first: date, last: date) -> _Piece:
    return _Piece(first, last, sum(minutes for day, minutes in by_day.items() if first <= day <= last))


def _cut(row: tables.LeaveBooking, piece: _Piece, whole: int, pay: Money | None) -> None:
    row.first_day, row.last_day, row.minutes = piece.first, piece.last, piece.minutes
    row.pay = _part_of(pay, piece.minutes, whole)


def _add(session: Session, row: tables.LeaveBooking, piece: _Piece, state: str, whole: int, pay: Money | None) -> None:
    paid_with = (row.paid_with_id or row.id) if row.payslip_id is not None else None
    session.add(
        tables.LeaveBooking(
            employer_id=row.employer_id, person_id=row.person_id, worker_id=row.worker_id, first_day=piece.first,
            last_day=piece.last, minutes=piece.minutes, state=state, payslip_id=row.payslip_id, note=row.note,
            pay=_part_of(pay, piece.minutes, whole), pay_reason=row.pay_reason, paid_with_id=paid_with,
        )
    )  # fmt: skip


def _part_of(pay: Money | None, minutes: int, whole: int) -> Money | None:
    """Pay typed for a whole booking, as much of it as a part of its minutes."""
    return None if pay is None else in_pence(Fraction(pay.pence, 100) * minutes / whole)

"""Which paydays there are: coming, missed and agreed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from carerdesk.domain.money import Money, total
from carerdesk.services.books import Books, owner
from carerdesk.services.pay.situation import periods_of
from carerdesk.services.sickness.reckoned import sick_pay_waits
from carerdesk.store import tables

AHEAD = timedelta(days=31)
LONGEST_WAIT = timedelta(days=62)


@dataclass(frozen=True, slots=True)
class PaydayRow:
    """A payday in the list: coming, due, or agreed with its take-home pay."""

    payday: date
    names: tuple[str, ...]
    agreed: bool
    net: Money | None
    late: bool = False


def next_paydays(session: Session, today: date, ahead: timedelta = AHEAD) -> dict[date, tuple[str, ...]]:
    """Paydays not paid yet, up to some days ahead, with the names on them. Missed ones are those with hours."""
    found: dict[date, list[str]] = defaultdict(list)
    for row in _employed(session):
        for payday in _open_paydays(session, row, today + ahead):
            found[payday].append(row.name.split()[0])
    return {payday: tuple(names) for payday, names in sorted(found.items())}


def paydays_with_something(session: Session, paydays: Iterable[date]) -> frozenset[date]:
    """Those of these paydays that somebody has hours or sickness for, or something else that waits to be paid."""
    wanted, found = sorted(paydays), set()
    for row in _employed(session) if wanted else ():
        waits = _something_waits(session, row.id) or _has_family_leave(session, row.id)
        for period in periods_of(session, row.id, wanted[-1]):
            if period.payday in wanted and (waits or _has_work(session, row.id, period.first, period.last)):
                found.add(period.payday)
    return frozenset(found)


def _employed(session: Session) -> Iterable[tables.Worker]:
    mine = select(tables.Worker).where(tables.Worker.person_id == owner(session).person_id)
    return session.scalars(mine.where(tables.Worker.kind == "employee").order_by(tables.Worker.name)).all()


def _has_family_leave(session: Session, worker_id: int) -> bool:
    leave = tables.FamilyLeave
    return session.scalar(select(leave.id).where(leave.worker_id == worker_id).limit(1)) is not None


def _open_paydays(session: Session, row: tables.Worker, until: date) -> list[date]:
    slip = tables.Payslip
    last_paid = session.scalars(
        select(slip.payday).where(slip.worker_id == row.id).order_by(slip.payday.desc()).limit(1)
    ).first()
    periods = [p for p in periods_of(session, row.id, until) if last_paid is None or p.payday > last_paid]
    mine = [p for p in periods if row.left is None or p.first <= row.left]
    found = [p.payday for p in mine if _has_work(session, row.id, p.first, p.last) or p.last >= until - AHEAD]
    if not found and periods and _something_waits(session, row.id):
        found = [periods[-1].payday]  # somebody who has left still gets what was put right
    return found


def next_payday_of(session: Session, worker_id: int, after: date) -> date | None:
    """The first payday after a day that this worker has no payslip for."""
    slip = tables.Payslip
    last = session.scalar(select(func.max(slip.payday)).where(slip.worker_id == worker_id))
    since = max(after, last or after)
    later = [one.payday for one in periods_of(session, worker_id, since + LONGEST_WAIT) if one.payday > since]
    return min(later, default=None)


def _something_waits(session: Session, worker_id: int) -> bool:
    put_right, booking = tables.PutRight, tables.LeaveBooking
    waiting = select(put_right.id).where(put_right.worker_id == worker_id, put_right.settled_by_id.is_(None))
    untaken = select(booking.id).where(
        booking.worker_id == worker_id, booking.payslip_id.is_(None), booking.state == "agreed"
    )
    item = tables.PayItem
    to_pay = item.part.in_(("pay", "expense"))
    once = select(item.id).where(item.worker_id == worker_id, item.payslip_id.is_(None), to_pay)
    waits = any(session.scalar(wanted.limit(1)) is not None for wanted in (waiting, untaken, once))
    return waits or sick_pay_waits(session, worker_id)


def _has_work(session: Session, worker_id: int, first: date, last: date) -> bool:
    """Whether hours, sickness, agreed holiday or paid leave of another kind stand in a period."""
    shift, sick, leave, other = tables.Shift, tables.Sickness, tables.LeaveBooking, tables.OtherLeave
    hours = select(shift.id).where(shift.worker_id == worker_id, shift.day >= first, shift.day <= last)
    ongoing = sick.last_day.is_(None) | (sick.last_day >= first)
    ill = select(sick.id).where(sick.worker_id == worker_id, sick.first_day <= last, ongoing)
    holiday = select(leave.id).where(
        leave.worker_id == worker_id, leave.state == "agreed", leave.first_day <= last, leave.last_day >= first
    )
    off = select(other.id).where(
        other.worker_id == worker_id, other.paid.is_(True), other.first_day <= last, other.last_day >= first
    )
    return any(session.scalar(wanted.limit(1)) is not None for wanted in (hours, ill, holiday, off))


def payday_list(books: Books, *, most: int = 60) -> tuple[PaydayRow, ...]:
    """Paydays to come and those agreed, the newest first."""
    with books.reading() as session:
        here = owner(session)
        today = books.today()
        coming = [
            PaydayRow(payday, names, agreed=False, net=None, late=payday < today)
            for payday, names in next_paydays(session, today).items()
        ]
        slip, worker = tables.Payslip, tables.Worker
        rows = session.execute(
            select(slip.payday, worker.name, slip.net)
            .join(worker, worker.id == slip.worker_id)
            .where(slip.person_id == here.person_id)
            .order_by(slip.payday.desc(), worker.name)
            .limit(most * 5)
        )
        past: dict[date, list[tuple[str, Money]]] = defaultdict(list)
        for payday, name, net in rows:
            past[payday].append((name.split()[0], net))
        done = [
            PaydayRow(payday, tuple(name for name, _ in found), agreed=True, net=total(net for _, net in found))
            for payday, found in past.items()
        ]
        return tuple(sorted([*coming, *done], key=lambda row: row.payday, reverse=True))[:most]

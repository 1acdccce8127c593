"""Sickness on days that are booked as holiday: the holiday is given back, or stays and those days are not sickness."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from carerdesk.domain.dates import span
from carerdesk.domain.hours.shift import hours_text
from carerdesk.domain.problem import Problem
from carerdesk.services.holiday.give_back import give_back, minutes_on
from carerdesk.services.sickness.give_way import holiday_instead
from carerdesk.store import tables


@dataclass(frozen=True, slots=True)
class OnHoliday:
    """A booking that some days off sick lie in, those days, and their minutes."""

    row: tables.LeaveBooking
    first: date
    last: date
    minutes: int


def on_holiday(session: Session, worker_id: int, first: date, last: date | None, today: date) -> list[OnHoliday]:
    """Agreed holiday on the days. Sickness that goes on reaches into the booking it begins in, or that today is in."""
    booking = tables.LeaveBooking
    until = last or max(first, today)
    wanted = select(booking).where(
        booking.worker_id == worker_id, booking.state == "agreed", booking.first_day <= until,
        booking.last_day >= first,
    )  # fmt: skip
    found = []
    for row in session.scalars(wanted.order_by(booking.first_day)):
        begins, ends = max(first, row.first_day), row.last_day if last is None else min(last, row.last_day)
        minutes = minutes_on(session, row, begins, ends)
        if minutes:
            found.append(OnHoliday(row, begins, ends, minutes))
    return found


def ask(session: Session, worker_id: int, found: list[OnHoliday]) -> tuple[Problem, ...]:
    """The question what becomes of the holiday; none where there is no holiday."""
    if not found:
        return ()
    name = session.get_one(tables.Worker, worker_id).name.split(" ", maxsplit=1)[0]
    values = {
        "worker": name, "days": span(found[0].first, found[-1].last),
        "hours": hours_text(sum(one.minutes for one in found)),
    }  # fmt: skip
    paid = any(one.row.payslip_id is not None for one in found)
    return (Problem("first", "sick_on_paid_holiday" if paid else "sick_on_holiday", values),)


def let_go(session: Session, found: list[OnHoliday]) -> int:
    """Give the days back; the minutes that return to the balance."""
    return sum(give_back(session, one.row, one.first, one.last) for one in found)


def let_stay(session: Session, worker_id: int, found: list[OnHoliday]) -> None:
    """The days stay holiday: they are taken out of the sickness."""
    for one in found:
        holiday_instead(session, worker_id, one.row.first_day, one.row.last_day)


def all_holiday(found: list[OnHoliday], first: date, last: date | None) -> bool:
    """Whether one booking holds every day off sick: then there is no sickness to record."""
    return last is not None and any(one.row.first_day <= first and last <= one.row.last_day for one in found)

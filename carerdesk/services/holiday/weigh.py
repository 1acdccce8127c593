"""A holiday weighed before it is kept: the balance before and after, what it pays, what falls open, who else is off."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from math import ceil

from sqlalchemy import select
from sqlalchemy.orm import Session

from carerdesk.domain.holiday.balance import beyond
from carerdesk.domain.holiday.leave_year import LeaveYear, by_leave_year
from carerdesk.domain.holiday.notice import Notice, notice_for
from carerdesk.domain.hours.clock import clock_time
from carerdesk.domain.money import Money, total
from carerdesk.domain.problem import Problem
from carerdesk.services.books import Books, owner
from carerdesk.services.holiday.balance import holiday_view
from carerdesk.services.holiday.booking_pay import BookingPay, booking_pay
from carerdesk.services.holiday.days_off import day_minutes, days_off, spread
from carerdesk.services.hours.away import SICK, Away, away_between
from carerdesk.services.hours.states import PLANNED
from carerdesk.services.people.read import contract_at
from carerdesk.store import tables


@dataclass(frozen=True, slots=True)
class NewBooking:
    """Holiday asked for: its days, both counted, and the minutes of work it takes the place of."""

    worker_id: int
    first: date
    last: date
    minutes: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """The part of a holiday that lies in one leave year, and that year's balance before it, in minutes."""

    first: date
    last: date
    minutes: int
    year: LeaveYear
    before: int

    @property
    def after(self) -> int:
        """What is left once it is taken; minus where it is more than was earned."""
        return self.before - self.minutes

    @property
    def over(self) -> int:
        """How much of it is more than is left."""
        return beyond(self.minutes, self.before)


@dataclass(frozen=True, slots=True)
class OpenShift:
    """A planned shift that nobody would take."""

    shift_id: int
    day: date
    times: str


@dataclass(frozen=True, slots=True)
class Clash:
    """Somebody else who is off on some of the days."""

    worker: str
    kind: str
    first: date
    last: date | None


@dataclass(frozen=True, slots=True)
class Weighed:
    """What a holiday would do. `a_day` is an average day's minutes, None where the books cannot tell.

    `pay` is what it pays; None where nothing is paid again (`rolled_up`) or where `pay_problem` says why it is unknown.
    """

    parts: tuple[Part, ...]
    a_day: Fraction | None
    pay: Money | None
    rolled_up: bool
    pay_problem: Problem | None
    open_shifts: tuple[OpenShift, ...]
    clashes: tuple[Clash, ...]
    notice: Notice
    sick: tuple[Away, ...]

    @property
    def minutes(self) -> int:
        """All of it."""
        return sum(part.minutes for part in self.parts)

    @property
    def over(self) -> int:
        """How much of it is more than is left, over its leave years."""
        return sum(part.over for part in self.parts)


def weigh(books: Books, new: NewBooking, but: int | None = None) -> Weighed | None:
    """What a holiday would do; None where no contract stands on its first day or its days are back to front.

    `but` is a booking that it would take the place of: its hours come back first.
    """
    with books.reading() as session:
        return weighed(session, new, but)


def weighed(session: Session, new: NewBooking, but: int | None = None) -> Weighed | None:
    """As `weigh`, within a session."""
    parts = _without(session, parts_of(session, new), but)
    if not parts:
        return None
    pays = [booking_pay(session, new.worker_id, one.first, one.last, one.minutes) for one in parts if one.minutes]
    away = away_between(session, new.first, new.last)
    return Weighed(
        parts, day_minutes(session, new.worker_id, new.first), _pay(pays), any(_nothing_more(one) for one in pays),
        next((one.problem for one in pays if one.problem is not None), None), open_shifts(session, new),
        _clashes(session, new, away), notice_of(session, new),
        tuple(each for each in away if each.worker_id == new.worker_id and each.kind == SICK),
    )  # fmt: skip


def notice_of(session: Session, new: NewBooking) -> Notice:
    """The notice that a holiday asks for: its days of work from the rota and the contract, else from an average day."""
    if new.last < new.first:
        return notice_for(new.first, new.first)
    known = days_off(session, new.worker_id, new.first, new.last)
    if known is not None and known.by_day:
        return notice_for(new.first, new.last, len(known.by_day))
    a_day = day_minutes(session, new.worker_id, new.first)
    return notice_for(new.first, new.last, ceil(new.minutes / a_day) if a_day else None)


def _without(session: Session, parts: tuple[Part, ...], but: int | None) -> tuple[Part, ...]:
    row = session.get(tables.LeaveBooking, but) if but is not None else None
    if row is None:
        return parts
    return tuple(
        replace(part, before=part.before + row.minutes) if row.first_day in part.year else part for part in parts
    )


def _pay(pays: list[BookingPay]) -> Money | None:
    amounts = [one.amount for one in pays if one.amount is not None]
    return total(amounts) if amounts and not any(one.problem for one in pays) else None


def _nothing_more(pays: BookingPay) -> bool:
    return pays.amount is None and pays.problem is None


def parts_of(session: Session, new: NewBooking) -> tuple[Part, ...]:
    """A holiday cut by leave years, its minutes shared out by the hours of its days, each with the balance before."""
    terms = contract_at(session, new.worker_id, new.first)
    if terms is None or new.last < new.first:
        return ()
    cut = by_leave_year(new.first, new.last, terms.leave_year_month, terms.leave_year_day)
    by_day = spread(new.minutes, new.first, new.last, days_off(session, new.worker_id, new.first, new.last))
    found = []
    for first, last in cut:
        view = holiday_view(session, new.worker_id, first)
        assert view is not None
        minutes = sum(part for day, part in by_day.items() if first <= day <= last)
        found.append(Part(first, last, minutes, view.year, view.balance.left))
    return tuple(part for part in found if part.minutes) or tuple(found[:1])


def open_shifts(session: Session, new: NewBooking) -> tuple[OpenShift, ...]:
    """Shifts planned for the worker on the days."""
    shift = tables.Shift
    wanted = select(shift).where(
        shift.worker_id == new.worker_id, shift.day >= new.first, shift.day <= new.last, shift.state == PLANNED
    )
    return tuple(OpenShift(row.id, row.day, _times(row)) for row in session.scalars(wanted.order_by(shift.starts)))


def _times(row: tables.Shift) -> str:
    return f"{clock_time(row.starts, row.zone):%H:%M}–{clock_time(row.ends, row.zone):%H:%M}"


def _clashes(session: Session, new: NewBooking, away: tuple[Away, ...]) -> tuple[Clash, ...]:
    worker = tables.Worker
    here = owner(session).person_id
    names = {row.id: row.name for row in session.scalars(select(worker).where(worker.person_id == here))}
    others = (each for each in away if each.worker_id != new.worker_id and each.worker_id in names)
    return tuple(Clash(names[each.worker_id], each.of or each.kind, each.first, each.last) for each in others)

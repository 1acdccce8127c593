"""Shifts, whose money pays for them, timesheets and leave."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from carerdesk.domain.money import Money
from carerdesk.store.tables.base import Base, Owned, mapped_default, to


class Shift(Owned, Base):
    """One PA's shift. It belongs to the local day it starts on; two PAs on one outing share an outing number.

    `shared_minutes` are start to end without the break: those the funders share, asleep or awake. `planned_starts` and
    `planned_ends` are what was planned where the hours worked turned out otherwise. `pattern_id` and `pattern_day` say
    which pattern it was filled from, and for which of its days. `people_needed` is how many PAs should be there.
    `came_from` marks the row of a file it was brought in from.
    """

    __tablename__ = "shift"
    __table_args__ = (
        Index("ix_shift_day_worker", "day", "worker_id"),
        Index("ix_shift_outing", "outing"),
        Index("ix_shift_person_day", "person_id", "day"),
        Index("ix_shift_worker_day", "worker_id", "day"),
    )

    worker_id: Mapped[int] = to("worker")
    day: Mapped[date]
    starts: Mapped[datetime]
    ends: Mapped[datetime]
    zone: Mapped[str] = mapped_default("Europe/London")
    kind: Mapped[str]
    break_minutes: Mapped[int] = mapped_default(0)
    shared_minutes: Mapped[int]
    miles: Mapped[Decimal] = mapped_default(Decimal(0))
    outing: Mapped[int | None]
    what: Mapped[str] = mapped_default("")
    how_it_went: Mapped[str] = mapped_default("")
    state: Mapped[str] = mapped_default("planned")
    planned_starts: Mapped[datetime | None]
    planned_ends: Mapped[datetime | None]
    pattern_id: Mapped[int | None] = to("pattern")
    pattern_day: Mapped[date | None]
    people_needed: Mapped[int] = mapped_default(1)
    came_from: Mapped[str] = mapped_default("")


class CallOut(Owned, Base):
    """Time awake and working within a sleep-in."""

    __tablename__ = "call_out"

    shift_id: Mapped[int] = to("shift")
    starts: Mapped[datetime]
    ends: Mapped[datetime]


class ShiftShare(Owned, Base):
    """The whole minutes of a shift that one funder pays for."""

    __tablename__ = "shift_share"

    shift_id: Mapped[int] = to("shift")
    funder_id: Mapped[int] = to("funder")
    minutes: Mapped[int]


class Timesheet(Owned, Base):
    """A PA's hours over a stretch of days, printed with a code, signed or agreed.

    `signed_by` is who agreed to it on screen, at `signed_at`; on paper the signature says so.
    """

    __tablename__ = "timesheet"

    worker_id: Mapped[int] = to("worker")
    first_day: Mapped[date]
    last_day: Mapped[date]
    code: Mapped[str]
    minutes: Mapped[int]
    signed_on: Mapped[date | None]
    signed_how: Mapped[str] = mapped_default("")
    signed_by: Mapped[str] = mapped_default("")
    signed_at: Mapped[datetime | None]


class LeaveBooking(Owned, Base):
    """Holiday agreed. `pay` is what a person typed where pay varies, `pay_reason` how they got to it.

    `state` is agreed, or given_back where the days turned into sickness: those count for nothing and stay on record.
    `paid_with_id` is the booking whose payslip line pays this one too: a paid booking that was cut keeps one payment.
    """

    __tablename__ = "leave_booking"

    worker_id: Mapped[int] = to("worker")
    first_day: Mapped[date]
    last_day: Mapped[date]
    minutes: Mapped[int]
    state: Mapped[str] = mapped_default("agreed")
    payslip_id: Mapped[int | None] = to("payslip")
    note: Mapped[str] = mapped_default("")
    pay: Mapped[Money | None]
    pay_reason: Mapped[str] = mapped_default("")
    paid_with_id: Mapped[int | None]


class LeaveRequest(Owned, Base):
    """Holiday a worker asked for, and what was said to it.

    `state` is asked, agreed, refused or withdrawn; `reason` is the one given for refusing. Agreed, `leave_booking_id`
    names the booking it became, for as long as that stands.
    """

    __tablename__ = "leave_request"

    worker_id: Mapped[int] = to("worker")
    first_day: Mapped[date]
    last_day: Mapped[date]
    minutes: Mapped[int]
    asked_on: Mapped[date]
    state: Mapped[str] = mapped_default("asked")
    answered_on: Mapped[date | None]
    reason: Mapped[str] = mapped_default("")
    leave_booking_id: Mapped[int | None] = to("leave_booking")
    note: Mapped[str] = mapped_default("")


class HolidayEntry(Owned, Base):
    """What was done about a worker's holiday beside earning and taking it, in minutes.

    `kind` is "carried" (into the leave year of `day`, from the one that began on `from_year`, for a `reason`, to be
    taken by `use_by`), "closed" (a leave year is finished; what lapsed is minus), "warned" (told in writing what would
    be lost) or "typed" (put right by a person).
    """

    __tablename__ = "holiday_entry"

    worker_id: Mapped[int] = to("worker")
    day: Mapped[date]
    minutes: Mapped[int]
    kind: Mapped[str]
    payslip_id: Mapped[int | None] = to("payslip")
    note: Mapped[str] = mapped_default("")
    from_year: Mapped[date | None]
    reason: Mapped[str] = mapped_default("")
    use_by: Mapped[date | None]

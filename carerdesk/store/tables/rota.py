"""The rota as planned: repeating patterns, school terms, what each PA can do, who to ask, and who was told when."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from carerdesk.store.tables.base import Base, Owned, mapped_default, to


class Pattern(Owned, Base):
    """One PA's shift that comes again by a rule, from a day on.

    `rule` is an iCalendar RRULE without its end ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"), counted from `first_day`. Minutes
    are the clock's, from midnight of the day it starts; above 1440 it ends on the next day. `kind` is empty where the
    usual kind of the day is meant. `seasons` is always, term or holidays; `bank_holidays` is work or off. Patterns of
    one `outing` go out together. `series` stays the same when a pattern gives way to its next version. `filled_to` is
    the last day for which its shifts were put into the rota.
    """

    __tablename__ = "pattern"

    worker_id: Mapped[int] = to("worker")
    series: Mapped[int]
    first_day: Mapped[date]
    last_day: Mapped[date | None]
    rule: Mapped[str]
    start_minute: Mapped[int]
    end_minute: Mapped[int]
    zone: Mapped[str] = mapped_default("Europe/London")
    kind: Mapped[str] = mapped_default("")
    break_minutes: Mapped[int] = mapped_default(0)
    miles: Mapped[Decimal] = mapped_default(Decimal(0))
    what: Mapped[str] = mapped_default("")
    outing: Mapped[int | None]
    people_needed: Mapped[int] = mapped_default(1)
    seasons: Mapped[str] = mapped_default("always")
    bank_holidays: Mapped[str] = mapped_default("work")
    filled_to: Mapped[date | None]
    note: Mapped[str] = mapped_default("")


class PatternShare(Owned, Base):
    """The per cent of a pattern's shifts that one funder pays for."""

    __tablename__ = "pattern_share"

    pattern_id: Mapped[int] = to("pattern")
    funder_id: Mapped[int] = to("funder")
    percent: Mapped[Decimal]


class PatternException(Owned, Base):
    """A day of a series that a person has settled otherwise: "off" (taken out) or "changed" (its shift stays as it is).

    It outlives the version of the pattern it was made under.
    """

    __tablename__ = "pattern_exception"
    __table_args__ = (Index("ix_pattern_exception_series_day", "series", "day"),)

    series: Mapped[int]
    day: Mapped[date]
    kind: Mapped[str]
    note: Mapped[str] = mapped_default("")


class Term(Owned, Base):
    """A school or college term of the person supported, first day to last."""

    __tablename__ = "term"

    name: Mapped[str]
    first_day: Mapped[date]
    last_day: Mapped[date]


class WorkLimit(Owned, Base):
    """What a PA can work from a day on, by their own word.

    `weekdays` are the days they can work ("mon,tue"; empty: any). `opted_out_on` is the day they agreed in writing to
    work more than 48 hours a week on average; `opt_out_ends` the day that agreement ends.
    """

    __tablename__ = "work_limit"

    worker_id: Mapped[int] = to("worker")
    first_day: Mapped[date]
    weekly_minutes: Mapped[int | None]
    weekdays: Mapped[str] = mapped_default("")
    earliest_minute: Mapped[int | None]
    latest_minute: Mapped[int | None]
    opted_out_on: Mapped[date | None]
    opt_out_ends: Mapped[date | None]
    note: Mapped[str] = mapped_default("")


class CoverContact(Owned, Base):
    """Somebody to ask for cover, in the family's own order.

    `kind` is pa, relief, agency, family or council. `rate` is pounds an hour where it is not a worker's own rate.
    `weekdays` are the days they can come (empty: any). `confirmed_on` is when they last said that they still can.
    """

    __tablename__ = "cover_contact"

    position: Mapped[int]
    kind: Mapped[str]
    worker_id: Mapped[int | None] = to("worker")
    name: Mapped[str]
    phone: Mapped[str] = mapped_default("")
    email: Mapped[str] = mapped_default("")
    rate: Mapped[Decimal | None]
    weekdays: Mapped[str] = mapped_default("")
    notice: Mapped[str] = mapped_default("")
    limits: Mapped[str] = mapped_default("")
    same_household: Mapped[bool] = mapped_default(False)
    confirmed_on: Mapped[date | None]
    note: Mapped[str] = mapped_default("")


class ShiftNotice(Owned, Base):
    """That somebody was told of a shift or asked to take it, with the times as they stood then.

    `kind` is asked, offered, changed or cancelled; `answer` is empty, yes, no or nothing. `shift_id` names the shift
    without holding on to it: the record outlives it.
    """

    __tablename__ = "shift_notice"
    __table_args__ = (Index("ix_shift_notice_shift_id", "shift_id"),)

    shift_id: Mapped[int | None]
    worker_id: Mapped[int | None] = to("worker")
    cover_contact_id: Mapped[int | None] = to("cover_contact")
    name: Mapped[str]
    starts: Mapped[datetime]
    ends: Mapped[datetime]
    zone: Mapped[str] = mapped_default("Europe/London")
    kind: Mapped[str]
    at: Mapped[datetime]
    how: Mapped[str] = mapped_default("")
    answer: Mapped[str] = mapped_default("")
    answered_at: Mapped[datetime | None]
    note: Mapped[str] = mapped_default("")

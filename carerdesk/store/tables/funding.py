"""Funders, what they award, and what they have agreed to."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Mapped

from carerdesk.domain.money import Money
from carerdesk.store.tables.base import Base, Owned, mapped_default, to


class Funder(Owned, Base):
    """Whoever pays: a council, the NHS, Access to Work, the family itself. `position` settles ties of pennies.

    `profile` names what was known of its ways beforehand; what is kept here is what the family's own agreement says.
    """

    __tablename__ = "funder"

    name: Mapped[str]
    short_name: Mapped[str]
    kind: Mapped[str]
    reference: Mapped[str] = mapped_default("")
    address: Mapped[str] = mapped_default("")
    position: Mapped[int] = mapped_default(0)
    cost_based: Mapped[bool] = mapped_default(True)
    agreed_rate: Mapped[Decimal | None]
    least_weeks: Mapped[Decimal | None]
    most_weeks: Mapped[Decimal | None]
    cycle: Mapped[str] = mapped_default("")
    cycle_from: Mapped[date | None]
    deadline_days: Mapped[int | None]
    retention_years: Mapped[int] = mapped_default(7)
    ended: Mapped[date | None]
    profile: Mapped[str] = mapped_default("")


class Award(Owned, Base):
    """What a funder gives over a stretch of time, and for how many hours."""

    __tablename__ = "award"

    funder_id: Mapped[int] = to("funder")
    first_day: Mapped[date]
    last_day: Mapped[date | None]
    amount: Mapped[Money]
    every: Mapped[str]
    weekly_minutes: Mapped[int | None]
    contribution: Mapped[Money | None]
    contribution_every: Mapped[str] = mapped_default("week")
    note: Mapped[str] = mapped_default("")


class RatePart(Owned, Base):
    """One cost of employing, beside pay and what the law adds to it, as a funder's rate counts it.

    `basis` is percent_of_pay, hour, week or year; `amount` is per cent or pounds. `inside` says that the funder's
    hourly rate is meant to cover it; where not, it is paid beside the rate.
    """

    __tablename__ = "rate_part"

    funder_id: Mapped[int] = to("funder")
    title: Mapped[str]
    basis: Mapped[str]
    amount: Mapped[Decimal]
    inside: Mapped[bool] = mapped_default(True)
    first_day: Mapped[date]
    last_day: Mapped[date | None]
    note: Mapped[str] = mapped_default("")


class PlanOutcome(Owned, Base):
    """Something the plan is for, which spending points to."""

    __tablename__ = "plan_outcome"

    funder_id: Mapped[int] = to("funder")
    title: Mapped[str]
    first_day: Mapped[date | None]
    last_day: Mapped[date | None]


class Permission(Owned, Base):
    """Who agreed what, when and how."""

    __tablename__ = "permission"

    funder_id: Mapped[int] = to("funder")
    day: Mapped[date]
    who: Mapped[str]
    how: Mapped[str]
    what: Mapped[str]
    topic: Mapped[str] = mapped_default("")
    worker_id: Mapped[int | None] = to("worker")


class PlannedSaving(Owned, Base):
    """Money a funder has agreed may be kept for a purpose."""

    __tablename__ = "planned_saving"

    funder_id: Mapped[int] = to("funder")
    permission_id: Mapped[int | None] = to("permission")
    title: Mapped[str]
    amount: Mapped[Money]
    first_day: Mapped[date]
    last_day: Mapped[date | None]

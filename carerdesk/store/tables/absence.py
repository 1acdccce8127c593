"""Time off that is paid by law: sickness and family leave."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Mapped

from carerdesk.domain.money import Money
from carerdesk.store.tables.base import Base, Owned, mapped_default, to


class Sickness(Owned, Base):
    """One spell of sickness; open while `last_day` is empty.

    `weekdays` are the qualifying days agreed for it ("mon,tue,thu"). `average` is weekly earnings typed by a person
    where the books cannot know them, with `average_reason`. `refused` says why no sick pay is due, where somebody
    decided so.
    """

    __tablename__ = "sickness"

    worker_id: Mapped[int] = to("worker")
    first_day: Mapped[date]
    last_day: Mapped[date | None]
    weekdays: Mapped[str]
    told_on: Mapped[date | None]
    proof: Mapped[str] = mapped_default("")
    average: Mapped[Money | None]
    average_reason: Mapped[str] = mapped_default("")
    refused: Mapped[str] = mapped_default("")
    note: Mapped[str] = mapped_default("")


class FamilyLeave(Owned, Base):
    """Maternity, paternity, adoption, shared parental, bereavement or neonatal care leave with its pay.

    `kind` is smp, spp, sap, shpp, spbp or sncp. `event_on` is the due date, the day of being told of a match, the death
    or the first day of neonatal care, as the kind asks; `born_on` the birth or placement. `last_day` is empty while
    the leave goes on as planned. `answers` are the entitlement questions answered, as JSON. `average` is typed weekly
    earnings, in pounds, where the books cannot know them. `refused` says why no pay is due.
    """

    __tablename__ = "family_leave"

    worker_id: Mapped[int] = to("worker")
    kind: Mapped[str]
    event_on: Mapped[date]
    born_on: Mapped[date | None]
    first_day: Mapped[date]
    last_day: Mapped[date | None]
    answers: Mapped[str] = mapped_default("{}")
    average: Mapped[Decimal | None]
    average_reason: Mapped[str] = mapped_default("")
    proof: Mapped[str] = mapped_default("")
    refused: Mapped[str] = mapped_default("")
    note: Mapped[str] = mapped_default("")


class FamilyLeaveBlock(Owned, Base):
    """A stretch of whole weeks of a family leave, where it is taken in pieces."""

    __tablename__ = "family_leave_block"

    family_leave_id: Mapped[int] = to("family_leave")
    first_day: Mapped[date]
    weeks: Mapped[int]


class KeptAverage(Owned, Base):
    """A weekly average that later weeks rest on, frozen when first used: of a linked run of sickness, or a leave."""

    __tablename__ = "kept_average"

    worker_id: Mapped[int] = to("worker")
    record: Mapped[str]
    record_id: Mapped[int]
    day: Mapped[date]
    amount: Mapped[Decimal]
    working: Mapped[str] = mapped_default("")
    note: Mapped[str] = mapped_default("")

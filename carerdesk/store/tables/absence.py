"""Time off beside holiday: sickness, family leave, and leave of other kinds."""

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


class FitNote(Owned, Base):
    """A paper about a spell of sickness and the days it speaks for.

    `kind` is self_certificate or fit_note; `advice` is not_fit or may_be_fit. The paper itself is attached.
    """

    __tablename__ = "fit_note"

    sickness_id: Mapped[int] = to("sickness")
    kind: Mapped[str]
    first_day: Mapped[date]
    last_day: Mapped[date]
    received_on: Mapped[date | None]
    advice: Mapped[str] = mapped_default("not_fit")
    note: Mapped[str] = mapped_default("")


class OtherLeave(Owned, Base):
    """Time off that is neither holiday nor sickness nor family leave with pay by law.

    `kind` is unpaid, jury, carers, emergency or compassionate. `minutes` are those it takes the place of. `paid` says
    that the employer pays them all the same.
    """

    __tablename__ = "other_leave"

    worker_id: Mapped[int] = to("worker")
    kind: Mapped[str]
    first_day: Mapped[date]
    last_day: Mapped[date]
    minutes: Mapped[int]
    paid: Mapped[bool] = mapped_default(False)
    told_on: Mapped[date | None]
    payslip_id: Mapped[int | None] = to("payslip")
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

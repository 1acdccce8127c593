"""What somebody says was wrong with pay that is agreed, and which payslips that concerns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final, TypeAlias

from sqlalchemy import select
from sqlalchemy.orm import Session

from carerdesk.services.books import owner
from carerdesk.services.hours.new_shift import NewShift
from carerdesk.services.pay.leaving import ways_out
from carerdesk.store import tables

HOURS: Final = "hours"
RATE: Final = "rate"
CODE: Final = "code"
LETTER: Final = "letter"
WORKER: Final = "worker"


@dataclass(frozen=True, slots=True)
class WrongHours:
    """What was wrong with a paid period: a shift to add (`shift_id` None), to change, or (`new` None) to take out."""

    payslip_id: int
    why: str
    shift_id: int | None = None
    new: NewShift | None = None


@dataclass(frozen=True, slots=True)
class WrongWorker:
    """A paid shift that another PA worked."""

    payslip_id: int
    why: str
    shift_id: int
    worker_id: int


@dataclass(frozen=True, slots=True)
class WrongRate:
    """A rate that was wrong from a day on; `amount` is the right one, in pounds an hour, a night or a mile."""

    payslip_id: int
    why: str
    kind: str
    day: date
    amount: Decimal


@dataclass(frozen=True, slots=True)
class WrongTax:
    """A tax code, the way it counts, or a letter, wrong from the payday `day` on; these are the right ones."""

    payslip_id: int
    why: str
    day: date
    code: str
    basis: str
    letter: str


Wrong: TypeAlias = WrongHours | WrongWorker | WrongRate | WrongTax


@dataclass(frozen=True, slots=True)
class Concern:
    """Whose payslip was wrong, the days and the payday it was for, and every payslip that was wrong with it.

    `again` are the paydays that can be taken back for it and finished again, the oldest first: nothing of them, or of
    any later one, has left the house.
    """

    worker_id: int
    name: str
    first_day: date
    last_day: date
    payday: date
    payslip_ids: tuple[int, ...]
    again: tuple[date, ...]

    @property
    def first_name(self) -> str:
        """What to call them in a sentence."""
        return self.name.split(" ", maxsplit=1)[0]


def concern(session: Session, wrong: Wrong) -> Concern:
    """Which payslips a mistake concerns."""
    slip = session.get_one(tables.Payslip, wrong.payslip_id)
    name = session.get_one(tables.Worker, slip.worker_id).name
    found = _concerned(session, wrong, slip)
    ids = tuple(one.id for one in found)
    again = _to_finish_again(session, [one.payday for one in found])
    return Concern(slip.worker_id, name, slip.first_day, slip.last_day, slip.payday, ids, again)


def _concerned(session: Session, wrong: Wrong, one: tables.Payslip) -> list[tables.Payslip]:
    slip = tables.Payslip
    mine = select(slip).where(slip.worker_id == one.worker_id).order_by(slip.payday, slip.id)
    if isinstance(wrong, WrongRate):
        line = tables.PayslipLine
        of_kind = select(line.payslip_id).where(line.kind == wrong.kind, line.source == "")
        return list(session.scalars(mine.where(slip.last_day >= wrong.day, slip.id.in_(of_kind))))
    if isinstance(wrong, WrongTax):
        return list(session.scalars(mine.where(slip.payday >= wrong.day)))
    if isinstance(wrong, WrongWorker):
        return [one, *_paid_for(session, wrong.worker_id, session.get_one(tables.Shift, wrong.shift_id).day)]
    return [one]


def _paid_for(session: Session, worker_id: int, day: date) -> Sequence[tables.Payslip]:
    slip = tables.Payslip
    wanted = select(slip).where(slip.worker_id == worker_id, slip.first_day <= day, slip.last_day >= day)
    return session.scalars(wanted.order_by(slip.payday)).all()


def _to_finish_again(session: Session, wrong: Sequence[date]) -> tuple[date, ...]:
    slip = tables.Payslip
    slips = list(session.scalars(select(slip).where(slip.person_id == owner(session).person_id)))
    gone = ways_out(session, [one.id for one in slips])
    last_gone = max((one.payday for one in slips if one.id in gone), default=date.min)
    first = min((payday for payday in wrong if payday > last_gone), default=None)
    return () if first is None else tuple(sorted({one.payday for one in slips if one.payday >= first}))

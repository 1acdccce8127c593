"""What is taken from pay, and paid or taken once, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from carerdesk.domain.money import ZERO, Money
from carerdesk.services.deductions.kinds import ITEM_PARTS, ORDERS

if TYPE_CHECKING:
    from carerdesk.services.money.attaching import Paper


@dataclass(frozen=True, slots=True)
class StandingDetails:
    """What is taken payday after payday. The figures of an order are those on the order."""

    kind: str
    title: str
    first_day: date
    last_day: date | None = None
    payee: str = ""
    reference: str = ""
    made_on: date | None = None
    amount: Money | None = None
    percent: Decimal | None = None
    protected: Money | None = None
    total: Money | None = None
    carries_shortfall: bool = False
    administration: Money = ZERO
    for_employer: bool = False
    consent_on: date | None = None
    note: str = ""

    @property
    def is_order(self) -> bool:
        """Made by a court, a council or the Child Maintenance Service."""
        return self.kind in ORDERS


@dataclass(frozen=True, slots=True)
class ItemDetails:
    """An amount paid or taken once, on the first payday from `payday` on. Miles have `quantity` and `rate` instead."""

    kind: str
    payday: date
    amount: Money = ZERO
    title: str = ""
    quantity: Decimal | None = None
    rate: Decimal | None = None
    funder_id: int | None = None
    paid_on: date | None = None
    consent_on: date | None = None
    for_employer: bool = False
    note: str = ""

    @property
    def part(self) -> str:
        """Where on the payslip it belongs."""
        return ITEM_PARTS[self.kind]


@dataclass(frozen=True, slots=True)
class StandingRow:
    """One standing deduction as a page shows it. `state` is to_come, running, ended or paid_off."""

    id: int
    details: StandingDetails
    state: str
    taken: Money
    left: Money | None
    papers: tuple[Paper, ...] = ()


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One amount paid or taken once; `settled_on` is the payday whose payslip settled it."""

    id: int
    details: ItemDetails
    settled_on: date | None


@dataclass(frozen=True, slots=True)
class Deductions:
    """All of one worker's: standing ones with those that hold first, amounts that wait, and those settled lately."""

    standing: tuple[StandingRow, ...]
    waiting: tuple[ItemRow, ...]
    settled: tuple[ItemRow, ...]

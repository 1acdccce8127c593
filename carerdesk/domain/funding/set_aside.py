"""Money set aside: what a balance is already spoken for, what is free, and for how many weeks it lasts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from carerdesk.domain.money import ZERO, Money, total

TENTH = Decimal("0.1")


class Reason(StrEnum):
    """Why money is set aside."""

    WAGES = "wages"
    HMRC = "hmrc"
    PENSION = "pension"
    HOLIDAY = "holiday"
    NOTICE = "notice"
    REDUNDANCY = "redundancy"
    BILLS = "bills"
    PLANNED = "planned"


@dataclass(frozen=True, slots=True)
class Kept:
    """One thing money is kept for. `amount` is None where it could not be worked out; `note` says what is missing."""

    reason: Reason
    amount: Money | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class SetAside:
    """Everything a funder's money is kept for on a day, and what was left out of the sum."""

    items: tuple[Kept, ...]

    @property
    def total(self) -> Money:
        """All that could be worked out."""
        return total(item.amount for item in self.items if item.amount is not None)

    @property
    def not_worked_out(self) -> tuple[Kept, ...]:
        """What should be set aside too, but the books do not say how much."""
        return tuple(item for item in self.items if item.amount is None)


def set_aside(items: Iterable[Kept]) -> SetAside:
    """One line for each reason that has money or a gap, in the order of `Reason`. Nothing is ever below nothing."""
    shown = list(items)
    return SetAside(tuple(kept for reason in Reason for kept in _one_reason(reason, shown)))


def _one_reason(reason: Reason, items: Sequence[Kept]) -> list[Kept]:
    known = [max(item.amount, ZERO) for item in items if item.reason is reason and item.amount is not None]
    gaps = [item for item in items if item.reason is reason and item.amount is None]
    return [*([Kept(reason, total(known))] if any(known) else []), *gaps]


def still_owed(due: Money, paid: Money) -> Money:
    """What is due less what is paid, never below nothing: an overpayment of one thing does not pay another."""
    return max(due - paid, ZERO)


@dataclass(frozen=True, slots=True)
class PlannedSaving:
    """Money a funder has agreed may be kept. Without a permission it is not set aside."""

    amount: Money
    first_day: date
    last_day: date | None
    permitted: bool


def planned_savings(savings: Iterable[PlannedSaving], day: date) -> Money:
    """The savings with permission that stand on a day."""
    return total(
        saving.amount
        for saving in savings
        if saving.permitted and saving.first_day <= day and (saving.last_day is None or day <= saving.last_day)
    )


@dataclass(frozen=True, slots=True)
class WeeksHeld:
    """How many weeks' payments a balance is, by what is free and by the whole balance. None without a weekly amount."""

    balance: Money
    free: Money
    weekly: Money | None
    free_weeks: Decimal | None
    balance_weeks: Decimal | None


def weeks_held(balance: Money, aside: SetAside, weekly: Money | None) -> WeeksHeld:
    """The free balance and the whole balance in weeks, to a tenth of a week, halves up."""
    free = balance - aside.total
    return WeeksHeld(balance, free, weekly, _weeks(free, weekly), _weeks(balance, weekly))


def _weeks(amount: Money, weekly: Money | None) -> Decimal | None:
    if weekly is None or weekly <= ZERO:
        return None
    return (Decimal(amount.pence) / weekly.pence).quantize(TENTH, ROUND_HALF_UP)

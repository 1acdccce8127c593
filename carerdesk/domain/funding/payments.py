"""A payment's shares are those of what it pays: a payslip's take-home pay, a tax month, a bill, or its own split."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from carerdesk.domain.money import ZERO, Money, split, total


@dataclass(frozen=True, slots=True)
class Owed:
    """Something to pay: each funder's share of it, and what earlier payments took of each share."""

    shares: tuple[Money, ...]
    paid: tuple[Money, ...] = ()

    @property
    def left(self) -> tuple[Money, ...]:
        """Each funder's share not yet paid."""
        return tuple(share - paid for share, paid in zip(self.shares, self.paid or self._nothing, strict=True))

    @property
    def _nothing(self) -> tuple[Money, ...]:
        return tuple(ZERO for _ in self.shares)


def draw(owed: Owed, amount: Money) -> tuple[Money, ...]:
    """The funders' shares of a payment towards something owed, by what is left of each share.

    Payments in parts never take more than a funder's share, and the last one completes every share to the penny.
    Raises ValueError for more than is left.
    """
    left = owed.left
    if not ZERO <= amount <= total(left):
        raise ValueError("a payment cannot take more than is left to pay")
    return split(amount, [part.pence for part in left]) if amount else tuple(ZERO for _ in left)


def payment_shares(parts: Sequence[tuple[Money, ...]]) -> tuple[Money, ...]:
    """One payment that pays several things: its funders' shares of each, added up."""
    return tuple(total(column) for column in zip(*parts, strict=True))

"""A payment's shares are those of what it pays: a payslip's take-home pay, a tax month, a bill, or its own split."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from carerdesk.domain.money import Money, split, total

Share: TypeAlias = tuple[int | None, Money]
"""A funder and its part; None is nobody yet."""


def share_out(amount: Money, still_open: Sequence[Share]) -> tuple[Share, ...]:
    """An amount paid towards shares that are still open: exactly those when it pays them all, else in proportion.

    Payments in parts so never take more than a share, and the last one completes every share to the penny.
    """
    if amount == total(part for _, part in still_open):
        return tuple(still_open)
    sign = -1 if amount.pence < 0 else 1
    weights = [max(0, sign * part.pence) for _, part in still_open]
    if not any(weights):
        return ((None, amount),)
    parts = split(amount, weights)
    return tuple((funder, part) for (funder, _), part in zip(still_open, parts, strict=True))

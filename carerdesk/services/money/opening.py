"""Whose the money was that stood on an account when the books began."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from carerdesk.domain.money import ZERO, Money, total
from carerdesk.services.money.accounts import FunderAmount


@dataclass(frozen=True, slots=True)
class OpeningShared:
    """The parts; how much of it is the person's own money; and what was shared out beyond the balance."""

    parts: tuple[FunderAmount, ...]
    own: Money
    beyond: Money


def share_opening(balance: Money, typed: Sequence[FunderAmount], own_id: int) -> OpeningShared:
    """What is said to be no funder's is the person's own money; more than there is cannot be shared out."""
    parts = tuple(part for part in typed if part.amount)
    rest = balance - total(part.amount for part in parts)
    if rest and (rest.pence > 0) == (balance.pence > 0) and balance:
        return OpeningShared((*parts, FunderAmount(own_id, rest)), rest, ZERO)
    return OpeningShared(parts, ZERO, ZERO - rest)

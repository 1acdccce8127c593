"""Whole minutes for each funder: every paid minute has exactly one."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from carerdesk.domain.hours.shift import FunderMinutes, Shift, hours_text, shared_minutes
from carerdesk.domain.money import Money, split
from carerdesk.domain.problem import Problem

HUNDRED = Decimal(100)


def share_minutes(minutes: int, weights: Sequence[int | Decimal]) -> tuple[int, ...]:
    """Minutes shared out by weights in whole minutes: largest remainder first, ties to the one listed first.

    Minutes follow the rule of pence. Raises ValueError where there is nothing to share by.
    """
    return tuple(part.pence for part in split(Money(minutes), weights))


def by_percent(minutes: int, percentages: Sequence[tuple[int, Decimal]]) -> tuple[FunderMinutes, ...] | Problem:
    """Each funder's minutes from its percentage, in the funders' order; a problem where they do not make 100 %."""
    whole = sum((percent for _, percent in percentages), Decimal(0))
    if whole != HUNDRED or any(percent < 0 for _, percent in percentages):
        return Problem("shares", "percentages_not_whole", {"sum": f"{whole.normalize():f}"})
    parts = share_minutes(minutes, [percent for _, percent in percentages])
    return tuple(FunderMinutes(funder, part) for (funder, _), part in zip(percentages, parts, strict=True) if part)


def reshare(shift: Shift, minutes: int) -> tuple[FunderMinutes, ...]:
    """Some minutes shared as the shift's own are. Raises ValueError for a shift without shares."""
    parts = share_minutes(minutes, [share.minutes for share in shift.shares])
    return tuple(FunderMinutes(share.funder_id, part) for share, part in zip(shift.shares, parts, strict=True))


def check_shares(shift: Shift) -> tuple[Problem, ...]:
    """What is wrong with a shift's shares: minutes without a funder, too many minutes, a funder twice."""
    funders = [share.funder_id for share in shift.shares]
    if len(set(funders)) != len(funders):
        return (Problem("shares", "funder_twice"),)
    if any(share.minutes < 0 for share in shift.shares):
        return (Problem("shares", "share_below_nothing"),)
    left = shared_minutes(shift) - sum(share.minutes for share in shift.shares)
    if left > 0:
        return (Problem("shares", "minutes_without_funder", {"minutes": hours_text(left)}),)
    if left < 0:
        return (Problem("shares", "minutes_with_two_funders", {"minutes": hours_text(-left)}),)
    return ()

"""Which funders pay for a line that belongs to no shift: holiday, sickness, leave for a child, a bonus.

Holiday follows the hours that earned it. Sick and parental pay follow the last twelve weeks paid; where there are none,
the hours planned. A person may fix another rule for one line, and says why.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from carerdesk.domain.problem import Problem

WEEKS_BACK = timedelta(weeks=12)


class Earned(StrEnum):
    """What a line without a shift is for."""

    HOLIDAY = "holiday"
    ABSENCE = "absence"


@dataclass(frozen=True, slots=True)
class OwnRule:
    """Shares a person fixed for one line, with the reason."""

    weights: Mapping[int, int]
    reason: str


@dataclass(frozen=True, slots=True)
class Behind:
    """What lies behind a line: minutes per funder, for each of the ways it may be shared."""

    accrued: Mapping[int, int] = field(default_factory=dict)
    taken_over: Mapping[int, int] = field(default_factory=dict)
    last_twelve_weeks: Mapping[int, int] = field(default_factory=dict)
    planned: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PaidMinutes:
    """Minutes one funder paid for on a payday."""

    payday: date
    funder_id: int
    minutes: int


def twelve_weeks(paid: Iterable[PaidMinutes], before: date) -> dict[int, int]:
    """Minutes per funder over the paydays in the twelve weeks before a day, that day left out."""
    minutes: dict[int, int] = {}
    for row in paid:
        if before - WEEKS_BACK <= row.payday < before:
            minutes[row.funder_id] = minutes.get(row.funder_id, 0) + row.minutes
    return minutes


def line_weights(
    kind: Earned, behind: Behind, funders: Sequence[int], own: OwnRule | None = None
) -> tuple[int, ...] | Problem:
    """Weights in the funders' order for a line without a shift, or the problem that nothing says who pays."""
    if own is not None:
        if not own.reason.strip():
            return Problem("reason", "own_share_needs_reason")
        return _in_order(own.weights, funders) or Problem("shares", "nobody_pays_for_line")
    ways = {
        Earned.HOLIDAY: (_together(behind.accrued, behind.taken_over),),
        Earned.ABSENCE: (behind.last_twelve_weeks, behind.planned),
    }[kind]
    for way in ways:
        if weights := _in_order(way, funders):
            return weights
    return Problem("shares", "nobody_pays_for_line")


def _together(one: Mapping[int, int], other: Mapping[int, int]) -> dict[int, int]:
    return {funder: one.get(funder, 0) + other.get(funder, 0) for funder in {*one, *other}}


def _in_order(minutes: Mapping[int, int], funders: Sequence[int]) -> tuple[int, ...]:
    weights = tuple(minutes.get(funder, 0) for funder in funders)
    return weights if any(weights) else ()

"""The stretches of days a funder wants accounted for, and what the account shows over them, by the bank's dates."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

from carerdesk.domain.dates import add_months, long_date
from carerdesk.domain.funding.balances import Part
from carerdesk.domain.money import ZERO, Money, total
from carerdesk.domain.problem import Problem


class Cycle(StrEnum):
    """How often a funder wants a return, in one vocabulary for all funders.

    The last four have no rhythm: their dates come from a letter, a claim, or the one payment; with `CARD_ONLY` the
    funder reads the account itself and asks where it sees cause.
    """

    MONTHLY = "monthly"
    FOUR_WEEKLY = "four_weekly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half_yearly"
    ANNUAL = "annual"
    TWO_YEARLY = "two_yearly"
    STAGED = "staged"
    ON_REQUEST = "on_request"
    PER_CLAIM = "per_claim"
    ONE_OFF = "one_off"
    CARD_ONLY = "card_only"

    @property
    def is_counted(self) -> bool:
        """Whether its periods follow from the first."""
        return self not in {Cycle.ON_REQUEST, Cycle.PER_CLAIM, Cycle.ONE_OFF, Cycle.CARD_ONLY}


_MONTHS = {Cycle.MONTHLY: 1, Cycle.QUARTERLY: 3, Cycle.HALF_YEARLY: 6, Cycle.ANNUAL: 12, Cycle.TWO_YEARLY: 24}
_FOUR_WEEKS = timedelta(weeks=4)
_STAGES = (3, 6, 12)  # months after the start, then every twelve


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days, both counted, and when its return is due where that is known."""

    first: date
    last: date
    due: date | None = None


def periods(cycle: Cycle, anchor: date, until: date, *, due_days: int | None = None) -> tuple[Period, ...]:
    """Every period from the one that starts on `anchor` to the one `until` falls in; none before the anchor.

    Staged returns end 3, 6 and 12 months after the anchor, then each year. `due_days` counts from a period's end.
    Raises ValueError for a cycle without a rhythm, whose dates are typed.
    """
    if not cycle.is_counted:
        raise ValueError("these periods are typed, not worked out")
    found: list[Period] = []
    at = 0
    while (first := _start(cycle, anchor, at)) <= until:
        last = _start(cycle, anchor, at + 1) - timedelta(days=1)
        found.append(Period(first, last, None if due_days is None else last + timedelta(days=due_days)))
        at += 1
    return tuple(found)


def _start(cycle: Cycle, anchor: date, at: int) -> date:
    if cycle is Cycle.FOUR_WEEKLY:
        return anchor + _FOUR_WEEKS * at
    if cycle is Cycle.STAGED:
        stages = (0, *_STAGES)
        return add_months(anchor, stages[at] if at < len(stages) else 12 * (at - len(_STAGES) + 1))
    return add_months(anchor, _MONTHS[cycle] * at)


def check_periods(typed: Sequence[Period]) -> tuple[Problem, ...]:
    """Faults in typed periods: one that ends before it starts, and two that overlap."""
    backward = [Problem("last", "period_ends_before_start") for period in typed if period.last < period.first]
    ordered = sorted(typed, key=lambda period: period.first)
    overlaps = [
        Problem("first", "periods_overlap", {"day": long_date(later.first)})
        for earlier, later in pairwise(ordered)
        if later.first <= earlier.last
    ]
    return (*backward, *overlaps)


@dataclass(frozen=True, slots=True)
class Return:
    """A funder's money over a period: opening + money in − money out = closing, and the sums by category."""

    period: Period
    opening: Money
    money_in: Money
    money_out: Money
    closing: Money
    by_category: tuple[tuple[str, Money], ...]


def return_for(opening: Money, parts: Iterable[Part], period: Period) -> Return:
    """One funder's return. `opening` is its money when the account was opened; all its parts may be given.

    Money counts on the bank's date. A category's sum is plus for money in and minus for money out.
    """
    shown = list(parts)
    before = opening + total(part.amount for part in shown if part.day < period.first)
    during = [part for part in shown if period.first <= part.day <= period.last]
    came = total(part.amount for part in during if part.amount > ZERO)
    went = total(part.amount for part in during if part.amount < ZERO)
    return Return(period, before, came, -went, before + came + went, _by_category(during))


def _by_category(parts: Iterable[Part]) -> tuple[tuple[str, Money], ...]:
    sums: dict[str, Money] = {}
    for part in parts:
        sums[part.category] = sums.get(part.category, ZERO) + part.amount
    return tuple(sums.items())

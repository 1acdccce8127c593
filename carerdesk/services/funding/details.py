"""What is kept about funders, as plain values: typed in by a person, handed out to a screen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from carerdesk.domain.money import Money

KINDS = ("council", "nhs", "atw", "ilf", "own", "other")
HOW_AGREED = ("letter", "email", "phone", "meeting", "plan")


@dataclass(frozen=True, slots=True)
class NewFunder:
    """Whoever pays. `cycle` is how often they want a return, counted from `cycle_from`; "" where nobody knows yet.

    `profile` names the funder's known ways it was filled in from.
    """

    name: str
    short_name: str
    kind: str
    reference: str = ""
    address: str = ""
    cost_based: bool = True
    agreed_rate: Decimal | None = None
    least_weeks: Decimal | None = None
    most_weeks: Decimal | None = None
    cycle: str = ""
    cycle_from: date | None = None
    deadline_days: int | None = None
    retention_years: int = 7
    ended: date | None = None
    profile: str = ""


@dataclass(frozen=True, slots=True)
class NewAward:
    """What a funder gives from a day on. `contribution` is None where nobody said whether one is expected."""

    first_day: date
    amount: Money
    every: str
    last_day: date | None = None
    weekly_minutes: int | None = None
    contribution: Money | None = None
    contribution_every: str = "week"
    note: str = ""


@dataclass(frozen=True, slots=True)
class NewPermission:
    """Who agreed what, when and how (of HOW_AGREED). `topic` "live_in_relative" with a worker is their consent."""

    day: date
    who: str
    how: str
    what: str
    topic: str = ""
    worker_id: int | None = None

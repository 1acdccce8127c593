"""One failure for each control test: where each is planted, and how it is told in faults.json."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import IntEnum
from itertools import pairwise
from typing import TypedDict

from carerdesk.domain.dates import add_months, long_date, monday_of
from carerdesk.domain.funding.returns import Period
from carerdesk.services.sample.calendar import A_DAY, A_WEEK, Span, finished, is_away

COUNCIL, NHS = "Westmere Council", "NHS Westmere ICB"


class Test(IntEnum):
    """The control tests by their numbers."""

    STATEMENTS = 1
    WAGES = 2
    TIMESHEETS = 3
    HOURS = 4
    HMRC = 5
    CONTRIBUTION = 6
    INSURANCE = 7
    PAYEES = 8
    PLAN = 9
    WEEKS = 10
    CONSENT = 11
    PROOF = 12


_OF_THE_NHS = frozenset({Test.WAGES, Test.TIMESHEETS, Test.CONSENT})


class Told(TypedDict):
    """One planted failure as faults.json tells it."""

    test: int
    funder: str
    what: str


@dataclass(slots=True)
class Plan:
    """Which failures are still to be planted, in which of the two funders' returns, and those that are there.

    `lost` is the council's return in which one receipt is lost and explained, failures or not; `to_send` is sent.
    """

    council: Period
    nhs: Period
    renewal: date
    lost: Period | None
    to_send: Period | None
    waiting: set[Test] = field(default_factory=set)
    planted: list[Told] = field(default_factory=list)

    def now(self, test: Test, day: date) -> bool:
        """Whether a failure is to be planted on a day: once, two weeks into its return or later."""
        of = self.nhs if test in _OF_THE_NHS else self.council
        return test in self.waiting and of.first + 2 * A_WEEK <= day <= of.last - A_WEEK

    def plant(self, test: Test, what: str) -> None:
        """Note a failure that has just been planted."""
        self.waiting.discard(test)
        self.planted.append(Told(test=int(test), funder=NHS if test in _OF_THE_NHS else COUNCIL, what=what))


def plan_for(span: Span, *, faults: bool) -> Plan:
    """Where failures go: the last return of each funder that is over when the books end."""
    council, nhs = finished("council", span), finished("nhs", span)
    lost = council[-2] if len(council) > 1 else None
    return Plan(council[-1], nhs[-1], _renewal(council[-1], span), lost, lost, set(Test) if faults else set())


def _renewal(council: Period, span: Span) -> date:
    """The Monday on which the insurance is renewed: within the return, while Asha is there."""
    day = monday_of(council.first + timedelta(days=34))
    while is_away("asha", day, span.holidays_from):
        day += A_WEEK
    return day


def insured(plan: Plan, span: Span) -> tuple[tuple[date, date], ...]:
    """The years of insurance that cover the books. With the failure planted, one begins a day late."""
    years = range(plan.renewal.year - span.first.year + 1, -3, -1)
    days = [add_months(plan.renewal, -12 * back) for back in years]
    found = [(first, later - A_DAY) for first, later in pairwise(days)]
    kept = [(first, last) for first, last in found if last >= span.first and first <= span.today]
    if Test.INSURANCE not in plan.waiting:
        return tuple(kept)
    late = [(first + A_DAY if first == plan.renewal else first, last) for first, last in kept]
    plan.plant(
        Test.INSURANCE, f"The insurance ran out the day before {long_date(plan.renewal)} and was renewed the day after."
    )
    return tuple(late)

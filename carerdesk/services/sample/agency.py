"""The years before the family employed anybody itself: an agency's invoice for each month's hours."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from carerdesk.domain.money import Money
from carerdesk.services.sample.awards import AGENCY_TIMES
from carerdesk.services.sample.bank import Entry, Meaning
from carerdesk.services.sample.calendar import A_DAY, working_day_from, year_of
from carerdesk.services.sample.spending import invoice_of
from carerdesk.services.sample.words import AGENCY, hourly
from carerdesk.services.sample.world import World

INVOICE_DAY = 9
_OUTCOME = {"council": "support", "nhs": "nhs_support", "own": "family"}


def invoiced(world: World, day: date) -> None:
    """On the invoice's day, the hours of the month before are paid for; each funder pays its minutes."""
    if day.day != INVOICE_DAY or not world.span.from_agency:
        return
    last = day.replace(day=1) - A_DAY
    first = last.replace(day=1)
    if first >= world.span.payroll_from:
        return
    costs = _costs(world, first, last)
    if costs:
        _pay(world, working_day_from(day), costs)


def _costs(world: World, first: date, last: date) -> Mapping[str, Money]:
    """What each funder pays for the hours of a month that the agency's people worked."""
    pounds: dict[str, Decimal] = defaultdict(Decimal)
    funders = {getattr(world.payers, whose): whose for whose in _OUTCOME}
    rows = world.books.quick(
        "SELECT f.day, s.funder_id, s.minutes FROM shift f JOIN shift_share s ON s.shift_id = f.id"
        " JOIN worker w ON w.id = f.worker_id WHERE w.kind = 'agency' AND f.day BETWEEN ? AND ?",
        (first.isoformat(), last.isoformat()),
    )
    for day, funder, minutes in rows:
        hour = hourly("asha", year_of(date.fromisoformat(day))) * AGENCY_TIMES
        pounds[funders[funder]] += hour * minutes / 60
    return {whose: Money.of(sum_.quantize(Decimal("0.01"), ROUND_HALF_UP)) for whose, sum_ in pounds.items() if sum_}


def _pay(world: World, day: date, costs: Mapping[str, Money]) -> None:
    lines = tuple((f"Support, {whose} hours", amount) for whose, amount in costs.items())
    paper = invoice_of(world, AGENCY, day, lines)
    parts = tuple(
        (getattr(world.payers, whose), -amount, world.outcomes[_OUTCOME[whose]]) for whose, amount in costs.items()
    )
    total = Money(sum(amount.pence for amount in costs.values()))
    world.main.post(Entry(day, -total, AGENCY.upper(), "INVOICE", "FPO", Meaning("agency", parts=parts, paper=paper)))

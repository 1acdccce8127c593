"""The years before the family employed anybody itself: an agency's invoice for each month's hours."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from carerdesk.domain.dates import add_months
from carerdesk.domain.money import Money
from carerdesk.services.sample.awards import AGENCY_TIMES
from carerdesk.services.sample.bank import Entry, Meaning
from carerdesk.services.sample.calendar import A_DAY, working_day_from, year_of
from carerdesk.services.sample.spending import invoice_of
from carerdesk.services.sample.words import hourly
from carerdesk.services.sample.world import World

AGENCY = "Willow Bank Support"
INVOICE_DAY = 9
_OUTCOME = {"council": "support", "nhs": "nhs_support", "own": "family"}


def invoiced(world: World, day: date) -> None:
    """On the invoice's day, the hours of the month before are paid for; each funder pays its minutes."""
    if day.day != INVOICE_DAY or not world.span.from_agency:
        return
    last = day.replace(day=1) - A_DAY
    first = add_months(last.replace(day=1), 0)
    if first >= world.span.payroll_from:
        return
    costs = _costs(world, first, last)
    if costs:
        _pay(world, working_day_from(day), costs)


def _costs(world: World, first: date, last: date) -> Mapping[str, Money]:
    """What each funder pays for the shifts of a month that the agency's assistants worked."""
    pounds: dict[str, Decimal] = defaultdict(Decimal)
    names = {worker_id: who for who, worker_id in world.workers.items()}
    funders = {getattr(world.payers, whose): whose for whose in _OUTCOME}
    rows = world.books.quick(
        "SELECT f.worker_id, f.day, s.funder_id, s.minutes FROM shift f JOIN shift_share s ON s.shift_id = f.id"
        " WHERE f.day BETWEEN ? AND ? AND f.state = 'confirmed'",
        (first.isoformat(), last.isoformat()),
    )
    for worker_id, day_text, funder, minutes in rows:
        who, day = names[worker_id], date.fromisoformat(day_text)
        if day < _leaves_agency(world, who):
            pounds[funders[funder]] += hourly(who, year_of(day)) * AGENCY_TIMES * minutes / 60
    return {whose: Money.of(sum_.quantize(Decimal("0.01"), ROUND_HALF_UP)) for whose, sum_ in pounds.items() if sum_}


def _leaves_agency(world: World, who: str) -> date:
    """The first day the family pays itself: Kasia's first month is a whole one."""
    day = world.span.payroll_from
    return day.replace(day=1) if who == "kasia" else day


def _pay(world: World, day: date, costs: Mapping[str, Money]) -> None:
    lines = tuple((f"Support, {whose} hours", amount) for whose, amount in costs.items())
    paper = invoice_of(world, AGENCY, day, lines)
    parts = tuple(
        (getattr(world.payers, whose), -amount, world.outcomes[_OUTCOME[whose]]) for whose, amount in costs.items()
    )
    total = Money(sum(amount.pence for amount in costs.values()))
    world.main.post(Entry(day, -total, AGENCY.upper(), "INVOICE", "FPO", Meaning("agency", parts=parts, paper=paper)))

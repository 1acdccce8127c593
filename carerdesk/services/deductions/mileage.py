"""Mileage against the approved rates: what is above them becomes taxed pay, what is below is said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.money import ZERO, Money, split, total
from carerdesk.domain.payroll.mileage import (
    ABOVE,
    CAR,
    OVER_LIMIT,
    MileageCheck,
    check_mileage,
    dated_back,
    mileage_working,
)
from carerdesk.domain.problem import Problem
from carerdesk.domain.rates import NoRateFor
from carerdesk.services.pay.slip_lines import SlipLine

if TYPE_CHECKING:
    from carerdesk.domain.rates import Rates
    from carerdesk.domain.working import Working
    from carerdesk.services.pay.situation import Situation

SOURCE: Final = "mileage"
MILEAGE: Final = "mileage"
_VEHICLES: Final = {"mileage_motorcycle": "motorcycle", "mileage_bicycle": "bicycle"}
_TITLES: Final = {ABOVE: "mileage_above", OVER_LIMIT: "mileage_over_limit"}


def checks_of(of: Situation, lines: Iterable[SlipLine], rates: Rates) -> tuple[MileageCheck, ...]:
    """The miles of a payslip by vehicle, against the approved rates; none where the rates of the day are not known."""
    try:
        return tuple(_check(of, vehicle, driven, rates) for vehicle, driven in _by_vehicle(of, lines).items())
    except NoRateFor:
        return ()  # the pay itself is refused for the same reason, and says so


def taxed_lines(of: Situation, lines: Sequence[SlipLine], funders: Sequence[int], rates: Rates) -> list[SlipLine]:
    """What is above the approved rates: taken out of what is paid back, and paid as pay. Each funder bears its own."""
    driven = _by_vehicle(of, lines)
    return [
        line
        for check in checks_of(of, lines, rates)
        for kind, amount in ((ABOVE, check.above_ni), (OVER_LIMIT, check.only_taxed))
        if amount
        for line in _moved(kind, amount, driven[check.vehicle], funders)
    ]


def mileage_notices(of: Situation, lines: Sequence[SlipLine], rates: Rates) -> tuple[Problem, ...]:
    """What is worth knowing about this payday's miles: paid above, paid below, or at a rate that was dated back."""
    checks = checks_of(of, lines, rates)
    above = total(check.above_ni + check.only_taxed for check in checks)
    below = total(check.below for check in checks)
    found = []
    if above > ZERO:
        found.append(Problem("miles", "mileage_above_taxed", {"worker": of.first_name, "above": str(above)}))
    if below > ZERO:
        found.append(Problem("miles", "mileage_below_approved", {"worker": of.first_name, "below": str(below)}))
    if dated_back(checks, of.period.payday):
        found.append(Problem("miles", "mileage_dated_back", {"worker": of.first_name}))
    return tuple(found)


def working_of_mileage(of: Situation, lines: Sequence[SlipLine], rates: Rates) -> Working | None:
    """How much of the mileage is free of tax; None where there are no miles, or no known rate."""
    checks = checks_of(of, lines, rates)
    return mileage_working(checks, of.period.payday, rates) if checks else None


def _by_vehicle(of: Situation, lines: Iterable[SlipLine]) -> Mapping[str, list[SlipLine]]:
    """The lines that pay miles. Those of shifts are of the vehicle used on the period's last day."""
    own = of.wage.on(of.period.last).vehicle
    found: dict[str, list[SlipLine]] = defaultdict(list)
    for line in lines:
        if line.is_pay or line.quantity is None or not line.kind.startswith(MILEAGE):
            continue
        of_item = CAR if line.source else own
        found[_VEHICLES.get(line.kind, of_item)].append(line)
    return found


def _check(of: Situation, vehicle: str, driven: Sequence[SlipLine], rates: Rates) -> MileageCheck:
    miles = sum((line.quantity for line in driven if line.quantity is not None), Decimal(0))
    before = of.wage.miles_before.get(vehicle, Decimal(0))
    return check_mileage(vehicle, miles, total(line.amount for line in driven), before, of.period.payday, rates)


def _moved(kind: str, amount: Money, driven: Sequence[SlipLine], funders: Sequence[int]) -> tuple[SlipLine, SlipLine]:
    weights = [abs(sum(line.shares[funder][1].pence for line in driven if funder in line.shares)) for funder in funders]
    parts = split(amount, weights)
    plus = {funder: (0, part) for funder, part in zip(funders, parts, strict=True) if part}
    minus = {funder: (0, -part) for funder, (_, part) in plus.items()}
    title, out = guidance("deductions", _TITLES[kind]), guidance("deductions", f"{_TITLES[kind]}_out")
    return (
        SlipLine(f"{kind}_out", out, None, None, None, -amount, False, minus, source=SOURCE),
        SlipLine(kind, title, None, None, None, amount, True, plus, source=SOURCE),
    )

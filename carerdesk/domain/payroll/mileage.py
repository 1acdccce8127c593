"""Mileage a worker may be paid free of tax and National Insurance for journeys in their own vehicle."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from carerdesk.domain.dates import long_date
from carerdesk.domain.money import ZERO, Money
from carerdesk.domain.payroll.rounding import pay_penny
from carerdesk.domain.rates import Rates
from carerdesk.domain.working import Line, Source, Working

CAR: Final = "car"
VEHICLES: Final = (CAR, "motorcycle", "bicycle")
ABOVE: Final = "mileage_above"
"""The kind of a line of pay for what is above the approved rate: taxed, with National Insurance."""
OVER_LIMIT: Final = "mileage_over_limit"
"""The kind of a line of pay for what only income tax counts: after the year's first 10,000 miles."""
NI_RULE: Final = Source(
    "HMRC, National Insurance Manual NIM05833: the first rate for every mile",
    "http://www.hmrc.gov.uk/manuals/nimmanual/NIM05833.htm",
)
DATED_BACK_FROM: Final = date(2026, 4, 6)
ANNOUNCED_ON: Final = date(2026, 5, 21)
_WORDS: Final = {CAR: "Car or van", "motorcycle": "Motorcycle", "bicycle": "Bicycle"}


def approved_for_tax(vehicle: str, miles: Decimal, miles_before: Decimal, day: date, rates: Rates) -> Money:
    """The most that is free of tax: for cars a lower rate after the year's first 10,000 miles.

    Args:
        vehicle: "car", "motorcycle" or "bicycle".
        miles: the miles paid now.
        miles_before: miles already paid this tax year.
        day: the payday.
        rates: the known rates.

    Raises:
        NoRateFor: outside the known years or for another vehicle.
    """
    if vehicle != CAR:
        return Money.of(pay_penny(miles * rates.figure(f"mileage.{vehicle}", day) / 100))
    car = rates.table("mileage.car", day)
    first = max(min(miles, car["first_miles"] - miles_before), Decimal(0))
    return Money.of(pay_penny((first * car["first"] + (miles - first) * car["after"]) / 100))


def approved_for_ni(vehicle: str, miles: Decimal, day: date, rates: Rates) -> Money:
    """The most that is free of National Insurance: for cars the first rate for every mile (NIM05833)."""
    if vehicle != CAR:
        return approved_for_tax(vehicle, miles, Decimal(0), day, rates)
    return Money.of(pay_penny(miles * rates.table("mileage.car", day)["first"] / 100))


@dataclass(frozen=True, slots=True)
class MileageCheck:
    """What one payday pays for one vehicle's miles, and how much of it is free. `before` are the year's miles so far.

    Where earlier miles are taken back, all figures are minus.
    """

    vehicle: str
    miles: Decimal
    before: Decimal
    paid: Money
    for_tax: Money
    for_ni: Money

    @property
    def above_ni(self) -> Money:
        """Pay for tax and National Insurance alike."""
        return self._above(self.for_ni)

    @property
    def only_taxed(self) -> Money:
        """Pay for tax alone: National Insurance knows no 10,000 miles."""
        return self._above(self.for_tax) - self.above_ni

    @property
    def below(self) -> Money:
        """How much less than the approved rate is paid, for the worker to claim tax relief on."""
        return ZERO if self.miles < 0 else max(self.for_tax - self.paid, ZERO)

    def _above(self, approved: Money) -> Money:
        return min(self.paid - approved, ZERO) if self.miles < 0 else max(self.paid - approved, ZERO)


def check_mileage(vehicle: str, miles: Decimal, paid: Money, before: Decimal, day: date, rates: Rates) -> MileageCheck:
    """One payday's miles of one vehicle against the approved rates of the payday.

    Miles taken back are looked at as they were when they were paid: the last ones of the year so far.

    Raises:
        NoRateFor: outside the known years or for another vehicle.
    """
    if miles >= 0:
        for_tax = approved_for_tax(vehicle, miles, before, day, rates)
        return MileageCheck(vehicle, miles, before, paid, for_tax, approved_for_ni(vehicle, miles, day, rates))
    for_tax = -approved_for_tax(vehicle, -miles, before + miles, day, rates)
    return MileageCheck(vehicle, miles, before, paid, for_tax, -approved_for_ni(vehicle, -miles, day, rates))


def mileage_working(checks: tuple[MileageCheck, ...], day: date, rates: Rates) -> Working:
    """How much of the mileage is paid back free of tax, and what is pay."""
    lines = [line for check in checks for line in _lines(check)]
    sources = [rates.at(f"mileage.{check.vehicle}", day).source for check in checks]
    notes = [rates.at(f"mileage.{check.vehicle}", day).note for check in checks]
    shown = tuple(f"{note[:1].upper()}{note[1:]}." for note in dict.fromkeys(notes) if note)
    if any(check.below for check in checks):
        shown = (*shown, "The PA may claim tax relief from HMRC on what is paid below the approved rate.")
    return Working("Mileage", tuple(lines), (*dict.fromkeys(sources), NI_RULE), (*shown, *_dated_back(checks, day)))


def _lines(check: MileageCheck) -> list[Line]:
    found = [Line(f"{_WORDS[check.vehicle]}: {_miles(check.miles)} paid", str(check.paid))]
    if check.before:
        found.append(Line("Miles paid before in this tax year", f"{check.before.normalize():,f}"))
    found.append(Line("Free of tax", str(check.for_tax)))
    found.append(Line("Free of National Insurance", str(check.for_ni)))
    if check.above_ni:
        found.append(Line("Above it: taxed, with National Insurance", str(check.above_ni), strong=True))
    if check.only_taxed:
        found.append(Line("Above it for tax alone", str(check.only_taxed), strong=True))
    if check.below:
        found.append(Line("Below it", str(check.below), strong=True))
    return found


def _dated_back(checks: tuple[MileageCheck, ...], day: date) -> tuple[str, ...]:
    if not dated_back(checks, day):
        return ()
    said = f"The new rate was announced on {long_date(ANNOUNCED_ON)} and dated back to {long_date(DATED_BACK_FROM)}."
    return (f"{said} Whether National Insurance follows for miles paid before the announcement is not confirmed.",)


def dated_back(checks: tuple[MileageCheck, ...], day: date) -> bool:
    """Whether miles of a car are paid between the day the new rate dates back to and the day it was announced."""
    return DATED_BACK_FROM <= day < ANNOUNCED_ON and any(check.vehicle == CAR for check in checks)


def _miles(miles: Decimal) -> str:
    return f"{miles.normalize():,f} mile{'' if miles == 1 else 's'}"

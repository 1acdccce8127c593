"""Mileage a worker may be paid free of tax and National Insurance for journeys in their own vehicle."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Final

from carerdesk.domain.money import Money
from carerdesk.domain.payroll.rounding import pay_penny
from carerdesk.domain.problem import Problem
from carerdesk.domain.rates import Rates

_CAR: Final = "car"


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
    if vehicle != _CAR:
        return Money.of(pay_penny(miles * rates.figure(f"mileage.{vehicle}", day) / 100))
    car = rates.table("mileage.car", day)
    first = max(min(miles, car["first_miles"] - miles_before), Decimal(0))
    return Money.of(pay_penny((first * car["first"] + (miles - first) * car["after"]) / 100))


def approved_for_ni(vehicle: str, miles: Decimal, day: date, rates: Rates) -> Money:
    """The most that is free of National Insurance: for cars the first rate for every mile (NIM05833)."""
    if vehicle != _CAR:
        return approved_for_tax(vehicle, miles, Decimal(0), day, rates)
    return Money.of(pay_penny(miles * rates.table("mileage.car", day)["first"] / 100))


def mileage_above_approved(paid: Money, approved: Money) -> Problem | None:
    """A notice where more is paid than is free of tax: the rest is pay, and this program does not split it."""
    if paid <= approved:
        return None
    values = {"paid": str(paid), "approved": str(approved), "over": str(paid - approved)}
    return Problem("miles", "mileage_above_approved", values)

"""Minimum wage and mileage."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from carerdesk.domain.money import Money
from carerdesk.domain.payroll import minimum_wage as wage
from carerdesk.domain.payroll.mileage import approved_for_ni, approved_for_tax
from carerdesk.domain.rates import Rates
from carerdesk.services.pay.cases.fields import CannotRunError, Fields, Figures, Topic, first_day_of, read_figure

_NOTHING: Final = Decimal(0)


def _rate(given: Fields, rates: Rates) -> Figures:
    return {"minimum_hourly_rate": _least(given, rates, "age_on_first_day_of_pay_reference_period")}


def _check(given: Fields, rates: Rates) -> Figures:
    rate, minutes, pay = _least(given, rates, "age"), _minutes(given.figure("hours")), given.figure("pay")
    check = _checked(rate, minutes, Fraction(pay))
    return {"compliant": wage.complies(check), "minimum_pay_due": _pounds(check.least)}


def _accommodation(given: Fields, rates: Rates) -> Figures:
    offset = rates.table("minimum_wage.accommodation", _day(given))["per_day"]
    home = wage.Home(given.figure("days_in_pay_period"), given.figure("charge_per_day"), offset)
    return {"adjustment_to_nmw_pay": home.adds}


def _accommodation_example(given: Fields, rates: Rates) -> Figures:
    """A published example: a home with its hours, or (without hours) an hour on its own."""
    rate, offset = _rate_and_offset(given, rates)
    home = wage.Home(
        given.figure("free_accommodation_days", _NOTHING), given.figure("charge_per_day", _NOTHING), offset
    )
    minutes = _minutes(given.figure("hours", Decimal(1)))
    check = _checked(rate, minutes, Fraction(given.figure("hourly_pay")) * minutes / 60, home)
    return {
        "offset_added": home.adds,
        "adjustment": home.adds,
        "nmw_pay": _pounds(check.counted),
        "average_hourly": check.average,
        "compliant": wage.complies(check),
    }


def _premium(given: Fields, rates: Rates) -> Figures:  # noqa: ARG001 - the case brings its own rates but is called alike
    basic, segments = given.figure("basic_rate"), _segments(given)
    off = sum((wage.premium(rate, basic, minutes) for minutes, rate in segments), Fraction(0))
    gross = sum((Fraction(rate) * minutes / 60 for minutes, rate in segments), Fraction(0))
    hours = Fraction(sum(minutes for minutes, _ in segments), 60)
    return {
        "premium_excluded": _pounds(off),
        "nmw_pay": _pounds(gross - off),
        "average_hourly": wage.average_hourly(gross - off, hours),
    }


def _time(given: Fields, rates: Rates) -> Figures:  # noqa: ARG001 - needs no rates but is called alike
    try:
        return {"counts_for_nmw": wage.time_counts(given.text("segment"))}
    except KeyError as fault:
        raise CannotRunError(f"no kind of time is called {fault}") from fault


def _mileage(given: Fields, rates: Rates) -> Figures:
    vehicle, miles, day = given.text("vehicle"), given.figure("miles"), first_day_of(given.text("tax_year"))
    if given.text("use") == "ni":
        return {"approved_amount": approved_for_ni(vehicle, miles, day, rates).pounds}
    before = given.figure("miles_before", _NOTHING)
    return {"approved_amount": approved_for_tax(vehicle, miles, before, day, rates).pounds}


def _checked(rate: Decimal, minutes: int, pay: Fraction, *homes: wage.Home) -> wage.WageCheck:
    line = wage.WagePay("Pay", Money(int(pay * 100)), pay)
    hours = wage.WageTime("Hours", minutes, minutes)
    return wage.WageCheck(date.min, date.min, None, rate, False, (hours,), (line,), homes=homes)


def _least(given: Fields, rates: Rates, age: str) -> Decimal:
    apprentice = given.has("apprentice_rate_applies") and given.truth("apprentice_rate_applies")
    years = int(given.figure(age, _NOTHING if apprentice else None))
    return wage.hourly_rate(years, _day(given), rates, apprentice=apprentice)


def _rate_and_offset(given: Fields, rates: Rates) -> tuple[Decimal, Decimal]:
    own = given.raw("rates_override")
    if isinstance(own, dict):
        figures = Fields(own)
        return figures.figure("hourly"), figures.figure("offset_per_day")
    offset = rates.table("minimum_wage.accommodation", _day(given))["per_day"]
    return _least(given, rates, "age"), offset


def _segments(given: Fields) -> list[tuple[int, Decimal]]:
    rows = given.raw("segments")
    if not isinstance(rows, list) or not rows:
        raise CannotRunError("it has no segments")
    return [(_minutes(_figure(row, "hours")), _figure(row, "rate")) for row in rows]


def _figure(row: Any, name: str) -> Decimal:  # noqa: ANN401 - whatever JSON holds there
    figure = read_figure(row.get(name)) if isinstance(row, dict) else None
    if figure is None:
        raise CannotRunError(f"a segment has no {name}")
    return figure


def _minutes(hours: Decimal) -> int:
    minutes = hours * 60
    if minutes != int(minutes) or minutes <= 0:
        raise CannotRunError("its hours are no whole minutes")
    return int(minutes)


def _pounds(exact: Fraction) -> Decimal:
    return Decimal(exact.numerator) / Decimal(exact.denominator)


def _day(given: Fields) -> date:
    return first_day_of(given.text("rate_year"))


TOPICS: Final[Mapping[str, Topic]] = {
    "nmw_rate": _rate,
    "nmw_check": _check,
    "nmw_accommodation": _accommodation,
    "nmw_accommodation_example": _accommodation_example,
    "nmw_premium_pay": _premium,
    "nmw_time_counts": _time,
    "mileage": _mileage,
}

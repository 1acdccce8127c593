"""The minimum wage check, line by line, as it is shown beside the pay and kept with the payslip."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Final

from carerdesk.domain.dates import long_date, span
from carerdesk.domain.hours.shift import hours_text
from carerdesk.domain.money import ZERO, Money
from carerdesk.domain.payroll.minimum_wage import Home, WageCheck, WagePay, WageTime
from carerdesk.domain.payroll.words import exact
from carerdesk.domain.rates import Rates
from carerdesk.domain.working import Line, Source, Working

TITLE: Final = "Minimum wage"
SHORT: Final = "Short of the minimum wage by"
TYPES_OF_WORK: Final = Source(
    "GOV.UK, Minimum wage for different types of work", "https://www.gov.uk/minimum-wage-different-types-work"
)
MENCAP: Final = Source(
    "Royal Mencap Society v Tomlinson-Blake [2021] UKSC 8: sleep-in shifts",
    "https://www.supremecourt.uk/cases/uksc-2018-0160",
)
FAMILY: Final = Source(
    "National Minimum Wage Regulations 2015, regulation 57, as changed on 1 April 2024 (SI 2024/75)",
    "https://www.legislation.gov.uk/uksi/2015/621/regulation/57",
)
SLEEP_IN: Final = "sleep_in"
_HUNDREDTH: Final = Decimal("0.01")


def check_working(check: WageCheck, rates: Rates, *, slept: bool) -> Working:
    """The check with its sources. `slept` is true where a sleep-in is among the hours."""
    lines = (
        *(_time(time) for time in check.times),
        Line("Hours that count", hours_text(check.minutes), strong=True),
        Line(_rate_text(check), f"£{check.rate:.2f}"),
        Line("The least for these hours", _pounds(check.least), strong=True),
        *(_pay(pay) for pay in check.pays),
        *(_home(home) for home in check.homes),
        *(Line(f"{one.title}, taken off", str(-one.amount)) for one in check.taken),
        Line("Pay that counts", _pounds(check.counted), strong=True),
        *_ending(check),
    )
    return Working(
        f"{TITLE}, {span(check.first, check.last)}", lines, _sources(check, rates, slept=slept), _notes(check)
    )


def exempt_working(worker: str, reason: str) -> Working:
    """What is shown where a person decided that a family member is not due the minimum wage."""
    lines = (Line("Not checked: family", "", strong=True),)
    notes = (
        f"You decided that {worker} is a member of the family who lives in the employer’s home and shares its tasks.",
        f"Your reason: {reason}",
    )
    return Working(TITLE, lines, (FAMILY,), notes)


def _time(time: WageTime) -> Line:
    if time.counts == time.minutes:
        return Line(time.title, hours_text(time.minutes))
    return Line(f"{time.title}: {hours_text(time.counts)} of {hours_text(time.minutes)}", hours_text(time.counts))


def _rate_text(check: WageCheck) -> str:
    if check.apprentice:
        return f"An hour for an apprentice, on {long_date(check.first)}"
    if check.age is None:
        return f"An hour at any age, on {long_date(check.first)}"
    return f"An hour at {check.age}, on {long_date(check.first)}"


def _pay(pay: WagePay) -> Line:
    text = f"{pay.title}: {pay.why}" if pay.why else pay.title
    return Line(text, _pounds(pay.counts))


def _home(home: Home) -> Line:
    charge = f"{exact(home.charge)} a day" if home.charge else "free"
    days = f"{home.days.normalize():f}"
    offset = exact(home.offset)
    return Line(f"Home, {charge}, {days} days at an offset of {offset}", _pounds(Fraction(home.adds)))


def _ending(check: WageCheck) -> tuple[Line, ...]:
    if check.short:
        return (Line(SHORT, str(check.short), strong=True),)
    each = check.average
    on_average = f"£{each:.2f} an hour" if each is not None else "No hours that count"
    return (Line("That is", on_average, strong=True),)


def _sources(check: WageCheck, rates: Rates, *, slept: bool) -> tuple[Source, ...]:
    found = [rates.at("minimum_wage.by_age", check.first).source, TYPES_OF_WORK]
    if slept:
        found.append(MENCAP)
    if check.homes:
        found.append(rates.at("minimum_wage.accommodation", check.first).source)
    return tuple(found)


def _notes(check: WageCheck) -> tuple[str, ...]:
    notes = [
        "The rate follows the age on the first day of the period, and the hours and pay of the whole period count."
    ]
    if check.age is None:
        notes.append("The birth date is not known. This reaches the highest rate, so age does not matter.")
    if not check.short and check.counted < check.least:
        notes.append(
            f"Parts of a penny: each line of hours is brought to the nearest penny, which leaves "
            f"{_parts(check.least - check.counted)} less than the exact sum."
        )
    return tuple(notes)


def _parts(pounds: Fraction) -> str:
    pence = Decimal(pounds.numerator * 100) / Decimal(pounds.denominator)
    return f"{pence.quantize(_HUNDREDTH, ROUND_HALF_UP)}p"


def _pounds(pounds: Fraction) -> str:
    """Pounds to the nearest penny, for reading."""
    penny = (Decimal(pounds.numerator) / Decimal(pounds.denominator)).quantize(_HUNDREDTH, ROUND_HALF_UP)
    return str(Money.of(penny)) if penny else str(ZERO)

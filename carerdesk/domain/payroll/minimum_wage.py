"""The minimum wage, checked over one pay reference period: hours that count, pay that counts, and what is short.

National Minimum Wage Regulations 2015: the rate follows the age on the first day of the period (regs 4 to 6), so a new
April rate bites from the first period that begins on or after 1 April. Nothing here is rounded before the end.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import ceil
from typing import Final

from carerdesk.domain.dates import add_months, long_date
from carerdesk.domain.money import ZERO, Money
from carerdesk.domain.problem import Problem
from carerdesk.domain.rates import Rates

APPRENTICE_BEFORE: Final = 19
_A_YEAR: Final = 12
_THOUSANDTH: Final = Decimal("0.001")
_PENNY: Final = Decimal("0.01")
_HALF_A_PENNY: Final = Fraction(1, 200)

TIME_THAT_COUNTS: Final[Mapping[str, bool]] = {
    "working": True,
    "waking_night": True,
    "training": True,
    "travel_between_assignments": True,
    "waiting_between_assignments": True,
    "sleep_in_awake_to_work": True,
    "sleep_in_asleep": False,
    "on_call_at_the_workplace": True,
    "on_call_at_home": False,
    "called_out": True,
    "rest_break": False,
    "commute_to_first_visit": False,
    "commute_home": False,
    "travel_home_between_split_visits": False,
}
"""Hourly-paid time: GOV.UK, minimum wage for different types of work; sleep-ins by Royal Mencap v Tomlinson-Blake."""


def time_counts(segment: str) -> bool:
    """Whether a stretch of time counts towards the hours. Raises KeyError for a kind of time nobody has decided on."""
    return TIME_THAT_COUNTS[segment]


def hourly_rate(age: int, day: date, rates: Rates, *, apprentice: bool = False) -> Decimal:
    """The minimum in pounds an hour. `day` is the first day of the pay reference period and `age` the age on it.

    Raises:
        NoRateFor: outside the known years.
    """
    if apprentice:
        return rates.figure("minimum_wage.apprentice", day)
    by_age = rates.table("minimum_wage.by_age", day)
    return by_age[max((youngest for youngest in by_age if int(youngest) <= age), key=int)]


def below_minimum_wage(
    hourly: Decimal, age: int, day: date, rates: Rates, *, apprentice: bool = False
) -> Problem | None:
    """A word where a typed hourly rate is under the minimum for that age on that day; it stops nothing by itself.

    Raises:
        NoRateFor: outside the known years.
    """
    least = hourly_rate(age, day, rates, apprentice=apprentice)
    if hourly >= least:
        return None
    values = {"rate": f"£{hourly:.2f}", "least": f"£{least:.2f}", "age": str(age), "day": long_date(day)}
    return Problem("hourly_rate", "below_minimum_wage", values)


def apprentice_rate_applies(since: date | None, age: int, day: date) -> bool:
    """Under 19, or in the first year of the apprenticeship (reg 5)."""
    if since is None or day < since:
        return False
    return age < APPRENTICE_BEFORE or day < add_months(since, _A_YEAR)


def premium(rate: Decimal, basic: Decimal, minutes: int) -> Fraction:
    """Pounds of an hour's rate above the basic one, which do not count (NMWM09070). Never below nothing."""
    return max(Fraction(rate) - Fraction(basic), Fraction(0)) * minutes / 60


def days_lived_in(nights_a_week: Decimal, days: int) -> Decimal:
    """Days of accommodation in a stretch of days from the nights of a usual week.

    GOV.UK's calculator: nights × (days / 7, to three decimals).
    """
    weeks = (Decimal(days) / 7).quantize(_THOUSANDTH, ROUND_HALF_UP)
    return nights_a_week * weeks


def accommodation(charge: Decimal, days: Decimal, offset: Decimal) -> Decimal:
    """What a home the employer provides adds to the pay that counts, in pounds; minus where it takes off.

    Free: the offset is added. Charged up to the offset: nothing. Charged more: what is above is taken off.
    """
    if not charge:
        return offset * days
    return -max(charge - offset, Decimal(0)) * days


def average_hourly(pay: Fraction, hours: Fraction) -> Decimal:
    """Pay for an hour to the nearest penny, for reading only: what is lawful is decided on the exact sums."""
    each = pay / hours
    return (Decimal(each.numerator) / Decimal(each.denominator)).quantize(_PENNY, ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class WageTime:
    """A stretch of time of one kind: its minutes, and how many of them count."""

    title: str
    minutes: int
    counts: int


@dataclass(frozen=True, slots=True)
class WagePay:
    """One line of pay: `counts` pounds of `amount` count, and `why` where that is not all of it.

    `rounded` is true where the amount is hours times a rate, brought to the penny.
    """

    title: str
    amount: Money
    counts: Fraction
    why: str = ""
    rounded: bool = False


@dataclass(frozen=True, slots=True)
class TakenOff:
    """What lowers the pay that counts: kept for the employer's own use, or paid by the worker for the job."""

    title: str
    amount: Money


@dataclass(frozen=True, slots=True)
class Home:
    """A home the employer provides: days of it in the period, the charge a day, and the offset of that day."""

    days: Decimal
    charge: Decimal
    offset: Decimal

    @property
    def adds(self) -> Decimal:
        """Pounds added to the pay that counts, or taken off."""
        return accommodation(self.charge, self.days, self.offset)


@dataclass(frozen=True, slots=True)
class WageCheck:
    """One period, checked. `rate` is the minimum an hour; `age` is None where the highest rate was used without one."""

    first: date
    last: date
    age: int | None
    rate: Decimal
    apprentice: bool
    times: tuple[WageTime, ...]
    pays: tuple[WagePay, ...]
    taken: tuple[TakenOff, ...] = ()
    homes: tuple[Home, ...] = ()

    @property
    def minutes(self) -> int:
        """The minutes that count."""
        return sum(time.counts for time in self.times)

    @property
    def least(self) -> Fraction:
        """The least those hours may come to, in pounds."""
        return Fraction(self.rate) * self.minutes / 60

    @property
    def counted(self) -> Fraction:
        """The pay that counts, in pounds."""
        added = sum((Fraction(home.adds) for home in self.homes), Fraction(0))
        off = sum((Fraction(one.amount.pounds) for one in self.taken), Fraction(0))
        return sum((pay.counts for pay in self.pays), Fraction(0)) + added - off

    @property
    def short(self) -> Money:
        """How much is missing, to the next penny; nothing where it is no more than the rounding of the lines.

        Hours times a rate are brought to the nearest penny line by line, so that somebody paid just the minimum may
        be up to half a penny a line below it.
        """
        missing = self.least - self.counted
        allowed = _HALF_A_PENNY * sum(pay.rounded for pay in self.pays)
        return ZERO if missing <= allowed else Money(ceil(missing * 100))

    @property
    def average(self) -> Decimal | None:
        """Pay for an hour that counts, to the penny; None without hours."""
        return average_hourly(self.counted, Fraction(self.minutes, 60)) if self.minutes else None


def complies(check: WageCheck) -> bool:
    """Whether nothing is short."""
    return not check.short

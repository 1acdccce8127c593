"""Whether somebody must be enrolled, may opt in or may join, by age and by the pay of one pay reference period."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from carerdesk.domain.dates import long_date
from carerdesk.domain.money import Money
from carerdesk.domain.payroll.frequency import Frequency
from carerdesk.domain.payroll.ni_letters import PensionAges, age_on
from carerdesk.domain.rates import Rates
from carerdesk.domain.working import Line, Source, Working

YOUNGEST: Final = 16
OLDEST: Final = 74
AGE_DAY: Final = Source(
    "The Pensions Regulator, Detailed guidance 3: assessing the workforce (the age on the payday is taken here)",
    "https://www.thepensionsregulator.gov.uk/en/document-library/automatic-enrolment-detailed-guidance",
    confirmed=False,
)


class Duty(StrEnum):
    """What one period's pay asks of the employer (Pensions Act 2008 ss.1-9)."""

    MUST_ENROL = "eligible"
    MAY_OPT_IN = "non_eligible"
    MAY_JOIN = "entitled"
    NONE = "none"
    AGE_UNKNOWN = "age_unknown"


@dataclass(frozen=True, slots=True)
class Band:
    """The thresholds of one pay reference period, in force on a payday."""

    trigger: Money
    lower: Money
    upper: Money
    source: Source


@dataclass(frozen=True, slots=True)
class Assessment:
    """One pay reference period assessed. `age` is that on the payday; None where the birth date is not known."""

    duty: Duty
    pay: Money
    frequency: Frequency
    payday: date
    band: Band
    age: int | None
    over_pension_age: bool | None
    ages: Source


def band_of(frequency: Frequency, payday: date, rates: Rates) -> Band:
    """The thresholds for a pay reference period. Raises NoRateFor outside the known years."""
    trigger = rates.at("pension.trigger", payday)
    lower, upper = rates.table("pension.lower", payday), rates.table("pension.upper", payday)
    names = frequency.value
    return Band(Money.of(trigger.table[names]), Money.of(lower[names]), Money.of(upper[names]), trigger.source)


def assess(
    birth: date | None, pay: Money, frequency: Frequency, payday: date, rates: Rates, *, ages: PensionAges
) -> Assessment:
    """What the pay of one period asks for, against that period’s own thresholds.

    Above the trigger, from 22 to under State Pension age: must be enrolled. Else above the lower limit, from 16 to 74:
    may opt in, and the employer pays. At or under it: may ask to join. Where the law leaves State Pension age open the
    worker counts as under it.

    Raises:
        NoRateFor: outside the known years.
    """
    band = band_of(frequency, payday, rates)
    age = None if birth is None else age_on(birth, payday)
    reached = None if birth is None else ages.reached(birth, payday)
    least = rates.figure("pension.enrol_from_age", payday)
    if age is None:
        duty = Duty.AGE_UNKNOWN if pay > band.lower else Duty.NONE
    elif not YOUNGEST <= age <= OLDEST:
        duty = Duty.NONE
    elif pay > band.trigger and age >= least and not reached:
        duty = Duty.MUST_ENROL
    else:
        duty = Duty.MAY_OPT_IN if pay > band.lower else Duty.MAY_JOIN
    return Assessment(duty, pay, frequency, payday, band, age, reached, ages.source)


_RESULTS: Final = {
    Duty.MUST_ENROL: "Must be enrolled",
    Duty.MAY_OPT_IN: "May opt in; then you pay in too",
    Duty.MAY_JOIN: "May ask to join; you need not pay in",
    Duty.NONE: "Nothing to do",
    Duty.AGE_UNKNOWN: "Not known without the birth date",
}
_LENGTHS: Final = {
    Frequency.WEEKLY: "a week",
    Frequency.FORTNIGHTLY: "2 weeks",
    Frequency.FOUR_WEEKLY: "4 weeks",
    Frequency.MONTHLY: "a month",
}


def working_of(found: Assessment) -> Working:
    """The assessment line by line, with its sources."""
    length = _LENGTHS[found.frequency]
    age = "not known" if found.age is None else str(found.age)
    lines = [
        Line("Pay of this period", str(found.pay)),
        Line(f"Must be enrolled above, for {length}", str(found.band.trigger)),
        Line(f"May opt in above, for {length}", str(found.band.lower)),
        Line(f"Age on {long_date(found.payday)}", age),
        Line("Over State Pension age", {True: "yes", False: "no", None: "not settled"}[found.over_pension_age]),
        Line(_RESULTS[found.duty], strong=True),
    ]
    return Working("Workplace pension", tuple(lines), (found.band.source, found.ages, AGE_DAY))

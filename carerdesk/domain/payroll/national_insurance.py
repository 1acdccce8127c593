"""Class 1 National Insurance for one payday: never cumulative, at the rates in force on the payday.

Sources: HMRC's National Insurance guidance for software developers and its test data. All amounts are pounds.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Final

from carerdesk.domain.payroll.frequency import Frequency
from carerdesk.domain.payroll.rounding import ni_penny
from carerdesk.domain.rates import Rates
from carerdesk.domain.working import Source

LETTERS: Final = ("A", "B", "C", "H", "J", "M", "V", "X", "Z")
_UPPER_SECONDARY: Final = {"H": "AUST", "M": "UST", "V": "VUST", "Z": "UST"}
_ZERO: Final = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class NiTable:
    """Thresholds in pounds and rates as shares, for one letter, one frequency and one span of paydays.

    `employer_upper_from` is where the employer's upper rate starts: the upper earnings limit, or for letters H, M, V
    and Z the upper secondary threshold, which is the same figure.
    """

    lel: Decimal
    primary: Decimal
    secondary: Decimal
    uel: Decimal
    employer_upper_from: Decimal
    employee_main: Decimal
    employee_upper: Decimal
    employer_main: Decimal
    employer_upper: Decimal
    first: date
    last: date
    source: Source


@dataclass(frozen=True, slots=True)
class NationalInsurance:
    """National Insurance of one payday, in pounds, with the three earnings figures HMRC asks for."""

    letter: str
    pay: Decimal
    employee: Decimal
    employer: Decimal
    at_lel: Decimal
    lel_to_primary: Decimal
    primary_to_uel: Decimal
    table: NiTable


def national_insurance(
    letter: str, frequency: Frequency, payday: date, pay: Decimal, rates: Rates
) -> NationalInsurance:
    """Employee and employer National Insurance on the pay of one payday.

    Each is two products, each rounded by itself, then added. The employer's starts at the secondary threshold even
    where pay is below the lower earnings limit.

    Raises:
        NoRateFor: for a payday outside the known years, or a letter that is not known.
    """
    table = ni_table(rates, letter, frequency, payday)
    primary_to_uel = between(pay, table.primary, table.uel)
    employee = ni_penny(primary_to_uel * table.employee_main) + ni_penny(above(pay, table.uel) * table.employee_upper)
    employer = ni_penny(between(pay, table.secondary, table.employer_upper_from) * table.employer_main) + ni_penny(
        above(pay, table.employer_upper_from) * table.employer_upper
    )
    reached = pay >= table.lel
    return NationalInsurance(
        letter,
        pay,
        employee,
        employer,
        table.lel if reached else _ZERO,
        between(pay, table.lel, table.primary),
        primary_to_uel,
        table,
    )


def ni_table(rates: Rates, letter: str, frequency: Frequency, payday: date) -> NiTable:
    """The thresholds and rates for a letter on a payday. Raises NoRateFor where they are not known."""
    return _table(rates, letter, frequency, rates.at(f"ni.rate.{letter}", payday).first)


@lru_cache(maxsize=512)
def _table(rates: Rates, letter: str, frequency: Frequency, first: date) -> NiTable:
    rate = rates.at(f"ni.rate.{letter}", first)
    shares = {name: percent / 100 for name, percent in rate.table.items()}

    def threshold(name: str) -> Decimal:
        return rates.table(f"ni.threshold.{name}", first)[frequency.value]

    return NiTable(
        lel=threshold("LEL"),
        primary=threshold("PT"),
        secondary=threshold("ST"),
        uel=threshold("UEL"),
        employer_upper_from=threshold(_UPPER_SECONDARY.get(letter, "UEL")),
        first=rate.first,
        last=rate.last,
        source=rate.source,
        **shares,
    )


def between(pay: Decimal, low: Decimal, high: Decimal) -> Decimal:
    """The part of pay between two thresholds."""
    return min(pay, high) - low if pay > low else _ZERO


def above(pay: Decimal, threshold: Decimal) -> Decimal:
    """The part of pay above a threshold."""
    return pay - threshold if pay > threshold else _ZERO

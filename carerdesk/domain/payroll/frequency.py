"""How often a person is paid, and which tax week or month a payday falls in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from carerdesk.domain.dates import tax_month, tax_week

WEEKS_A_YEAR: Final = 52
MONTHS_A_YEAR: Final = 12


class Frequency(StrEnum):
    """How often pay is due."""

    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    FOUR_WEEKLY = "four_weekly"
    MONTHLY = "monthly"

    @property
    def periods(self) -> int:
        """Tax weeks in one pay period; one tax month for monthly pay."""
        return _PERIODS[self]

    @property
    def base(self) -> int:
        """Tax periods a year: fortnightly and four-weekly pay use the weekly base (PAYE tax table routines)."""
        return MONTHS_A_YEAR if self is Frequency.MONTHLY else WEEKS_A_YEAR


_PERIODS: Final = {Frequency.WEEKLY: 1, Frequency.FORTNIGHTLY: 2, Frequency.FOUR_WEEKLY: 4, Frequency.MONTHLY: 1}


@dataclass(frozen=True, slots=True)
class TaxPeriod:
    """A tax week or month: its number as reported to HMRC, 1 to 12 for months, 1 to 56 for weeks."""

    frequency: Frequency
    number: int

    def __post_init__(self) -> None:
        if not 1 <= self.number <= self.longest:
            raise ValueError(f"a {self.frequency} payday has no tax period {self.number}")

    @property
    def longest(self) -> int:
        """The highest number there is: month 12, week 53 weekly, 54 fortnightly, 56 four-weekly."""
        base = self.frequency.base
        return base if base == MONTHS_A_YEAR else base + self.frequency.periods

    @property
    def is_extra(self) -> bool:
        """Week 53, 54 or 56: the payday on the last day or two of a tax year (PAYE Manual PAYE70015)."""
        return self.number > self.frequency.base


def tax_period(payday: date, frequency: Frequency) -> TaxPeriod:
    """The tax period of a payday; the payday decides, not the days worked.

    A weekly, fortnightly or four-weekly payday on 5 April (4 April too where the tax year holds 29 February)
    is week 53, 54 or 56 (PAYE Manual PAYE70015).
    """
    if frequency is Frequency.MONTHLY:
        return TaxPeriod(frequency, tax_month(payday))
    week = tax_week(payday)
    return TaxPeriod(frequency, WEEKS_A_YEAR + frequency.periods if week > WEEKS_A_YEAR else week)

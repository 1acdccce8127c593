"""Which National Insurance letter a person's age points to. A suggestion: some letters need a certificate."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from carerdesk.domain.dates import add_months
from carerdesk.domain.working import Source

_ADULT: Final = 21
_CHILD: Final = 16
_AGE_RULE: Final = Source(
    "HMRC, National Insurance rates and category letters (the age on the payday is taken)",
    "https://www.gov.uk/national-insurance-rates-letters/category-letters",
    confirmed=False,
)


@dataclass(frozen=True, slots=True)
class PensionAge:
    """State Pension age, in months, for people born from one day to another; `most` is higher where unsettled."""

    born_from: date
    born_to: date
    months: int
    most: int


@dataclass(frozen=True, slots=True)
class PensionAges:
    """State Pension age by date of birth, oldest first."""

    ages: tuple[PensionAge, ...]
    source: Source

    def reached(self, birth: date, day: date) -> bool | None:
        """Whether State Pension age is reached on this day; None where the law leaves it open.

        People born before the table starts are older than all in it, and counted by its first age.
        """
        age = next((age for age in self.ages if birth <= age.born_to), self.ages[-1])
        if day < add_months(birth, age.months):
            return False
        return True if day >= add_months(birth, age.most) else None


@dataclass(frozen=True, slots=True)
class LetterSuggestion:
    """A National Insurance letter, the code of the reason for it, and where the rule comes from."""

    letter: str
    reason: str
    source: Source


def age_on(birth: date, day: date) -> int:
    """Whole years of age on a day; a birthday on 29 February is kept on 1 March in other years."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def ni_letter_for(birth: date, payday: date, ages: PensionAges) -> LetterSuggestion | None:
    """The letter a person's age on the payday points to, or None where State Pension age is not settled.

    X under 16, M under 21, C from State Pension age, else A. Letters B, H, J, V and Z rest on papers a worker
    brings, so they are never suggested.
    """
    age = age_on(birth, payday)
    if age < _CHILD:
        return LetterSuggestion("X", "ni_letter_under_16", _AGE_RULE)
    if age < _ADULT:
        return LetterSuggestion("M", "ni_letter_under_21", _AGE_RULE)
    reached = ages.reached(birth, payday)
    if reached is None:
        return None
    if reached:
        return LetterSuggestion("C", "ni_letter_pension_age", ages.source)
    return LetterSuggestion("A", "ni_letter_standard", _AGE_RULE)

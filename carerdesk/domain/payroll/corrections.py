"""Tax and National Insurance of earlier payslips with a wrong code or letter, put right in a later one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from carerdesk.domain.money import ZERO, Money


@dataclass(frozen=True, slots=True)
class Correction:
    """What an earlier payslip of the same tax year should have borne, less what it bore; minus is given back.

    `letter_was` and `letter` are the National Insurance letters it was, and should have been, worked out on: HMRC
    counts its earnings under the right one from now on. They are the same where only the tax was wrong.
    """

    payslip_id: int
    payday: date
    letter_was: str
    letter: str
    tax: Money = ZERO
    employee_ni: Money = ZERO
    employer_ni: Money = ZERO


def within(corrections: Sequence[Correction], most: int) -> tuple[Correction, ...]:
    """The corrections with no more tax taken by them all than so many pence; what is given back is never cut."""
    taken: list[Correction] = []
    left = most - sum(min(one.tax.pence, 0) for one in corrections)
    for one in corrections:
        tax = min(one.tax.pence, max(left, 0))
        left -= max(tax, 0)
        taken.append(replace(one, tax=Money(tax)))
    return tuple(taken)

"""Student and postgraduate loan repayments taken from one payday's pay.

Never cumulative: each payday stands alone, on the pay that the employer's National Insurance is worked out from
(HMRC, Collection of Student Loans Manual CSLM17060 and CSLM17065; HMRC's test figures for software).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Final

from carerdesk.domain.money import ZERO, Money
from carerdesk.domain.payroll.frequency import Frequency
from carerdesk.domain.payroll.rounding import down_to_pound
from carerdesk.domain.rates import Rates
from carerdesk.domain.working import Source

POSTGRADUATE: Final = "postgraduate"
STUDENT_PLANS: Final = ("plan_1", "plan_2", "plan_4", "plan_5")
PLAN_5_BEGINS: Final = date(2026, 4, 6)


@dataclass(frozen=True, slots=True)
class LoanTable:
    """A plan's threshold in pounds for one pay period, and its rate as a share."""

    threshold: Decimal
    rate: Decimal
    source: Source


@dataclass(frozen=True, slots=True)
class LoanDeduction:
    """What is repaid out of one payday's pay, in whole pounds.

    `reduced_from` is what it would have been, where orders of a court left less to take it from. `table` is None for
    a plan that was not collected through pay yet.
    """

    plan: str
    niable: Money
    amount: Money
    table: LoanTable | None
    reduced_from: Money | None = None

    @property
    def threshold(self) -> Money:
        """Up to here nothing is repaid; to the penny, parts of a penny cut off."""
        return ZERO if self.table is None else Money.of(self.table.threshold)


def loan_deduction(plan: str, frequency: Frequency, payday: date, niable: Money, rates: Rates) -> LoanDeduction:
    """The repayment under one plan: pay above the threshold times the rate, cut down to whole pounds.

    Two and four weeks have one threshold of that length. HMRC's manual tables average to a week instead, and can come
    out a few pounds lower (CSLM17065).

    Args:
        plan: "plan_1", "plan_2", "plan_4", "plan_5" or "postgraduate". Plan 5 repays nothing before 6 April 2026.
        frequency: how often pay is due.
        payday: the payday, which decides the rates.
        niable: the pay National Insurance is worked out from.
        rates: the known rates.

    Raises:
        NoRateFor: for a plan that is not known, or a payday outside the known years.
    """
    if plan == "plan_5" and payday < PLAN_5_BEGINS:
        return LoanDeduction(plan, niable, ZERO, None)
    table = loan_table(rates, plan, frequency, payday)
    above = niable.pounds - table.threshold
    amount = Money(int(down_to_pound(above * table.rate)) * 100) if above > 0 else ZERO
    return LoanDeduction(plan, niable, amount, table)


def loan_table(rates: Rates, plan: str, frequency: Frequency, payday: date) -> LoanTable:
    """The plan's threshold and rate on a payday. Raises NoRateFor where they are not known."""
    return _table(rates, plan, frequency, rates.at(f"student_loan.threshold.{plan}", payday).first)


@lru_cache(maxsize=256)
def _table(rates: Rates, plan: str, frequency: Frequency, first: date) -> LoanTable:
    threshold = rates.at(f"student_loan.threshold.{plan}", first)
    rate = rates.figure(f"student_loan.rate.{plan}", first)
    return LoanTable(threshold.table[frequency.value], rate / 100, threshold.source)


def whole_pounds(amount: Money) -> Money:
    """What orders leave of a repayment, cut down to whole pounds again (CSLM18025); never below nothing."""
    return Money(max(amount.pence, 0) // 100 * 100)


def plan_that_counts(plans: Iterable[str], payday: date, rates: Rates) -> str:
    """The one student plan that counts where several were notified: the one with the lowest threshold; "" for none.

    Raises:
        NoRateFor: where none of them is known on the payday.
    """
    wanted = [plan for plan in STUDENT_PLANS if plan in set(plans)]
    known = [plan for plan in wanted if plan != "plan_5" or payday >= PLAN_5_BEGINS] or wanted
    return min(known, key=lambda plan: loan_table(rates, plan, Frequency.WEEKLY, payday).threshold, default="")


def default_plan(payday: date) -> str:
    """The plan to use until HMRC says which: plan 5 from 6 April 2026, plan 1 before."""
    return "plan_5" if payday >= PLAN_5_BEGINS else "plan_1"

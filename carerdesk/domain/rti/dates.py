"""By when a return must reach HMRC, by when to post it, and by when money must have arrived."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from carerdesk.domain.payroll.hmrc import PayBy, clear_by, due_date
from carerdesk.domain.working import Source

POSTING_DAYS: Final = 5
_SATURDAY: Final = 5
_A_DAY: Final = timedelta(days=1)
PAPER_SOURCE: Final = Source(
    "Low Incomes Tax Reform Group: paper filing of PAYE",
    "https://www.litrg.org.uk/employers/reporting-paye-real-time/paye-paper-filing",
    "April 2024",
)
PAYING_SOURCE: Final = Source(
    "The Income Tax (Pay As You Earn) Regulations 2003, regulation 69",
    "https://www.legislation.gov.uk/uksi/2003/2682/regulation/69",
)


@dataclass(frozen=True, slots=True)
class Deadlines:
    """The days of one tax month or quarter. `post_by` and `clear_by` are None where bank holidays are not known."""

    return_due: date
    post_by: date | None
    pay_by_post: date
    pay_electronically: date
    clear_by: date | None


def working_days_before(day: date, count: int, bank_holidays: Collection[date]) -> date:
    """So many working days before a day, which itself does not count."""
    while count:
        day -= _A_DAY
        if day.weekday() < _SATURDAY and day not in bank_holidays:
            count -= 1
    return day


def deadlines(period_end: date, bank_holidays: Collection[date] | None) -> Deadlines:
    """What is due after a tax month or quarter: a return by the 19th, money by the 19th (post) or 22nd.

    A return must have arrived, so it goes into the post five working days before. Money sent electronically must have
    arrived on the last working day up to the 22nd. Without the bank holidays neither day is guessed.

    Raises:
        ValueError: when the period does not end on the 5th.
    """
    by_post, electronically = due_date(period_end, PayBy.POST), due_date(period_end, PayBy.ELECTRONIC)
    if bank_holidays is None:
        return Deadlines(by_post, None, by_post, electronically, None)
    posted = working_days_before(by_post, POSTING_DAYS, bank_holidays)
    return Deadlines(by_post, posted, by_post, electronically, clear_by(electronically, bank_holidays))

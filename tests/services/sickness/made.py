"""A PA paid weekly, with weeks worked and paid before she falls ill."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from carerdesk.services.books import Books
from carerdesk.services.sickness.record import NewSpell, record_sickness
from tests.services.pay.made import agreed, done, keep, pa, shift

WEEK = timedelta(days=7)
BEGAN = date(2026, 8, 31)  # a Monday
FIRST_PAYDAY = date(2026, 9, 11)  # pays 31 August to 6 September
TO_FRIDAY = frozenset(range(5))


def weekly(books: Books, name: str = "Asha Rahman", **more: Any) -> int:
    """A PA paid each Friday for the week before, to Sunday."""
    terms = {"started": BEGAN, "first_payday": FIRST_PAYDAY, "period_end": date(2026, 9, 6), **more}
    return pa(books, name, frequency="weekly", **terms)


def work(books: Books, worker_id: int, week: int, hours: str = "08:00-16:00", *shares: tuple[int, int]) -> None:
    """One confirmed shift on the Monday of the nth week (0 is the first)."""
    keep(books, [shift(worker_id, BEGAN + week * WEEK, hours, *shares)])


def paid_weeks(books: Books, weeks: int, hours: str = "08:00-16:00") -> int:
    """A PA who worked one shift in each of so many weeks, and was paid for them."""
    asha = weekly(books)
    for week in range(weeks):
        work(books, asha, week, hours)
        agreed(books, FIRST_PAYDAY + week * WEEK)
    return asha


def sick(books: Books, worker_id: int, first: date, last: date | None = None, **more: Any) -> int:
    """A spell of sickness, Monday to Friday unless said otherwise."""
    more.setdefault("weekdays", TO_FRIDAY)
    found = done(record_sickness(books, NewSpell(worker_id, first, last, **more))).id
    assert found is not None
    return found

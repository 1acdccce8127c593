"""The paydays somebody new may share."""

from __future__ import annotations

from datetime import date

import pytest

from carerdesk.services.books import Books
from carerdesk.services.people.same_paydays import shared_payday
from tests.services.pay.made import pa

FIRST, LAST = date(2026, 10, 30), date(2026, 10, 25)


@pytest.mark.parametrize(
    ("day", "payday", "last"),
    [
        (date(2026, 10, 25), FIRST, LAST),
        (date(2026, 10, 26), date(2026, 11, 27), date(2026, 11, 22)),
        (date(2026, 12, 7), date(2026, 12, 25), date(2026, 12, 20)),
    ],
)
def test_it_is_the_payday_that_pays_the_first_day(books: Books, day: date, payday: date, last: date) -> None:
    pa(books, "Asha Rahman", first_payday=FIRST, period_end=LAST)
    assert shared_payday(books, "four_weekly", day) == (payday, last)


def test_nothing_is_said_where_nobody_is_paid_so_or_two_are_paid_differently(books: Books) -> None:
    pa(books, "Asha Rahman", first_payday=FIRST, period_end=LAST)
    assert shared_payday(books, "weekly", date(2026, 12, 7)) is None
    pa(books, "Kasia Wójcik", first_payday=FIRST, period_end=LAST)
    assert shared_payday(books, "four_weekly", LAST) == (FIRST, LAST)
    pa(books, "Tom Griffiths", first_payday=date(2026, 11, 13), period_end=date(2026, 11, 8))
    assert shared_payday(books, "four_weekly", LAST) is None


def test_who_has_left_shares_no_payday(books: Books) -> None:
    pa(books, "Asha Rahman", first_payday=FIRST, period_end=LAST, left=date(2026, 11, 30))
    assert shared_payday(books, "four_weekly", date(2026, 12, 7)) is None

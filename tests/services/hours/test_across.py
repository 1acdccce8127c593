"""Nights over the end of a pay period and of the tax year, and over the clock changes, read back plainly."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from carerdesk.services.hours.read_back import read_back
from carerdesk.store.books import Books, FixedClock
from tests.services.hours.made import typed
from tests.services.pay.made import LAST, pa

FORWARD, BACK = date(2027, 3, 28), date(2026, 10, 25)


@pytest.fixture
def asha(books: Books) -> int:
    return pa(books)


def said(books: Books, worker_id: int, day: date, starts: str = "22:00", ends: str = "07:00") -> str:
    books.clock = FixedClock(day)
    return read_back(books, typed(worker_id, day, starts, ends, kind="waking_night")).said


def test_a_night_over_the_end_of_a_pay_period_is_paid_with_it(books: Books, asha: int) -> None:
    words = "The pay period ends that day: all of it is paid with it, on Friday 27 November."
    assert words in said(books, asha, LAST)
    assert "pay period" not in said(books, asha, LAST - timedelta(days=1))
    assert "pay period" not in said(books, asha, LAST, "16:00", "00:00")


def test_a_night_over_the_end_of_the_tax_year_is_taxed_by_its_payday(books: Books) -> None:
    weekly = pa(books, frequency="weekly", first_payday=date(2026, 9, 11), period_end=date(2026, 9, 7))
    words = said(books, weekly, date(2027, 4, 5))
    assert "paid with it, on Friday 9 April. The tax year ends that day; tax goes by the payday" in words
    assert "so it is taxed in 2027-28." in words
    assert "tax year" not in said(books, weekly, date(2027, 4, 4))


def test_without_a_pay_period_the_tax_year_still_shows(books: Books, asha: int) -> None:
    assert "The tax year ends that day; tax goes by the payday." in said(books, asha, date(2027, 4, 5))


@pytest.mark.parametrize(("day", "length"), [(FORWARD, "8 hours"), (BACK, "10 hours")])
def test_the_nights_of_the_clock_changes_have_their_own_length(books: Books, asha: int, day: date, length: str) -> None:
    words = said(books, asha, day - timedelta(days=1))
    assert f"22:00 to 07:00 the next day, {length}" in words
    assert "The clocks change that night" in words

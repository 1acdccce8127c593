"""When hours that wait for confirming are due: never before anybody could have confirmed them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from carerdesk.services.hours.due import confirming, friday_after
from carerdesk.services.hours.record_shift import record_shift
from carerdesk.store.books import Books, FixedClock
from tests.services.hours.conftest import Pas
from tests.services.hours.made import kept, typed

MONDAY = date(2026, 11, 16)
FRIDAY = MONDAY + timedelta(days=4)


def due_days(books: Books) -> list[tuple[str, date | None]]:
    with books.reading() as session:
        return [(due.key, due.day) for due in confirming(session, books.today(), books.now())]


@pytest.mark.parametrize(("worked", "late"), [((0, 5), 0), ((3,), 0), ((4, 5, 6), 7), ((5, 6), 7), ((6,), 7)], ids=str)
def test_a_weeks_hours_are_due_on_the_friday_after_the_first_of_them(
    books: Books, pas: Pas, worked: tuple[int, ...], late: int
) -> None:
    for day in worked:
        kept(record_shift(books, typed(pas.asha, MONDAY + timedelta(days=day), "07:30", "10:30")))
    books.clock = FixedClock(MONDAY + timedelta(days=7))
    assert due_days(books) == [("hours:2026-11-16", FRIDAY + timedelta(days=late))]


def test_a_night_that_ends_on_friday_is_due_a_week_later(books: Books, pas: Pas) -> None:
    kept(record_shift(books, typed(pas.asha, FRIDAY - timedelta(days=1), "22:00", "07:00", kind="sleep_in")))
    books.clock = FixedClock(FRIDAY)
    assert due_days(books) == [("hours:2026-11-16", FRIDAY + timedelta(days=7))]


@pytest.mark.parametrize("ahead", range(1, 8))
def test_the_first_friday_after_a_day(ahead: int) -> None:
    assert friday_after(FRIDAY - timedelta(days=ahead)) == FRIDAY

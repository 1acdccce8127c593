"""Check hours: who a shift was given to, and the last day that was confirmed."""

from __future__ import annotations

from datetime import date, timedelta

from carerdesk.services.books.undoing import undo
from carerdesk.services.hours.confirm import confirm_week, hours_to_check
from carerdesk.services.hours.record_shift import change_shift, record_shift
from carerdesk.services.outcome import Done
from carerdesk.store.books import Books, FixedClock
from tests.services.hours.conftest import Pas
from tests.services.hours.made import kept, typed

MONDAY = date(2026, 11, 16)
WEDNESDAY, THURSDAY, SUNDAY = (MONDAY + timedelta(days=at) for at in (2, 3, 6))
TODAY = date(2026, 11, 20)


def test_a_shift_given_to_another_is_said_until_it_is_given_back(books: Books, pas: Pas) -> None:
    books.clock = FixedClock(MONDAY)
    given = kept(record_shift(books, typed(pas.asha, WEDNESDAY, "07:30", "10:30")))
    back = kept(record_shift(books, typed(pas.asha, THURSDAY, "07:30", "10:30")))
    for shift, day, worker in (
        (given, WEDNESDAY, pas.kasia), (given, WEDNESDAY, pas.tom),
        (back, THURSDAY, pas.tom), (back, THURSDAY, pas.asha),
    ):  # fmt: skip
        kept(change_shift(books, shift, typed(worker, day, "07:30", "10:30")))
    books.clock = FixedClock(TODAY)
    hours = hours_to_check(books, MONDAY)
    assert [(each.shift.id, each.why) for each in hours.look] == [(given, ("Tom in place of Asha.",))]
    assert [shift.id for shift in hours.plain] == [back]


def test_what_was_undone_was_given_to_nobody(books: Books, pas: Pas) -> None:
    books.clock = FixedClock(MONDAY)
    shift = kept(record_shift(books, typed(pas.asha, WEDNESDAY, "07:30", "10:30")))
    kept(change_shift(books, shift, typed(pas.tom, WEDNESDAY, "07:30", "10:30")))
    undo(books)
    books.clock = FixedClock(TODAY)
    assert hours_to_check(books, MONDAY).look == ()


def test_the_last_day_said_is_one_that_was_confirmed(books: Books, pas: Pas) -> None:
    kept(record_shift(books, typed(pas.asha, MONDAY, "07:30", "10:30")))
    outcome = confirm_week(books, MONDAY, until=SUNDAY)
    assert isinstance(outcome, Done)
    assert outcome.said == "1 shift confirmed, 3 h, to Monday 16 November"

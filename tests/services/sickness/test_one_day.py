"""A day off sick said on the shift it fell on."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from carerdesk.services.books import Books
from carerdesk.services.books.undoing import undo
from carerdesk.services.hours.confirm import confirm_week
from carerdesk.services.hours.week import read_week
from carerdesk.services.sickness.one_day import may_have_been_sick, off_sick_that_day
from carerdesk.services.sickness.read import everyones_sickness, sickness_of
from carerdesk.store import tables
from tests.services.pay.made import codes, done, keep, shift
from tests.services.sickness.made import BEGAN, WEEK, weekly, work

MONDAY = date(2026, 11, 16)
WEDNESDAY = MONDAY + timedelta(days=2)


@pytest.fixture
def asha(books: Books) -> int:
    """Who works on Mondays, and is down for two shifts on this one and one on Wednesday."""
    worker_id = weekly(books)
    for week in range((MONDAY - BEGAN) // WEEK):
        work(books, worker_id, week)
    hours = [shift(worker_id, MONDAY, "08:00-12:00"), shift(worker_id, MONDAY, "16:00-18:00")]
    keep(books, [*hours, shift(worker_id, WEDNESDAY, "08:00-12:00")], confirmed=False)
    return worker_id


def shift_on(books: Books, day: date) -> int:
    return next(each.id for each in read_week(books, MONDAY).shifts if each.day == day)


def test_one_press_records_the_day_and_takes_its_shifts_out(books: Books, asha: int) -> None:
    found = done(off_sick_that_day(books, shift_on(books, MONDAY)))
    assert found.said == "Asha was off sick on Monday 16 November, 2 shifts taken out"
    assert [each.day for each in read_week(books, MONDAY).shifts] == [WEDNESDAY]
    (spell,) = sickness_of(books, asha).spells
    assert (spell.first, spell.days, spell.week) == (MONDAY, "16 November 2026", "Monday")
    undo(books)
    assert len(read_week(books, MONDAY).shifts) == 3
    assert everyones_sickness(books) == ()


def test_a_day_that_is_not_usual_asks_for_the_days_agreed(books: Books, asha: int) -> None:
    assert codes(off_sick_that_day(books, shift_on(books, WEDNESDAY))) == ["sick_on_unusual_day"]
    assert len(read_week(books, MONDAY).shifts) == 3


def test_hours_confirmed_that_day_stand_and_nothing_is_taken_out(books: Books, asha: int) -> None:
    first, second = (each.id for each in read_week(books, MONDAY).shifts if each.day == MONDAY)
    with books.operation("Made") as op:
        op.session.get_one(tables.Shift, first).state = "confirmed"
    assert codes(off_sick_that_day(books, second)) == ["sick_with_hours"]
    assert len(read_week(books, MONDAY).shifts) == 3


def test_it_is_offered_for_employees_until_the_hours_are_confirmed(books: Books, asha: int) -> None:
    ids = [each.id for each in read_week(books, MONDAY).shifts]
    assert all(may_have_been_sick(books, each) for each in ids)
    done(confirm_week(books, MONDAY))
    assert not any(may_have_been_sick(books, each) for each in ids)
    keep(books, [shift(asha, date(2026, 11, 23), "08:00-12:00")], confirmed=False)
    assert not may_have_been_sick(books, max(ids) + 1)  # nobody knows today who will be ill on Monday
    with books.operation("Made") as op:
        op.session.get_one(tables.Worker, asha).kind = "agency"
        op.session.get_one(tables.Shift, ids[0]).state = "worked"
    assert not may_have_been_sick(books, ids[0])

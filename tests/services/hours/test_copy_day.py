"""A day copied to others: in one act, with its outing, never on to days that were paid."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from carerdesk.domain.money import Money
from carerdesk.services.books.undoing import undo
from carerdesk.services.hours.copy_day import copy_day
from carerdesk.services.hours.record_shift import record_shift
from carerdesk.services.hours.week import read_week
from carerdesk.services.outcome import Done
from carerdesk.store.books import Books
from carerdesk.store.tables import Funder
from tests.services.hours.conftest import Pas
from tests.services.hours.made import codes, kept, typed
from tests.services.hours.test_record_shift import pay

MONDAY = date(2026, 11, 23)
BACK = date(2026, 10, 25)


def day(at: int) -> date:
    return MONDAY + timedelta(days=at)


def outing(books: Books, pas: Pas) -> None:
    out = typed(
        pas.asha, MONDAY, "10:00", "14:00", with_worker_ids=(pas.tom,), what="Swimming", miles=Decimal(4),
        expenses=(("Parking", Money(350)),), people_needed=3,
    )  # fmt: skip
    kept(record_shift(books, out))


def test_it_goes_to_several_days_at_once_and_comes_back_with_one_undo(books: Books, pas: Pas) -> None:
    outing(books, pas)
    outcome = copy_day(books, MONDAY, [day(2), day(1), day(1)])
    assert isinstance(outcome, Done)
    assert outcome.said == "4 shifts copied from Monday 23 November to Tuesday 24 November and Wednesday 25 November"
    found = read_week(books, MONDAY).outings
    assert [(each.first.day, each.names, each.first.what) for each in found] == [
        (day(at), "Asha and Tom", "Swimming") for at in range(3)
    ]
    assert len({each.first.outing for each in found}) == 3
    copy = found[1].first
    assert (copy.miles, copy.expenses, copy.people_needed, copy.state) == (Decimal(0), (), 3, "planned")
    undo(books)
    assert len(read_week(books, MONDAY).outings) == 1


def test_a_weekday_on_a_saturday_is_a_weekend(books: Books, pas: Pas) -> None:
    kept(record_shift(books, typed(pas.asha, MONDAY, "10:00", "14:00")))
    kept(record_shift(books, typed(pas.tom, MONDAY, "10:00", "14:00", kind="training")))
    assert isinstance(copy_day(books, MONDAY, [day(5)]), Done)
    assert [shift.kind for shift in read_week(books, MONDAY).shifts][2:] == ["weekend", "training"]


def test_what_is_there_already_is_not_doubled(books: Books, pas: Pas) -> None:
    outing(books, pas)
    assert isinstance(copy_day(books, MONDAY, [day(1)]), Done)
    assert codes(copy_day(books, MONDAY, [day(1)])) == ["day_copied_already"]


def test_days_that_were_paid_and_times_that_clash_are_left_out_and_said(books: Books, pas: Pas) -> None:
    kept(record_shift(books, typed(pas.asha, MONDAY, "10:00", "14:00")))
    kept(record_shift(books, typed(pas.asha, day(1), "12:00", "13:00")))
    pay(books, pas.asha, day(3), day(4))
    outcome = copy_day(books, MONDAY, [day(1), day(2), day(3)])
    assert isinstance(outcome, Done)
    assert "1 shift copied" in outcome.said
    assert outcome.said.endswith("2 shifts could not be copied: add them yourself")
    assert codes(copy_day(books, MONDAY, [day(3)])) == ["hours_already_paid"]


def test_a_funder_that_has_ended_is_left_open(books: Books, pas: Pas) -> None:
    kept(record_shift(books, typed(pas.asha, MONDAY, "10:00", "14:00")))
    with books.operation("Ended") as op:
        op.session.get_one(Funder, 2).ended = MONDAY
    assert isinstance(copy_day(books, MONDAY, [day(1)]), Done)
    assert [shift.unshared for shift in read_week(books, MONDAY).shifts] == [False, True]


def test_a_night_whose_time_comes_twice_is_left_to_a_person(books: Books, pas: Pas) -> None:
    kept(record_shift(books, typed(pas.asha, BACK - timedelta(days=8), "20:00", "01:30")))
    assert codes(copy_day(books, BACK - timedelta(days=8), [BACK - timedelta(days=1)])) == ["time_comes_twice"]


def test_it_asks_for_days_and_for_shifts(books: Books, pas: Pas) -> None:
    assert codes(copy_day(books, MONDAY, [day(1)])) == ["day_empty"]
    outing(books, pas)
    assert codes(copy_day(books, MONDAY, [MONDAY])) == ["copy_to_missing"]
    assert codes(copy_day(books, MONDAY, [day(at) for at in range(1, 40)])) == ["copy_to_too_many"]

"""Two or three PAs on one outing, and how many should be there."""

from __future__ import annotations

from datetime import date

import pytest

from carerdesk.services.books.undoing import undo
from carerdesk.services.hours.read_back import read_back
from carerdesk.services.hours.record_shift import change_shift, record_shift, remove_shift
from carerdesk.services.hours.record_shifts import record_shifts
from carerdesk.services.hours.views import Outing
from carerdesk.services.hours.week import read_shift, read_week
from carerdesk.services.outcome import Done
from carerdesk.store.books import Books
from tests.services.hours.conftest import Pas
from tests.services.hours.made import codes, kept, typed

MONDAY = date(2026, 11, 16)
SATURDAY = date(2026, 11, 21)


def outing(books: Books) -> Outing:
    (found,) = read_week(books, MONDAY).outings
    return found


def test_three_go_together(books: Books, pas: Pas) -> None:
    outcome = record_shift(books, typed(pas.asha, SATURDAY, "10:00", "14:30", with_worker_ids=(pas.tom, pas.kasia)))
    assert isinstance(outcome, Done)
    assert outcome.said == "Shift for Asha, Tom and Kasia, Saturday 21 November, added"
    assert (outing(books).names, outing(books).ratio) == ("Asha, Tom and Kasia", "3:1")
    assert {shift.people_needed for shift in outing(books).shifts} == {3}


def test_many_at_once_may_go_together_too(books: Books, pas: Pas) -> None:
    three = typed(pas.asha, SATURDAY, "10:00", "14:30", with_worker_ids=(pas.tom, pas.kasia))
    assert isinstance(record_shifts(books, [three]), Done)
    assert [shift.people_needed for shift in outing(books).shifts] == [3, 3, 3]


def test_who_is_needed_may_be_more_than_go(books: Books, pas: Pas) -> None:
    shift = kept(record_shift(books, typed(pas.asha, SATURDAY, "10:00", "14:30", people_needed=2)))
    assert (outing(books).trouble, outing(books).ratio) == ("1 of 2 PAs", "2:1")
    kept(change_shift(books, shift, typed(pas.asha, SATURDAY, "10:00", "14:30", with_worker_ids=(pas.tom,))))
    assert outing(books).trouble == ""


def test_who_is_taken_off_is_still_needed_until_it_is_typed_otherwise(books: Books, pas: Pas) -> None:
    first = kept(record_shift(books, typed(pas.asha, SATURDAY, "10:00", "14:30", with_worker_ids=(pas.tom,))))
    tom = next(shift.id for shift in outing(books).shifts if shift.worker_id == pas.tom)
    assert isinstance(remove_shift(books, tom), Done)
    assert outing(books).trouble == "1 of 2 PAs"
    kept(change_shift(books, first, typed(pas.asha, SATURDAY, "10:00", "14:30")))
    assert outing(books).trouble == "1 of 2 PAs"
    kept(change_shift(books, first, typed(pas.asha, SATURDAY, "10:00", "14:30", people_needed=1)))
    assert (outing(books).trouble, outing(books).ratio) == ("", "")


def test_how_many_are_needed_is_said_for_all_of_them(books: Books, pas: Pas) -> None:
    first = kept(record_shift(books, typed(pas.asha, SATURDAY, "10:00", "14:30", with_worker_ids=(pas.tom,))))
    kept(change_shift(books, first, typed(pas.asha, SATURDAY, "10:00", "14:30", people_needed=3)))
    assert [shift.trouble for shift in outing(books).shifts] == ["2 of 3 PAs", "2 of 3 PAs"]
    undo(books)
    assert [shift.trouble for shift in outing(books).shifts] == ["", ""]


def test_two_of_three_change_and_one_joins(books: Books, pas: Pas) -> None:
    first = kept(record_shift(books, typed(pas.asha, SATURDAY, "10:00", "14:30", with_worker_ids=(pas.tom,))))
    both = typed(pas.asha, SATURDAY, "10:00", "15:00", with_worker_ids=(pas.kasia, pas.tom))
    assert read_back(books, both, first).problems == ()
    kept(change_shift(books, first, both))
    assert [(shift.first_name, shift.times) for shift in outing(books).shifts] == [
        ("Asha", "10:00–15:00"), ("Tom", "10:00–15:00"), ("Kasia", "10:00–15:00"),
    ]  # fmt: skip
    shift = read_shift(books, first)
    assert shift is not None
    assert (shift.going, shift.people_needed) == (3, 3)


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"with_worker_ids": (1,)}, "same_person_twice"),
        ({"with_worker_ids": (2, 2)}, "same_person_twice"),
        ({"people_needed": 0}, "people_needed_out_of_range"),
        ({"people_needed": 6}, "people_needed_out_of_range"),
    ],
)
def test_it_cannot_be_kept(books: Books, pas: Pas, more: dict[str, object], code: str) -> None:
    assert (pas.asha, pas.kasia) == (1, 2)
    assert codes(record_shift(books, typed(pas.asha, SATURDAY, "10:00", "12:00", **more))) == [code]

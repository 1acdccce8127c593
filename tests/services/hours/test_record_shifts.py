"""Many shifts at once: all or none, checked against one another and against what is there."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from carerdesk.services.books.undoing import undo
from carerdesk.services.hours.record_shift import record_shift
from carerdesk.services.hours.record_shifts import record_shifts
from carerdesk.services.hours.week import read_week
from carerdesk.services.outcome import Done, Rejected
from carerdesk.store.books import Books
from tests.services.hours.conftest import Pas
from tests.services.hours.made import codes, kept, typed

MONDAY = date(2026, 11, 16)


def test_a_list_is_kept_with_twins_shares_call_outs_and_states(books: Books, pas: Pas) -> None:
    from datetime import time

    new = [
        typed(pas.asha, MONDAY, "07:30", "10:30", shares=((2, Decimal(60)), (3, Decimal(40)))),
        typed(pas.kasia, MONDAY, "22:00", "07:00", kind="sleep_in", call_outs=((time(2), time(2, 30)),)),
        typed(pas.asha, MONDAY + timedelta(days=5), "10:00", "14:30", with_worker_ids=(pas.tom,), what="Swimming"),
    ]
    assert isinstance(record_shifts(books, new, confirmed_until=date(2026, 11, 17)), Done)
    shifts = read_week(books, MONDAY).shifts
    assert [shift.state for shift in shifts] == ["confirmed", "confirmed", "planned", "planned"]
    assert [share.minutes for share in shifts[0].shares] == [108, 72]
    assert len(shifts[1].call_outs) == 1
    assert shifts[2].outing == shifts[3].outing is not None


def test_one_that_cannot_be_kept_keeps_all_out_and_says_which(books: Books, pas: Pas) -> None:
    new = [typed(pas.asha, MONDAY, "07:30", "10:30"), typed(pas.asha, MONDAY, "10:00", "12:00")]
    outcome = record_shifts(books, new)
    assert codes(outcome) == ["shift_overlaps"]
    assert isinstance(outcome, Rejected)
    assert outcome.problems[0].values["at"] == "2"
    assert read_week(books, MONDAY).shifts == ()


def test_shifts_already_there_count(books: Books, pas: Pas) -> None:
    kept(record_shift(books, typed(pas.asha, MONDAY, "22:00", "07:00")))
    assert codes(record_shifts(books, [typed(pas.asha, MONDAY + timedelta(days=1), "06:00", "08:00")])) == [
        "shift_overlaps"
    ]


def test_one_undo_takes_all_of_it_out(books: Books, pas: Pas) -> None:
    days = [MONDAY + timedelta(days=at) for at in range(4)]
    outcome = record_shifts(books, [typed(pas.asha, day, "07:30", "10:30") for day in days])
    assert isinstance(outcome, Done)
    assert len(read_week(books, MONDAY).shifts) == 4
    assert isinstance(undo(books, outcome.operation), Done)
    assert read_week(books, MONDAY).shifts == ()


def test_an_empty_list_is_said_so(books: Books) -> None:
    assert codes(record_shifts(books, [])) == ["no_shifts_given"]

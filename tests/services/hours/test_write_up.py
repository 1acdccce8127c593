"""A week written up at once over what was planned: all or none, and what was planned is remembered."""

from __future__ import annotations

from datetime import date, time, timedelta
from decimal import Decimal

from carerdesk.services.books.undoing import undo
from carerdesk.services.books.verifying import verify_books
from carerdesk.services.hours.new_shift import NewShift
from carerdesk.services.hours.record_shifts import record_shifts
from carerdesk.services.hours.write_up import WrittenUp, write_up
from carerdesk.services.outcome import Done
from carerdesk.store.books import Books, FixedClock
from tests.services.hours.conftest import Pas
from tests.services.hours.made import codes, typed

MONDAY = date(2026, 11, 16)


def plan(books: Books, pas: Pas) -> None:
    """Three planned shifts: Asha's, and an outing of Kasia and Tom."""
    books.clock = FixedClock(MONDAY - timedelta(days=1))
    out = typed(pas.kasia, date(2026, 11, 17), "10:00", "13:00", with_worker_ids=(pas.tom,))
    assert isinstance(record_shifts(books, [typed(pas.asha, MONDAY, "09:00", "12:00"), out]), Done)
    books.clock = FixedClock(date(2026, 11, 20))


def rows(books: Books) -> list[tuple[object, ...]]:
    return books.quick(
        "SELECT worker_id, substr(starts, 12, 5), substr(ends, 12, 5), state, outing, substr(planned_ends, 12, 5),"
        " (SELECT SUM(minutes) FROM shift_share WHERE shift_id = shift.id) FROM shift ORDER BY starts, worker_id"
    )


def test_it_takes_the_place_of_what_was_planned(books: Books, pas: Pas) -> None:
    plan(books, pas)
    longer = typed(pas.asha, MONDAY, "09:00", "12:30", shares=((2, Decimal(50)), (3, Decimal(50))))
    alone = typed(pas.kasia, date(2026, 11, 17), "10:00", "13:00")
    added = NewShift(pas.tom, date(2026, 11, 18), time(16), time(18), shares=((2, Decimal(100)),))
    week = WrittenUp([(1, longer), (2, alone)], frozenset({2}), [3], [added])
    outcome = write_up(books, week, confirmed_until=date(2026, 11, 17))
    assert isinstance(outcome, Done)
    assert rows(books) == [
        (pas.asha, "09:00", "12:30", "confirmed", None, "12:00", 210),
        (pas.kasia, "10:00", "13:00", "confirmed", None, None, 180),
        (pas.tom, "16:00", "18:00", "worked", None, None, 120),
    ]
    assert verify_books(books) == ()


def test_nothing_is_kept_where_one_cannot_be(books: Books, pas: Pas) -> None:
    plan(books, pas)
    before = rows(books)
    clash = typed(pas.asha, MONDAY, "11:00", "14:00")
    same = typed(pas.asha, MONDAY, "09:00", "12:00")
    assert codes(write_up(books, WrittenUp([(1, same)], added=[clash]))) == ["shift_overlaps"]
    assert rows(books) == before


def test_undo_brings_the_plan_back(books: Books, pas: Pas) -> None:
    plan(books, pas)
    before = rows(books)
    outcome = write_up(books, WrittenUp([(1, typed(pas.asha, MONDAY, "10:00", "12:00"))], taken_out=[2, 3]))
    assert isinstance(outcome, Done)
    assert outcome.operation is not None
    assert len(rows(books)) == 1
    assert isinstance(undo(books, outcome.operation), Done)
    assert rows(books) == before

"""The kept page of This week is the one worked out, and tells of the last opening."""

from __future__ import annotations

from datetime import date

from carerdesk.services.books import Books
from carerdesk.services.books.undoing import undo
from carerdesk.services.due.front import kept_front_page, work_out_front_page
from carerdesk.services.due.last_time import LastTime, changes_of, done_since, newest_operation
from carerdesk.services.outcome import Done
from carerdesk.services.people.add_worker import add_worker
from carerdesk.services.people.details import NewWorker, WorkerDetails


def add(books: Books, name: str) -> None:
    assert isinstance(add_worker(books, NewWorker(WorkerDetails(name, kind="agency"))), Done)


def test_the_page_is_kept_as_it_was_worked_out(books: Books) -> None:
    opened_at = newest_operation(books)
    add(books, "Harbour Care Ltd")
    page = work_out_front_page(books, opened_at)
    assert page.last == LastTime(1, date(2026, 11, 20), "Harbour Care Ltd added", opened_at, opened_at + 1)
    assert kept_front_page(books) == page


def test_an_opening_without_changes_keeps_telling_of_the_one_before(books: Books) -> None:
    opened_at = newest_operation(books)
    add(books, "Harbour Care Ltd")
    last = work_out_front_page(books, opened_at).last
    assert last is not None
    assert work_out_front_page(books, newest_operation(books)).last == last
    assert work_out_front_page(books).last == last


def test_what_was_taken_back_was_not_done(books: Books) -> None:
    opened_at = newest_operation(books)
    for name in ("Harbour Care Ltd", "Beacon Care Ltd"):
        add(books, name)
    undo(books)
    found = done_since(books, opened_at)
    assert found is not None
    assert (found.count, found.said) == (1, "Harbour Care Ltd added")
    undo(books)
    assert done_since(books, opened_at) is None


def test_each_change_tells_whether_it_can_be_taken_back(books: Books) -> None:
    opened_at = newest_operation(books)
    for name in ("Harbour Care Ltd", "Beacon Care Ltd"):
        add(books, name)
    last = done_since(books, opened_at)
    assert last is not None
    undo(books, opened_at + 1)
    found = [(each.said, each.can_undo, each.undone) for each in changes_of(books, last)]
    assert found == [("Beacon Care Ltd added", True, False), ("Harbour Care Ltd added", False, True)]


def test_records_are_safe_once_nothing_is_wanted_for_them(books: Books) -> None:
    page = work_out_front_page(books)
    assert {item.key for item in page.due} >= {"safe:password", "safe:backups"}
    assert not page.records_are_safe

"""What is said after taking back and doing again, so that nobody takes it for the thing itself."""

from __future__ import annotations

from carerdesk.domain.problem import Problem
from carerdesk.services.books.undoing import redo, undo
from carerdesk.services.outcome import Done, Rejected
from carerdesk.services.people.add_worker import add_worker
from carerdesk.services.people.details import NewWorker, WorkerDetails
from carerdesk.store.books import Books


def test_the_words_begin_with_what_happened(books: Books) -> None:
    added = add_worker(books, NewWorker(WorkerDetails("Asha Rahman", kind="agency")))
    assert isinstance(added, Done)
    undone = undo(books)
    assert isinstance(undone, Done)
    assert (undone.said, undone.taken_back) == (f"Undone: {added.said}", True)
    again = redo(books)
    assert isinstance(again, Done)
    assert (again.said, again.taken_back) == (f"Done again: {added.said}", False)


def test_undoing_an_undo_says_that_it_is_done_again(books: Books) -> None:
    added = add_worker(books, NewWorker(WorkerDetails("Asha Rahman", kind="agency")))
    assert isinstance(added, Done)
    undone = undo(books, added.operation)
    assert isinstance(undone, Done)
    again = undo(books, undone.operation)
    assert isinstance(again, Done)
    assert (again.said, again.taken_back) == (f"Done again: {added.said}", False)


def test_nothing_to_do_again_is_said(books: Books) -> None:
    assert redo(books) == Rejected((Problem("", "cannot_undo_nothing", {"reason": "nothing", "by": "", "rule": ""}),))

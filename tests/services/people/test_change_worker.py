from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy.exc import NoResultFound

from carerdesk.services.books.undoing import undo
from carerdesk.services.outcome import Done, Rejected
from carerdesk.services.people.add_worker import add_worker
from carerdesk.services.people.change_worker import change_worker, record_leaving, remove_worker
from carerdesk.services.people.details import NewWorker
from carerdesk.services.people.read import list_workers, worker
from carerdesk.store.books import Books
from carerdesk.store.tables import Shift


@pytest.fixture
def asha_id(books: Books, asha: NewWorker) -> int:
    outcome = add_worker(books, asha)
    assert isinstance(outcome, Done)
    assert outcome.id is not None
    return outcome.id


def worked(books: Books, worker_id: int, day: date, state: str = "confirmed") -> None:
    with books.operation("A shift") as op:
        starts = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
        shift = Shift(employer_id=1, person_id=1, worker_id=worker_id, day=day, starts=starts, kind="normal")
        shift.ends, shift.shared_minutes, shift.state = starts.replace(hour=12), 180, state
        shift.outing = None
        op.session.add(shift)


def only_code(outcome: object) -> tuple[str, str]:
    assert isinstance(outcome, Rejected), outcome
    (problem,) = outcome.problems
    return problem.field, problem.code


def test_a_change_is_kept_and_said(books: Books, asha_id: int) -> None:
    details = replace(worker(books, asha_id).details, phone="01632 960123")
    outcome = change_worker(books, asha_id, details)
    assert isinstance(outcome, Done)
    assert outcome.said == "Asha Rahman’s details changed"
    assert worker(books, asha_id).details.phone == "01632 960123"


def test_her_own_name_is_not_taken_by_herself(books: Books, asha_id: int) -> None:
    assert isinstance(change_worker(books, asha_id, worker(books, asha_id).details), Done)


def test_a_worker_who_is_not_there_raises(books: Books, asha: NewWorker) -> None:
    with pytest.raises(NoResultFound):
        change_worker(books, 99, asha.details)


def test_a_leaver_stays_in_the_books(books: Books, asha_id: int) -> None:
    worked(books, asha_id, date(2026, 10, 31))
    outcome = record_leaving(books, asha_id, date(2026, 10, 31))
    assert isinstance(outcome, Done)
    assert outcome.said == "Asha Rahman left on 31 October 2026"
    assert list_workers(books)[0].left == date(2026, 10, 31)
    assert list_workers(books, date(2026, 11, 1)) == ()


def test_nobody_leaves_before_hours_they_worked(books: Books, asha_id: int) -> None:
    worked(books, asha_id, date(2026, 10, 31))
    assert only_code(record_leaving(books, asha_id, date(2026, 10, 30))) == ("left", "left_before_last_shift")


def test_hours_only_planned_do_not_hold_a_leaver(books: Books, asha_id: int) -> None:
    worked(books, asha_id, date(2026, 11, 30), state="planned")
    assert isinstance(record_leaving(books, asha_id, date(2026, 11, 20)), Done)


def test_nobody_starts_after_hours_they_worked(books: Books, asha_id: int) -> None:
    worked(books, asha_id, date(2026, 9, 8))
    details = replace(worker(books, asha_id).details, started=date(2026, 9, 9))
    assert only_code(change_worker(books, asha_id, details)) == ("started", "started_after_first_shift")


def test_one_added_by_mistake_goes_with_all_terms_and_undo_brings_them_back(books: Books, asha_id: int) -> None:
    before = worker(books, asha_id)
    outcome = remove_worker(books, asha_id)
    assert isinstance(outcome, Done)
    assert list_workers(books) == ()
    assert books.quick("SELECT count(*) FROM pay_rate") == [(0,)]
    assert outcome.operation is not None
    undo(books, outcome.operation)
    assert worker(books, asha_id) == before


def test_one_with_history_is_never_removed(books: Books, asha_id: int) -> None:
    worked(books, asha_id, date(2026, 9, 8), state="planned")
    assert only_code(remove_worker(books, asha_id)) == ("", "worker_has_history")
    assert worker(books, asha_id).has_history

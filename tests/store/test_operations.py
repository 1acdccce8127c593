"""One way in: an operation commits once, tells the log, and nothing else may write."""

from __future__ import annotations

import json
import threading
from datetime import date

import pytest
from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from carerdesk.domain.money import Money
from carerdesk.store import history
from carerdesk.store.books import Books
from carerdesk.store.engine import UnloggedWriteError
from carerdesk.store.operations import Operation
from carerdesk.store.problems import FrozenRow
from carerdesk.store.tables import Award, Employer, Funder, Person, Setting
from carerdesk.store.verify import verify
from tests.store.family import add_family, names, rename


def test_an_operation_commits_once_and_says_what_moved(books: Books) -> None:
    with books.operation("Helen Marsh added") as op:
        op.session.add(Employer(name="Helen"))
        op.session.flush()
        assert names(books) == []
        op.said = "Helen added"
    assert names(books) == ["Helen"]
    assert (op.id, op.changes) == (1, frozenset({"employer"}))
    assert history.listing(books)[0].said == "Helen added"


def _add_and_fail(op: Operation) -> None:
    op.session.add(Employer(name="Helen"))
    op.session.flush()
    raise LookupError


def test_an_error_leaves_nothing_behind(books: Books) -> None:
    with pytest.raises(LookupError), books.operation("Helen Marsh added") as op:
        _add_and_fail(op)
    assert names(books) == []
    assert history.listing(books) == ()
    add_family(books)


def test_what_changes_nothing_is_not_logged(books: Books) -> None:
    add_family(books)
    with books.operation("Nothing") as op:
        employer = op.session.get(Employer, 1)
        assert employer is not None
        employer.name = "Somebody else"
        op.session.flush()
        employer.name = "Helen Marsh"
    assert (op.id, op.changes) == (None, frozenset())


def test_several_flushes_of_one_row_are_one_change(books: Books) -> None:
    with books.operation("Helen added, then renamed") as op:
        employer = Employer(name="Helen")
        op.session.add(employer)
        op.session.flush()
        employer.name = "Helen Marsh"
    images = books.quick('SELECT before, after FROM "change"')
    assert [(before, json.loads(after)["name"]) for before, after in images] == [(None, "Helen Marsh")]


@pytest.mark.parametrize(
    "statement",
    [
        update(Employer).values(name="x"),
        delete(Employer),
        insert(Employer).values(name="x"),
        text("UPDATE employer SET name = 'x'"),
        text("WITH a AS (SELECT 1) DELETE FROM employer"),
        text("DROP TABLE draft"),
    ],
    ids=["update", "delete", "insert", "text", "with", "drop"],
)
def test_writing_past_the_log_is_refused(books: Books, statement: object) -> None:
    add_family(books)
    with pytest.raises(UnloggedWriteError), books.operation("Sly") as op:
        op.session.execute(statement)  # type: ignore[call-overload] # each is executable
    assert names(books) == ["Helen Marsh"]


def test_legacy_bulk_calls_are_refused(books: Books) -> None:
    with pytest.raises(UnloggedWriteError), books.operation("Sly") as op:
        op.session.bulk_save_objects([Employer(name="x")])


def test_the_gate_is_shut_again_after_a_failed_flush(books: Books) -> None:
    with pytest.raises(Exception, match="NOT NULL"), books.operation("Broken") as op:
        op.session.add(Person(name="Nobody's", employer_id=None))
    with pytest.raises(UnloggedWriteError), books.operation("Sly") as op:
        op.session.execute(delete(Employer))


def test_reading_cannot_write(books: Books) -> None:
    add_family(books)
    with books.reading() as session, pytest.raises(OperationalError, match="readonly"):
        session.execute(text("DELETE FROM employer"))
    with pytest.raises(Exception, match="read"):
        books.quick("DELETE FROM person")
    assert names(books) == ["Helen Marsh"]


def test_a_long_reading_sees_one_moment_and_holds_nobody_up(books: Books) -> None:
    add_family(books)
    with books.reading() as session:
        assert session.get_one(Employer, 1).name == "Helen Marsh"
        rename(books, 1, "Helen Jones")
        session.expire_all()
        assert session.get_one(Employer, 1).name == "Helen Marsh"
    assert names(books) == ["Helen Jones"]


def test_threads_read_and_write_side_by_side(books: Books) -> None:
    failures: list[BaseException] = []

    def work(number: int) -> None:
        try:
            with books.operation(f"{number}") as op:
                op.session.add(Employer(name=str(number)))
            with books.reading() as session:
                assert session.query(Employer).count() > 0
            books.quick("SELECT count(*) FROM employer")
        except BaseException as error:  # noqa: BLE001 - told to the test below
            failures.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert sorted(names(books)) == [str(number) for number in range(8)]
    assert verify(books) == ()


def test_an_operation_within_an_operation_is_a_mistake(books: Books) -> None:
    with pytest.raises(RuntimeError, match="already under way"), books.operation("One"), books.operation("Two"):
        pass


def _funder(session: Session) -> Funder:
    funder = Funder(employer_id=1, person_id=1, name="Westmere", short_name="W", kind="council")
    session.add(funder)
    session.flush()
    return funder


def test_many_rows_at_once_are_logged_and_undone(books: Books) -> None:
    add_family(books)
    with books.operation("Funder") as op:
        funder = _funder(op.session).id
    row = {"employer_id": 1, "person_id": 1, "funder_id": funder, "every": "week", "first_day": date(2026, 4, 6)}
    with books.operation("Awards brought in") as op:
        ids = op.insert_many(Award, [{**row, "amount": Money(pence)} for pence in range(700)])
    brought_in = op.id
    assert ids == list(range(1, 701))
    with books.operation("Awards raised") as op:
        op.update_many(Award, [{"id": each, "amount": Money(5)} for each in ids[:600]])
    with books.operation("Awards dropped") as op:
        op.delete_many(Award, ids[650:])
    assert books.quick("SELECT count(*), sum(amount) FROM award") == [(650, 5 * 600 + sum(range(600, 650)))]
    assert verify(books) == ()
    for _ in range(3):
        undone = history.undo(books)
    assert undone.said == "Awards brought in"
    assert books.quick("SELECT count(*) FROM award") == [(0,)]
    history.redo(books, brought_in)
    assert books.quick("SELECT count(*), sum(amount) FROM award") == [(700, sum(range(700)))]
    assert verify(books) == ()


def test_a_frozen_row_keeps_all_but_its_open_columns(books: Books, monkeypatch: pytest.MonkeyPatch) -> None:
    add_family(books)
    monkeypatch.setattr(Employer, "frozen", lambda before: before["capacity"] == "deputy", raising=False)
    monkeypatch.setattr(Employer, "OPEN_COLUMNS", frozenset({"phone"}), raising=False)
    with books.operation("Becomes a deputy") as op:
        op.session.get_one(Employer, 1).capacity = "deputy"
    with books.operation("Telephone") as op:
        op.session.get_one(Employer, 1).phone = "01234 567890"
    with pytest.raises(FrozenRow) as refused, books.operation("Name") as op:
        op.session.get_one(Employer, 1).name = "Somebody else"
    assert (refused.value.table, refused.value.row_id) == ("employer", 1)
    with pytest.raises(FrozenRow), books.operation("Bulk") as op:
        op.update_many(Employer, [{"id": 1, "name": "Somebody else"}])
    history.undo(books)
    with pytest.raises(history.CannotUndo) as stuck:
        history.undo(books)
    assert stuck.value.reason == "frozen"
    assert names(books) == ["Helen Marsh"]


def test_rows_that_are_not_logged_have_no_bulk_path(books: Books) -> None:
    with pytest.raises(UnloggedWriteError), books.operation("Sly") as op:
        op.insert_many(Setting, [{"key": "a", "value": "b"}])


def test_what_is_only_tried_is_seen_and_never_kept(books: Books) -> None:
    with books.trying() as session:
        session.add(Employer(name="Helen"))
        session.flush()
        assert session.scalars(select(Employer.name)).all() == ["Helen"]
    assert names(books) == []
    assert not history.listing(books)


def test_a_mistake_while_trying_is_not_swallowed(books: Books) -> None:
    with pytest.raises(ZeroDivisionError), books.trying():
        1 / 0  # noqa: B018 - the mistake
    with books.operation("Helen added") as op:
        op.session.add(Employer(name="Helen"))
    assert names(books) == ["Helen"]

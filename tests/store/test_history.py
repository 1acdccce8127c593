"""Undo and redo: back to the penny, refused with a reason, and themselves in the log."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carerdesk.store import always_true, history, log
from carerdesk.store.books import Books, FixedClock, create_books
from carerdesk.store.connection import connected, database_key
from carerdesk.store.documents import FOLDER
from carerdesk.store.operations import Operation
from carerdesk.store.tables import Document, Employer, Person
from carerdesk.store.verify import verify
from tests.store.conftest import CLOCK
from tests.store.family import add_document, add_family, names, rename

Step = tuple[str, int, str]
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["add", "rename", "delete", "person", "move", "delete person"]),
        st.integers(0, 5),
        st.text(alphabet="abcŵŁ’", max_size=4),
    ),
    min_size=1,
    max_size=4,
)


@contextmanager
def _fresh_books() -> Iterator[Books]:
    with tempfile.TemporaryDirectory() as place:
        books = create_books(Path(place) / "A.carerdesk", CLOCK)
        try:
            yield books
        finally:
            books.close()


def _take(op: Operation, step: Step) -> None:
    what, which, name = step
    employers = op.session.query(Employer).order_by(Employer.id).all()
    people = op.session.query(Person).order_by(Person.id).all()
    if what == "add":
        op.session.add(Employer(name=name))
    elif what == "rename" and employers:
        employers[which % len(employers)].name = name
    elif what == "person" and employers:
        op.session.add(Person(name=name, employer_id=employers[which % len(employers)].id))
    elif what == "move" and people and employers:
        people[which % len(people)].employer_id = employers[-1].id
    elif what == "delete person" and people:
        op.session.delete(people[which % len(people)])
    elif what == "delete" and employers:
        employer = employers[which % len(employers)]
        for person in people:
            if person.employer_id == employer.id:
                op.session.delete(person)
        op.session.flush()
        op.session.delete(employer)
    op.session.flush()


def _everything(books: Books) -> Mapping[str, Mapping[int, Any]]:
    with connected(books.database, database_key(books.identity), reading=True) as connection:
        return {table: log.all_images(connection, table) for table in log.logged_tables(connection)}


@settings(max_examples=25, deadline=None)
@given(st.lists(STEPS, min_size=1, max_size=6))
def test_undoing_all_and_redoing_all_come_back_exactly(operations: list[list[Step]]) -> None:
    with _fresh_books() as books:
        stands = [_everything(books)]
        for number, steps in enumerate(operations):
            with books.operation(f"Operation {number}") as op:
                for step in steps:
                    _take(op, step)
            if op.id is not None:
                stands.append(_everything(books))
        for before in reversed(stands[:-1]):
            history.undo(books)
            assert _everything(books) == before
        assert history.next_undo(books) is None
        for after in stands[1:]:
            history.redo(books)
            assert _everything(books) == after
        assert history.next_redo(books) is None
        assert verify(books) == ()


def test_undo_says_what_it_took_back_and_is_in_the_list(books: Books) -> None:
    add_family(books)
    undone = history.undo(books)
    assert (undone.said, undone.changes) == ("Helen Marsh added", frozenset({"employer", "person"}))
    listed = history.listing(books)
    assert [(entry.kind, entry.undone, entry.can_undo) for entry in listed] == [
        ("undo", False, False),
        ("", True, False),
    ]
    assert listed[0].id == undone.id


def test_an_earlier_independent_operation_can_be_undone_on_its_own(books: Books) -> None:
    first = add_family(books)
    with books.operation("Another employer") as op:
        op.session.add(Employer(name="Other"))
    history.undo(books, first)
    assert names(books) == ["Other"]
    assert verify(books) == ()


def test_undo_names_the_later_operation_that_changed_the_row(books: Books) -> None:
    first = rename(books, 1, "Helen Jones") if add_family(books) else 0
    second = rename(books, 1, "Helen Smith")
    with pytest.raises(history.CannotUndo) as refused:
        history.undo(books, first)
    assert (refused.value.reason, refused.value.by_operation) == ("changed_since", second)
    assert refused.value.values["by"] == "Name changed to Helen Smith"
    assert names(books) == ["Helen Smith"]
    history.undo(books)
    history.undo(books, first)
    assert names(books) == ["Helen Marsh"]


def test_undo_names_the_later_operation_that_needs_the_row(books: Books) -> None:
    with books.operation("Employer") as op:
        op.session.add(Employer(name="Helen"))
    employer = op.id
    with books.operation("Person") as op:
        op.session.add(Person(name="Jamie", employer_id=1))
    with pytest.raises(history.CannotUndo) as refused:
        history.undo(books, employer)
    assert (refused.value.reason, refused.value.by_operation) == ("needed_by", op.id)
    assert names(books) == ["Helen"]


def test_bringing_back_a_row_whose_parent_is_gone_is_refused(books: Books) -> None:
    add_family(books)
    with books.operation("Person goes") as op:
        op.session.delete(op.session.get_one(Person, 1))
    goes = op.id
    with books.operation("Employer goes") as op:
        op.session.delete(op.session.get_one(Employer, 1))
    with pytest.raises(history.CannotUndo) as refused:
        history.undo(books, goes)
    assert refused.value.reason == "needed_by"
    assert books.quick("SELECT count(*) FROM person") == [(0,)]


def test_what_may_not_be_undone_is_not(books: Books) -> None:
    add_family(books)
    with books.operation("Payslip printed", undoable=False) as op:
        op.session.get_one(Employer, 1).phone = "1"
    for number, reason in ((op.id, "not_undoable"), (None, "nothing"), (99, "nothing")):
        with pytest.raises(history.CannotUndo) as refused:
            history.undo(books, number)
        assert refused.value.reason == reason


def test_nothing_is_undone_or_redone_twice(books: Books) -> None:
    first = add_family(books)
    history.undo(books)
    with pytest.raises(history.CannotUndo) as twice:
        history.undo(books, first)
    assert twice.value.reason == "already_undone"
    history.redo(books)
    with pytest.raises(history.CannotUndo) as again:
        history.redo(books, first)
    assert again.value.reason == "not_undone"


def test_undoing_an_undo_does_the_thing_again(books: Books) -> None:
    add_family(books)
    undone = history.undo(books)
    done_again = history.undo(books, undone.id)
    assert names(books) == ["Helen Marsh"]
    history.undo(books, done_again.id)
    assert names(books) == []


def test_plain_redo_ends_when_something_new_is_done(books: Books) -> None:
    add_family(books)
    history.undo(books)
    with books.operation("Something new") as op:
        op.session.add(Employer(name="New"))
    assert history.next_redo(books) is None
    with pytest.raises(history.CannotUndo):
        history.redo(books)


def test_undo_is_kept_from_breaking_what_is_always_true(books: Books, monkeypatch: pytest.MonkeyPatch) -> None:
    rule = always_true.Rule("nobody_is_called_x", "employer", "SELECT id FROM employer WHERE name = 'x'")
    monkeypatch.setattr(always_true, "RULES", (rule,))
    add_family(books)
    rename(books, 1, "x")
    rename(books, 1, "Helen")
    with pytest.raises(history.CannotUndo) as refused:
        history.undo(books)
    assert (refused.value.reason, refused.value.values["rule"]) == ("always_true", "nobody_is_called_x")
    assert names(books) == ["Helen"]


def test_a_rule_broken_already_does_not_hold_undo_up(books: Books, monkeypatch: pytest.MonkeyPatch) -> None:
    rule = always_true.Rule("nobody_is_called_x", "employer", "SELECT id FROM employer WHERE name = 'x'")
    monkeypatch.setattr(always_true, "RULES", (rule,))
    with books.operation("Bad from the start") as op:
        op.session.add(Employer(name="x"))
    add_family(books)
    history.undo(books)
    assert names(books) == ["x"]


def test_undoing_a_document_keeps_its_bytes_for_redo(books: Books) -> None:
    number = add_document(books, b"receipt")
    history.undo(books)
    assert books.quick("SELECT count(*) FROM document") == [(0,)]
    history.redo(books)
    assert books.documents.read(number) == b"receipt"


def test_what_must_be_forgotten_leaves_the_log_and_the_disk(books: Books) -> None:
    number = add_document(books, b"about Sam")
    with books.operation("Sam's records deleted") as op:
        op.session.delete(op.session.get_one(Document, number))
    deletion = op.id
    history.purge(books, "Sam's records deleted for good", [("document", number)])
    assert list((books.folder / FOLDER).iterdir()) == []
    assert books.quick('SELECT count(*) FROM "change" WHERE before IS NOT NULL OR after IS NOT NULL') == [(0,)]
    assert verify(books) == ()
    with pytest.raises(history.CannotUndo) as refused:
        history.undo(books, deletion)
    assert refused.value.reason == "purged"


def test_the_list_goes_back_page_by_page(folder: Path) -> None:
    books = create_books(folder, FixedClock(date(2026, 3, 3)))
    add_family(books)
    for name in "abc":
        rename(books, 1, name)
    assert [entry.id for entry in history.listing(books, limit=2)] == [4, 3]
    assert [entry.id for entry in history.listing(books, limit=2, offset=2)] == [2, 1]
    assert history.listing(books, limit=1)[0].at.isoformat() == "2026-03-03T12:00:00+00:00"
    books.close()


def test_a_thousand_records_go_in_a_few_strokes_and_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    one_by_one: list[Any] = []
    write = history._write

    def counted(*told: Any) -> None:
        one_by_one.append(told)
        write(*told)

    monkeypatch.setattr(history, "_write", counted)
    with _fresh_books() as books:
        with books.operation("a great many") as op:
            op.session.add_all(Employer(name=f"Employer {at}") for at in range(1_200))
        count = "SELECT COUNT(*) FROM employer"
        history.undo(books)
        assert (books.quick(count), one_by_one) == ([(0,)], [])
        history.redo(books)
        assert books.quick(count) == [(1_200,)]
        assert verify(books) == ()

"""Whatever is changed behind the log's back is found."""

from __future__ import annotations

import pytest

from carerdesk.store import always_true, history
from carerdesk.store.books import Books
from carerdesk.store.connection import connected, database_key
from carerdesk.store.verify import Difference, verify
from tests.store.family import add_document, add_family, rename


def _tamper(books: Books, statement: str) -> None:
    with connected(books.database, database_key(books.identity), foreign_keys=False) as raw:
        raw.execute(statement)


@pytest.fixture(autouse=True)
def _some_history(books: Books) -> None:
    add_family(books)
    rename(books, 1, "Helen Jones")
    rename(books, 1, "Helen Smith")
    history.undo(books)
    assert verify(books) == ()


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("UPDATE employer SET phone = '1'", Difference("record_changed", "employer", 1, "phone")),
        ("INSERT INTO person SELECT 2, employer_id, name, born, nation, address, who_acts, note FROM person",
         Difference("record_not_in_log", "person", 2)),
        ("DELETE FROM person", Difference("record_gone", "person", 1)),
        ("UPDATE operation SET said = 'Nothing' WHERE id = 2",
         Difference("operation_changed", "operation", 2, "Nothing")),
        ("UPDATE operation SET at = '2020-01-01T00:00:00Z' WHERE id = 1",
         Difference("operation_changed", "operation", 1, "Helen Marsh added")),
        ("UPDATE operation SET undone_by_id = NULL", Difference("operation_changed", "operation", 3)),
        ("DELETE FROM operation WHERE id = 2", Difference("operation_missing", "operation", 2)),
        ('DELETE FROM "change" WHERE id = 2', Difference("record_not_in_log", "person", 1)),
        ("UPDATE \"change\" SET after = replace(after, 'Jones', 'James') WHERE id = 3",
         Difference("image_changed", "change", 3)),
        ("UPDATE \"change\" SET before = NULL, after = NULL, digest = 'x' WHERE id = 2",
         Difference("operation_changed", "operation", 1, "Helen Marsh added")),
        ("DELETE FROM employer", Difference("points_to_nothing", "person", 1)),
    ],
    ids=["row", "added", "gone", "words", "time", "undone", "operation", "change", "image", "digest", "reference"],
)  # fmt: skip
def test_tampering_is_found(books: Books, statement: str, found: Difference) -> None:
    _tamper(books, statement)
    assert found in verify(books)


def test_a_rule_that_does_not_hold_is_told(books: Books, monkeypatch: pytest.MonkeyPatch) -> None:
    rule = always_true.Rule("nobody_is_called_jones", "employer", "SELECT id FROM employer WHERE name LIKE '%Jones'")
    monkeypatch.setattr(always_true, "RULES", (rule,))
    assert verify(books) == (Difference("nobody_is_called_jones", "employer", 1),)


def test_every_step_is_told_as_it_begins(books: Books) -> None:
    add_document(books, b"receipt")
    told: list[str] = []
    verify(books, lambda step, _done, _of: told.append(step))
    assert told == ["file", "log", "records", "documents", "rules"]

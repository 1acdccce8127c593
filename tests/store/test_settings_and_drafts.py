"""Choices and half-typed pages: kept at once, typed, outside the log."""

from __future__ import annotations

import msgspec
import pytest

from carerdesk.store import drafts, history, settings
from carerdesk.store.books import Books
from carerdesk.store.verify import verify
from tests.store.family import add_family


def test_a_choice_is_kept_and_can_be_forgotten(books: Books) -> None:
    assert settings.read(books, settings.BACKUP_PLACES) == ()
    settings.write(books, settings.BACKUP_PLACES, ("/media/stick", "/home/Zoë"))
    assert settings.read(books, settings.BACKUP_PLACES) == ("/media/stick", "/home/Zoë")
    settings.forget(books, settings.BACKUP_PLACES)
    assert settings.read(books, settings.BACKUP_PLACES) == ()


def test_a_choice_of_another_type_is_not_taken_for_ours(books: Books) -> None:
    settings.write(books, settings.Choice("backup.minutes", str, "", ""), "often")
    with pytest.raises(msgspec.ValidationError):
        settings.read(books, settings.BACKUP_MINUTES)


def test_a_half_typed_page_reopens_as_left(books: Books) -> None:
    assert drafts.load(books, "rota") is None
    drafts.save(books, "rota", "", {"who": "Asha", "hours": "7.", "notes": ["Ŵyn"]})
    drafts.save(books, "rota", "", {"who": "Asha", "hours": "7.5"})
    drafts.save(books, "worker", "3", {"name": "Sam"})
    assert drafts.load(books, "rota") == {"who": "Asha", "hours": "7.5"}
    assert [(kept.page, kept.key, kept.at) for kept in drafts.listing(books)] == [
        ("rota", "", books.now()),
        ("worker", "3", books.now()),
    ]
    drafts.drop(books, "rota")
    assert drafts.load(books, "rota") is None
    assert drafts.load(books, "worker", "3") == {"name": "Sam"}


def test_neither_is_in_the_log(books: Books) -> None:
    add_family(books)
    settings.write(books, settings.BACKUP_MINUTES, 5)
    drafts.save(books, "rota", "", {})
    assert len(history.listing(books)) == 1
    assert verify(books) == ()


def test_neither_may_be_written_within_an_operation(books: Books) -> None:
    with books.operation("Something"), pytest.raises(RuntimeError, match="already under way"):
        settings.write(books, settings.BACKUP_MINUTES, 5)

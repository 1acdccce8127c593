"""What is half-typed comes back in its own room and place, and leaves no trace once finished."""

from __future__ import annotations

from carerdesk.services.books import Books
from carerdesk.services.books.drafts import drop_draft, keep_draft, kept_draft
from carerdesk.services.books.undoing import history


def test_each_place_of_each_room_has_its_own(books: Books) -> None:
    keep_draft(books, "people", "add:", {"name": "Kasia W"})
    keep_draft(books, "people", "who:1", {"name": "Tom"})
    keep_draft(books, "money", "add:", {"name": "Current account"})
    assert kept_draft(books, "people", "add:") == {"name": "Kasia W"}
    drop_draft(books, "people", "add:")
    assert kept_draft(books, "people", "add:") is None
    assert kept_draft(books, "people", "who:1") == {"name": "Tom"}
    assert kept_draft(books, "money", "add:") == {"name": "Current account"}


def test_typing_everything_out_again_leaves_nothing_kept(books: Books) -> None:
    keep_draft(books, "people", "add:", {"name": "Kasia", "born": ""})
    keep_draft(books, "people", "add:", {"name": "", "born": "", "kind": None, "lives_in": False})
    assert kept_draft(books, "people", "add:") is None


def test_drafts_are_no_history(books: Books) -> None:
    before = history(books)
    keep_draft(books, "people", "add:", {"name": "Kasia"})
    drop_draft(books, "people", "add:")
    assert history(books) == before

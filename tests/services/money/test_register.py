"""The register: newest first, filters and words, totals, proof, and what is due."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from carerdesk.catalogue.categories import categories
from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.money import Money
from carerdesk.services.money.attaching import attach_document
from carerdesk.services.money.bills import NewBill, add_bill
from carerdesk.services.money.due import due_items
from carerdesk.services.money.joining import Pays, join_line
from carerdesk.services.money.owed import Kind
from carerdesk.services.money.proof import State, document_kinds, kind_words, state_words
from carerdesk.services.money.register import (
    Query,
    Show,
    position_of,
    register_line,
    register_page,
    register_totals,
)
from carerdesk.services.money.sorting import explain_line, sort_line
from carerdesk.store.books import Books
from tests.services.money.conftest import made
from tests.services.money.papers import invoice

DAY = date(2026, 11, 19)


@pytest.fixture
def rows(line: Callable[..., int]) -> list[int]:
    return [
        line(date(2026, 11, 2), "1068", "NHS WESTMERE ICB"),
        line(date(2026, 11, 12), "-89", "HARBOUR INSURANCE"),
        line(DAY, "-18.50", "HARTLEY PHARMACY"),
        line(DAY, "-12.40", "BRAMLEY STORES"),
    ]


def ids(books: Books, query: Query) -> list[int]:
    return [row.id for row in register_page(books, query)]


def test_newest_first_a_page_at_a_time(books: Books, rows: list[int]) -> None:
    assert ids(books, Query()) == rows[::-1]
    assert [row.id for row in register_page(books, Query(), offset=1, limit=2)] == [rows[2], rows[1]]
    assert [position_of(books, Query(), row) for row in rows] == [3, 2, 1, 0]
    assert position_of(books, Query(find="harbour"), rows[0]) is None


def test_totals_follow_what_is_shown(books: Books, rows: list[int]) -> None:
    every = register_totals(books, Query())
    assert (every.lines, every.money_in, every.money_out) == (4, Money.of(1068), Money.of("119.90"))
    assert (every.first, every.last) == (date(2026, 11, 2), DAY)
    assert every.counts == {Show.ALL: 4, Show.NEED_PAPER: 0, Show.NOT_SORTED: 4, Show.NOT_MATCHED: 0}
    nothing = register_totals(books, Query(find="nobody"))
    assert (nothing.lines, nothing.money_in, nothing.first) == (0, Money(0), None)


def test_finding_by_words_amount_category_note_and_days(books: Books, rows: list[int], savings: int) -> None:
    made(sort_line(books, rows[1], category="insurance", funder_id=2))
    made(explain_line(books, rows[2], "Creams 50% off"))
    assert ids(books, Query(find="bramley")) == [rows[3]]
    assert ids(books, Query(find="£18.50")) == [rows[2]]
    assert ids(books, Query(find="liability")) == [rows[1]]
    assert ids(books, Query(find="50%")) == [rows[2]]
    assert ids(books, Query(find="_")) == []
    assert ids(books, Query(first=date(2026, 11, 3), last=date(2026, 11, 12))) == [rows[1]]
    assert ids(books, Query(account_id=savings)) == []


def test_every_state_of_proof(books: Books, rows: list[int], line: Callable[..., int]) -> None:
    for row, category in zip(rows, ("direct_payment", "insurance", "protective_items", "hmrc"), strict=True):
        made(sort_line(books, row, category=category, funder_id=2))
    explained = line(DAY, "-1", "LOAN")
    made(sort_line(books, explained, category="loan_repaid", funder_id=1, reason="Lent on 1 May"))
    words = {row.id: (row.proof.state, row.proof.words) for row in register_page(books, Query())}
    assert words == {
        rows[0]: (State.NOT_NEEDED, "Nothing needed"),
        rows[1]: (State.NEEDS_PAPER, "Needs a certificate"),
        rows[2]: (State.NEEDS_PAPER, "Needs a receipt"),
        rows[3]: (State.NOT_MATCHED, "Not matched"),
        explained: (State.PROVED, "Explained"),
    }
    assert ids(books, Query(show=Show.NEED_PAPER)) == [rows[2], rows[1]]
    assert ids(books, Query(show=Show.NOT_MATCHED)) == [rows[3]]


def test_a_paper_on_the_bill_proves_the_line_that_pays_it(books: Books, rows: list[int]) -> None:
    bill = made(add_bill(books, NewBill("Harbour", "insurance", Money.of(89), date(2026, 11, 2), funder_id=2)))
    made(join_line(books, rows[1], [Pays(Kind.BILL, bill, Money.of(89))]))
    assert ids(books, Query(show=Show.NEED_PAPER)) == [rows[1]]
    made(attach_document(books, "bill", bill, invoice("Harbour 89.00"), file_name="h.pdf", kind="invoice"))
    row = register_line(books, rows[1])
    assert row is not None
    assert (row.proof.state, row.proof.words) == (State.PROVED, "Matches bill")


def test_a_row_is_spoken_in_one_sentence(books: Books, rows: list[int]) -> None:
    made(sort_line(books, rows[3], category="activities", funder_id=1))
    row = register_line(books, rows[3])
    assert row is not None
    assert row.spoken == (
        "Thursday 19 November 2026, Bramley Stores, Activities and outings, Own money, £12.40 out, Needs a receipt"
    )
    assert register_line(books, 999) is None


def test_every_category_has_words_for_what_it_needs() -> None:
    for code in categories():
        assert state_words(State.NEEDS_PAPER, code, (), "").startswith("Needs a")
        for kind in document_kinds(code):
            assert kind_words(kind)
    assert state_words(State.PROVED, "equipment", ("receipt", "invoice"), "") == "Receipt and 1 more"


def due(books: Books, today: date) -> dict[str, str]:
    with books.reading() as session:
        return {item.key: item.title for item in due_items(session, today)}


def test_what_is_due(books: Books, rows: list[int]) -> None:
    made(sort_line(books, rows[3], category="activities", funder_id=1))
    made(sort_line(books, rows[2], category="wages", funder_id=1))
    assert due(books, date(2026, 12, 24)) == {
        "money:not_sorted": "2 lines are not sorted yet",
        "money:not_matched": "1 payment is not matched yet",
        "money:need_paper": "1 line needs a paper",
    }
    old = due(books, date(2026, 12, 25))
    assert old["money:statement:1"] == "Bring in the latest statement of Support account"


def test_words_of_this_room_can_all_be_read() -> None:
    for show in (Show.NEED_PAPER, Show.NOT_SORTED, Show.NOT_MATCHED):
        for which in ("one", "many"):
            assert guidance("money", f"due_{show}_{which}", count="3")

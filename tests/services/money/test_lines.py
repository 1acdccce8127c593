"""Typed lines: added, put right, taken out; lines from a file stay."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from carerdesk.domain.money import Money
from carerdesk.services.money.accounts import accounts, close_account
from carerdesk.services.money.attaching import attach_document
from carerdesk.services.money.bringing_in import finish_import
from carerdesk.services.money.checking import bank_checks, check_against_bank
from carerdesk.services.money.lines import NewLine, add_line, change_line, remove_line
from carerdesk.services.money.register import Query, register_page
from carerdesk.services.money.sorting import explain_line, sort_line
from carerdesk.services.money.statements import Preview, preview_import
from carerdesk.store.books import Books
from tests.services.money.conftest import broken_laws, made
from tests.services.money.papers import receipt
from tests.services.money.test_accounts import codes

DAY = date(2026, 11, 19)
GOOD = NewLine(DAY, Money.of("-12.40"), "  Bramley   Stores ")


def test_a_line_is_unsorted_until_somebody_says(books: Books, account: int) -> None:
    made(add_line(books, account, GOOD))
    (row,) = register_page(books, Query())
    assert (row.who, row.what, row.amount) == ("Bramley Stores", "Not sorted yet", Money.of("-12.40"))
    assert broken_laws(books) == []


def test_a_line_may_be_sorted_as_it_is_typed(books: Books, account: int) -> None:
    made(add_line(books, account, NewLine(DAY, Money.of("-12.40"), "Bramley Stores", "activities", 3)))
    (row,) = register_page(books, Query())
    assert (row.what, row.funders[0].words) == ("Activities and outings", "NHS")


@pytest.mark.parametrize(
    ("new", "code"),
    [
        (NewLine(date(2026, 4, 5), Money.of(1), "x"), "line_before_account"),
        (NewLine(date(2026, 11, 21), Money.of(1), "x"), "line_in_the_future"),
        (NewLine(DAY, Money(0), "x"), "line_of_nothing"),
        (NewLine(DAY, Money.of(1), "  "), "line_needs_words"),
        (NewLine(DAY, Money.of(1), "x", "wages"), "category_for_money_out"),
        (NewLine(DAY, Money.of(1), "x", "gold"), "category_unknown"),
        (NewLine(DAY, Money.of(1), "x", "refund", 99), "funder_unknown"),
    ],
)
def test_what_cannot_be_is_refused(books: Books, account: int, new: NewLine, code: str) -> None:
    assert code in codes(add_line(books, account, new))
    assert register_page(books, Query()) == ()


def test_nothing_comes_after_closing(books: Books, account: int, line: Callable[..., int]) -> None:
    line(date(2026, 11, 1), "-100", "Moved")
    made(close_account(books, account, date(2026, 11, 2)))
    assert codes(add_line(books, account, GOOD)) == ["line_after_closing"]


def test_a_typed_line_is_put_right_and_keeps_what_it_was_for(books: Books, account: int) -> None:
    row = made(add_line(books, account, GOOD))
    made(sort_line(books, row, category="activities", funder_id=3))
    made(change_line(books, row, NewLine(date(2026, 11, 18), Money.of("-12.40"), "Bramley Stores, Westmere")))
    (there,) = register_page(books, Query())
    assert (there.day, there.what) == (date(2026, 11, 18), "Activities and outings")
    made(change_line(books, row, NewLine(DAY, Money.of("-12.04"), "Bramley Stores", "activities", 3)))
    assert accounts(books)[0].balance == Money.of("87.96")
    assert broken_laws(books) == []


def test_a_line_moved_to_another_day_stands_last_there(books: Books, line: Callable[..., int]) -> None:
    moved, other = line(date(2026, 11, 18), "-1", "A"), line(DAY, "-2", "B")
    made(change_line(books, moved, NewLine(DAY, Money.of(-1), "A")))
    assert [row.id for row in register_page(books, Query())] == [moved, other]


def test_taking_a_line_out_opens_the_check_it_stood_in(books: Books, account: int) -> None:
    row = made(add_line(books, account, GOOD))
    made(check_against_bank(books, account, DAY, Money.of("87.60")))
    assert bank_checks(books, account)[0].agreed
    assert remove_line(books, row).said == "Line taken out: Bramley Stores, Thursday 19 November"  # type: ignore[union-attr]
    assert not bank_checks(books, account)[0].agreed
    assert broken_laws(books) == []


def test_a_line_with_a_paper_stays(books: Books, account: int) -> None:
    row = made(add_line(books, account, GOOD))
    made(attach_document(books, "bank_line", row, receipt(), file_name="r.png", kind="receipt"))
    assert codes(remove_line(books, row)) == ["take_papers_off_first"]


def test_the_banks_own_lines_stay_and_may_be_explained(books: Books, account: int, samples: Path) -> None:
    preview = preview_import(books, account, (samples / "lloyds.csv").read_bytes(), "lloyds.csv")
    assert isinstance(preview, Preview)
    made(finish_import(books, preview))
    row = register_page(books, Query())[0]
    assert codes(remove_line(books, row.id)) == ["line_is_the_banks"]
    assert codes(change_line(books, row.id, GOOD)) == ["line_is_the_banks"]
    made(explain_line(books, row.id, "Paid for Asha’s coach fare"))
    assert register_page(books, Query(find="coach"))[0].id == row.id

"""Money moved between own accounts: found, paired, sorted on both sides, taken apart."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from carerdesk.services.money.lines import remove_line
from carerdesk.services.money.register import Query, Show, register_line, register_page, register_totals
from carerdesk.services.money.sorting import sort_line
from carerdesk.services.money.transfers import pair_transfer, transfer_suggestions, unpair_transfer
from carerdesk.store.books import Books
from tests.services.money.conftest import broken_laws, made
from tests.services.money.test_accounts import codes

DAY = date(2026, 11, 10)


def test_opposite_amounts_within_five_days_are_offered_once_each(
    books: Books, line: Callable[..., int], savings: int
) -> None:
    out = line(DAY, "-50", "To savings")
    near = line(date(2026, 11, 12), "50", "From support", at=savings)
    far = line(date(2026, 11, 15), "50", "Again", at=savings)
    line(date(2026, 11, 16), "50", "Six days on", at=savings)
    line(date(2026, 11, 16), "-50", "In the same account", at=savings)
    assert [(each.out_line_id, each.in_line_id) for each in transfer_suggestions(books)] == [(out, near)]
    assert [each.in_line_id for each in transfer_suggestions(books, out)] == [near, far]


def test_a_line_sorted_as_something_else_is_not_offered(books: Books, line: Callable[..., int], savings: int) -> None:
    line(DAY, "-50", "To savings")
    came = line(DAY, "50", "Council", at=savings)
    made(sort_line(books, came, category="direct_payment", funder_id=2))
    assert transfer_suggestions(books) == ()


def test_pairing_sorts_both_sides_and_moves_one_funders_money(
    books: Books, line: Callable[..., int], savings: int
) -> None:
    out, into = line(DAY, "-50", "To savings"), line(DAY, "50", "From support", at=savings)
    made(pair_transfer(books, out, into, funder_id=2))
    rows = [register_line(books, each) for each in (out, into)]
    assert [row and row.proof.words for row in rows] == ["Matches other account"] * 2
    assert [row and row.funders[0].words for row in rows] == ["Council"] * 2
    assert broken_laws(books) == []
    made(sort_line(books, out, category="transfer", funder_id=3))
    assert [row.funders[0].words for row in register_page(books, Query())] == ["NHS", "NHS"]
    assert codes(sort_line(books, out, category="equipment", funder_id=3)) == ["line_is_a_transfer"]
    assert codes(remove_line(books, out)) == ["unpair_the_line_first"]


def test_what_is_no_transfer_is_refused(books: Books, line: Callable[..., int], savings: int) -> None:
    out, same, other = line(DAY, "-50", "a"), line(DAY, "50", "b"), line(DAY, "49", "c", at=savings)
    assert codes(pair_transfer(books, out, same)) == ["transfer_within_one_account"]
    assert codes(pair_transfer(books, out, other)) == ["transfer_amounts_differ"]
    into = line(DAY, "50", "d", at=savings)
    made(pair_transfer(books, out, into))
    again = line(DAY, "50", "e", at=savings)
    assert codes(pair_transfer(books, out, again)) == ["transfer_paired_already"]


def test_a_pair_without_a_funder_is_still_to_be_sorted(books: Books, line: Callable[..., int], savings: int) -> None:
    out, into = line(DAY, "-50", "a"), line(DAY, "50", "b", at=savings)
    made(pair_transfer(books, out, into))
    assert register_totals(books, Query()).counts[Show.NOT_SORTED] == 2


def test_taking_a_pair_apart_sends_both_back_to_be_sorted(books: Books, line: Callable[..., int], savings: int) -> None:
    out, into = line(DAY, "-50", "a"), line(DAY, "50", "b", at=savings)
    made(pair_transfer(books, out, into, funder_id=2))
    made(unpair_transfer(books, into))
    assert register_totals(books, Query()).counts[Show.NOT_SORTED] == 2
    assert len(transfer_suggestions(books)) == 1

"""Accounts: whose money the opening balance was, closing, and the balance now."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from carerdesk.domain.money import Money, total
from carerdesk.services.books.undoing import undo
from carerdesk.services.money.accounts import (
    FunderAmount,
    NewAccount,
    accounts,
    add_account,
    change_account,
    close_account,
    open_account_again,
)
from carerdesk.services.money.checking import bank_checks, check_against_bank
from carerdesk.services.money.opening import share_opening
from carerdesk.services.outcome import Done, Rejected
from carerdesk.store.books import Books
from tests.services.money.conftest import OPENING, broken_laws, made

NEW = NewAccount(
    "Support account", OPENING, Money.of(100), (FunderAmount(2, Money.of(60)), FunderAmount(3, Money.of(40)))
)


def codes(outcome: object) -> list[str]:
    assert isinstance(outcome, Rejected)
    return [problem.code for problem in outcome.problems]


def test_an_account_tells_its_balance_and_whose_it_was(books: Books, line: Callable[..., int], account: int) -> None:
    line(date(2026, 11, 19), "-12.40", "Bramley Stores")
    (view,) = accounts(books)
    assert (view.title, view.balance, view.lines) == ("Support account ending 4471", Money.of("87.60"), 1)
    assert view.opening_parts == (FunderAmount(2, Money.of(100)),)
    assert view.sort_code == "300000"


def test_the_opening_shares_must_add_up(books: Books) -> None:
    short = replace(NEW, opening_parts=(FunderAmount(2, Money.of(60)),))
    assert codes(add_account(books, short)) == ["opening_parts_do_not_add_up"]
    assert accounts(books) == ()


def test_no_name_a_taken_name_and_odd_figures_are_told_together(books: Books, account: int) -> None:
    assert codes(add_account(books, replace(NEW, name=" "))) == ["account_needs_a_name"]
    wrong = replace(NEW, name="support ACCOUNT", kind="purse", sort_code="12-34", last_digits="44719")
    assert codes(add_account(books, wrong)) == [
        "account_name_taken", "account_kind_unknown", "sort_code_not_six_digits", "last_digits_not_digits",
    ]  # fmt: skip


def test_a_funder_stands_once_in_the_opening(books: Books) -> None:
    twice = replace(NEW, opening_parts=(FunderAmount(2, Money.of(60)), FunderAmount(2, Money.of(40))))
    assert codes(add_account(books, twice)) == ["opening_funder_twice"]


def test_changing_the_opening_opens_a_check_that_no_longer_agrees(books: Books, account: int) -> None:
    made(check_against_bank(books, account, date(2026, 11, 1), Money.of(100)))
    assert bank_checks(books, account)[0].agreed
    made(change_account(books, account, replace(NEW, opening_balance=Money.of(90),
                                                opening_parts=(FunderAmount(3, Money.of(90)),))))  # fmt: skip
    assert not bank_checks(books, account)[0].agreed
    assert accounts(books)[0].opening_parts == (FunderAmount(3, Money.of(90)),)
    assert broken_laws(books) == []


def test_an_account_with_money_on_it_does_not_close(books: Books, account: int, line: Callable[..., int]) -> None:
    assert codes(close_account(books, account, date(2026, 11, 1))) == ["account_still_holds_money"]
    line(date(2026, 11, 10), "-100", "Moved to the new account")
    assert codes(close_account(books, account, date(2026, 11, 1))) == ["account_has_later_lines"]
    made(close_account(books, account, date(2026, 11, 12)))
    assert accounts(books)[0].closed_on == date(2026, 11, 12)
    made(open_account_again(books, account))
    assert accounts(books)[0].closed_on is None


def test_undo_takes_the_account_back(books: Books) -> None:
    outcome = add_account(books, NEW)
    assert isinstance(outcome, Done)
    assert isinstance(undo(books, outcome.operation), Done)
    assert accounts(books) == ()


@given(st.integers(-10_000, 10_000), st.lists(st.integers(0, 10_000), max_size=3))
def test_what_nobody_else_has_is_the_persons_own_and_no_more_than_there_is_is_shared(
    balance: int, typed: list[int]
) -> None:
    every = [FunderAmount(at, Money(pence)) for at, pence in enumerate(typed, 2)]
    shared = share_opening(Money(balance), every, 1)
    assert total(part.amount for part in shared.parts) == Money(balance) + shared.beyond
    assert shared.own == total(part.amount for part in shared.parts if part.funder_id == 1)
    assert not (shared.own and shared.beyond)
    if balance >= sum(typed):
        assert not shared.beyond

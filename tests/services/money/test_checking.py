"""Checking against the bank: done when the sums agree, and likely causes when they do not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.money import Money
from carerdesk.services.money.accounts import accounts
from carerdesk.services.money.bringing_in import finish_import
from carerdesk.services.money.checking import bank_checks, check_against_bank, forget_check
from carerdesk.services.money.statements import Preview, preview_import
from carerdesk.services.outcome import Done
from carerdesk.store.books import Books
from tests.services.money.conftest import broken_laws, made
from tests.services.money.test_accounts import codes

DAY = date(2026, 11, 10)


def causes(books: Books, account: int, balance: str, day: date = DAY) -> list[str]:
    made(check_against_bank(books, account, day, Money.of(balance)))
    found = bank_checks(books, account)[0]
    for cause in found.causes:
        assert guidance("money", cause.code, **cause.values)
    return [cause.code for cause in found.causes]


def test_it_is_done_when_the_sums_agree(books: Books, account: int, line: Callable[..., int]) -> None:
    line(DAY, "-10", "Shop")
    done = check_against_bank(books, account, DAY, Money.of(90))
    assert isinstance(done, Done)
    assert done.said == "Support account agrees with the bank on 10 November 2026"
    (check,) = bank_checks(books, account)
    assert (check.agreed, check.difference, check.causes) == (True, Money(0), ())
    assert accounts(books)[0].checked_on == DAY
    assert broken_laws(books) == []


def test_what_was_typed_is_kept_and_agrees_by_itself_once_the_line_is_there(
    books: Books, account: int, line: Callable[..., int]
) -> None:
    assert causes(books, account, "90") == ["cause_line_missing"]
    assert accounts(books)[0].checked_on is None
    line(DAY, "-10", "Shop")
    assert bank_checks(books, account)[0].agreed
    assert accounts(books)[0].checked_on == DAY


def test_typing_a_day_again_replaces_its_balance(books: Books, account: int) -> None:
    causes(books, account, "90")
    causes(books, account, "100")
    assert [check.by_bank for check in bank_checks(books, account)] == [Money.of(100)]
    assert isinstance(forget_check(books, bank_checks(books, account)[0].id), Done)
    assert bank_checks(books, account) == ()


@pytest.mark.parametrize(
    ("rows", "balance", "cause"),
    [
        ([(DAY, "-10", "Shop"), (DAY, "-10", "Shop")], "90", "cause_twice"),
        ([(DAY, "-10", "Shop")], "100", "cause_not_at_bank"),
        ([(DAY, "10", "Shop")], "90", "cause_wrong_way"),
        ([(DAY, "-12.40", "Shop")], "78.60", "cause_digits_swapped"),
        ([(date(2026, 11, 12), "-10", "Shop")], "90", "cause_dated_after"),
    ],
)
def test_the_likely_cause_comes_first(
    books: Books, account: int, line: Callable[..., int], rows: list[tuple[date, str, str]], balance: str, cause: str
) -> None:
    for day, pounds, text in rows:
        line(day, pounds, text)
    assert causes(books, account, balance)[0] == cause


def bring(books: Books, account: int, text: str) -> None:
    seen = preview_import(books, account, f"Date,Description,Amount,Balance\n{text}".encode(), "x.csv")
    assert isinstance(seen, Preview)
    made(finish_import(books, seen))


def test_a_gap_between_two_statements_is_found(books: Books, account: int) -> None:
    bring(books, account, "01/10/2026,ONE,-1,99\n")
    bring(books, account, "01/11/2026,TWO,-2,90\n02/11/2026,THREE,-2,88\n")
    made(check_against_bank(books, account, DAY, Money.of(88)))
    cause = bank_checks(books, account)[0].causes[0]
    assert cause.code == "cause_gap"
    assert cause.values == {"from": "1 October 2026", "to": "1 November 2026", "amount": "£7.00"}


def test_a_wrong_opening_balance_is_found(books: Books, account: int) -> None:
    bring(books, account, "01/10/2026,ONE,-1,149\n02/10/2026,TWO,-1,148\n")
    assert causes(books, account, "148")[0] == "cause_opening"


def test_a_day_outside_the_books_is_refused(books: Books, account: int) -> None:
    assert codes(check_against_bank(books, account, date(2026, 4, 5), Money.of(1))) == ["line_before_account"]
    assert codes(check_against_bank(books, account, date(2026, 11, 21), Money.of(1))) == ["line_in_the_future"]

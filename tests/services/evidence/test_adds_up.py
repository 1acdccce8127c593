"""Whatever is in the books: the funders' money and what nobody has sorted add up to the bank, on any day."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from carerdesk.domain.money import Money, total
from carerdesk.reports.accounts import AccountsView
from carerdesk.services.evidence.accounts import accounts_view
from carerdesk.services.evidence.returns import all_returns
from carerdesk.services.funding.held import balance_of
from carerdesk.services.money.accounts import FunderAmount, NewAccount, add_account
from carerdesk.services.money.lines import NewLine, add_line
from carerdesk.services.money.parts import Part
from carerdesk.services.money.sorting import split_line
from carerdesk.services.money.transfers import pair_transfer
from carerdesk.store.books import Books
from tests.services.evidence.year import COUNCIL, NHS, OWN, TODAY, bank_total, begin_books, made

START = date(2025, 10, 1)
FUNDERS = (None, OWN, COUNCIL, NHS)
pence = st.integers(1, 99_999)
days = st.integers(0, (TODAY - START).days).map(lambda at: START + timedelta(days=at))


@pytest.fixture(scope="module")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Any:
    count = iter(range(10_000))
    root: Path = tmp_path_factory.mktemp("any")

    def begin() -> Books:
        return begin_books(root / f"{next(count)}.carerdesk")

    return begin


@st.composite
def moves(draw: st.DrawFn) -> tuple[date, int, list[tuple[int | None, int]], bool]:
    """A line: its day, account, parts by funder (pence), and whether money comes in."""
    parts = draw(st.lists(st.tuples(st.sampled_from(FUNDERS), pence), min_size=1, max_size=3))
    return draw(days), draw(st.integers(0, 1)), parts, draw(st.booleans())


def fill(books: Books, opening: list[int], lines: list[Any], transfers: list[tuple[date, int, int]]) -> None:
    share = (FunderAmount(COUNCIL, Money(opening[0])), FunderAmount(NHS, Money(opening[1])))
    accounts = [
        made(add_account(books, NewAccount("Support", START, Money(sum(opening)), share))),
        made(add_account(books, NewAccount("Savings", START + timedelta(days=100), Money(0)))),
    ]
    for day, at, parts, comes_in in lines:
        sign, when = (1 if comes_in else -1), max(day, START + timedelta(days=100 * at))
        amount = Money(sign * sum(part for _, part in parts))
        row = made(add_line(books, accounts[at], NewLine(when, amount, "SOMETHING")))
        category = "other_in" if comes_in else "other_out"
        made(split_line(books, row, [Part(category if who else "", who, Money(sign * each)) for who, each in parts]))
    for day, later, moved in transfers:
        when = max(day, START + timedelta(days=100))
        out = made(add_line(books, accounts[0], NewLine(when, Money(-moved), "TO SAVINGS")))
        after = min(when + timedelta(days=later), TODAY)
        into = made(add_line(books, accounts[1], NewLine(after, Money(moved), "FROM SUPPORT")))
        made(pair_transfer(books, out, into, COUNCIL))


def check_view(view: AccountsView, books: Books) -> None:
    assert view.difference == Money(0)
    assert view.funder_difference == Money(0)
    assert view.closing == bank_total(books, view.last)
    assert total(part.closing for part in view.accounts) == view.closing


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    opening=st.lists(st.integers(0, 50_000), min_size=2, max_size=2),
    lines=st.lists(moves(), max_size=8),
    transfers=st.lists(st.tuples(days, st.integers(0, 3), pence), max_size=2),
    cut=days,
)
def test_funders_and_bank_agree_on_any_day(
    blank: Any, opening: list[int], lines: list[Any], transfers: list[tuple[date, int, int]], cut: date
) -> None:
    books = blank()
    try:
        fill(books, opening, lines, transfers)
        with books.reading() as session:
            held = total(balance_of(session, funder, cut) for funder in FUNDERS)
            assert held == bank_total(books, cut)
            for first, last in ((START, cut), (cut, TODAY), (START, TODAY)):
                check_view(accounts_view(session, 1, first, last, TODAY), books)
        for one in all_returns(books):
            assert one.opening + one.money_in - one.money_out == one.closing
    finally:
        books.close()

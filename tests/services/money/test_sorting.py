"""Saying what a line was for: one thing, several, always, and the others like it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from carerdesk.domain.money import Money, split
from carerdesk.services.books.undoing import undo
from carerdesk.services.money.parts import Part
from carerdesk.services.money.register import Query, Show, register_page, register_totals
from carerdesk.services.money.rules import forget_rule, rules
from carerdesk.services.money.sorting import sort_alike, sort_line, split_line
from carerdesk.services.outcome import Done
from carerdesk.store.books import Books
from carerdesk.store.tables import PlanOutcome
from tests.services.money.conftest import broken_laws, made
from tests.services.money.test_accounts import codes

DAY = date(2026, 11, 19)
TEN = Money.of(-10)


def outcome_of(books: Books, funder: int) -> int:
    with books.operation("Outcome") as op:
        row = PlanOutcome(employer_id=1, person_id=1, funder_id=funder, title="Swimming each week")
        op.session.add(row)
        op.session.flush()
        return row.id


def test_a_line_is_sorted_and_undone(books: Books, line: Callable[..., int]) -> None:
    row = line(DAY, "-10", "TY GWYN LEISURE")
    done = sort_line(books, row, category="activities", funder_id=3, outcome_id=outcome_of(books, 3))
    assert isinstance(done, Done)
    assert done.said == "Ty Gwyn Leisure, Thursday 19 November: Activities and outings"
    assert register_totals(books, Query()).counts[Show.NOT_SORTED] == 0
    undo(books, done.operation)
    assert register_totals(books, Query()).counts[Show.NOT_SORTED] == 1


def test_a_split_shows_each_funders_percent(books: Books, line: Callable[..., int]) -> None:
    row = line(DAY, "-10", "Insurance")
    made(split_line(books, row, [Part("insurance", 2, Money.of("-7.50")), Part("insurance", 3, Money.of("-2.50"))]))
    assert [chip.words for chip in register_page(books, Query())[0].funders] == ["Council 75%", "NHS 25%"]


def test_parts_that_do_not_fit_are_refused(books: Books, line: Callable[..., int]) -> None:
    row, theirs = line(DAY, "-10", "Shop"), outcome_of(books, 3)
    assert codes(split_line(books, row, [])) == ["parts_none"]
    assert codes(split_line(books, row, [Part("equipment", 2, Money.of(-9))])) == ["parts_do_not_add_up"]
    nothing = [Part("equipment", 2, TEN), Part("equipment", 3, Money(0))]
    assert codes(split_line(books, row, nothing)) == ["part_of_nothing"]
    assert codes(sort_line(books, row, category="refund", funder_id=2)) == ["category_for_money_in"]
    assert codes(sort_line(books, row, category="equipment", funder_id=2, outcome_id=theirs)) == [
        "outcome_of_another_funder"
    ]
    assert codes(sort_line(books, row, category="equipment", funder_id=2, outcome_id=99)) == ["outcome_unknown"]
    assert register_totals(books, Query()).counts[Show.NOT_SORTED] == 1


def test_always_sorts_the_next_line_of_the_payee(books: Books, line: Callable[..., int]) -> None:
    row = line(DAY, "-10", "BRAMLEY STORES CD 1417")
    made(split_line(books, row, [Part("equipment", 2, Money.of("-7.50")), Part("activities", 3, Money.of("-2.50"))],
                    always=True))  # fmt: skip
    line(DAY, "-4.01", "CARD PAYMENT TO BRAMLEY STORES ON 18-11-2026")
    later = register_page(books, Query())[0]
    assert [chip.words for chip in later.funders] == ["Council 75%", "NHS 25%"]
    assert rules(books)[0].name == "Bramley Stores"
    made_none = forget_rule(books, "BRAMLEY STORES")
    assert isinstance(made_none, Done)
    assert rules(books) == ()
    line(DAY, "-1", "BRAMLEY STORES")
    assert register_page(books, Query())[0].what == "Not sorted yet"


def test_a_rule_for_money_out_leaves_a_refund_alone(books: Books, line: Callable[..., int]) -> None:
    made(sort_line(books, line(DAY, "-10", "BRAMLEY STORES"), category="equipment", funder_id=2, always=True))
    line(DAY, "10", "BRAMLEY STORES")
    assert register_page(books, Query())[0].what == "Not sorted yet"


def test_the_others_follow_in_one_press(books: Books, line: Callable[..., int]) -> None:
    first = line(DAY, "-10", "BRAMLEY STORES CD 1417")
    line(DAY, "-3", "BRAMLEY STORES CD 1417")
    line(DAY, "-4", "HARTLEY PHARMACY")
    assert codes(sort_alike(books, first)) == ["sort_this_line_first"]
    made(sort_line(books, first, category="equipment", funder_id=2))
    done = sort_alike(books, first)
    assert isinstance(done, Done)
    assert done.said.startswith("1 more line sorted like Bramley Stores")
    assert [row.who for row in register_page(books, Query(show=Show.NOT_SORTED))] == ["Hartley Pharmacy"]
    undo(books, done.operation)
    assert register_totals(books, Query()).counts[Show.NOT_SORTED] == 2


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(weights=st.lists(st.integers(1, 400), min_size=1, max_size=5), pence=st.integers(5, 900_000))
def test_every_split_of_a_line_adds_up(books: Books, line: Callable[..., int], weights: list[int], pence: int) -> None:
    row = line(DAY, str(Money(-pence).pounds), "Shop")
    shares = split(Money(-pence), weights)
    parts = [Part("equipment", 1 + at % 3, share, reason=str(at)) for at, share in enumerate(shares) if share]
    made(split_line(books, row, parts))
    found = books.quick("SELECT SUM(amount), COUNT(*) FROM split WHERE bank_line_id = ?", (row,))
    assert found == [(-pence, len(parts))]
    assert broken_laws(books) == []

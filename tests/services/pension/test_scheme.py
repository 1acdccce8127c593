"""The scheme's terms: dated, and never below what the law asks for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from carerdesk.catalogue.rates import load_rates
from carerdesk.services.books import Books
from carerdesk.services.pension.scheme import check_scheme, remove_scheme, schemes, set_scheme
from tests.services.pay.made import codes, done
from tests.services.pension.made import NEST, asha_on, enrol, scheme


@pytest.mark.parametrize(
    ("worker", "employer", "expected"),
    [
        ("5", "3", []),
        ("0", "8", []),
        ("4.99", "3", ["pension_total_below_minimum"]),
        ("6", "2.99", ["pension_employer_below_minimum"]),
        ("5", "3.001", ["pension_percent_out_of_range"]),
        ("101", "3", ["pension_percent_out_of_range"]),
        ("-1", "9", ["pension_percent_out_of_range"]),
    ],
)
def test_contributions_below_the_minimum_are_refused(worker: str, employer: str, expected: list[str]) -> None:
    terms = replace(NEST, worker_percent=Decimal(worker), employer_percent=Decimal(employer))
    assert [problem.code for problem in check_scheme(terms, load_rates())] == expected


def test_terms_in_a_year_nobody_knows_are_refused(books: Books) -> None:
    assert codes(set_scheme(books, replace(NEST, first_day=date(2031, 5, 1)))) == ["pension_minimum_unknown"]
    assert codes(set_scheme(books, replace(NEST, provider=" "))) == ["pension_provider_missing"]
    with books.reading() as session:
        assert schemes(session) == ()


def test_terms_of_the_same_day_are_put_right_and_later_ones_added(books: Books) -> None:
    first = scheme(books)
    assert scheme(books, employer_percent=Decimal(4)) == first
    later = scheme(books, first_day=date(2026, 11, 1), employer_percent=Decimal(5))
    with books.reading() as session:
        kept = schemes(session)
    assert [(one.id, one.what.employer_percent) for one in kept] == [(later, Decimal(5)), (first, Decimal(4))]


def test_terms_a_member_needs_stay(books: Books) -> None:
    only = scheme(books)
    asha = asha_on(books)
    enrol(books, asha)
    assert codes(remove_scheme(books, only)) == ["pension_terms_needed"]
    extra = scheme(books, first_day=date(2026, 11, 20))
    done(remove_scheme(books, extra))

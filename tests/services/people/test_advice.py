from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from carerdesk.services.outcome import Done
from carerdesk.services.people.add_worker import add_worker
from carerdesk.services.people.advice import advice_for
from carerdesk.services.people.change_worker import change_worker
from carerdesk.services.people.details import NewWorker, Rate, Tax
from carerdesk.services.people.read import worker
from carerdesk.services.people.terms import add_rate, add_tax_details
from carerdesk.store.books import Books


@pytest.fixture
def asha_id(books: Books, asha: NewWorker) -> int:
    outcome = add_worker(books, asha)
    assert isinstance(outcome, Done)
    assert outcome.id is not None
    return outcome.id


def told(books: Books, worker_id: int) -> dict[str, str]:
    return {advice.code: advice.text for advice in advice_for(books, worker_id)}


def test_a_fair_rate_and_the_right_letter_need_no_word(books: Books, asha_id: int) -> None:
    assert told(books, asha_id) == {}


def test_a_rate_below_the_minimum_wage_is_explained(books: Books, asha_id: int) -> None:
    add_rate(books, asha_id, Rate("normal", date(2026, 11, 1), Decimal("12.70")))
    assert told(books, asha_id)["low_rate"].startswith(
        "Normal hours at £12.70 an hour is below the minimum wage of £12.71 an hour at the age of 36"
    )
    add_rate(books, asha_id, Rate("normal", date(2026, 11, 1), Decimal("12.71")))
    assert told(books, asha_id) == {}


def test_a_younger_worker_has_a_lower_minimum_and_another_letter(books: Books, asha_id: int) -> None:
    change_worker(books, asha_id, replace(worker(books, asha_id).details, born=date(2006, 11, 21)))
    add_rate(books, asha_id, Rate("normal", date(2026, 11, 1), Decimal("10.85")))
    assert set(told(books, asha_id)) == {"ni_letter"}
    assert "points to M" in told(books, asha_id)["ni_letter"]


def test_without_a_birth_date_the_wage_cannot_be_checked(books: Books, asha_id: int) -> None:
    change_worker(books, asha_id, replace(worker(books, asha_id).details, born=None))
    assert set(told(books, asha_id)) == {"no_birth_date"}


def test_a_scottish_code_nobody_gave_is_pointed_out(books: Books, asha_id: int) -> None:
    add_tax_details(books, asha_id, Tax(date(2026, 9, 7), "S1257L", "cumulative", "A", came_from="statement_a"))
    assert set(told(books, asha_id)) == {"code_nation"}
    add_tax_details(books, asha_id, Tax(date(2026, 9, 7), "S1257L", "cumulative", "A", came_from="hmrc_notice"))
    assert told(books, asha_id) == {}

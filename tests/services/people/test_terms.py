from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from carerdesk.services.outcome import Done, Rejected
from carerdesk.services.people.add_worker import add_worker
from carerdesk.services.people.change_employer import change_person
from carerdesk.services.people.details import ContractTerms, NewWorker, Rate, Tax
from carerdesk.services.people.read import person, worker
from carerdesk.services.people.terms import (
    add_rate,
    add_rates,
    add_tax_details,
    remove_contract,
    remove_rate,
    remove_tax_details,
    set_contract,
)
from carerdesk.store.books import Books


@pytest.fixture
def asha_id(books: Books, asha: NewWorker) -> int:
    outcome = add_worker(books, asha)
    assert isinstance(outcome, Done)
    assert outcome.id is not None
    return outcome.id


def only_code(outcome: object) -> tuple[str, str]:
    assert isinstance(outcome, Rejected), outcome
    (problem,) = outcome.problems
    return problem.field, problem.code


def test_a_new_rate_stands_beside_the_old_one(books: Books, asha_id: int) -> None:
    outcome = add_rate(books, asha_id, Rate("normal", date(2026, 12, 1), Decimal("13.20")))
    assert isinstance(outcome, Done)
    assert outcome.said == "Asha Rahman’s pay rates from 1 December 2026"
    normal = [kept.what for kept in worker(books, asha_id).rates if kept.what.kind == "normal"]
    assert [(rate.first_day, rate.amount) for rate in normal] == [
        (date(2026, 12, 1), Decimal("13.20")),
        (date(2026, 9, 7), Decimal("12.80")),
    ]


def test_a_rate_for_the_same_day_puts_the_slip_right(books: Books, asha_id: int) -> None:
    add_rate(books, asha_id, Rate("normal", date(2026, 9, 7), Decimal("12.90")))
    normal = [kept.what.amount for kept in worker(books, asha_id).rates if kept.what.kind == "normal"]
    assert normal == [Decimal("12.90")]
    assert {kept.what.amount for kept in worker(books, asha_id).rates} == {Decimal("12.90"), Decimal("60.00")}


def test_no_rate_at_all_is_told(books: Books, asha_id: int) -> None:
    assert only_code(add_rates(books, asha_id, ())) == ("rate_normal", "rates_missing")


def test_of_several_rates_one_wrong_keeps_all_out(books: Books, asha_id: int) -> None:
    day = date(2026, 12, 1)
    wrong = (Rate("normal", day, Decimal(13)), Rate("weekend", day, Decimal(0)))
    assert only_code(add_rates(books, asha_id, wrong)) == ("rate_weekend", "rate_out_of_range")
    assert len(worker(books, asha_id).rates) == 2


def test_a_contract_from_a_later_day_stands_beside_the_old_one(books: Books, asha_id: int) -> None:
    terms = ContractTerms(date(2027, 1, 4), "monthly", date(2027, 1, 29), date(2027, 1, 24))
    assert isinstance(set_contract(books, asha_id, terms), Done)
    assert [kept.what.frequency for kept in worker(books, asha_id).contracts] == ["monthly", "four_weekly"]
    assert isinstance(set_contract(books, asha_id, replace(terms, frequency="weekly")), Done)
    assert [kept.what.frequency for kept in worker(books, asha_id).contracts] == ["weekly", "four_weekly"]


@pytest.mark.parametrize(
    ("method", "code"),
    [("rolled_up", "rolled_up_not_in_northern_ireland"), ("accrued", "earned_not_in_northern_ireland")],
)
def test_holiday_by_hours_is_refused_in_northern_ireland(books: Books, asha_id: int, method: str, code: str) -> None:
    change_person(books, replace(person(books).details, nation="northern_ireland"))
    terms = replace(worker(books, asha_id).contracts[0].what, holiday_method=method)
    assert only_code(set_contract(books, asha_id, terms)) == ("holiday_method", code)
    assert isinstance(set_contract(books, asha_id, replace(terms, holiday_method="fixed")), Done)


def test_tax_details_from_a_notice_take_over_from_their_day(books: Books, asha_id: int) -> None:
    notice = Tax(date(2026, 12, 1), "s1257l", "cumulative", "A", came_from="hmrc_notice")
    outcome = add_tax_details(books, asha_id, notice)
    assert isinstance(outcome, Done)
    assert outcome.said == "Asha Rahman’s tax code S1257L from 1 December 2026"
    assert [kept.what.code for kept in worker(books, asha_id).taxes] == ["S1257L", "1257L"]
    assert only_code(add_tax_details(books, asha_id, replace(notice, code=""))) == ("tax_code", "tax_code_missing")


def test_terms_entered_by_mistake_can_be_taken_out(books: Books, asha_id: int) -> None:
    record = worker(books, asha_id)
    removed = remove_contract(books, record.contracts[0].id)
    assert isinstance(removed, Done)
    assert removed.said == "Asha Rahman’s contract from 7 September 2026 taken out"
    remove_tax_details(books, record.taxes[0].id)
    for kept in record.rates:
        remove_rate(books, kept.id)
    assert worker(books, asha_id).missing == ("contract", "rates", "tax")

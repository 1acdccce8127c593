"""New terms say what they do to the paydays before they are kept; days already paid stay paid once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from carerdesk.services.outcome import Done
from carerdesk.services.pay.periods import periods
from carerdesk.services.people.add_worker import add_worker
from carerdesk.services.people.changeover import changeover
from carerdesk.services.people.details import ContractTerms, NewWorker
from carerdesk.services.people.read import worker
from carerdesk.services.people.terms import remove_contract, set_contract
from carerdesk.store.books import Books
from tests.services.pay.made import LAST, PAYDAY, START, agreed, codes, done, keep, pa, weekdays

WEEKLY = ContractTerms(date(2026, 12, 1), "weekly", date(2026, 12, 11), date(2026, 12, 6))


@pytest.fixture
def asha_id(books: Books, asha: NewWorker) -> int:
    """Paid every 4 weeks: Friday 27 November pays to the 22nd, Friday 25 December to 20 December."""
    outcome = add_worker(books, asha)
    assert isinstance(outcome, Done)
    assert outcome.id is not None
    return outcome.id


def test_a_change_in_mid_period_says_who_pays_what(books: Books, asha_id: int) -> None:
    found = changeover(books, asha_id, WEEKLY)
    assert found.takes_over
    assert found.unpaid is None
    before, after = found.sentences
    assert before == (
        "The terms from 7 September 2026 hold to 30 November 2026. What is left of them, 23 to 30 November 2026,"
        " is paid on Friday 25 December 2026."
    )
    assert after == (
        "The first payday, Friday 11 December 2026, pays 1 to 6 December 2026. The next, Friday 18 December 2026,"
        " pays 7 to 13 December 2026."
    )


def test_what_is_said_is_what_the_paydays_do(books: Books, asha_id: int) -> None:
    old = worker(books, asha_id).contracts[0].what
    set_contract(books, asha_id, WEEKLY)
    by_payday = {one.payday: (one.first, one.last) for one in periods([old, WEEKLY], date(2026, 12, 25))}
    assert by_payday[date(2026, 12, 25)] == (date(2026, 11, 23), date(2026, 12, 20))
    assert by_payday[date(2026, 12, 11)] == (date(2026, 12, 1), date(2026, 12, 6))


def test_a_shared_payday_is_one_payslip(books: Books, asha_id: int) -> None:
    terms = replace(WEEKLY, frequency="four_weekly", first_payday=date(2026, 12, 25), period_end=date(2026, 12, 20))
    assert "paid together on Friday 25 December 2026" in changeover(books, asha_id, terms).sentences[0]


def test_days_no_payday_pays_are_named(books: Books, asha_id: int) -> None:
    late = replace(WEEKLY, first_payday=date(2026, 12, 18), period_end=date(2026, 12, 13))
    found = changeover(books, asha_id, late)
    assert found.unpaid == (date(2026, 12, 1), date(2026, 12, 6))
    assert any("No payday here pays 1 to 6 December 2026." in sentence for sentence in found.sentences)


def test_a_first_contract_only_says_its_first_payday(books: Books) -> None:
    found = changeover(books, None, replace(WEEKLY, first_payday=date(2026, 12, 18), period_end=date(2026, 12, 13)))
    assert not found.takes_over
    assert found.sentences[0].startswith("The first payday, Friday 18 December 2026, pays 7 to 13 December 2026.")


def test_putting_right_and_later_terms_are_said(books: Books, asha_id: int) -> None:
    set_contract(books, asha_id, WEEKLY)
    old = worker(books, asha_id).contracts[1].what
    found = changeover(books, asha_id, old).sentences
    assert found[0] == "These take the place of the terms kept from 7 September 2026."
    assert found[-1] == "The terms from 1 December 2026 take over on that day, as before."


@pytest.fixture
def paid_id(books: Books) -> int:
    """Somebody paid to 22 November."""
    worker_id = pa(books)
    keep(books, weekdays(worker_id, LAST, 5, "10:00-14:00"))
    agreed(books)
    return worker_id


def test_terms_among_paid_days_are_refused(books: Books, paid_id: int) -> None:
    terms = replace(WEEKLY, first_day=LAST)
    assert codes(set_contract(books, paid_id, terms)) == ["contract_in_paid_days"]
    assert isinstance(set_contract(books, paid_id, replace(WEEKLY, first_day=date(2026, 11, 23))), Done)


def test_terms_that_paydays_rest_on_keep_their_paydays(books: Books, paid_id: int) -> None:
    (kept,) = worker(books, paid_id).contracts
    assert (kept.what.first_day, kept.what.first_payday) == (START, PAYDAY)
    assert codes(set_contract(books, paid_id, replace(kept.what, frequency="weekly"))) == ["contract_sets_paid_paydays"]
    assert codes(remove_contract(books, kept.id)) == ["contract_has_paid_days"]
    done(set_contract(books, paid_id, replace(kept.what, weekly_minutes=1200)))
    assert worker(books, paid_id).contracts[0].what.weekly_minutes == 1200

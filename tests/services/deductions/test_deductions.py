"""Orders, agreed deductions and amounts paid once, from typing them to the payslip that takes them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select

from carerdesk.catalogue.words import problem_words
from carerdesk.domain.money import ZERO, Money
from carerdesk.services.books import Books
from carerdesk.services.books.undoing import undo
from carerdesk.services.deductions.details import ItemDetails, StandingDetails
from carerdesk.services.deductions.items import add_item, change_item, remove_item, top_up
from carerdesk.services.deductions.read import deductions_of
from carerdesk.services.deductions.standing import add_standing, change_standing, end_standing, remove_standing
from carerdesk.services.deductions.words import how_it_stands, how_much
from carerdesk.services.outcome import Rejected
from carerdesk.services.pay.take_back import take_back
from carerdesk.services.pay.work_out import NotReady, WorkedOut, work_out
from carerdesk.store import tables
from tests.services.pay.made import NHS, PAYDAY, START, agreed, codes, done, keep, money, pa, shift

LOAN = StandingDetails("loan", "Loan for a bicycle", START, amount=money("50"), consent_on=START)
ORDER = StandingDetails(
    "order_priority", "Council tax order", START, payee="Westmere Council", made_on=date(2026, 8, 1),
    amount=money("300"), protected=money("600"), total=money("500"), carries_shortfall=True,
)  # fmt: skip
NEXT = PAYDAY + timedelta(days=28)
WEEKS = (date(2026, 11, 2), date(2026, 11, 30))


@pytest.fixture
def asha(books: Books) -> int:
    """£136 a day: seven days before the first payday, six before the next."""
    worker_id = pa(books)
    days = [WEEKS[0] + timedelta(days=at) for at in range(7)] + [WEEKS[1] + timedelta(days=at) for at in range(6)]
    keep(books, [shift(worker_id, day, "09:00-19:00") for day in days])
    return worker_id


def worked_out(books: Books, payday: date = PAYDAY) -> WorkedOut:
    with books.reading() as session:
        (answer,) = work_out(session, payday)
    assert isinstance(answer, WorkedOut), answer
    return answer


def refused(outcome: object) -> list[tuple[str, str]]:
    assert isinstance(outcome, Rejected), outcome
    assert all(problem_words(problem) for problem in outcome.problems)
    return [(problem.field, problem.code) for problem in outcome.problems]


def taken(books: Books, payday: date = PAYDAY) -> list[tuple[str, Money, str]]:
    return [(line.title, line.amount, line.goes) for line in worked_out(books, payday).pay.taken]


# --- standing ---------------------------------------------------------------------------------------------------------


def test_an_agreed_deduction_is_refused_without_written_consent_before_it(books: Books, asha: int) -> None:
    assert refused(add_standing(books, asha, replace(LOAN, consent_on=None))) == [("consent_on", "consent_missing")]
    late = replace(LOAN, consent_on=START + timedelta(days=1))
    assert refused(add_standing(books, asha, late)) == [("consent_on", "consent_too_late")]
    assert deductions_of(books, asha).standing == ()
    done(add_standing(books, asha, LOAN))
    assert taken(books) == [("Loan for a bicycle", money("50"), "employer")]


def test_an_order_asks_for_no_consent_but_for_one_rate_and_whom_to_pay(books: Books, asha: int) -> None:
    bare = replace(ORDER, amount=None, payee="")
    assert refused(add_standing(books, asha, bare)) == [
        ("amount", "order_needs_rate"),
        ("payee", "order_payee_missing"),
    ]
    both = replace(ORDER, percent=Decimal(12))
    assert refused(add_standing(books, asha, both)) == [("percent", "order_has_two_rates")]
    done(add_standing(books, asha, ORDER))
    assert taken(books) == [("Council tax order", money("300"), "kept_back")]


@pytest.mark.parametrize(
    ("changed", "field", "code"),
    [
        ({"title": " "}, "title", "deduction_title_missing"),
        ({"amount": ZERO}, "amount", "deduction_amount_above_nothing"),
        ({"total": money("-1")}, "total", "deduction_total_above_nothing"),
        ({"last_day": START - timedelta(days=1)}, "last_day", "deduction_ends_before_start"),
        ({"amount": None, "percent": Decimal(101)}, "percent", "order_percent_out_of_range"),
        ({"protected": money("-1")}, "protected", "protected_below_nothing"),
        ({"made_on": START + timedelta(days=1)}, "made_on", "order_made_after_start"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_kept(
    books: Books, asha: int, changed: dict[str, object], field: str, code: str
) -> None:
    outcome = add_standing(books, asha, replace(ORDER, **changed))  # type: ignore[arg-type]
    assert (field, code) in refused(outcome)
    assert deductions_of(books, asha).standing == ()


def test_what_is_left_of_a_total_shrinks_payday_by_payday_until_it_is_paid_off(books: Books, asha: int) -> None:
    done(add_standing(books, asha, ORDER))
    agreed(books)
    (row,) = deductions_of(books, asha).standing
    assert (row.taken, row.left, row.state) == (money("300"), money("200"), "running")
    assert how_it_stands(row) == "Since 31 August 2026; £200.00 left of £500.00"
    assert taken(books, NEXT)[0][1] == money("200")
    agreed(books, NEXT)
    (row,) = deductions_of(books, asha).standing
    assert (row.left, row.state) == (ZERO, "paid_off")


def test_undoing_a_payday_gives_back_what_is_left(books: Books, asha: int) -> None:
    done(add_standing(books, asha, ORDER))
    done(add_item(books, asha, ItemDetails("bonus", PAYDAY, money("20"))))
    agreed(books)
    done(take_back(books, PAYDAY))
    found = deductions_of(books, asha)
    assert found.standing[0].left == money("500")
    assert [item.settled_on for item in found.waiting] == [None]


def test_a_shortfall_is_carried_where_the_order_says_so(books: Books, asha: int) -> None:
    done(add_standing(books, asha, replace(ORDER, protected=money("800"), total=None)))
    first = taken(books)[0][1]
    assert first < money("300")
    agreed(books)
    with books.reading() as session:
        kept = session.scalars(select(tables.PayslipDeduction)).one()
        assert (kept.amount, kept.shortfall) == (first, money("300") - first)
    order = worked_out(books, NEXT).pay.inputs.orders[0]
    assert order.brought_shortfall == money("300") - first


def test_a_total_limits_an_agreed_deduction_too(books: Books, asha: int) -> None:
    done(add_standing(books, asha, replace(LOAN, total=money("70"))))
    agreed(books)
    assert taken(books, NEXT) == [("Loan for a bicycle", money("20"), "employer")]


def test_ending_takes_nothing_more_and_cannot_lie_before_what_was_taken(books: Books, asha: int) -> None:
    standing_id = done(add_standing(books, asha, LOAN)).id
    assert standing_id is not None
    agreed(books)
    early = end_standing(books, standing_id, PAYDAY - timedelta(days=1))
    assert refused(early) == [("last_day", "deduction_end_before_taken")]
    done(end_standing(books, standing_id, PAYDAY))
    assert taken(books, NEXT) == []
    assert codes(remove_standing(books, standing_id)) == ["deduction_taken_stays"]


def test_a_kind_stays_once_it_was_taken_and_the_amount_may_change(books: Books, asha: int) -> None:
    standing_id = done(add_standing(books, asha, LOAN)).id
    assert standing_id is not None
    agreed(books)
    other = replace(LOAN, kind="rent", first_day=NEXT)
    found = refused(change_standing(books, standing_id, other))
    assert found == [("kind", "deduction_kind_stays"), ("first_day", "deduction_start_stays")]
    done(change_standing(books, standing_id, replace(LOAN, amount=money("25"))))
    assert taken(books, NEXT)[0][1] == money("25")


def test_removing_one_entered_by_mistake_can_be_undone(books: Books, asha: int) -> None:
    standing_id = done(add_standing(books, asha, LOAN)).id
    assert standing_id is not None
    removed = done(remove_standing(books, standing_id))
    assert deductions_of(books, asha).standing == ()
    done(undo(books, removed.operation))
    assert len(deductions_of(books, asha).standing) == 1


def test_words_say_what_is_taken() -> None:
    assert how_much(LOAN) == "£50.00 each payday"
    percent = replace(ORDER, amount=None, percent=Decimal(12))
    assert how_much(percent) == (
        "12% of what is left after tax, National Insurance and pension, never leaving less than £600.00"
    )


# --- once -------------------------------------------------------------------------------------------------------------


def test_a_bonus_is_taxed_and_expenses_are_not_and_both_are_settled_once(books: Books, asha: int) -> None:
    done(add_item(books, asha, ItemDetails("bonus", PAYDAY, money("40"))))
    done(add_item(books, asha, ItemDetails("expenses", PAYDAY, money("12.50"), "Bus fare", funder_id=NHS)))
    pay = worked_out(books).pay
    assert (pay.gross, pay.expenses) == (money("992"), money("12.50"))
    shares = {line.title: line.shares for line in worked_out(books).lines}
    assert {funder: amount for funder, (_, amount) in shares["Bus fare"].items()} == {NHS: money("12.50")}
    agreed(books)
    assert worked_out(books, NEXT).pay.expenses == ZERO
    assert [item.settled_on for item in deductions_of(books, asha).settled] == [PAYDAY, PAYDAY]


def test_an_advance_already_paid_comes_off_the_take_home_pay(books: Books, asha: int) -> None:
    before = worked_out(books).pay.net
    paid_on = date(2026, 11, 13)
    done(add_item(books, asha, ItemDetails("paid_already", PAYDAY, money("100"), paid_on=paid_on)))
    assert worked_out(books).pay.net == before - money("100")
    assert taken(books) == [("Advance, paid on 13 Nov 2026", money("100"), "worker")]


def test_something_taken_once_needs_consent_and_pay_overpaid_does_not(books: Books, asha: int) -> None:
    uniform = ItemDetails("taken", PAYDAY, money("20"), "Uniform", for_employer=True)
    assert refused(add_item(books, asha, uniform)) == [("consent_on", "consent_missing")]
    done(add_item(books, asha, replace(uniform, consent_on=PAYDAY)))
    done(add_item(books, asha, ItemDetails("overpaid", PAYDAY, money("30"))))
    assert taken(books) == [("Uniform", money("20"), "employer"), ("Overpaid before", money("30"), "employer")]


@pytest.mark.parametrize(
    ("details", "field", "code"),
    [
        (ItemDetails("bonus", PAYDAY, ZERO), "amount", "item_amount_above_nothing"),
        (ItemDetails("bonus", PAYDAY, money("-5")), "amount", "item_amount_above_nothing"),
        (ItemDetails("mileage", PAYDAY, rate=Decimal("0.45")), "quantity", "item_miles_out_of_range"),
        (ItemDetails("mileage", PAYDAY, quantity=Decimal(3)), "rate", "item_mile_rate_out_of_range"),
        (ItemDetails("paid_already", PAYDAY, money("5")), "paid_on", "paid_already_day_missing"),
        (ItemDetails("paid_already", PAYDAY, money("5"), paid_on=NEXT), "paid_on", "paid_after_payday"),
        (ItemDetails("own_cost", PAYDAY, money("5")), "paid_on", "own_cost_day_missing"),
    ],
)
def test_amounts_that_cannot_be_are_said(books: Books, asha: int, details: ItemDetails, field: str, code: str) -> None:
    assert (field, code) in refused(add_item(books, asha, details))
    assert deductions_of(books, asha).waiting == ()


def test_more_taken_than_earned_is_refused_with_what_is_missing(books: Books, asha: int) -> None:
    done(add_item(books, asha, ItemDetails("overpaid", PAYDAY, money("5000"))))
    with books.reading() as session:
        (answer,) = work_out(session, PAYDAY)
    assert isinstance(answer, NotReady)
    assert "deductions_above_pay" in [problem.code for problem in answer.problems]


def test_a_settled_amount_stays_and_one_that_waits_may_change_and_go(books: Books, asha: int) -> None:
    item_id = done(add_item(books, asha, ItemDetails("bonus", PAYDAY, money("40")))).id
    assert item_id is not None
    done(change_item(books, item_id, ItemDetails("expenses", PAYDAY, money("41"))))
    assert worked_out(books).pay.expenses == money("41")
    agreed(books)
    assert codes(change_item(books, item_id, ItemDetails("bonus", PAYDAY, money("1")))) == ["item_settled"]
    assert codes(remove_item(books, item_id)) == ["item_settled"]
    other = done(add_item(books, asha, ItemDetails("bonus", NEXT, money("40")))).id
    assert other is not None
    done(remove_item(books, other))
    assert deductions_of(books, asha).waiting == ()


def test_a_cost_the_pa_bore_lowers_the_pay_that_counts_and_stands_on_no_payslip(books: Books) -> None:
    kasia = pa(books, "Kasia Wójcik", rates=(("normal", "12.71"),))
    keep(books, [shift(kasia, date(2026, 11, 10), "09:00-19:00")])
    done(add_item(books, kasia, ItemDetails("own_cost", PAYDAY, money("7"), "Petrol", paid_on=date(2026, 11, 10))))
    with books.reading() as session:
        (answer,) = work_out(session, PAYDAY)
    assert isinstance(answer, NotReady)
    assert answer.problems[0].values["short"] == "£7.00"


def test_pay_below_the_minimum_is_topped_up_in_one_press(books: Books) -> None:
    kasia = pa(books, "Kasia Wójcik", rates=(("normal", "12"),))
    keep(books, [shift(kasia, date(2026, 11, 10), "09:00-19:00")])
    with books.reading() as session:
        assert isinstance(work_out(session, PAYDAY)[0], NotReady)
    done(top_up(books, PAYDAY, kasia))
    assert worked_out(books).pay.gross == money("127.10")
    assert codes(top_up(books, PAYDAY, kasia)) == ["nothing_to_top_up"]

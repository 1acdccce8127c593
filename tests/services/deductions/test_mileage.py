"""Mileage on payslips: what is above the approved rates is taxed pay, whoever's money it is."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from carerdesk.services.books import Books
from carerdesk.services.deductions.details import ItemDetails
from carerdesk.services.deductions.items import add_item
from carerdesk.services.pay.work_out import WorkedOut, work_out
from carerdesk.services.people.wage_terms import WageTerms, keep_wage_terms
from carerdesk.store.verify import verify
from tests.services.pay.made import COUNCIL, NHS, PAYDAY, START, agreed, done, keep, money, pa, shift

DAY = date(2026, 11, 10)
NEXT, NEXT_DAY = PAYDAY + timedelta(days=28), DAY + timedelta(days=28)


def driver(books: Books, rate: str) -> int:
    return pa(books, rates=(("normal", "13"), ("mileage", rate)))


def drive(books: Books, worker_id: int, day: date, miles: int, *shares: tuple[int, int]) -> None:
    """Hours with miles; more than a shift can hold are spread over days."""
    for at in range(-(-miles // 500)):
        part = Decimal(min(500, miles - at * 500))
        keep(books, [shift(worker_id, day - timedelta(days=at), "09:00-19:00", *shares, miles=part)])


def worked_out(books: Books, payday: date = PAYDAY) -> WorkedOut:
    with books.reading() as session:
        (answer,) = work_out(session, payday)
    assert isinstance(answer, WorkedOut), answer
    return answer


def notices(answer: WorkedOut) -> set[str]:
    return {notice.code for notice in answer.notices if notice.code.startswith("mileage")}


def test_what_is_above_the_rate_bears_tax_and_national_insurance(books: Books) -> None:
    drive(books, driver(books, "0.60"), DAY, 100)
    answer = worked_out(books)
    assert (answer.pay.gross, answer.pay.niable, answer.pay.expenses) == (money("135"), money("135"), money("55"))
    assert notices(answer) == {"mileage_above_taxed"}
    agreed(books)
    assert verify(books) == ()


def test_after_10000_miles_the_rest_is_taxed_alone_and_miles_of_earlier_paydays_count(books: Books) -> None:
    worker_id = driver(books, "0.55")
    drive(books, worker_id, DAY, 7000)
    done(add_item(books, worker_id, ItemDetails("mileage", PAYDAY, quantity=Decimal(2900), rate=Decimal("0.55"))))
    assert worked_out(books).pay.expenses == money("5445")
    agreed(books)
    drive(books, worker_id, NEXT_DAY, 200)
    pay = worked_out(books, NEXT).pay
    assert pay.expenses == money("80")
    assert pay.gross - pay.niable == money("30")
    agreed(books, NEXT)
    assert verify(books) == ()


def test_a_bicycle_has_its_own_rate_from_the_day_it_is_used(books: Books) -> None:
    worker_id = driver(books, "0.25")
    done(keep_wage_terms(books, worker_id, WageTerms(START, vehicle="bicycle")))
    drive(books, worker_id, DAY, 100)
    pay = worked_out(books).pay
    assert (pay.gross, pay.expenses) == (money("135"), money("20"))


@pytest.mark.parametrize(("rate", "codes"), [("0.45", {"mileage_below_approved"}), ("0.55", set())])
def test_a_rate_below_is_said_and_the_rate_itself_is_not(books: Books, rate: str, codes: set[str]) -> None:
    drive(books, driver(books, rate), DAY, 100)
    answer = worked_out(books)
    assert notices(answer) == codes
    assert answer.pay.gross == money("130")


def test_each_funder_bears_what_is_above_in_its_own_miles(books: Books) -> None:
    drive(books, driver(books, "0.60"), DAY, 100, (COUNCIL, 75), (NHS, 25))
    answer = worked_out(books)
    above = next(line for line in answer.lines if line.kind == "mileage_above")
    assert {funder: amount for funder, (_, amount) in above.shares.items()} == {
        COUNCIL: money("3.75"),
        NHS: money("1.25"),
    }
    gross = dict(zip(answer.shares.funders, answer.shares.part("gross"), strict=True))
    assert (gross[COUNCIL], gross[NHS]) == (money("101.25"), money("33.75"))


def test_it_is_no_pay_for_the_minimum_wage(books: Books) -> None:
    worker_id = pa(books, rates=(("normal", "12.71"), ("mileage", "0.60")))
    drive(books, worker_id, DAY, 100)
    assert worked_out(books).pay.gross == money("132.10")


def test_paying_before_the_announcement_says_what_is_not_confirmed(books: Books) -> None:
    worker_id = pa(
        books, first_payday=date(2026, 5, 1), period_end=date(2026, 4, 26), started=date(2026, 3, 30),
        rates=(("normal", "13"), ("mileage", "0.45")),
    )  # fmt: skip
    drive(books, worker_id, date(2026, 4, 20), 100)
    assert "mileage_dated_back" in notices(worked_out(books, date(2026, 5, 1)))

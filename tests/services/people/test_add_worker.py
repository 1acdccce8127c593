from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from carerdesk.domain.money import Money
from carerdesk.services.outcome import Done, Rejected
from carerdesk.services.people.add_worker import add_worker
from carerdesk.services.people.details import ContractTerms, NewWorker, PastPay, Rate, TakenOver, Tax, WorkerDetails
from carerdesk.services.people.read import (
    contract_at,
    list_workers,
    opening_figures,
    rates_at,
    tax_details_at,
    worker,
)
from carerdesk.store.books import Books


def added(books: Books, new: NewWorker) -> int:
    outcome = add_worker(books, new)
    assert isinstance(outcome, Done), outcome
    assert outcome.id is not None
    return outcome.id


def codes(outcome: object) -> set[tuple[str, str]]:
    assert isinstance(outcome, Rejected), outcome
    return {(problem.field, problem.code) for problem in outcome.problems}


def test_everything_is_kept_in_one_operation_and_tidied(books: Books, asha: NewWorker) -> None:
    before = books.quick("SELECT count(*) FROM operation")[0][0]
    record = worker(books, added(books, asha))
    assert books.quick("SELECT count(*) FROM operation")[0][0] == before + 1
    assert record.details.ni_number == "QQ123456C"
    assert record.details.sort_code == "12-34-56"
    assert record.details.account_number == "01234567"
    assert record.contracts[0].what == asha.contract
    assert {kept.what for kept in record.rates} == set(asha.rates)
    assert record.taxes[0].what == replace(asha.tax or Tax(date.min, "", "", ""), code="1257L", basis="week_one")
    assert record.certificates[0].what == asha.certificates[0]
    assert record.missing == ()
    assert not record.has_history


def test_a_name_alone_is_enough_and_the_rest_is_listed_as_missing(books: Books) -> None:
    added(books, NewWorker(WorkerDetails("  Tom   Griffiths ")))
    (tom,) = list_workers(books)
    assert tom.name == "Tom Griffiths"
    assert tom.first_name == "Tom"
    assert tom.missing == ("started", "born", "address", "contract", "rates", "tax")


def test_an_agency_is_never_missing_pay_details(books: Books) -> None:
    added(books, NewWorker(WorkerDetails("Harbour Care Ltd", kind="agency")))
    assert list_workers(books)[0].missing == ()
    assert list_workers(books)[0].first_name == "Harbour Care Ltd"


def test_the_terms_that_hold_are_those_of_the_day(books: Books, asha: NewWorker) -> None:
    raised = replace(asha, rates=(*asha.rates, Rate("normal", date(2026, 11, 2), Decimal("13.10"))))
    worker_id = added(books, raised)
    with books.reading() as session:
        assert rates_at(session, worker_id, date(2026, 9, 6)) == {}
        assert rates_at(session, worker_id, date(2026, 11, 1))["normal"] == Decimal("12.80")
        assert rates_at(session, worker_id, date(2026, 11, 2)) == {"normal": Decimal("13.10"), "sleep_in": Decimal(60)}
        assert contract_at(session, worker_id, date(2026, 9, 6)) is None
        assert contract_at(session, worker_id, date(2026, 9, 7)) == asha.contract
        assert tax_details_at(session, worker_id, date(2026, 9, 6)) is None
        found = tax_details_at(session, worker_id, date(2026, 11, 27))
        assert found is not None
        assert found.came_from == "statement_b"


def test_a_list_for_a_day_holds_those_whose_job_it_falls_in(books: Books, asha: NewWorker) -> None:
    added(books, replace(asha, details=replace(asha.details, left=date(2026, 10, 31))))
    added(books, NewWorker(WorkerDetails("Zofia Nowak", started=date(2026, 11, 1))))
    assert [one.name for one in list_workers(books)] == ["Asha Rahman", "Zofia Nowak"]
    assert [one.name for one in list_workers(books, date(2026, 10, 31))] == ["Asha Rahman"]
    assert [one.name for one in list_workers(books, date(2026, 11, 1))] == ["Zofia Nowak"]


def test_figures_taken_over_come_back_whole(books: Books, asha: NewWorker) -> None:
    taken = TakenOver(
        "2026-27",
        date(2026, 9, 4),
        gross=Money.of(4200),
        taxable=Money.of(4200),
        tax=Money.of("31.40"),
        niable=Money.of(4200),
        employee_ni=Money.of("12.00"),
        holiday_minutes=1230,
        came_from="payslip",
        earnings=(
            PastPay(date(2026, 8, 7), Decimal(4), Money.of(800), 3750),
            PastPay(date(2026, 9, 4), Decimal(4), Money.of(820), 3840),
        ),
    )
    worker_id = added(books, replace(asha, taken_over=taken))
    with books.reading() as session:
        assert opening_figures(session, worker_id) == taken
        assert opening_figures(session, worker_id + 1) is None


def test_nothing_is_kept_where_one_part_is_wrong(books: Books, asha: NewWorker) -> None:
    wrong = replace(asha, rates=(Rate("normal", date(2026, 9, 7), Decimal(0)),), details=WorkerDetails(" "))
    assert codes(add_worker(books, wrong)) == {("name", "worker_name_missing"), ("rate_normal", "rate_out_of_range")}
    assert list_workers(books) == ()


def test_two_workers_cannot_share_a_name(books: Books, asha: NewWorker) -> None:
    added(books, asha)
    again = NewWorker(WorkerDetails("ASHA  RAHMAN"))
    assert codes(add_worker(books, again)) == {("name", "worker_name_taken")}


@pytest.mark.parametrize(
    ("details", "problem"),
    [
        (WorkerDetails("A", born=date(2026, 11, 21)), ("born", "born_in_the_future")),
        (WorkerDetails("A", born=date(1899, 12, 31)), ("born", "born_too_long_ago")),
        (WorkerDetails("A", born=date(2000, 1, 1), started=date(2000, 1, 1)), ("started", "started_before_born")),
        (WorkerDetails("A", started=date(2026, 2, 2), left=date(2026, 2, 1)), ("left", "left_before_start")),
        (WorkerDetails("A", email="asha at home"), ("email", "email_unread")),
        (WorkerDetails("A", ni_number="BG123456C"), ("ni_number", "ni_number_unread")),
        (WorkerDetails("A", sort_code="12-34", account_number="12345678"), ("sort_code", "sort_code_unread")),
        (WorkerDetails("A", sort_code="123456"), ("account_number", "account_number_missing")),
        (WorkerDetails("A", account_number="12345678"), ("sort_code", "sort_code_missing")),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(
    books: Books, details: WorkerDetails, problem: tuple[str, str]
) -> None:
    assert codes(add_worker(books, NewWorker(details))) == {problem}


TERMS = ContractTerms(date(2026, 9, 7), "monthly", date(2026, 9, 30), date(2026, 9, 27))


@pytest.mark.parametrize(
    ("terms", "problem"),
    [
        (replace(TERMS, first_payday=date(2026, 9, 6)), ("first_payday", "first_payday_too_early")),
        (replace(TERMS, period_end=date(2026, 9, 6)), ("period_end", "period_end_before_contract")),
        (replace(TERMS, period_end=date(2026, 12, 2)), ("period_end", "period_end_far_from_payday")),
        (replace(TERMS, hours_kind="fixed", holiday_method="fixed", days_per_week=Decimal(3)),
         ("weekly_minutes", "weekly_hours_missing")),
        (replace(TERMS, hours_kind="fixed", holiday_method="fixed", weekly_minutes=600),
         ("days_per_week", "days_per_week_missing")),
        (replace(TERMS, weekly_minutes=0), ("weekly_minutes", "weekly_hours_out_of_range")),
        (replace(TERMS, days_per_week=Decimal(8)), ("days_per_week", "days_per_week_out_of_range")),
        (replace(TERMS, hours_kind="fixed", weekly_minutes=600, days_per_week=Decimal(3)),
         ("holiday_method", "holiday_method_needs_irregular_hours")),
        (replace(TERMS, leave_year_month=4, leave_year_day=31), ("leave_year", "leave_year_unread")),
        (replace(TERMS, leave_year_month=2, leave_year_day=29), ("leave_year", "leave_year_leap_day")),
    ],
)  # fmt: skip
def test_a_contract_that_cannot_be_is_refused(books: Books, terms: ContractTerms, problem: tuple[str, str]) -> None:
    assert codes(add_worker(books, NewWorker(WorkerDetails("A"), terms))) == {problem}


@pytest.mark.parametrize(
    ("rate", "problem"),
    [
        (Rate("normal", date(2026, 9, 7), Decimal(501)), ("rate_normal", "rate_out_of_range")),
        (Rate("mileage", date(2026, 9, 7), Decimal("5.01")), ("rate_mileage", "rate_out_of_range")),
        (Rate("sleep_in", date(2026, 9, 7), Decimal("60.12345")), ("rate_sleep_in", "rate_too_fine")),
    ],
)
def test_a_rate_that_cannot_be_is_refused(books: Books, rate: Rate, problem: tuple[str, str]) -> None:
    assert codes(add_worker(books, NewWorker(WorkerDetails("A"), rates=(rate,)))) == {problem}


def test_a_tax_code_that_is_none_is_refused(books: Books) -> None:
    tax = Tax(date(2026, 9, 7), "12S7L", "cumulative", "A")
    assert codes(add_worker(books, NewWorker(WorkerDetails("A"), tax=tax))) == {("tax_code", "tax_code_unknown")}


def test_an_unknown_choice_is_a_fault_of_the_program(books: Books) -> None:
    with pytest.raises(ValueError, match="none of"):
        add_worker(books, NewWorker(WorkerDetails("A", kind="robot")))

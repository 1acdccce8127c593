from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from carerdesk.domain.money import ZERO, Money
from carerdesk.services.outcome import Done, Rejected
from carerdesk.services.people.add_worker import add_worker
from carerdesk.services.people.details import NewWorker, PastPay, TakenOver
from carerdesk.services.people.read import worker
from carerdesk.services.people.take_over import drop_taken_over, take_over
from carerdesk.store.books import Books
from carerdesk.store.tables import PayRun, Payslip

PAST = PastPay(date(2026, 10, 2), Decimal(4), Money.of("812.80"), 3810)
TAKEN = TakenOver("2026-27", date(2026, 10, 2), Money.of(3000), Money.of(3000), Money.of(90), Money.of(3000),
                  Money.of(12), Money.of(40), 600, "P32", (PAST,))  # fmt: skip


@pytest.fixture
def asha_id(books: Books, asha: NewWorker) -> int:
    outcome = add_worker(books, asha)
    assert isinstance(outcome, Done)
    assert outcome.id is not None
    return outcome.id


def test_figures_are_kept_once_and_replaced_by_later_ones(books: Books, asha_id: int) -> None:
    outcome = take_over(books, asha_id, TAKEN)
    assert isinstance(outcome, Done)
    assert outcome.said == "Asha Rahman’s pay taken over as at 2 October 2026"
    assert worker(books, asha_id).taken_over == TAKEN
    righted = replace(TAKEN, gross=Money.of(3100), earnings=())
    assert isinstance(take_over(books, asha_id, righted), Done)
    assert worker(books, asha_id).taken_over == righted


def test_figures_can_be_taken_out_again(books: Books, asha_id: int) -> None:
    take_over(books, asha_id, TAKEN)
    assert isinstance(drop_taken_over(books, asha_id), Done)
    assert worker(books, asha_id).taken_over is None
    assert books.quick("SELECT count(*) FROM opening_earnings") == [(0,)]


@pytest.mark.parametrize(
    ("taken", "field", "code"),
    [
        (replace(TAKEN, as_at=date(2026, 4, 3), earnings=()), "as_at", "taken_over_other_tax_year"),
        (replace(TAKEN, as_at=date(2026, 11, 21)), "as_at", "taken_over_in_the_future"),
        (replace(TAKEN, employer_ni=Money(-1)), "employer_ni", "taken_over_below_nothing"),
        (replace(TAKEN, niable=Money.of(3001)), "niable", "taken_over_above_gross"),
        (replace(TAKEN, tax=Money.of(3001)), "tax", "taken_over_tax_above_pay"),
        (replace(TAKEN, niable=Money.of(11)), "employee_ni", "taken_over_ni_above_pay"),
        (replace(TAKEN, earnings=(replace(PAST, payday=date(2026, 10, 30)),)), "earnings", "past_pay_after_take_over"),
        (replace(TAKEN, earnings=(replace(PAST, weeks=Decimal(0)),)), "earnings", "past_pay_below_nothing"),
        (replace(TAKEN, earnings=(PAST, replace(PAST, gross=ZERO))), "earnings", "past_payday_twice"),
        (replace(TAKEN, earnings=(replace(PAST, weeks=Decimal(105)),)), "earnings", "past_pay_too_long"),
    ],
)
def test_figures_that_cannot_be_are_refused(
    books: Books, asha_id: int, taken: TakenOver, field: str, code: str
) -> None:
    outcome = take_over(books, asha_id, taken)
    assert isinstance(outcome, Rejected)
    assert [(problem.field, problem.code) for problem in outcome.problems] == [(field, code)]
    assert worker(books, asha_id).taken_over is None


def test_pay_of_an_earlier_job_from_a_p45_may_lift_taxable_above_gross(books: Books, asha_id: int) -> None:
    assert isinstance(take_over(books, asha_id, replace(TAKEN, taxable=Money.of(9000), tax=Money.of(300))), Done)


def test_tax_refunds_make_the_tax_to_date_fall_below_nothing(books: Books, asha_id: int) -> None:
    assert isinstance(take_over(books, asha_id, replace(TAKEN, tax=Money.of("-12.40"))), Done)


def test_pay_already_in_the_books_is_not_counted_twice(books: Books, asha_id: int) -> None:
    paid(books, asha_id, date(2026, 10, 2))
    outcome = take_over(books, asha_id, TAKEN)
    assert isinstance(outcome, Rejected)
    assert outcome.problems[0].code == "taken_over_after_payslip"


def paid(books: Books, worker_id: int, payday: date) -> None:
    with books.operation("Paid") as op:
        keys = {"employer_id": 1, "person_id": 1}
        run = PayRun(**keys, payday=payday, agreed_at=datetime(2026, 10, 1, 20, tzinfo=UTC))
        op.session.add(run)
        op.session.flush()
        sums = dict.fromkeys(
            ("gross", "taxable", "niable", "tax", "employee_ni", "employer_ni", "allowance", "expenses", "net"), ZERO
        )
        slip = Payslip(**keys, **sums, pay_run_id=run.id, worker_id=worker_id, payday=payday, first_day=payday)
        slip.last_day, slip.frequency, slip.tax_year, slip.tax_period = payday, "four_weekly", "2026-27", 26
        slip.code, slip.basis, slip.ni_letter, slip.paid_minutes = "1257L", "week_one", "A", 0
        slip.inputs = slip.working = "{}"
        op.session.add(slip)

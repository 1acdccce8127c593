"""What a starter's papers give: code, basis, earlier pay and tax, and loans."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from carerdesk.services.books import Books
from carerdesk.services.books.undoing import undo
from carerdesk.services.filing.statements import kept_statement
from carerdesk.services.joining.earlier_job import earlier_job
from carerdesk.services.joining.starters import P45, FirstCode, NewStart, first_code, keep_start
from carerdesk.services.pay.leaving import print_payslips
from carerdesk.services.pay.situation import year_to_date
from carerdesk.services.people.read import tax_details_at
from tests.services.pay.made import PAYDAY, START, agreed, codes, done, keep, money, pa, weekdays

TODAY = date(2026, 11, 20)
JUNE = date(2026, 6, 1)
OLD_JOB = P45(date(2026, 5, 22), "1257L", pay=money("3200"), tax=money("214.40"))


def start(**more: object) -> NewStart:
    return replace(NewStart(JUNE, "p45", "A", OLD_JOB), **more)  # type: ignore[arg-type]


def found(new: NewStart) -> FirstCode:
    answer = first_code(new, TODAY)
    assert isinstance(answer, FirstCode), answer
    return answer


def refused(new: NewStart) -> list[str]:
    answer = first_code(new, TODAY)
    assert isinstance(answer, tuple), answer
    return [problem.code for problem in answer]


def test_a_p45_of_this_year_brings_its_code_pay_and_tax() -> None:
    tax = found(start()).tax
    assert (tax.code, tax.basis, tax.came_from) == ("1257L", "cumulative", "p45_this_year")
    assert (tax.previous_pay, tax.previous_tax) == (money("3200"), money("214.40"))


def test_the_statement_beside_a_p45_is_kept_for_hmrc_and_goes_with_it(books: Books) -> None:
    asha = pa(books)
    done(keep_start(books, asha, start(first_day=START, statement="b")))
    assert kept_statement(books, asha) == "B"
    done(keep_start(books, asha, NewStart(START, "checklist", "A", statement="c")))
    assert kept_statement(books, asha) == ""  # the code of statement C says so itself


def test_a_start_in_a_year_that_is_not_known_is_refused(books: Books) -> None:
    asha = pa(books)
    assert codes(keep_start(books, asha, NewStart(date(2035, 5, 1), "checklist", "A", statement="a"))) == [
        "first_code_not_known_then"
    ]


@pytest.mark.parametrize("old", [replace(OLD_JOB, week_one=True), replace(OLD_JOB, code="1257L M1")])
def test_a_week_one_p45_brings_its_code_alone(old: P45) -> None:
    tax = found(start(p45=replace(old, pay=None, tax=None))).tax
    assert (tax.code, tax.basis, tax.previous_pay) == ("1257L", "week_one", None)


@pytest.mark.parametrize(
    ("day", "code", "basis"),
    [(date(2026, 5, 24), "1100L", "cumulative"), (date(2026, 5, 25), "1257L", "week_one")],
)
def test_last_years_p45_holds_up_to_24_may(day: date, code: str, basis: str) -> None:
    old = P45(date(2026, 3, 20), "1100L", pay=money("9000"), tax=money("500"))
    tax = found(start(first_day=day, p45=old)).tax
    assert (tax.code, tax.basis, tax.previous_pay) == (code, basis, None)


def test_the_first_and_last_day_of_a_tax_year_belong_to_it() -> None:
    assert found(start(p45=replace(OLD_JOB, left=date(2026, 4, 6)))).tax.came_from == "p45_this_year"
    assert found(start(p45=replace(OLD_JOB, left=date(2026, 4, 5)))).tax.came_from == "p45_last_year"


@pytest.mark.parametrize(
    ("statement", "code", "basis"),
    [("a", "1257L", "cumulative"), ("b", "1257L", "week_one"), ("c", "BR", "cumulative"), ("", "0T", "week_one")],
)
def test_the_checklist_statement_settles_the_code(statement: str, code: str, basis: str) -> None:
    answer = found(NewStart(JUNE, "checklist", "A", statement=statement))
    assert (answer.tax.code, answer.tax.basis) == (code, basis)
    assert not answer.code.source.confirmed


@pytest.mark.parametrize(("day", "plan"), [(date(2026, 4, 5), "plan_1"), (date(2026, 4, 6), "plan_5")])
def test_an_unknown_plan_is_plan_5_from_april_2026(day: date, plan: str) -> None:
    answer = found(NewStart(day, "nothing", "A", loan_plan="unknown", postgraduate_loan=True))
    assert (answer.tax.loan_plan, answer.tax.postgraduate_loan) == (plan, True)
    assert answer.loan_reason == f"loan_unknown_{plan}"


@pytest.mark.parametrize(
    ("new", "code"),
    [
        (start(p45=replace(OLD_JOB, code="1257")), "tax_code_unknown"),
        (start(p45=replace(OLD_JOB, code="")), "tax_code_missing"),
        (start(p45=replace(OLD_JOB, pay=None)), "p45_pay_missing"),
        (start(p45=replace(OLD_JOB, tax=None)), "p45_tax_missing"),
        (start(p45=replace(OLD_JOB, tax=money("3200.01"))), "p45_tax_above_pay"),
        (start(p45=replace(OLD_JOB, pay=money("-1"), tax=money("-2"))), "p45_below_nothing"),
        (start(p45=replace(OLD_JOB, left=date(2025, 4, 5))), "p45_too_old"),
        (start(p45=replace(OLD_JOB, left=date(2026, 11, 21))), "p45_left_in_future"),
        (start(p45=replace(OLD_JOB, loan=True)), "p45_loan_needs_plan"),
        (start(first_day=date(2026, 4, 5), paper="nothing", loan_plan="plan_5"), "plan_5_not_yet"),
    ],
)
def test_what_cannot_be_is_refused(new: NewStart, code: str) -> None:
    assert code in refused(new)


def test_earlier_pay_and_tax_count_in_the_year_from_the_first_payday(books: Books) -> None:
    asha = pa(books)
    old = replace(OLD_JOB, left=date(2026, 8, 28))
    done(keep_start(books, asha, start(first_day=START, p45=old)))
    with books.reading() as session:
        year = year_to_date(session, asha, PAYDAY)
        assert (year.taxable_pay, year.tax, year.niable_pay) == (money("3200"), money("214.40"), money("0"))
        assert earlier_job(session, asha, date(2027, 4, 6)).pay == money("0")
        assert len(books.quick("SELECT id FROM tax_details")) == 1


def test_a_cumulative_refund_comes_back_by_hand(books: Books) -> None:
    """Week 34 on 1257L: 34 x 241.92 = 8,225.28 free. 3,200 + 1,088 is below it, so all 214.40 of tax comes back."""
    asha = pa(books)
    done(keep_start(books, asha, start(first_day=START, p45=replace(OLD_JOB, left=date(2026, 8, 28)))))
    keep(books, weekdays(asha, date(2026, 11, 20), 10, "08:00-16:00"))
    agreed(books)
    assert books.quick("SELECT gross, tax FROM payslip") == [(108800, -21440)]


def test_once_a_payday_has_left_the_house_only_a_notice_changes_the_code(books: Books) -> None:
    asha = pa(books)
    keep(books, weekdays(asha, date(2026, 11, 20), 3, "08:00-16:00"))
    agreed(books)
    done(keep_start(books, asha, NewStart(START, "checklist", "A", statement="a")))
    done(print_payslips(books, PAYDAY))
    assert codes(keep_start(books, asha, NewStart(START, "checklist", "A", statement="c"))) == ["start_after_first_pay"]
    with books.reading() as session:
        kept = tax_details_at(session, asha, PAYDAY)
    assert kept is not None
    assert kept.code == "1257L"


def test_a_start_can_be_undone(books: Books) -> None:
    asha = pa(books, code="BR")
    answer = done(keep_start(books, asha, start(first_day=START, p45=replace(OLD_JOB, left=date(2026, 8, 1)))))
    undo(books, answer.operation)
    assert books.quick("SELECT code, previous_pay FROM tax_details") == [("BR", None)]

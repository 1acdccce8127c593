"""Corrections of earlier payslips within a pay: what they change, what the limit leaves, and that each is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from carerdesk.domain.money import Money, total
from carerdesk.domain.payroll.corrections import Correction, within
from carerdesk.domain.payroll.pay import work_out_pay
from tests.domain.payroll.made import RATES, inputs

PAID = date(2026, 4, 24)
pence = st.integers(-50_000, 50_000)


def correction(tax: int = 0, employee: int = 0, employer: int = 0, letter: str = "M") -> Correction:
    return Correction(1, PAID, "A", letter, Money(tax), Money(employee), Money(employer))


def test_what_was_taken_too_much_is_given_back_on_top() -> None:
    plain = work_out_pay(inputs("2000"), RATES)
    pay = work_out_pay(replace(inputs("2000"), corrections=(correction(-1200, -300, -4500),)), RATES)
    assert (pay.tax, pay.employee_ni) == (plain.tax - Money(1200), plain.employee_ni - Money(300))
    assert pay.employer_ni == plain.employer_ni - Money(4500)
    assert pay.net == plain.net + Money(1500)
    assert pay.year_to_date.employee_ni == plain.year_to_date.employee_ni - Money(300)
    assert pay.bands == plain.bands


def test_tax_taken_later_stays_within_half_of_the_pay() -> None:
    pay = work_out_pay(replace(inputs("2000"), corrections=(correction(150_000),)), RATES)
    assert pay.tax == Money(100_000)
    assert pay.put_right == (correction(100_000),)


def test_the_working_names_the_payday_and_the_letter() -> None:
    pay = work_out_pay(replace(inputs("2000"), corrections=(correction(500, 0, -4500),)), RATES)
    employer = pay.working("employer_ni")
    assert employer.lines[-2].text == "Put right for Friday 24 April, letter M in place of A"
    assert employer.lines[-1].figure == str(pay.employer_ni)
    assert pay.working("tax").lines[-2].text == "Put right for Friday 24 April"
    assert pay.working("tax").lines[-1].figure == str(pay.tax)
    assert all("Put right" not in line.text for line in pay.working("employee_ni").lines)


@given(st.lists(pence, max_size=5), st.integers(0, 40_000))
def test_no_more_than_the_limit_is_taken_and_nothing_given_back_is_cut(taxes: list[int], most: int) -> None:
    given_in = [correction(tax) for tax in taxes]
    found = within(given_in, most)
    assert total(one.tax for one in found) <= Money(most)
    assert [one.tax for one in found if one.tax.pence < 0] == [Money(tax) for tax in taxes if tax < 0]
    assert all(one.tax.pence <= tax for one, tax in zip(found, taxes, strict=True))
    if sum(taxes) <= most:
        assert list(found) == given_in

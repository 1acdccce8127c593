"""Reading, checking and explaining a bureau's figures."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carerdesk.catalogue.rates import load_rates
from carerdesk.domain.bureau.checks import CodeThen, ToDate, against_p32, doubts
from carerdesk.domain.bureau.explain import FIGURES, explain
from carerdesk.domain.bureau.guess import guess_figures
from carerdesk.domain.money import ZERO, Money, total
from carerdesk.domain.payroll.frequency import Frequency
from carerdesk.domain.payroll.pay import Item, PayInputs, work_out_pay
from carerdesk.domain.payroll.tax_code import TaxCode

RATES = load_rates()
PAYDAY = date(2026, 11, 27)
MONTHLY = """Acme Payroll Ltd
Gross Pay 1,500.00 Gross Pay TD 12,000.00
Total Gross Pay YTD £12,000.00
Taxable pay to date: 12,000.00
Tax paid to date 722.40
Employee NI YTD,255.36
Employer NI YTD;1,105.00
Student Loan 12.00 96.00
NET PAY 1,340.10
Date 27.11.26 reference 12345
"""


def code(text: str) -> TaxCode:
    found = TaxCode.read(text)
    assert isinstance(found, TaxCode)
    return found


def money(text: str) -> Money:
    return Money.of(text)


def inputs(gross: str = "1500", text: str = "1257L", **more: object) -> PayInputs:
    made = PayInputs(PAYDAY, Frequency.MONTHLY, code(text), "A", (Item("normal", "Pay", money(gross)),), week_one=True)
    return replace(made, **more)  # type: ignore[arg-type]


def figures(of: PayInputs) -> dict[str, Money]:
    pay = work_out_pay(of, RATES)
    return {name: (getattr(pay, name) if name not in {"deductions", "expenses"} else ZERO) for name in FIGURES}


def test_figures_to_date_are_guessed_with_their_words() -> None:
    found = {guess.figure: guess.amount for guess in guess_figures(MONTHLY, to_date=True)}
    assert found == {
        "gross": money("12000"), "taxable": money("12000"), "tax": money("722.40"), "employee_ni": money("255.36"),
        "employer_ni": money("1105"), "student_loan": money("96"),
    }  # fmt: skip
    assert all(
        guess.words in " ".join(MONTHLY.split()) or guess.words for guess in guess_figures(MONTHLY, to_date=True)
    )


def test_figures_of_the_payday_leave_out_those_to_date() -> None:
    found = {guess.figure: guess.amount for guess in guess_figures(MONTHLY, to_date=False)}
    assert (found["gross"], found["student_loan"], found["net"]) == (money("1500"), money("12"), money("1340.10"))
    assert "tax" not in found


@given(st.text())
def test_any_words_can_be_guessed_at(text: str) -> None:
    for to_date in (True, False):
        assert all(guess.figure in {*FIGURES, "taxable", "niable", "pension_paid", "at_lel", "lel_to_pt", "pt_to_uel"}
                   for guess in guess_figures(text, to_date=to_date))  # fmt: skip


def test_tax_to_date_is_worked_out_afresh() -> None:
    """Month 8 on 1257L: 8 x 1,048.26 = 8,386.08 free; 12,000 less that, in whole pounds, is 3,613 at 20 %: 722.60."""
    then = CodeThen(code("1257L"), Frequency.MONTHLY, PAYDAY, week_one=False)
    told = ToDate(gross=money("12000"), taxable=money("12000"), tax=money("722.60"), niable=money("12000"))
    assert doubts(told, then, RATES) == ()
    (doubt,) = doubts(replace(told, tax=money("700")), then, RATES)
    assert (doubt.code, doubt.values["ours"]) == ("tax_not_as_the_code_says", "£722.60")
    assert doubts(replace(told, tax=money("700")), replace(then, week_one=True), RATES) == ()
    assert doubts(replace(told, tax=money("700")), replace(then, payday=date(2031, 1, 3)), RATES) == ()


def test_bands_must_fit_the_pay() -> None:
    told = ToDate(niable=money("1000"), at_lel=money("559"), lel_to_pt=money("489"))
    assert [doubt.code for doubt in doubts(told, None, RATES)] == ["bands_above_pay"]
    assert doubts(replace(told, niable=money("1048")), None, RATES) == ()
    taken = replace(told, niable=money("1048"), employee_ni=money("4"))
    assert [doubt.code for doubt in doubts(taken, None, RATES)] == ["ni_without_band"]


def test_the_p32_is_laid_beside_everybody_together() -> None:
    people = {"Asha": ToDate(tax=money("100"), student_loan=money("9")), "Tom": ToDate(tax=money("50"))}
    p32 = {"tax": money("120"), "loans": money("9"), "employee_ni": ZERO}
    assert against_p32(people, money("30"), p32) == ()
    (doubt,) = against_p32(people, ZERO, p32)
    assert (doubt.code, doubt.values["apart"]) == ("p32_tax_differs", "£30.00")


@pytest.mark.parametrize(
    ("changed", "figure", "reason", "what"),
    [
        ({"code": code("BR"), "week_one": False}, "tax", "other_code", "BR"),
        ({"letter": "M"}, "employer_ni", "other_letter", "H"),
        ({"letter": "C"}, "employee_ni", "other_letter", "C"),
        ({"loan_plan": "plan_5"}, "student_loan", "other_plan", "5"),
    ],
)
def test_another_way_of_working_out_is_found(changed: dict[str, object], figure: str, reason: str, what: str) -> None:
    of = inputs("3000")
    theirs = figures(replace(of, **changed))  # type: ignore[arg-type]
    found = {one.figure: one for one in explain(of, figures(of), theirs, RATES)}[figure]
    assert [(part.reason, part.what) for part in found.parts] == [(reason, what)]


def test_what_follows_from_other_hours_is_told_apart_from_the_rest() -> None:
    of = inputs("1500")
    theirs = figures(inputs("1700"))
    found = {one.figure: one for one in explain(of, figures(of), theirs, RATES)}
    assert [part.reason for part in found["gross"].parts] == ["gross_differs"]
    assert [part.reason for part in found["tax"].parts] == ["follows_gross"]
    theirs["tax"] += Money(1)
    theirs["net"] -= Money(2)
    found = {one.figure: one for one in explain(of, figures(of), theirs, RATES)}
    assert [part.reason for part in found["tax"].parts] == ["follows_gross", "rounding"]
    assert [(part.reason, part.amount) for part in found["net"].parts][-1] == ("does_not_add_up", Money(-1))


@given(st.lists(st.integers(0, 400_000), min_size=len(FIGURES), max_size=len(FIGURES)))
def test_every_penny_has_its_part(pence: list[int]) -> None:
    of = inputs()
    theirs = {name: Money(amount) for name, amount in zip(FIGURES, pence, strict=True)}
    for one in explain(of, figures(of), theirs, RATES):
        assert total(part.amount for part in one.parts) == one.apart

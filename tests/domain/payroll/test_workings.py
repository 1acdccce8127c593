from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carerdesk.domain.money import Money
from carerdesk.domain.payroll.frequency import Frequency
from carerdesk.domain.payroll.pay import Item, Pay, YearToDate, hours_item, work_out_pay
from tests.domain.payroll.made import RATES, code, inputs

FIGURES = ("gross", "tax", "employee_ni", "employer_ni", "net")


def month_eight(tax_code: str = "1257L", gross: str = "2000", letter: str = "A") -> Pay:
    before = YearToDate(Money(30000_00), Money(4300_00))
    return work_out_pay(
        inputs(gross, payday=date(2026, 11, 27), before=before, tax_code=tax_code, letter=letter), RATES
    )


def said(pay: Pay, figure: str) -> list[tuple[str, str]]:
    return [(line.text, line.figure) for line in pay.working(figure).lines]


def test_tax_is_shown_step_by_step() -> None:
    assert said(month_eight(), "tax") == [
        ("Pay this tax year up to this payday", "£32,000.00"),
        ("Pay free of tax with code 1257L, 8 months", "− £8,386.08".replace("− ", "−\u2009")),
        ("Left to tax, in whole pounds", "£23,613.00"),
        ("£23,613.00 × 20%", "£4,722.60"),
        ("Tax due so far this tax year", "£4,722.60"),
        ("Tax taken on earlier paydays", "−\u2009£4,300.00"),
        ("Tax this payday", "£422.60"),
    ]


def test_a_refund_a_flat_code_and_no_tax_are_said_so() -> None:
    refund = work_out_pay(inputs("0", before=YearToDate(Money(1000_00), Money(80_00))), RATES)
    assert said(refund, "tax")[-1] == ("Tax given back", "£80.00")
    assert ("£32,000.00 × 20%", "£6,400.00") in said(month_eight("BR"), "tax")
    assert ("Code NT: no tax on this pay", "£0.00") in said(month_eight("NT"), "tax")
    assert ("Pay added by code K100, 8 months", "£672.72") in said(month_eight("K100"), "tax")


def test_the_higher_band_shows_the_tax_below_it() -> None:
    lines = said(month_eight(gross="9000"), "tax")
    assert ("Tax on the first £25,133.3333", "£5,026.6666") in lines
    assert ("£5,479.6667 × 40%", "£2,191.86668") in lines


def test_the_limit_and_the_extra_week_are_explained() -> None:
    held = work_out_pay(inputs("100", before=YearToDate(Money(30000_00))), RATES)
    assert any("half of this payday" in text for text, _ in said(held, "tax"))
    assert any("later" in note for note in held.working("tax").notes)
    extra = work_out_pay(inputs("500", payday=date(2027, 4, 5), frequency=Frequency.WEEKLY), RATES)
    assert any("week 53" in note for note in extra.working("tax").notes)
    alone = work_out_pay(inputs("2000", tax_code="1257L X"), RATES)
    assert said(alone, "tax")[0] == ("Pay this payday", "£2,000.00")


def test_national_insurance_shows_both_parts() -> None:
    pay = month_eight(gross="5500")
    assert said(pay, "employee_ni") == [
        ("Pay from £1,048 to £4,189: £3,141.00 × 8%", "£251.28"),
        ("Pay above £4,189: £1,311.00 × 2%", "£26.22"),
        ("National Insurance from the worker", "£277.50"),
    ]
    assert said(month_eight(gross="5500", letter="M"), "employer_ni") == [
        ("Pay from £417 to £4,189: £3,772.00 × 0%", "£0.00"),
        ("Pay above £4,189: £1,311.00 × 15%", "£196.65"),
        ("National Insurance from the employer", "£196.65"),
    ]


def test_lines_of_pay_show_hours_and_rate() -> None:
    lines = (hours_item("hours", "Hours", 2250, Decimal("12.71")), Item("bonus", "Thank-you", Money(20_00)))
    miles = Item("mileage", "Mileage", Money(27_50), quantity=Decimal(50), rate=Decimal("0.55"))
    pay = work_out_pay(replace(inputs("0"), lines=lines, expenses=(miles,)), RATES)
    assert said(pay, "gross")[:2] == [("Hours: 37 h 30 min × £12.71", "£476.63"), ("Thank-you", "£20.00")]
    assert ("Mileage: 50 × £0.55", "£27.50") in said(pay, "net")


@pytest.mark.parametrize("figure", FIGURES[1:4])
def test_rates_name_their_source(figure: str) -> None:
    assert all(source.address for source in month_eight().working(figure).sources)
    assert month_eight().working(figure).sources


def test_an_unconfirmed_rate_says_so() -> None:
    welsh = month_eight("C1257L").working("tax").sources
    assert not all(source.confirmed for source in welsh)
    assert all(source.confirmed for source in month_eight().working("tax").sources)


def test_there_is_no_other_figure() -> None:
    with pytest.raises(KeyError):
        month_eight().working("age")


@given(
    st.integers(0, 2_000_000),
    st.integers(0, 3_000_000),
    st.sampled_from(["1257L", "S1257L", "K475", "BR", "SD1", "NT", "0T W1"]),
    st.sampled_from("ABCHJMVXZ"),
    st.sampled_from(Frequency),
)
def test_the_last_line_is_the_figure_on_the_payslip(
    pence: int, before: int, tax_code: str, letter: str, frequency: Frequency
) -> None:
    pay = work_out_pay(
        replace(
            inputs(str(Decimal(pence) / 100), letter=letter, frequency=frequency),
            code=code(tax_code),
            before=YearToDate(Money(before)),
        ),
        RATES,
    )
    shown = {figure: pay.working(figure).lines[-1].figure for figure in FIGURES}
    assert shown == {
        "gross": str(pay.gross),
        "tax": str(abs(pay.tax)),
        "employee_ni": str(pay.employee_ni),
        "employer_ni": str(pay.employer_ni),
        "net": str(pay.net),
    }

"""What holds for every year of pay: it adds up, however it is cut up, put right or paid."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from carerdesk.domain.money import ZERO, Money, total
from carerdesk.domain.payroll.frequency import Frequency, tax_period
from carerdesk.domain.payroll.income_tax import tax_due
from carerdesk.domain.payroll.national_insurance import national_insurance
from carerdesk.domain.payroll.orders import Deduction, Order
from carerdesk.domain.payroll.pay import Item, Pay, PayInputs, SameDay, YearToDate, work_out_pay
from carerdesk.domain.payroll.pension import PensionTerms
from tests.domain.payroll.made import RATES, code

WEEK_1 = date(2026, 4, 6) - timedelta(days=1)  # a payday on 5 April is week 53 of the year it ends
FEW = settings(max_examples=12, deadline=None)
NET_PAY = PensionTerms("Another", "net_pay", "all_pay", Decimal(5), Decimal(3))
AT_SOURCE = PensionTerms("Nest", "relief_at_source", "qualifying_earnings", Decimal(5), Decimal(3))
CODES = st.sampled_from(["1257L", "S1257L", "C1257L", "K100", "BR", "0T"])
pence = st.integers(0, 160_000)


def paid(
    day: date, frequency: Frequency, amount: int, before: YearToDate, tax_code: str = "1257L", **more: object
) -> Pay:
    lines = (Item("normal", "Hours", Money(amount)),)
    inputs = PayInputs(day, frequency, code(tax_code), "A", lines, before)
    return work_out_pay(replace(inputs, **more), RATES)  # type: ignore[arg-type]


def weeks(amounts: list[int], tax_code: str, **more: object) -> list[Pay]:
    found: list[Pay] = []
    for at, amount in enumerate(amounts, start=1):
        before = found[-1].year_to_date if found else YearToDate()
        found.append(paid(WEEK_1 + timedelta(weeks=at), Frequency.WEEKLY, amount, before, tax_code, **more))
    return found


@given(
    amounts=st.lists(pence, min_size=52, max_size=52), tax_code=CODES,
    pension=st.sampled_from([None, NET_PAY, AT_SOURCE]), loans=st.booleans(),
)  # fmt: skip
@FEW
def test_53_weekly_payslips_add_up_to_the_year(
    amounts: list[int], tax_code: str, pension: PensionTerms | None, *, loans: bool
) -> None:
    more: dict[str, Any] = {"pension": pension, "loan_plan": "plan_1" if loans else "", "postgraduate_loan": loans}
    slips = weeks(amounts, tax_code, **more)
    last = paid(date(2027, 4, 5), Frequency.WEEKLY, amounts[0], slips[-1].year_to_date, tax_code, **more)
    assert [slip.period.number for slip in (*slips, last)] == [*range(1, 53), 53]
    year = last.year_to_date
    every = [*slips, last]
    names = {"taxable_pay": "taxable", "niable_pay": "niable"}
    for field in fields(YearToDate):
        if field.name not in {"at_lel", "lel_to_pt", "pt_to_uel"}:
            figure = names.get(field.name, field.name)
            assert getattr(year, field.name) == total(getattr(slip, figure) for slip in every), field.name
    assert (year.at_lel, year.lel_to_pt, year.pt_to_uel) == tuple(
        total(slip.bands[at] for slip in every) for at in range(3)
    )
    assert last.tax_detail.cumulative is False
    week_52 = slips[-1]
    if not week_52.tax_detail.held_back:
        whole = tax_due(
            code(tax_code), week_52.period, week_52.tax_detail.pay, week_52.inputs.payday, RATES, periods=52
        )
        assert total(slip.tax for slip in slips).pounds == whole.due
    for slip in every:
        assert slip.net == (
            slip.gross - slip.tax - slip.employee_ni - slip.student_loan - slip.postgraduate_loan - slip.pension
        )


@given(st.lists(pence, min_size=6, max_size=20), st.data(), CODES)
@FEW
def test_pay_put_right_later_comes_to_the_same_tax(amounts: list[int], data: st.DataObject, tax_code: str) -> None:
    """What belongs to one week and is paid with the next: a cumulative code ends at the same tax."""
    at = data.draw(st.integers(0, len(amounts) - 2))
    moved = list(amounts)
    late = data.draw(st.integers(0, amounts[at]))
    moved[at], moved[at + 1] = moved[at] - late, moved[at + 1] + late
    first, second = weeks(amounts, tax_code), weeks(moved, tax_code)
    if not (first[-1].tax_detail.held_back or second[-1].tax_detail.held_back):
        assert first[-1].year_to_date.tax == second[-1].year_to_date.tax
    assert first[-1].year_to_date.taxable_pay == second[-1].year_to_date.taxable_pay


@given(st.lists(pence, min_size=5, max_size=5), st.lists(pence, min_size=26, max_size=26), CODES)
@FEW
def test_pay_that_changes_its_frequency_in_mid_year_ends_at_the_same_tax(
    months: list[int], then_weeks: list[int], tax_code: str
) -> None:
    """Monthly to September, weekly from October to week 52: the year's tax is that of a whole year by the week."""
    so_far = YearToDate()
    for at, amount in enumerate(months):
        slip = paid(date(2026, 5 + at, 28), Frequency.MONTHLY, amount, so_far, tax_code)
        assert slip.period.number == at + 2
        so_far = slip.year_to_date
    first = date(2027, 4, 2) - timedelta(weeks=25)
    for at, amount in enumerate(then_weeks):
        slip = paid(first + timedelta(weeks=at), Frequency.WEEKLY, amount, so_far, tax_code)
        so_far = slip.year_to_date
    assert slip.period.number == 52
    if not slip.tax_detail.held_back:
        whole = tax_due(code(tax_code), slip.period, so_far.taxable_pay.pounds, date(2027, 4, 2), RATES, periods=52)
        assert so_far.tax.pounds == whole.due


def test_week_53_54_and_56_are_taxed_alone_with_so_many_weeks_of_free_pay() -> None:
    day, before = date(2027, 4, 5), YearToDate(Money(20_000_00), Money(1_500_00))
    weeks_free = {
        Frequency.WEEKLY: (53, "51.60"),
        Frequency.FORTNIGHTLY: (54, "103.20"),
        Frequency.FOUR_WEEKLY: (56, "206.40"),
    }
    for frequency, (number, tax) in weeks_free.items():
        amount = 50_000 * frequency.periods
        slip = paid(day, frequency, amount, before)
        assert slip.period.number == number
        assert tax_period(day, frequency).is_extra
        assert slip.tax == Money.of(tax)
    assert paid(day, Frequency.MONTHLY, 50_000, before).period.number == 12


@given(st.integers(0, 600_000), st.integers(0, 600_000), st.sampled_from("ACHJM"), st.sampled_from(Frequency))
def test_two_jobs_of_one_payday_bear_together_what_one_would(
    one: int, other: int, letter: str, frequency: Frequency
) -> None:
    day = date(2026, 11, 27)
    more: dict[str, Any] = {"letter": letter, "loan_plan": "plan_2", "postgraduate_loan": True}
    first = paid(day, frequency, one, YearToDate(), **more)
    same = SameDay(
        first.niable, first.employee_ni, first.employer_ni, first.student_loan, first.postgraduate_loan, *first.bands
    )
    second = paid(day, frequency, other, YearToDate(), same_day=same, **more)
    whole = paid(day, frequency, one + other, YearToDate(), **more)
    for figure in ("employee_ni", "employer_ni", "student_loan", "postgraduate_loan"):
        assert getattr(first, figure) + getattr(second, figure) == getattr(whole, figure), figure
    assert tuple(a + b for a, b in zip(first.bands, second.bands, strict=True)) == whole.bands
    ni = national_insurance(letter, frequency, day, Money(one + other).pounds, RATES)
    assert (first.employee_ni + second.employee_ni).pounds == ni.employee
    assert "another job" in "".join(line.text for line in second.working("employee_ni").lines)


@given(amount=pence, frequency=st.sampled_from(Frequency), protected=st.integers(0, 90_000), net_pay=st.booleans())
@FEW
def test_every_figure_has_a_working_that_ends_in_it(
    amount: int, frequency: Frequency, protected: int, net_pay: bool
) -> None:
    order = Order(1, "order_priority", "Fine", amount=Money(40_00), protected=Money(protected), carries=True)
    slip = paid(
        date(2026, 11, 27), frequency, amount * frequency.periods, YearToDate(),
        pension=NET_PAY if net_pay else AT_SOURCE, loan_plan="plan_5", postgraduate_loan=True, orders=(order,),
        deductions=(Deduction("advance", "Advance", Money(5), "worker"),), recovered=Money(3),
    )  # fmt: skip
    for figure in (
        "gross", "tax", "employee_ni", "employer_ni", "student_loan", "postgraduate_loan", "pension",
        "employer_pension", "deductions", "recovered", "expenses", "net",
    ):  # fmt: skip
        assert slip.working(figure).lines[-1].figure == str(abs(getattr(slip, figure))) or slip.net < ZERO, figure
    for at, line in enumerate(slip.taken):
        assert slip.working(f"deduction_{at}").lines[-1].figure == str(line.amount)
    taken = total(line.amount for line in slip.taken)
    assert slip.deductions == taken
    assert slip.cost == slip.gross + slip.employer_ni + slip.employer_pension - Money(3)


def test_mileage_that_only_tax_counts_bears_no_national_insurance_and_no_pension() -> None:
    over, above = Item("mileage_over_limit", "Miles", Money(100_00)), Item("mileage_above", "Miles", Money(10_00))
    hours = Item("normal", "Hours", Money(900_00))
    plain = PayInputs(
        date(2026, 11, 27), Frequency.FOUR_WEEKLY, code("1257L"), "A", (hours, over, above), pension=AT_SOURCE
    )
    slip = work_out_pay(plain, RATES)
    assert (slip.gross, slip.taxable, slip.niable) == (Money(1010_00), Money(1010_00), Money(910_00))
    assert slip.pension_detail is not None
    assert slip.pension_detail.pay == Money(900_00)

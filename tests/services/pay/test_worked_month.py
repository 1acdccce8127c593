"""A month worked out by hand, from hours typed to what each funder pays, to the penny.

100 hours at £13.50 in November 2026, code 1257L on a month-1 basis, letter A: 60 hours for the council, 20 for the NHS,
20 for the family's own money, with plenty of Employment Allowance.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from carerdesk.services.books import Books
from carerdesk.services.pay.hmrc import hmrc_due
from carerdesk.services.pay.read import PaydayView, payday_view
from tests.services.pay.made import COUNCIL, NHS, OWN, agreed, keep, money, pa, shift

PAYDAY = date(2026, 11, 30)
FIRST = date(2026, 11, 2)
EXPECTED = {
    "gross": ("1350.00", {COUNCIL: "810.00", NHS: "270.00", OWN: "270.00"}),
    "tax": ("60.20", {COUNCIL: "36.12", NHS: "12.04", OWN: "12.04"}),
    "employee_ni": ("24.16", {COUNCIL: "14.50", NHS: "4.83", OWN: "4.83"}),
    "employer_ni": ("139.95", {COUNCIL: "83.97", NHS: "27.99", OWN: "27.99"}),
    "allowance": ("-139.95", {COUNCIL: "-83.97", NHS: "-27.99", OWN: "-27.99"}),
}


@pytest.fixture
def month(books: Books) -> Books:
    """Ten weekdays of ten hours, each for one funder: six, two and two."""
    asha = pa(
        books, basis="week_one", frequency="monthly", first_payday=PAYDAY, period_end=PAYDAY,
        rates=(("normal", "13.50"),),
    )  # fmt: skip
    funders = [COUNCIL] * 6 + [NHS] * 2 + [OWN] * 2
    days = [FIRST + timedelta(days=at) for at in range(10)]
    keep(books, [shift(asha, day, "08:00-18:00", (who, 100)) for day, who in zip(days, funders, strict=True)])
    return books


@pytest.fixture(params=["worked out", "kept"])
def view(month: Books, request: pytest.FixtureRequest) -> PaydayView:
    """The payday before and after it is agreed: both must say the same."""
    if request.param == "kept":
        agreed(month, PAYDAY)
    return payday_view(month, PAYDAY)


@pytest.mark.parametrize("component", EXPECTED)
def test_each_component_and_each_funders_part(view: PaydayView, component: str) -> None:
    (asha,) = view.columns
    whole, parts = EXPECTED[component]
    sign = -1 if component in {"tax", "employee_ni"} else 1
    assert asha.figures[component].pence == sign * money(whole).pence
    assert {part.funder_id: part.components[component] for part in asha.funders} == {
        funder: money(amount) for funder, amount in parts.items()
    }


def test_take_home_pay_and_cost(view: PaydayView) -> None:
    (asha,) = view.columns
    assert asha.figures["net"] == money("1265.64")  # 1,350.00 − 60.20 − 24.16; no pension yet
    assert asha.figures["cost"] == money("1350.00")
    assert {part.short_name: part.amount for part in asha.funders} == {
        "Council": money("810.00"), "NHS": money("270.00"), "Own money": money("270.00"),
    }  # fmt: skip


def test_hmrc_gets_tax_and_national_insurance_by_the_22nd(month: Books) -> None:
    agreed(month, PAYDAY)
    (period,) = hmrc_due(month)
    assert (period.first, period.last, period.due) == (date(2026, 11, 6), date(2026, 12, 5), date(2026, 12, 22))
    assert period.amount == period.left == money("84.36")

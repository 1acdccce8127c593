from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carerdesk.domain.money import ZERO, Money, total
from carerdesk.domain.payroll.hmrc import (
    PayBy,
    allowance_over_year,
    allowance_used,
    amount_due,
    clear_by,
    due_date,
    tax_quarter,
    tax_quarter_bounds,
)

MONEY = st.integers(0, 2_000_000).map(Money)
ALLOWANCE = Money(10_500_00)


def test_the_allowance_covers_the_first_of_the_year_s_employer_ni() -> None:
    ni = [Money(6_000_00), Money(4_000_00), Money(1_000_00), Money(1_00)]
    assert allowance_over_year(ni, ALLOWANCE) == (Money(6_000_00), Money(4_000_00), Money(500_00), ZERO)


def test_a_payslip_put_right_gives_allowance_back() -> None:
    assert allowance_used(Money(10_600_00), Money(-300_00), ALLOWANCE) == Money(-200_00)
    assert allowance_used(ZERO, Money(-300_00), ALLOWANCE) == ZERO


@given(st.lists(MONEY), MONEY)
def test_the_allowance_is_used_once_and_never_beyond_the_ni(ni: list[Money], allowance: Money) -> None:
    used = allowance_over_year(ni, allowance)
    assert total(used) == min(total(ni), allowance)
    assert all(ZERO <= part <= whole for part, whole in zip(used, ni, strict=True))


def test_what_is_due_is_tax_and_both_ni_less_the_allowance() -> None:
    assert amount_due(Money(500), Money(300), Money(200), Money(150), other=[Money(7)]) == Money(857)
    assert amount_due(Money(-500), Money(300), Money(200), Money(200)) == Money(-200)


@pytest.mark.parametrize(
    ("end", "by", "due"),
    [
        (date(2025, 5, 5), PayBy.ELECTRONIC, date(2025, 5, 22)),
        (date(2024, 11, 5), PayBy.ELECTRONIC, date(2024, 11, 22)),
        (date(2026, 4, 5), PayBy.ELECTRONIC, date(2026, 4, 22)),
        (date(2026, 1, 5), PayBy.ELECTRONIC, date(2026, 1, 22)),
        (date(2026, 7, 5), PayBy.POST, date(2026, 7, 19)),
    ],
)
def test_due_dates(end: date, by: PayBy, due: date) -> None:
    assert due_date(end, by) == due


def test_a_period_that_does_not_end_on_the_5th_is_refused() -> None:
    with pytest.raises(ValueError, match="5th"):
        due_date(date(2026, 4, 30), PayBy.ELECTRONIC)


def test_money_must_clear_on_a_working_day_before() -> None:
    sunday = date(2026, 11, 22)
    assert clear_by(sunday, ()) == date(2026, 11, 20)
    assert clear_by(sunday, {date(2026, 11, 20)}) == date(2026, 11, 19)
    assert clear_by(date(2026, 12, 22), ()) == date(2026, 12, 22)


@pytest.mark.parametrize(
    ("day", "number", "first", "last"),
    [
        (date(2026, 4, 6), 1, date(2026, 4, 6), date(2026, 7, 5)),
        (date(2026, 7, 5), 1, date(2026, 4, 6), date(2026, 7, 5)),
        (date(2026, 11, 27), 3, date(2026, 10, 6), date(2027, 1, 5)),
        (date(2027, 1, 5), 3, date(2026, 10, 6), date(2027, 1, 5)),
        (date(2027, 4, 5), 4, date(2027, 1, 6), date(2027, 4, 5)),
    ],
)
def test_tax_quarters(day: date, number: int, first: date, last: date) -> None:
    assert tax_quarter(day) == number
    assert tax_quarter_bounds(day) == (first, last)

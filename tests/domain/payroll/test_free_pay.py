"""HMRC, PAYE tax table routines 4.3.1, and the figures of its Tables A."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carerdesk.domain.payroll.free_pay import one_period, to_date


@pytest.mark.parametrize(
    ("number", "base", "pounds"),
    [
        (1257, 52, "241.92"),
        (1257, 12, "1048.26"),
        (757, 12, "631.59"),
        (0, 12, "0"),
        (1, 12, "1.59"),  # 19 / 12 = 1.583…, up; to the nearest penny it would be 1.58
        (500, 12, "417.42"),
        (501, 52, "96.53"),  # a block of 96.16, up from 96.153…, and 0.37
    ],
)
def test_one_period(number: int, base: int, pounds: str) -> None:
    assert one_period(number, base) == Decimal(pounds)


@given(st.integers(0, 999_999), st.sampled_from([12, 52]), st.integers(1, 52))
def test_periods_are_that_many_times_one_and_never_less_than_the_year_s_share(
    number: int, base: int, periods: int
) -> None:
    free = to_date(number, base, periods)
    assert free == one_period(number, base) * periods
    if number:
        assert free >= Decimal(10 * number) * periods / base

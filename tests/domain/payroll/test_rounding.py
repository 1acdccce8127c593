"""Each rounding rule, at the figures where another rule would give another penny."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from carerdesk.domain.payroll.rounding import (
    cut_to_four_places,
    cut_to_penny,
    down_to_pound,
    ni_penny,
    pay_penny,
    up_to_penny,
    up_to_pound,
)


@pytest.mark.parametrize(
    ("rounded", "pounds", "result"),
    [
        (up_to_penny, "1.581", "1.59"),
        (up_to_penny, "1.58", "1.58"),
        (cut_to_penny, "1.589", "1.58"),
        (cut_to_four_places, "3141.66669", "3141.6666"),
        (up_to_pound, "3141.0001", "3142"),
        (up_to_pound, "3141.0000", "3141"),
        (down_to_pound, "3141.99", "3141"),
        (ni_penny, "0.0056", "0.00"),
        (ni_penny, "0.0059", "0.00"),
        (ni_penny, "0.0060", "0.01"),
        (ni_penny, "0.0150", "0.01"),
        (ni_penny, "0.0159", "0.01"),
        (ni_penny, "0.0160", "0.02"),
        (pay_penny, "476.625", "476.63"),
        (pay_penny, "476.6249", "476.62"),
    ],
)
def test_rounding_rule(rounded: Callable[[Decimal], Decimal], pounds: str, result: str) -> None:
    assert rounded(Decimal(pounds)) == Decimal(result)

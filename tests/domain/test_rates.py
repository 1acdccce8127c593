from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from carerdesk.domain.rates import NoRateFor, Rate, Rates
from carerdesk.domain.working import Source

SOURCE = Source("A page", "https://example.org")


def a_rate(first: date, last: date, value: str = "1") -> Rate:
    return Rate(Decimal(value), "%", first, last, SOURCE)


EARLY = a_rate(date(2024, 4, 6), date(2025, 4, 5), "10")
LATE = a_rate(date(2025, 4, 6), date(2026, 4, 5), "20")


@pytest.mark.parametrize(
    ("day", "figure"),
    [(date(2024, 4, 6), 10), (date(2025, 4, 5), 10), (date(2025, 4, 6), 20), (date(2026, 4, 5), 20)],
)
def test_both_ends_of_a_rate_belong_to_it(day: date, figure: int) -> None:
    assert Rates([("x", LATE), ("x", EARLY)]).figure("x", day) == figure


@pytest.mark.parametrize("day", [date(2024, 4, 5), date(2026, 4, 6)])
def test_a_day_outside_is_refused_never_the_nearest_rate(day: date) -> None:
    rates = Rates([("x", EARLY), ("x", LATE)])
    with pytest.raises(NoRateFor) as refused:
        rates.at("x", day)
    assert (refused.value.kind, refused.value.day) == ("x", day)
    assert str(day.year) in str(refused.value)


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(NoRateFor):
        Rates([("x", EARLY)]).at("y", date(2024, 5, 1))


def test_a_gap_between_rates_is_refused_too() -> None:
    later = a_rate(date(2025, 5, 6), date(2026, 4, 5))
    with pytest.raises(NoRateFor):
        Rates([("x", EARLY), ("x", later)]).at("x", date(2025, 4, 20))


def test_two_rates_on_one_day_are_refused() -> None:
    overlapping = a_rate(date(2025, 4, 5), date(2026, 4, 5))
    with pytest.raises(ValueError, match="5 April 2025"):
        Rates([("x", EARLY), ("x", overlapping)])


def test_a_rate_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(ValueError, match="ends before"):
        Rates([("x", a_rate(date(2025, 4, 6), date(2025, 4, 5)))])


def test_the_known_span_is_what_tax_and_national_insurance_share() -> None:
    rates = Rates([("income_tax.england.rates", EARLY), ("income_tax.england.rates", LATE), ("ni.rate.A", LATE)])
    assert (rates.known_from, rates.known_to) == (date(2025, 4, 6), date(2026, 4, 5))


def test_a_table_is_not_one_figure_and_a_figure_no_table() -> None:
    table = Rate({"a": Decimal(1)}, "%", EARLY.first, EARLY.last, SOURCE)
    rates = Rates([("table", table), ("figure", EARLY)])
    with pytest.raises(TypeError):
        rates.figure("table", EARLY.first)
    with pytest.raises(TypeError):
        rates.table("figure", EARLY.first)

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carerdesk.domain.money import ZERO, Money
from carerdesk.domain.payroll.frequency import Frequency
from carerdesk.domain.payroll.pension import Contributions, PensionTerms, contributions
from tests.domain.payroll.made import RATES

DAY = date(2026, 11, 27)


def made(
    pence: int,
    method: str = "relief_at_source",
    basis: str = "qualifying_earnings",
    frequency: Frequency = Frequency.MONTHLY,
    percents: tuple[str, str] = ("5", "3"),
) -> Contributions:
    terms = PensionTerms("NEST", method, basis, Decimal(percents[0]), Decimal(percents[1]))
    return contributions(terms, Money(pence), frequency, DAY, RATES)


def test_relief_at_source_takes_80_percent_and_the_provider_adds_a_fifth() -> None:
    found = made(620_00)
    assert (found.qualifying, found.worker, found.relief, found.worker_gross) == (
        Money(100_00),
        Money(4_00),
        Money(1_00),
        Money(5_00),
    )
    assert found.employer == Money(3_00)


def test_net_pay_takes_the_whole_share() -> None:
    found = made(350_00, "net_pay", frequency=Frequency.WEEKLY)
    assert (found.worker, found.employer, found.relief) == (Money(11_50), Money(6_90), ZERO)


def test_each_side_is_rounded_to_the_nearest_penny_by_itself() -> None:
    # £81.50 qualifies: 5 % is £4.075, of that 80 % £3.26; 3 % is £2.445
    found = made(601_50)
    assert (found.worker, found.employer) == (Money(3_26), Money(2_45))
    assert made(601_50, "net_pay").worker == Money(4_08)
    # £0.12 qualifies: 80 % of £0.006 is £0.0048, less than half a penny; net pay rounds £0.006 up
    assert made(520_12).worker == ZERO
    assert made(520_12, "net_pay").worker == Money(1)


def test_pay_outside_the_band_does_not_count() -> None:
    assert made(520_00).worker == ZERO
    assert made(9000_00).qualifying == made(4189_00).qualifying == Money(3669_00)


def test_all_pay_counts_where_the_scheme_says_so() -> None:
    assert made(300_00, basis="all_pay", percents=("4", "4")).employer == Money(12_00)


def test_a_method_or_basis_there_is_not_is_refused() -> None:
    for method, basis in (("salary_sacrifice", "all_pay"), ("net_pay", "basic_pay")):
        with pytest.raises(ValueError, match="there is no pension"):
            made(600_00, method, basis)


@given(st.integers(0, 900_000), st.sampled_from(Frequency))
def test_the_minimum_is_met_to_the_penny(pence: int, frequency: Frequency) -> None:
    """Together no less than 8 % of qualifying earnings, but for the half pennies of three roundings."""
    found = made(pence, frequency=frequency)
    assert found.worker + found.relief == found.worker_gross
    together = (found.worker_gross + found.employer).pounds
    assert abs(together - found.qualifying.pounds * 8 / 100) <= Decimal("0.015")

"""Money: whole pence, shared out to the penny, read as people type it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carerdesk.domain.money import Money, split, total

pence = st.integers(-(10**9), 10**9)


def test_pounds_come_in_exactly() -> None:
    assert Money.of("12.34") == Money(1234)
    assert Money.of(Decimal("-0.01")) == Money(-1)


@pytest.mark.parametrize("pounds", ["0.001", Decimal("1.005")])
def test_a_part_of_a_penny_is_refused(pounds: Decimal | str) -> None:
    with pytest.raises(ValueError, match="part of a penny"):
        Money.of(pounds)


def test_a_float_is_refused() -> None:
    with pytest.raises(ValueError, match="float"):
        Money.of(0.5)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("£1,234.5", 123450), ("12", 1200), ("-3.20", -320), ("− £3.20", -320), ("£-3.20", -320), (".5", 50),
        (" 1 234.00 ", 123400), ("+7", 700),
    ],
)  # fmt: skip
def test_amounts_are_read_as_people_type_them(typed: str, read: int) -> None:
    assert Money.typed(typed) == Money(read)


@pytest.mark.parametrize("typed", ["", "twelve", "1.234", "1,23.00", "£", "1..2", "12p", "1/2"])
def test_what_is_no_amount_is_not_guessed(typed: str) -> None:
    assert Money.typed(typed) is None


def test_it_is_written_with_pounds_commas_and_a_true_minus() -> None:
    assert str(Money(123456)) == "£1,234.56"
    assert str(Money(-2862)) == "−\u2009£28.62"
    assert Money(-123456).text == "-1234.56"


@given(pence)
def test_its_text_reads_back(amount: int) -> None:
    assert Money.of(Money(amount).text) == Money(amount)
    assert Money.typed(Money(amount).plain) == Money(amount)


@given(pence, st.lists(st.integers(0, 10**6), min_size=1, max_size=8).filter(any))
def test_shares_add_up_and_none_is_a_penny_off(amount: int, weights: list[int]) -> None:
    parts = split(Money(amount), weights)
    assert total(parts) == Money(amount)
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part.pence * sum(weights) - amount * weight) < sum(weights)
        assert weight or not part


def test_a_tie_goes_to_the_funder_listed_first() -> None:
    """£24.16 over 810 : 270 : 270 is 14.496, 4.832, 4.832: the last penny goes to the largest remainder."""
    assert split(Money(2416), [81000, 27000, 27000]) == (Money(1450), Money(483), Money(483))
    assert split(Money(1), [1, 1]) == (Money(1), Money(0))


@given(pence, st.lists(st.integers(0, 1000), min_size=1, max_size=5).filter(any))
def test_a_minus_is_shared_like_its_plus(amount: int, weights: list[int]) -> None:
    assert split(Money(-amount), weights) == tuple(-part for part in split(Money(amount), weights))


def test_nothing_to_share_by_is_refused() -> None:
    with pytest.raises(ValueError, match="weights"):
        split(Money(100), [0, 0])

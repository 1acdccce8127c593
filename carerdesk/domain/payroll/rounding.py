"""HMRC rounds in several ways; each has a name here and cites its rule. All take and give pounds."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_DOWN, ROUND_FLOOR, ROUND_HALF_DOWN, ROUND_HALF_UP, Decimal

_PENNY = Decimal("0.01")
_TENTH_OF_A_PENNY = Decimal("0.001")
_FOUR_PLACES = Decimal("0.0001")
_POUND = Decimal(1)


def up_to_penny(pounds: Decimal) -> Decimal:
    """Any part of a penny becomes a penny: free pay (PAYE tax table routines 4.3.1)."""
    return pounds.quantize(_PENNY, ROUND_CEILING)


def cut_to_penny(pounds: Decimal) -> Decimal:
    """Parts of a penny are dropped: tax due to date and the 50 % limit (PAYE tax table routines)."""
    return pounds.quantize(_PENNY, ROUND_DOWN)


def cut_to_four_places(pounds: Decimal) -> Decimal:
    """Dropped after the fourth decimal: band tops and tax on full bands to date (PAYE tax table routines)."""
    return pounds.quantize(_FOUR_PLACES, ROUND_DOWN)


def up_to_pound(pounds: Decimal) -> Decimal:
    """To the next whole pound: a band top, only to choose the band (PAYE tax table routines)."""
    return pounds.quantize(_POUND, ROUND_CEILING)


def down_to_pound(pounds: Decimal) -> Decimal:
    """To the whole pound below: taxable pay to date (PAYE tax table routines)."""
    return pounds.quantize(_POUND, ROUND_FLOOR)


def ni_penny(pounds: Decimal) -> Decimal:
    """National Insurance: only the third decimal counts, 6 or more goes up, 5 or less down.

    So £0.0056 becomes nothing (HMRC, National Insurance guidance for software developers, and its test data).
    """
    return pounds.quantize(_TENTH_OF_A_PENNY, ROUND_DOWN).quantize(_PENNY, ROUND_HALF_DOWN)


def pay_penny(pounds: Decimal) -> Decimal:
    """Hours times a rate of pay: half a penny goes to the worker. No law sets this; it never underpays by half."""
    return pounds.quantize(_PENNY, ROUND_HALF_UP)

"""How workings write figures."""

from __future__ import annotations

from decimal import Decimal

from carerdesk.domain.money import Money
from carerdesk.domain.payroll.rounding import cut_to_penny


def money(pounds: Decimal) -> str:
    """Pounds and pence: £12.70."""
    return str(Money.of(pounds))


def whole(pounds: Decimal) -> str:
    """Pounds as they are: £242."""
    return f"£{pounds:,}"


def exact(pounds: Decimal) -> str:
    """Pounds with at least two decimals, and the rest where there is more: £12.71, £4,130.6666."""
    penny = cut_to_penny(pounds)
    return money(penny) if penny == pounds else f"£{pounds.normalize():,f}"


def percent(share: Decimal) -> str:
    """A share as percent: 0.138 is 13.8%."""
    return f"{(share * 100).normalize():f}%"

"""Pay that is free of tax under a code; for K codes, pay that is added before tax is worked out."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Final

from carerdesk.domain.payroll.rounding import up_to_penny

_CODES_IN_BLOCK: Final = 500
_BLOCK: Final = Decimal(5000)
_ZERO: Final = Decimal("0.00")


@cache
def one_period(number: int, base: int) -> Decimal:
    """Free (or added) pay for one tax week (base 52) or month (base 12), in pounds.

    The number is taken in blocks of 500. The part block is ten pounds for each code number and nine more, divided by
    the base and rounded up to the penny; each whole block is £5,000 divided by the base and rounded up to the penny
    (PAYE tax table routines 4.3.1). So 1257 gives £1,048.26 a month, not £1,048.
    """
    if number == 0:
        return _ZERO
    blocks, place = divmod(number - 1, _CODES_IN_BLOCK)
    part = up_to_penny(Decimal(10 * (place + 1) + 9) / base)
    return part + blocks * up_to_penny(_BLOCK / base)


def to_date(number: int, base: int, periods: int) -> Decimal:
    """Free (or added) pay from the start of the tax year to the end of so many periods, in pounds."""
    return periods * one_period(number, base)

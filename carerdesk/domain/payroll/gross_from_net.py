"""The gross pay that leaves a wanted take-home pay.

Take-home pay does not rise evenly with gross pay: a student loan goes up by whole pounds and tax by whole pounds of
pay, so a penny more gross can leave a pound less. The search therefore first comes close and then tries every penny.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from carerdesk.domain.money import Money
from carerdesk.domain.payroll.pay import Item, Pay, PayInputs, work_out_pay
from carerdesk.domain.rates import Rates

MOST_GROSS: Final = Money(100_000_00)
"""Nothing a payday of a personal assistant comes near, so that a wish beyond all reach ends."""
_AROUND: Final = 8_00
"""Pence below and above the place found. Take-home pay goes back by £2.50 at most (two loans and a pound's tax at once)
and rises by more than a third of a penny with each penny of gross."""


def gross_for(net: Money, inputs: PayInputs, rates: Rates) -> Pay | None:
    """The least gross pay whose take-home pay is `net` to the penny, or else the least that reaches it.

    `inputs` says all but the pay itself: its lines are left out of account. None where no pay up to £100,000 does.
    Raises NoRateFor where no rate is known for the payday.
    """

    def paid(pence: int) -> Pay:
        return work_out_pay(replace(inputs, lines=(Item("normal", "Pay", Money(pence)),)), rates)

    if paid(MOST_GROSS.pence).net < net:
        return None
    near = _near(net, lambda pence: paid(pence).net)
    tried = [paid(pence) for pence in range(max(near - _AROUND, 0), near + _AROUND + 1)]
    exact = next((pay for pay in tried if pay.net == net), None)
    return exact or next(pay for pay in tried if pay.net >= net)


def _near(net: Money, net_of: Callable[[int], Money]) -> int:
    """A gross pay, in pence, at which take-home pay passes the wanted one."""
    low, high = 0, MOST_GROSS.pence
    while low < high:
        middle = (low + high) // 2
        if net_of(middle) < net:
            low = middle + 1
        else:
            high = middle
    return low

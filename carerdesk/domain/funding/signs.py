"""Which components of a payslip make up each payment, with their signs as they are kept.

Every component is kept as plus, or as its own sign where it is given back; what is taken off the pay comes off the
take-home pay here. A line that an order or an agreement takes is a component of its own, "deduction_0" and on.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

DEDUCTION: Final = "deduction_"
NET: Final[Mapping[str, int]] = {
    "gross": 1, "expenses": 1, "tax": -1, "employee_ni": -1, "student_loan": -1, "postgraduate_loan": -1, "pension": -1,
}  # fmt: skip
"""Take-home pay, but for the deductions."""
TO_HMRC: Final[Mapping[str, int]] = {
    "tax": 1, "employee_ni": 1, "employer_ni": 1, "student_loan": 1, "postgraduate_loan": 1, "allowance": -1,
    "recovered": -1,
}  # fmt: skip
"""What HMRC is paid: all that it collects, less the Employment Allowance and what it gives back."""
COST: Final[Mapping[str, int]] = {
    "gross": 1, "expenses": 1, "employer_ni": 1, "employer_pension": 1, "allowance": -1, "recovered": -1,
}  # fmt: skip
"""What the payslip costs: the pay and all on top of it."""
MINUS: Final = frozenset({"allowance", "recovered"})
"""Components that are kept as plus and come off the cost."""


def net_sign(component: str, had_before: Collection[str] = ()) -> int:
    """How a component counts in what is paid to the worker.

    `had_before` are the deductions ("deduction_1") that the worker had in hand before the payday: that money was paid
    to them as well, only sooner.
    """
    if component.startswith(DEDUCTION):
        return 0 if component in had_before else -1
    return NET.get(component, 0)

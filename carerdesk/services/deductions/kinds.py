"""The kinds of deductions and of amounts paid or taken once. Their words stand in resources/text/deductions.toml."""

from __future__ import annotations

from typing import Final

ORDERS: Final = ("order_priority", "order_non_priority", "order_table")
"""Made by a court, a council or the Child Maintenance Service: no consent is asked for."""
AGREEMENTS: Final = ("advance", "loan", "rent", "training", "other")
"""Only with the worker's written consent (Employment Rights Act 1996 s.13)."""
STANDING_KINDS: Final = (*ORDERS, *AGREEMENTS)

ITEM_PARTS: Final = {
    "bonus": "pay",
    "back_pay": "pay",
    "top_up": "pay",
    "expenses": "expense",
    "mileage": "expense",
    "mileage_motorcycle": "expense",
    "mileage_bicycle": "expense",
    "paid_already": "paid_already",
    "overpaid": "deduction",
    "taken": "deduction",
    "own_cost": "own_cost",
}
"""Each kind of amount paid or taken once, and which part of the payslip it belongs to."""
FOR_EMPLOYER: Final = frozenset({"training", "rent"})
"""Agreements whose money the employer keeps for its own use or benefit, unless somebody says otherwise."""

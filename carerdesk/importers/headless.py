"""Layouts without a heading row, told by the shape of their first rows."""

from __future__ import annotations

from collections.abc import Sequence

from carerdesk.importers.days import shape_of
from carerdesk.importers.grid import Row
from carerdesk.importers.guess import looks_like_amount
from carerdesk.importers.plan import Plan

_LOOKED_AT = 10
_HSBC = Plan("HSBC", date=0, text=(1,), amount=2, width=3)
_BARCLAYCARD = Plan(
    "Barclaycard",
    date=0,
    text=(1,),
    money_in=5,
    money_out=6,
    others=(("Card", 2), ("Holder", 3), ("Category", 4)),
    width=7,
)
_SANTANDER_BUSINESS = Plan("Santander business (older)", date=1, text=(2,), amount=3, account=(0,), width=4)


def plan_without_heading(rows: Sequence[Row]) -> Plan | None:
    """The plan for a file whose first row is already a payment, None where its shape is not a known one."""
    shapes = [_shape(cells) for _, cells in rows[:_LOOKED_AT]]
    first = shapes[0] if shapes else None
    return first if first is not None and shapes.count(first) * 2 > len(shapes) else None


def _shape(cells: list[str]) -> Plan | None:
    filled = [cell.strip() for cell in cells]
    while filled and not filled[-1]:
        filled.pop()
    if len(filled) == 3 and _hsbc(filled):  # noqa: PLR2004 - date, text, amount
        return _HSBC
    if len(cells) in {7, 8} and _barclaycard(cells):
        return _BARCLAYCARD
    return _SANTANDER_BUSINESS if len(filled) == 4 and _santander(filled) else None  # noqa: PLR2004 - as above


def _hsbc(cells: list[str]) -> bool:
    return shape_of(cells[0]) == "figures" and not looks_like_amount(cells[1]) and looks_like_amount(cells[2])


def _barclaycard(cells: list[str]) -> bool:
    moves = [cell for cell in cells[5:7] if cell.strip()]
    return shape_of(cells[0]) == "named" and bool(moves) and all(looks_like_amount(cell) for cell in moves)


def _santander(cells: list[str]) -> bool:
    digits = "".join(mark for mark in cells[0] if mark.isdecimal())
    same = len(digits) == len("09000012345678") and shape_of(cells[0]) is None
    return same and shape_of(cells[1]) == "figures" and looks_like_amount(cells[3])

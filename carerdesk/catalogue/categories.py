"""What money is for: the categories a reviewer of direct payments tests, and the proof each one expects."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from carerdesk.catalogue.places import resource
from carerdesk.domain.money import Money


class Direction(StrEnum):
    """Money in, money out, or either way."""

    IN = "in"
    OUT = "out"
    EITHER = "either"


@dataclass(frozen=True, slots=True)
class Category:
    """One category. Any one of `proof` (document kinds) proves a line; an empty `proof` asks for none."""

    code: str
    name: str
    direction: Direction
    tells: str
    proof: tuple[str, ...]
    points_to_plan: bool
    own_account: bool = False

    def suits(self, amount: Money) -> bool:
        """Whether a line of this sign may carry the category."""
        if self.direction is Direction.EITHER:
            return True
        return (amount.pence > 0) == (self.direction is Direction.IN)


@cache
def categories() -> dict[str, Category]:
    """Every category by its code, in the order a list should show them."""
    read = tomllib.loads(resource("text", "categories.toml").read_text(encoding="utf-8"))
    return {row["code"]: _category(row) for row in read["category"]}


def _category(row: dict[str, object]) -> Category:
    proof = row["proof"]
    assert isinstance(proof, list)
    return Category(
        code=str(row["code"]),
        name=str(row["name"]),
        direction=Direction(str(row["direction"])),
        tells=str(row["tells"]),
        proof=tuple(str(kind) for kind in proof),
        points_to_plan=bool(row["points_to_plan"]),
        own_account=bool(row.get("own_account", False)),
    )

"""One measurement and how it is told: a time or a size beside what it stands against, or what a way costs a person."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Protocol


class Row(Protocol):
    """A measurement that can be told."""

    def as_json(self) -> str:
        """One line."""

    def as_text(self) -> str:
        """The same for a person."""


@dataclass(frozen=True, slots=True)
class Measured:
    """`ours` and `against` in `unit` (the smaller the better), what each of them is, and the most the ratio may be."""

    name: str
    ours: float
    against: float
    ours_is: str
    against_is: str
    aim: float
    unit: str = "seconds"
    more: dict[str, float | str] = field(default_factory=dict)

    @property
    def ratio(self) -> float:
        """How many times what it stands against."""
        return self.ours / self.against

    def as_json(self) -> str:
        """One line."""
        told = {
            "name": self.name,
            "ours": round(self.ours, 4),
            "against": round(self.against, 4),
            "ratio": round(self.ratio, 3),
            "aim": self.aim,
            "unit": self.unit,
            "ours_is": self.ours_is,
            "against_is": self.against_is,
            **self.more,
        }
        return json.dumps(told, ensure_ascii=False)

    def as_text(self) -> str:
        """The same for a person."""
        verdict = "within" if self.ratio <= self.aim else "OVER"
        more = "".join(f" · {name} {value}" for name, value in self.more.items())
        return (
            f"{self.name:12} {self.ours:8.3f} against {self.against:8.3f} {self.unit}: "
            f"{self.ratio:5.2f}, {verdict} {self.aim}{more}"
        )


@dataclass(frozen=True, slots=True)
class Counted:
    """What a way through the window costs: presses, keys, screens, and the labels of facts it asked for in vain."""

    name: str
    presses: int
    keys: int
    screens: int
    asked: tuple[str, ...]
    is_for: str
    most_presses: int | None = None
    most_keys: int | None = None

    def as_json(self) -> str:
        """One line."""
        told = {
            "name": self.name,
            "presses": self.presses,
            "keys": self.keys,
            "screens": self.screens,
            "asked_again": len(self.asked),
            "asked_again_for": list(self.asked),
            "aim_presses": self.most_presses,
            "aim_keys": self.most_keys,
            "aim_asked_again": 0,
            "is_for": self.is_for,
        }
        return json.dumps(told, ensure_ascii=False)

    def as_text(self) -> str:
        """The same for a person."""
        asked = f": {', '.join(self.asked)}" if self.asked else ""
        return (
            f"{self.name:12} {_beside(self.presses, 'presses', self.most_presses)}, "
            f"{_beside(self.keys, 'keys', self.most_keys)}, {self.screens} screens, "
            f"{_beside(len(self.asked), 'asked again', 0)}{asked}"
        )


def _beside(count: int, what: str, most: int | None) -> str:
    if most is None:
        return f"{count} {what}"
    return f"{count} {what} ({'within' if count <= most else 'OVER'} {most})"

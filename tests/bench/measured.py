"""One measurement: ours, what it stands against, and how it is told."""

from __future__ import annotations

import json
from dataclasses import dataclass, field


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

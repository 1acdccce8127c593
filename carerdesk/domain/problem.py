"""A broken rule, as a value. The words for it live in resources/text/problems.toml under its code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as made_with


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: the field it belongs to ("" for the whole page), a code, and values for the words."""

    field: str
    code: str
    values: Mapping[str, str] = made_with(default_factory=dict)

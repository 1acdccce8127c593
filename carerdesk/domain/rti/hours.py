"""The band of normal hours a week that an FPS or RT2 asks for."""

from __future__ import annotations

from typing import Final

_BELOW: Final = (("A", 16 * 60), ("B", 24 * 60), ("C", 30 * 60))
BANDS: Final = {
    "A": "up to 15.99 hours a week",
    "B": "16 to 23.99 hours a week",
    "C": "24 to 29.99 hours a week",
    "D": "30 hours a week or more",
    "E": "other: no regular hours",
}


def hours_band(weekly_minutes: int | None) -> str:
    """A to D by the contract's hours a week, E where it has none (RTI schema 2025-26, HoursWorked)."""
    if not weekly_minutes:
        return "E"
    return next((band for band, limit in _BELOW if weekly_minutes < limit), "D")

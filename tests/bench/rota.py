"""Opening a week in the Rota room, of books of ten years and of one."""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.bench.children import Run, in_turn, script, timed
from tests.bench.kept import TODAY, Place
from tests.bench.measured import Measured

TIMES = 5


def rota_ten() -> list[Measured]:
    """Weeks from all over ten years of books against weeks from all over one year."""
    with tempfile.TemporaryDirectory() as folder:
        one, ten = Place(Path(folder), 1), Place(Path(folder), 10)
        small, big = in_turn(TIMES, lambda: _weeks_of(one), lambda: _weeks_of(ten))
    return [
        Measured(
            "rota-10",
            _seconds(big),
            _seconds(small),
            f"a week of ten years of books opened and painted, median of {TIMES} runs over weeks of every age",
            "a week of one year of books, taken in turn",
            1.3,
        )
    ]


def _weeks_of(place: Place) -> Run:
    return timed(script("open_weeks", place.folder, TODAY))


def _seconds(runs: Sequence[Run]) -> float:
    return statistics.median(float(run.out) for run in runs)

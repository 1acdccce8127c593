"""From the first instruction to This week painted, with the sample's books."""

from __future__ import annotations

import tempfile
from pathlib import Path

from carerdesk.store import unlocking
from carerdesk.store.connection import DATABASE, database_key
from tests.bench.children import Run, in_turn, median, program, script, timed
from tests.bench.kept import TODAY, Place, sample
from tests.bench.measured import Measured

TIMES = 9
PAINTED = "painted"


def _until_painted(place: Place) -> Run:
    """The program, until it says that This week is painted."""
    return timed(program("--data-dir", place.folder, "--today", TODAY), until=PAINTED, CARERDESK_BENCH="1")


def _floor(place: Place) -> Run:
    """An empty window, and one row from the same locked database."""
    identity, _ = unlocking.unlock(place.books, None, None)
    key = database_key(identity).hex()
    return timed(script("empty_window", place.books / DATABASE, key), until=PAINTED)


def start() -> list[Measured]:
    """The start against an empty window."""
    with tempfile.TemporaryDirectory() as folder:
        place = Place(Path(folder), 1)
        ours, floor = in_turn(TIMES, lambda: _until_painted(place), lambda: _floor(place))
    return [
        Measured(
            "start",
            median(ours),
            median(floor),
            f"python -m carerdesk to This week painted, one year of books, median of {TIMES}",
            "an empty PySide6 window painted and one row read with sqlcipher3, taken in turn",
            3,
        )
    ]


def start_ten() -> list[Measured]:
    """The start with ten years of books against one."""
    with tempfile.TemporaryDirectory() as folder:
        one, ten = Place(Path(folder), 1), Place(Path(folder), 10)
        small, big = in_turn(TIMES, lambda: _until_painted(one), lambda: _until_painted(ten))
    due = float(timed(script("look_what_is_due", sample(10) / "Sample.carerdesk", TODAY)).out)
    return [
        Measured(
            "start-10",
            median(big),
            median(small),
            f"the same start with ten years of books, median of {TIMES}",
            "with one year of books, taken in turn",
            1.3,
            more={"this_week_worked_out_seconds": round(due, 3)},
        )
    ]

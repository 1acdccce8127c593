"""A pack of a thousand photographs."""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.bench.children import Run, in_turn, script, timed
from tests.bench.kept import photo_books
from tests.bench.measured import Measured

TIMES = 5
MEGABYTE = 1_000_000
ROOM = 200


def pack() -> list[Measured]:
    """The writing of the PDF in a process of its own, and the most memory that process held."""
    folder = photo_books()
    with tempfile.TemporaryDirectory() as place:
        mine, theirs = Path(place) / "pack.pdf", Path(place) / "joined.pdf"
        ours, peer = in_turn(
            TIMES,
            lambda: timed(script("write_pack", folder, mine)),
            lambda: timed(script("join_photos", folder, theirs)),
        )
        size = mine.stat().st_size / MEGABYTE
    memory = max(run.peak for run in ours) / MEGABYTE
    time = Measured(
        "pack-1000",
        _seconds(ours),
        _seconds(peer),
        f"the PDF of 1,000 photographs gathered from the books, its lists and all, median of {TIMES}",
        "pyrage unlocking the same files and img2pdf joining them, taken in turn",
        1.5,
        more={"memory_mb": round(memory), "peer_memory_mb": round(max(run.peak for run in peer) / MEGABYTE)},
    )
    space = Measured(
        "pack-1000-memory",
        memory,
        size + ROOM,
        "the most memory that process held",
        f"the size of the PDF and {ROOM} MB",
        1,
        "MB",
    )
    return [time, space]


def _seconds(runs: Sequence[Run]) -> float:
    """The median of what the processes say of themselves: loading the program is not writing a pack."""
    return statistics.median(float(run.out) for run in runs)

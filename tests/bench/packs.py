"""A pack of a thousand photographs."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.bench.children import in_turn, median, script, timed
from tests.bench.kept import photo_books
from tests.bench.measured import Measured

TIMES = 3
MEGABYTE = 1_000_000
ROOM = 200


def pack() -> list[Measured]:
    """The whole process that writes the PDF, its time and its memory."""
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
        median(ours),
        median(peer),
        f"the PDF of 1,000 photographs from locked books, with its lists, whole process, median of {TIMES}",
        "pyrage unlocking the same files and img2pdf joining them, whole process, taken in turn",
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

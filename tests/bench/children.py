"""Other processes, timed from outside: what they took, and the most memory they held."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent
_KILOBYTES = 1 if sys.platform == "darwin" else 1024  # ru_maxrss counts bytes there, kilobytes elsewhere


@dataclass(frozen=True, slots=True)
class Run:
    """One process: seconds from its beginning to its end (or to the line waited for), peak bytes, what it wrote."""

    seconds: float
    peak: int
    out: str


class Failed(Exception):  # noqa: N818 - it ends the bench with its words
    """A process did not do what it was started for."""


def surroundings(**more: str) -> Mapping[str, str]:
    """The environment of every process: no screen, compiled modules used and kept as on anybody's computer."""
    left_out = {"DISPLAY", "WAYLAND_DISPLAY", "PYTHONDONTWRITEBYTECODE", "QT_STYLE_OVERRIDE"}
    kept = {name: value for name, value in os.environ.items() if name not in left_out}
    return {**kept, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT), **more}


def script(name: str, *arguments: object) -> list[str]:
    """The command for one of the scripts here."""
    return [sys.executable, str(HERE / f"{name}.py"), *map(str, arguments)]


def program(*arguments: object) -> list[str]:
    """The command for the program itself."""
    return [sys.executable, "-m", "carerdesk", *map(str, arguments)]


def timed(command: Sequence[str], *, until: str = "", **more: str) -> Run:
    """Run to the end; the time is that of the end, or of the line `until`.

    Raises:
        Failed: where it ends with an error, or without that line.
    """
    began = time.perf_counter()
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=surroundings(**more), cwd=ROOT, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        first = process.stdout.readline() if until else ""
        took = time.perf_counter() - began
        out, trouble = first + process.stdout.read(), process.stderr.read()
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode or (until and first.strip() != until):
        raise Failed(f"{' '.join(command)} ended with {process.returncode}:\n{out}{trouble}")
    return Run(took if until else time.perf_counter() - began, used.ru_maxrss * _KILOBYTES, out)


def in_turn(times: int, *acts: Callable[[], Run]) -> list[list[Run]]:
    """Each act so many times, one after another in turn, so that a busy moment strikes all alike; once unkept first."""
    for act in acts:
        act()
    runs: list[list[Run]] = [[] for _ in acts]
    for _ in range(times):
        for kept, act in zip(runs, acts, strict=True):
            kept.append(act())
    return runs


def median(runs: Sequence[Run]) -> float:
    """The median of their seconds."""
    return statistics.median(run.seconds for run in runs)


def say(words: str) -> None:
    """To whoever watches."""
    sys.stderr.write(f"{words}\n")

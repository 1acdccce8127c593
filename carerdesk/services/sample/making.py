"""Making the sample: books, bank files, receipts, packs and accounts in one folder, whole or not at all."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from carerdesk.store.books import Clock
from carerdesk.store.problems import KnownProblem, plainly

if TYPE_CHECKING:
    from carerdesk.services.sample.planted import Told

Progress: TypeAlias = Callable[[str, int, int], None]
Asked: TypeAlias = Callable[[], bool]

BOOKS = "Sample.carerdesk"
PARTS = (BOOKS, "bank", "receipts", "packs", "accounts", "faults.json", "about.txt")
DAYS_A_YEAR = 365


class SampleAlreadyThere(KnownProblem):
    """The folder holds a sample already, or something of the same name."""

    code = "sample_already_there"


class SampleTooLong(KnownProblem):
    """A sample goes back one year to as many as there are made-up rates for."""

    code = "sample_too_long"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What sample is wanted: how many days, by which seed, with the failures planted or not."""

    days: int
    seed: int
    faults: bool


def make_sample(
    folder: Path,
    clock: Clock,
    *,
    years: int = 1,
    seed: int = 1,
    faults: bool = False,
    progress: Progress | None = None,
    stopped: Asked | None = None,
) -> tuple[Path, ...]:
    """Make the books of a made-up family in a folder, with all they were fed with; they end on the clock's today.

    Args:
        folder: where to make it; made where missing.
        clock: its today is the last day of the books.
        years: how many years they go back.
        seed: the same seed makes the same family.
        faults: plants one failure for each control test and lists them in faults.json.
        progress: told the step, how much of it is done, and of how much.
        stopped: asked now and then; True stops, and nothing is left behind.

    Returns:
        What was made: the books, the folders beside them, each pack and account, and the list of faults.

    Raises:
        SampleAlreadyThere, SampleTooLong: in words.
        Stopped: where `stopped` answered True.
    """
    wanted = Wanted(_days(clock.today(), years), seed, faults)
    return make(folder, clock.today(), wanted, progress or _unseen, stopped or _never)


def _days(today: date, years: int) -> int:
    from carerdesk.services.sample.words import first_year

    if not 1 <= years <= today.year - first_year() - 1:
        raise SampleTooLong(most=str(today.year - first_year() - 1))
    return years * DAYS_A_YEAR + years // 4


def make(folder: Path, today: date, wanted: Wanted, progress: Progress, stopped: Asked) -> tuple[Path, ...]:
    """As `make_sample`, over any number of days."""
    from carerdesk.services.sample.calendar import span_of
    from carerdesk.services.sample.finishing import finish

    with _aside(folder) as place:
        planted = live(place, today, wanted, progress, stopped)
        finish(place, BOOKS, span_of(today, wanted.days), planted, progress, stopped)
    there = (folder / part for part in PARTS if (folder / part).exists())
    return tuple(sorted(told for path in there for told in _told(path)))


def live(place: Path, today: date, wanted: Wanted, progress: Progress, stopped: Asked) -> list[Told]:
    """Make the books and what they are fed with, without packs; the failures that were planted."""
    from carerdesk.reports.pack_view import Stopped
    from carerdesk.services.sample.calendar import span_of
    from carerdesk.services.sample.clock import WalkingClock
    from carerdesk.services.sample.planted import plan_for
    from carerdesk.services.sample.setting_up import set_up
    from carerdesk.services.sample.walk import walk
    from carerdesk.store.books import create_books

    span = span_of(today, wanted.days)
    plan = plan_for(span, faults=wanted.faults)
    clock = WalkingClock(span.first)
    books = create_books(place / BOOKS, clock)
    weeks = (today - span.first).days // 7 + 1

    def step(day: date) -> None:
        if stopped():
            raise Stopped
        progress("The family’s weeks", (day - span.first).days // 7, weeks)

    try:
        walk(set_up(books, clock, span, plan, place, wanted.seed), step)
    finally:
        books.close()
    return sorted(plan.planted, key=lambda told: told["test"]) if wanted.faults else []


@contextmanager
def _aside(folder: Path) -> Iterator[Path]:
    """A folder to work in; what is made in it moves to its place at the end, all together."""
    with plainly():
        folder.mkdir(parents=True, exist_ok=True)
        if any((folder / part).exists() for part in PARTS):
            raise SampleAlreadyThere(folder=str(folder))
        place = folder / ".sample being made"
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir()
        try:
            yield place
            for part in PARTS:
                if (place / part).exists():
                    (place / part).rename(folder / part)
        finally:
            shutil.rmtree(place, ignore_errors=True)


def _told(path: Path) -> Iterator[Path]:
    """What the person is told of: books and lists themselves, packs and accounts one by one."""
    if path.name in {"packs", "accounts"}:
        yield from path.iterdir()
    else:
        yield path


def _unseen(_step: str, _done: int, _of: int) -> None:
    """Progress that nobody watches."""


def _never() -> bool:
    """Nobody asks to stop."""
    return False

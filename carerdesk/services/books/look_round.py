"""The made-up family's books for looking round: made once, in their own folder, beside nobody's own."""

from __future__ import annotations

import shutil
from pathlib import Path

from carerdesk.services.books.places import ENDING
from carerdesk.services.books.steps import Progress, unseen
from carerdesk.store.books import Clock

SAMPLE = f"Sample{ENDING}"
_PAPERS = "Sample papers"


def sample_folder(place: Path) -> Path | None:
    """The made-up family's books on this computer, where they are made already."""
    folder = place / SAMPLE
    return folder if (folder / "books.db").is_file() else None


def make_family(place: Path, clock: Clock, progress: Progress = unseen) -> Path:
    """Makes one year of a made-up family's books below a place, with the papers they were fed with beside them.

    Nothing is left where the making is stopped or fails.
    """
    from carerdesk.services.sample import make_sample

    making = place / f"{_PAPERS}.part"
    shutil.rmtree(making, ignore_errors=True)
    try:
        make_sample(making, clock, years=1, progress=progress)
        return _put_in_place(making, place)
    finally:
        shutil.rmtree(making, ignore_errors=True)


def _put_in_place(making: Path, place: Path) -> Path:
    papers = place / _PAPERS
    shutil.rmtree(papers, ignore_errors=True)
    made = (making / SAMPLE).rename(place / SAMPLE)
    making.rename(papers)
    return made
